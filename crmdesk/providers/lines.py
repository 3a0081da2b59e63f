"""Lines of a mapping: one field of one object each, with the place where it lives at the vendor and its codec.

What a place is differs from vendor to vendor (a value, a property, links): a line only has to know what it is called, and
a plan how to read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from crmdesk.domain.kinds import Kind
from crmdesk.domain.words import Words
from crmdesk.providers.base import Codec, FieldRule, Raw, Rows
from crmdesk.providers.codecs import Scalar, Text, wire_text

ONE_LINE = Text()

UNKNOWN: Any = object()
"""What reading a place gives where the answer did not list the field."""


class Located(Protocol):
    """Where a field lives."""

    @property
    def remote(self) -> tuple[str, ...]:
        """What it is called where a person is told."""
        ...

    @property
    def holds(self) -> Rows | None:
        """The rows that a reference can name there; None where it can name any, and for what is no reference."""
        ...


P = TypeVar("P", bound=Located)


@dataclass(frozen=True)  # without slots: typing marks what an alias of a generic class makes, and fails where it cannot
class Line(Generic[P]):
    """One field of one object: where it lives, its codec, and what of it travels (as ``rules.FieldRule`` says of each)."""

    field: str
    place: P
    codec: Codec
    writable: bool = True
    readable: bool = True
    keep_blank: bool = False
    chosen: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    clearable: bool = True
    words: Words | None = None

    @property
    def rule(self) -> FieldRule:
        """The same as the engine sees it."""
        return FieldRule(
            self.field,
            self.place.remote,
            self.codec,
            writable=self.writable,
            readable=self.readable,
            keep_blank=self.keep_blank,
            chosen=self.chosen,
            pairs=self.pairs,
            clearable=self.clearable,
            words=self.words,
            holds=self.place.holds,
        )


def rules_of(lines: Mapping[Kind, Iterable[Line[P]]]) -> dict[Kind, dict[str, FieldRule]]:
    """The rules of one object by kind and field, for ``ObjectSpec``."""
    return {kind: {line.field: line.rule for line in found} for kind, found in lines.items()}


def address_lines(
    street: P, postal_code: P, city: P, country: P, *, street_codec: Codec = ONE_LINE
) -> tuple[Line[P], ...]:
    """The four lines of an address that is kept in four places; some vendors keep several lines of a street."""
    return (
        Line("street", street, street_codec),
        Line("postal_code", postal_code, ONE_LINE),
        Line("city", city, ONE_LINE),
        Line("country", country, ONE_LINE),
    )


class Plan(Generic[P]):
    """The lines of one kind, sorted by how much there is to do: a first pull reads millions of values.

    ``name_of`` gives the name of the one value that a place is, None for a place that has to be read by itself.
    """

    def __init__(self, lines: Sequence[Line[P]], name_of: Callable[[P], str | None]) -> None:
        self._texts: list[tuple[str, str]] = []
        self._values: list[tuple[str, str, Callable[[Raw], Raw]]] = []
        self._others: list[Line[P]] = []
        for line in lines:
            name = name_of(line.place)
            if name is None:
                self._others.append(line)
            elif isinstance(line.codec, Scalar) and line.codec.as_is:
                self._texts.append((line.field, name))
            else:
                self._values.append((line.field, name, line.codec.canon))

    def fields(self, row: Mapping[str, Any], read: Callable[[P, Codec], Raw]) -> dict[str, Raw]:
        """The raw value of every field that the row lists; ``read`` reads a place that is more than one value."""
        found: dict[str, Raw] = {}
        for field, name in self._texts:
            if name in row:
                value = row[name]
                found[field] = (value if type(value) is str else wire_text(value)) or None
        for field, name, canon in self._values:
            if name in row:
                value = row[name]
                found[field] = None if value is None else canon(value)
        for line in self._others:
            raw = read(line.place, line.codec)
            if raw is not UNKNOWN:
                found[line.field] = raw
        return found
