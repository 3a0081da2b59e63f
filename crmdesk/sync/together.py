"""A record's rows in one account stand and fall together: what becomes of rows that only add fields to a main row.

Where the main row is deleted, the record is not kept alive by what is left of it. A row that still stands is loose from then on:
crmdesk deletes nothing there that nobody deleted, and reads nothing from what belongs to no record. It is tied again as soon as
the main row stands, because a colleague brought it back, or because it was made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.providers.base import Absence, Gone
from crmdesk.store import links, sweeps
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync.chunk import Chunk
from crmdesk.sync.plan import LinkView, Plan, Presence


def main_of(chunk: Chunk, state: LinkState) -> LinkState | None:
    """The link of the row that a row adds fields to; None for a main row, and for one of another account."""
    main = chunk.context.part_of(state.object) if state.connection == chunk.context.id else None
    mine = (each for each in chunk.links[state.record] if each.connection == state.connection)
    return next((each for each in mine if each.object == main), None)


def loosen(chunk: Chunk, record: Record, gone: Mapping[int, Absence]) -> dict[str, list[LinkState]]:
    """Let go of rows whose main row is deleted; gives the loose ones of the record by their main row's link.

    One that is deleted itself is gone, or made anew with its main row where that is. Where the record was deleted here too, what is
    left of it there is deleted as usual.
    """
    found: dict[str, list[LinkState]] = {}
    for state in chunk.links[record.id]:
        main = main_of(chunk, state)
        if main is None:
            continue
        absent, lost = _is_deleted(gone.get(state.id)), _is_deleted(gone.get(main.id))
        if state.state == links.ACTIVE and lost and not absent and record.life == LIVE:
            state.state, state.dirty = links.LOOSE, False
            chunk.touched[state.id] = state
        elif state.state == links.LOOSE and absent:
            state.state = links.GONE
            if main.state == links.NEW:
                state.wish_anew()
            chunk.touched[state.id] = state
        if state.state == links.LOOSE:
            found.setdefault(main.name, []).append(state)
    return found


def with_loose(view: LinkView, loose: Sequence[LinkState]) -> LinkView:
    """A main row as the planner sees it: where it is not there, what was agreed on about its loose rows belongs to it.

    So a value that was typed here and only such a row could hold is an edit of a record that was deleted there.
    """
    if view.presence is Presence.PRESENT or not loose:
        return view
    held = {name: pair for state in loose for name, pair in state.bases.items()}
    return replace(view, bases={**held, **view.bases})


def tighten(unit: Unit, chunk: Chunk, record: Record, plan: Plan) -> None:
    """Tie loose rows again whose main row stands after all."""
    contested = plan.contested.get(EXISTENCE)
    gone = contested is not None and contested.why is ConflictKind.CHANGED_HERE_DELETED_THERE
    absent = {link for link, _, _ in contested.accounts} if contested is not None and gone else set()
    for state in chunk.links[record.id]:
        main = main_of(chunk, state) if state.state == links.LOOSE else None
        if main is not None and main.state == links.ACTIVE and main.name not in absent:
            # Nobody has listened to it meanwhile, and a question about it may have ended: it is asked for, and read before a send.
            state.state, state.seen_hash = links.ACTIVE, None
            sweeps.doubt(unit, state.connection, state.object, [state.remote_id] if state.remote_id is not None else [])
            chunk.touched[state.id] = state


def _is_deleted(absence: Absence | None) -> bool:
    return absence is not None and absence.gone is Gone.DELETED
