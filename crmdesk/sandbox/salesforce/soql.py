"""SOQL as far as syncing clients use it, read into a tree (section 3.1).

SELECT (fields, fields of parents, child subqueries, COUNT(), aggregates, FIELDS(ALL|STANDARD|CUSTOM)), FROM, WHERE (AND, OR,
NOT, comparisons, LIKE, IN, INCLUDES, EXCLUDES, semi-joins), GROUP BY, ORDER BY, LIMIT, OFFSET, ALL ROWS.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.soql_tokens import Token, counted, malformed, text_of, tokens

MOST_DEPTH = 100
"""How deep conditions may be nested."""

AGGREGATES = frozenset({"COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG"})
OPERATORS = frozenset({"=", "!=", "<>", "<", "<=", ">", ">=", "LIKE", "IN", "NOT IN", "INCLUDES", "EXCLUDES"})


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: its sort as in ``Token`` (or word, for ``null``, ``true``, ``TODAY``) and its text."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field against constants, or against the rows of a subquery."""

    path: str
    operator: str
    values: tuple[Literal, ...] = ()
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions of which all (AND) or one (OR) must hold."""

    word: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """A condition that must not hold."""

    inner: Condition


Condition: TypeAlias = Comparison | Joined | Negated


@dataclass(frozen=True, slots=True)
class Aggregate:
    """``COUNT()`` (path is empty) or a function of a field in the list of fields."""

    path: str
    alias: str = ""
    function: str = "COUNT"


@dataclass(frozen=True, slots=True)
class Order:
    """One sort key."""

    path: str
    descending: bool
    nulls_last: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. ``items`` are paths, aggregates, ``FIELDS(…)`` words, and child queries."""

    items: tuple[str | Aggregate | Query, ...]
    object: str
    where: Condition | None = None
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0
    all_rows: bool = False
    group: tuple[str, ...] = ()


