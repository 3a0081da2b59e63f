"""Fields that live in several places of an account, some of which it no longer has: what stood there is unknown, not empty.

A list of numbers may be kept in two columns, one for landlines and one for mobiles. Where one of the two is gone (a heading
that was blanked, a property that was archived), the other one alone tells only half of the list: reading it would delete every
landline here, and sending to it would move the landlines in with the mobiles. Such a field is therefore not mapped at all
(``mapping_changes`` calls it lost) and keeps what it has here, until the place is back or a person connects the account again
without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crmdesk.providers.base import FieldRule, ObjectSpec
from crmdesk.store import cursors
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

PLACES = "places"
"""The key under which the mapping that a run leaves behind (``mapping_changes``) keeps the places of a field."""

Told = Mapping[str, Any]
"""What the mapping that a run leaves behind says of one field (``mapping_changes``)."""


async def keep_places(store: Store, context: Context) -> None:
    """Leave fields that have lost some of their places out of what this run maps."""
    known = await store.read(lambda connection: cursors.mapping(connection, context.id)) or {}
    # What it has by name is all that is asked: the description stays as the store keeps it.
    tables: Mapping[str, Mapping[str, Any]] = context.connection.described or {}

    def whole(spec: ObjectSpec) -> ObjectSpec:
        before = known.get(spec.name, {})
        mapping = {
            kind: {
                name: rule
                for name, rule in rules.items()
                if not _is_partly_lost(rule, before.get(kind.value, {}).get(name), tables.get(spec.table(kind), {}))
            }
            for kind, rules in spec.mapping.items()
        }
        return replace(spec, mapping=mapping)

    context.objects = {name: whole(spec) for name, spec in context.objects.items()}


def _is_partly_lost(rule: FieldRule, told: Told | None, present: Mapping[str, Any]) -> bool:
    """Whether a field has lost some of its places because the account no longer has them, and not because it was mapped anew."""
    if told is None or told["chosen"] != rule.chosen:
        return False
    places = set(told.get(PLACES, ()))
    gone = places - set(rule.remote)
    return bool(gone) and set(rule.remote) < places and not gone & present.keys()


def accept(unit: Unit, connection: str, objects: Sequence[ObjectSpec]) -> None:
    """Map fields that have lost some of their places to those that are left, because a person has connected the account again.

    What both sides hold in them is compared anew.
    """
    known = cursors.mapping(unit.connection, connection) or {}
    accepted = False
    for spec in objects:
        for kind in spec.kinds:
            rules = spec.rules(kind)
            for name, told in known.get(spec.name, {}).get(kind.value, {}).items():
                if told.get("lost") and name in rules and set(rules[name].remote) < set(told.get(PLACES, ())):
                    # As if it had not been read there so far: what both sides agreed on does not count any more.
                    told |= {"read": False, PLACES: []}
                    accepted = True
    if accepted:
        cursors.move(unit, connection, cursors.MAPPING, known, complete=True)
