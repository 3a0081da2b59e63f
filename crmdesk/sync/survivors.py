"""Rows that a vendor made one: the record of the one that is gone points to the survivor's, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from crmdesk.domain import items
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, ConflictKind
from crmdesk.domain.merge import Side, Verdict, merge
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, FieldType, Value
from crmdesk.store import deciding, editing, intents, ledger, links, notices, open_conflicts, problems, records
from crmdesk.store.bases import Bases
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.parts import parts_of
from crmdesk.store.records import LIVE, MERGED, TRASH, Record, targets
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.chunk import Chunk, load, mark, note_event, set_life, set_value

_LISTS = SET_TYPES | ITEM_TYPES
_STANDING = (links.NEW, links.ACTIVE, links.NO_ACCESS)


def apply_merges(unit: Unit, chunk: Chunk, merged: Sequence[tuple[str, str]]) -> set[str]:
    """Merge records as the vendor merged their rows; ``merged`` are pairs (loser, survivor).

    A loser that lives at another account too stays a record of its own there: that account did not merge anything. Returns the
    survivors that are deleted here, and have taken in somebody who is not.
    """
    buried: set[str] = set()
    for loser_id, winner_id in merged:
        load(unit, chunk, {loser_id, winner_id})
        loser, winner = chunk.records.get(loser_id), chunk.records.get(winner_id)
        if loser is None or winner is None or loser.life == MERGED:
            continue
        here = [state for state in chunk.links[loser_id] if state.connection == chunk.context.id]
        if not any(state.object == chunk.object and state.state in _STANDING for state in here):
            continue
        if winner.life == TRASH and loser.life == LIVE:
            buried.add(winner_id)
        _untie_unmade(unit, chunk, loser, winner)
        replacing = not _lives_elsewhere(chunk, loser)
        for name, value in carried(only_here(loser, here), winner, chunk.links[winner_id], replacing=replacing):
            set_value(chunk, winner, name, value, Cause.MERGE)
        _give_up(unit, chunk, loser, winner, here)
        over = [
            conflict
            for group in (chunk.conflicts, chunk.overwritten)
            for conflict in group.get(loser_id, {}).values()
            if {account.link for account in conflict.accounts} <= {state.name for state in here}
        ]
        open_conflicts.close(unit, [each.id for each in over], open_conflicts.OBSOLETE)
        if not any(state.state in _STANDING for state in chunk.links[loser_id]):
            records.set_life(unit, loser.kind, [loser.id], MERGED, merged_into=winner.id)
            loser.life = MERGED
            asked = open_conflicts.open_of(unit.connection, [loser.id]).get(loser.id, {})
            open_conflicts.close(unit, [each.id for each in asked.values()], open_conflicts.OBSOLETE)
            chunk.moved.discard(loser.id)
            notices.forget(unit, [loser.id])
            problems.settle_doubts_of(unit, [loser.id])
            note_event(chunk, loser, Cause.MERGE, ledger.MERGED)
            _point_to_survivor(unit, chunk, loser, winner)
        else:
            _follow_the_row(unit, chunk, loser, winner)
            if any(deciding.stands_deleted(unit.connection, each, loser.life) for each in over):
                # The row that was changed after it was deleted here is part of another one, as if it had never been changed.
                set_life(chunk, loser, TRASH)
            # What was asked about here held it back everywhere.
            for state in chunk.links[loser_id]:
                mark(chunk, loser, state)
        for state in chunk.links[winner_id]:
            mark(chunk, winner, state)
    return buried


def _untie_unmade(unit: Unit, chunk: Chunk, loser: Record, winner: Record) -> None:
    """No account makes a loser that it was not asked for yet, or has refused; it makes the survivor where that is nowhere there.

    What would add fields to the loser's row ends with that; where such a row stands, the loser goes on there, with all of it.
    """
    others = [state for state in chunk.links[loser.id] if state.connection != chunk.context.id]
    parts = {state.id for state in parts_of(unit.connection, others)}
    unmade = [state for state in others if state.state == links.NEW and state.remote_id is None]
    sent = intents.of_links(unit.connection, [state.id for state in unmade])
    unasked = [state for state in unmade if state.id not in sent or not sent[state.id].is_unresolved]
    nowhere = {state.connection for state in unasked if state.id not in parts}
    ended = [state for state in unasked if state.connection in nowhere]
    # What was refused for the loser is not what is sent for the survivor.
    editing.forget_sends(unit, ended)
    taken = {state.connection for state in chunk.links[winner.id]}
    for state in ended:
        if state.id in parts or state.connection in taken or winner.kind is not loser.kind:
            state.state, state.dirty = links.UNLINKED, False
        else:
            state.record = winner.id
            chunk.links[loser.id].remove(state)
            chunk.links[winner.id].append(state)
        chunk.touched[state.id] = state


def _lives_elsewhere(chunk: Chunk, loser: Record) -> bool:
    """Whether another account has a row of the loser, or was asked to make one: it goes on as a record of its own."""
    return any(state.connection != chunk.context.id and state.state in _STANDING for state in chunk.links[loser.id])


def ask_about(chunk: Chunk, buried: Iterable[str], gone: Collection[int]) -> None:
    """Let deleted survivors live, and ask a person whether they are to go with whom they have taken in.

    ``gone`` are links whose row is no more: there is nothing left to ask about these.
    """
    for record_id in sorted(buried):
        record = chunk.records[record_id]
        mine = [
            each
            for each in chunk.links[record_id]
            if (each.connection, each.object) == (chunk.context.id, chunk.object)
        ]
        accounts = tuple(
            AccountValue(state.name, state.connection, None, True)
            for state in mine
            if state.state == links.ACTIVE and state.id not in gone
        )
        if accounts:
            set_life(chunk, record, LIVE)
            why = ConflictKind.DELETED_HERE_CHANGED_THERE
            chunk.found.append(FoundConflict(record_id, record.kind, EXISTENCE, why, None, accounts))


Typed: TypeAlias = tuple[str, Value, Value]
"""A field, what its accounts were told about it, and what was typed since."""


def carried(
    typed: Iterable[Typed], winner: Record, kept: Sequence[LinkState], *, replacing: bool = True
) -> Iterator[tuple[str, Value]]:
    """What was typed for the loser and is nowhere else, as values to give the survivor one after the other.

    ``kept`` are the survivor's links. What it has its own for is only passed through, so that it stays in the ledger. Where the
    loser goes on as a record of its own, what was typed is not lost, and fills in blanks only (not ``replacing``).
    """
    for name, base, value in typed:
        if name not in CATALOGUE[winner.kind] or winner.fields.get(name) == value:
            continue
        own = winner.fields.get(name)
        if CATALOGUE[winner.kind][name].type in _LISTS:
            both = _together(CATALOGUE[winner.kind][name].type, own, base, value)
            if both != own:
                yield name, both
        elif replacing or own is None:
            yield name, value
            if own is not None and not _is_clean(kept, name, own):
                # Something was typed for both: the survivor keeps its own, and its history shows the other to be taken up again.
                yield name, own


def _together(field_type: FieldType, own: Value, base: Value, typed: Value) -> Value:
    """The survivor's own list with what was ``typed`` for the loser, whose accounts were told ``base``.

    An item that both have otherwise by now is nobody's to drop: what was typed stands beside the survivor's own.
    """
    both = merge(field_type, own, [Side("loser", base, moved=True, before=base, incoming=typed)])
    if both.verdict is Verdict.CONFLICT:
        both = merge(field_type, own, [Side("loser", None, moved=True, incoming=items.added(base, typed))])
    return both.value


def only_here(loser: Record, lost: Sequence[LinkState]) -> Iterator[Typed]:
    """What none of the accounts behind these links was told about the loser."""
    bases = {name: ours for state in lost for name, (ours, _) in state.bases.items()}
    for name, value in loser.fields.items():
        if CATALOGUE[loser.kind][name].read_only or value == bases.get(name):
            continue
        yield name, bases.get(name), value


def _is_clean(kept: Sequence[LinkState], name: str, value: Value) -> bool:
    """Whether the survivor's ``value`` is what its accounts agreed on: nothing was typed there."""
    held = [state.bases[name][0] for state in kept if name in state.bases]
    return bool(held) and all(ours == value for ours in held)


