"""Requests of a batch that name a range, change its name or its place, or forget it (section 2.4).

Vendor: Sheets API, samples "Named & protected ranges"; what a name may be is not on the fact sheet (unverified).
"""

from __future__ import annotations

import re
from dataclasses import replace

from crmdesk.sandbox.google_sheets.document import Named
from crmdesk.sandbox.google_sheets.errors import bad_argument
from crmdesk.sandbox.google_sheets.masks import covers, parsed
from crmdesk.sandbox.google_sheets.ranges import grid_area, message
from crmdesk.sandbox.google_sheets.rendering import named_range
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.messages import JsonObject

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,249}")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|R[0-9]+C[0-9]+", re.IGNORECASE)


@changes("addNamedRange")
def name_range(work: Batch, raw: JsonObject) -> JsonObject:
    """Name a range; one name stands for one range."""
    given = message(raw, "namedRange")
    id = str(given.get("namedRangeId") or work.account.rng.getrandbits(30))
    if any(one.id == id for one in work.document.named.values()):
        raise bad_argument(f"A named range with the id {id} already exists.")
    made = _placed(work, given, id, _checked(work, given, id))
    work.document.named[made.name.casefold()] = made
    return {"namedRange": named_range(made)}


@changes("updateNamedRange")
def change_name(work: Batch, raw: JsonObject) -> None:
    """Give a named range the name or the place that the mask says."""
    given, mask = message(raw, "namedRange"), parsed(str(raw.get("fields") or "*"))
    held = _held(work, given)
    changed = _placed(work, given, held.id, held.name) if covers(mask, "range") else held
    if covers(mask, "name"):
        changed = replace(changed, name=_checked(work, given, held.id))
    del work.document.named[held.name.casefold()]
    work.document.named[changed.name.casefold()] = changed


@changes("deleteNamedRange")
def forget_name(work: Batch, raw: JsonObject) -> None:
    """Take a name away; the cells stay."""
    del work.document.named[_held(work, raw).name.casefold()]


def _checked(work: Batch, given: JsonObject, id: str) -> str:
    """A name that a range can have, and no other one has. Raises `ApiError`."""
    name = str(given.get("name") or "")
    if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name):
        raise bad_argument(f"“{name}” cannot be the name of a range.")
    known = work.document.named.get(name.casefold())
    if known is not None and known.id != id:
        raise bad_argument(f"A named range with the name {name} already exists.")
    return name


def _placed(work: Batch, given: JsonObject, id: str, name: str) -> Named:
    area = grid_area(work.document, given.get("range"), "namedRange.range")
    rows, columns = area.tab.rows, area.tab.columns
    edges = (rows[area.top], rows[area.end_row - 1]), (columns[area.left], columns[area.end_column - 1])
    return Named(id, name, area.tab, *edges)


def _held(work: Batch, given: JsonObject) -> Named:
    found = next((one for one in work.document.named.values() if one.id == given.get("namedRangeId")), None)
    if found is None:
        raise bad_argument(f"No named range with id: {given.get('namedRangeId')}")
    return found
