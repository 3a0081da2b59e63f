"""The tables that a colleague works in at each vendor, in the vendor's own words beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``name`` is the sandbox's, ``object`` what links call it, ``key`` the field with its rows' ids.

    ``fields`` are text fields by our name. ``required`` is what a new row has to have besides texts. ``interruptible``: a change
    that somebody makes between our look at a row and our writing can be told there (the vendor has a condition for writes, or a
    history of its fields).
    """

    name: str
    key: str
    fields: Mapping[str, str]
    required: Mapping[str, Any] = field(default_factory=dict)
    object: str = ""
    interruptible: bool = True

    @property
    def linked(self) -> str:
        """What links call it."""
        return self.object or self.name


def _table(table: str, key: str, /, **fields: str) -> Table:
    return Table(table, key, fields)


SALESFORCE = (
    Table(
        "Lead",
        "Id",
        {
            "first_name": "FirstName",
            "last_name": "LastName",
            "city": "City",
            "job_title": "Title",
            "street": "Street",
            "description": "Description",
        },
        {"Company": "Firma"},
    ),
    _table(
        "Contact",
        "Id",
        first_name="FirstName",
        last_name="LastName",
        city="MailingCity",
        job_title="Title",
        description="Description",
    ),
    _table("Account", "Id", name="Name", city="BillingCity"),
    Table("Opportunity", "Id", {"name": "Name"}, {"StageName": "Prospecting", "CloseDate": "2026-12-31"}),
    _table("Task", "Id", subject="Subject"),
)
HUBSPOT = (
    Table(
        "contacts",
        "id",
        {
            "first_name": "firstname",
            "last_name": "lastname",
            "city": "city",
            "job_title": "jobtitle",
            "street": "address",
            "description": "crmdesk_description",
        },
        {"lifecyclestage": "lead"},
    ),
    _table("companies", "id", name="name", city="city"),
    _table("deals", "id", name="dealname"),
    Table("notes", "id", {"body": "hs_note_body"}, {"hs_timestamp": "2026-11-20T10:00:00Z"}),
    Table("tasks", "id", {"subject": "hs_task_subject"}, {"hs_timestamp": "2026-12-01T10:00:00Z"}),
)
PIPEDRIVE = (
    _table(
        "persons",
        "id",
        first_name="first_name",
        last_name="last_name",
        city="Ville",
        job_title="Fonction",
        street="Rue",
    ),
    _table("organizations", "id", name="name"),
    _table("deals", "id", name="title"),
    Table("notes", "id", {"body": "content"}, interruptible=False),
    Table("activities", "id", {"subject": "subject"}, interruptible=False),
)
ZOHO = (
    _table(
        "Leads",
        "id",
        first_name="First_Name",
        last_name="Last_Name",
        city="City",
        job_title="Designation",
        street="Street",
        description="Description",
    ),
    _table(
        "Contacts",
        "id",
        first_name="First_Name",
        last_name="Last_Name",
        city="Mailing_City",
        job_title="Title",
        description="Description",
    ),
    _table("Accounts", "id", name="Account_Name"),
    Table("Deals", "id", {"name": "Deal_Name"}, {"Stage": "Qualification"}),
    _table("Notes", "id", body="Note_Content"),
    _table("Tasks", "id", subject="Subject"),
)
GOOGLE_SHEETS = (
    Table(
        "Prospects",
        "_crmdesk_id",
        {
            "first_name": "Prénom",
            "last_name": "Nom",
            "city": "Ville",
            "job_title": "Fonction",
            "street": "Adresse",
        },
        object="leads",
        interruptible=False,
    ),
)

TABLES: Mapping[str, tuple[Table, ...]] = {
    "hubspot": HUBSPOT,
    "salesforce": SALESFORCE,
    "pipedrive": PIPEDRIVE,
    "zoho": ZOHO,
    "google_sheets": GOOGLE_SHEETS,
}

COMBINATIONS: tuple[tuple[str, ...], ...] = (
    ("hubspot", "salesforce"),
    ("hubspot", "pipedrive"),
    ("hubspot", "zoho"),
    ("salesforce", "zoho"),
    ("pipedrive", "google_sheets"),
    ("salesforce", "pipedrive"),
    ("zoho", "google_sheets"),
    tuple(TABLES),
)
"""Which accounts a round has, by seed: pairs that differ, and all of them."""

LEADS = {"salesforce": "Lead", "zoho": "Leads"}
"""Tables of leads that can be converted."""

NOT_BLANK = frozenset({"last_name", "name", "subject", "body"})
"""What a row is called by, and nobody empties."""

CAN_EMPTY = frozenset({"city", "job_title", "street"})

AWAY = ("IsDeleted", "archived", "is_deleted", "deleted", "$deleted", "IsConverted")


def is_there(row: Row) -> bool:
    """Whether a row of the sandbox's is neither deleted nor converted."""
    return not any(row.get(each) for each in AWAY) and row.get("active_flag") is not False


def table_of(vendor: str, name: str) -> Table | None:
    """A vendor's table by its own name or the links'."""
    return next((each for each in TABLES[vendor] if name in (each.name, each.linked)), None)
