"""What happened to one record: its changes, which fields they were of, and the names of the records that they mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Keep, is_unknown
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.columns import load
from crmdesk.store.ledger import Cause
from crmdesk.store.queries.flags import among
from crmdesk.store.queries.names import names_of
from crmdesk.store.records import LIVE, kinds_of, targets
from crmdesk.store.tables import Conflict, Decision, History, core, record_table
from crmdesk.store.tables import Connection as ConnectionTable

_HISTORY, _CONNECTION, _DECISION, _CONFLICT = core(History), core(ConnectionTable), core(Decision), core(Conflict)
_DECIDING = (Cause.DECISION.value, Cause.POLICY.value)


class Unknown(StrEnum):
    """The part of somebody unknown in a decision."""

    CHOSEN = "chosen"
    """The account's choice was taken; the new value stands until it is known."""
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change. ``event`` names an event of the whole record (imported, created, deleted, restored, converted).

    ``rejected`` are the values that a decision did not take. ``decided_at`` is when the decision was made that this line
    tells of, with cause undo the one that was taken back: its question was open again from then on. ``unknown`` tells which
    part somebody had in a decision whom an account named and nobody knew here.
    """

    seq: int
    at: str
    field: str | None
    old: Value
    new: Value
    cause: str
    event: str | None
    account: str | None
    rejected: tuple[Value, ...] = ()
    decided_at: str | None = None
    unknown: Unknown | None = None


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """The changes of a record, newest first, and what it takes to tell them.

    ``fields`` are all fields that have ever changed, in whatever changes are told. ``names`` are those of the records that the
    values refer to, the trash included; ``live`` are the ids of those that a value may refer to again.
    """

    rows: tuple[HistoryRow, ...]
    fields: tuple[str, ...]
    names: Mapping[str, str]
    live: frozenset[str]


def record_history(connection: sa.Connection, record: str, field: str | None = None, limit: int = 200) -> RecordHistory:
    """The latest changes of a record, or of one of its fields, newest first."""
    of_record = _HISTORY.c.record == record
    rows = _rows(connection, of_record if field is None else of_record & (_HISTORY.c.field == field), limit)
    named = sa.select(_HISTORY.c.field).where(of_record & _HISTORY.c.field.is_not(None)).distinct()
    kind = kinds_of(connection, [record]).get(record)
    mentioned = set() if kind is None else _mentioned(kind, rows)
    return RecordHistory(
        rows=tuple(rows),
        fields=tuple(sorted(set(connection.execute(named).scalars()) - {EXISTENCE})),
        names=names_of(connection, mentioned),
        live=_live(connection, mentioned),
    )


def out_of_reach(told: RecordHistory, value: Value) -> list[str]:
    """The records that an earlier value of a reference points to, and that nothing can refer to any more."""
    return [each for each in targets(value) if each not in told.live]


def _rows(connection: sa.Connection, where: sa.ColumnElement[bool], limit: int) -> list[HistoryRow]:
    joined = _HISTORY.outerjoin(_CONNECTION, _CONNECTION.c.id == _HISTORY.c.connection)
    joined = joined.outerjoin(_DECISION, _DECISION.c.id == _HISTORY.c.decision)
    joined = joined.outerjoin(_CONFLICT, _CONFLICT.c.id == _DECISION.c.conflict)
    decided = (_DECISION.c.rejected, _DECISION.c.keep, _DECISION.c.at.label("decided_at"), _CONFLICT.c.accounts)
    query = sa.select(_HISTORY, _CONNECTION.c.name.label("account"), *decided).select_from(joined)
    newest = query.where(where).order_by(_HISTORY.c.seq.desc()).limit(limit)
    return [
        HistoryRow(
            row.seq,
            row.at,
            row.field,
            load(row.old),
            load(row.new),
            row.cause,
            row.event,
            row.account,
            tuple(load(row.rejected or "[]")) if row.cause in _DECIDING else (),
            row.decided_at,
            _unknown(row) if row.cause in _DECIDING else None,
        )
        for row in connection.execute(newest)
    ]


def _unknown(row: sa.Row[Any]) -> Unknown | None:
    """The part that somebody unknown had in the decision that a line tells of."""
    spec = CATALOGUE[Kind(row.kind)].get(row.field or "")
    sides = [AccountValue(**each) for each in load(row.accounts or "[]")]
    if spec is None or not any(is_unknown(spec.type, each) for each in sides):
        return None
    known = [each.value for each in sides if not is_unknown(spec.type, each)]
    return Unknown.CHOSEN if row.keep == Keep.ACCOUNT.value and load(row.new) not in known else Unknown.REJECTED


def _mentioned(kind: Kind, rows: Iterable[HistoryRow]) -> set[str]:
    """The ids of the records that values of the history refer to."""
    referring = {spec.name for spec in CATALOGUE[kind].values() if spec.targets}
    told = [(row.old, row.new, *row.rejected) for row in rows if row.field in referring]
    return {target for values in told for value in values for target in targets(value)}


def _live(connection: sa.Connection, ids: set[str]) -> frozenset[str]:
    found: set[str] = set()
    for kind in Kind:
        table = record_table(kind)
        left = sorted(ids - found)
        if left:
            where = among(table.c.id, left) & (table.c.life == LIVE)
            found.update(connection.execute(sa.select(table.c.id).where(where)).scalars())
    return frozenset(found)
