"""Fields that live in a list of the account's own: written in its words. Pure, and the same for every vendor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from crmdesk.domain.values import Value
from crmdesk.domain.words import Option, Words
from crmdesk.providers.base import Codec, Raw, RemoteProperty
from crmdesk.providers.lines import Line, Located

P = TypeVar("P", bound=Located)


@dataclass(frozen=True, slots=True)
class Listed:
    """A codec over single values that says each in the account's word for it; one that it has no word for passes as it is."""

    codec: Codec
    words: Words

    def decode(self, raw: Raw) -> Value:
        """Our value."""
        return self.codec.decode(raw)

    def encode(self, value: Value, current: Raw) -> Raw:
        """The account's option; what it holds stays where that says the same."""
        held = self.canon(current)
        if self.decode(held) == value or self.words.says(held, value):
            return held
        option = self.words.raw_of(value) if isinstance(value, str) else None
        return self.codec.encode(value, current) if option is None else self.canon(option)

    def canon(self, raw: Raw) -> Raw:
        """The form in which two of the account's values are compared."""
        return self.codec.canon(raw)


def listed(line: Line[P], held: RemoteProperty, *, closed: bool = False) -> Line[P]:
    """A line in the words of its property, where that has options and they are texts here.

    A ``closed`` one is held to them although the account is not.
    """
    read = ((raw, line.codec.decode(raw), label) for raw, label in held.options.items())
    options = tuple(Option(raw, word, label) for raw, word, label in read if isinstance(word, str))
    if not options:
        return line
    words = Words(options, held.closed or closed)
    return replace(line, codec=Listed(line.codec, words), words=words)
