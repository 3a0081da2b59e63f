"""The ledger: one history row for every change of any field, append only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store import bulk
from crmdesk.store.columns import dump, load
from crmdesk.store.records import chunks
from crmdesk.store.tables import History, core, record_table
from crmdesk.store.unit import Unit

_HISTORY = core(History)

IMPORTED = "imported"
"""The event of a record that came from an account for the first time."""
MERGED = "merged"
"""The event of a record that became part of another one, with the account that has its rows: of a union where it is one alone."""
UNITED, SEPARATED = "united", "separated"
"""The events of a record that took in another one, and of both once they are two again."""


class Cause(StrEnum):
    """Whose doing a change was."""

    USER = "user"
    REMOTE = "remote"
    MERGE = "merge"
    DECISION = "decision"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    POLICY = "policy"
    """A policy decided a conflict; the decision says which."""
    REVIEW = "review"
    """What an account had brought was refused in a review; a run carries that out."""


WORKED = (Cause.USER.value, Cause.UNDO.value, Cause.REDO.value, Cause.DECISION.value)
"""The causes by which a person worked on a record here, at the moment of the entry."""

TYPED = (*WORKED, Cause.REVIEW.value)
"""The causes by which a field holds what a person wanted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: of ``field`` from ``old`` to ``new``, or of the whole record where ``event`` names it."""

    record: str
    kind: Kind
    cause: Cause
    field: str | None = None
    old: Value = None
    new: Value = None
    event: str | None = None
    connection: str | None = None
    run: str | None = None
    change: str | None = None
    decision: str | None = None


def append(unit: Unit, entries: Sequence[Entry]) -> None:
    """Write entries at the unit's moment."""
    if entries:
        bulk.insert(unit.connection, "history", _COLUMNS, [_row(unit, entry) for entry in entries])


def of_change(connection: sa.Connection, change: str) -> list[Entry]:
    """The entries of one act of a person, oldest first."""
    rows = connection.execute(
        sa.select(_HISTORY).where(_HISTORY.c.change == change).order_by(_HISTORY.c.seq)
    ).mappings()
    return [
        Entry(
            row["record"],
            Kind(row["kind"]),
            Cause(row["cause"]),
            row["field"],
            load(row["old"]),
            load(row["new"]),
            row["event"],
            row["connection"],
            row["run"],
            row["change"],
            row["decision"],
        )
        for row in rows
    ]


_OF_RECORDS = _HISTORY.c.record.in_(bulk.bound("records"))
_OF_FIELDS = _OF_RECORDS & _HISTORY.c.field.in_(bulk.bound("fields"))
_TAKEN_BACK = sa.select(_HISTORY.c.decision).where(
    _OF_RECORDS & (_HISTORY.c.cause == Cause.UNDO.value) & _HISTORY.c.decision.is_not(None)
)
_STANDS = _HISTORY.c.decision.is_(None) | _HISTORY.c.decision.not_in(_TAKEN_BACK)
_TYPED = sa.select(_HISTORY.c.seq).where(_OF_FIELDS & _HISTORY.c.cause.in_(TYPED) & _STANDS).limit(1)
_PARTED = sa.select(_HISTORY.c.record).where(_OF_RECORDS & (_HISTORY.c.event == SEPARATED)).distinct()
_LAST = sa.select(sa.func.max(_HISTORY.c.seq)).where(_OF_FIELDS).group_by(_HISTORY.c.record, _HISTORY.c.field)
_CHANGES = sa.select(_HISTORY.c.record, _HISTORY.c.field, _HISTORY.c.old, _HISTORY.c.new).where(_OF_FIELDS)
_IN_TURN = sa.select(_HISTORY.c.record, _HISTORY.c.cause, _HISTORY.c.old).where(_OF_FIELDS).order_by(_HISTORY.c.seq)
_LAST_CHANGES = sa.select(_HISTORY.c.record, _HISTORY.c.cause, _HISTORY.c.old, _HISTORY.c.new).where(
    _HISTORY.c.seq.in_(_LAST)
)
# Built once: every run asks what gave a field its value, and when.
_WROTE = sa.select(_HISTORY.c.record, _HISTORY.c.field, _HISTORY.c.cause, _HISTORY.c.at, _HISTORY.c.connection).where(
    _HISTORY.c.seq.in_(_LAST.where(_STANDS))
)


def was_typed(connection: sa.Connection, record: str, field: str) -> bool:
    """Whether a person ever typed a field of a record here. A decision that was taken back does not count."""
    asked = {"records": bulk.listed([record]), "fields": bulk.listed([field])}
    return connection.execute(_TYPED, asked).first() is not None


