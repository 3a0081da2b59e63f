"""Where a field lives in a Salesforce row, besides those places that other vendors have too: in a row it names, in roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Codec, Raw, Rows
from crmdesk.providers.codecs import References
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.places import One, Place, Row
from crmdesk.providers.salesforce.tables import PERSON, PERSON_ACCOUNT, PREFIXES, ROLES

PAIRS = References()


@dataclass(frozen=True, slots=True)
class Defaulted(One):
    """A choice that Salesforce makes for a new row itself: one that its list does not know is left to it (section 8.1)."""

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The value, nothing for a new row whose choice is not offered. RecordRefused: a changed one that is not."""
        if expected is None and self.options and raw not in self.options:
            return {}
        return super(Defaulted, self).write(raw, expected)  # a slotted dataclass is made anew: super() alone fails


@dataclass(frozen=True, slots=True)
class Pointer(Place):
    """A field that names a row of ``object``, by its id or, for a stage, by its name."""

    name: str
    object: str

    @property
    def names(self) -> tuple[str, ...]:
        """The field."""
        return (self.name,)

    @property
    def holds(self) -> Rows:
        """Rows of the object."""
        return ((self.object, ""),)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The pair that the field names; an owner that is a queue is a row of another object."""
        if self.name not in row:
            return UNKNOWN
        value = row[self.name]
        if not isinstance(value, str | None):
            return UNKNOWN
        if not value:
            return None
        named = PREFIXES.get(value[:3], self.object) if self.object in PREFIXES.values() else self.object
        return [[named, value]]

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The field. RecordRefused: a row of another object."""
        pairs = raw or []
        if any(name != self.object for name, _ in pairs):
            raise RecordRefused("reference_elsewhere", remote_field=self.name)
        return {self.name: pairs[0][1] if pairs else None}


@dataclass(frozen=True, slots=True)
class Employer(Pointer):
    """The account of a contact. That of a person account is the person, and nobody changes it (section 8.3)."""

    def read(self, row: Row, codec: Codec) -> Raw:
        """The pair that the field names; that of a person is no company."""
        found = super(Employer, self).read(row, codec)
        if not isinstance(found, list) or row.get(PERSON) is not True:
            return found
        return [[PERSON_ACCOUNT, id] for _, id in found]

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The field. RecordRefused: it is a person's, or a row of another object."""
        if any(name == PERSON_ACCOUNT for name, _ in expected or ()):
            raise RecordRefused("reference_elsewhere", remote_field=self.name)
        return super(Employer, self).write(raw, expected)


@dataclass(frozen=True, slots=True)
class About(Place):
    """What an activity or a note is about: fields with room for one row each, of ``objects`` by field.

    A lead leaves no room for a second row (section 8.5). What finds no room stays on this computer. A field may name a row of an
    object that crmdesk does not read (a campaign, one of the agency's own): it keeps that as long as its room is not needed.
    """

    objects: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields."""
        return tuple(self.objects)

    @property
    def holds(self) -> Rows:
        """Rows of the objects."""
        return tuple((name, "") for objects in self.objects.values() for name in objects)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The rows named, unknown unless all fields are listed."""
        ids = [row.get(name, UNKNOWN) for name in self.objects]
        if not all(isinstance(id, str | None) for id in ids):
            return UNKNOWN
        return PAIRS.canon([[PREFIXES[id[:3]], id] for id in ids if id is not None and id[:3] in PREFIXES])

    def write(self, raw: Raw, expected: Raw) -> dict[str, Any]:
        """The fields that name another row than before."""
        before, after = self._placed(expected, expected), self._placed(raw, expected)
        changed = {name: id for name, id in after.items() if id != before[name]}
        return changed | ({"WhatId": None} if "WhatId" in after and _is_lead(changed.get("WhoId")) else {})

    def after(self, raw: Raw, expected: Raw, codec: Codec) -> Raw:
        """The rows that find room."""
        return self.read(self._placed(raw, expected), codec)

    def _placed(self, raw: Raw, expected: Raw) -> dict[str, str | None]:
        """The row that each field names; of several those that it named before."""
        kept = {(name, id) for name, id in expected or []}
        pairs = sorted(raw or [], key=lambda pair: ((pair[0], pair[1]) not in kept, pair))
        placed: dict[str, str | None] = {}
        for name, objects in self.objects.items():
            placed[name] = next((id for object_name, id in pairs if object_name in objects), None)
        if "WhatId" in placed and _is_lead(placed.get("WhoId")):
            placed["WhatId"] = None
        return placed


def _is_lead(id: str | None) -> bool:
    return id is not None and PREFIXES.get(id[:3]) == "Lead"


@dataclass(frozen=True, slots=True)
class Roles(Place):
    """The contacts with a role in an opportunity, rows of an object of its own."""

    @property
    def remote(self) -> tuple[str, ...]:
        """The child relationship."""
        return (ROLES,)

    @property
    def holds(self) -> Rows:
        """Contacts."""
        return (("Contact", ""),)

    def read(self, row: Row, codec: Codec) -> Raw:
        """The contacts; null means none, what is no list of roles is unknown."""
        held = row.get(ROLES, UNKNOWN)
        if held is None:
            return None
        records = held.get("records") if isinstance(held, dict) else None
        if not isinstance(held, dict) or not isinstance(records, list) or held.get("done") is False:
            return UNKNOWN
        ids = [role.get("ContactId") if isinstance(role, dict) else UNKNOWN for role in records]
        if not all(isinstance(id, str | None) for id in ids):
            return UNKNOWN
        return PAIRS.canon([["Contact", id] for id in ids if id])

    def linked(self, raw: Raw) -> frozenset[str]:
        """The contacts named. RecordRefused: a lead, which has no place in an opportunity."""
        if any(name != "Contact" for name, _ in raw or []):
            raise RecordRefused("reference_elsewhere", remote_field=ROLES)
        return frozenset(id for _, id in raw or [])


def linked(place: Place, raw: Raw) -> frozenset[str]:
    """The contacts that ``raw`` wants a role for; none where the field lives elsewhere."""
    return place.linked(raw) if isinstance(place, Roles) else frozenset()
