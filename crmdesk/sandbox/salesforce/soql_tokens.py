"""SOQL cut into words (section 3.1, string escapes)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crmdesk.sandbox.salesforce.errors import ApiError

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<string>'(?:[^'\\]|\\.)*')
    | (?P<moment>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))
    | (?P<day>\d{4}-\d{2}-\d{2})
    | (?P<number>[+-]?\d+(?:\.\d+)?)
    | (?P<name>[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*(?::\d+)?)
    | (?P<mark><=|>=|!=|<>|[=<>(),])
    )""",
    re.VERBOSE,
)
ENDLESS = 10**9
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"'": "'", '"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its sort (string, moment, day, number, name, mark, end), its text, where it begins."""

    sort: str
    text: str
    at: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords or marks, in any case."""
        return self.sort in {"name", "mark"} and self.text.upper() in words


def tokens(soql: str) -> list[Token]:
    """The words of a query, an end after them. Raises `ApiError` MALFORMED_QUERY."""
    found: list[Token] = []
    position = 0
    while position < len(soql):
        match = _TOKEN.match(soql, position)
        if match is None:
            if soql[position:].strip():
                raise malformed(soql[position:].strip()[0])
            break
        sort = str(match.lastgroup)
        found.append(Token(sort, match.group(sort), match.start(sort)))
        position = match.end()
    return [*found, Token("end", "<EOF>", len(soql))]


def counted(text: str) -> int | None:
    """A number of rows in digits, `ENDLESS` for one that no list reaches; None for another text."""
    if not (text.isascii() and text.isdecimal()):
        return None
    digits = text.lstrip("0")
    return int(digits or "0") if len(digits) < 10 else ENDLESS


def text_of(literal: str, *, pattern: bool = False) -> str:
    r"""What a quoted literal stands for; in a LIKE ``\%`` and ``\_`` stay marked. Raises `ApiError` for another escape."""

    def plain(match: re.Match[str]) -> str:
        char = match.group(1)
        if pattern and char in "%_":
            return f"\\{char}"
        if char not in _ESCAPED:
            raise ApiError(400, "MALFORMED_QUERY", f"Illegal character sequence '\\{char}' in string.")
        # A pattern goes through its own escapes afterwards.
        return f"\\{char}" if pattern and char == "\\" else _ESCAPED[char]

    return _ESCAPE.sub(plain, literal[1:-1])


def malformed(what: str) -> ApiError:
    """400 for a query that cannot be read."""
    return ApiError(400, "MALFORMED_QUERY", f"unexpected token: '{what}'")
