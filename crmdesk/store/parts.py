"""Rows that only add fields to a record's row at an account: one is made once a person gives such a field a value.

HubSpot keeps the rating of a lead in an object of its own, for instance, and most people have no row there.
"""

from __future__ import annotations

from crmdesk.store import connections, links
from crmdesk.store.connections import Route
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit

_STANDING = (links.NEW, links.ACTIVE)


def begin_parts(unit: Unit, record: Record) -> None:
    """Prepare the rows that a record's values need where it has its main row; one that went away there stays away."""
    wanted = [
        (connection.id, route)
        for connection in connections.all_of(unit.connection)
        for route in connection.routes
        if route.kind is record.kind and _has_own_value(record, route)
    ]
    if not wanted:
        return
    states = links.by_record(unit.connection, [record.id]).get(record.id, [])
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


def _has_own_value(record: Record, route: Route) -> bool:
    return route.part_of is not None and any(record.fields.get(name) is not None for name in route.fields)
