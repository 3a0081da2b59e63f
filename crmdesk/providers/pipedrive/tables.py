"""Pipedrive's objects as crmdesk uses them: paths, field lists, names in histories (section 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

CODE = re.compile(r"[0-9a-f]{40}")
"""What the code of an account's own field looks like; those of built-in ones are words."""

REFERENCE_OBJECTS = ("users", "pipelines", "stages")
LABELS = "label_ids"
PARTICIPANTS = "participants"
CLIENT_WORDS = ("client", "customer")
"""Beginnings of the person labels that make a contact rather than a lead, unless the agency chose otherwise."""


@dataclass(frozen=True, slots=True)
class Table:
    """One object. ``fields`` names the list of its field definitions, ``recent`` what recents call it.

    Objects with ``v1`` have no v2. ``histories`` tells whether there is a changelog of a row.
    """

    name: str
    fields: str | None
    recent: str | None
    v1: bool = False
    histories: bool = False

    @property
    def path(self) -> str:
        """The path of its rows."""
        return f"/v1/{self.name}" if self.v1 else f"/api/v2/{self.name}"


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("organizations", "organizationFields", "organization", histories=True),
        Table("persons", "personFields", "person", histories=True),
        Table("leads", None, None, v1=True),
        Table("deals", "dealFields", None, histories=True),
        Table("activities", None, "activity"),
        Table("notes", None, "note", v1=True),
    )
}
"""In the order in which one may refer to another."""

HISTORY_KEYS = {"emails": "email", "phones": "phone", LABELS: "label"}
"""What changelogs call a field, where it is another word than in rows (section 7)."""


def is_client(label: str) -> bool:
    """Whether a person label says that somebody is a client."""
    return label.strip().casefold().startswith(CLIENT_WORDS)
