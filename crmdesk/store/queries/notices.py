"""What there is to know about fields and needs no decision: of one record, the newest of all, how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import connections, links, records
from crmdesk.store.columns import load
from crmdesk.store.links import LinkState
from crmdesk.store.notices import STORED_OTHERWISE
from crmdesk.store.queries.names import names_of
from crmdesk.store.tables import Notice, core

_NOTICE = core(Notice)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice about a field at an account. ``account`` is the connection's name as the person knows it, ``name`` the record's.

    ``agreed`` is our value of the field when both sides last agreed: for what is stored otherwise, the value that was sent.
    """

    id: int
    at: str
    account: str
    record: str
    kind: Kind
    name: str
    field: str
    key: str
    data: Mapping[str, Value]
    agreed: Value = None
    connection: str = ""

    @property
    def can_be_adopted(self) -> bool:
        """Whether the account's value can be taken over here (``store/adopting.py``)."""
        return self.key == STORED_OTHERWISE


def notices_of(connection: sa.Connection, record: str) -> dict[str, tuple[NoticeRow, ...]]:
    """The notices of a record by field, the newest of each first."""
    found: dict[str, tuple[NoticeRow, ...]] = {}
    for row in _rows(connection, sa.select(_NOTICE).where(_NOTICE.c.record == record).order_by(_NOTICE.c.id.desc())):
        found[row.field] = (*found.get(row.field, ()), row)
    return found


def newest(connection: sa.Connection, limit: int = 20) -> list[NoticeRow]:
    """The newest notices of all records, the newest first. A notice that is told anew is new."""
    return _rows(connection, sa.select(_NOTICE).order_by(_NOTICE.c.id.desc()).limit(limit))


def count(connection: sa.Connection) -> int:
    """How many notices there are."""
    return connection.execute(sa.select(sa.func.count()).select_from(_NOTICE)).scalar_one()


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> list[NoticeRow]:
    found = connection.execute(query).all()
    if not found:
        return []
    ids = sorted({row.record for row in found})
    kinds, tied = records.kinds_of(connection, ids), links.by_record(connection, ids)
    names = names_of(connection, ids, dict.fromkeys(kinds.values()))
    accounts = {account.id: account.name for account in connections.all_of(connection)}
    return [
        NoticeRow(
            id=row.id,
            at=row.at,
            account=accounts.get(row.connection, row.connection),
            record=row.record,
            kind=kinds[row.record],
            name=names.get(row.record, ""),
            field=row.field,
            key=row.key,
            data=load(row.data),
            agreed=_agreed(tied.get(row.record, ()), row.connection, row.field),
            connection=row.connection,
        )
        for row in found
        if row.record in kinds
    ]


def _agreed(tied: Sequence[LinkState], account: str, field: str) -> Value:
    """Our side of a field's base at an account; None where no link of it carries the field."""
    pairs = (state.bases.get(field) for state in tied if state.connection == account)
    return next((pair[0] for pair in pairs if pair is not None), None)