def parse(soql: str) -> Query:
    """The tree of a query. Raises `ApiError` MALFORMED_QUERY."""
    reader = _Reader(tokens(soql))
    query = reader.query()
    reader.expect_end()
    return query


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._position = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._position]

    def _take(self) -> Token:
        token = self._next
        self._position += 1
        return token

    def _accept(self, *words: str) -> bool:
        if self._next.is_word(*words):
            self._take()
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            raise malformed(self._next.text)

    def _name(self) -> str:
        if self._next.sort != "name":
            raise malformed(self._next.text)
        return self._take().text

    def expect_end(self) -> None:
        if self._next.sort != "end":
            raise malformed(self._next.text)

    def query(self) -> Query:
        self._expect("SELECT")
        items = [self._item()]
        while self._accept(","):
            items.append(self._item())
        self._expect("FROM")
        name = self._name()
        alias = ""
        if self._next.sort == "name" and not self._next.is_word(
            "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "ALL", "USING"
        ):
            alias = self._take().text
        where = self._condition() if self._accept("WHERE") else None
        group = self._group() if self._accept("GROUP") else ()
        order = self._orders() if self._accept("ORDER") else ()
        limit = self._count() if self._accept("LIMIT") else None
        offset = self._count() if self._accept("OFFSET") else 0
        all_rows = self._accept("ALL")
        if all_rows:
            self._expect("ROWS")
        query = Query(tuple(items), name, where, order, limit, offset, all_rows, group)
        return _without_alias(query, alias) if alias else query

    def _item(self) -> str | Aggregate | Query:
        if self._accept("("):
            inner = self.query()
            self._expect(")")
            return inner
        name = self._name()
        if not self._accept("("):
            return name
        if name.upper() == "FIELDS":
            inside = self._name().upper()
            self._expect(")")
            return f"FIELDS({inside})"
        function = name.upper()
        if function not in AGGREGATES:
            raise malformed(name)
        path = "" if function == "COUNT" and self._next.is_word(")") else self._name()
        self._expect(")")
        named = self._next.sort == "name" and not self._next.is_word("FROM")
        return Aggregate(path, self._take().text if named else "", function)

    def _group(self) -> tuple[str, ...]:
        self._expect("BY")
        found = [self._name()]
        while self._accept(","):
            found.append(self._name())
        return tuple(found)

    def _orders(self) -> tuple[Order, ...]:
        self._expect("BY")
        found = [self._order()]
        while self._accept(","):
            found.append(self._order())
        return tuple(found)

    def _order(self) -> Order:
        path = self._name()
        descending = self._accept("DESC")
        if not descending:
            self._accept("ASC")
        last = False
        if self._accept("NULLS"):
            last = self._accept("LAST")
            if not last:
                self._expect("FIRST")
        return Order(path, descending, last)

    def _count(self) -> int:
        token = self._take()
        found = counted(token.text) if token.sort == "number" else None
        if found is None:
            raise malformed(token.text)
        return found

    def _condition(self) -> Condition:
        """Parts joined by one word; SOQL wants brackets where both are mixed."""
        parts = [self._part()]
        joined = ""
        while self._next.is_word("AND", "OR"):
            word = self._take().text.upper()
            if joined and word != joined:
                raise malformed(word)
            joined = word
            parts.append(self._part())
        return Joined(joined, tuple(parts)) if joined else parts[0]

    def _part(self) -> Condition:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise malformed(self._next.text)
        found = self._inner()
        self._depth -= 1
        return found

    def _inner(self) -> Condition:
        if self._accept("NOT"):
            return Negated(self._part())
        if self._accept("("):
            inner = self._condition()
            self._expect(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Comparison:
        path = self._name()
        token = self._take()
        operator = token.text.upper()
        if operator == "NOT":
            self._expect("IN")
            operator = "NOT IN"
        if operator not in OPERATORS:
            raise malformed(token.text)
        if operator in {"IN", "NOT IN", "INCLUDES", "EXCLUDES"}:
            self._expect("(")
            if self._next.is_word("SELECT"):
                inner = self.query()
                self._expect(")")
                return Comparison(path, operator, query=inner)
            values = [self._literal()]
            while self._accept(","):
                values.append(self._literal())
            self._expect(")")
            return Comparison(path, operator, tuple(values))
        return Comparison(path, "!=" if operator == "<>" else operator, (self._literal(operator == "LIKE"),))

    def _literal(self, pattern: bool = False) -> Literal:
        token = self._take()
        if token.sort == "string":
            return Literal("string", text_of(token.text, pattern=pattern))
        if token.sort == "name":
            return Literal("word", token.text.upper())
        if token.sort in {"moment", "day", "number"}:
            return Literal(token.sort, token.text)
        raise malformed(token.text)


def _without_alias(query: Query, alias: str) -> Query:
    """The query with ``l.Name`` written ``Name``."""

    def path(name: str) -> str:
        head, _, rest = name.partition(".")
        return rest if head.lower() == alias.lower() and rest else name

    def condition(one: Condition) -> Condition:
        if isinstance(one, Comparison):
            return Comparison(path(one.path), one.operator, one.values, one.query)
        if isinstance(one, Joined):
            return Joined(one.word, tuple(map(condition, one.parts)))
        return Negated(condition(one.inner))

    def item(one: str | Aggregate | Query) -> str | Aggregate | Query:
        if isinstance(one, Aggregate):
            return Aggregate(path(one.path), one.alias, one.function)
        return path(one) if isinstance(one, str) else one

    items, group = tuple(map(item, query.items)), tuple(map(path, query.group))
    order = tuple(Order(path(one.path), one.descending, one.nulls_last) for one in query.order)
    where = None if query.where is None else condition(query.where)
    return Query(items, query.object, where, order, query.limit, query.offset, query.all_rows, group)


class Misnamed(ApiError):
    """A query with a name that is not there: ``name`` is shown with its place in the query (section 3.1)."""

    def __init__(self, code: str, name: str, message: str) -> None:
        super().__init__(400, code, message)
        self.name = name

    def within(self, soql: str) -> ApiError:
        """The same with the place; of a long query the part around it."""
        found = re.search(rf"\b{re.escape(self.name)}\b", soql, re.IGNORECASE)
        at = found.start() if found else 0
        start = max(0, at - _BEFORE) if len(soql) > _SHOWN else 0
        shown = soql[start : start + _SHOWN]
        place = f"\n{shown}\n{' ' * (at - start)}^\nERROR at Row:1:Column:{at + 1}\n"
        return ApiError(self.status, self.code, place + self.message)


_SHOWN, _BEFORE = 160, 60
_READ_UP = "Please reference your WSDL or the describe call for the appropriate names."


def unsupported_type(name: str) -> ApiError:
    """400 for an object that is not there."""
    message = (
        f"sObject type '{name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c'"
        f" after the entity name. {_READ_UP}"
    )
    return Misnamed("INVALID_TYPE", name, message)


def unknown_column(name: str, entity: str) -> ApiError:
    """400 for a field that is not there or not readable."""
    message = (
        f"No such column '{name}' on entity '{entity}'. If you are attempting to use a custom field, be sure to append the"
        f" '__c' after the custom field name. {_READ_UP}"
    )
    return Misnamed("INVALID_FIELD", name, message)
