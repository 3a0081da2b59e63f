"""One Zoho organisation: its modules, rows and people, and the clock and chance it lives by."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.traits import Traits
from crmdesk.sandbox.zoho.catalogue import (
    ACTIVITY,
    CURRENCY,
    HAVE_ACTIVITY,
    HOME,
    PIPELINE,
    RATES,
    STAGES,
    Module,
    modules,
)
from crmdesk.sandbox.zoho.errors import unknown_module
from crmdesk.sandbox.zoho.fields import GUESTS, Field
from crmdesk.sandbox.zoho.records import Entry, Row, Table

ORG_NAME = "Talensac Immobilier"
ORG_DOMAIN = "talensac-immobilier.example"
ORG_ID = "554023000000020005"
ZGID = "20063456789"
GUEST_MODULES = {"contact": "Contacts", "lead": "Leads"}
"""Modules of guests by the word for them."""
CUT = 500
"""How much of a rich text lists show (section 2)."""


@dataclass(slots=True)
class User:
    """Somebody of the agency."""

    id: str
    name: str
    email: str
    active: bool


class Org:
    """The state behind the API. ``rng`` is the only source of chance, ``clock`` the only one of time."""

    def __init__(self, clock: VendorClock, rng: random.Random, traits: Traits) -> None:
        self.clock = clock
        self.rng = rng
        self.traits = traits
        self.modules = modules(
            bare=traits["bare_org"],
            company_mandatory=traits["company_mandatory"],
            multi_currency=traits["multi_currency"],
        )
        self.tables = {name: Table(module) for name, module in self.modules.items()}
        self.users: dict[str, User] = {}
        self.hidden: frozenset[str] = frozenset()
        """Fields that a fault has taken away during the present request."""
        self.lag_s = 0.0
        self._made = 0

    def now(self) -> int:
        """The time in whole epoch seconds."""
        return int(self.clock())

    def new_id(self) -> str:
        """The next id: 18 digits, of no other record of the organisation."""
        self._made += 1
        return f"554023{self._made:012d}"

    def me(self) -> User:
        """The user that signed in."""
        return next(iter(self.users.values()))

    def moment(self, at_s: float) -> str:
        """A time in the time zone of the user: ``2026-05-04T10:11:12+02:00``."""
        zone = timezone(timedelta(minutes=int(self.traits["utc_offset_minutes"])))
        return datetime.fromtimestamp(int(at_s), UTC).astimezone(zone).isoformat(timespec="seconds")

    def module(self, name: str) -> Module:
        """The module of a name, in exactly these letters. Raises `ApiError`."""
        found = self.modules.get(name)
        if found is None:
            raise unknown_module()
        return found

    def named(self, module: Module) -> JsonObject:
        """A module as replies name it: by its id too."""
        return {"api_name": module.name, "id": f"554023000000000{list(self.modules).index(module.name) + 125:03d}"}

    def field(self, module: Module, name: str) -> Field | None:
        """A field that the user may see."""
        hidden = name in self.hidden or f"{module.name}.{name}" in self.traits["hidden_fields"]
        if name == "Pipeline" and not self.traits["pipelines"]:
            return None
        return None if hidden else module.fields.get(name)

    def fields(self, module: Module) -> list[Field]:
        """The fields that the user may see."""
        return [one for one in module.fields.values() if self.field(module, one.name) is not None]

    def add(self, module: Module, row: Row) -> None:
        """Take a new row in."""
        self.set_currency(module, row)
        row.indexed_at = self.clock()
        self.tables[module.name].rows[row.id] = row
        self.tables[module.name].index(row)

    def set_currency(self, module: Module, row: Row) -> None:
        """Let a new row be in a currency: in the home currency where it names none."""
        if CURRENCY in module.fields:
            row.values["Exchange_Rate"] = RATES[row.values.setdefault(CURRENCY, HOME)]

    def log(self, row: Row, action: str, user: str, source: str, *changes: tuple[str, Any, Any]) -> None:
        """Add an entry to a row's timeline."""
        row.timeline.append(Entry(self.new_id(), self.now(), action, user, source, changes))

    def where(self, id: str) -> tuple[Module, Row] | None:
        """The live row of an id, in whichever module it is."""
        for table in self.tables.values():
            row = table.find(id)
            if row is not None:
                return table.module, row
        return None

    def title(self, module: Module, row: Row) -> str:
        """What a row is called."""
        return str(self.value(module, row, module.title) or "")

    def value(self, module: Module, row: Row, name: str) -> Any:
        """A value as it is kept, system and derived ones too."""
        if name == "Full_Name":
            return (
                " ".join(part for part in (row.values.get("First_Name"), row.values.get("Last_Name")) if part) or None
            )
        system = {"id": row.id, "Created_Time": row.created_s, "Modified_Time": row.modified_s,
                  "Created_By": row.created_by, "Modified_By": row.modified_by}  # fmt: skip
        if name == "$se_module":
            found = self.where(row.values.get("What_Id", ""))
            return None if found is None else found[0].name
        if name == ACTIVITY.name and module.name in HAVE_ACTIVITY:
            return max(row.modified_s, row.activity_s)
        if name == "Converted__s":
            return bool(row.values.get(name))
        return system[name] if name in system else row.values.get(name)

    def shown(self, module: Module, row: Row, field: Field, *, whole: bool = True) -> Any:
        """A value as replies carry it."""
        held = self.value(module, row, field.name)
        if held is None or held == []:
            return [] if field.name == "Tag" else None
        if field.name == "Tag":
            return [{"name": name, "id": f"55402399{at:010d}", "color_code": None} for at, name in enumerate(held)]
        if field.name == GUESTS:
            return [self.guest(**one) for one in held]
        if not whole and f"{module.name}.{field.name}" in self.traits["rich_text_fields"]:
            return held[:CUT]
        forms: dict[str, Callable[[Any], Any]] = {
            "datetime": self.moment, "ownerlookup": self.person, "userlookup": self.person,
            "lookup": partial(self.pointer, module)
        }  # fmt: skip
        return forms[field.type](held) if field.type in forms else held

    def person(self, id: str) -> JsonObject:
        """A user as replies name one."""
        user = self.users[id]
        return {"name": user.name, "id": user.id, "email": user.email}

    def guest(self, type: str, participant: str) -> JsonObject:
        """Somebody invited to a meeting as replies name them (section 2.11)."""
        name = email = participant if type == "email" else None
        found = self.where(participant) if type in GUEST_MODULES else None
        if type == "user" and participant in self.users:
            name, email = self.users[participant].name, self.users[participant].email
        elif found is not None:
            name, email = self.title(*found), self.value(*found, "Email")
        return {"type": type, "participant": participant, "name": name, "Email": email, "invited": False,
                "status": "not_known"}  # fmt: skip

    def pointer(self, module: Module, id: str) -> JsonObject:
        """A row as a lookup of ``module`` names it; notes tell its module too."""
        found = self.where(id)
        name = self.title(*found) if found is not None else ""
        more = {"module": self.named(found[0])} if module.name == "Notes" and found is not None else {}
        return {"name": name, "id": id, **more}

    def related(self, pointer: Any, name: str) -> Any:
        """A field of the row or user that a lookup shows; None where there is none."""
        if not isinstance(pointer, dict):
            return None
        found = self.where(str(pointer.get("id")))
        if found is None:
            return pointer.get({"full_name": "name"}.get(name, name))
        field = self.field(found[0], name)
        return None if field is None else self.shown(*found, field)

    def stages(self) -> list[tuple[str, int, str]]:
        """The stages of the pipeline."""
        return list(STAGES)

    def pipeline_names(self) -> list[str]:
        """The pipelines."""
        return [PIPELINE]
