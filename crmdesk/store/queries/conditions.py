"""Filters as SQL: for each condition what it asks of a row, and how an index finds the rows without reading them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import FieldSpec, field
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.store.columns import to_columns
from crmdesk.store.queries import search
from crmdesk.store.queries.rows import Filter, Operator
from crmdesk.store.tables import Mention, core

Rowids = sa.Select[int]
Clause = sa.ColumnElement[bool]

_MENTION = core(Mention)
_LISTS = (FieldType.TAGS, FieldType.REFERENCES)
_ITEMS = (FieldType.EMAILS, FieldType.PHONES)
_rowid: sa.ColumnClause[int] = sa.column("rowid")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a list.

    ``clause`` asks it of a row's own columns; None where only ``rowids`` can tell. ``rowids`` finds the rows by an index that
    covers the condition; None where there is none and every row has to be read. ``exact`` is false where ``rowids`` finds some
    rows too many, so that ``clause`` has to follow. ``cost`` orders conditions by the work of finding their first rows: 0 a
    range of an index, 1 full text, 2 a walk along a whole index. ``column`` is the one column that ``clause`` asks, where it is
    only one: a walk along that column's index asks it on the way.
    """

    clause: Clause | None
    rowids: Rowids | None = None
    exact: bool = True
    cost: int = 0
    column: str | None = None


def filter_condition(kind: Kind, life: str, wanted: Filter) -> Condition:
    """The condition of a filter. Raises InvalidInput for a field that the kind has not, or an operator that it cannot take."""
    if kind in PERSON_KINDS and wanted.field in ("email", "phone"):
        return _on_primary(kind, life, wanted)
    spec = field(kind, wanted.field)
    if wanted.operator in (Operator.BLANK, Operator.NOT_BLANK):
        return _on_column(kind, life, wanted, spec.name, spec.indexed)
    if spec.type in _LISTS:
        return _on_list(kind, wanted, spec)
    if spec.type in _ITEMS:
        return _on_items(kind, wanted, spec)
    if spec.type is FieldType.CONSENT:
        state = sa.func.json_extract(sa.column(spec.name), "$.state")
        return Condition(_compare(state, wanted.operator, wanted.value, spec.name))
    value = _stored(kind, spec, wanted.operator, wanted.value)
    condition = _on_column(kind, life, Filter(wanted.field, wanted.operator, value), spec.name, spec.indexed)
    if spec.type is FieldType.MONEY and isinstance(wanted.value, dict):
        return _in_currency(condition, spec, wanted.value["currency"])
    return condition


def index_of(kind: Kind, column: str) -> str:
    """The index of a kind that a list walks along for one column."""
    return f"ix_{kind.value}_{column}"


def along(kind: Kind, index: str) -> sa.TextClause:
    """The table of a kind as a FROM that must use ``index``: a plan that could not is an error, never a slow list."""
    return sa.text(f"{kind.value} INDEXED BY {index}")


def _on_column(kind: Kind, life: str, wanted: Filter, name: str, indexed: bool) -> Condition:
    column: sa.ColumnClause[Any] = sa.column(name)
    clause = _compare(column, wanted.operator, wanted.value, name)
    if not indexed:
        return Condition(clause)
    rowids = sa.select(_rowid).select_from(along(kind, index_of(kind, name))).where(sa.column("life") == life, clause)
    walks = wanted.operator in (Operator.CONTAINS, Operator.IS_NOT, Operator.NOT_BLANK)
    return Condition(clause, rowids, cost=2 if walks else 0, column=name)


def _on_primary(kind: Kind, life: str, wanted: Filter) -> Condition:
    """A condition on the primary e-mail address or phone number."""
    if wanted.operator is not Operator.CONTAINS:
        return _on_column(kind, life, wanted, wanted.field, indexed=True)
    clause, rowids = _fragment(kind, wanted, sa.column(wanted.field), is_number=wanted.field == "phone")
    return Condition(clause, rowids, exact=False, cost=1)


def _on_items(kind: Kind, wanted: Filter, spec: FieldSpec) -> Condition:
    """A condition on any item of a list of addresses or numbers."""
    each = sa.func.json_each(sa.column(spec.name)).table_valued("value")
    value = sa.func.json_extract(each.c.value, "$.value")
    if wanted.operator is not Operator.CONTAINS:
        return Condition(_any(each, value, wanted))
    one, rowids = _fragment(kind, wanted, value, is_number=spec.type is FieldType.PHONES)
    clause = sa.exists(sa.select(sa.literal(1)).select_from(each).where(one))
    return Condition(clause, rowids, exact=False, cost=1)


