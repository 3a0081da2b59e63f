"""The version of a row at vendors whose times have whole seconds."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import orjson

from crmdesk.providers.base import Raw


def version_of(changed: str | None, fields: Mapping[str, Raw]) -> str:
    """When a row was changed last (blank where that is unknown) and, behind a slash, what its fields hold.

    The latter tells two edits of one second apart. A list of all ids that tells times alone gives the beginning
    (``base.Page.listed``).
    """
    return f"{changed or ''}/{zlib.crc32(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)):08x}"
