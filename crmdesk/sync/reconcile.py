"""Stages 3 to 5: identify, reconcile, apply. One unit of work takes a chunk of the inbox and leaves it reconciled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Any

from crmdesk.domain import items
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.merge import differs
from crmdesk.domain.values import ITEM_TYPES, Value
from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store import inbox, links, notices, open_conflicts, problems, records
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.parts import begin_parts, resume_parts
from crmdesk.store.records import LIVE, MERGED, TRASH, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import identify, references
from crmdesk.sync.chunk import Chunk, load, load_accounts, mark, note_event, note_kept, set_life, set_value, write
from crmdesk.sync.context import Context
from crmdesk.sync.differing import agree_to_differ, fixed_fields, leave_out
from crmdesk.sync.doubts import tell_doubts
from crmdesk.sync.hidden import hidden_among, only_hides, shown_with, without_pending
from crmdesk.sync.identical import tie_identical
from crmdesk.sync.newcomers import Reading, fill_dangling, insert_new, survivors_of
from crmdesk.sync.oscillation import oscillating
from crmdesk.sync.plan import WRITTEN_OTHERWISE, LinkView, Plan, Presence, RecordView, Seen, plan_record, seen_in
from crmdesk.sync.reading import read
from crmdesk.sync.references import Targets
from crmdesk.sync.reopening import reopen_references, reopen_unplaced
from crmdesk.sync.rows import arrival, row_of
from crmdesk.sync.ruling import decide_ruled, with_policies
from crmdesk.sync.survivors import apply_merges, ask_about
from crmdesk.sync.taking import is_taken
from crmdesk.sync.together import loosen, main_of, tighten, with_loose

CHUNK = 250
"""Rows a transaction: short enough that an edit never waits noticeably behind it."""


def reconcile_chunk(unit: Unit, context: Context, object_name: str) -> int:
    """Reconcile the oldest rows of an object's inbox; returns how many were taken (0: nothing more to do now)."""
    staged = inbox.rows(unit.connection, context.id, object_name, inbox.READY, limit=CHUNK)
    rows = [row_of(each) for each in staged]
    alone = {each.remote_id: each.doubt for each in staged if each.alone}
    reconcile_rows(unit, context, object_name, rows, {each.remote_id: each.hash for each in staged}, alone=alone)
    return len(staged)


