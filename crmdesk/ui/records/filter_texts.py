"""The words for filters, and which fields and operators a kind's list offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.store.queries.names import referred
from crmdesk.store.queries.rows import Filter, Operator
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.option_texts import option_label

_TEXT = (Operator.CONTAINS, Operator.IS, Operator.IS_NOT, Operator.BLANK, Operator.NOT_BLANK)
_RANGE = (Operator.AT_LEAST, Operator.AT_MOST, Operator.IS, Operator.BLANK, Operator.NOT_BLANK)
_MOMENT = (Operator.AT_LEAST, Operator.AT_MOST, Operator.BLANK, Operator.NOT_BLANK)
"""Nobody asks for the millisecond that a moment is; a day is asked for as its first and its last one."""
_CHOICE = (Operator.ANY_OF, Operator.BLANK, Operator.NOT_BLANK)
_YES_NO = (Operator.IS, Operator.BLANK)
NEEDS_NO_VALUE = frozenset({Operator.BLANK, Operator.NOT_BLANK})


def filter_fields(kind: Kind, own: Sequence[str] = ()) -> list[str]:
    """The fields that a list of ``kind`` can be filtered by: the indexed ones, primary phone and e-mail, the agency's ``own``."""
    names = [spec.name for spec in CATALOGUE[kind].values() if spec.indexed]
    return [*names, *(name for name in ("phone", "email") if f"{name}s" in CATALOGUE[kind]), *own]


def spec_of(kind: Kind, field: str) -> FieldSpec:
    """The specification of a field as filters see it: phone and e-mail are texts there."""
    return CATALOGUE[kind].get(field) or FieldSpec(field, FieldType.TEXT)


def referring(kind: Kind, condition: Filter) -> set[str]:
    """The ids of the records that a filter asks for."""
    return referred(kind, {condition.field: condition.value})


def operators(spec: FieldSpec) -> tuple[Operator, ...]:
    """The operators that make sense for a field."""
    match spec.type:
        case FieldType.CHOICE | FieldType.REFERENCE | FieldType.TAGS:
            return _CHOICE
        case FieldType.BOOLEAN:
            return _YES_NO
        case FieldType.TEXT | FieldType.LONG_TEXT:
            return _TEXT
        case FieldType.DATETIME:
            return _MOMENT
        case _:
            return _RANGE


def operator_text(operator: Operator) -> str:  # noqa: PLR0911 - one return a case
    """The words for an operator."""
    match operator:
        case Operator.IS:
            return QCoreApplication.translate("Filter", "is")
        case Operator.IS_NOT:
            return QCoreApplication.translate("Filter", "is not")
        case Operator.ANY_OF:
            return QCoreApplication.translate("Filter", "is one of")
        case Operator.CONTAINS:
            return QCoreApplication.translate("Filter", "contains")
        case Operator.AT_LEAST:
            return QCoreApplication.translate("Filter", "at least")
        case Operator.AT_MOST:
            return QCoreApplication.translate("Filter", "at most")
        case Operator.BLANK:
            return QCoreApplication.translate("Filter", "is blank")
        case Operator.NOT_BLANK:
            return QCoreApplication.translate("Filter", "is filled in")


def filter_text(kind: Kind, condition: Filter, names: Mapping[str, str]) -> tuple[str, str]:
    """A filter in words: the field, and what it asks of it."""
    spec = spec_of(kind, condition.field)
    label = field_label(condition.field)
    if condition.operator in NEEDS_NO_VALUE:
        return label, operator_text(condition.operator)
    if condition.operator is Operator.ANY_OF:
        words = [names.get(value) or option_label(spec.name, value, spec.options) for value in condition.value]
        return label, ", ".join(words)
    value = condition.value if isinstance(condition.value, str) else formats.value_text(spec, condition.value, names)
    if spec.type in (FieldType.DATE, FieldType.DATETIME, FieldType.MONEY, FieldType.DECIMAL, FieldType.BOOLEAN):
        value = formats.value_text(spec, condition.value, names)
    return label, value if condition.operator is Operator.IS else f"{operator_text(condition.operator)} {value}"
