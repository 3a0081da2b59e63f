"""The JSON of a vendor's answer, as far as it can be kept."""

from __future__ import annotations

from typing import Any

import orjson


def json_of(body: bytes | str) -> Any:
    """The content of a body.

    Raises ValueError for what is no JSON (RFC 8259), half a character, a number without bounds, and what is nested so deep that
    it could not be written again: Python's own writer gives up at its own depth, in the middle of a row.
    """
    content = orjson.loads(body)
    try:
        orjson.dumps(content)
    except orjson.JSONEncodeError as error:
        raise ValueError("cannot be written again") from error
    return content
