"""What policies answer: to the conflicts that are open, and what they would have answered to those a person has decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.conflicts import EXISTENCE, Conflict, Keep, by_our_clock
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Policy, Question, Ruling, ruling
from crmdesk.domain.values import Value
from crmdesk.store import connections, ledger, links, open_conflicts, policies, records
from crmdesk.store.columns import load
from crmdesk.store.ledger import TYPED
from crmdesk.store.queries.names import names_of
from crmdesk.store.records import Record
from crmdesk.store.tables import Conflict as ConflictTable
from crmdesk.store.tables import Decision, History, core

_CONFLICT, _DECISION, _HISTORY = core(ConflictTable), core(Decision), core(History)
# Written out, not bound: only so does SQLite know that the partial index answers it.
_ALL_OPEN = (
    sa.select(_CONFLICT)
    .where(_CONFLICT.c.state == sa.literal_column("'open'"))
    .order_by(_CONFLICT.c.opened_at, _CONFLICT.c.id)
)
_OPEN_OF = _ALL_OPEN.where(_CONFLICT.c.accounts.contains(sa.bindparam("account")))


@dataclass(frozen=True, slots=True)
class Answered:
    """A conflict that a policy answers, ``now`` being what the field would hold; or would have answered at ``decided_at``.

    About the existence both values are whether the record is there. ``before`` is what the field holds, or what was chosen.
    """

    conflict: str
    kind: Kind
    record: str
    name: str
    field: str
    policy: str
    before: Value
    now: Value
    decided_at: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy with the names of what it is about: its record, its account, and the account that it prefers.

    It covers nobody once its record has ``ended``, as it became part of another one.
    """

    policy: Policy
    name: str | None
    account: str | None
    preferred: str | None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class AutomaticDecision:
    """A decision of a policy, with the change that takes it back; ``undone`` where that has been done."""

    change: str
    at: str
    policy: str
    record: str
    field: str
    chosen: Value
    rejected: tuple[Value, ...]
    undone: bool


def policy_rows(connection: sa.Connection) -> list[PolicyRow]:
    """All policies, switched off or not, in the order in which they were first made."""
    found = [each.policy for each in policies.newest(connection) if each.policy is not None]
    accounts = {each.id: each.name for each in connections.all_of(connection)}
    about = {each.scope.record for each in found if each.scope.record is not None}
    names, ended = names_of(connection, about), records.survivors(connection, about)
    return [
        PolicyRow(
            each,
            None if each.scope.record is None else names.get(each.scope.record, each.scope.record),
            None if each.scope.connection is None else accounts.get(each.scope.connection, each.scope.connection),
            None if each.preferred is None else accounts.get(each.preferred, each.preferred),
            each.scope.record in ended,
        )
        for each in found
    ]


def answered(connection: sa.Connection, there_are: Sequence[Policy], *, account: str | None = None) -> list[Answered]:
    """The open conflicts that policies would decide with the next run, the oldest first; of one account's part, or all."""
    if not there_are:
        return []
    return [
        _answered(record, conflict, answer)
        for record, conflict, question in _open(connection, account)
        if (answer := ruling(there_are, question)) is not None
    ]


def would_have_changed(connection: sa.Connection, there_are: Sequence[Policy], since: str) -> list[Answered]:
    """The fields that a person has decided since a moment (UTC text) and that policies would have decided otherwise."""
    joined = _DECISION.join(_CONFLICT, _CONFLICT.c.id == _DECISION.c.conflict)
    where = (_DECISION.c.at >= since) & (_CONFLICT.c.field != EXISTENCE) & ~_DECISION.c.who.startswith(policies.WHO)
    columns = (_DECISION.c.at, _DECISION.c.chosen, _DECISION.c.undo)
    query = sa.select(_CONFLICT, *columns).select_from(joined).where(where).order_by(_DECISION.c.id)
    rows = list(connection.execute(query).mappings())
    present = records.load_any(connection, (row["record"] for row in rows))
    ahead = _ahead(connection)
    found = []
    for row in rows:
        record, conflict = present.get(row["record"]), by_our_clock(open_conflicts.conflict_of(row), ahead)
        if record is None or conflict.field not in CATALOGUE[record.kind]:
            continue
        typed_at = _typed_before(connection, conflict, row["at"])
        question = Question(conflict, record.kind, load(row["undo"])["local"], typed_at)
        answer = ruling(there_are, question)
        if answer is not None and answer.value != load(row["chosen"]):
            found.append(_answered(record, conflict, answer, chosen=load(row["chosen"]), at=row["at"]))
    return found


