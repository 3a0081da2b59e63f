"""Stages 3 to 5: identify, reconcile, apply. One unit of work takes a chunk of the inbox and leaves it reconciled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store import contests, inbox, ledger, links, records, troubles
from crmdesk.store.bases import Bases, fingerprint
from crmdesk.store.contests import Contest
from crmdesk.store.inbox import Staged
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, MERGED, TRASH, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import identify, references
from crmdesk.sync.context import Context
from crmdesk.sync.plan import LinkView, Plan, Presence, RecordView, Seen, plan_record
from crmdesk.sync.references import Targets
from crmdesk.sync.rows import absence, remote_record

CHUNK = 250
"""Rows a transaction: short enough that an edit never waits noticeably behind it."""


@dataclass(slots=True)
class Chunk:
    """What one unit of work has loaded: rows, their links and records, and what it will write."""

    context: Context
    object: str
    targets: Targets
    records: dict[str, Record] = field(default_factory=dict)
    links: dict[str, list[LinkState]] = field(default_factory=dict)
    conflicts: dict[str, dict[str, Conflict]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    changed: dict[str, set[str]] = field(default_factory=dict)
    touched: dict[int, LinkState] = field(default_factory=dict)
    dangling: list[tuple[str, str, int, str]] = field(default_factory=list)


def reconcile_chunk(unit: Unit, context: Context, object_name: str) -> int:
    """Reconcile the oldest rows of an object's inbox; returns how many were taken (0: nothing more to do now)."""
    staged = inbox.take(unit, context.id, object_name, CHUNK)
    reconcile_rows(unit, context, object_name, staged)
    return len(staged)


def reconcile_rows(unit: Unit, context: Context, object_name: str, staged: Sequence[Staged]) -> None:
    """Reconcile rows of one object. They leave the inbox, apart from those that have to wait for another row."""
    if not staged:
        return
    rows = [remote_record(row.object, row.remote_id, row.row) for row in staged if not row.absent]
    absences = [absence(row.object, row.remote_id, row.row) for row in staged if row.absent]
    mapped = [row for row in rows if context.rules(object_name, row.kind)]
    identified = identify.identify(unit, context, object_name, mapped, absences)
    targets = _targets(unit, context, mapped, identified.known.values())
    chunk = Chunk(context, object_name, targets)
    hashes = {row.remote_id: row.hash for row in staged}
    _insert_new(unit, chunk, identified.new, hashes)
    _load(unit, chunk, {state.record for state in identified.known.values()})
    _apply_merges(unit, chunk, identified.merged)
    seen = {identified.known[row.id].id: row for row in mapped if row.id in identified.known}
    gone = {identified.known[each.id].id: each for each in identified.gone}
    for record_id in sorted({state.record for state in identified.known.values()}):
        _reconcile_record(unit, chunk, record_id, seen, gone, hashes)
    _write(unit, chunk)
    inbox.done(unit, context.id, object_name, [row.remote_id for row in staged])
    waiting = set(identified.waiting)
    inbox.keep_waiting(unit, context.id, [row for row in staged if row.remote_id in waiting])
    context.counts["applied"] += len(staged) - len(waiting)


def replan(unit: Unit, context: Context, record_ids: Iterable[str]) -> None:
    """Plan records again from what is stored: after a decision, an edit that answers a conflict, a change of mapping."""
    chunk = Chunk(context, "", Targets())
    _load(unit, chunk, set(record_ids))
    for record_id in sorted(chunk.records):
        _reconcile_record(unit, chunk, record_id, {}, {}, {})
    _write(unit, chunk)


# -- new records ------------------------------------------------------------------------------------------------------


