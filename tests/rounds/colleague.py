"""What colleagues do in the accounts: they edit, add, delete, merge, convert, and point rows at each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from crmdesk.sandbox.serve import Sandbox
from crmdesk.sandbox.vendor import ControlRefused, Vendor
from tests.rounds.vendors import CAN_EMPTY, LEADS, TABLES, Row, Table, is_there, table_of

Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was typed."""

    vendor: str
    table: str
    id: str
    field: str


class Colleague:
    """Works in all accounts of a round. ``written`` are the texts that nobody there has replaced or deleted since."""

    def __init__(self, sandbox: Sandbox, vendors: Sequence[str], random: Random, say: Say) -> None:
        self._sandbox = sandbox
        self._vendors = vendors
        self._random = random
        self._say = say
        self._words = 0
        self.written: dict[str, Place] = {}

    def act(self) -> None:
        """Do one thing in one account; what its vendor refuses is not done."""
        self._sandbox.settle()
        vendor = self._random.choice(self._vendors)
        table = self._random.choice(TABLES[vendor])
        chance = self._random.random()
        try:
            if chance < 0.05 and self.rows(vendor, LEADS.get(vendor, "")):
                self._convert(vendor)
            elif chance < 0.08:
                self._point(vendor)
            elif chance < 0.15 or not self.rows(vendor, table.name):
                self._add(vendor, table)
            elif chance < 0.2:
                self._delete(vendor, table)
            elif chance < 0.28 and vendor != "google_sheets":
                self._merge(vendor, table)
            else:
                self._edit(vendor, table)
        except ControlRefused as error:
            self._say("  refused there", vendor, table.name, error)

    def interrupt(self, vendor: str, object_name: str, id: str, fields: Sequence[str]) -> None:
        """Change one of the fields of a row that is just being written."""
        if vendor == "zoho" and "/" in id:
            object_name, id = id.split("/", 1)
        table = table_of(vendor, object_name)
        names = [name for name in fields if table is not None and name in table.fields]
        if table is None or not table.interruptible or not names or self._random.random() < 0.5:
            return
        # Nothing is being served for this account now. To wait for the others would be to wait for oneself.
        try:
            self._write(vendor, table, id, self._random.choice(names), self._word("C"))
        except ControlRefused as error:
            self._say("  refused there", vendor, table.name, error)

    def rows(self, vendor: str, name: str) -> list[Row]:
        """The rows of a table that are there; none of a table that the vendor does not have."""
        table = table_of(vendor, name) if name else None
        if table is None:
            return []
        return [row for row in self.vendor(vendor).dump(table.name) if row.get(table.key) is not None and is_there(row)]

    def vendor(self, name: str) -> Vendor:
        """A vendor's side."""
        return self._sandbox.world.applications[name].vendor

    def everything(self) -> str:
        """All that is in the accounts now, as one text."""
        self._sandbox.settle()
        return "\n".join(
            json.dumps(self.vendor(vendor).dump(table.name), default=str, ensure_ascii=False)
            for vendor in self._vendors
            for table in TABLES[vendor]
        )

    def _word(self, letter: str) -> str:
        self._words += 1
        return f"{letter}{self._words}q"

    def _forget(self, vendor: str, table: Table, id: str, field: str | None = None) -> None:
        for value, place in list(self.written.items()):
            if (place.vendor, place.table, place.id) == (vendor, table.name, id) and field in (None, place.field):
                del self.written[value]

    def _write(self, vendor: str, table: Table, id: str, name: str, value: str | None) -> None:
        field = table.fields[name]
        self.vendor(vendor).edit(table.name, id, {field: value}, None)
        self._say(f"{vendor}: edit", table.name, id, field, value)
        self._forget(vendor, table, id, field)
        if value:
            self.written[value] = Place(vendor, table.name, id, field)

    def _edit(self, vendor: str, table: Table) -> None:
        row = self._random.choice(self.rows(vendor, table.name))
        name = self._random.choice(list(table.fields))
        empty = self._random.random() < 0.1 and name in CAN_EMPTY
        nothing = "" if vendor in ("hubspot", "google_sheets") else None
        self._write(vendor, table, str(row[table.key]), name, nothing if empty else self._word("R"))

    def _add(self, vendor: str, table: Table) -> None:
        named = ("last_name", "name", "subject", "body", "city")
        texts = {field: self._word("R") for name, field in table.fields.items() if name in named}
        id = self.vendor(vendor).edit(table.name, None, {**table.required, **texts}, None)
        self._say(f"{vendor}: new", table.name, id, texts)

    def _delete(self, vendor: str, table: Table) -> None:
        id = str(self._random.choice(self.rows(vendor, table.name))[table.key])
        hard = self._random.random() < 0.2
        self.vendor(vendor).delete(table.name, id, hard=hard)
        self._forget(vendor, table, id)
        self._say(f"{vendor}: delete", table.name, id, "for good" if hard else "")

    def _merge(self, vendor: str, table: Table) -> None:
        rows = self.rows(vendor, table.name)
        if len(rows) < 2:
            return
        winner, loser = (str(row[table.key]) for row in self._random.sample(rows, 2))
        survivor = self.vendor(vendor).merge(table.name, winner, loser)
        for id in (winner, loser):
            self._forget(vendor, table, id)
        self._say(f"{vendor}: merge", table.name, loser, "into", winner, "gives", survivor)

    def _convert(self, vendor: str) -> None:
        table = table_of(vendor, LEADS[vendor])
        assert table is not None
        id = str(self._random.choice(self.rows(vendor, table.name))[table.key])
        self.vendor(vendor).edit(table.name, id, {"convert": {}}, None)
        self._forget(vendor, table, id)
        self._say(f"{vendor}: convert", table.name, id)

    def _point(self, vendor: str) -> None:
        """Change what is no text: who owns a row, whom it belongs to, where a deal stands, and what it is worth."""
        people, worth = self._one(vendor, PEOPLE.get(vendor, "")), self._random.randint(1, 9999)
        deal = self._one(vendor, DEALS.get(vendor, ""))
        match vendor:
            case "hubspot":
                stage = self._random.choice(["customer", "customer", "lead"])
                owner = self._random.choice([row["id"] for row in self.vendor(vendor).dump("owners") if is_there(row)])
                self._set(vendor, "contacts", people, {"lifecyclestage": stage, "hubspot_owner_id": owner})
                stage = self._random.choice(["appointmentscheduled", "contractsent", "closedwon"])
                self._set(vendor, "deals", deal, {"dealstage": stage})
            case "salesforce":
                if account := self._one(vendor, "Account"):
                    self._set(vendor, "Contact", people, {"AccountId": account["Id"]})
                stage = self._random.choice(["Prospecting", "Closed Won", "Closed Lost"])
                self._set(vendor, "Opportunity", deal, {"StageName": stage, "Amount": worth})
            case "pipedrive":
                owner = self._random.choice([row["id"] for row in self.vendor(vendor).dump("users")])
                self._set(vendor, "persons", people, {"owner_id": owner})
                if person := self._one(vendor, "persons"):
                    self._set(vendor, "deals", deal, {"person_id": person["id"], "value": worth})
            case "zoho":
                if account := self._one(vendor, "Accounts"):
                    self._set(vendor, "Contacts", people, {"Account_Name": {"id": account["id"]}})
                if person := self._one(vendor, "Contacts"):
                    self._set(vendor, "Deals", deal, {"Contact_Name": {"id": person["id"]}, "Amount": worth})

    def _one(self, vendor: str, name: str) -> Row | None:
        rows = self.rows(vendor, name)
        return self._random.choice(rows) if rows else None

    def _set(self, vendor: str, name: str, row: Row | None, fields: Mapping[str, Any]) -> None:
        table = table_of(vendor, name)
        if row is None or table is None:
            return
        self.vendor(vendor).edit(name, str(row[table.key]), fields, None)
        self._say(f"{vendor}: set", name, row[table.key], fields)


PEOPLE = {"hubspot": "contacts", "salesforce": "Contact", "pipedrive": "persons", "zoho": "Contacts"}
DEALS = {"hubspot": "deals", "salesforce": "Opportunity", "pipedrive": "deals", "zoho": "Deals"}
