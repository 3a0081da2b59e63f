"""Zoho's modules as crmdesk uses them: names, which object they belong to, what their rows can do (section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.providers.rest import nonsense

PEOPLE = "People"
LEADS, CONTACTS, DEALS, NOTES = "Leads", "Contacts", "Deals", "Notes"
STAND_IN = "—"
"""What is written where Zoho requires a text and the record has none; read as blank."""

COMPANY = "Company"
"""Of a lead: a text, which some layouts require."""

CURRENCY = "Currency"
"""What a row's amounts are in, in an organisation of several currencies."""

NO_CHOICE = "-None-"
"""What Zoho's pages call a choice that was not made. Lists of choices have it among them, and rows may hold it."""

CONVERTED, CONTACT = "Converted__s", "Converted_Contact"
USERS, PIPELINES, STAGES = "users", "pipelines", "stages"
REFERENCE_OBJECTS = (USERS, PIPELINES, STAGES)


@dataclass(frozen=True, slots=True)
class Table:
    """One module. ``object`` is what the engine calls it, ``title`` the field that names a row.

    ``merges`` tells whether people merge its rows, ``activity`` the type of activity that its rows are.
    """

    module: str
    kind: Kind
    object: str
    title: str
    merges: bool = False
    activity: str = ""


TABLES: Mapping[str, Table] = {
    table.module: table
    for table in (
        Table("Accounts", Kind.COMPANY, "Accounts", "Account_Name", merges=True),
        Table(LEADS, Kind.LEAD, PEOPLE, "Full_Name", merges=True),
        Table(CONTACTS, Kind.CONTACT, PEOPLE, "Full_Name", merges=True),
        Table(DEALS, Kind.DEAL, DEALS, "Deal_Name", merges=True),
        Table("Tasks", Kind.ACTIVITY, "Tasks", "Subject", activity="task"),
        Table("Calls", Kind.ACTIVITY, "Calls", "Subject", activity="call"),
        Table("Events", Kind.ACTIVITY, "Events", "Event_Title", activity="meeting"),
        Table(NOTES, Kind.NOTE, NOTES, "Note_Title"),
    )
}
"""By module, in the order in which one may refer to another."""

OBJECTS: Sequence[str] = tuple(dict.fromkeys(table.object for table in TABLES.values()))


def is_id(text: str) -> bool:
    """Whether a text can be an id at Zoho: digits (section 2.12). Nothing else may become a part of a path."""
    return text.isascii() and text.isdecimal() and len(text) <= 20


def id_in(module: str, row: Mapping[str, Any]) -> str:
    """Zoho's id of a row of a module. Raises VendorNonsense where it has none."""
    id = row.get("id")
    if not isinstance(id, str) or not is_id(id):
        raise nonsense(module, "id", "no id")
    return id


def row_id(module: str, id: str) -> str:
    """The id of a row as the engine knows it."""
    return f"{module}/{id}" if TABLES[module].object == PEOPLE else id


def pair(module: str, id: str) -> list[str]:
    """A reference to a row."""
    return [TABLES[module].object, row_id(module, id)]


def rows_of(module: str) -> tuple[str, str]:
    """The rows of a module: its object, and how their ids begin there."""
    return TABLES[module].object, row_id(module, "")


def located(object_name: str, id: str) -> tuple[str, str] | None:
    """The module and Zoho's id of a row of an object; None for what cannot be one."""
    module, _, rest = id.partition("/") if object_name == PEOPLE else (object_name, "", id)
    known = module in TABLES and TABLES[module].object == object_name
    return (module, rest) if known and is_id(rest) else None