def reconcile_rows(
    unit: Unit,
    context: Context,
    object_name: str,
    arrived: Sequence[RemoteRecord | Absence],
    hashes: Mapping[str, bytes | None],
    readings: Mapping[str, Reading] = MappingProxyType({}),
    *,
    alone: Mapping[str, str | None] = MappingProxyType({}),
) -> None:
    """Reconcile rows of one object; ``hashes`` are those of their fields, ``readings`` what was read ahead of new ones.

    Rows in ``alone`` are taken for nobody who is here; some name a record that they may stand for.
    They leave the inbox if they are in it; those that have to wait for another row are kept there.
    """
    if not arrived:
        return
    absences = [each for each in arrived if isinstance(each, Absence)]
    mapped = [row for row in arrived if isinstance(row, RemoteRecord) and context.rules(object_name, row.kind)]
    identified = identify.identify(unit, context, object_name, mapped, absences, alone)
    chunk = _chunk(unit, context, object_name, mapped, identified)
    asking = [row for row in identified.new if row.id not in alone]
    identified.tie(tie_identical(unit, context, object_name, asking, chunk.targets))
    insert_new(unit, chunk, identified.new, hashes, readings)
    tell_doubts(unit, context, object_name, identified.doubtful)
    fill_dangling(unit, chunk, identified.tied | survivors_of(unit, chunk, identified.ended))
    # Merges come first: a row that only adds fields may go over to another record.
    load(unit, chunk, {*chain.from_iterable(identified.merged), *identified.records})
    buried = apply_merges(unit, chunk, identified.merged)
    seen = {identified.known[row.id].id: row for row in mapped if row.id in identified.known}
    gone = {identified.known[each.id].id: each for each in identified.gone}
    # Where rows were kept apart for a while, what references said of them meanwhile was not taken in.
    unread = {state.record for state in identified.known.values() if state.seen_hash is None}
    ask_about(chunk, buried, gone)
    if gone or _asks_existence(chunk):
        load_accounts(unit, chunk)
    for record_id in sorted(identified.records):
        _reconcile_record(unit, chunk, record_id, seen, gone, hashes)
    write(unit, chunk)
    for _, survivor in identified.merged:
        if survivor in chunk.records and chunk.records[survivor].life == LIVE:
            # What was typed for whom it has taken in may need a row that it has not had so far.
            begin_parts(unit, [chunk.records[survivor]])
    for revived in sorted(chunk.revived):
        if chunk.records[revived].life == LIVE:
            resume_parts(unit, chunk.records[revived])
    decide_ruled(unit, chunk)
    if chunk.known_since:
        replan(unit, context, chunk.known_since)
    reopen_references(unit, context.id, {*identified.tied.values(), *chunk.revived, *unread}, identified.moved)
    if context.is_list(object_name):
        reopen_unplaced(unit, context.id, identified.tied.values())
    ended = [each.id for each in absences] + [old for row in mapped for old in row.merged_ids]
    if ended:
        problems.settle_copies(unit, context.id, object_name, ended)
    inbox.done(unit, context.id, object_name, [row.id for row in arrived])
    waiting = set(identified.waiting)
    inbox.keep_waiting(unit, context.id, [arrival(row) for row in mapped if row.id in waiting])
    if len(arrived) > len(waiting) or identified.left:
        # What waits may have waited for one of these, or for the place of one that has left.
        inbox.wake(unit, context.id)
    context.counts["applied"] += len(arrived) - len(waiting)


def _chunk(
    unit: Unit, context: Context, object_name: str, rows: Sequence[RemoteRecord], identified: identify.Identified
) -> Chunk:
    """What the rows refer to, and what their references no longer name because it is hidden."""
    targets = targets_of(unit, context, rows, identified.known.values())
    known = [(state.kind, state.bases, row.fields) for row in rows if (state := identified.known.get(row.id))]
    hidden = hidden_among(unit.connection, context, known)
    if hidden:
        # Whoever named a row before it was deleted and made anew means the record that it stood for.
        dead = links.made_anew(unit.connection, context.id, references.wanted([hidden]))
        targets = Targets({**dead, **targets.records})
    known_by_now = {pair: into for pair, into in hidden.items() if pair in targets.records}
    return Chunk(context, object_name, targets, hidden=known_by_now)


def replan(unit: Unit, context: Context, record_ids: Iterable[str]) -> None:
    """Plan records again from what is stored: an edit, an undo or a deletion here may have answered an open conflict."""
    chunk = Chunk(context, "", Targets())
    load(unit, chunk, record_ids)
    raws: list[Any] = [
        account.raw
        for found in chunk.conflicts.values()
        for name, conflict in found.items()
        if name != EXISTENCE and references.is_reference(chunk.records[conflict.record].kind, name)
        for account in conflict.accounts
    ]
    states = [state for found in chunk.links.values() for state in found]
    chunk.targets = Targets(links.records_of(unit.connection, context.id, _wanted(raws, states)))
    if _asks_existence(chunk):
        load_accounts(unit, chunk)
    for record_id in sorted(chunk.records):
        _reconcile_record(unit, chunk, record_id, {}, {}, {})
    write(unit, chunk)
    decide_ruled(unit, chunk)


def _asks_existence(chunk: Chunk) -> bool:
    """Whether a person is asked if one of the records exists."""
    return any(EXISTENCE in found for found in chunk.conflicts.values())


