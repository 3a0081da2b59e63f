"""Filters as SQL: for each condition what it asks of a row, and how an index finds the rows without reading them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import FieldSpec, field
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import FieldType, Value, phone_number
from crmdesk.store.columns import fold, to_columns
from crmdesk.store.queries import search
from crmdesk.store.queries.flags import among
from crmdesk.store.queries.in_use import along, index_of, values_in_use
from crmdesk.store.queries.rows import Filter, Operator
from crmdesk.store.tables import Mention, core

Rowids = sa.Select[int]
Clause = sa.ColumnElement[bool]

_MENTION = core(Mention)
NAME = "sort_name"
"""The column by which every kind can be sorted: its name without accents and case."""

_MOST_VALUES = 2_000
_rowid: sa.ColumnClause[int] = sa.column("rowid")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a list.

    ``clause`` asks it of a row's own columns; None where only ``rowids`` can tell. ``rowids`` finds the rows by an
    index that covers the condition; None where there is none and every row has to be read. ``exact`` is false where
    ``rowids`` finds some rows too many, so that ``clause`` has to follow. ``cost`` orders conditions by the work of
    finding their first rows: 0 a range of an index, 1 full text, 2 a walk along a whole index. ``column`` is the one
    column that ``clause`` asks, where ``rowids`` goes by its index: a walk along the same index asks it on the way.
    """

    clause: Clause | None
    rowids: Rowids | None = None
    exact: bool = True
    cost: int = 0
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows that a list is about: those of a kind in one state of life (live, trash).

    Where a kind is not ``indexed`` (``indexing.py``), every row has to be read and asked.
    """

    connection: sa.Connection
    kind: Kind
    life: str
    indexed: bool = True

    def on_column(self, column: str, clause: Clause, *, cost: int = 0) -> Condition:
        """The condition that one column meets ``clause``, found by the column's index."""
        if not self.indexed:
            return Condition(clause)
        source = along(self.kind, index_of(self.kind, column))
        found = sa.select(_rowid).select_from(source).where(sa.column("life") == self.life, clause)
        return Condition(clause, found, cost=cost, column=column)


def filter_condition(scope: Scope, wanted: Filter) -> Condition:
    """The condition of a filter.

    Raises InvalidInput for a field that the kind has not, a value that does not fit, or an operator that the field
    cannot take.
    """
    if wanted.field == "id":
        one = sa.column("id") == _text(wanted, wanted.value)
        return Condition(one, sa.select(_rowid).select_from(sa.table(scope.kind.value)).where(one))
    if scope.kind in PERSON_KINDS and wanted.field in ("email", "phone"):
        return _on_primary(scope, wanted)
    spec = field(scope.kind, wanted.field)
    if is_custom(wanted.field):
        return Condition(_on_custom(wanted, spec))
    if wanted.operator not in (Operator.BLANK, Operator.NOT_BLANK):
        if spec.type in _ON_PARTS:
            return _ON_PARTS[spec.type](scope, wanted, spec)
        wanted = replace(wanted, value=_stored(scope.kind, spec, wanted.operator, wanted.value))
    return _on_column(scope, wanted, spec.name) if spec.indexed else Condition(_compare(sa.column(spec.name), wanted))


def _on_custom(wanted: Filter, spec: FieldSpec) -> Clause:
    """A condition on a custom field: it has no column and no index, so that every row is asked."""
    place = f'$."{spec.name}"'
    value: sa.ColumnElement[Any] = sa.func.json_extract(sa.column("custom"), place)
    if spec.type is FieldType.TAGS and wanted.operator not in (Operator.BLANK, Operator.NOT_BLANK):
        each = sa.func.json_each(sa.column("custom"), place).table_valued("value")
        return _any(each, each.c.value, wanted)
    if spec.type is FieldType.DECIMAL and wanted.operator not in (
        Operator.BLANK,
        Operator.NOT_BLANK,
        Operator.CONTAINS,
    ):
        # A decimal is kept as text, so that no digit is lost; compared it is a number.
        numbers = [float(one) for one in wanted.value] if isinstance(wanted.value, list) else float(wanted.value)
        return _compare(sa.cast(value, sa.REAL), replace(wanted, value=numbers))
    return _compare(value, wanted)


def name_condition(scope: Scope, initial: str) -> Condition:
    """The condition that names begin with a letter, in the form that names are sorted in."""
    name: sa.ColumnClause[str] = sa.column(NAME)
    begins = (name >= initial) & (name < initial + "\U0010ffff")
    return scope.on_column(NAME, begins)


