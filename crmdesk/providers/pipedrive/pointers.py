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
        self.point(pairs, expected or [], change)

    def point(self, wanted: list[list[str]], present: list[list[str]], change: Change) -> None:
        """Enter the rows that are wanted; it has room for one of them."""
        change.values[self.name] = self.id_of(_kept(wanted, present))

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


def _kept(wanted: list[list[str]], present: list[list[str]]) -> list[str] | None:
    """The one of several rows that a single pointer holds: the present one where it is among them."""
    kept = [pair for pair in wanted if pair in present]
    return next(iter(kept or wanted), None)


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
        """The ids that differ; a lead that nobody named is left alone, as long as a person stands for it."""
        known = {place.object for place in self.places}
        if any(name not in known for name, _ in raw or []):
            raise RecordRefused("reference_elsewhere", remote_field=self.names[0])
        taken_off = _is_about_somebody(expected) and not _is_about_somebody(raw)
        for place in self.places:
            wanted = [pair for pair in raw or [] if pair[0] == place.object]
            present = [pair for pair in expected or [] if pair[0] == place.object]
            if taken_off if place.object == "leads" and not wanted else wanted != present:
                place.point(wanted, present, change)


def _is_about_somebody(raw: Raw) -> bool:
    """Whether a person is among the rows, or a lead, which is one."""
    return any(name in ("persons", "leads") for name, _ in raw or [])


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

    def point(self, wanted: list[list[str]], present: list[list[str]], change: Change) -> None:
        """All of them: which one is the primary one depends on what the row holds."""
        change.parts[self.name] = {"people": [self.id_of(pair) for pair in wanted]}


def whole_people(held: Any, parts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The persons of an activity; of those who stay the primary one goes first, else the first one is it."""
    present = [one for one in (held if isinstance(held, list) else ()) if isinstance(one, Mapping)]
    present.sort(key=lambda one: one.get("primary") is not True)
    wanted = {str(id): id for id in parts["people"]}
    first = next((id for one in present if (id := pointed(one.get("person_id"))) in wanted), next(iter(wanted), None))
    return [{"person_id": id, "primary": name == first} for name, id in wanted.items()]
