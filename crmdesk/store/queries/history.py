"""What happened to one record: its changes, which fields they were of, and the names of the records that they mention."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.columns import load
from crmdesk.store.ledger import Cause
from crmdesk.store.queries.flags import among
from crmdesk.store.queries.names import names_of
from crmdesk.store.queries.rows import HistoryRow, RecordHistory
from crmdesk.store.records import LIVE, kinds_of, targets
from crmdesk.store.tables import Connection as ConnectionTable
from crmdesk.store.tables import Decision, History, core, record_table

_HISTORY, _CONNECTION, _DECISION = core(History), core(ConnectionTable), core(Decision)


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
    decided = (_DECISION.c.rejected, _DECISION.c.at.label("decided_at"))
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
            tuple(load(row.rejected or "[]")) if row.cause in (Cause.DECISION.value, Cause.POLICY.value) else (),
            row.decided_at,
        )
        for row in connection.execute(newest)
    ]


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
