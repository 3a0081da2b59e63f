"""What the cells of the sandbox compute: references, the four operations, ``&``, SUM and literals. All else is ``#NAME?``.

A formula keeps its references to its own row relative, so that it goes along when its row is moved or sorted.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Value = str | int | float | bool | None

OWN_ROW = "\u241e"
"""Stands for the row of the formula itself."""

_REFERENCE = re.compile(r"(?<![A-Za-z0-9\"])\$?([A-Z]{1,3})\$?([0-9]+|" + OWN_ROW + r")(?![A-Za-z0-9(])")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:[.,][0-9]+)?)|\"(?P<text>(?:[^\"]|\"\")*)\"|(?P<sum>SUM\()|(?P<cell>\$?[A-Z]{1,3}\$?[0-9]+)"
    r"|(?P<sign>[-+*/&():]))"
)

Look = Callable[[int, int], Value]


class _Wrong(Exception):
    """A formula that comes to an error; the text is the error's."""


def relative(formula: str, row: int) -> str:
    """The formula with its references to its own row made relative."""
    own = str(row + 1)
    return _REFERENCE.sub(lambda hit: f"{hit[1]}{OWN_ROW if hit[2] == own else hit[2]}", formula)


def resolved(formula: str, row: int) -> str:
    """The formula as it reads in a row."""
    return formula.replace(OWN_ROW, str(row + 1))


def column_number(letters: str) -> int:
    """0 for A."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def evaluated(formula: str, look: Look, at: tuple[int, int]) -> Value:
    """What a formula comes to; an error as its text."""
    try:
        return _Reader(formula[1:], look, at).whole()
    except _Wrong as error:
        return str(error)
    except RecursionError:
        return "#REF!"


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, text: str, look: Look, at: tuple[int, int]) -> None:
        self._tokens = self._split(text)
        self._look = look
        self._at = at

    @staticmethod
    def _split(text: str) -> list[tuple[str, str]]:
        found, position = [], 0
        while position < len(text.rstrip()):
            hit = _TOKEN.match(text, position)
            if hit is None or hit.lastgroup is None:
                raise _Wrong("#NAME?")
            found.append((hit.lastgroup, hit[hit.lastgroup]))
            position = hit.end()
        return found

    def whole(self) -> Value:
        found = self._joined()
        if self._tokens:
            raise _Wrong("#ERROR!")
        return found

    def _next(self, *signs: str) -> str | None:
        if self._tokens and self._tokens[0][1] in signs and self._tokens[0][0] == "sign":
            return self._tokens.pop(0)[1]
        return None

    def _joined(self) -> Value:
        left = self._added()
        while self._next("&"):
            left = _shown(left) + _shown(self._added())
        return left

    def _added(self) -> Value:
        left = self._times()
        while sign := self._next("+", "-"):
            right = self._times()
            left = _number(left) + (_number(right) if sign == "+" else -_number(right))
        return left

    def _times(self) -> Value:
        left = self._single()
        while sign := self._next("*", "/"):
            right = _number(self._single())
            if sign == "/" and right == 0:
                raise _Wrong("#DIV/0!")
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def _single(self) -> Value:
        if self._next("("):
            found = self._joined()
            if not self._next(")"):
                raise _Wrong("#ERROR!")
            return found
        if self._next("-"):
            return -_number(self._single())
        if not self._tokens:
            raise _Wrong("#ERROR!")
        kind, text = self._tokens.pop(0)
        match kind:
            case "number":
                return float(text.replace(",", ".")) if not text.isdecimal() else int(text)
            case "text":
                return text.replace('""', '"')
            case "cell":
                return self._cell(text)
            case "sum":
                return self._sum()
        raise _Wrong("#ERROR!")

    def _sum(self) -> Value:
        (kind, first), colon, (other, last), end = [*self._tokens[:4], *[("", "")] * 4][:4]
        if (kind, colon, other, end) != ("cell", ("sign", ":"), "cell", ("sign", ")")):
            raise _Wrong("#ERROR!")
        del self._tokens[:4]
        (top, left), (bottom, right) = _place(first), _place(last)
        cells = [self._look(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return sum(value for value in cells if isinstance(value, int | float) and not isinstance(value, bool))

    def _cell(self, text: str) -> Value:
        place = _place(text)
        if place == self._at:
            raise _Wrong("#REF!")
        return self._look(*place)


def _place(text: str) -> tuple[int, int]:
    plain = text.replace("$", "")
    letters = plain.rstrip("0123456789")
    return int(plain[len(letters) :]) - 1, column_number(letters)


def _number(value: Value) -> float | int:
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        raise _Wrong("#VALUE!")
    return value


def _shown(value: Value) -> str:
    if value is None:
        return ""
    return (
        str(value).upper() if isinstance(value, bool) else f"{value:.15g}" if isinstance(value, float) else str(value)
    )
