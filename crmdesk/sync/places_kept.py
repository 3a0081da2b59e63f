"""Fields that live in several places of an account which has lost some of them: what stood there is unknown, not empty.

A list of numbers may be kept in two columns, one for landlines and one for mobiles. Where one of the two is gone (a heading
that was blanked, a property that was archived), the other one alone says neither what stood in it nor where it belongs: read
so, every landline were deleted, and sent so, it would move in with the mobiles. Until the place is back, or a person has the
account connected anew without it, such a field has no place there at all: what is here stays here (``remapping``: it is lost).
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
from crmdesk.sync.describe import schema_of

PLACES = "places"
"""Under this name the mapping that a run leaves behind has the places of each field."""

Told = Mapping[str, Any]
"""What was noted of a field that was mapped (``remapping``)."""


async def keep_places(store: Store, context: Context) -> None:
    """Take the fields that have lost a part of their places out of what this run maps."""
    state = (await store.read(lambda connection: cursors.all_of(connection, context.id))).get(cursors.MAPPING)
    known = {} if state is None else state.cursor or {}
    tables = schema_of(context.connection.described or {}).objects

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
    """Whether a field has fewer places than it had, because the account no longer has them."""
    if told is None or told["chosen"] != rule.chosen:
        return False
    places = set(told.get(PLACES, ()))
    gone = places - set(rule.remote)
    return bool(gone) and set(rule.remote) < places and not gone & present.keys()


def accept(unit: Unit, connection: str, objects: Sequence[ObjectSpec]) -> None:
    """Let fields do with the places that are left: a person had the account connected anew. They are compared anew then."""
    state = cursors.all_of(unit.connection, connection).get(cursors.MAPPING)
    known = {} if state is None else state.cursor or {}
    accepted = False
    for spec in objects:
        for kind, rules in spec.mapping.items():
            for name, told in known.get(spec.name, {}).get(kind.value, {}).items():
                if told.get("lost") and name in rules and set(rules[name].remote) < set(told.get(PLACES, ())):
                    # As if it had not been read there until now: nothing is agreed about it any more.
                    told |= {"read": False, PLACES: []}
                    accepted = True
    if accepted:
        cursors.move(unit, connection, cursors.MAPPING, known, complete=True)