def _reconcile_record(
    unit: Unit,
    chunk: Chunk,
    record_id: str,
    seen: Mapping[int, RemoteRecord],
    gone: Mapping[int, Absence],
    hashes: Mapping[str, bytes | None],
) -> None:
    record = chunk.records.get(record_id)
    if record is None or record.life == MERGED:
        return
    _revive(chunk, record, seen)
    loose = loosen(chunk, record, gone)
    states = [state for state in chunk.links[record_id] if state.has_row]
    record = _convert(unit, chunk, record, states, seen)
    for state in states:
        if state.id in gone and gone[state.id].gone is Gone.NO_ACCESS:
            state.state = links.NO_ACCESS
            chunk.touched[state.id] = state
    views, plan = _planned(chunk, record, states, seen, gone, loose)
    if record.life == LIVE and agree_to_differ(unit, chunk, record, views, plan.contested):
        views, plan = _planned(chunk, record, states, seen, gone, loose)
    view, views, plan = with_policies(unit, chunk, _record_view(chunk, record), views, plan)
    braked = oscillating(unit, record, states, plan)
    if braked:
        plan = plan_record(replace(view, braked=view.braked | braked), views)
    _apply_plan(unit, chunk, record, states, plan)
    chunk.ruled[record_id] = plan.ruled
    tighten(unit, chunk, record, plan)
    for state in states:
        row = seen.get(state.id)
        if row is not None:
            state.version, state.seen_hash = row.version, hashes[row.id]
            chunk.touched[state.id] = state
            leave_out(record, state, fixed_fields(chunk.context, chunk.links[record_id], state))
    for state in chunk.links[record_id]:
        mark(chunk, record, state)


def _planned(
    chunk: Chunk,
    record: Record,
    states: Sequence[LinkState],
    seen: Mapping[int, RemoteRecord],
    gone: Mapping[int, Absence],
    loose: Mapping[str, Sequence[LinkState]],
) -> tuple[list[LinkView], Plan]:
    """The record's links as the planner sees them, and the plan. A row that may have been made stands until that is known."""
    views = [_view(chunk, record, state, seen.get(state.id), gone.get(state.id)) for state in states]
    views = [with_loose(view, loose.get(view.link, ())) for view in views]
    making = (state for state in chunk.links[record.id] if state.id in chunk.making and main_of(chunk, state) is None)
    views += [LinkView(state.name, {}, connection=state.connection) for state in making]
    return views, plan_record(_record_view(chunk, record), views)


def _record_view(chunk: Chunk, record: Record) -> RecordView:
    conflicts = chunk.conflicts.get(record.id, {})
    existence = conflicts.get(EXISTENCE)
    return RecordView(
        record.id,
        record.kind,
        record.life == LIVE,
        record.fields,
        frozenset(conflicts),
        None if existence is None else existence.kind,
        frozenset() if existence is None else frozenset(account.link for account in existence.accounts),
        frozenset(name for name, each in conflicts.items() if each.kind is ConflictKind.OSCILLATION),
        chunk.emptied.get(record.id, frozenset()),
    )


def _revive(chunk: Chunk, record: Record, seen: Mapping[int, RemoteRecord]) -> None:
    """A row that is seen again is there again: it was hidden, or a colleague took it out of the vendor's trash.

    One that only adds fields brings no record back.
    """
    for state in chunk.links[record.id]:
        if state.id not in seen or not (state.is_gone or state.state == links.NO_ACCESS):
            continue
        main = main_of(chunk, state)
        if main is not None and not main.has_row:
            continue
        if main is None and state.is_gone and record.life == TRASH:
            set_life(chunk, record, LIVE)
        if state.is_gone:
            chunk.revived.add(record.id)
        state.state = links.ACTIVE
        chunk.touched[state.id] = state