def _give_up(unit: Unit, chunk: Chunk, loser: Record, winner: Record, here: Sequence[LinkState]) -> None:
    """The merged row's link is given up; a row that only adds fields goes over to a survivor that has none of its own."""
    taken = {state.object: state for state in chunk.links[winner.id] if state.connection == chunk.context.id}
    sent = intents.of_links(unit.connection, [state.id for state in taken.values() if state.state == links.NEW])
    for state in here:
        chunk.touched[state.id] = state
        own = taken.get(state.object)
        if state.remote_id is not None and own is None and chunk.context.part_of(state.object) is not None:
            _hand_over(chunk, loser, winner, state)
            agreed = [name for name, pair in state.bases.items() if pair != (None, None)]
            notices.hand_over(unit, state.connection, loser.id, winner.id, agreed)
            continue
        if state.remote_id is not None and own is not None and own.state == links.NEW and own.id not in sent:
            # The survivor was about to get such a row: it takes this one, and what both hold is compared.
            own.remote_id, own.state, own.bases = (
                state.remote_id,
                links.ACTIVE,
                dict.fromkeys(_held_by(winner, state), (None, None)),
            )
            state.remote_id = None
            chunk.touched[own.id] = own
        state.state, state.dirty = links.GONE, False


def _hand_over(chunk: Chunk, loser: Record, winner: Record, state: LinkState) -> None:
    """Tie a row that adds fields to the survivor. What that holds otherwise is compared as if both met for the first time.

    A lead may have been merged into a client, or a client into a lead: the row is of what the survivor is, with the fields of that.
    """
    state.bases, state.kind = _held_by(winner, state), winner.kind
    for name in state.bases:
        if winner.fields.get(name) is None and loser.fields.get(name) is not None:
            set_value(chunk, winner, name, loser.fields[name], Cause.MERGE)
        elif winner.fields.get(name) != loser.fields.get(name):
            state.bases[name] = (None, None)
    state.record, state.seen_hash = winner.id, None
    chunk.links[loser.id].remove(state)
    chunk.links[winner.id].append(state)