def typed_as_it_stands(connection: sa.Connection, wanted: Mapping[str, Collection[str]]) -> dict[str, dict[str, str]]:
    """When a person typed what fields of records hold now (UTC text), by record; without those that anything else wrote last.

    A decision that was taken back has written nothing: the value before it is as old as it was, whoever it is from.
    """
    found: dict[str, dict[str, str]] = {}
    for chunk in chunks(wanted):
        names = sorted({name for record in chunk for name in wanted[record]})
        for row in connection.execute(_WROTE, {"records": bulk.listed(chunk), "fields": bulk.listed(names)}):
            if row.cause in TYPED and row.field in wanted[row.record]:
                found.setdefault(row.record, {})[row.field] = row.at
    return found


def brought_as_it_stands(connection: sa.Connection, record: str, field: str) -> str | None:
    """The account (a connection's id) that brought what a field holds now; None where anything else wrote it last."""
    asked = {"records": bulk.listed([record]), "fields": bulk.listed([field])}
    row = connection.execute(_WROTE, asked).first()
    return row.connection if row is not None and row.cause == Cause.REMOTE.value else None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A record that a person made part of another one, which that changed by the entries behind ``after`` and before ``ended``."""

    record: str
    after: int
    ended: int


def before_account(
    connection: sa.Connection, record: str, account: str, taken_in: TakenIn | None = None
) -> dict[str, Value]:
    """What each field held before an account brought what it holds now; fields that somebody has changed since are left out.

    A record that was ``taken_in`` with the account's rows has brought what the union took from it.
    """
    united = range(0) if taken_in is None else range(taken_in.after + 1, taken_in.ended)
    query = sa.select(_HISTORY).where((_HISTORY.c.record == record) & _HISTORY.c.field.is_not(None))
    found: dict[str, Value] = {}
    brought: dict[str, Value] = {}
    # A union that leaves a value writes the other one and then that one again: it is as it was.
    merged: set[str] = set()
    for row in connection.execute(query.order_by(_HISTORY.c.seq)):
        if row.seq in united or (row.cause == Cause.REMOTE.value and row.connection == account):
            if row.field not in found or row.field in merged:
                found[row.field] = load(row.old)
            merged.discard(row.field)
            brought[row.field] = load(row.new)
        elif row.field in found and row.cause == Cause.MERGE.value:
            if load(row.new) == brought[row.field]:
                merged.discard(row.field)
            else:
                merged.add(row.field)
        else:
            found.pop(row.field, None)
    return {name: before for name, before in found.items() if name not in merged}


def ever_held(
    connection: sa.Connection, records: Iterable[str], fields: Iterable[str]
) -> dict[tuple[str, str], list[Value]]:
    """Everything that fields of records have held, by record and field, as far as they ever changed."""
    found: dict[tuple[str, str], list[Value]] = {}
    given = {"fields": bulk.listed(sorted(fields))}
    for chunk in chunks(records):
        for row in connection.execute(_CHANGES, {"records": bulk.listed(chunk), **given}):
            found.setdefault((row.record, row.field), []).extend((load(row.old), load(row.new)))
    return found


def last_changes(
    connection: sa.Connection, records: Iterable[str], field: str
) -> dict[str, tuple[Cause, Value, Value]]:
    """The last change of a field of records, by record: its cause, and the values before and after."""
    found: dict[str, tuple[Cause, Value, Value]] = {}
    for chunk in chunks(records):
        last = {"records": bulk.listed(chunk), "fields": bulk.listed([field])}
        for row in connection.execute(_LAST_CHANGES, last):
            found[row.record] = (Cause(row.cause), load(row.old), load(row.new))
    return found


def before_unions(connection: sa.Connection, records: Iterable[str], field: str) -> dict[str, list[Value]]:
    """What a field of records held before each change by a union since anything else changed it, oldest first.

    By record, without those in which it never changed.
    """
    found: dict[str, list[Value]] = {}
    for chunk in chunks(records):
        asked = {"records": bulk.listed(chunk), "fields": bulk.listed([field])}
        for row in connection.execute(_IN_TURN, asked):
            held = found.setdefault(row.record, [])
            if row.cause == Cause.MERGE.value:
                held.append(load(row.old))
            else:
                held.clear()
    return found


def held_through_unions(connection: sa.Connection, records: Iterable[str], field: str) -> dict[str, list[Value]]:
    """What a field of records held before each change by a union or separation since anything else changed it, oldest first."""
    found: dict[str, list[Value]] = {}
    for chunk in chunks(records):
        for row in connection.execute(_THROUGH_UNIONS, {"given": bulk.listed(chunk), "field": field}):
            found.setdefault(row.record, []).append(load(row.old))
    return found


def _through_unions() -> sa.Select[Any]:
    other = _HISTORY.alias()
    same = (other.c.record == _HISTORY.c.record) & (other.c.field == _HISTORY.c.field)
    otherwise = (other.c.cause != Cause.MERGE.value) & sa.not_(_of_separation(other))
    last = sa.select(sa.func.coalesce(sa.func.max(other.c.seq), 0)).where(same & otherwise).scalar_subquery()
    mine = _HISTORY.c.record.in_(bulk.GIVEN) & (_HISTORY.c.field == sa.bindparam("field"))
    return sa.select(_HISTORY.c.record, _HISTORY.c.old).where(mine & (_HISTORY.c.seq > last)).order_by(_HISTORY.c.seq)


def _of_separation(change: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a change of a reference belongs to a separation: it names whom that made, between its beginning and its end."""
    came, parted = _HISTORY.alias(), _HISTORY.alias()
    named = sa.func.json_each(change.c.new).table_valued("value")
    began = (came.c.record == named.c.value) & (came.c.event == IMPORTED) & (came.c.seq < change.c.seq)
    ended = (parted.c.record == came.c.record) & (parted.c.event == SEPARATED) & (parted.c.seq > change.c.seq)
    at_once = (came.c.at == change.c.at) & (parted.c.at == change.c.at)
    return sa.exists(sa.select(sa.literal(1)).select_from(named, came, parted).where(began & ended & at_once))


