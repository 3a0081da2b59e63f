"""What a run brought about on this computer, and what of it can still be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store import intents, links, open_conflicts, records
from crmdesk.store.columns import dump, load
from crmdesk.store.editing import DELETED, RESTORED
from crmdesk.store.ledger import IMPORTED, TYPED, Cause
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.tables import Connection, Decision, History, Intent, Mention, Run, core

_HISTORY, _RUN, _INTENT = core(History), core(Run), core(Intent)
_DECISION, _CONNECTION, _MENTION = core(Decision), core(Connection), core(Mention)


class What(StrEnum):
    """What became of a record, or of one of its fields."""

    VALUE = "value"
    DECIDED = "decided"
    """A policy decided a conflict about it."""
    CREATED = "created"
    DELETED = "deleted"
    RESTORED = "restored"
    CONVERTED = "converted"
    MERGED = "merged"


class Left(StrEnum):
    """Why something is not taken back."""

    CHANGED_SINCE = "changed_since"
    """It is no longer as the run left it, or what a person typed since refers to it."""
    ASKED = "asked"
    """A person is asked about it: deciding that is the way back."""
    FOR_GOOD = "for_good"
    """Which kind a row is of, and which rows are one, is the account's to say. Whether a record exists, where a policy decided
    that, has a way back of its own: the decision's; what it holds in the trash stays with it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a run did. ``before`` and ``after`` are values of ``field``, None for what is about the whole record.

    ``left`` says why it stays, None where it is taken back. ``decision`` is the policy's, where one decided.
    """

    what: What
    record: str
    kind: Kind
    name: str
    field: str | None = None
    before: Value = None
    after: Value = None
    left: Left | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class RunEffects:
    """All that a run did here. ``sent`` is how many rows it wrote at the account with what was here before: that stays.

    ``shown`` is the fingerprint of the effects, for whoever takes back what was shown.
    """

    run: str
    connection: str
    account: str
    started_at: str
    effects: tuple[Effect, ...]
    sent: int
    shown: str

    @property
    def taken_back(self) -> tuple[Effect, ...]:
        """What an undo takes back."""
        return tuple(each for each in self.effects if each.left is None)

    @property
    def left(self) -> tuple[Effect, ...]:
        """What it leaves as it is."""
        return tuple(each for each in self.effects if each.left is not None)


def run_effects(connection: sa.Connection, run: str) -> RunEffects:
    """What a run did here, record by record. Raises InvalidInput for an unknown run, and for one that is not over."""
    row = connection.execute(sa.select(_RUN).where(_RUN.c.id == run)).first()
    if row is None:
        raise InvalidInput("run_unknown", id=run)
    if row.status == "running":
        raise InvalidInput("run_not_over", id=run)
    entries = connection.execute(sa.select(_HISTORY).where(_HISTORY.c.run == run).order_by(_HISTORY.c.seq)).all()
    by_record: dict[str, list[sa.Row[tuple[object, ...]]]] = {}
    for entry in entries:
        by_record.setdefault(entry.record, []).append(entry)
    look = _Look(connection, sorted(by_record), run)
    effects = tuple(each for record, some in by_record.items() for each in look.effects(record, some))
    name = connection.execute(sa.select(_CONNECTION.c.name).where(_CONNECTION.c.id == row.connection)).scalar()
    return RunEffects(
        run, row.connection, name or row.connection, row.started_at, effects, _sent(connection, run), _print(effects)
    )


def _sent(connection: sa.Connection, run: str) -> int:
    where = (_INTENT.c.run == run) & (_INTENT.c.state == intents.DONE)
    return connection.execute(sa.select(sa.func.count(_INTENT.c.link.distinct())).where(where)).scalar_one()


def _print(effects: Sequence[Effect]) -> str:
    text = dump([[each.what, each.record, each.field, each.before, each.after, each.left] for each in effects])
    return blake2b(text.encode(), digest_size=8).hexdigest()


class _Look:
    """The records of a run as they are now, and what has become of them since."""

    def __init__(self, connection: sa.Connection, ids: Sequence[str], run: str) -> None:
        self._connection = connection
        self._present = records.load_any(connection, ids)
        self._asked = open_conflicts.open_of(connection, ids)
        self._touched = _touched_since(connection, run)
        self._named = _named_since(connection, run)
        self._written = _written_since(connection, run)
        self._reversible = _reversible(connection, run)

    def effects(self, record: str, entries: Sequence[sa.Row[tuple[object, ...]]]) -> list[Effect]:
        """What the run did to one record, oldest first; nothing about what nobody edits (users, stages, stamps)."""
        present = self._present.get(record)
        if present is None or present.kind not in RECORD_KINDS:
            return []
        name = display_name(present.kind, present.fields)
        if any(entry.event == IMPORTED for entry in entries):
            return [Effect(What.CREATED, record, present.kind, name, left=self._left_created(present))]
        events = [entry for entry in entries if entry.event is not None or _is_existence_ruled(entry)]
        found = [self._event(present, name, entry) for entry in events[-1:]]
        fate = found[0] if found else None
        return found + [self._field(present, name, chain, fate) for chain in _chains(entries, present.kind).values()]

    def _left_created(self, record: Record) -> Left | None:
        if self._asked.get(record.id):
            return Left.ASKED
        return Left.CHANGED_SINCE if record.life != LIVE or record.id in self._touched | self._named else None

    def _event(self, record: Record, name: str, entry: sa.Row[tuple[object, ...]]) -> Effect:
        known = {DELETED: (What.DELETED, TRASH), RESTORED: (What.RESTORED, LIVE)}
        if entry.cause == Cause.POLICY.value:
            return Effect(What.DECIDED, record.id, record.kind, name, left=Left.FOR_GOOD, decision=entry.decision)
        if entry.event not in known:
            what = What.CONVERTED if entry.event == "converted" else What.MERGED
            return Effect(what, record.id, record.kind, name, left=Left.FOR_GOOD)
        what, life = known[entry.event]
        since = self._touched | self._named if what is What.RESTORED else self._touched
        left = Left.CHANGED_SINCE if record.life != life or record.id in since else None
        if EXISTENCE in self._asked.get(record.id, {}):
            left = Left.ASKED
        return Effect(what, record.id, record.kind, name, left=left)

    def _field(
        self, record: Record, name: str, chain: Sequence[sa.Row[tuple[object, ...]]], fate: Effect | None
    ) -> Effect:
        first, last = chain[0], chain[-1]
        field, after = str(last.field), load(last.new)
        left = self._left_field(record, field, after) or _left_in_trash(record, fate)
        decided = last.cause == Cause.POLICY.value and len(chain) == 1
        what = What.DECIDED if decided else What.VALUE
        decision = str(last.decision) if decided else None
        if decision is not None and left is None and decision not in self._reversible:
            left = Left.CHANGED_SINCE
        goes = fate is not None and fate.what is What.RESTORED and fate.left is None
        if decision is not None and left is None and goes:
            left = Left.FOR_GOOD  # nobody is asked about what is in the trash
        if left is None and any(entry.cause == Cause.MERGE.value for entry in chain):
            # What rows became one by, and what refers to them: the account has the other one no more.
            left = Left.FOR_GOOD
        before = records.standing(self._connection, record.kind, {field: load(first.old)})[field]
        if left is None and before == after and what is What.VALUE:
            left = Left.FOR_GOOD  # what it referred to before has become part of what it refers to now
        return Effect(what, record.id, record.kind, name, field, before, after, left, decision)

    def _left_field(self, record: Record, field: str, after: Value) -> Left | None:
        asked = self._asked.get(record.id, {})
        if field in asked or EXISTENCE in asked:
            return Left.ASKED
        if record.fields.get(field) != after:
            return Left.CHANGED_SINCE
        # To the same once more, by somebody else.
        return Left.CHANGED_SINCE if (record.id, field) in self._written else None


def _is_existence_ruled(entry: sa.Row[tuple[object, ...]]) -> bool:
    """Whether a policy decided that a record stays what it was: here, or in the trash."""
    return bool(entry.field == EXISTENCE and entry.cause == Cause.POLICY.value)


def _left_in_trash(record: Record, fate: Effect | None) -> Left | None:
    """Why what a record holds stays where the record does, in the trash; None for one that lives, or comes back with the undo."""
    if record.life == LIVE:
        return None
    if fate is None or fate.what not in (What.DELETED, What.DECIDED):
        return Left.CHANGED_SINCE
    return fate.left


def _chains(
    entries: Sequence[sa.Row[tuple[object, ...]]], kind: Kind
) -> Mapping[str, list[sa.Row[tuple[object, ...]]]]:
    """The entries of each field that a person may write; without those that came to what there was before."""
    chains: dict[str, list[sa.Row[tuple[object, ...]]]] = {}
    for entry in entries:
        if entry.field in CATALOGUE[kind] and not CATALOGUE[kind][entry.field].read_only:
            chains.setdefault(str(entry.field), []).append(entry)
    return {
        name: chain
        for name, chain in chains.items()
        if load(chain[0].old) != load(chain[-1].new) or chain[-1].cause == Cause.POLICY.value
    }


def _reversible(connection: sa.Connection, run: str) -> set[str]:
    """The decisions of a run that are the last ones about their fields, and whose accounts are still those of the record.

    So nothing was decided since, and nothing was united, separated or disconnected.
    """
    later = _HISTORY.alias()
    decided_since = sa.exists().where(
        (later.c.record == _HISTORY.c.record)
        & (later.c.field == _HISTORY.c.field)
        & (later.c.seq > _HISTORY.c.seq)
        & (later.c.decision != _HISTORY.c.decision)
    )
    mine = (_HISTORY.c.run == run) & _HISTORY.c.decision.is_not(None) & ~decided_since
    decided = sa.select(_HISTORY.c.decision).where(mine)
    rows = connection.execute(sa.select(_DECISION).where(_DECISION.c.id.in_(decided))).all()
    tied = links.by_record(connection, sorted({row.record for row in rows}))
    names = {record: {state.name for state in states} for record, states in tied.items()}
    return {row.id for row in rows if load(row.undo).get("bases", {}).keys() <= names.get(row.record, set())}


def _touched_since(connection: sa.Connection, run: str) -> set[str]:
    """The records of a run that anything else has changed since; what an undo took and gave back does not count."""
    last = _last(run)
    undone = _HISTORY.c.event.is_not(None) & (_HISTORY.c.cause == Cause.UNDO.value)
    later = sa.select(_HISTORY.c.record).join(
        last, (last.c.record == _HISTORY.c.record) & (_HISTORY.c.seq > last.c.seq) & ~undone
    )
    return set(connection.execute(later.distinct()).scalars())


def _named_since(connection: sa.Connection, run: str) -> set[str]:
    """The records of a run to which live ones refer because a person typed that since: it would be sent without them."""
    last, typed = _last(run), _HISTORY.alias()
    here = (
        (typed.c.record == _MENTION.c.source)
        & (typed.c.field == _MENTION.c.field)
        & (typed.c.seq > last.c.seq)
        & typed.c.new.contains(_MENTION.c.target)
        & typed.c.cause.in_(TYPED)
        & (typed.c.cause != Cause.UNDO.value)
    )
    query = sa.select(_MENTION.c.source, _MENTION.c.target).join(last, last.c.record == _MENTION.c.target)
    named = connection.execute(query.join(typed, here).distinct()).all()
    sources = records.load_any(connection, {row.source for row in named})
    live = {id for id, each in sources.items() if each.life == LIVE}
    return {row.target for row in named if row.source in live}


def _last(run: str) -> sa.Subquery:
    """What a run did last to each of its records."""
    of_run = _HISTORY.alias()
    return (
        sa.select(of_run.c.record, sa.func.max(of_run.c.seq).label("seq"))
        .where(of_run.c.run == run)
        .group_by(of_run.c.record)
        .subquery()
    )


def _written_since(connection: sa.Connection, run: str) -> set[tuple[str, str]]:
    """The fields into which anybody else has written once more what a run left in them; what an undo gave back does not count."""
    of_run, wrote, later = _HISTORY.alias(), _HISTORY.alias(), _HISTORY.alias()
    last = (
        sa.select(sa.func.max(of_run.c.seq).label("seq"))
        .where((of_run.c.run == run) & of_run.c.field.is_not(None))
        .group_by(of_run.c.record, of_run.c.field)
        .subquery()
    )
    again = (
        (later.c.record == wrote.c.record)
        & (later.c.field == wrote.c.field)
        & (later.c.seq > wrote.c.seq)
        & later.c.new.is_not_distinct_from(wrote.c.new)
        & (later.c.cause != Cause.UNDO.value)
        & (wrote.c.decision.is_(None) | later.c.decision.is_distinct_from(wrote.c.decision))
    )
    query = sa.select(wrote.c.record, wrote.c.field).join(last, last.c.seq == wrote.c.seq).join(later, again)
    return {(row.record, row.field) for row in connection.execute(query.distinct())}
