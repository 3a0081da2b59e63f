"""COQL: reading a query and finding its rows (section 2.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.criteria import DEEPEST, Test, comparable, sample
from crmdesk.sandbox.zoho.errors import ApiError
from crmdesk.sandbox.zoho.fields import Field
from crmdesk.sandbox.zoho.org import Org, User
from crmdesk.sandbox.zoho.records import Row
from crmdesk.sandbox.zoho.versions import Version

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|!=|<=|>=|[=<>(),]|[^\s'=<>!(),]+)")
Read = Callable[[Row], Any]
"""A value of a row, as rows are compared by it."""
_OF_USERS: dict[str, Callable[[User], str]] = {
    "id": lambda user: user.id, "full_name": lambda user: user.name, "email": lambda user: user.email,
}  # fmt: skip
USUAL, MOST, CRITERIA = 200, 2000, 25


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read."""

    module: Module
    names: tuple[str, ...]
    test: Test
    order: tuple[tuple[Read, bool], ...]
    offset: int
    limit: int

    @property
    def credits(self) -> int:
        """What it costs (section 4.1)."""
        return 1 if self.limit <= 200 else 2 if self.limit <= 1000 else 3


class _Reader:
    """Reads one query."""

    def __init__(self, org: Org, text: str, version: Version) -> None:
        self._org = org
        self._version = version
        self._query = text
        found = list(_TOKEN.finditer(text))
        self._tokens = [one[1] for one in found]
        self._starts = [one.start(1) for one in found]
        self._length = sum(map(len, self._tokens))
        self._at = 0
        self._count = 0
        self._depth = 0
        if self._length != len(re.sub(r"\s", "", text)) and "'" not in text:
            raise _syntax(text[:20], text, 0)

    def whole(self) -> Query:
        self._expect("select")
        names = [self._take()]
        while self._next() == ",":
            self._take()
            names.append(self._take())
        most = self._version.columns
        if len(names) > most:
            raise ApiError(400, "LIMIT_EXCEEDED", "select fields limit exceeded", {"limit": most})
        self._expect("from")
        self.module = self._org.module(self._take())
        for name in names:
            self._field(name.partition(".")[0])
        self._expect("where")
        test = self._condition()
        order = self._order()
        offset, limit = self._limit()
        if self._at != len(self._tokens):
            raise self._wrong(0)
        return Query(self.module, tuple(names), test, order, offset, limit)

    def _condition(self) -> Test:
        """One criterion, a pair of them, or either in parentheses: longer chains have to be grouped (section 2.9)."""
        first = self._single()
        word = self._next().lower()
        if word not in {"and", "or"}:
            return first
        self._take()
        second = self._single()
        if self._next().lower() in {"and", "or"}:
            raise self._wrong(0)
        return (lambda row: first(row) or second(row)) if word == "or" else lambda row: first(row) and second(row)

    def _single(self) -> Test:
        if self._next() == "(":
            self._take()
            self._depth += 1
            if self._depth > DEEPEST:
                raise self._wrong()
            found = self._condition()
            self._depth -= 1
            self._expect(")")
            return found
        self._count += 1
        if self._count > CRITERIA:
            raise ApiError(400, "LIMIT_EXCEEDED", "criteria limit exceeded", {"limit": CRITERIA})
        field, held = self._column(self._take())
        return self._compared(field, held, self._take().lower())

    def _compared(self, field: Field, held: Read, operator: str) -> Test:
        if operator == "is":
            negated = self._next().lower() == "not"
            if negated:
                self._take()
            self._expect("null")
            return lambda row: (held(row) is not None) is negated
        if operator == "not":
            word = self._take().lower()
            if word not in {"in", "like"}:
                raise self._wrong()
            test = self._compared(field, held, word)
            return lambda row: not test(row)
        if operator == "in":
            values = self._values(field)
            return lambda row: held(row) in values
        if operator == "like":
            pattern = ".*".join(map(re.escape, self._text().casefold().split("%")))
            return lambda row: re.fullmatch(pattern, str(held(row) or ""), re.DOTALL) is not None
        if operator == "between":
            low = self._sample(field)
            self._expect("and")
            high = self._sample(field)
            return lambda row: held(row) is not None and low <= held(row) <= high
        place = self._at - 1
        value = self._sample(field)
        tests: dict[str, Test] = {
            "=": lambda row: held(row) == value, "!=": lambda row: held(row) != value,
            "<": lambda row: held(row) is not None and held(row) < value,
            ">": lambda row: held(row) is not None and held(row) > value,
            "<=": lambda row: held(row) is not None and held(row) <= value,
            ">=": lambda row: held(row) is not None and held(row) >= value,
        }  # fmt: skip
        if operator not in tests:
            raise _syntax(self._tokens[place], self._query, self._starts[place])
        return tests[operator]

    def _values(self, field: Field) -> list[Any]:
        self._expect("(")
        found = [self._sample(field)]
        while self._next() == ",":
            self._take()
            found.append(self._sample(field))
        self._expect(")")
        most = self._version.in_values
        if len(found) > most:
            raise ApiError(400, "LIMIT_EXCEEDED", "in limit exceeded", {"limit": most})
        return found

    def _sample(self, field: Field) -> Any:
        return sample(field, self._text())

    def _text(self) -> str:
        token = self._take()
        return token[1:-1].replace("''", "'") if token.startswith("'") else token

    def _order(self) -> tuple[tuple[Read, bool], ...]:
        if self._next().lower() != "order":
            return ()
        self._take()
        self._expect("by")
        found = [self._sorted()]
        while self._next() == ",":
            self._take()
            found.append(self._sorted())
        return tuple(found)

    def _sorted(self) -> tuple[Read, bool]:
        """A column to sort by, and whether downwards."""
        _, held = self._column(self._take())
        down = self._next().lower() == "desc"
        if self._next().lower() in {"asc", "desc"}:
            self._take()
        return held, down

    def _limit(self) -> tuple[int, int]:
        offset, limit = 0, USUAL
        if self._next().lower() == "limit":
            self._take()
            limit = self._number()
            if self._next() == ",":
                self._take()
                offset, limit = limit, self._number()
        if self._next().lower() == "offset":
            self._take()
            offset = self._number()
        reach = int(self._org.traits["coql_reach"])
        if limit > MOST or offset + limit > reach:
            raise ApiError(400, "LIMIT_EXCEEDED", "limit exceeded", {"limit": MOST if limit > MOST else reach})
        return offset, limit

    def _number(self) -> int:
        token = self._take()
        if not (token.isascii() and token.isdecimal() and len(token) <= 9):
            raise self._wrong()
        return int(token)

    def _field(self, name: str) -> Field:
        found = _field_of(self._org, self.module, name)
        if found is None:
            raise _unknown(name)
        return found

    def _column(self, name: str) -> tuple[Field, Read]:
        """A column, and how a row is compared by it; with a dot it is of the record or user that a lookup names."""
        org, module = self._org, self.module
        first, _, rest = name.partition(".")
        field = self._field(first)
        if not rest:
            return field, lambda row: comparable(org, module, row, field)
        if field.lookup == "users" and rest in _OF_USERS:
            return Field(name, name), lambda row: _of_user(org, row.values.get(first), rest)
        target = org.modules.get(field.lookup)
        further = None if target is None else _field_of(org, target, rest)
        if target is None or further is None:
            raise _unknown(name)

        def held(row: Row) -> Any:
            other = org.tables[target.name].find(str(row.values.get(first)))
            return None if other is None else comparable(org, target, other, further)

        return further, held

    def _next(self) -> str:
        return str(self._tokens[self._at]) if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        found = self._next()
        if not found:
            raise _syntax("end of query", self._query, len(self._query))
        self._at += 1
        return found

    def _expect(self, word: str) -> None:
        if self._take().lower() != word:
            raise self._wrong()

    def _wrong(self, back: int = 1) -> ApiError:
        """The error about the word that was taken last, or with ``back`` 0 about the one that comes."""
        place = self._at - back
        return _syntax(self._tokens[place], self._query, self._starts[place])


