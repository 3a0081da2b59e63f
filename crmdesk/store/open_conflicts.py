"""Open conflicts and decisions as rows: opened and refreshed by a run, closed by a person, a rule or the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind, fingerprint
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import bulk
from crmdesk.store.columns import dump, load
from crmdesk.store.ledger import TYPED
from crmdesk.store.records import LIVE, Record, chunks
from crmdesk.store.tables import Conflict as ConflictTable
from crmdesk.store.tables import History, Link, Run, core
from crmdesk.store.unit import Unit

_CONFLICT, _HISTORY, _LINK, _RUN = core(ConflictTable), core(History), core(Link), core(Run)

OPEN, RESOLVED, OBSOLETE = "open", "resolved", "obsolete"

_OPEN_OF = sa.select(_CONFLICT).where((_CONFLICT.c.state == OPEN) & _CONFLICT.c.record.in_(bulk.GIVEN))
_SHOWING = (
    sa.select(_CONFLICT)
    .where((_CONFLICT.c.state == OPEN) & _CONFLICT.c.accounts.contains(sa.bindparam("account")))
    .where(_CONFLICT.c.why != ConflictKind.OVERWROTE.value)
    .order_by(_CONFLICT.c.opened_at)
)
_CONTESTED_AT = _SHOWING.where(_CONFLICT.c.field == sa.bindparam("field"))
_LOST = sa.select(_CONFLICT).where(
    (_CONFLICT.c.state == OPEN)
    & (_CONFLICT.c.field == EXISTENCE)
    & (_CONFLICT.c.why == ConflictKind.CHANGED_HERE_DELETED_THERE.value)
    & _CONFLICT.c.accounts.contains(sa.bindparam("account"))
)


@dataclass(frozen=True, slots=True)
class FoundConflict:
    """A conflict to open, or to bring up to date where it is open already."""

    record: str
    kind: Kind
    field: str
    why: ConflictKind
    before: Value
    accounts: tuple[AccountValue, ...]


def open_of(connection: sa.Connection, records: Iterable[str]) -> dict[str, dict[str, Conflict]]:
    """Open conflicts by record and field."""
    found: dict[str, dict[str, Conflict]] = {}
    for chunk in chunks(records):
        for row in connection.execute(_OPEN_OF, {"given": bulk.listed(chunk)}).mappings():
            conflict = conflict_of(row)
            found.setdefault(conflict.record, {})[conflict.field] = conflict
    return found


def by_ids(connection: sa.Connection, ids: Sequence[str]) -> dict[str, Conflict]:
    """Open conflicts by id."""
    found = {}
    for chunk in chunks(ids):
        where = (_CONFLICT.c.state == OPEN) & _CONFLICT.c.id.in_(chunk)
        for row in connection.execute(sa.select(_CONFLICT).where(where)).mappings():
            found[row["id"]] = conflict_of(row)
    return found


def unattributed(connection: sa.Connection, account: str) -> list[Conflict]:
    """Open conflicts that show a value of ``account`` without saying when it was written, oldest first.

    Of a value that was overwritten the vendor no longer tells who wrote it.
    """
    found = [conflict_of(row) for row in connection.execute(_SHOWING, {"account": account}).mappings()]
    return [
        conflict
        for conflict in found
        if any(each.connection == account and each.changed_at is None for each in conflict.accounts)
    ]


def contested_at(connection: sa.Connection, account: str, field: str) -> set[str]:
    """The records with an open conflict about a field that shows what ``account`` holds."""
    rows = connection.execute(_CONTESTED_AT, {"account": account, "field": field}).mappings()
    return {row["record"] for row in rows}


def lost_rows(connection: sa.Connection, account: str) -> set[int]:
    """The links of ``account`` whose row is gone there, which a person is asked about."""
    rows = connection.execute(_LOST, {"account": account}).mappings()
    accounts = (each for row in rows for each in conflict_of(row).accounts)
    return {int(each.link) for each in accounts if each.connection == account}


def lost_among(connection: sa.Connection, records: Iterable[str]) -> set[str]:
    """The names of those links of these records whose row is gone, about which a person is asked."""
    asked = [found[EXISTENCE] for found in open_of(connection, records).values() if EXISTENCE in found]
    lost = [each for each in asked if each.kind is ConflictKind.CHANGED_HERE_DELETED_THERE]
    return {account.link for each in lost for account in each.accounts}


def answered_here(connection: sa.Connection, account: str) -> list[str]:
    """Records with an open conflict and a link to ``account`` that were worked on since its last good run: that may answer it."""
    return list(connection.execute(_answered_here(), {"account": account}).scalars())


@cache
def _answered_here() -> sa.Select[Any]:
    account: sa.BindParameter[str] = sa.bindparam("account")
    good = sa.select(sa.func.max(_RUN.c.ledger)).where((_RUN.c.connection == account) & (_RUN.c.status == "done"))
    typed = (_HISTORY.c.record == _CONFLICT.c.record) & _HISTORY.c.cause.in_(TYPED)
    since = _HISTORY.c.seq > sa.func.coalesce(good.scalar_subquery(), 0)
    return (
        sa.select(_CONFLICT.c.record)
        .join(_LINK, _LINK.c.record == _CONFLICT.c.record)
        .where((_CONFLICT.c.state == OPEN) & (_LINK.c.connection == account) & sa.exists().where(typed & since))
        .distinct()
    )


def open_or_refresh(unit: Unit, found: Sequence[FoundConflict], *, run: str | None) -> int:
    """Open conflicts, or bring their accounts' values up to date. Returns how many are new."""
    known = open_of(unit.connection, {conflict.record for conflict in found})
    opened = 0
    for conflict in found:
        present = known.get(conflict.record, {}).get(conflict.field)
        accounts = dump([asdict(account) for account in conflict.accounts])
        if present is not None:
            values = {"accounts": accounts, "why": conflict.why.value}
            if present.kind is not conflict.why:
                values["before"] = dump(conflict.before)
            unit.connection.execute(_CONFLICT.update().where(_CONFLICT.c.id == present.id).values(values))
            continue
        opened += 1
        unit.connection.execute(
            _CONFLICT.insert().values(
                id=unit.new_id(),
                record=conflict.record,
                kind=conflict.kind.value,
                field=conflict.field,
                why=conflict.why.value,
                before=dump(conflict.before),
                accounts=accounts,
                opened_at=unit.now,
                run=run,
                state=OPEN,
            )
        )
    if found:
        unit.touch(conflicts=True)
    return opened


