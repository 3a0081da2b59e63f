"""How a typed text becomes a search: words by their beginnings, addresses and numbers by fragments.

Every word has to be found, each by its beginning ("dup nan" finds "Dupont, Nantes"); accents and case do not count,
because the index has none. What looks like a part of an e-mail address ("orange.fr", "dupont@") is also searched
inside addresses, and digits inside phone numbers, however they are written: "06 11 22" finds +33 6 11 22 33 44. A
single letter says too little: beside other words it is left out; alone it finds the names that begin with it.

What was copied from elsewhere brings along what nobody sees or means: marks of the direction around a number, a comma
behind an address, the brackets around it. œ and æ are typed as two letters where a keyboard has no key for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store.columns import fold

SEARCHED = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL, Kind.ACTIVITY, Kind.NOTE)
"""Kinds that have a table of words."""

WITH_FRAGMENTS = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY)
"""Kinds that also have a table of fragments of e-mail addresses (companies: domains) and phone numbers."""

TRIGRAM = 3
"""The shortest fragment, in characters, that a table of fragments can find."""

_LONGEST = 200
_MOST_TERMS = 12
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_AROUND = "<>()[]\"',;:!?"
"""What may stand around an address or a number in a text that it was copied from."""

_SCHEMES = re.compile(r"(?:mailto|tel):(?=\S)", re.IGNORECASE)
_LIGATURES = {"œ": "oe", "æ": "ae"}
_NUMBER = re.compile(r"\+?[\d.\-/()]*\d[\d.\-/()]*")
_ADDRESS = re.compile(r"\S*@\S*|\S*\w\.\w\S*")
_LAST_LETTER = re.compile(r"(?<=\w)[\W_]+[^\W\d_][\W_]*$")
_TRUNK_ZERO = "(0)"
_HOME, _TRUNK = "+33", "0"
_GAPS = " .-"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: ``words`` in the table of words, or ``fragments`` in that of fragments (FTS5 expressions)."""

    words: str
    fragments: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What a text asks for: every term; or names that begin with ``initial``, where it is one letter."""

    terms: tuple[Term, ...] = ()
    initial: str | None = None

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.terms or self.initial)


def parse(text: str) -> Search:
    """What ``text`` asks for; nothing where it holds no letter and no digit."""
    chunks = [_bare(chunk) for chunk in _seen(text[:_LONGEST]).split() if any(map(str.isalnum, chunk))]
    kept = [chunk for chunk in chunks if not _is_letter(_without_last_letter(chunk))][:_MOST_TERMS]
    if chunks and not kept:
        return Search(initial=fold(next(filter(str.isalnum, chunks[0]))))
    terms: list[Term] = []
    for is_number, group in groupby(kept, lambda chunk: bool(_NUMBER.fullmatch(chunk))):
        neighbours = list(group)
        terms += [_number(neighbours)] if is_number else map(_word, neighbours)
    return Search(tuple(terms))


def _seen(text: str) -> str:
    """``text`` as a person sees it: composed, with plain dashes, without what has no width."""
    composed = unicodedata.normalize("NFC", _DASHES.sub("-", _CONTROL.sub(" ", text)))
    return "".join(character for character in composed if unicodedata.category(character) != "Cf")


def _bare(chunk: str) -> str:
    """An address or a number without what stands around it; anything else as it is."""
    bare = _SCHEMES.sub("", chunk.strip(_AROUND)).rstrip(".")
    told = any(map(str.isalnum, bare)) and (_NUMBER.fullmatch(bare) or "@" in bare)
    return bare if told and not _NUMBER.fullmatch(chunk) else chunk


def found(kind: Kind, search: Search, *, only_names: bool = False) -> list[sa.Select[int]]:
    """The row numbers of a kind that each part of a search finds: a row is found where all of them have it.

    ``only_names`` looks at names, titles and subjects alone. The initial of a search is not looked for here: it is a
    range of names. Rows in the trash are found too.
    """
    fragments = kind in WITH_FRAGMENTS and not only_names
    plain = [term.words for term in search.terms if not (fragments and term.fragments)]
    within = "name : " if only_names else ""
    sets = [_match(f"{kind.value}_words", f"{within}({' AND '.join(plain)})")] if plain else []
    for term in search.terms:
        if fragments and term.fragments:
            either = sa.union_all(
                _match(f"{kind.value}_words", term.words), _match(f"{kind.value}_fragments", term.fragments)
            )
            sets.append(sa.select(either.subquery().c.rowid))
    return sets


def with_fragment(kind: Kind, expression: str) -> sa.Select[int]:
    """The row numbers whose addresses or numbers match an expression over ``email`` and ``phone``."""
    return _match(f"{kind.value}_fragments", expression)


def with_phrase(kind: Kind, column: str, phrase: str) -> sa.Select[int]:
    """The row numbers that have the words of ``phrase`` one behind the other in ``column`` (name, place or text)."""
    return _match(f"{kind.value}_words", f"{column} : {quoted(phrase)}")


def number_forms(text: str) -> tuple[str, ...]:
    """The ways in which typed digits can stand in numbers as they are indexed, each at least three characters long.

    A country's code begins a number, and so do two digits with a zero. A leading zero is the French trunk prefix (ARCEP,
    national numbering plan); with seven digits or more it may be another country's, whose numbers are kept without.
    """
    bare = text.replace(_TRUNK_ZERO, "").strip()
    digits = "".join(filter(str.isdigit, bare))
    if bare.startswith("+") or digits.startswith("00"):
        forms = [" " + ("+" + digits.removeprefix("00")).replace(_HOME, _TRUNK)]
    elif digits.startswith(_TRUNK):
        forms = [digits if len(digits) >= TRIGRAM else " " + digits]
        forms += [digits[1:]] if len(digits) >= 7 else []
    else:
        forms = [digits]
    return tuple(form for form in forms if len(form) >= TRIGRAM)


def as_indexed(number: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """A stored number as the table of fragments holds it: nationally, without gaps, after a space."""
    number = sa.func.replace(number, _HOME, _TRUNK)
    for gap in _GAPS:
        number = sa.func.replace(number, gap, "")
    return sa.literal(" ").concat(number)


def closed_up(text: str) -> str:
    """A typed number, or what stands for one ("poste 12"), without what people write between its digits."""
    return "".join(character for character in text if character not in _GAPS)


def any_of(column: str, forms: Iterable[str]) -> str:
    """The FTS5 expression for any of some fragments in a column."""
    return f"{column} : ({' OR '.join(map(quoted, forms))})"


def quoted(text: str) -> str:
    """``text`` as an FTS5 string, so that nothing in it is taken for an operator (SQLite, FTS5 3.1)."""
    return '"' + text.replace('"', '""') + '"'


def _number(chunks: list[str]) -> Term:
    words = " AND ".join(quoted(chunk) + "*" * (len(chunk) > 1) for chunk in chunks)
    forms = number_forms(" ".join(chunks))
    return Term(f"({words})", any_of("phone", forms) if forms else None)


def _word(chunk: str) -> Term:
    words = _any_spelling(_without_last_letter(chunk))
    is_address = _ADDRESS.fullmatch(chunk) and len(chunk) >= TRIGRAM
    return Term(words, any_of("email", [chunk.lower()]) if is_address else None)


def _any_spelling(chunk: str) -> str:
    """The FTS5 expression for words that begin so, with œ and æ as one letter or as two."""
    apart = joined = chunk.lower()
    for one, two in _LIGATURES.items():
        apart, joined = apart.replace(one, two), joined.replace(two, one)
    forms = dict.fromkeys((chunk, apart, joined) if apart != joined else (chunk,))
    either = " OR ".join(quoted(form) + "*" for form in forms)
    return f"({either})" if len(forms) > 1 else either


def _without_last_letter(chunk: str) -> str:
    """A chunk of several words ("marie.m") without a last one of one letter, which half of all records would match."""
    return _LAST_LETTER.sub("", chunk)


def _is_letter(chunk: str) -> bool:
    found = list(filter(str.isalnum, chunk))
    return len(found) == 1 and not found[0].isdigit()


def _match(table: str, expression: str) -> sa.Select[int]:
    # FTS5 takes the table's own name as the column that MATCH compares.
    rowid: sa.ColumnClause[int] = sa.column("rowid")
    matches = sa.column(table).op("MATCH")(sa.literal(expression))
    return sa.select(rowid).select_from(sa.table(table)).where(matches)
