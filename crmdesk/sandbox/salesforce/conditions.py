"""The WHERE of a query as a test of rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crmdesk.sandbox.salesforce import ids
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.date_literals import days_of
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.fields import NUMBERS, Field
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.records import Row, moment
from crmdesk.sandbox.salesforce.soql import Comparison, Condition, Joined, Literal, Negated, Query, unknown_column
from crmdesk.sandbox.salesforce.values import read_moment

Test = Callable[[Row], bool]
Read = Callable[[Row], Any]
Ids = Callable[[Query], set[str]]
"""The ids that a semi-join's query gives."""

_SHOWN = 60
"""Characters of a wrong word that are told back."""
_OBJECT = Field("Type", "Type", "picklist")
_CALENDARS = ("Event", "OwnerId")
"""May also name a calendar, which is no object here (section 8.5)."""
_ID_TYPES = frozenset({"id", "reference"})


def resolve(org: Org, type: ObjectType, path: str) -> tuple[Field, Read]:
    """The field at the end of a path like ``Owner.Name``, and how to read it. Raises `ApiError`."""
    head, _, rest = path.partition(".")
    if not rest:
        found = org.field(type, head)
        if found is None:
            raise unknown_column(head, type.name)
        name = found.name
        return found, lambda row: org.value(type, row, name)
    if head.lower() == type.name.lower():
        return resolve(org, type, rest)
    link = parent_link(org, type, head)
    if names_object(type, link, rest):
        return _OBJECT, lambda row: getattr(parent_of(org, link, row)[1], "name", None)
    target = org.types[link.targets[0]]
    found, _ = resolve(org, target, rest)

    def read(row: Row) -> Any:
        parent, kind = parent_of(org, link, row)
        if parent is None or kind is None:
            return None
        return resolve(org, kind, rest)[1](parent)

    return found, read


def names_object(type: ObjectType, link: Field, rest: str) -> bool:
    """Whether a path asks of which object a row is that may be of several (SOQL and SOSL Reference, Polymorphic Fields)."""
    several = len(link.targets) > 1 or (type.name, link.name) == _CALENDARS
    return several and rest.lower() == "type"


def canonical(org: Org, type: ObjectType, path: str) -> str:
    """A path in the letters in which replies write it. Raises `ApiError`."""
    head, _, rest = path.partition(".")
    if not rest:
        return resolve(org, type, head)[0].name
    if head.lower() == type.name.lower():
        return canonical(org, type, rest)
    link = parent_link(org, type, head)
    if names_object(type, link, rest):
        return f"{link.relationship}.{_OBJECT.name}"
    return f"{link.relationship}.{canonical(org, org.types[link.targets[0]], rest)}"


def parent_link(org: Org, type: ObjectType, name: str) -> Field:
    """The reference field of a relationship name. Raises `ApiError`."""
    for one in org.fields(type):
        if one.relationship is not None and one.relationship.lower() == name.lower():
            return one
    message = f"Didn't understand relationship '{name}' in field path."
    raise ApiError(400, "INVALID_FIELD", message)


def parent_of(org: Org, link: Field, row: Row) -> tuple[Row | None, ObjectType | None]:
    """The row that a reference names, with its object."""
    id = row.get(link.name)
    kind = next((org.types[name] for name in link.targets if id and org.types[name].prefix == id[:3]), None)
    return (None, None) if kind is None else (org.tables[kind.name].rows.get(id), kind)


def condition_test(org: Org, type: ObjectType, condition: Condition | None, ids_of: Ids) -> Test:
    """The test of a condition. Raises `ApiError`."""
    if condition is None:
        return lambda row: True
    if isinstance(condition, Negated):
        inner = condition_test(org, type, condition.inner, ids_of)
        return lambda row: not inner(row)
    if isinstance(condition, Joined):
        parts = [condition_test(org, type, part, ids_of) for part in condition.parts]
        if condition.word == "AND":
            return lambda row: all(part(row) for part in parts)
        return lambda row: any(part(row) for part in parts)
    return _comparison(org, type, condition, ids_of)


