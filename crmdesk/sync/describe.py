"""Stage 1: which account answers and what it has. Asked once a day; the account a connection is bound to never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from crmdesk.domain.errors import WrongAccount
from crmdesk.domain.field_mapping import USUAL, mapping_of
from crmdesk.domain.kinds import Kind
from crmdesk.domain.moments import apart_s
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Account, ConnectionSettings, ObjectSpec, RemoteProperty, Schema, Setup
from crmdesk.store import connections, cursors, custom_fields, mappings
from crmdesk.store.columns import dump, dump_in_order
from crmdesk.store.connections import Connection, Route
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.places_kept import PLACES
from crmdesk.sync.relabelling import relabelled, with_pairs

FRESH_S = 86_400.0
"""How long a description holds, in seconds."""

_PROPERTY = tuple(each.name for each in fields(RemoteProperty))


async def described(store: Store, setup: Setup, connection: Connection, now: str) -> tuple[Account, Schema]:
    """The account and its schema, asked for again where what is stored is older than a day.

    Of the account only the currency may have changed, or not have been known; one that no longer tells it keeps it.
    Raises WrongAccount where another account answers than the one this connection was bound to.
    """
    bound = account_of(connection.account)
    known, at = connection.described, connection.described_at
    if known is not None and at is not None and apart_s(at, now) < FRESH_S:
        return bound, schema_of(known)
    account = await setup.account()
    if account.id != connection.account["id"]:
        raise WrongAccount(
            "wrong_account", name=connection.name, expected=connection.account["name"], found=account.name
        )
    schema = await setup.describe()
    found = dump_in_order(schema_json(schema))
    if not account.currency_assumed:
        bound = replace(bound, currency=account.currency, currency_assumed=False)
    held = dump(account_json(bound))

    def work(unit: Unit) -> None:
        # Nothing else of the connection: a person may have paused it while the account answered.
        connections.change(unit, connection.id, described=found, described_at=now, account_json=held)
        relabel(unit, connection, schema)

    await store.write(work)
    return bound, schema


def relabel(unit: Unit, before: Connection, schema: Schema) -> None:
    """Let custom fields, and pairs of words, follow an account that is described anew; ``before`` is the connection as it was.

    A person may have chosen another mapping while the account answered.
    """
    was = schema_of(before.described or {})
    for field in relabelled(custom_fields.all_of(unit.connection), settings_of(before).mapping, was, schema):
        custom_fields.put(unit, field)
    usual: dict[tuple[Kind, str], set[str]] = {}
    for kinds in (cursors.mapping(unit.connection, before.id) or {}).values():
        for kind, told in kinds.items():
            for name, each in told.items():
                usual.setdefault((Kind(kind), name), set()).update(each.get(PLACES, ()))
    chosen = settings_of(connections.get(unit.connection, before.id)).mapping
    mappings.choose(unit, before.id, with_pairs(chosen, usual, was, schema))


def schema_json(schema: Schema) -> dict[str, Any]:
    """A schema as a connection keeps it."""
    return {
        object_name: {name: _property_json(each) for name, each in properties.items()}
        for object_name, properties in schema.objects.items()
    }


def schema_of(stored: Mapping[str, Any]) -> Schema:
    """The schema that a connection keeps."""
    return Schema(
        {
            object_name: {name: _property(each) for name, each in properties.items()}
            for object_name, properties in stored.items()
        }
    )


def _property_json(held: RemoteProperty) -> dict[str, Any]:
    # Without copying what is only written, as ``asdict`` does: an account may have thousands of properties.
    return {name: getattr(held, name) for name in _PROPERTY}


def _property(stored: Mapping[str, Any]) -> RemoteProperty:
    custom = stored.get("custom")
    return RemoteProperty(**{**stored, "custom": None if custom is None else FieldType(custom)})


def account_json(account: Account) -> dict[str, Any]:
    """An account as a connection keeps it."""
    return asdict(account) | {"granted": sorted(account.granted)}


def account_of(stored: Mapping[str, Any]) -> Account:
    """The account that a connection keeps."""
    return Account(**{**stored, "granted": frozenset(stored["granted"])})


def settings_of(connection: Connection) -> ConnectionSettings:
    """What a person chose about a connection."""
    stored = connection.settings or {}
    document = connection.account.get("document")
    mapping = USUAL if connection.mapping is None else mapping_of(connection.mapping)
    return ConnectionSettings(stored.get("api_version"), tuple(stored.get("lead_stages", ())), document, mapping)


def routes_of(objects: Sequence[ObjectSpec]) -> tuple[Route, ...]:
    """Where new records of each kind are made, what makes a row that only adds fields to another, what a deletion takes along."""
    routes = []
    by_name = {spec.name: spec for spec in objects}
    for spec in objects:
        for kind in sorted(spec.creates):
            name, value = spec.creates_when or (None, None)
            if spec.part_of is None:
                along = tuple(sorted(spec.takes_along.items()))
                routes.append(Route(kind, spec.name, name, value, takes_along=along))
            elif spec.part_of in by_name:
                own = spec.rules(kind).keys() - by_name[spec.part_of].rules(kind).keys()
                routes.append(Route(kind, spec.name, name, value, spec.part_of, tuple(sorted(own))))
    return tuple(routes)
