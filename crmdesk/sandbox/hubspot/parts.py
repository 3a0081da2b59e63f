"""Parts of request bodies that have to be texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.hubspot.errors import wrong_value


def text_of(body: Mapping[str, Any], name: str) -> str:
    """A text of a body, blank where it is missing or null; numbers and truth values are taken too. Raises `ApiError`."""
    found = body.get(name)
    if isinstance(found, dict | list):
        raise wrong_value(f"of type `java.lang.String` for {name}")
    return "" if found is None else str(found)