def leave(unit: Unit, asked: Iterable[Conflict], is_gone: Callable[[AccountValue], bool]) -> list[Conflict]:
    """Take accounts out of open conflicts; returns those that nobody contests any more, which whoever calls has to end."""
    over: list[Conflict] = []
    for conflict in asked:
        left = [each for each in conflict.accounts if not is_gone(each)]
        if not left:
            over.append(conflict)
        elif len(left) < len(conflict.accounts):
            set_accounts(unit, conflict, left)
    return over


def set_accounts(unit: Unit, conflict: Conflict, accounts: Sequence[AccountValue]) -> None:
    """Replace what an open conflict shows of the accounts (who wrote it, learned later)."""
    values = {"accounts": dump([asdict(account) for account in accounts])}
    unit.connection.execute(_CONFLICT.update().where(_CONFLICT.c.id == conflict.id).values(values))
    unit.touch(conflicts=True)


def close(unit: Unit, ids: Sequence[str], state: str, *, decision: str | None = None) -> None:
    """Close conflicts as resolved or obsolete."""
    for chunk in chunks(ids):
        unit.connection.execute(
            _CONFLICT.update().where(_CONFLICT.c.id.in_(chunk)).values(state=state, decision=decision),
        )
    if ids:
        unit.touch(conflicts=True)


def reopen(unit: Unit, conflict: str, *, why: ConflictKind | None = None) -> None:
    """Open a conflict again, as a decision about it is taken back; ``why`` where that is another reason now."""
    values = {"state": OPEN, "decision": None} | ({} if why is None else {"why": why.value})
    unit.connection.execute(_CONFLICT.update().where(_CONFLICT.c.id == conflict).values(values))
    unit.touch(conflicts=True)


def row_of(connection: sa.Connection, conflict: str) -> sa.Row[tuple[object, ...]]:
    """The row of a conflict in whatever state."""
    return connection.execute(sa.select(_CONFLICT).where(_CONFLICT.c.id == conflict)).one()


def accounts_of(row: sa.Row[tuple[object, ...]]) -> tuple[AccountValue, ...]:
    """What a conflict's row shows of the accounts."""
    return tuple(AccountValue(**account) for account in load(row.accounts))


def conflict_of(row: sa.RowMapping) -> Conflict:
    """A conflict from its row."""
    return Conflict(
        row["id"],
        row["record"],
        row["field"],
        ConflictKind(row["why"]),
        load(row["before"]),
        tuple(AccountValue(**account) for account in load(row["accounts"])),
    )


def local_value(record: Record, field: str) -> Value:
    """What this computer holds for a contested field; for the existence whether the record is there."""
    return record.life == LIVE if field == EXISTENCE else record.fields.get(field)


def asked(conflict: Conflict, record: Record) -> str:
    """The fingerprint of the question that an open conflict of a record is now."""
    return fingerprint(conflict, local_value(record, conflict.field))


def shown(conflict: Conflict, record: Record) -> str:
    """The fingerprint of what a person sees of it, and decides against.

    Whoever says whether a record is kept has seen what it holds: an account may have changed something in it once more since.
    """
    if conflict.field != EXISTENCE:
        return asked(conflict, record)
    held = {name: dump(value) for name, value in record.fields.items() if name != "modified_at"}
    return fingerprint(conflict, [record.life == LIVE, held])
