"""Rows that are kept apart from their records: what was asked about these goes on without them, or ends."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE, Conflict
from crmdesk.store import editing, links, open_conflicts
from crmdesk.store.links import LinkState
from crmdesk.store.unit import Unit

_APART = (links.UNLINKED, links.GONE, links.KEPT, links.NEW)
"""States of a link behind which no row stands, or one that is kept apart already."""


def tied(connection: sa.Connection, records: Sequence[str]) -> list[LinkState]:
    """The rows that would be deleted with these records, as they go to the trash, were they not kept apart from them."""
    found = links.by_record(connection, records)
    return [state for record in records for state in found.get(record, []) if state.state not in _APART]


def keep_apart(unit: Unit, ids: Sequence[int]) -> None:
    """Leave rows alone from now on: nothing is read from them or written to them, and nobody is asked about them.

    What was asked about them alone was held back at the other accounts, too: these are told of it now.
    """
    over: dict[str, set[str]] = {}
    for each in detach(unit, ids):
        open_conflicts.close(unit, [each.id], open_conflicts.OBSOLETE)
        over.setdefault(each.record, set()).add(each.field)
    for record, names in over.items():
        editing.mark(unit, editing.found(unit, record), None if EXISTENCE in names else frozenset(names))


def detach(unit: Unit, ids: Sequence[int]) -> list[Conflict]:
    """The same without an end to what was asked about them alone: returns these questions, which whoever calls has to end."""
    states = list(links.by_id(unit.connection, ids).values())
    for state in states:
        state.state, state.dirty = links.UNLINKED, False
        # Should they be tied again, what was asked has to be read again.
        state.seen_hash = None
    links.update_many(unit, states)
    editing.forget_sends(unit, states)
    apart = {state.name for state in states}
    found = open_conflicts.open_of(unit.connection, {state.record for state in states})
    asked = (conflict for mine in found.values() for conflict in mine.values())
    return open_conflicts.leave(unit, asked, lambda account: account.link in apart)
