"""When the mapping changes: links and feeds catch up, and nothing that anybody holds is taken for an edit.

Every link carries a field that is gained from now on (``mapping_changes``), and every row is read once more. What was typed into
it until then is here only; what the vendor holds in it was never read. About one that lives elsewhere now nothing is agreed any
more, but for what is asked about the same property. What waits in the inbox was read from the property of before, and is
forgotten, as is what was asked about that one: the new one is read before anything is said of it. A field that is lost keeps its
values and bases: it may come back. What an account held otherwise while nobody could write it there is compared anew once
somebody can.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from crmdesk.domain.conflicts import Conflict, ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import differs
from crmdesk.providers.base import Feed
from crmdesk.store import cursors, editing, inbox, links, notices, open_conflicts, records, sweeps
from crmdesk.store.links import LinkState
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context
from crmdesk.sync.differing import NOT_WRITABLE
from crmdesk.sync.mapping_changes import Changes, Known, changes_of, present_mapping
from crmdesk.sync.reconcile import replan
from crmdesk.sync.rereading import reread

LINKS_AT_ONCE = 500


async def remap(store: Store, context: Context, feeds: Sequence[Feed]) -> None:
    """Compare the mapping with that of the last run, and let links and feeds catch up with what changed."""
    stored = await store.read(lambda connection: cursors.mapping(connection, context.id))
    known: Known = stored or {}
    present = present_mapping(context, known)
    if stored is not None and known == present:
        return
    changes = changes_of(known, present)
    for object_name, changed in sorted(changes.items()):
        if changed.moved:
            await _go_through(store, partial(_forget_read, context=context, object_name=object_name, changed=changed))
        await _go_through(store, partial(_follow, context=context, object_name=object_name, changed=changed))
    read_again = [each for each in feeds if not each.whole and each.object in changes and changes[each.object].gained]
    await store.write(partial(_remember, context=context, present=present, feeds=read_again))


async def _go_through(store: Store, step: Callable[..., int | None]) -> None:
    """Take step after step, each a transaction that tells where to go on."""
    after: int | None = 0
    while after is not None:
        after = await store.write(partial(step, after=after))


def _forget_read(unit: Unit, context: Context, object_name: str, changed: Changes, after: int) -> int | None:
    """Let rows that wait in the inbox say nothing of properties in which fields lived before; returns where to go on."""
    moved = {kind.value: names for kind, names in changed.moved.items()}
    return inbox.forget_fields(unit, context.id, object_name, moved, after=after, limit=LINKS_AT_ONCE)


def _follow(unit: Unit, context: Context, object_name: str, changed: Changes, after: int) -> int | None:
    """Let some links follow the mapping; returns where to go on."""
    states = links.of_object(unit.connection, context.id, object_name, after=after, limit=LINKS_AT_ONCE)
    _end_questions(unit, states, changed.moved)
    _try_afresh(unit, states, changed)
    _widen_resting(unit, states, changed)
    by_kind: dict[Kind, list[LinkState]] = {}
    for state in states:
        if state.state == links.ACTIVE and state.kind in {*changed.gained, *changed.reread, *changed.sent}:
            by_kind.setdefault(state.kind, []).append(state)
    asked: set[str] = set()
    for kind, mine in by_kind.items():
        loaded = records.load_many(unit.connection, kind, [state.record for state in mine])
        conflicts = open_conflicts.open_of(unit.connection, {state.record for state in mine})
        said = changed.reread.get(kind, {})
        otherwise, told = reread(unit, context, mine, loaded, said, conflicts)
        anew = _carry_again(unit, context, mine, changed.sent.get(kind, ()))
        for state in mine:
            shown = _shown(state, conflicts.get(state.record, {})).intersection(changed.again.get(kind, ()))
            _widen(state, changed.gained.get(kind, ()), {*changed.anew.get(kind, ())} - shown)
            record = loaded.get(state.record)
            state.dirty = state.dirty or (record is not None and differs(record.fields, state.bases))
        # What is pending is read before it is sent, and may be held back for long: all are asked for.
        sweeps.doubt(unit, context.id, object_name, anew)
        links.update_many(unit, mine)
        for record, names in otherwise:
            editing.mark(unit, record, frozenset(names))
        notices.write(unit, told)
        asked |= {record for record, fields in conflicts.items() if said.keys() & fields.keys()}
    # What is asked about may say the same in the new words.
    replan(unit, context, asked)
    return states[-1].id if len(states) == LINKS_AT_ONCE else None


def _end_questions(unit: Unit, states: Sequence[LinkState], moved: Mapping[Kind, Collection[str]]) -> None:
    """What was asked about a property in which a field no longer lives ends, or goes on without this account.

    Whoever decided about it would agree to what the new one does not hold.
    """
    mine = {state.name: moved[state.kind] for state in states if state.kind in moved}
    found = open_conflicts.open_of(unit.connection, {state.record for state in states if state.name in mine})
    asked = [each for conflicts in found.values() for each in conflicts.values()]
    shown = [
        each
        for each in asked
        if each.kind is not ConflictKind.OVERWROTE
        and any(each.field in mine.get(account.link, ()) for account in each.accounts)
    ]
    over = open_conflicts.leave(unit, shown, lambda account: account.link in mine)
    open_conflicts.close(unit, [each.id for each in over], open_conflicts.OBSOLETE)
    for each in over:
        editing.mark(unit, editing.found(unit, each.record), frozenset({each.field}))


def _try_afresh(unit: Unit, states: Iterable[LinkState], changed: Changes) -> None:
    """What the account refused of these fields was meant for another place, or said in other words."""
    by_kind: dict[Kind, list[LinkState]] = {}
    for state in states:
        by_kind.setdefault(state.kind, []).append(state)
    for kind, mine in by_kind.items():
        names = {*changed.gained.get(kind, ()), *changed.reread.get(kind, ()), *changed.sent.get(kind, ())}
        if names:
            editing.forget_sends(unit, mine, frozenset(names))


def _widen_resting(unit: Unit, states: Iterable[LinkState], changed: Changes) -> None:
    """Let links follow whose row is not to be read now: should it be there again, it is not compared with another property."""
    resting = [state for state in states if state.remote_id is not None and state.state != links.ACTIVE]
    moved = [state for state in resting if state.kind in changed.gained]
    for state in moved:
        _widen(state, changed.gained[state.kind], changed.anew.get(state.kind, ()))
    links.update_many(unit, moved)


def _carry_again(unit: Unit, context: Context, mine: Sequence[LinkState], sent: Sequence[str]) -> dict[str, LinkState]:
    """Let links compare anew what an account held otherwise while nobody could write it there (``differing``).

    A link had left it out, or what the account made of it meanwhile was noted beside what was typed here. Returns these links
    by remote id.
    """
    if not sent:
        return {}
    told = notices.data_by_field(unit.connection, context.id, [state.record for state in mine], key=NOT_WRITABLE)
    anew: dict[str, LinkState] = {}
    for state in mine:
        names = {name for name in sent if name not in state.bases or (state.record, name) in told}
        if names and state.remote_id is not None:
            state.bases |= dict.fromkeys(sorted(names), (None, None))
            state.seen_hash = None
            anew[state.remote_id] = state
    notices.drop(unit, context.id, {state.record: sent for state in anew.values()}, NOT_WRITABLE)
    return anew


def _shown(state: LinkState, asked: Mapping[str, Conflict]) -> set[str]:
    """The fields that a person is asked about with what a row holds: what was agreed stands until they have answered."""
    return {name for name, each in asked.items() if any(account.link == state.name for account in each.accounts)}


def _widen(state: LinkState, gained: Sequence[str], anew: Collection[str]) -> None:
    """Let a link carry fields from now on."""
    if not gained:
        return
    kept = {name: pair for name, pair in state.bases.items() if name not in anew}
    state.bases = dict.fromkeys(gained, (None, None)) | kept
    # Whatever the row holds now is news: a field that was lost for a while may have been blanked there.
    state.seen_hash = None


def _remember(unit: Unit, context: Context, present: Known, feeds: Sequence[Feed]) -> None:
    afresh = {feed.name: (None, False) for feed in feeds}
    cursors.move_all(unit, context.id, {cursors.MAPPING: (present, True), **afresh})
