"""Rows that only add fields to a record's main row at an account: they stand and fall with it.

HubSpot keeps the rating of a lead in an object of its own, for instance, and most people have no row there. One is made once a
person gives such a field a value. Where the main row is gone, a row that still stands there is *loose*: nothing is read from it
or written to it until a main row is there again, which it is then tied to.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from crmdesk.domain.values import Value
from crmdesk.store import connections, intents, links
from crmdesk.store.connections import Route
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit

_STANDING = (links.NEW, links.ACTIVE)


def begin_parts(unit: Unit, several: Sequence[Record], given: Collection[str] | None = None) -> None:
    """Prepare the rows that the values of records need where they have their main row; one that went away there stays away.

    ``given`` are the fields that a person has just given their values. What no account has counts as well: it was typed before
    there was a row to add it to. What one account holds makes no rows in the others.
    """
    routes = connections.routes(unit.connection) if several else []
    for record in several:
        if any(_has_own(record, route, record.fields) for _, route in routes):
            _begin(unit, record, given, routes)


def _begin(unit: Unit, record: Record, given: Collection[str] | None, routes: Sequence[tuple[str, Route]]) -> None:
    states = links.by_record(unit.connection, [record.id]).get(record.id, [])
    held = {name for name, value in record.fields.items() if any(_holds(state, name, value) for state in states)}
    own = {*record.fields.keys() - held, *(given or ())}
    wanted = [(account, route) for account, route in routes if _has_own(record, route, own)]
    tied = {(state.connection, state.object) for state in states}
    mains = {(state.connection, state.object) for state in states if state.state in _STANDING}
    links.insert_many(
        unit,
        [
            LinkState(0, connection, route.object, None, record.id, record.kind, links.NEW, dirty=True)
            for connection, route in wanted
            if (connection, route.part_of) in mains and (connection, route.object) not in tied
        ],
    )


def resume_parts(unit: Unit, record: Record) -> None:
    """Prepare rows once more that were never made because the record's main row went away, which stands again."""
    states = links.by_record(unit.connection, [record.id]).get(record.id, [])
    mains = [state for state in states if state.state == links.ACTIVE]
    unmade = [each for each in parts_of(unit.connection, mains) if each.is_vacant and each.state != links.GONE]
    for state in unmade:
        state.wish_anew()
        state.dirty = True
    links.update_many(unit, unmade)
    end_parts(unit, record, unmade)


def end_parts(unit: Unit, record: Record, states: Sequence[LinkState]) -> None:
    """Give up the rows that a record no longer calls for, as far as nobody was asked to make them; ``states`` are all its links."""
    unmade = [state for state in states if state.state == links.NEW]
    if not unmade:
        return
    called_for = {
        (account, route.object): _has_own(record, route, route.fields)
        for account, route in connections.routes(unit.connection)
        if route.part_of is not None and route.kind is record.kind
    }
    idle = [state.id for state in unmade if not called_for.get((state.connection, state.object), True)]
    links.delete(unit, set(idle) - intents.of_links(unit.connection, idle).keys())


def parts_of(connection: sa.Connection, mains: Sequence[LinkState]) -> list[LinkState]:
    """The links of the rows that add fields to these rows of records."""
    part_of = {
        (account, route.object): route.part_of
        for account, route in connections.routes(connection)
        if route.part_of is not None
    }
    wanted = {(state.connection, state.object, state.record) for state in mains}
    if not {(account, main) for (account, _), main in part_of.items()} & {each[:2] for each in wanted}:
        return []
    return [
        state
        for found in links.by_record(connection, {state.record for state in mains}).values()
        for state in found
        if (state.connection, part_of.get((state.connection, state.object)), state.record) in wanted
    ]


def vacant(connection: sa.Connection, states: Sequence[LinkState]) -> list[LinkState]:
    """Those of a record's links whose rows may be made anew.

    One that a colleague merged is not among them, nor what added fields to it: the person stands there as part of another one.
    """
    found = [state for state in states if state.is_vacant]
    merged = [state for state in found if _lives_on(connection, state)]
    left_out = {state.id for state in (*merged, *parts_of(connection, merged))} if merged else set()
    return [state for state in found if state.id not in left_out]


def _lives_on(connection: sa.Connection, state: LinkState) -> bool:
    """Whether a row that is gone became part of another one that stands."""
    if state.remote_id is None:
        return False
    other = links.by_alias(connection, state.connection, state.object, [state.remote_id]).get(state.remote_id)
    return other is not None and other.has_row


def made_anew_with(unit: Unit, mains: Sequence[LinkState]) -> None:
    """What follows for the rows that add fields to rows which are wished anew: one that is gone too is made anew with its row.

    One that stands is loose until that is there.
    """
    changed = [state for state in parts_of(unit.connection, mains) if state.state in (links.GONE, links.ACTIVE)]
    for state in changed:
        if state.state == links.GONE:
            state.wish_anew()
        else:
            state.state = links.LOOSE
        state.dirty = state.state == links.NEW
    links.update_many(unit, changed)


def _has_own(record: Record, route: Route, own: Collection[str]) -> bool:
    """Whether one of these fields of a record stands in rows of a route that only add fields."""
    if route.kind is not record.kind or route.part_of is None:
        return False
    return any(record.fields.get(name) is not None for name in route.fields if name in own)


def _holds(state: LinkState, name: str, value: Value) -> bool:
    return name in state.bases and state.bases[name][0] == value