def _insert_new(unit: Unit, chunk: Chunk, rows: Sequence[RemoteRecord], hashes: Mapping[str, bytes | None]) -> None:
    """Rows that belong to no record become records: one event each, no values in the ledger."""
    made: dict[Kind, list[Record]] = {}
    states: list[LinkState] = []
    for row in rows:
        bases, fields, unknown = _first_reading(chunk, row)
        record = Record(unit.new_id(), row.kind, LIVE, fields)
        state = LinkState(0, chunk.context.id, chunk.object, row.id, record.id, row.kind)
        state.version, state.seen_hash, state.bases = row.version, hashes[row.id], bases
        made.setdefault(row.kind, []).append(record)
        states.append(state)
        chunk.entries.append(
            Entry(
                record.id, row.kind, Cause.IMPORT, event="imported", connection=chunk.context.id, run=chunk.context.run
            ),
        )
        chunk.dangling.extend((object_name, remote_id, len(states), name) for object_name, remote_id, name in unknown)
    for kind, fresh in made.items():
        records.insert_many(unit, kind, fresh)
    links.insert_many(unit, states)
    chunk.dangling = [
        (object_name, remote_id, states[at - 1].id, name) for object_name, remote_id, at, name in chunk.dangling
    ]
    chunk.context.counts["new"] += len(rows)
    _fill_dangling(unit, chunk, {state.remote_id or "": state.record for state in states})


def _first_reading(chunk: Chunk, row: RemoteRecord) -> tuple[Bases, dict[str, Value], list[tuple[str, str, str]]]:
    """The base and the fields of a row that is seen for the first time, and its references to rows not known yet."""
    fields: dict[str, Value] = dict.fromkeys(CATALOGUE[row.kind])
    if "created_at" in fields:
        fields["created_at"], fields["modified_at"] = row.created_at, row.modified_at
    bases: Bases = {}
    unknown: list[tuple[str, str, str]] = []
    for name, rule in chunk.context.rules(chunk.object, row.kind).items():
        if name not in row.fields:
            continue
        raw = row.fields[name]
        if references.is_reference(row.kind, name):
            value, missing = chunk.targets.read(row.kind, name, raw)
            unknown.extend((object_name, remote_id, name) for object_name, remote_id in missing)
        else:
            value = rule.codec.decode(raw)
        fields[name] = value
        bases[name] = (value, raw)
    return bases, fields, unknown


def _fill_dangling(unit: Unit, chunk: Chunk, arrived: Mapping[str, str]) -> None:
    """References that waited for rows which have a record now: both halves agree, so the base moves with the value."""
    waiting = links.take_dangling(unit, chunk.context.id, chunk.object, arrived)
    if not waiting:
        return
    states = links.by_id(unit.connection, {link for _, link, _ in waiting})
    kinds: dict[Kind, set[str]] = {}
    for state in states.values():
        kinds.setdefault(state.kind, set()).add(state.record)
    loaded = {kind: records.load_many(unit.connection, kind, sorted(ids)) for kind, ids in kinds.items()}
    changed: dict[Kind, dict[str, set[str]]] = {}
    for remote_id, link, name in waiting:
        state = states[link]
        record = loaded[state.kind].get(state.record)
        if record is None or name not in state.bases:
            continue
        ours, theirs = state.bases[name]
        old = record.fields[name]
        state.bases[name] = (_with_target(state.kind, name, ours, arrived[remote_id]), theirs)
        record.fields[name] = _with_target(state.kind, name, old, arrived[remote_id]) if old == ours or ours else old
        if record.fields[name] != old:
            changed.setdefault(state.kind, {}).setdefault(record.id, set()).add(name)
            chunk.entries.append(_remote_entry(chunk, record, name, old))
    links.update_many(unit, list(states.values()))
    for kind, by_record in changed.items():
        pairs = [(loaded[kind][record_id], frozenset(names)) for record_id, names in by_record.items()]
        records.update_many(unit, kind, pairs)


def _with_target(kind: Kind, name: str, value: Value, target: str) -> Value:
    if CATALOGUE[kind][name].type is FieldType.REFERENCES:
        return sorted({*(value or ()), target})
    return value or target


# -- records that are known -------------------------------------------------------------------------------------------


