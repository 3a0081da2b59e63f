"""Labels and options that an administrator changes at the vendor arrive at the custom fields that live there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.field_mapping import FieldMapping
from crmdesk.providers.base import RemoteProperty, Schema


def relabelled(
    fields: Sequence[CustomField], mapping: FieldMapping, before: Schema, after: Schema
) -> list[CustomField]:
    """The custom fields that are called otherwise, or have other options, now that an account is described anew.

    A label that a person chose stays. Options of other accounts stay, too; those that are gone here are no longer offered, and what
    records hold stays (``remapping``).
    """
    places = {
        (kind, name): (table, choice.property)
        for table, kinds in mapping.choices.items()
        for kind, choices in kinds.items()
        for name, choice in choices.items()
    }
    found = []
    for each in fields:
        table, name = places.get((each.kind, each.name), ("", None))
        was, held = _held(before, table, name), _held(after, table, name)
        if was is not None and held is not None and was != held:
            found.append(_renewed(each, was, held))
    return [each for each in found if each not in fields]


def _held(schema: Schema, table: str, name: str | None) -> RemoteProperty | None:
    return None if name is None else schema.objects.get(table, {}).get(name)


def _renewed(field: CustomField, was: RemoteProperty, held: RemoteProperty) -> CustomField:
    kept = {value: label for value, label in field.options.items() if value not in was.words}
    label = held.label if field.label == was.label else field.label
    return replace(field, label=label, options={**kept, **held.words})