_THROUGH_UNIONS = _through_unions()


def merged_from(connection: sa.Connection, kind: Kind, survivor: str, account: str) -> str | None:
    """The record that became part of ``survivor`` last and had come from an account, None where there is none."""
    return all_merged_from(connection, kind, [survivor]).get((survivor, account))


def all_merged_from(connection: sa.Connection, kind: Kind, survivors: Iterable[str]) -> dict[tuple[str, str], str]:
    """By (survivor, account), the record that had come from the account and became part of the survivor, the last of several."""
    table, later = record_table(kind), _HISTORY.alias()
    parts = sa.select(table.c.id).where(table.c.merged_into.in_(bulk.given(survivors)))
    survivor = sa.select(table.c.merged_into).where(table.c.id == _HISTORY.c.record).scalar_subquery()
    ended = sa.select(sa.func.max(later.c.seq)).where(later.c.record == _HISTORY.c.record).scalar_subquery()
    came = _HISTORY.c.record.in_(parts) & (_HISTORY.c.event == IMPORTED) & _HISTORY.c.connection.is_not(None)
    query = sa.select(_HISTORY.c.record, _HISTORY.c.connection, survivor.label("survivor")).where(came).order_by(ended)
    return {(row.survivor, row.connection): row.record for row in connection.execute(query)}


def united_with(connection: sa.Connection, kind: Kind, survivor: str, account: str) -> TakenIn | None:
    """The record that a person united with ``survivor``, and whose rows were those of an account; the last of several."""
    table = record_table(kind)
    parts = sa.select(table.c.id).where(table.c.merged_into == survivor)
    # What an account has merged itself bears the run that read it.
    ended = (_HISTORY.c.event == MERGED) & (_HISTORY.c.connection == account) & _HISTORY.c.run.is_(None)
    query = sa.select(_HISTORY.c.record, _HISTORY.c.seq).where(_HISTORY.c.record.in_(parts) & ended)
    row = connection.execute(query.order_by(_HISTORY.c.seq.desc()).limit(1)).first()
    if row is None:
        return None
    # A union writes what it changes in one go, and then that the other record ended.
    given = (_HISTORY.c.record == survivor) & (_HISTORY.c.cause == Cause.MERGE.value) & _HISTORY.c.field.is_not(None)
    others = sa.select(_HISTORY.c.seq).where((_HISTORY.c.seq < row.seq) & sa.not_(given))
    after = connection.execute(others.order_by(_HISTORY.c.seq.desc()).limit(1)).scalar()
    return TakenIn(row.record, after or 0, row.seq)


def changed_after(connection: sa.Connection, record: str, seq: int) -> set[str]:
    """The fields of a record that were changed behind a number of the ledger, but for what it took in and what was taken back."""
    later = (_HISTORY.c.record == record) & (_HISTORY.c.seq > seq) & _HISTORY.c.field.is_not(None)
    later &= _HISTORY.c.cause.not_in((Cause.MERGE.value, Cause.UNDO.value))
    return set(connection.execute(sa.select(_HISTORY.c.field).where(later)).scalars())


def separated(connection: sa.Connection, records: Iterable[str]) -> set[str]:
    """Those of these records that a person ever took apart, and those that were made as it was done."""
    asked = chunks(sorted(records))
    return {
        record for chunk in asked for record in connection.execute(_PARTED, {"records": bulk.listed(chunk)}).scalars()
    }


