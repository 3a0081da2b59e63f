"""SOSL as far as clients of the REST API use it, read into queries and a test (SOQL and SOSL Reference, SOSL Syntax).

FIND {…}, IN … FIELDS, RETURNING objects with fields, WHERE, ORDER BY, LIMIT and OFFSET, and LIMIT. What stands in the
brackets of an object is SOQL. USING, WITH and UPDATE are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.search_text import Test, Unreadable, matcher
from crmdesk.sandbox.salesforce.soql import Query, parse
from crmdesk.sandbox.salesforce.soql_tokens import Token, counted, tokens

GROUPS = ("ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR")
MOST = 2000
"""The most rows of one search (from API version 28 on)."""

LENGTH = 100_000
_FIND = re.compile(r"\s*FIND\s*\{((?:[^{}\\]|\\.)*)(.?)", re.IGNORECASE | re.DOTALL)
_CLAUSES = ("WHERE", "ORDER", "LIMIT", "OFFSET")


@dataclass(frozen=True, slots=True)
class Search:
    """A search: the test of its text, the group of fields, a query for each object (none: all objects), its limit."""

    test: Test
    group: str
    queries: tuple[Query, ...]
    limit: int


def parse_search(sosl: str) -> Search:
    """The parts of a search. Raises `ApiError` MALFORMED_SEARCH, INVALID_SEARCH, or MALFORMED_QUERY for what is SOQL."""
    if len(sosl) > LENGTH:
        raise ApiError(400, "MALFORMED_SEARCH", "SOSL statements cannot be longer than 100000 characters.")
    found = _FIND.match(sosl)
    if found is None:
        raise malformed(sosl, 0, "No search term found. The search term must be enclosed in braces.")
    if found[2] != "}":
        raise malformed(sosl, found.start(2), f"mismatched character '{found[2] or '<EOF>'}' expecting '}}'")
    try:
        test = matcher(found[1])
    except Unreadable as error:
        raise malformed(sosl, found.start(1) + error.at, error.message) from None
    return _clauses(sosl, found.end(), test)


def malformed(sosl: str, at: int, message: str) -> ApiError:
    """400 with the place, which counts from 0 and is marked one to the left (restforce/restforce, issue 688)."""
    place = f"\n{sosl}\n{' ' * (at - 1)}^\nERROR at Row:1:Column:{at}\n"
    return ApiError(400, "MALFORMED_SEARCH", f"{place}line 1:{at} {message}")


def _clauses(sosl: str, start: int, test: Test) -> Search:
    words = _Words(sosl, start)
    group = GROUPS[0]
    if words.accept("IN"):
        group = words.take().text.upper()
        if group not in GROUPS or not words.accept("FIELDS"):
            raise words.unexpected()
    queries: list[Query] = []
    if words.accept("RETURNING"):
        queries.append(words.returned())
        while words.accept(","):
            queries.append(words.returned())
    limit = MOST
    if words.accept("LIMIT"):
        token = words.take()
        found = counted(token.text)
        if found is None:
            raise words.unexpected()
        limit = min(found, MOST)
    if words.next.sort != "end":
        raise words.unexpected()
    return Search(test, group, tuple(queries), limit)


class _Words:
    """The words behind FIND, from left to right."""

    def __init__(self, sosl: str, start: int) -> None:
        self._sosl = sosl
        self._start = start
        self._tokens = tokens(sosl[start:])
        self._position = 0

    @property
    def next(self) -> Token:
        """The word to come."""
        return self._tokens[self._position]

    def take(self) -> Token:
        """The next word; the end stays."""
        token = self.next
        self._position += token.sort != "end"
        return token

    def accept(self, word: str) -> bool:
        """Take the next word if it is that one."""
        taken = self.next.is_word(word)
        self._position += taken
        return taken

    def unexpected(self) -> ApiError:
        """The refusal of the next word."""
        return malformed(self._sosl, self._start + self.next.at, f"unexpected token: {self.next.text}")

    def returned(self) -> Query:
        """One object: ``Lead``, or ``Lead(Id, Email WHERE City = 'Nantes')``."""
        if self.next.sort != "name":
            raise self.unexpected()
        name = self.take().text
        if not self.accept("("):
            return parse(_select("", name, ""))
        inside = self._inside()
        cut = next((one.at for one in inside if one.is_word(*_CLAUSES)), self.next.at)
        text, first = self._sosl[self._start :], inside[0].at if inside else self.next.at
        query = parse(_select(text[first:cut], name, text[cut : self.next.at]))
        self.take()
        return query

    def _inside(self) -> Sequence[Token]:
        """The words up to the bracket that closes."""
        first, depth = self._position, 0
        while depth or not self.next.is_word(")"):
            depth += self.next.is_word("(") - self.next.is_word(")")
            if self.take().sort == "end":
                raise self.unexpected()
        return self._tokens[first : self._position]


def _select(fields: str, name: str, clauses: str) -> str:
    return f"SELECT {fields.strip() or 'Id'} FROM {name} {clauses}"  # noqa: S608 - SOQL of the sandbox's own