def _fragment(
    kind: Kind, wanted: Filter, value: sa.ColumnElement[Any], *, is_number: bool
) -> tuple[Clause, Rowids | None]:
    """A fragment inside an address or number, and how the table of fragments finds it: not below three characters."""
    if not isinstance(wanted.value, str):
        raise InvalidInput("value_not_text", field=wanted.field, value_type=type(wanted.value).__name__)
    forms = search.number_forms(wanted.value) if is_number else (wanted.value.lower(),)
    plain = search.without_gaps(value) if is_number else value
    clause = sa.or_(*(_contains(plain, form) for form in forms or (wanted.value,)))
    if kind not in search.WITH_FRAGMENTS or not forms or min(map(len, forms)) < search.TRIGRAM:
        return clause, None
    return clause, search.with_fragment(kind, search.any_of("phone" if is_number else "email", forms))


def _on_list(kind: Kind, wanted: Filter, spec: FieldSpec) -> Condition:
    """A condition on the elements of a set: "is" and "contains" ask whether it has one."""
    each = sa.func.json_each(sa.column(spec.name)).table_valued("value")
    clause = _any(each, each.c.value, wanted)
    if wanted.operator is Operator.IS_NOT:
        return Condition(clause)
    elements = wanted.value if wanted.operator is Operator.ANY_OF else [wanted.value]
    if spec.type is FieldType.REFERENCES:
        about = (_MENTION.c.target.in_(elements)) & (_MENTION.c.field == spec.name) & (_MENTION.c.kind == kind.value)
        named = sa.column("id").in_(sa.select(_MENTION.c.source).where(about))
        return Condition(clause, sa.select(_rowid).select_from(sa.table(kind.value)).where(named), exact=False)
    if len(elements) == 1 and search.parse(elements[0]):
        return Condition(clause, search.with_phrase(kind, "text", elements[0]), exact=False, cost=1)
    return Condition(clause)


def _any(each: sa.TableValuedAlias, value: sa.ColumnElement[Any], wanted: Filter) -> Clause:
    operator, elements = wanted.operator, wanted.value
    if operator in (Operator.AT_LEAST, Operator.AT_MOST):
        raise InvalidInput("operator_not_for_field", field=wanted.field, operator=operator.value)
    if operator is not Operator.ANY_OF:
        elements = [elements]
    has = sa.exists(sa.select(sa.literal(1)).select_from(each).where(value.in_(list(elements))))
    return ~has if operator is Operator.IS_NOT else has


def _in_currency(condition: Condition, spec: FieldSpec, currency: str) -> Condition:
    assert condition.clause is not None
    clause = condition.clause & (sa.column(f"{spec.name}_currency") == currency)
    return Condition(clause, condition.rowids, exact=False, cost=condition.cost)


def _compare(column: sa.ColumnElement[Any], operator: Operator, value: Any, name: str) -> Clause:
    return _COMPARISONS[operator](column, value, name)


def _contains(column: sa.ColumnElement[Any], text: str) -> Clause:
    return column.contains(text, autoescape=True)


def _any_value(column: sa.ColumnElement[Any], values: Sequence[Any], name: str) -> Clause:
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise InvalidInput("value_not_list", field=name, value_type=type(values).__name__)
    return column.in_(list(values))


_COMPARISONS: dict[Operator, Callable[[sa.ColumnElement[Any], Any, str], Clause]] = {
    Operator.IS: lambda column, value, _: column == value,
    Operator.IS_NOT: lambda column, value, _: column.is_distinct_from(value),
    Operator.ANY_OF: _any_value,
    Operator.CONTAINS: lambda column, value, _: _contains(column, str(value)),
    Operator.AT_LEAST: lambda column, value, _: column >= value,
    Operator.AT_MOST: lambda column, value, _: column <= value,
    Operator.BLANK: lambda column, _, __: column.is_(None),
    Operator.NOT_BLANK: lambda column, _, __: column.is_not(None),
}


def _stored(kind: Kind, spec: FieldSpec, operator: Operator, value: Value) -> Any:
    """A filter's value as the column holds it; a plain number will do for an amount of money."""
    if operator is Operator.ANY_OF and isinstance(value, list):
        return [_stored(kind, spec, Operator.IS, one) for one in value]
    if operator is Operator.CONTAINS or value is None:
        return value
    if spec.type is FieldType.MONEY and not isinstance(value, dict):
        value = {"amount": str(value), "currency": ""}
    return to_columns(kind, {spec.name: value})[spec.name]
