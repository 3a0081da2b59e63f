"""What one unit of work of the reconciliation holds in memory, and how it is loaded, marked and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from crmdesk.domain.conflicts import EXISTENCE, Conflict, ConflictKind
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Policy, Ruling
from crmdesk.domain.values import Value
from crmdesk.store import (
    connections,
    cursors,
    dangling,
    editing,
    intents,
    ledger,
    links,
    notices,
    open_conflicts,
    problems,
    records,
)
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.records import TRASH, Record
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context
from crmdesk.sync.hidden import Hidden
from crmdesk.sync.references import Targets


@dataclass(slots=True)
class Chunk:
    """What one unit of work has loaded: rows, their links and records, and what it will write.

    ``conflicts`` are those that bases and rows say, ``overwritten`` those about a value that no row holds any more. ``emptied`` are
    contested fields that a person emptied here, by record (``emptied``). ``moved`` are records that went to the trash or came back,
    ``revived`` those whose row was gone and is there again. ``brought`` are the fields of records of which the account has brought
    another value. ``policies`` are those in force, None until they are asked for the first time; ``ruled`` is what they answer to
    the conflicts of records. ``deletions`` is what a deletion means here, by account, ``unsent`` are the fields that do not travel,
    by connection, object and kind; ``making`` are links whose row is being made, or may have been. These three are loaded where
    a row is gone, or a person is asked whether a record exists (``load_accounts``). ``hidden`` are rows of known records that
    references no longer name only because they cannot be seen at the account (module ``hidden``).
    ``known_since`` are records to be planned again: somebody is asked about a reference to a row that was unknown and has come.
    ``dangling`` are references to rows that nobody knows yet, ``unawaited`` those that do not wait for their row any more.
    """

    context: Context
    object: str
    targets: Targets
    records: dict[str, Record] = field(default_factory=dict)
    links: dict[str, list[LinkState]] = field(default_factory=dict)
    conflicts: dict[str, dict[str, Conflict]] = field(default_factory=dict)
    overwritten: dict[str, dict[str, Conflict]] = field(default_factory=dict)
    emptied: dict[str, frozenset[str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    found: list[FoundConflict] = field(default_factory=list)
    changed: dict[str, set[str]] = field(default_factory=dict)
    touched: dict[int, LinkState] = field(default_factory=dict)
    dangling: list[tuple[str, str, int, str]] = field(default_factory=list)
    unawaited: set[tuple[str, str, int, str]] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    revived: set[str] = field(default_factory=set)
    brought: dict[str, set[str]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    policies: tuple[Policy, ...] | None = None
    ruled: dict[str, Mapping[str, Ruling]] = field(default_factory=dict)
    deletions: Mapping[str, Deletions] = field(default_factory=dict)
    unsent: Mapping[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)
    making: Set[int] = frozenset()
    hidden: Hidden = field(default_factory=dict)
    known_since: set[str] = field(default_factory=set)


def load(unit: Unit, chunk: Chunk, record_ids: Iterable[str]) -> None:
    """Load records that are not loaded yet, with all their links and open conflicts."""
    wanted = sorted(set(record_ids) - chunk.records.keys())
    tied = links.by_record(unit.connection, wanted)
    by_kind: dict[Kind, list[str]] = {}
    for record_id in wanted:
        if record_id in tied:
            by_kind.setdefault(tied[record_id][0].kind, []).append(record_id)
    for kind, ids in by_kind.items():
        chunk.records.update(records.load_many(unit.connection, kind, ids))
    chunk.links.update(tied)
    for record_id, asked in open_conflicts.open_of(unit.connection, wanted).items():
        for name, conflict in asked.items():
            group = chunk.overwritten if conflict.kind is ConflictKind.OVERWROTE else chunk.conflicts
            group.setdefault(record_id, {})[name] = conflict
    loaded = [chunk.records[each] for each in wanted if each in chunk.records]
    chunk.emptied.update(emptied(unit.connection, loaded, chunk.conflicts))


def load_accounts(unit: Unit, chunk: Chunk) -> None:
    """Load what tells, beside the rows, whether a record goes on where one of its rows is gone."""
    chunk.deletions, chunk.unsent = connections.deletions(unit.connection), cursors.unsent(unit.connection)
    unmade = [state.id for tied in chunk.links.values() for state in tied if state.state == links.NEW]
    chunk.making = intents.under_way(unit.connection, unmade)


def emptied(
    reader: Reader, loaded: Iterable[Record], conflicts: Mapping[str, Mapping[str, Conflict]]
) -> dict[str, frozenset[str]]:
    """The contested fields that a person emptied here and that are still blank, by record.

    A field that is blank because an edit was taken back does not count. One statement for each field that is contested and blank
    in any of the records; most often there is none.
    """
    blank: dict[str, set[str]] = {}
    for record in loaded:
        for name in conflicts.get(record.id, {}):
            if name != EXISTENCE and record.fields.get(name) is None:
                blank.setdefault(name, set()).add(record.id)
    found: dict[str, frozenset[str]] = {}
    for name, ids in sorted(blank.items()):
        for id, (cause, _, _) in ledger.last_changes(reader, ids, name).items():
            if cause in (Cause.USER, Cause.REDO, Cause.REVIEW):
                found[id] = found.get(id, frozenset()) | {name}
    return found


def set_value(
    chunk: Chunk, record: Record, name: str, value: Value, cause: Cause, connection: str | None = None
) -> None:
    """Give a field of a record another value, with its entry in the ledger: from this account, or from ``connection``."""
    old, record.fields[name] = record.fields.get(name), value
    chunk.changed.setdefault(record.id, set()).add(name)
    context = chunk.context
    chunk.entries.append(
        Entry(record.id, record.kind, cause, name, old, value, connection=connection or context.id, run=context.run),
    )


def note_event(chunk: Chunk, record: Record, cause: Cause, event: str, connection: str | None = None) -> None:
    """Write an event of the whole record into the ledger; ``connection`` is the account that said so, where another one runs."""
    context = chunk.context
    chunk.entries.append(
        Entry(record.id, record.kind, cause, event=event, connection=connection or context.id, run=context.run),
    )


def set_life(chunk: Chunk, record: Record, life: str, connection: str | None = None) -> None:
    """Move a record to the trash or back, because an account says so: ``connection``, or the one that runs."""
    record.life = life
    chunk.moved.add(record.id)
    note_event(chunk, record, Cause.REMOTE, "deleted" if life == TRASH else "restored", connection)
    chunk.context.counts["deleted"] += life == TRASH


def note_kept(chunk: Chunk, record: Record, connection: str) -> None:
    """Write into the ledger that a record stays here although an account deleted it."""
    stays = Entry(
        record.id, record.kind, Cause.REMOTE, EXISTENCE, True, True, connection=connection, run=chunk.context.run
    )
    chunk.entries.append(stays)


def mark(chunk: Chunk, record: Record, state: LinkState) -> None:
    """A link is dirty while the record differs from its base; whether that can be sent is for the sender to see."""
    dirty = editing.has_news(record, state)
    if dirty != state.dirty:
        state.dirty = dirty
        chunk.touched[state.id] = state


def write(unit: Unit, chunk: Chunk) -> None:
    """Write everything that the chunk has gathered."""
    by_kind: dict[Kind, list[tuple[Record, frozenset[str]]]] = {}
    for record_id, names in chunk.changed.items():
        record = chunk.records[record_id]
        by_kind.setdefault(record.kind, []).append((record, frozenset(names)))
    for kind, changed in by_kind.items():
        records.update_many(unit, kind, changed)
    _write_lives(unit, chunk)
    notices.drop(unit, chunk.context.id, chunk.brought)
    notices.write(unit, chunk.notices)
    chunk.context.counts["notices"] += len(chunk.notices)
    links.update_many(unit, list(chunk.touched.values()))
    editing.forget_sends(unit, [state for state in chunk.touched.values() if not state.dirty])
    # What any account had refused is another value by now.
    for record_id in sorted(set().union(*problems.refused_at(unit.connection, chunk.changed).values())):
        editing.forget_sends(unit, chunk.links[record_id], frozenset(chunk.changed[record_id]))
    dangling.forget(unit, chunk.context.id, chunk.unawaited)
    awaiting = [each for each in chunk.dangling if each not in chunk.unawaited]
    missing = dangling.note(unit, chunk.context.id, awaiting)
    # Users, pipelines and stages are read once a day. Where a row names one that is not known yet, the list is read again at the
    # end of the run. It is so once for each such row: one that the list does not have stays awaited, and is not ``missing`` again.
    cursors.want(unit, chunk.context.id, filter(chunk.context.is_list, missing))
    ledger.append(unit, chunk.entries)
    chunk.context.counts["conflicts_opened"] += open_conflicts.open_or_refresh(unit, chunk.found, run=chunk.context.run)


def _write_lives(unit: Unit, chunk: Chunk) -> None:
    by_life: dict[tuple[Kind, str], list[str]] = {}
    for record_id in sorted(chunk.moved):
        record = chunk.records[record_id]
        by_life.setdefault((record.kind, record.life), []).append(record_id)
    for (kind, life), ids in by_life.items():
        records.set_life(unit, kind, ids, life)
        if life == TRASH:
            problems.settle_doubts_of(unit, ids)
