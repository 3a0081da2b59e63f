"""What a person's choices (``domain.field_mapping``) make of a vendor's own lines. Pure, and the same for every vendor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from crmdesk.domain.field_mapping import Choice, Direction, FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value, tags
from crmdesk.providers.base import Codec, Raw, RemoteProperty
from crmdesk.providers.lines import Line, Located
from crmdesk.providers.listed import Listed

P = TypeVar("P", bound=Located)


@dataclass(frozen=True, slots=True)
class Paired:
    """A codec that translates single values between the vendor's words and ours; what has no pair passes as it is."""

    codec: Codec
    pairs: tuple[tuple[str, str], ...]
    _ours: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _theirs: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the pairs as they are looked up: an account has many users, and a first pull many rows."""
        object.__setattr__(self, "_ours", dict(self.pairs))
        object.__setattr__(self, "_theirs", {ours: theirs for theirs, ours in reversed(self.pairs)})

    def decode(self, raw: Raw) -> Value:
        """Our value."""
        return _swapped(self.codec.decode(raw), self._ours)

    def encode(self, value: Value, current: Raw) -> Raw:
        """The vendor's value; what it holds stays where that means the same."""
        if self.decode(current) == value:
            return self.canon(current)
        return self.codec.encode(_swapped(value, self._theirs), current)

    def canon(self, raw: Raw) -> Raw:
        """The form in which two of the vendor's values are compared."""
        return self.codec.canon(raw)


def _swapped(value: Value, words: Mapping[str, str]) -> Value:
    """A value in other words; those of a set are sorted anew, as sets are compared everywhere."""
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, list):
        return tags(words.get(each, each) for each in value)
    return value


def apply(
    lines: Iterable[Line[P]],
    choices: Mapping[str, Choice],
    properties: Mapping[str, RemoteProperty],
    line_to: Callable[[str, RemoteProperty], Line[P] | None],
) -> list[Line[P]]:
    """The lines of one kind in one object after the choices about it.

    ``line_to`` makes the line of a field that lives in a property, None where the two do not fit. A choice that names a property
    which the account no longer has leaves its field without a place: what is here stays here.
    """
    usual = {line.field: line for line in lines}
    found: dict[str, Line[P] | None] = dict(usual)
    for name, choice in choices.items():
        line = usual.get(name)
        if choice.property is not None:
            held = properties.get(choice.property)
            line = None if held is None else line_to(name, held)
        found[name] = None if line is None else _chosen(line, choice)
    return [line for line in found.values() if line is not None]


def _chosen(line: Line[P], choice: Choice) -> Line[P] | None:
    if choice.direction is Direction.OFF:
        return None
    return replace(
        _paired(line, choice.pairs) if choice.pairs else line,
        writable=line.writable and choice.direction is not Direction.IN,
        readable=choice.direction is not Direction.OUT,
        keep_blank=choice.keep_blank,
        chosen=choice.property,
        pairs=choice.pairs,
    )


def _paired(line: Line[P], pairs: tuple[tuple[str, str], ...]) -> Line[P]:
    """A line whose codec knows pairs of words. An option may be named as it is read, as it is kept, or by its label."""
    if line.words is None or not isinstance(line.codec, Listed):
        return replace(line, codec=Paired(line.codec, pairs))
    named = {name: each.word for each in line.words.options for name in (each.label, each.raw, each.word)}
    said = tuple((named.get(theirs, theirs), ours) for theirs, ours in pairs)
    ours_for = dict(said)
    first = sorted(line.words.options, key=lambda each: each.word not in ours_for)
    options = tuple(replace(each, word=ours_for.get(each.word, each.word)) for each in first)
    words = replace(line.words, options=options)
    return replace(line, codec=replace(line.codec, codec=Paired(line.codec.codec, said), words=words), words=words)


def stale(
    mapping: FieldMapping, objects: Mapping[str, Mapping[str, RemoteProperty]]
) -> Sequence[tuple[str, Kind, str]]:
    """The choices (table, kind, field) that name a property which the account does not have."""
    return [
        (name, kind, field_name)
        for name, kinds in mapping.choices.items()
        for kind, choices in kinds.items()
        for field_name, choice in choices.items()
        if choice.property is not None and choice.property not in objects.get(name, {})
    ]