def parsed(org: Org, text: str, version: Version) -> Query:
    """A query, within what a version allows. Raises `ApiError`."""
    return _Reader(org, text, version).whole()


def run(org: Org, query: Query) -> tuple[list[JsonObject], JsonObject]:
    """The rows of a query and its ``info``."""
    rows = [row for row in org.tables[query.module.name].live() if query.test(row)]
    if org.traits["coql_converted"] == "hidden":
        rows = [row for row in rows if not row.values.get("Converted__s")]
    ties = True  # the last column decides between equal rows by their ids
    for held, down in reversed(query.order):
        rows = sorted(rows, key=_ranking(held, ties=ties), reverse=down)
        ties = False
    found = rows[query.offset : query.offset + query.limit]
    info = {"count": len(found), "more_records": len(rows) > query.offset + query.limit}
    return [_shown(org, query, row) for row in found], info


def _ranking(held: Read, *, ties: bool) -> Callable[[Row], tuple[bool, Any, int]]:
    """Where a row comes in an order: blank ones first."""

    def rank(row: Row) -> tuple[bool, Any, int]:
        value = held(row)
        return value is not None, 0 if value is None else value, int(row.id) if ties else 0

    return rank


def _shown(org: Org, query: Query, row: Row) -> JsonObject:
    """A row: lookups show their id alone, a dotted name the field of the other row."""
    found: JsonObject = {"id": row.id}
    for name in query.names:
        field = org.field(query.module, name.partition(".")[0])
        if field is None or name == "id":
            continue
        value = org.shown(query.module, row, field)
        if "." in name:
            found[name] = org.related(value, name.partition(".")[2])
        else:
            found[name] = {"id": value["id"]} if isinstance(value, dict) and "id" in value else value
    return found


def _field_of(org: Org, module: Module, name: str) -> Field | None:
    return org.field(module, name) or (Field("id", "id", "text") if name == "id" else None)


def _of_user(org: Org, id: Any, name: str) -> str | None:
    user = org.users.get(str(id))
    return None if user is None else _OF_USERS[name](user).casefold()


def _unknown(name: str) -> ApiError:
    details = {"column_name": name, "reason": "column given seems to be invalid"}
    return ApiError(400, "INVALID_QUERY", "column given seems to be invalid", details)


def _syntax(near: str, query: str, at: int) -> ApiError:
    """The error about a word of a query and where it is: both counts begin at 1."""
    before = query[:at]
    details = {"near": near, "line": before.count("\n") + 1, "column": at - before.rfind("\n")}
    return ApiError(400, "SYNTAX_ERROR", "error occurred while parsing the query", details)
