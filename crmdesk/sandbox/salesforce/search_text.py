"""What a search looks for: words, phrases, wildcards, AND, OR, AND NOT, brackets (SOQL and SOSL Reference, FIND {SearchQuery}).

Words are compared without regard to case. The service's own synonyms, spelling and order by relevance are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmdesk.sandbox.salesforce.errors import ApiError

Words = Sequence[Sequence[str]]
"""The words of each field of a row that is searched."""

Test = Callable[[Words], bool]

MOST_DEPTH = 50
_PART = re.compile(
    r'\s*(?:(?P<phrase>"(?:[^"\\]|\\.)*")|(?P<mark>[()])|(?P<word>(?:[^\s"(){}\[\]&|!^~:\\]|\\.)+)|(?P<wrong>\S))',
    re.DOTALL,
)
_WORD = re.compile(r"\w+")
_PATTERN = re.compile(r"[\w*?]+")
_OPERATORS = frozenset({"AND", "OR", "NOT"})


class Unreadable(Exception):
    """A text that is no search: what is wrong, and at which character of it."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def words_of(value: object, *, phone: bool) -> list[str]:
    """The words of a field; a number is also found as a whole, without what parts its digits."""
    found = _WORD.findall(str(value).casefold())
    return [*found, "".join(found)] if phone else found


def matcher(text: str) -> Test:
    """Whether a row has what is looked for. Raises `Unreadable`, and `ApiError` INVALID_SEARCH for too short a text."""
    _check_length(text)
    reader = _Reader(_parts(text), len(text))
    test = reader.either()
    reader.expect_end()
    return test


def literal(text: str) -> Test:
    """Whether a row has all words of a plain text, in which nothing but wildcards has a meaning. Raises `ApiError`."""
    _check_length(text)
    tests = [_phrase(word) for word in text.split()]
    return lambda words: all(test(words) for test in tests)


def _check_length(text: str) -> None:
    if len(re.sub(r"\W", "", text)) < 2:
        raise ApiError(400, "INVALID_SEARCH", f"search term must be longer than one character: {text}")


@dataclass(frozen=True, slots=True)
class _Part:
    sort: str
    text: str
    at: int

    def says(self, word: str) -> bool:
        return self.sort == "operator" and self.text == word


def _parts(text: str) -> list[_Part]:
    found: list[_Part] = []
    for match in _PART.finditer(text):
        sort = str(match.lastgroup)
        part = match.group(sort)
        if sort == "wrong":
            raise Unreadable(f"mismatched character '{part}' expecting '}}'", match.start(sort))
        if sort == "mark" or part.upper() in _OPERATORS:
            sort, part = "operator", part.upper()
        found.append(_Part(sort, part, match.start(match.lastgroup or 0)))
    return found


class _Reader:
    """Reads the parts from left to right; OR binds least, and two words without an operator are joined by AND."""

    def __init__(self, parts: Sequence[_Part], end: int) -> None:
        self._parts = parts
        self._end = end
        self._position = 0
        self._depth = 0

    @property
    def _next(self) -> _Part | None:
        return self._parts[self._position] if self._position < len(self._parts) else None

    def _accept(self, word: str) -> bool:
        taken = self._next is not None and self._next.says(word)
        self._position += taken
        return taken

    def _unexpected(self) -> Unreadable:
        part = self._next
        return Unreadable(f"unexpected token: {part.text if part else '}'}", part.at if part else self._end)

    def expect_end(self) -> None:
        if self._next is not None:
            raise self._unexpected()

    def either(self) -> Test:
        tests = [self._all()]
        while self._accept("OR"):
            tests.append(self._all())
        return lambda words: any(test(words) for test in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._next is not None and not self._next.says("OR") and not self._next.says(")"):
            self._accept("AND")
            tests.append(_negated(self._one()) if self._accept("NOT") else self._one())
        return lambda words: all(test(words) for test in tests)

    def _one(self) -> Test:
        part = self._next
        if self._accept("("):
            self._depth += 1
            if self._depth > MOST_DEPTH:
                raise self._unexpected()
            test = self.either()
            if not self._accept(")"):
                raise self._unexpected()
            self._depth -= 1
            return test
        if part is None or part.sort == "operator":
            raise self._unexpected()
        self._position += 1
        return _phrase(re.sub(r"\\(.)", r"\1", part.text, flags=re.DOTALL))


def _negated(test: Test) -> Test:
    return lambda words: not test(words)


def _phrase(text: str) -> Test:
    """The words of a text one after the other in one field; a wildcard at the start of a word counts for nothing."""
    plain = (word.lstrip("*?") for word in _PATTERN.findall(text.casefold()))
    wanted = [re.compile(_regular(word)) for word in plain if word]

    def test(words: Words) -> bool:
        return any(_holds(field, wanted) for field in words)

    return test


def _regular(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w")


def _holds(field: Sequence[str], wanted: Sequence[re.Pattern[str]]) -> bool:
    starts = range(len(field) - len(wanted) + 1)
    return any(all(one.fullmatch(field[at + n]) for n, one in enumerate(wanted)) for at in starts)
