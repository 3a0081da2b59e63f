"""Fields that live in a list of the account's own: written in its words. Pure, and the same for every vendor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from crmdesk.domain.values import Value, tags
from crmdesk.domain.words import NamedWords, OneCurrency, Option, SeveralWords, Words
from crmdesk.providers.base import Codec, Raw, RemoteProperty
from crmdesk.providers.codecs import Money
from crmdesk.providers.lines import Line, Located

P = TypeVar("P", bound=Located)

_HELD = frozenset({"industry"})
"""Fields that are a list at every vendor. Where one would take any word it is held to its options all the same: what another
account calls a thing (``LEGAL_SERVICES``) is no word of this one's, and none that anybody would choose between."""


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


@dataclass(frozen=True, slots=True)
class ListedSeveral(Listed):
    """The same over sets of words: each is said in the account's spelling."""

    def encode(self, value: Value, current: Raw) -> Raw:
        """The account's options; what it holds stays where that says the same."""
        held = self.canon(current)
        if self.decode(held) == value:
            return held
        said = tags(self._said(each) for each in value) if isinstance(value, list) else value
        return self.codec.encode(said, current)

    def _said(self, word: str) -> str:
        raw = self.words.raw_of(word)
        return next((each.word for each in self.words.options if each.raw == raw), word)


def listed(line: Line[P], held: RemoteProperty, *, closed: bool = False) -> Line[P]:
    """A line in the words of its property, where that has options and they are texts, or sets of texts, here.

    A ``closed`` one is held to them although the account is not, as are fields that are a list everywhere. Of several options
    for one word, the one that the line's own codec writes goes first. A plain amount has no words and is held to its currency.
    """
    if isinstance(line.codec, Money):
        return replace(line, words=OneCurrency((), closed=True, currency=line.codec.currency))
    read = tuple((raw, line.codec.decode(raw), label) for raw, label in held.options.items())
    if read and all(isinstance(word, list) for _, word, _ in read):
        parts = (Option(raw, word[0], label) for raw, word, label in read if isinstance(word, list) and len(word) == 1)
        several = SeveralWords(tuple(parts), held.closed or closed)
        return replace(line, codec=ListedSeveral(line.codec, several), words=several)
    found = (Option(raw, word, label) for raw, word, label in read if isinstance(word, str))
    options = tuple(sorted(found, key=lambda each: line.codec.encode(each.word, None) != line.codec.canon(each.raw)))
    if not options:
        return line
    kind = NamedWords if held.named else Words
    words = kind(options, held.closed or closed or line.field in _HELD)
    return replace(line, codec=Listed(line.codec, words), words=words)