def _load(unit: Unit, chunk: Chunk, record_ids: set[str]) -> None:
    chunk.links = links.by_record(unit.connection, record_ids)
    by_kind: dict[Kind, list[str]] = {}
    for record_id in sorted(record_ids):
        states = chunk.links.get(record_id)
        if states:
            by_kind.setdefault(states[0].kind, []).append(record_id)
    for kind, ids in by_kind.items():
        chunk.records.update(records.load_many(unit.connection, kind, ids))
    chunk.conflicts = contests.open_of(unit.connection, record_ids)


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
    states = [state for state in chunk.links[record_id] if state.state in (links.ACTIVE, links.NO_ACCESS)]
    record = _convert(unit, chunk, record, states, seen)
    for state in states:
        if state.id in gone and gone[state.id].gone is Gone.NO_ACCESS:
            state.state = links.NO_ACCESS
            chunk.touched[state.id] = state
    views = [_view(chunk, record, state, seen.get(state.id), gone.get(state.id)) for state in states]
    open_fields = frozenset(chunk.conflicts.get(record_id, {}))
    plan = plan_record(RecordView(record_id, record.kind, record.life == LIVE, record.fields, open_fields), views)
    _apply_plan(unit, chunk, record, states, plan)
    for state in states:
        row = seen.get(state.id)
        if row is not None:
            state.state, state.version = links.ACTIVE, row.version
            state.seen_hash = hashes[row.id]
            chunk.touched[state.id] = state


def _convert(
    unit: Unit,
    chunk: Chunk,
    record: Record,
    states: Sequence[LinkState],
    seen: Mapping[int, RemoteRecord],
) -> Record:
    """A person that a vendor now counts as another kind becomes one, keeping its id and history."""
    row = next((seen[state.id] for state in states if state.id in seen), None)
    if row is None or row.kind is record.kind or not {row.kind, record.kind} <= set(PERSON_KINDS):
        return record
    made = records.convert(unit, record, row.kind)
    chunk.records[record.id] = made
    chunk.entries.append(
        Entry(made.id, made.kind, Cause.REMOTE, event="converted", connection=chunk.context.id, run=chunk.context.run),
    )
    for state in chunk.links[record.id]:
        state.kind = made.kind
        state.bases = {name: pair for name, pair in state.bases.items() if name in CATALOGUE[made.kind]}
        chunk.touched[state.id] = state
    lost = [
        conflict.id for name, conflict in chunk.conflicts.get(record.id, {}).items() if name not in CATALOGUE[made.kind]
    ]
    contests.close(unit, lost, contests.OBSOLETE)
    return made


def _view(chunk: Chunk, record: Record, state: LinkState, row: RemoteRecord | None, absent: Absence | None) -> LinkView:
    """A link as the planner sees it: what moved since its base, from the row or from what an open conflict shows."""
    if absent is not None and absent.gone is Gone.DELETED:
        return LinkView(state.name, state.bases, presence=Presence.ABSENT)
    raws = {
        name: account.raw
        for name, conflict in chunk.conflicts.get(record.id, {}).items()
        for account in conflict.accounts
        if account.link == state.name and name != EXISTENCE
    }
    if row is not None:
        raws |= row.fields
    seen: dict[str, Seen] = {}
    if state.connection == chunk.context.id:
        seen = _moved(chunk, record, state, raws)
    else:
        shown = {
            name: account
            for name, conflict in chunk.conflicts.get(record.id, {}).items()
            for account in conflict.accounts
            if account.link == state.name and name != EXISTENCE
        }
        seen = {
            name: Seen(each.raw, each.value, state.bases.get(name, (None, None))[0]) for name, each in shown.items()
        }
    return LinkView(state.name, state.bases, seen, Presence.PRESENT if row is not None else Presence.UNSEEN)


def _moved(chunk: Chunk, record: Record, state: LinkState, raws: Mapping[str, Any]) -> dict[str, Seen]:
    seen: dict[str, Seen] = {}
    for name, rule in chunk.context.rules(state.object, record.kind).items():
        if name not in raws:
            continue
        raw = raws[name]
        if name not in state.bases:
            # A field that the mapping gained: from now on the link carries it, blank on both sides so far.
            state.bases[name] = (None, None)
            chunk.touched[state.id] = state
        _, theirs = state.bases[name]
        if raw == theirs:
            continue
        if references.is_reference(record.kind, name):
            value, unknown = chunk.targets.read(record.kind, name, raw)
            before, _ = chunk.targets.read(record.kind, name, theirs)
            chunk.dangling.extend((object_name, remote_id, state.id, name) for object_name, remote_id in unknown)
        else:
            value, before = rule.codec.decode(raw), rule.codec.decode(theirs)
        seen[name] = Seen(raw, value, before)
    return seen


