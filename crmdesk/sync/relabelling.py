"""Labels and options that an administrator changes at the vendor arrive at the custom fields that live there, and in pairs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.field_mapping import FieldMapping
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteProperty, Schema


def relabelled(
    fields: Sequence[CustomField], mapping: FieldMapping, before: Schema, after: Schema
) -> list[CustomField]:
    """The custom fields that are called otherwise, or have other options, now that an account is described anew.

    A label that a person chose stays. Options of other accounts stay, too; those that are gone here are no longer offered, and what
    records hold stays (``rereading``).
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


def with_pairs(
    mapping: FieldMapping, usual: Mapping[tuple[Kind, str], Collection[str]], before: Schema, after: Schema
) -> FieldMapping:
    """A mapping whose pairs name options by what the account calls them by now: a person may name one by its label.

    ``usual`` are the properties, of any table, that fields live in where nobody chose another one.
    """
    for table, kinds in mapping.choices.items():
        for kind, choices in kinds.items():
            for name, choice in choices.items():
                wanted = usual.get((kind, name), ()) if choice.property is None else (choice.property,)
                places = [each for each in wanted if each in before.objects.get(table, {})]
                was, held = (_held(each, table, places[0] if len(places) == 1 else None) for each in (before, after))
                if was is not None and held is not None and was.options != held.options:
                    pairs = tuple((_called(theirs, was, held), ours) for theirs, ours in choice.pairs)
                    mapping = mapping.with_choice(table, kind, name, replace(choice, pairs=pairs))
    return mapping


def _called(theirs: str, was: RemoteProperty, held: RemoteProperty) -> str:
    """What an option is called that was named by its label; one that is named as the account keeps it goes on so."""
    named = [option for option, label in was.options.items() if label == theirs]
    if theirs in was.options or len(named) != 1:
        return theirs
    return held.options.get(named[0], theirs)


def _held(schema: Schema, table: str, name: str | None) -> RemoteProperty | None:
    return None if name is None else schema.objects.get(table, {}).get(name)


def _renewed(field: CustomField, was: RemoteProperty, held: RemoteProperty) -> CustomField:
    kept = {value: label for value, label in field.options.items() if value not in was.words}
    label = held.label if field.label == was.label else field.label
    return replace(field, label=label, options={**kept, **held.words})
