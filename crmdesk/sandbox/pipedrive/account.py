"""One Pipedrive company: its rows, users, fields and labels, and the clock and chance it lives by."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.fields import Field, Option, built_in
from crmdesk.sandbox.pipedrive.records import Record, Table, stamp_ms, stamp_v1
from crmdesk.sandbox.pipedrive.schemas import ENTITIES, FIELD_OWNERS
from crmdesk.sandbox.traits import Traits

COMPANY_ID = 7010001
COMPANY_NAME = "Talensac Immobilier"
COMPANY_DOMAIN = "talensac-immobilier"
CURRENCY = "EUR"
FIRST_USER = 8020001


@dataclass(slots=True)
class User:
    """Somebody who works with the account."""

    id: int
    name: str
    email: str
    created_ms: int
    active: bool = True

    def to_json(self, *, me: bool) -> JsonObject:
        """The shape of ``GET /v1/users``."""
        return {
            "id": self.id, "name": self.name, "email": self.email, "phone": None, "default_currency": CURRENCY,
            "locale": "fr_FR", "lang": 5, "activated": True, "active_flag": self.active, "is_deleted": not self.active,
            "is_you": me, "role_id": 1, "icon_url": None, "timezone_name": "Europe/Paris", "timezone_offset": "+01:00",
            "created": stamp_v1(self.created_ms), "modified": stamp_v1(self.created_ms), "last_login": None,
            "access": [{"app": "sales", "admin": self.id == FIRST_USER, "permission_set_id": "d7a1c0de"}],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeadLabel:
    """One label of leads."""

    id: str
    name: str
    color: str
    added_ms: int

    def to_json(self) -> JsonObject:
        """The shape of ``GET /v1/leadLabels``."""
        at = stamp_ms(self.added_ms)
        return {"id": self.id, "name": self.name, "color": self.color, "add_time": at, "update_time": at}


@dataclass(frozen=True, slots=True)
class ActivityType:
    """One type of activities, known by ``key``, which stays as its first name made it."""

    id: int
    name: str
    key: str
    icon: str
    order: int
    color: str | None = None
    active: bool = True
    added_ms: int | None = None
    updated_ms: int | None = None

    def to_json(self) -> JsonObject:
        """The shape of ``GET /v1/activityTypes``."""
        return {
            "id": self.id, "order_nr": self.order, "name": self.name, "key_string": self.key, "icon_key": self.icon,
            "active_flag": self.active, "color": self.color, "is_custom_flag": self.added_ms is not None,
            "add_time": stamp_v1(self.added_ms), "update_time": stamp_v1(self.updated_ms),
        }  # fmt: skip


ACTIVITY_TYPES = tuple(
    ActivityType(number, name, key, icon=key, order=number)
    for number, (name, key) in enumerate(
        (("Appel", "call"), ("Rendez-vous", "meeting"), ("Tâche", "task"), ("Échéance", "deadline"), ("E-mail", "email"),
         ("Déjeuner", "lunch")), 1,
    )
)  # fmt: skip
"""The types that every account begins with."""


@dataclass(slots=True)
class Account:
    """The state behind the API. ``rng`` is the only source of chance, ``clock`` the only one of time."""

    clock: VendorClock
    rng: random.Random
    traits: Traits
    tables: dict[str, Table] = field(default_factory=dict)
    fields: dict[str, dict[str, Field]] = field(default_factory=dict)
    users: list[User] = field(default_factory=list)
    lead_labels: list[LeadLabel] = field(default_factory=list)
    activity_types: list[ActivityType] = field(default_factory=lambda: list(ACTIVITY_TYPES))
    next_id: int = 5001
    """The next id of a field, an option or a type of activities."""

    def __post_init__(self) -> None:
        """Make the tables and the built-in fields."""
        self.tables = {name: Table(name) for name in ENTITIES}
        bare, sync = bool(self.traits["bare_account"]), bool(self.traits["contact_sync"])
        for entity in ("person", "organization", "deal", "activity", "note"):
            found = built_in(entity, contact_sync=sync, client_label=not bare)
            self.fields[entity] = {one.code: one for one in found}

    def now_ms(self) -> int:
        """The account's time in epoch milliseconds."""
        return self.clock.ms()

    def uuid(self) -> str:
        """A random-looking id out of ``rng``."""
        digits = f"{self.rng.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def custom(self, singular: str) -> dict[str, Field]:
        """The account's own fields of an object, by code."""
        fields = self.fields[FIELD_OWNERS[singular]]
        return {code: one for code, one in fields.items() if one.custom}

    def add_field(self, entity: str, name: str, type_name: str, labels: tuple[str, ...] = ()) -> Field:
        """A new field with a random code."""
        code = f"{self.rng.getrandbits(160):040x}"
        made = Field(self.new_id(), code, name, type_name, custom=True, added_ms=self.now_ms())
        self.fields[entity][code] = made.with_options(self.new_options(labels))
        return self.fields[entity][code]

    def remove_field(self, entity: str, code: str) -> None:
        """Take a field away, and its values with it."""
        del self.fields[entity][code]
        for table in self.tables.values():
            for record in table.by_number.values():
                record.custom.pop(code, None)

    def new_options(self, labels: tuple[str, ...]) -> tuple[Option, ...]:
        """New choices with ids of their own."""
        return tuple(Option(self.new_id(), label, self.now_ms()) for label in labels)

    def new_id(self) -> int:
        """An id for a field, an option or a type of activities."""
        self.next_id += 1
        return self.next_id - 1

    def find(self, plural: str, id: object) -> Record | None:
        """A row by its id; deleted ones for 30 days."""
        return self.tables[plural].find(id, self.now_ms())

    def live(self, plural: str, id: object) -> Record | None:
        """A row by its id unless it was deleted."""
        record = self.find(plural, id)
        return None if record is None or record.gone else record

    def user(self, id: object) -> User | None:
        """A user by id."""
        return next((user for user in self.users if str(user.id) == str(id)), None)

    def hidden_from(self, record: Record, user_id: int) -> bool:
        """Whether a row may not be seen by a user."""
        values = record.values
        return bool(
            self.traits["hide_private"] and str(values.get("visible_to")) == "1" and values.get("owner_id") != user_id
        )
