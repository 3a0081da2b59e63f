"""FIELD=VALUE on the command line: how it is split, and what it means for a field of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crmdesk.domain.catalogue import CATALOGUE, field
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, FieldType, Value
from crmdesk.store.queries.rows import Filter, Operator

SHORT = {"email": "emails", "phone": "phones"}
"""Names that address the primary item of a list."""


def split_assignment(assignment: str) -> tuple[str, str]:
    """FIELD and VALUE of ``FIELD=VALUE``. Raises InvalidInput where there is no ``=``."""
    name, separator, value = assignment.partition("=")
    if not separator or not name:
        raise InvalidInput("assignment_expected", value=assignment)
    return name, value


def with_names(kind: Kind, assignments: Sequence[str], custom: Sequence[CustomField]) -> list[str]:
    """FIELD=VALUE arguments with the names of custom fields in place of their labels, where only one is called so.

    What is not of that form is left for others to complain about.
    """
    labels = Counter(each.label.casefold() for each in custom)
    names = {each.label.casefold(): each.name for each in custom if labels[each.label.casefold()] == 1}
    parted = (assignment.partition("=") for assignment in assignments)
    return [
        "".join((name if name in CATALOGUE[kind] else names.get(name.casefold(), name), sign, value))
        for name, sign, value in parted
    ]


def typed_values(kind: Kind, assignments: Sequence[str]) -> dict[str, Value]:
    """Canonical values of FIELD=VALUE arguments; an empty value clears the field.

    Raises InvalidInput for an unknown field, a value that does not fit, and a field that is named twice.
    """
    values: dict[str, Value] = {}
    named: set[str] = set()
    for name, text in map(split_assignment, assignments):
        if SHORT.get(name, name) in named:
            raise InvalidInput("field_named_twice", field=name)
        named.add(SHORT.get(name, name))
        if SHORT.get(name) in CATALOGUE[kind]:
            values[name] = text or None
        else:
            values[name] = parse_typed(field(kind, name), text)
    return values


def filters(kind: Kind, condition: str) -> list[Filter]:
    """The filters of one FIELD=VALUE condition: every element of a set has to be there; an empty value means blank.

    Raises InvalidInput for an unknown field or a value that does not fit.
    """
    name, text = split_assignment(condition)
    if name == "id":
        return [Filter("id", Operator.IS, text)]
    spec = field(kind, name if name in CATALOGUE[kind] else SHORT.get(name, name))
    if not text.strip():
        return [Filter(name, Operator.BLANK)]
    value = parse_typed(spec, text)
    if spec.type in ITEM_TYPES:
        return [Filter(name, Operator.IS, item["value"]) for item in value or []]
    if spec.type in SET_TYPES:
        return [Filter(name, Operator.IS, element) for element in value or []]
    return [Filter(name, Operator.IS, value["state"] if spec.type is FieldType.CONSENT else value)]
