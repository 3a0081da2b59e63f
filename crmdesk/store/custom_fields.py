"""The custom fields that there are: their labels, and the options of those that have some."""

from __future__ import annotations

import sqlalchemy as sa

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.kinds import Kind
from crmdesk.store.columns import dump, fold, load
from crmdesk.store.mapping_tables import CustomField as CustomFieldTable
from crmdesk.store.tables import core
from crmdesk.store.unit import Unit

_FIELD = core(CustomFieldTable)


def all_of(connection: sa.Connection, kind: Kind | None = None) -> list[CustomField]:
    """The custom fields of a kind, or of all, by label: an accent does not put one behind Z."""
    query = sa.select(_FIELD)
    if kind is not None:
        query = query.where(_FIELD.c.kind == kind.value)
    found = [CustomField(Kind(row.kind), row.name, row.label, load(row.options)) for row in connection.execute(query)]
    return sorted(found, key=lambda each: (each.kind, fold(each.label), each.name))


def put(unit: Unit, field: CustomField) -> None:
    """Store a custom field, or another label or other options of one that there is."""
    row = {"kind": field.kind.value, "name": field.name, "label": field.label, "options": dump(dict(field.options))}
    unit.connection.execute(_FIELD.insert().prefix_with("OR REPLACE").values(row))
    unit.touch(connections=True)