def _on_column(scope: Scope, wanted: Filter, name: str) -> Condition:
    clause = _compare(sa.column(name), wanted)
    if wanted.operator is not Operator.CONTAINS:
        walks = wanted.operator in (Operator.IS_NOT, Operator.NOT_BLANK)
        return scope.on_column(name, clause, cost=2 if walks else 0)
    if not scope.indexed:
        return Condition(clause)
    used = values_in_use(scope.connection, scope.kind, scope.life, name, _MOST_VALUES)
    if len(used) == _MOST_VALUES:
        return scope.on_column(name, clause, cost=2)
    text = _plain(str(wanted.value))[:_LONGEST]
    within = sa.column(name).in_([value for value in used if text in _plain(str(value))])
    return scope.on_column(name, within)


def _on_primary(scope: Scope, wanted: Filter) -> Condition:
    """A condition on the primary e-mail address or phone number; typed in any form that means the same."""
    is_number = wanted.field == "phone"
    if wanted.operator is Operator.CONTAINS:
        clause, rowids = _fragment(scope, wanted, sa.column(wanted.field), is_number=is_number)
        return Condition(clause, rowids, exact=False, cost=1)
    return _on_column(scope, replace(wanted, value=_item_value(wanted, is_number=is_number)), wanted.field)


def _on_items(scope: Scope, wanted: Filter, spec: FieldSpec) -> Condition:
    """A condition on any item of a list of addresses or numbers."""
    is_number = spec.type is FieldType.PHONES
    each = sa.func.json_each(sa.column(spec.name)).table_valued("value")
    value = sa.func.json_extract(each.c.value, "$.value")
    if wanted.operator is not Operator.CONTAINS:
        return Condition(_any(each, value, replace(wanted, value=_item_value(wanted, is_number=is_number))))
    one, rowids = _fragment(scope, wanted, value, is_number=is_number)
    return Condition(sa.exists(sa.select(sa.literal(1)).select_from(each).where(one)), rowids, exact=False, cost=1)


def _item_value(wanted: Filter, *, is_number: bool) -> Value:
    normal = phone_number if is_number else str.lower
    if isinstance(wanted.value, str):
        return normal(wanted.value.strip())
    return [normal(str(one).strip()) for one in wanted.value] if isinstance(wanted.value, list) else wanted.value


def _fragment(
    scope: Scope, wanted: Filter, value: sa.ColumnElement[Any], *, is_number: bool
) -> tuple[Clause, Rowids | None]:
    """A fragment inside an address or number, and how the table of fragments finds it: not below three characters."""
    text = _text(wanted, wanted.value)
    forms = (search.number_forms(text) or (search.closed_up(text),)) if is_number else (text.lower(),)
    clause = sa.or_(*(_contains(search.as_indexed(value) if is_number else value, form) for form in forms))
    if not scope.indexed or scope.kind not in search.WITH_FRAGMENTS or min(map(len, forms)) < search.TRIGRAM:
        return clause, None
    return clause, search.with_fragment(scope.kind, search.any_of("phone" if is_number else "email", forms))


def _on_list(scope: Scope, wanted: Filter, spec: FieldSpec) -> Condition:
    """A condition on the elements of a set: "is" and "contains" ask whether it has one."""
    each = sa.func.json_each(sa.column(spec.name)).table_valued("value")
    clause = _any(each, each.c.value, wanted)
    if wanted.operator is Operator.IS_NOT:
        return Condition(clause)
    elements = wanted.value if wanted.operator is Operator.ANY_OF else [_text(wanted, wanted.value)]
    if spec.type is FieldType.REFERENCES:
        about = among(_MENTION.c.target, elements) & (_MENTION.c.field == spec.name)
        sources = sa.select(_MENTION.c.source).where(about & (_MENTION.c.kind == scope.kind.value))
        named = sa.select(_rowid).select_from(sa.table(scope.kind.value)).where(sa.column("id").in_(sources))
        return Condition(clause, named, exact=False)
    if scope.indexed and len(elements) == 1 and search.parse(elements[0]):
        return Condition(clause, search.with_phrase(scope.kind, "text", elements[0]), exact=False, cost=1)
    return Condition(clause)


def _on_consent(scope: Scope, wanted: Filter, spec: FieldSpec) -> Condition:
    """A condition on the state of a consent."""
    del scope
    return Condition(_compare(sa.func.json_extract(sa.column(spec.name), "$.state"), wanted))


