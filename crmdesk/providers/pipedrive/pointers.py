"""Fields that name other rows of the account: single pointers, and several that are one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Codec, Raw, Rows
from crmdesk.providers.codecs import References
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.pipedrive.places import Change, Form, One, Place, Values, typed

PAIRS = References()


@dataclass(frozen=True, slots=True)
class Pointer(Place):
    """The id of a row of ``object``; ``text`` where ids are no numbers."""

    name: str
    object: str
    text: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The name."""
        return (self.name,)

    @property
    def holds(self) -> Rows:
        """Rows of the object."""
        return ((self.object, ""),)

    def read(self, values: Values, codec: Codec) -> Raw:
        """The pair that the value names."""
        if self.name not in values:
            return UNKNOWN
        id = pointed(values[self.name])
        return id if id is None or id is UNKNOWN else [[self.object, id]]

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The id. RecordRefused: a row of another object."""
        pairs = raw or []
        if any(name != self.object for name, _ in pairs):
            raise RecordRefused("reference_elsewhere", remote_field=self.name)
        change.values[self.name] = self.id_of(_kept(pairs, expected))

    def id_of(self, pair: list[str] | None) -> Any:
        """The id as it is written."""
        return None if pair is None else pair[1] if self.text else typed(pair[1], Form.WHOLE)


@dataclass(frozen=True, slots=True)
class User(One):
    """A user by the id alone, for a codec that knows what users are called."""

    def read(self, values: Values, codec: Codec) -> Raw:
        """The id."""
        id = pointed(values.get(self.name, UNKNOWN))
        return id if id is UNKNOWN else codec.canon(id)


def pointed(value: Any) -> Any:
    """The id in a pointer: itself in v2, in an object's ``value`` in v1. None for a blank, UNKNOWN for what can be no id."""
    held = value.get("value", value.get("id", UNKNOWN)) if isinstance(value, Mapping) else value
    if held is None or held == "":
        return None
    return str(held) if isinstance(held, str | int) and not isinstance(held, bool) else UNKNOWN


def _kept(pairs: list[list[str]], expected: Raw) -> list[str] | None:
    """The one of several rows that a single pointer holds: the present one where it is among them."""
    present = [pair for pair in pairs if pair in (expected or [])]
    return next(iter(present or pairs), None)


@dataclass(frozen=True, slots=True)
class Pointers(Place):
    """Pointers to rows of several objects that are one field: what a note or an activity is about."""

    places: tuple[Pointer, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names."""
        return tuple(place.name for place in self.places)

    @property
    def holds(self) -> Rows:
        """Rows of the objects."""
        return tuple((place.object, "") for place in self.places)

    def read(self, values: Values, codec: Codec) -> Raw:
        """The rows. A lead stands for itself only where no person does: both are the same record."""
        found: list[list[str]] = []
        for place in self.places:
            raw = place.read(values, codec)
            if raw is UNKNOWN:
                return UNKNOWN
            found += raw or []
        people = any(name == "persons" for name, _ in found)
        return PAIRS.canon([pair for pair in found if not (people and pair[0] == "leads")])

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The ids that differ; a lead that nobody named is left alone."""
        known = {place.object for place in self.places}
        if any(name not in known for name, _ in raw or []):
            raise RecordRefused("reference_elsewhere", remote_field=self.names[0])
        for place in self.places:
            wanted = [pair for pair in raw or [] if pair[0] == place.object]
            present = [pair for pair in expected or [] if pair[0] == place.object]
            if wanted != present and not (place.object == "leads" and not wanted):
                change.values[place.name] = place.id_of(_kept(wanted, present))


@dataclass(frozen=True, slots=True)
class Participants(Pointer):
    """The persons of an activity: a list, of which the primary one shows as ``person_id`` (section 2.5)."""

    def read(self, values: Values, codec: Codec) -> Raw:
        """The persons."""
        if self.name not in values:
            return Pointer("person_id", self.object).read(values, codec)
        held = values[self.name]
        if not isinstance(held, list | None):
            return UNKNOWN
        ids = [pointed(one.get("person_id") if isinstance(one, Mapping) else UNKNOWN) for one in held or ()]
        if UNKNOWN in ids:
            return UNKNOWN
        return [[self.object, id] for id in ids if id is not None] or Pointer("person_id", self.object).read(
            values, codec
        )


@dataclass(frozen=True, slots=True)
class About(Pointers):
    """What an activity is about: several persons, and one row of each other object."""

    def write(self, raw: Raw, expected: Raw, change: Change) -> None:
        """The ids that differ; the persons all together."""
        Pointers.write(self, raw, expected, change)
        for place in self.places:
            if isinstance(place, Participants) and place.name in change.values:
                ids = [place.id_of(pair) for pair in raw or [] if pair[0] == place.object]
                change.values[place.name] = [{"person_id": id, "primary": not at} for at, id in enumerate(ids)]
