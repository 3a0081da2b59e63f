"""Where a field lives in a HubSpot row: in a property, over several, in a property that names another row, in links.

A place turns a row's properties and links into the raw value that the field's codec understands, and a raw value back
into properties to write and rows to be linked with.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Codec, Raw, Rows
from crmdesk.providers.codecs import References, wire_text
from crmdesk.providers.lines import UNKNOWN
from crmdesk.providers.slots import held

Properties = Mapping[str, Any]
"""Property values by name as they came: texts or ``null``."""

PAIRS = References()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a row to another one; ``primary`` where HubSpot marks it as the one that counts."""

    id: str
    primary: bool = False


Links = Mapping[str, tuple[Link, ...]]
"""The links of one row by object; an object that is missing was not asked for."""


class Place(ABC):
    """Where a field lives."""

    __slots__ = ()

    @property
    def properties(self) -> tuple[str, ...]:
        """The properties that have to be asked for."""
        return ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The objects whose links have to be asked for."""
        return ()

    @property
    def remote(self) -> tuple[str, ...]:
        """What it is called where a person is told; for links the vendor's pseudo property."""
        return (*self.properties, *(f"associations.{name}" for name in self.targets))

    @property
    def holds(self) -> Rows | None:
        """The rows that a reference can name there; None where it can name any, and for what is no reference."""
        return None

    @abstractmethod
    def read(self, properties: Properties, links: Links, codec: Codec) -> Raw:
        """The raw value in its comparable form, or UNKNOWN."""

    def write(self, raw: Raw, expected: Raw) -> dict[str, str]:
        """The properties to write so that they hold ``raw`` instead of ``expected``; ``""`` clears."""
        return {}

    def linked(self, raw: Raw) -> frozenset[tuple[str, str]]:
        """The rows (object, id) that ``raw`` wants linked."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class One(Place):
    """One property."""

    name: str

    @property
    def properties(self) -> tuple[str, ...]:
        """The property."""
        return (self.name,)

    def read(self, properties: Properties, links: Links, codec: Codec) -> Raw:
        """The property's value."""
        return codec.canon(properties[self.name]) if self.name in properties else UNKNOWN

    def write(self, raw: Raw, expected: Raw) -> dict[str, str]:
        """The property."""
        return {self.name: wire_text(raw)}


@dataclass(frozen=True, slots=True)
class Several(Place):
    """Several properties that make one value; raw is a dict of them."""

    names: tuple[str, ...]

    @property
    def properties(self) -> tuple[str, ...]:
        """The properties."""
        return self.names

    def read(self, properties: Properties, links: Links, codec: Codec) -> Raw:
        """A dict of the properties, unknown unless all are listed."""
        for name in self.names:
            if name not in properties:
                return UNKNOWN
        return codec.canon(properties)

    def write(self, raw: Raw, expected: Raw) -> dict[str, str]:
        """The properties that differ."""
        new, old = held(raw, self.names), held(expected, self.names)
        return {name: new[name] or "" for name in self.names if new[name] != old[name]}


@dataclass(frozen=True, slots=True)
class Pointer(Place):
    """A property that holds the id of a row of ``object``; our id for that row has ``prefix`` in front."""

    name: str
    object: str
    prefix: str = ""

    @property
    def properties(self) -> tuple[str, ...]:
        """The property."""
        return (self.name,)

    @property
    def holds(self) -> Rows:
        """Rows of the object whose ids have the prefix: in a deal no stages of leads."""
        return ((self.object, self.prefix),)

    def read(self, properties: Properties, links: Links, codec: Codec) -> Raw:
        """The pair that the property names."""
        value = properties.get(self.name, UNKNOWN)
        if not isinstance(value, str | int | None) or isinstance(value, bool):
            return UNKNOWN
        written = wire_text(value).strip() if value else ""
        return [[self.object, self.prefix + written]] if written else None

    def write(self, raw: Raw, expected: Raw) -> dict[str, str]:
        """The property; HubSpot keeps one id. RecordRefused: a row of another list (a lead's stage in a deal)."""
        pairs = raw or []
        if any(name != self.object or not id.startswith(self.prefix) for name, id in pairs):
            raise RecordRefused("reference_elsewhere", remote_field=self.name)
        return {self.name: pairs[0][1].removeprefix(self.prefix) if pairs else ""}


@dataclass(frozen=True, slots=True)
class PointerOfLink(Pointer):
    """A property that names the row of the primary link: read there, written as a link (a contact's company)."""

    def write(self, raw: Raw, expected: Raw) -> dict[str, str]:
        """Nothing: the property follows the link."""
        return {}

    def linked(self, raw: Raw) -> frozenset[tuple[str, str]]:
        """The row named."""
        return frozenset((name, id) for name, id in raw or [])


@dataclass(frozen=True, slots=True)
class Linked(Place):
    """Links to rows of ``objects``; with ``one`` only the one that counts: the primary link, else the oldest row."""

    objects: tuple[str, ...]
    one: bool = False

    @property
    def targets(self) -> tuple[str, ...]:
        """The objects."""
        return self.objects

    @property
    def holds(self) -> Rows:
        """Rows of the objects."""
        return tuple((name, "") for name in self.objects)

    def read(self, properties: Properties, links: Links, codec: Codec) -> Raw:
        """The linked rows, unknown unless all objects were asked."""
        if not all(name in links for name in self.objects):
            return UNKNOWN
        if self.one:
            name = self.objects[0]
            found = sorted(links[name], key=lambda link: (not link.primary, len(link.id), link.id))
            return [[name, found[0].id]] if found else None
        return PAIRS.canon([[name, link.id] for name in self.objects for link in links[name]])

    def linked(self, raw: Raw) -> frozenset[tuple[str, str]]:
        """The rows named."""
        return frozenset((name, id) for name, id in raw or [])


@dataclass(frozen=True, slots=True)
class Fixed(Place):
    """A field that the object itself decides (the type of an activity)."""

    value: str

    def read(self, properties: Properties, links: Links, codec: Codec) -> Raw:
        """The value."""
        return self.value
