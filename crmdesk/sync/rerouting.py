"""Records that became something else before they were made: each is made in the object of what it is by now.

A lead may be qualified at one account, or a client be counted as a lead again, while another account that keeps the two in tables
of their own has still to be asked for the row. The same goes for one that is made anew, and for a call that is a meeting by now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crmdesk.store import editing, links
from crmdesk.store.connections import Route
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context


def rerouted(
    unit: Unit, context: Context, object_name: str, due: Sequence[LinkState], loaded: Mapping[str, Record]
) -> set[int]:
    """The links, of those of an object that have something to send, whose records are not made there: they are sent on.

    What has no place at the account at all is not made. What the object can hold, and no other one makes, is made there.
    """
    moved: dict[int, LinkState] = {}
    for state in due:
        record = loaded.get(state.record)
        if state.state != links.NEW or record is None or record.life != LIVE or context.part_of(object_name):
            continue
        routes = [each for each in context.connection.routes if each.part_of is None and _fits(each, record)]
        if any(each.object == object_name for each in routes):
            continue
        if routes:
            moved[state.id] = state
            _send_on(unit, state, routes[0].object)
        elif not context.rules(object_name, record.kind):
            moved[state.id] = state
            state.state, state.dirty = links.UNLINKED, False
    links.update_many(unit, list(moved.values()))
    editing.forget_sends(unit, moved.values())
    return set(moved)


def _fits(route: Route, record: Record) -> bool:
    return route.kind is record.kind and (route.field is None or record.fields.get(route.field) == route.value)


def _send_on(unit: Unit, state: LinkState, object_name: str) -> None:
    """Let a link wait for a row of another object; where the record had one there before, that is what is made anew."""
    tied = links.by_record(unit.connection, [state.record]).get(state.record, [])
    known = next((each for each in tied if (each.connection, each.object) == (state.connection, object_name)), None)
    if known is None:
        state.object = object_name
        return
    state.state, state.dirty = links.UNLINKED, False
    if known.is_vacant:
        known.wish_anew()
        known.dirty = True
        links.update_many(unit, [known])
