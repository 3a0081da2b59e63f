"""The request of a batch that names a range (section 2.4); what a name may be is not on the fact sheet (unverified)."""

from __future__ import annotations

import re

from crmdesk.sandbox.google_sheets.document import Named
from crmdesk.sandbox.google_sheets.errors import bad_argument
from crmdesk.sandbox.google_sheets.ranges import grid_area, message
from crmdesk.sandbox.google_sheets.updates import Batch, changes
from crmdesk.sandbox.messages import JsonObject

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,249}")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|R[0-9]+C[0-9]+", re.IGNORECASE)


@changes("addNamedRange")
def name_range(work: Batch, raw: JsonObject) -> JsonObject:
    """Name a range; one name stands for one range."""
    given = message(raw, "namedRange")
    name, area = str(given.get("name") or ""), grid_area(work.document, given.get("range"), "namedRange.range")
    if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name):
        raise bad_argument(f"“{name}” cannot be the name of a range.")
    if name.casefold() in work.document.named:
        raise bad_argument(f"A named range with the name {name} already exists.")
    rows, columns = area.tab.rows, area.tab.columns
    edges = (rows[area.top], rows[area.end_row - 1]), (columns[area.left], columns[area.end_column - 1])
    work.document.named[name.casefold()] = Named(name, area.tab, *edges)
    id = given.get("namedRangeId") or str(work.account.rng.getrandbits(30))
    return {"namedRange": {**given, "namedRangeId": id}}