def _held_by(winner: Record, state: LinkState) -> Bases:
    """What is agreed on with a row, as far as the survivor has such fields."""
    if state.kind is winner.kind:
        return state.bases
    return {name: pair for name, pair in state.bases.items() if name in CATALOGUE[winner.kind]}


def _point_to_survivor(unit: Unit, chunk: Chunk, loser: Record, winner: Record) -> None:
    """Whatever refers to the loser refers to the survivor: both are the same row at the vendor now."""
    for record, name in _referring(unit, chunk, loser):
        set_value(chunk, record, name, pointed(record.fields[name], loser.id, winner.id), Cause.MERGE)
        for state in chunk.links.get(record.id, []):
            if name in state.bases and state.connection == chunk.context.id:
                _point_base(chunk, state, name, loser, winner)
            mark(chunk, record, state)


def _follow_the_row(unit: Unit, chunk: Chunk, loser: Record, winner: Record) -> None:
    """What refers to the loser's row at the account refers to the survivor's by now: that came from there, and nobody edited it.

    The loser goes on as a record of its own. A set goes on naming it, too; of a single reference what was typed since stays.
    """
    for record, name in _referring(unit, chunk, loser):
        states = chunk.links.get(record.id, [])
        for state in states:
            ours = state.bases.get(name, (None, None))[0]
            if state.connection != chunk.context.id or state.state != links.ACTIVE or loser.id not in targets(ours):
                continue
            held = record.fields[name]
            followed = sorted({*held, winner.id}) if isinstance(held, list) else winner.id
            if held != followed:
                set_value(chunk, record, name, followed, Cause.MERGE)
            _point_base(chunk, state, name, loser, winner)
        for state in states:
            mark(chunk, record, state)


def _referring(unit: Unit, chunk: Chunk, target: Record) -> Iterator[tuple[Record, str]]:
    """The records that refer to one, also since an earlier merge of the chunk, loaded with their links, and the field that does."""
    kinds = {(source, name): kind for kind, source, name in records.mentioned_by(unit.connection, target.id)}
    changed = [(chunk.records[id], name) for id, names in chunk.changed.items() for name in names]
    kinds |= {(record.id, name): record.kind for record, name in changed if _refers(record, name, target)}
    for (source, name), kind in kinds.items():
        load(unit, chunk, {source})
        if source not in chunk.records:
            chunk.records.update(records.load_many(unit.connection, kind, [source]))
        if _refers(chunk.records[source], name, target):
            yield chunk.records[source], name


def _refers(record: Record, name: str, target: Record) -> bool:
    return references.is_reference(record.kind, name) and target.id in targets(record.fields.get(name))


def _point_base(chunk: Chunk, state: LinkState, name: str, old: Record, new: Record) -> None:
    ours, theirs = state.bases[name]
    state.bases[name] = (pointed(ours, old.id, new.id), theirs)
    chunk.touched[state.id] = state


def pointed(value: Value, old: str, new: str) -> Value:
    """A reference, or a set of them, that points to ``new`` wherever it pointed to ``old``."""
    if isinstance(value, list):
        return sorted({new if each == old else each for each in value})
    return new if value == old else value