def came_back_to_be_asked(connection: sa.Connection, record: str) -> bool:
    """Whether a record came back from the trash last, alone, and nothing was typed into it since.

    Whoever took in somebody else since it was deleted did not come back alone: nobody has deleted that one.
    """
    mine = _HISTORY.c.record == record
    lives = sa.select(_HISTORY.c.event, sa.func.max(_HISTORY.c.seq).label("seq"))
    lives = lives.where(mine & _HISTORY.c.event.in_(("deleted", "restored"))).group_by(_HISTORY.c.event)
    last = {row.event: row.seq for row in connection.execute(lives)}
    deleted, restored = last.get("deleted", 0), last.get("restored", 0)
    if restored <= deleted:
        return False
    typed = mine & (_HISTORY.c.seq > restored) & _HISTORY.c.cause.in_(TYPED) & (_HISTORY.c.field != EXISTENCE)
    tables = [record_table(kind) for kind in RECORD_KINDS]
    halves = sa.union_all(*(sa.select(table.c.id).where(table.c.merged_into == record) for table in tables))
    taken_in = _HISTORY.c.record.in_(halves) & (_HISTORY.c.event == MERGED) & (_HISTORY.c.seq > deleted)
    return connection.execute(sa.select(_HISTORY.c.seq).where(typed | taken_in).limit(1)).first() is None


def held_since(connection: sa.Connection, record: str, since: str, fields: Sequence[str]) -> dict[str, list[Value]]:
    """What fields have held one after the other since a moment (UTC text), from the last time on that a person had a hand in it."""
    where = (_HISTORY.c.record == record) & _HISTORY.c.field.in_(fields) & (_HISTORY.c.at > since)
    found: dict[str, list[Value]] = {}
    for row in connection.execute(sa.select(_HISTORY).where(where).order_by(_HISTORY.c.seq)):
        if row.cause in TYPED:
            found[row.field] = [load(row.new)]
        else:
            found.setdefault(row.field, [load(row.old)]).append(load(row.new))
    return found


def newest(connection: sa.Connection) -> int:
    """The number of the newest row, 0 where there is none."""
    last: int = connection.execute(sa.select(sa.func.coalesce(sa.func.max(_HISTORY.c.seq), 0))).scalar_one()
    return last


def is_touched(connection: sa.Connection, after: int, fields: Mapping[Kind, Collection[str]]) -> bool:
    """Whether a row behind number ``after`` is about one of these fields, by kind, or about whole records of one of the kinds."""
    about = [
        (_HISTORY.c.kind == kind.value) & (_HISTORY.c.field.is_(None) | _HISTORY.c.field.in_(bulk.given(sorted(names))))
        for kind, names in fields.items()
    ]
    query = sa.select(_HISTORY.c.seq).where((_HISTORY.c.seq > after) & sa.or_(sa.false(), *about)).limit(1)
    return connection.execute(query).first() is not None


def typed_between(connection: sa.Connection, since: str, now: str) -> set[str]:
    """The records that a person here has worked on after a moment (UTC text) and up to now. Reads the ledger from its end.

    What bears a later time was typed while the clock was wrong, nobody knows when.
    """
    older = sa.select(_HISTORY.c.seq).where(_HISTORY.c.at <= since).order_by(_HISTORY.c.seq.desc()).limit(1)
    fresh = _HISTORY.c.seq > sa.func.coalesce(older.scalar_subquery(), 0)
    worked = _HISTORY.c.cause.in_(WORKED)
    where = fresh & worked & (_HISTORY.c.at <= now)
    return set(connection.execute(sa.select(_HISTORY.c.record).where(where)).scalars())


def append_imports(unit: Unit, kind: Kind, records: Sequence[str], *, connection: str, run: str) -> None:
    """Write the one event of each record that came from an account for the first time; its values are not repeated."""
    said = (unit.now, kind.value, Cause.IMPORT.value, IMPORTED, connection, run)
    columns = ("record", "at", "kind", "cause", "event", "connection", "run")
    bulk.insert(unit.connection, "history", columns, [(record, *said) for record in records])


_COLUMNS = (
    "at",
    "record",
    "kind",
    "field",
    "old",
    "new",
    "cause",
    "event",
    "connection",
    "run",
    "change",
    "decision",
)


def _row(unit: Unit, entry: Entry) -> tuple[object, ...]:
    return (
        unit.now,
        entry.record,
        entry.kind.value,
        entry.field,
        None if entry.old is None else dump(entry.old),
        None if entry.new is None else dump(entry.new),
        entry.cause.value,
        entry.event,
        entry.connection,
        entry.run,
        entry.change,
        entry.decision,
    )