def _comparison(org: Org, type: ObjectType, one: Comparison, ids_of: Ids) -> Test:
    field, read = resolve(org, type, one.path)
    if not field.filterable:
        message = f"field '{field.name}' can not be filtered in a query call"
        raise ApiError(400, "INVALID_FIELD", message)
    if one.query is not None:
        wanted = ids_of(one.query)
        return (lambda row: read(row) in wanted) if one.operator == "IN" else (lambda row: read(row) not in wanted)
    if one.operator in {"INCLUDES", "EXCLUDES"}:
        return _multi(field, read, one)
    if one.operator == "LIKE":
        if field.type in NUMBERS | {"date", "datetime", "boolean"} | _ID_TYPES:
            raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", f"invalid operator on {field.type} field")
        if one.values[0].sort != "string":
            raise _wrong_type(field, one.values[0].text, quoted=True)
        pattern = _like(one.values[0].text)
        return lambda row: pattern.fullmatch(str(read(row) or "")) is not None
    values = [_constant(org, field, literal) for literal in one.values]
    if one.operator in {"IN", "NOT IN"}:
        known = {value for value in values if not isinstance(value, Span)}
        spans = [value for value in values if isinstance(value, Span)]
        inside = one.operator == "IN"

        def listed(row: Row) -> bool:
            held = _comparable(field, read(row))
            return (held in known or any(held in span for span in spans)) is inside

        return listed
    return _ordered(field, read, one.operator, values[0])


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a word like TODAY means, as values of a field: from ``first`` on, before ``end``."""

    first: str
    end: str

    def __contains__(self, held: str | None) -> bool:
        """Whether a value lies in it."""
        return held is not None and self.first <= held < self.end

    def edge(self, operator: str) -> tuple[str, str]:
        """The comparison with one value that an order with the whole range is."""
        return {"<": ("<", self.first), "<=": ("<", self.end), ">": (">=", self.end), ">=": (">=", self.first)}[
            operator
        ]


def _ordered(field: Field, read: Read, operator: str, value: Any) -> Test:
    if isinstance(value, Span):
        if operator in {"=", "!="}:
            return lambda row: (_comparable(field, read(row)) in value) is (operator == "=")
        operator, value = value.edge(operator)
    if operator == "=":
        return lambda row: _comparable(field, read(row)) == value
    if operator == "!=":
        return lambda row: _comparable(field, read(row)) != value
    compare: Callable[[Any, Any], bool] = {
        "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    }[operator]  # fmt: skip

    def test(row: Row) -> bool:
        held = _comparable(field, read(row))
        return held is not None and value is not None and compare(held, value)

    return test


def _comparable(field: Field, value: Any) -> Any:
    """A value in the form in which it is compared: letter case does not count, except in ids."""
    if isinstance(value, str) and field.type not in _ID_TYPES | {"date", "datetime"}:
        return value.lower()
    return value


def _constant(org: Org, field: Field, literal: Literal) -> Any:
    if literal.sort == "word" and literal.text == "NULL":
        return None
    if field.type == "datetime":
        return _moment_constant(org, field, literal)
    if field.type == "date":
        return _day_constant(org, field, literal)
    if field.type == "boolean" or field.type in NUMBERS:
        return _plain_constant(field, literal)
    if literal.sort != "string":
        raise _wrong_type(field, literal.text, quoted=True)
    if field.type in _ID_TYPES:
        whole = ids.full(literal.text)
        if whole is None and literal.text:
            raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", f"invalid ID field: {literal.text}")
        return whole
    return literal.text.lower() or None


def _plain_constant(field: Field, literal: Literal) -> bool | float:
    if field.type == "boolean" and literal.sort == "word" and literal.text in {"TRUE", "FALSE"}:
        return literal.text == "TRUE"
    if field.type in NUMBERS and literal.sort == "number":
        return float(literal.text)
    raise _wrong_type(field, literal.text, quoted=False)


def _moment_constant(org: Org, field: Field, literal: Literal) -> str | Span:
    if literal.sort == "moment":
        plain_offset = literal.text[-5] in "+-" and ":" not in literal.text[-5:]
        if plain_offset and org.traits["offset_colon_refused"]:
            raise ApiError(400, "MALFORMED_QUERY", f"unexpected token: '{literal.text[-5:]}'")
        try:
            return _fraction(literal.text)
        except (ValueError, OverflowError):
            raise ApiError(400, "MALFORMED_QUERY", f"Invalid datetime: {literal.text}") from None
    if literal.sort == "word":
        return _span(org, literal.text, "T00:00:00.000+0000")
    raise _wrong_type(field, literal.text, quoted=False)


def _fraction(text: str) -> str:
    """A moment in the form of replies; a fraction of a second counts."""
    found = read_moment(text)
    return f"{moment(found.timestamp())[:19]}.{found.microsecond // 1000:03d}+0000"


def _day_constant(org: Org, field: Field, literal: Literal) -> str | Span:
    if literal.sort == "day":
        try:
            return date.fromisoformat(literal.text).isoformat()
        except ValueError:
            raise ApiError(400, "MALFORMED_QUERY", f"Invalid date: {literal.text}") from None
    if literal.sort == "word":
        return _span(org, literal.text)
    raise _wrong_type(field, literal.text, quoted=False)


def _span(org: Org, word: str, clock: str = "") -> Span:
    """The days that a word like TODAY means; ``clock`` is how a dateTime goes on at the start of a day. Raises `ApiError`."""
    try:
        first, last = days_of(word, datetime.fromtimestamp(org.now(), UTC).date())
        return Span(first.isoformat() + clock, (last + timedelta(days=1)).isoformat() + clock)
    except (ValueError, OverflowError):
        raise ApiError(400, "MALFORMED_QUERY", f"unexpected token: '{word[:_SHOWN]}'") from None


def _wrong_type(field: Field, text: str, *, quoted: bool) -> ApiError:
    kind = {"datetime": "dateTime", "int": "integer"}.get(field.type, field.type)
    tail = "should be enclosed in quotes" if quoted else "should not be enclosed in quotes"
    message = f"value of filter criterion for field '{field.name}' must be of type {kind} and {tail}"
    return ApiError(400, "INVALID_FIELD", message)


def _multi(field: Field, read: Read, one: Comparison) -> Test:
    if field.type != "multipicklist":
        raise ApiError(400, "INVALID_QUERY_FILTER_OPERATOR", "includes and excludes need a multi-select picklist")
    wanted = [set(literal.text.split(";")) for literal in one.values]
    includes = one.operator == "INCLUDES"
    return lambda row: any(each <= set(str(read(row) or "").split(";")) for each in wanted) is includes


def _like(text: str) -> re.Pattern[str]:
    parts: list[str] = []
    position = 0
    while position < len(text):
        char = text[position]
        if char == "\\" and position + 1 < len(text):
            position += 1
            parts.append(re.escape(text[position]))
        else:
            parts.append({"%": ".*", "_": "."}.get(char, re.escape(char)))
        position += 1
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