def _convert(
    unit: Unit,
    chunk: Chunk,
    record: Record,
    states: Sequence[LinkState],
    seen: Mapping[int, RemoteRecord],
) -> Record:
    """A person that a vendor now counts as another kind becomes one, keeping its id and history."""
    kind = _kind_there(chunk, record, states, seen)
    if kind is record.kind:
        return record
    made = records.convert(unit, record, kind)
    chunk.records[record.id] = made
    # What a merge has just given it and its new kind has no field for is kept beside the columns by now.
    chunk.changed[record.id] = chunk.changed.get(record.id, set()) & made.fields.keys()
    note_event(chunk, made, Cause.REMOTE, "converted")
    for state in chunk.links[record.id]:
        state.kind = made.kind
        state.bases = {name: pair for name, pair in state.bases.items() if name in CATALOGUE[made.kind]}
        chunk.touched[state.id] = state
    lost: list[str] = []
    for asked in (chunk.conflicts.get(record.id, {}), chunk.overwritten.get(record.id, {})):
        outlived = [name for name in asked if name != EXISTENCE and name not in CATALOGUE[made.kind]]
        lost += [asked.pop(name).id for name in outlived]
    open_conflicts.close(unit, lost, open_conflicts.OBSOLETE)
    notices.converted(unit, record.id, CATALOGUE[made.kind])
    return made


def _kind_there(chunk: Chunk, record: Record, states: Sequence[LinkState], seen: Mapping[int, RemoteRecord]) -> Kind:
    """The kind that a person is of, by what was read now.

    The main rows decide: one that only adds fields may be a lead's although the person is a client by now. Accounts may
    disagree, and what one of them says must not be turned round by every edit in another: whoever is a contact in one of several
    accounts stays one. Only where no other account carries the person does a contact become a lead again.
    """
    mains = [seen[state.id] for state in states if state.id in seen and chunk.context.part_of(state.object) is None]
    said = {row.kind for row in mains} & set(PERSON_KINDS)
    if record.kind not in PERSON_KINDS or not said or record.kind in said:
        return record.kind
    alone = all(state.connection == chunk.context.id for state in states)
    return said.pop() if record.kind is Kind.LEAD or alone else record.kind


def _view(chunk: Chunk, record: Record, state: LinkState, row: RemoteRecord | None, absent: Absence | None) -> LinkView:
    """A link as the planner sees it: what moved since its base, from the row or from what an open conflict shows."""
    meant = chunk.deletions.get(state.connection, Deletions.TRASH)
    if absent is not None and absent.gone is Gone.DELETED:
        return LinkView(state.name, state.bases, presence=Presence.ABSENT, connection=state.connection, deletions=meant)
    raws = {
        name: account.raw
        for name, conflict in chunk.conflicts.get(record.id, {}).items()
        for account in conflict.accounts
        if account.link == state.name and name != EXISTENCE
    }
    if row is not None:
        raws |= row.fields
    seen: dict[str, Seen] = {}
    fixed: frozenset[str] = frozenset()
    if state.connection == chunk.context.id and state.object in chunk.context.objects:
        seen = _moved(chunk, record, state, raws)
        fixed = fixed_fields(chunk.context, chunk.links[record.id], state)
    else:
        seen = seen_in(chunk.conflicts.get(record.id, {}), record.kind, state.name, state.bases)
    presence = Presence.PRESENT if row is not None else Presence.UNSEEN
    unsent = chunk.unsent.get((state.connection, state.object, state.kind.value), frozenset())
    if state.state != links.ACTIVE:
        unsent = frozenset((*state.bases, *seen))
    return LinkView(state.name, state.bases, seen, presence, fixed, state.connection, deletions=meant, unsent=unsent)