def automatic_decisions(connection: sa.Connection, since: str) -> list[AutomaticDecision]:
    """What policies have decided since a moment (UTC text), the newest first."""
    joined = _DECISION.join(_CONFLICT, _CONFLICT.c.id == _DECISION.c.conflict)
    where = (_DECISION.c.at >= since) & _DECISION.c.who.startswith(policies.WHO)
    columns = (_DECISION, _CONFLICT.c.field, _CONFLICT.c.state, _CONFLICT.c.decision)
    query = sa.select(*columns).select_from(joined).where(where).order_by(_DECISION.c.id.desc())
    return [
        AutomaticDecision(
            change=load(row.undo)["change"],
            at=row.at,
            policy=row.who.removeprefix(policies.WHO),
            record=row.record,
            field=row.field,
            chosen=load(row.chosen),
            rejected=tuple(load(row.rejected)),
            undone=row.state == open_conflicts.OPEN or row.decision != row.id,
        )
        for row in connection.execute(query)
    ]


def _open(connection: sa.Connection, account: str | None) -> Iterator[tuple[Record, Conflict, Question]]:
    """The open conflicts that a policy may be asked about, as it sees them."""
    rows = connection.execute(_ALL_OPEN if account is None else _OPEN_OF, {"account": account}).mappings()
    asked = [open_conflicts.conflict_of(row) for row in rows]
    if not asked:
        return
    again = policies.taken_back(connection, [each.id for each in asked])
    asked = [each for each in asked if each.id not in again]
    present = records.load_any(connection, (each.record for each in asked))
    tied = links.by_record(connection, sorted(present))
    ahead = _ahead(connection)
    fields: dict[str, list[str]] = {}
    for conflict in asked:
        fields.setdefault(conflict.record, []).append(conflict.field)
    typed_at = ledger.typed_as_it_stands(connection, fields)
    for conflict in asked:
        record = present.get(conflict.record)
        if record is None:
            continue
        local = record.fields.get(conflict.field)
        parties = {account.link for account in conflict.accounts}
        agreeing = frozenset(
            state.connection
            for state in tied.get(record.id, [])
            if state.name not in parties and conflict.field in state.bases and state.bases[conflict.field][0] == local
        )
        typed = typed_at.get(record.id, {}).get(conflict.field)
        yield record, conflict, Question(by_our_clock(conflict, ahead), record.kind, local, typed, agreeing)


def _answered(
    record: Record, conflict: Conflict, answer: Ruling, *, chosen: Value = None, at: str | None = None
) -> Answered:
    exists = conflict.field == EXISTENCE
    return Answered(
        conflict=conflict.id,
        kind=record.kind,
        record=record.id,
        name=display_name(record.kind, record.fields),
        field=conflict.field,
        policy=answer.policy,
        before=chosen if at is not None else open_conflicts.local_value(record, conflict.field),
        now=_stays(conflict, answer) if exists else answer.value,
        decided_at=at,
    )


def _stays(conflict: Conflict, answer: Ruling) -> bool:
    """Whether the record is there once its existence is decided."""
    there = any(account.value for account in conflict.accounts)
    return there if answer.keep is Keep.ACCOUNT else not there


def _ahead(connection: sa.Connection) -> dict[str, float | None]:
    return {each.id: each.clock_offset_s for each in connections.all_of(connection)}


def _typed_before(connection: sa.Connection, conflict: Conflict, at: str) -> str | None:
    """When a person typed what the field held as its conflict was decided."""
    of_field = (_HISTORY.c.record == conflict.record) & (_HISTORY.c.field == conflict.field) & (_HISTORY.c.at < at)
    last = connection.execute(
        sa.select(_HISTORY.c.at, _HISTORY.c.cause).where(of_field).order_by(_HISTORY.c.seq.desc()).limit(1)
    ).first()
    return last.at if last is not None and last.cause in TYPED else None