def _apply_plan(unit: Unit, chunk: Chunk, record: Record, states: Sequence[LinkState], plan: Plan) -> None:
    context = chunk.context
    by_name = {state.name: state for state in states}
    for name, (value, _) in plan.values.items():
        old = record.fields[name]
        record.fields[name] = value
        chunk.changed.setdefault(record.id, set()).add(name)
        chunk.entries.append(_remote_entry(chunk, record, name, old))
    if plan.values and "modified_at" in record.fields:
        record.fields["modified_at"] = unit.now
        chunk.changed[record.id].add("modified_at")
    for link, pairs in plan.rebased.items():
        by_name[link].bases.update(pairs)
        chunk.touched[by_name[link].id] = by_name[link]
    for link in plan.gone:
        by_name[link].state = links.GONE
        chunk.touched[by_name[link].id] = by_name[link]
    if plan.live is not None:
        _set_life(unit, chunk, record, LIVE if plan.live else TRASH)
    for name, contested in plan.contested.items():
        accounts = tuple(
            AccountValue(link, by_name[link].connection, raw, value) for link, raw, value in contested.accounts
        )
        known = chunk.conflicts.get(record.id, {}).get(name)
        if known is None or _values(known.accounts) != _values(accounts):
            chunk.contests.append(Contest(record.id, record.kind, name, contested.why, contested.before, accounts))
    over = [chunk.conflicts[record.id][name].id for name in sorted(plan.settled)]
    contests.close(unit, over, contests.OBSOLETE)
    for name, key in plan.notices.items():
        troubles.notify(unit, context.id, record.id, name, key, {})
        context.counts["notices"] += 1
    if _is_pending(record, states):
        context.counts["merged"] += len(plan.values)
    for state in chunk.links[record.id]:
        if plan or state.dirty:
            _mark(chunk, record, state)


def _values(accounts: Sequence[AccountValue]) -> list[tuple[str, Any]]:
    return sorted(((account.link, account.raw) for account in accounts), key=repr)


def _is_pending(record: Record, states: Sequence[LinkState]) -> bool:
    return any(record.fields.get(name) != ours for state in states for name, (ours, _) in state.bases.items())


def _mark(chunk: Chunk, record: Record, state: LinkState) -> None:
    """A link is dirty while the record differs from its base; whether that can be sent is for the sender to see."""
    dirty = state.state == links.NEW
    if state.state == links.ACTIVE:
        differs = any(record.fields.get(name) != ours for name, (ours, _) in state.bases.items())
        dirty = record.life == TRASH or differs
    if dirty != state.dirty:
        state.dirty = dirty
        chunk.touched[state.id] = state


def _set_life(unit: Unit, chunk: Chunk, record: Record, life: str) -> None:
    record.life = life
    records.set_life(unit, record.kind, [record.id], life)
    event = "deleted" if life == TRASH else "restored"
    chunk.entries.append(
        Entry(record.id, record.kind, Cause.REMOTE, event=event, connection=chunk.context.id, run=chunk.context.run),
    )
    chunk.context.counts["deleted"] += life == TRASH