def _on_money(scope: Scope, wanted: Filter, spec: FieldSpec) -> Condition:
    """A condition on an amount; with a currency, amounts in other currencies do not meet it."""
    currency = wanted.value["currency"] if isinstance(wanted.value, dict) else None
    wanted = replace(wanted, value=_stored(scope.kind, spec, wanted.operator, wanted.value))
    if currency is None:
        return _on_column(scope, wanted, spec.name)
    amount = _compare(sa.column(spec.name), wanted)
    clause = amount & (sa.column(f"{spec.name}_currency") == currency)
    return replace(scope.on_column(spec.name, amount), clause=clause, exact=False, column=None)


_ON_PARTS: dict[FieldType, Callable[[Scope, Filter, FieldSpec], Condition]] = {
    FieldType.TAGS: _on_list,
    FieldType.REFERENCES: _on_list,
    FieldType.EMAILS: _on_items,
    FieldType.PHONES: _on_items,
    FieldType.CONSENT: _on_consent,
    FieldType.MONEY: _on_money,
}
"""How types of several parts are asked; all other types have one column."""


def _any(each: sa.TableValuedAlias, value: sa.ColumnElement[Any], wanted: Filter) -> Clause:
    operator, elements = wanted.operator, wanted.value
    if operator in (Operator.AT_LEAST, Operator.AT_MOST):
        raise InvalidInput("operator_not_for_field", field=wanted.field, operator=operator.value)
    if operator is not Operator.ANY_OF:
        elements = [elements]
    has = sa.exists(sa.select(sa.literal(1)).select_from(each).where(value.in_(list(elements))))
    return ~has if operator is Operator.IS_NOT else has


def _compare(column: sa.ColumnElement[Any], wanted: Filter) -> Clause:
    return _COMPARISONS[wanted.operator](column, wanted)


def _text(wanted: Filter, value: Value) -> str:
    if not isinstance(value, str):
        raise InvalidInput("value_not_text", field=wanted.field, value_type=type(value).__name__)
    return value


def _letters() -> dict[int, str]:
    """Latin letters, with accents or in capitals, and the plain small one that each stands for."""
    latin = (chr(code) for codes in (range(0x41, 0x180), range(0x1EA0, 0x1EFA)) for code in codes)
    return {ord(each): fold(each) for each in latin if fold(each) in ascii_lowercase and len(fold(each)) == 1}


_PLAIN = _letters()
_WRITTEN = {plain: "".join(map(chr, (code for code, of in _PLAIN.items() if of == plain))) for plain in _PLAIN.values()}
_LONGEST = 300
"""The most characters of a text that are looked for: each becomes a list of letters, and SQLite takes 50,000 bytes."""


def _plain(text: str) -> str:
    """``text`` with its letters small and without accents, as ``_has`` compares it."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN)


def _has(column: sa.ColumnElement[Any], text: str) -> Clause:
    """Whether a column has ``text`` somewhere; neither case nor accents count, as in the search ("evry" for "Évry").

    Each letter is looked for as any of those that it may be written as. LIKE knows the case of ASCII letters alone, and a
    function of ours would be called for each row, which keeps the window waiting.
    """
    plain = _plain(text)[:_LONGEST]
    pattern = "".join(f"[{_WRITTEN.get(each, each)}]" if each in _WRITTEN or each in "*?[" else each for each in plain)
    return column.op("GLOB", is_comparison=True)(f"*{pattern}*")


def _contains(column: sa.ColumnElement[Any], text: str) -> Clause:
    plain = not set(text) & set("%_")
    escaped = text if plain else text.replace("/", "//").replace("%", "/%").replace("_", "/_")
    # The pattern is one bound value, not put together row by row; without ESCAPE a comparison is half as long.
    return column.like(f"%{escaped}%", escape=None if plain else "/")


def _any_value(column: sa.ColumnElement[Any], wanted: Filter) -> Clause:
    if not isinstance(wanted.value, list | tuple):
        raise InvalidInput("value_not_list", field=wanted.field, value_type=type(wanted.value).__name__)
    return column.in_(list(wanted.value))


_COMPARISONS: dict[Operator, Callable[[sa.ColumnElement[Any], Filter], Clause]] = {
    Operator.IS: lambda column, wanted: column == wanted.value,
    Operator.IS_NOT: lambda column, wanted: column.is_distinct_from(wanted.value),
    Operator.ANY_OF: _any_value,
    Operator.CONTAINS: lambda column, wanted: _has(column, str(wanted.value)),
    Operator.AT_LEAST: lambda column, wanted: column >= wanted.value,
    Operator.AT_MOST: lambda column, wanted: column <= wanted.value,
    Operator.BLANK: lambda column, _: column.is_(None),
    Operator.NOT_BLANK: lambda column, _: column.is_not(None),
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
