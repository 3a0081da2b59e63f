"""Rows that another computer made anew: whom it deleted and restored, or kept, has another row with the key of the same record.

Vendors tell of a deletion after they have told of the new row, or not before sweeps have missed the old one. So the row that such
a record has, as far as is known here, is asked for before the new one is taken in (``hidden.ask_for_missing``). Where it is gone
the new one takes its place, and what was agreed about it still counts. Otherwise somebody has copied it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store import inbox, links, open_conflicts, records
from crmdesk.store.links import LinkState
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context


def known_before(reader: Reader, context: Context, object_name: str, rows: Sequence[RemoteRecord]) -> set[str]:
    """The rows of an object that records have, as far as is known, of which rows that nobody knows carry the key."""
    keys = {row.key for row in rows if row.key is not None and row.part_of is None}
    tied = links.by_record(reader, sorted(keys)) if keys else {}
    ids = {row.id for row in rows}
    found = {
        key: [each for each in _standing(context, object_name, states) if each.remote_id not in ids]
        for key, states in tied.items()
    }
    if not any(found.values()):
        return set()
    known = links.by_remote(reader, context.id, object_name, sorted(ids))
    unknown = {row.key for row in rows if row.id not in known}
    return {each.remote_id for key in found.keys() & unknown for each in found[key] if each.remote_id is not None}


def expected(
    unit: Unit, context: Context, object_name: str, states: Sequence[LinkState], absences: Iterable[Absence]
) -> set[int]:
    """Those of the links of records, whose key unknown rows of an object carry, that such a row may take over: theirs is gone.

    ``absences`` are those that came with the rows. Who was deleted here is there again with the new row. So is who was deleted
    before a row was known to be made at all: such a row is awaited from now on.
    """
    mine = [state for state in states if state.connection == context.id]
    ended = [state for state in mine if state.is_gone or (state.state == links.UNLINKED and state.remote_id is None)]
    trashed = in_trash(unit, ended)
    for state in trashed:
        if not state.is_gone:
            state.state = links.NEW
    replaced = _replaced(unit, context, object_name, mine, absences)
    for state in in_trash(unit, replaced):
        state.state = links.GONE
    return {state.id for state in (*trashed, *replaced) if state.state != links.NEW}


def in_trash(unit: Unit, states: Sequence[LinkState]) -> list[LinkState]:
    """Those of the links whose record is in the trash."""
    loaded = links.load_records(unit.connection, states)
    return [state for state in states if state.record in loaded and loaded[state.record].life == records.TRASH]


def _replaced(
    unit: Unit, context: Context, object_name: str, states: Sequence[LinkState], absences: Iterable[Absence]
) -> list[LinkState]:
    """The links whose row stands as far as its record knows, and is gone all the same, or asked about as gone."""
    standing = _standing(context, object_name, states)
    if not standing:
        return []
    asked = sorted(state.remote_id for state in standing if state.remote_id is not None)
    told = inbox.by_ids(unit.connection, context.id, object_name, asked)
    gone = {id for id, row in told.items() if row.deleted} | {each.id for each in absences if _is_deleted(each)}
    lost = open_conflicts.lost_among(unit.connection, {state.record for state in standing})
    return [state for state in standing if state.remote_id in gone or state.name in lost]


def _standing(context: Context, object_name: str, states: Iterable[LinkState]) -> list[LinkState]:
    place = (context.id, object_name, links.ACTIVE)
    return [state for state in states if (state.connection, state.object, state.state) == place]


def _is_deleted(absence: Absence) -> bool:
    return absence.gone is Gone.DELETED and absence.merged_into is None and absence.became is None
