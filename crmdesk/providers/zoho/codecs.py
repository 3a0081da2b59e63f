"""Codecs of Zoho's own forms: the length of a call, tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain import values
from crmdesk.domain.values import Value
from crmdesk.providers.codecs import Number, wire_text

_DURATION = re.compile(r"([0-9]{1,6}):([0-5][0-9])")


@dataclass(frozen=True, slots=True)
class Minutes(Number):
    """Seconds that the vendor keeps as ``mm:ss`` (section 2.11). It takes no zero: a call of no length is one without any there."""

    def _read(self, written: str) -> Value:
        found = _DURATION.fullmatch(written.strip())
        return values.text(written) if found is None else int(found[1]) * 60 + int(found[2])

    def _write(self, value: Value) -> str:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return wire_text(value)
        return f"{value // 60:02d}:{value % 60:02d}" if value else ""

    def _same(self, written: str) -> str | None:
        found = _DURATION.fullmatch(written.strip())
        return written if found is None else f"{int(found[1]):02d}:{found[2]}"


def tag_names(held: Any) -> list[str] | None:
    """The names in a list of tags, in no order that means anything; None for what is no such list."""
    if not isinstance(held, list | None):
        return None
    named = [tag.get("name") if isinstance(tag, Mapping) else tag for tag in held or ()]
    return sorted({name for name in named if isinstance(name, str) and name})
