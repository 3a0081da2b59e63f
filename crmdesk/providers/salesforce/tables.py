"""Salesforce's objects as crmdesk uses them: names, id prefixes, what their rows can do (sections 2 and 8).

Notes, contact roles of opportunities and field histories are not on the fact sheet; what is said of them here is general
knowledge (unverified), and an account without one of them works without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KEY = "crmdesk_uid__c"
"""The external id field that holds crmdesk's own key; unique, so that creating twice is impossible."""

MASTER = "MasterRecordId"
CONVERTED = "IsConverted"
CONTACT = "ConvertedContactId"
"""The contact that a converted lead became."""

COMPANY = "Company"
"""Of a lead: a text, which is required but in an organisation of person accounts (Salesforce Help, Person Accounts and leads)."""

PERSON = "IsPersonAccount"
"""Says of an account that it is a person, and of a contact that it is the other half of one (section 8.3)."""

PERSON_ACCOUNT = "PersonAccount"
"""An account that is a person, as an object that crmdesk does not read: its contact says everything about it."""

CURRENCY = "CurrencyIsoCode"
"""What a row's amounts are in, in an organisation of several currencies."""

STAND_IN = "—"
"""What is written where Salesforce requires a text and the record has none; read as blank."""

NO_DATE = "2099-12-31"
"""What is written where Salesforce requires the day on which an opportunity closes and the record has none; read as blank."""

RICH = "richtextarea"
"""The type of a text area that holds HTML: describe says so of it besides its type (section 2)."""

CLOSED = "$closed"
"""In a schema: the statuses of an organisation's tasks, as the options of a property of this name: whether one is closed."""

NOTE, TITLE = "Note", "Title"
"""Notes, and what names one: a text that crmdesk does not know as a field."""

OPPORTUNITY = "Opportunity"
ROLE = "OpportunityContactRole"
ROLES = "OpportunityContactRoles"
"""The child relationship of an opportunity, as queries name it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One object of ours: ``source`` is Salesforce's, of which ``only`` (a condition) selects our rows.

    ``history`` is the object that keeps its changes per field, ``parent`` the field there that names the row.
    ``takes_along`` as in ``ObjectSpec``: an account's contacts and opportunities are deleted with it (section 8.3).
    """

    name: str
    source: str
    only: str = ""
    merges: bool = False
    history: str = ""
    parent: str = ""
    takes_along: Mapping[str, str] = field(default_factory=dict)


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "Account",
            "Account",
            merges=True,
            history="AccountHistory",
            parent="AccountId",
            takes_along={"Contact": "company", OPPORTUNITY: "company"},
        ),
        Table("Lead", "Lead", merges=True, history="LeadHistory", parent="LeadId"),
        Table("Contact", "Contact", merges=True, history="ContactHistory", parent="ContactId"),
        Table(OPPORTUNITY, OPPORTUNITY, history="OpportunityFieldHistory", parent="OpportunityId"),
        Table("Task", "Task", only="TaskSubtype != 'Call'"),
        Table("Call", "Task", only="TaskSubtype = 'Call'"),
        Table("Event", "Event", only="IsChild = false"),
        Table(NOTE, NOTE),
    )
}
"""In the order in which one may refer to another. A logged call is a task of its own subtype (section 8.5), and an event has a
child for each user who was invited: a copy, of which nobody can change more than the reminder (Object Reference, Event: IsChild).

Leads are read before contacts: that one became a contact is known before the contact is seen as somebody new.
"""

SOURCES = tuple(dict.fromkeys(table.source for table in TABLES.values()))

USERS, PIPELINES, STAGES = "User", "pipelines", "stages"
REFERENCE_OBJECTS = (USERS, PIPELINES, STAGES)
PIPELINE = OPPORTUNITY
"""The id of the one pipeline: Salesforce has stages, and no pipelines above them."""

PREFIXES: Mapping[str, str] = {
    "001": "Account", "003": "Contact", "005": USERS, "006": "Opportunity", "00G": "Group", "00Q": "Lead",
}  # fmt: skip
"""The first three characters of an id tell its object (section 2)."""

SYSTEM = ("Id", "CreatedDate", "CreatedById", "LastModifiedDate", "SystemModstamp")


def is_id(text: str) -> bool:
    """Whether a text can be a row's id: 15 or 18 letters and digits. Nothing else may become a part of a path."""
    return len(text) in (15, 18) and text.isascii() and text.isalnum()
