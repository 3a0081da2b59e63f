"""The ``fields`` parameter: which parts of an answer are sent (``a,b(c,d),e/f``)."""

from __future__ import annotations

import re
from typing import Any

from crmdesk.sandbox.google_sheets.errors import bad_argument

_TOKEN = re.compile(r"[A-Za-z0-9_*]+|[(),/.]")

Mask = dict[str, "Mask"]
"""Names with the masks of what is below them; an empty mask is everything."""


def parsed(text: str) -> Mask:
    """The mask of a text. Raises `ApiError`."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise bad_argument(f"Invalid field selection {text}")
    mask = _many(tokens, text)
    if tokens:
        raise bad_argument(f"Invalid field selection {text}")
    return mask


def _many(tokens: list[str], text: str) -> Mask:
    found: Mask = {}
    while True:
        path = [_name(tokens, text)]
        while tokens and tokens[0] in {"/", "."}:
            tokens.pop(0)
            path.append(_name(tokens, text))
        below: Mask = {}
        if tokens and tokens[0] == "(":
            tokens.pop(0)
            below = _many(tokens, text)
            if not tokens or tokens.pop(0) != ")":
                raise bad_argument(f"Invalid field selection {text}")
        at = found
        for name in path[:-1]:
            at = at.setdefault(name, {})
        at.setdefault(path[-1], {}).update(below)
        if not tokens or tokens[0] != ",":
            return found
        tokens.pop(0)


def _name(tokens: list[str], text: str) -> str:
    if not tokens or not (tokens[0] == "*" or tokens[0].isidentifier()):
        raise bad_argument(f"Invalid field selection {text}")
    return tokens.pop(0)


def masked(content: Any, mask: Mask) -> Any:
    """The parts of a document that a mask names; empty objects stay where something was asked of them."""
    if not mask or "*" in mask:
        return content
    if isinstance(content, list):
        return [masked(one, mask) for one in content]
    if not isinstance(content, dict):
        return content
    return {name: masked(content[name], below) for name, below in mask.items() if name in content}


def unknown(mask: Mask, known: Mask, above: str = "") -> str | None:
    """The path of the first name in a mask that a resource does not have; below a name without more any is good."""
    for name, below in mask.items():
        if name != "*" and known:
            if name not in known:
                return above + name
            found = unknown(below, known[name], f"{above}{name}.")
            if found is not None:
                return found
    return None


def covers(mask: Mask, *path: str) -> bool:
    """Whether something at a path would be sent: whoever renders need not make what would not."""
    at = mask
    for name in path:
        if not at or "*" in at:
            return True
        if name not in at:
            return False
        at = at[name]
    return True