def _apply_merges(unit: Unit, chunk: Chunk, merged: Sequence[tuple[str, str]]) -> None:
    """Rows merged at the vendor: the loser's record points to the survivor's, its unsent edits go over to it."""
    for loser_id, winner_id in merged:
        extra = {loser_id, winner_id} - chunk.records.keys()
        if extra:
            known_records, known_links, known_conflicts = chunk.records, chunk.links, chunk.conflicts
            chunk.records, chunk.links, chunk.conflicts = {}, {}, {}
            _load(unit, chunk, extra)
            chunk.records |= known_records
            chunk.links |= known_links
            chunk.conflicts |= known_conflicts
        loser, winner = chunk.records.get(loser_id), chunk.records.get(winner_id)
        if loser is None or winner is None or loser.life == MERGED:
            continue
        _carry_over(chunk, loser, winner)
        records.set_life(unit, loser.kind, [loser.id], MERGED, merged_into=winner.id)
        loser.life = MERGED
        chunk.entries.append(
            Entry(
                loser.id, loser.kind, Cause.MERGE, event="merged", connection=chunk.context.id, run=chunk.context.run
            ),
        )
        over = [conflict.id for conflict in chunk.conflicts.get(loser.id, {}).values()]
        contests.close(unit, over, contests.OBSOLETE)


def _carry_over(chunk: Chunk, loser: Record, winner: Record) -> None:
    """Unsent edits of the loser become edits of the survivor; where that has an edit of its own, the ledger keeps the other."""
    clean = {
        name
        for state in chunk.links.get(winner.id, [])
        for name, (ours, _) in state.bases.items()
        if winner.fields.get(name) == ours
    }
    for state in chunk.links.get(loser.id, []):
        for name, (ours, _) in state.bases.items():
            value = loser.fields.get(name)
            if value == ours or name not in CATALOGUE[winner.kind] or winner.fields.get(name) == value:
                continue
            if name in clean:
                old, winner.fields[name] = winner.fields[name], value
                chunk.changed.setdefault(winner.id, set()).add(name)
                chunk.entries.append(_entry(chunk, winner, name, old, Cause.MERGE))
        state.state, state.dirty = links.GONE, False
        chunk.touched[state.id] = state


def _write(unit: Unit, chunk: Chunk) -> None:
    by_kind: dict[Kind, list[tuple[Record, frozenset[str]]]] = {}
    for record_id, names in chunk.changed.items():
        record = chunk.records[record_id]
        by_kind.setdefault(record.kind, []).append((record, frozenset(names)))
    for kind, changed in by_kind.items():
        records.update_many(unit, kind, changed)
    links.update_many(unit, list(chunk.touched.values()))
    links.note_dangling(unit, chunk.context.id, chunk.dangling)
    ledger.append(unit, chunk.entries)
    chunk.context.counts["conflicts_opened"] += contests.open_or_refresh(unit, chunk.contests, run=chunk.context.run)


def _remote_entry(chunk: Chunk, record: Record, name: str, old: Value) -> Entry:
    return _entry(chunk, record, name, old, Cause.REMOTE)


def _entry(chunk: Chunk, record: Record, name: str, old: Value, cause: Cause) -> Entry:
    context = chunk.context
    return Entry(record.id, record.kind, cause, name, old, record.fields[name], connection=context.id, run=context.run)


def _targets(unit: Unit, context: Context, rows: Sequence[RemoteRecord], states: Iterable[LinkState]) -> Targets:
    """The records that the rows' references (and those of the bases they are compared with) point to."""
    raws: list[Any] = []
    for row in rows:
        raws.extend(raw for name, raw in row.fields.items() if raw and references.is_reference(row.kind, name))
    for state in states:
        raws.extend(
            theirs
            for name, (_, theirs) in state.bases.items()
            if theirs and name in CATALOGUE[state.kind] and references.is_reference(state.kind, name)
        )
    return Targets(links.records_of(unit.connection, context.id, references.wanted(raws)))


def known_raws(state: LinkState, conflicts: Mapping[str, Conflict]) -> dict[str, Any]:
    """What a link's row holds as far as we know: the base, with what open conflicts show on top."""
    raws = {name: theirs for name, (_, theirs) in state.bases.items()}
    for name, conflict in conflicts.items():
        shown = [account.raw for account in conflict.accounts if account.link == state.name]
        if shown and name != EXISTENCE:
            raws[name] = shown[0]
    return raws


def refingerprint(state: LinkState, conflicts: Mapping[str, Conflict]) -> None:
    """Bring a link's hash up to what its row now holds, so that our own write comes back as an echo."""
    state.seen_hash = fingerprint(state.kind, known_raws(state, conflicts))
