"""One HubSpot account: its records, definitions, people and links, and the clock and chance it lives by."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.hubspot.associations import Associations
from crmdesk.sandbox.hubspot.catalogue import groups_of, properties_of
from crmdesk.sandbox.hubspot.definitions import Definition, Option
from crmdesk.sandbox.hubspot.errors import forbidden_type, missing_record, unknown_type
from crmdesk.sandbox.hubspot.kinds import TYPES, ObjectType, object_type
from crmdesk.sandbox.hubspot.owners import Owner
from crmdesk.sandbox.hubspot.pipelines import Pipeline, default_pipelines
from crmdesk.sandbox.hubspot.records import Record, Table
from crmdesk.sandbox.traits import Traits

PORTAL_ID = 24681012
HUB_DOMAIN = "talensac-immobilier.example"
ACCOUNT_NAME = "Talensac Immobilier"
UTC_OFFSET_S = 3600
"""By how much the clocks of the account's time zone run ahead of UTC."""

BIN_MS = 90 * 86_400_000
"""How long archived records are kept (section 2.1)."""

NEVER_MS = 1 << 62

FRENCH_STATUSES = (
    ("NEW", "Nouveau"),
    ("ATTEMPTED_TO_CONTACT", "À rappeler"),
    ("CONNECTED", "Qualifié"),
    ("VALUATION_PLANNED", "Estimation prévue"),
    ("VALUATION_DONE", "Estimation faite"),
    ("VISIT_PLANNED", "Visite prévue"),
    ("VISIT_DONE", "Visite faite"),
    ("MANDATE_SIGNED", "Mandat signé"),
    ("UNQUALIFIED", "Perdu"),
    ("OPEN", "Ouvert"),
    ("IN_PROGRESS", "En cours"),
    ("OPEN_DEAL", "Affaire ouverte"),
    ("BAD_TIMING", "Plus tard"),
)


class Account:
    """The state behind the API. ``rng`` is the only source of chance, ``clock`` the only one of time."""

    def __init__(self, clock: VendorClock, rng: random.Random, traits: Traits) -> None:
        self.clock = clock
        self.rng = rng
        self.traits = traits
        self.tables = {kind.plural: Table(kind) for kind in TYPES}
        self.definitions = {
            kind.plural: {one.name: one for one in sorted(properties_of(kind), key=lambda one: one.name)}
            for kind in TYPES
        }
        self.groups = {kind.plural: dict(groups_of(kind)) for kind in TYPES}
        self.archived_groups: dict[str, set[str]] = {kind.plural: set() for kind in TYPES}
        self.pipelines: dict[str, dict[str, Pipeline]] = default_pipelines(self.now_ms())
        self.owners: list[Owner] = []
        self.associations = Associations()
        self.blocked_emails: set[str] = set()
        self.bin_ends_ms = NEVER_MS
        """When the first of the archived records goes for good, at the earliest."""
        self.hidden: frozenset[str] = frozenset()
        """Properties that a fault has removed from the account during the present request."""
        for kind in TYPES:
            self.tables[kind.plural].unique = {name: {} for name in self.unique_names(kind.plural)}
        self._french_statuses()

    def _french_statuses(self) -> None:
        contacts = self.definitions["contacts"]
        options = tuple(Option(value, label, order) for order, (value, label) in enumerate(FRENCH_STATUSES))
        contacts["hs_lead_status"] = replace(contacts["hs_lead_status"], options=options)

    def now_ms(self) -> int:
        """The account's time in epoch milliseconds."""
        return self.clock.ms()

    def uuid(self) -> str:
        """A random-looking id out of ``rng``."""
        digits = f"{self.rng.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def kind(self, name: str) -> ObjectType:
        """The object type a path names. Raises `ApiError` when there is none or the account lacks it."""
        kind = self.known_kind(name)
        if kind.plural == "leads" and not self.traits["leads_enabled"]:
            raise forbidden_type(kind.upper)
        return kind

    def known_kind(self, name: str) -> ObjectType:
        """The object type of a name, whether the account has it or not. Raises `ApiError` when there is none."""
        kind = object_type(name)
        if kind is None:
            raise unknown_type(name)
        return kind

    def definition(self, plural: str, name: str) -> Definition | None:
        """The property of that name, unless it is archived or hidden."""
        found = self.definitions[plural].get(name)
        return None if found is None or found.archived_ms is not None or name in self.hidden else self.as_is(found)

    def as_is(self, definition: Definition) -> Definition:
        """A property as the traits have it."""
        if definition.name == "email" and self.traits["unique_email_shown"]:
            return replace(definition, unique=True)
        if definition.name == "hs_task_completion_date" and self.traits["completion_date_writable"]:
            return replace(definition, read_only=False)
        return definition

    def unique_names(self, plural: str) -> list[str]:
        """Properties whose values are unique among the live records of a type."""
        unique = [one.name for one in self.definitions[plural].values() if one.unique]
        return ["email", *unique] if plural == "contacts" else unique

    def owner(self, owner_id: str) -> Owner | None:
        """The owner of an id, archived ones too."""
        return next((owner for owner in self.owners if str(owner.id) == owner_id), None)

    def require(self, kind: ObjectType, record_id: str, *, archived: bool = False) -> Record:
        """A record by its id. Raises `ApiError` 404 when it is not there or not in that state."""
        record = self.tables[kind.plural].find(record_id)
        if record is None or (record.archived_ms is not None) != archived:
            raise missing_record(record_id)
        return record

    def into_bin(self, record: Record) -> None:
        """Archive a record, inside of `changing`."""
        record.archived_ms = self.now_ms()
        self.bin_ends_ms = min(self.bin_ends_ms, record.archived_ms + BIN_MS)

    @contextmanager
    def changing(self, kind: ObjectType, record: Record, *, bump: bool = True) -> Iterator[None]:
        """Change a record inside the block; afterwards its modified date moves and the search index is told."""
        before = record.state()
        yield
        now = self.now_ms()
        if bump:
            record.modified_ms = max(now + self.skew_ms(), record.modified_ms + 1)
        self.tables[kind.plural].touched(record, before, now, self.index_share())

    def skew_ms(self) -> int:
        """By how much the modified date runs ahead of the history (section 7)."""
        return self.rng.randrange(3, 25)

    def index_share(self) -> float:
        """Which part of the index's lag the next write takes."""
        return self.rng.random() if self.traits["search_out_of_order"] else 1.0

    def index_unique(self, plural: str, record: Record, values: dict[str, str]) -> None:
        """Enter a record's unique values, in place of those it had."""
        for name, index in self.tables[plural].unique.items():
            for key in keys_of(name, values):
                index[key] = record.id

    def release_unique(self, plural: str, record: Record, values: dict[str, str]) -> None:
        """Take a record's unique values out, before it changes or goes."""
        for name, index in self.tables[plural].unique.items():
            for key in keys_of(name, values):
                if index.get(key) == record.id:
                    del index[key]


def keys_of(name: str, values: dict[str, str]) -> list[str]:
    """The unique keys that a record's values take in the index of one property; e-mail includes the additional ones."""
    found = [values[name].lower()] if values.get(name) else []
    if name == "email" and values.get("hs_additional_emails"):
        found += [part.strip().lower() for part in values["hs_additional_emails"].split(";") if part.strip()]
    return found