def _moved(chunk: Chunk, record: Record, state: LinkState, raws: Mapping[str, Any]) -> dict[str, Seen]:
    seen: dict[str, Seen] = {}
    asked = seen_in(chunk.conflicts.get(record.id, {}), record.kind, state.name, state.bases)
    for name, rule in chunk.context.rules(state.object, record.kind).items():
        if name not in raws:
            continue
        raw = raws[name]
        if name not in state.bases:
            # A field that the mapping gained: from now on the link carries it, blank on both sides so far.
            state.bases[name] = (None, None)
            chunk.touched[state.id] = state
        ours, theirs = state.bases[name]
        if raw == theirs:
            continue
        # That a field only travels there from now on answers no question: it is read until somebody has.
        undecided = not rule.readable and name in asked and record.fields.get(name) != ours
        unedited = not (undecided or is_taken(rule, raw))
        refers = references.is_reference(record.kind, name)
        shown = shown_with(record.kind, name, raw, theirs, chunk.hidden) if refers else raw
        value, unknown = read(record.kind, rule, shown, record.fields.get(name), chunk.targets)
        before, missed = read(record.kind, rule, theirs, ours, chunk.targets)
        if refers:
            value, before = without_pending(value, before, ours, chunk.targets.read(record.kind, name, raw)[0])
            # What it referred to may have become part of something else, or be hidden: what is pending here stays so.
            renamed = value == before and not (unknown or missed or name in asked)
            unedited = unedited or renamed or only_hides(shown, raw, theirs)
        if unedited:
            state.bases[name] = (ours, raw)
            chunk.touched[state.id] = state
            continue
        chunk.dangling.extend((object_name, remote_id, state.id, name) for object_name, remote_id in unknown)
        seen[name] = Seen(raw, value, before, unknown=value is None and bool(unknown))
    return seen


def _apply_plan(unit: Unit, chunk: Chunk, record: Record, states: Sequence[LinkState], plan: Plan) -> None:
    by_name = {state.name: state for state in states}
    for name, (value, sources) in plan.values.items():
        set_value(chunk, record, name, value, Cause.REMOTE, _teller(chunk, by_name, sources))
    if plan.values and "modified_at" in record.fields:
        record.fields["modified_at"] = unit.now
        chunk.changed[record.id].add("modified_at")
    for link, pairs in plan.rebased.items():
        by_name[link].bases.update(pairs)
        if by_name[link].connection == chunk.context.id:
            chunk.brought.setdefault(record.id, set()).update(pairs)
        chunk.touched[by_name[link].id] = by_name[link]
    for link in plan.gone:
        by_name[link].state = links.KEPT if link in plan.kept else links.GONE
        chunk.touched[by_name[link].id] = by_name[link]
    for link in sorted(plan.kept):
        note_kept(chunk, record, by_name[link].connection)
    if plan.live is not None and plan.live != (record.life == LIVE):
        set_life(chunk, record, LIVE if plan.live else TRASH, _teller(chunk, by_name, plan.gone))
    _apply_conflicts(unit, chunk, record, by_name, plan)
    told = dict.fromkeys(_with_another_first(chunk, record, by_name, plan), WRITTEN_OTHERWISE) | dict(plan.notices)
    chunk.notices += [Notice(chunk.context.id, record.id, name, key, {}) for name, key in told.items()]
    here = [state for state in states if state.connection == chunk.context.id]
    chunk.context.counts["merged"] += bool(plan.values) and any(differs(record.fields, state.bases) for state in here)


def _with_another_first(chunk: Chunk, record: Record, by_name: Mapping[str, LinkState], plan: Plan) -> list[str]:
    """The lists of numbers or addresses on which both sides agree although the account has another one of them in first place.

    Nobody is asked which one it is where two sides meet (``domain/items.py``); that each keeps its own is told all the same.
    """
    found = []
    for link, pairs in plan.rebased.items():
        state = by_name[link]
        rules = chunk.context.rules(state.object, record.kind) if state.connection == chunk.context.id else {}
        for name, (ours, raw) in pairs.items():
            if name not in rules or CATALOGUE[record.kind][name].type not in ITEM_TYPES or ours != record.fields[name]:
                continue
            codec = rules[name].codec
            if items.has_another_first(codec.decode(raw), ours) and codec.encode(ours, raw) != raw:
                found.append(name)
    return found


