"""What a choice field can be set to: crmdesk's own options, and the words of the accounts that records have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.catalogue import ACTIVITY_TYPES, CATALOGUE, FieldSpec
from crmdesk.domain.custom_fields import CustomField, is_custom
from crmdesk.domain.field_mapping import Choice as FieldChoice
from crmdesk.domain.field_mapping import mapping_of
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import FieldType
from crmdesk.store import connections, custom_fields
from crmdesk.store.connections import Connection
from crmdesk.store.queries.in_use import values_in_use
from crmdesk.store.queries.rows import Choice
from crmdesk.store.records import LIVE, value_of
from crmdesk.store.tables import record_table

MOST = 500
"""The most words of accounts that are offered."""


def options_of(connection: sa.Connection, kind: Kind, spec: FieldSpec) -> list[Choice]:
    """The options of a choice field: crmdesk's own, labelled by their values, for a window to translate.

    Of an open one also the accounts' own values that records have, with the accounts' labels.
    """
    if is_custom(spec.name):
        return _custom_options(connection, kind, spec)
    own = [Choice(value, value) for value in spec.options]
    if not spec.open:
        return own
    used = [value for value in values_in_use(connection, kind, LIVE, spec.name, MOST) if value not in spec.options]
    labels = account_options(connection, kind, spec.name) if used else {}
    return own + [Choice(value, labels.get(value, value)) for value in used]


def _custom_options(connection: sa.Connection, kind: Kind, spec: FieldSpec) -> list[Choice]:
    """The options of a custom field as its account told them, in the words they are paired with, and the values in use."""
    declared = next((each for each in custom_fields.all_of(connection, kind) if each.name == spec.name), None)
    paired = {
        theirs: ours
        for account in connections.all_of(connection)
        for kinds in (mapping_of(account.mapping or {}).choices.values())
        for theirs, ours in kinds.get(kind, {}).get(spec.name, FieldChoice()).pairs
    }
    labels = {} if declared is None else declared.options
    options = {paired.get(value, value): label for value, label in labels.items()} | {
        ours: ours for ours in paired.values()
    }
    options |= {each: each for each in connection.execute(_in_use(kind, spec)).scalars() if each not in options}
    return [Choice(each, label) for each, label in options.items()]


def _in_use(kind: Kind, spec: FieldSpec) -> sa.Select[str]:
    """The different values that records have in a custom field; where it holds several, each of them."""
    table = record_table(kind)
    if spec.type is FieldType.TAGS:
        held = sa.func.json_each(table.c.custom, f'$."{spec.name}"').table_valued("value")
        used = sa.select(held.c.value).select_from(table).join(held, sa.true()).where(table.c.life == LIVE)
    else:
        value = value_of(kind, spec.name)
        used = sa.select(value).select_from(table).where(table.c.life == LIVE, value.is_not(None))
    return used.distinct().limit(MOST)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an agency has words of its own for: its custom fields, and what its accounts call values of open choices, by field."""

    custom: Sequence[CustomField]
    options: Mapping[str, Mapping[str, str]]


def own_words(connection: sa.Connection) -> OwnWords:
    """The words of an agency and of its accounts."""
    options: dict[str, dict[str, str]] = {}
    accounts = connections.all_of(connection)
    for kind in RECORD_KINDS:
        for spec in CATALOGUE[kind].values():
            if spec.type is FieldType.CHOICE and spec.open:
                options.setdefault(spec.name, {}).update(_options_at(accounts, kind, spec.name))
    return OwnWords(custom_fields.all_of(connection), options)


def account_words(connection: sa.Connection, kind: Kind, spec: FieldSpec) -> dict[str, str]:
    """Every value of an open choice that an account has a word for, or that records have, with what a person reads for it."""
    offered = {choice.value: choice.label for choice in options_of(connection, kind, spec)}
    return offered if is_custom(spec.name) else offered | account_options(connection, kind, spec.name)


def account_options(connection: sa.Connection, kind: Kind, field: str) -> dict[str, str]:
    """The accounts' own values of a choice field of a kind, with what they are called there.

    They are those of the objects that new records of the kind are made in: a call has states as well. The properties are told
    by name: HubSpot's ``hs_lead_status`` and Salesforce's ``Status`` are both the field's name, after what they are of.
    """
    return _options_at(connections.all_of(connection), kind, field)


def _options_at(accounts: Sequence[Connection], kind: Kind, field: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for account in accounts:
        objects = {route.object for route in account.routes if route.kind is kind}
        for object_name, properties in (account.described or {}).items():
            for name, described in properties.items() if object_name in objects else ():
                if _is_named(name, kind, field):
                    labels |= described["options"]
    return labels


def _is_named(property_name: str, kind: Kind, field: str) -> bool:
    plain, ending = property_name.lower().removesuffix("__c").replace("_", ""), field.replace("_", "")
    before = plain.removesuffix(ending).removeprefix("hs").removeprefix("crmdesk")
    return plain.endswith(ending) and before in {"", kind.value, *(ACTIVITY_TYPES if kind is Kind.ACTIVITY else ())}