def _teller(chunk: Chunk, by_name: Mapping[str, LinkState], sources: Iterable[str]) -> str | None:
    """The account that says so.

    What was open with another account may come in by this account's run, once nothing here contests it any more.
    """
    told = {by_name[source].connection for source in sources}
    return min(told, key=lambda each: (each != chunk.context.id, each), default=None)


def _apply_conflicts(unit: Unit, chunk: Chunk, record: Record, by_name: Mapping[str, LinkState], plan: Plan) -> None:
    for name, contested in plan.contested.items():
        known = chunk.conflicts.get(record.id, {}).get(name)
        # Who wrote what another account holds is known since that one was asked.
        shown = {each.link: each for each in (known.accounts if known else ())}
        told = {link: each for link, each in shown.items() if each.connection != chunk.context.id}
        accounts = tuple(
            told[link]
            if link in told and told[link].raw == raw
            else AccountValue(
                link,
                by_name[link].connection,
                raw,
                value,
                earlier=shown[link].followed(value) if link in shown and name != EXISTENCE else (),
            )
            for link, raw, value in contested.accounts
        )
        mine = [each for each in accounts if each.connection == chunk.context.id and name != EXISTENCE]
        if any(each.raw != by_name[each.link].bases[name][1] for each in mine):
            chunk.brought.setdefault(record.id, set()).add(name)
        if known is None or known.kind is not contested.why or _values(known.accounts) != _values(accounts):
            chunk.found.append(FoundConflict(record.id, record.kind, name, contested.why, contested.before, accounts))
        if contested.why is ConflictKind.CHANGED_HERE_DELETED_THERE:
            for link, _, _ in contested.accounts:
                # If the row comes back as it was, that is news.
                by_name[link].seen_hash = None
                chunk.touched[by_name[link].id] = by_name[link]
    over = [chunk.conflicts[record.id][name].id for name in sorted(plan.settled)]
    standing = {state.name for state in chunk.links[record.id] if not (state.is_gone or state.state == links.UNLINKED)}
    overwritten = chunk.overwritten.get(record.id, {}).values()
    over += [each.id for each in overwritten if _is_over(record, each, plan, standing)]
    open_conflicts.close(unit, over, open_conflicts.OBSOLETE)


def _is_over(record: Record, asked: Conflict, plan: Plan, standing: Collection[str]) -> bool:
    """Whether there is nothing left to ask about a value that was overwritten.

    Its row is gone or kept apart (not among the ``standing`` links); whoever had written it has written since, and nobody here has;
    or somebody here has typed just that value. What was written at another account says nothing about it.
    """
    if all(account.link not in standing for account in asked.accounts):
        return True
    if record.life == TRASH or any(asked.field in plan.rebased.get(account.link, {}) for account in asked.accounts):
        return True
    return all(account.value == record.fields.get(asked.field) for account in asked.accounts)


def _values(accounts: Sequence[AccountValue]) -> list[tuple[str, Any, Value]]:
    """What accounts hold, as they write it and as it reads now: a row that it names may have become known since."""
    return sorted(((account.link, account.raw, account.value) for account in accounts), key=repr)


def targets_of(unit: Unit, context: Context, rows: Sequence[RemoteRecord], states: Iterable[LinkState] = ()) -> Targets:
    """The records that the rows' references (and those of the bases they are compared with) point to."""
    raws: list[Any] = []
    for row in rows:
        raws.extend(raw for name in references.of_kind(row.kind) if (raw := row.fields.get(name)))
    return Targets(links.records_of(unit.connection, context.id, _wanted(raws, states)))


def _wanted(raws: Sequence[Any], states: Iterable[LinkState]) -> dict[str, set[str]]:
    held = [
        theirs
        for state in states
        for name in references.of_kind(state.kind)
        if (theirs := state.bases.get(name, (None, None))[1])
    ]
    return references.wanted([*raws, *held])
