"""Problems: rows that say what failed and what to do, and go away when it is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.errors import CrmdeskError, error_json
from crmdesk.domain.kinds import Kind
from crmdesk.store import bulk
from crmdesk.store.columns import dump, load
from crmdesk.store.records import chunks
from crmdesk.store.tables import Intent, Run, core
from crmdesk.store.tables import Problem as ProblemTable
from crmdesk.store.unit import Unit

_PROBLEM, _INTENT, _RUN = core(ProblemTable), core(Intent), core(Run)

# Built once: every run settles what is over.
_OF_CONNECTION = (_PROBLEM.c.connection == sa.bindparam("account")) & _PROBLEM.c.record.is_(None)
_STARTED = sa.select(_RUN.c.started_at).where(_RUN.c.id == sa.bindparam("run")).scalar_subquery()
_SETTLE_CONNECTION = _PROBLEM.delete().where(_OF_CONNECTION)
_SETTLE_BEFORE_RUN = _PROBLEM.delete().where(_OF_CONNECTION & (_PROBLEM.c.last_at < _STARTED))
_AGAIN = (
    _PROBLEM.update()
    .where(_PROBLEM.c.id == sa.bindparam("_id"))
    .values({name: sa.bindparam(name) for name in ("times", "data", "last_at", "next_try")})
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure to record: of a record, or of the whole connection where ``record`` is None."""

    connection: str
    error: CrmdeskError
    record: str | None = None
    kind: Kind | None = None
    field: str | None = None
    verb: str | None = None
    next_try: str | None = None


CREATED_TWICE = "created_twice"
"""The problem of a record of which an account holds several rows: it ends with the surplus one that it names, or the record."""

POSSIBLE_COPY = "possible_copy"
"""The problem of a record that may have been made twice, its copy being the ``other`` one: it ends where a person says that the two
are not the same, or with either of them, whatever else is sent for it."""

PERHAPS_THE_SAME = "perhaps_the_same"
"""The problem of a record that may be the same as ``other`` one: it ends where a person says so or not, or with its row, or
with either of them."""

DOUBTS = (POSSIBLE_COPY, PERHAPS_THE_SAME)
"""The problems that a person can end by saying that two records are not the same."""

_LASTING = (CREATED_TWICE, *DOUBTS)

_OF_RECORDS = (_PROBLEM.c.connection == sa.bindparam("account")) & _PROBLEM.c.record.in_(bulk.GIVEN)
_SETTLE = _PROBLEM.delete().where(_OF_RECORDS & _PROBLEM.c.key.not_in(_LASTING))
_TOLD = sa.select(_PROBLEM.c.id, _PROBLEM.c.record, _PROBLEM.c.field).where(
    _OF_RECORDS & _PROBLEM.c.key.not_in(_LASTING)
)
_END = _PROBLEM.delete().where(_PROBLEM.c.id.in_(bulk.GIVEN))
_REFUSED_FIELDS = sa.select(_PROBLEM.c.record, _PROBLEM.c.field, _PROBLEM.c.times, _PROBLEM.c.next_try).where(
    _OF_RECORDS & _PROBLEM.c.field.is_not(None) & _PROBLEM.c.next_try.is_not(None)
)
_REFUSED_AT = sa.select(_PROBLEM.c.connection, _PROBLEM.c.record).where(
    _PROBLEM.c.record.in_(bulk.GIVEN) & _PROBLEM.c.next_try.is_not(None)
)
_SETTLE_COPIES = _PROBLEM.delete().where(
    (_PROBLEM.c.connection == sa.bindparam("account"))
    & _PROBLEM.c.key.in_(_LASTING)
    & (sa.func.json_extract(_PROBLEM.c.data, "$.object") == sa.bindparam("object"))
    & sa.func.json_extract(_PROBLEM.c.data, "$.row").in_(bulk.GIVEN)
)


def report(unit: Unit, problem: Problem) -> None:
    """Write a problem row; the same failure again only counts up."""
    report_all(unit, [problem])


def report_all(unit: Unit, found: Sequence[Problem]) -> None:
    """Write problem rows, each as ``report`` does."""
    times = Counter(_same(each) for each in found)
    last = {_same(each): each for each in found}
    known = {_same_row(row): row for row in _of(unit, found)} if found else {}
    values = {
        same: {"data": dump(error_json(each.error)["data"]), "last_at": unit.now, "next_try": each.next_try}
        for same, each in last.items()
    }
    again = [
        {"_id": known[same].id, "times": known[same].times + times[same], **values[same]}
        for same in last
        if same in known
    ]
    fresh = [
        {
            "connection": each.connection,
            "record": each.record,
            "kind": None if each.kind is None else each.kind.value,
            "field": each.field,
            "verb": each.verb,
            "key": each.error.key,
            "first_at": unit.now,
            "times": times[same],
            **values[same],
        }
        for same, each in last.items()
        if same not in known
    ]
    if again:
        unit.connection.execute(_AGAIN, again)
    if fresh:
        unit.connection.execute(_PROBLEM.insert(), fresh)
    if found:
        unit.touch(problems=True)


def _same(problem: Problem) -> tuple[str | None, ...]:
    about = _row_of(problem.error.key, problem.error.data)
    return problem.connection, problem.record, problem.error.key, problem.field, about


def _same_row(row: sa.Row[Any]) -> tuple[str | None, ...]:
    about = _row_of(row.key, load(row.data) if row.key in _LASTING else {})
    return row.connection, row.record, row.key, row.field, about


def _row_of(key: str, data: Mapping[str, Any]) -> str | None:
    """The row that a lasting problem is about: each of several that a record may have too many is one of its own."""
    return data.get("row") if key in _LASTING else None


def _of(unit: Unit, found: Sequence[Problem]) -> Iterable[sa.Row[Any]]:
    """The problems there are of the same records, or of their connections as a whole."""
    records = bulk.given({each.record for each in found if each.record is not None})
    connections = bulk.given({each.connection for each in found})
    where = _PROBLEM.c.connection.in_(connections) & (_PROBLEM.c.record.in_(records) | _PROBLEM.c.record.is_(None))
    return unit.connection.execute(sa.select(_PROBLEM).where(where))


def settle(unit: Unit, connection: str, records: Iterable[str]) -> None:
    """Problems of records are over. A row made twice stays one, and doubts stay doubts."""
    _end(unit, _SETTLE, connection, records)


def settle_refusals(unit: Unit, connection: str, records: Iterable[str], fields: Collection[str] | None) -> None:
    """What was refused for records is over: nobody wants it any more, or it is tried afresh.

    ``fields``: only what concerns these fields, or no single one.
    """
    over = _SETTLE.where(_PROBLEM.c.next_try.is_not(None))
    if fields is not None:
        over = over.where(_PROBLEM.c.field.is_(None) | _PROBLEM.c.field.in_(sorted(fields)))
    _end(unit, over, connection, records)


def _end(unit: Unit, over: sa.Delete, connection: str, records: Iterable[str]) -> None:
    for chunk in chunks(records):
        if unit.connection.execute(over, {"account": connection, "given": bulk.listed(chunk)}).rowcount:
            unit.touch(problems=True)


def settle_sent(unit: Unit, connection: str, unsent: Mapping[str, Collection[str]]) -> None:
    """What was sent for records has worked; ``unsent`` are, by record, the fields that were not among it: one may be set aside."""
    for chunk in chunks(unsent):
        told = unit.connection.execute(_TOLD, {"account": connection, "given": bulk.listed(chunk)})
        over = [row.id for row in told if row.field is None or row.field not in unsent[row.record]]
        if over:
            unit.connection.execute(_END, {"given": bulk.listed(over)})
            unit.touch(problems=True)


@dataclass(frozen=True, slots=True)
class Refusal:
    """That an account refuses a field of a record: how often by now, and until when it is set aside (UTC text)."""

    times: int
    until: str


def refused_fields(connection: sa.Connection, account: str, records: Iterable[str]) -> dict[str, dict[str, Refusal]]:
    """The fields that an account refuses, by record and name."""
    found: dict[str, dict[str, Refusal]] = {}
    for chunk in chunks(records):
        for row in connection.execute(_REFUSED_FIELDS, {"account": account, "given": bulk.listed(chunk)}):
            found.setdefault(row.record, {})[row.field] = Refusal(row.times, row.next_try)
    return found


def refused_at(connection: sa.Connection, records: Iterable[str]) -> dict[str, set[str]]:
    """Which of these records each account refuses something of, by account; accounts that refuse nothing are left out."""
    found: dict[str, set[str]] = {}
    for chunk in chunks(records):
        for row in connection.execute(_REFUSED_AT, {"given": bulk.listed(chunk)}):
            found.setdefault(row.connection, set()).add(row.record)
    return found


def lacked_scopes(connection: sa.Connection, accounts: Collection[str]) -> set[str]:
    """The scopes that accounts have said are lacking."""
    named = sa.func.json_extract(_PROBLEM.c.data, "$.lacking")
    rows = connection.execute(sa.select(named).where(_PROBLEM.c.connection.in_(accounts) & named.is_not(None)))
    return {scope for text in rows.scalars() for scope in str(text).split(", ")}


def settle_copies(unit: Unit, connection: str, object_name: str, rows: Iterable[str]) -> None:
    """Rows of an object are gone: where one of them may have been a record made twice, or somebody else's, that is over."""
    copies = {"account": connection, "object": object_name, "given": bulk.listed(rows)}
    if unit.connection.execute(_SETTLE_COPIES, copies).rowcount:
        unit.touch(problems=True)


def settle_doubt(unit: Unit, first: str, second: str) -> None:
    """A person has said whether two records are the same: that is no question any more."""
    other = sa.func.json_extract(_PROBLEM.c.data, "$.other")
    pair = ((_PROBLEM.c.record == first) & (other == second)) | ((_PROBLEM.c.record == second) & (other == first))
    _end_doubts(unit, pair)


def settle_doubts_of(unit: Unit, gone: Iterable[str]) -> None:
    """Records are in the trash, or no more: whose they may have been, or what may be a copy of them, is no question any more."""
    other = sa.func.json_extract(_PROBLEM.c.data, "$.other")
    for chunk in chunks(gone):
        _end_doubts(unit, other.in_(bulk.given(chunk)))
        about = _PROBLEM.c.record.in_(bulk.given(chunk)) & _PROBLEM.c.key.in_(_LASTING)
        if unit.connection.execute(_PROBLEM.delete().where(about)).rowcount:
            unit.touch(problems=True)


def _end_doubts(unit: Unit, where: sa.ColumnElement[bool]) -> None:
    if unit.connection.execute(_PROBLEM.delete().where(_PROBLEM.c.key.in_(DOUBTS) & where)).rowcount:
        unit.touch(problems=True)


def settle_connection(unit: Unit, connection: str, *, but_of: str | None = None) -> None:
    """Problems of the connection as a whole are over, but for those that the run ``but_of`` itself has met."""
    over = _SETTLE_CONNECTION if but_of is None else _SETTLE_BEFORE_RUN
    if unit.connection.execute(over, {"account": connection, "run": but_of}).rowcount:
        unit.touch(problems=True)


def retry(unit: Unit, problem: int) -> str | None:
    """Make what failed due again at once; the connection to run, None where the problem is over already."""
    row = unit.connection.execute(sa.select(_PROBLEM).where(_PROBLEM.c.id == problem)).first()
    if row is None:
        return None
    refused = (
        (_INTENT.c.connection == row.connection) & (_INTENT.c.record == row.record) & (_INTENT.c.state == "refused")
    )
    unit.connection.execute(_INTENT.update().where(refused).values(not_before=None))
    unit.connection.execute(_PROBLEM.delete().where(_PROBLEM.c.id == problem))
    unit.touch(problems=True)
    connection: str = row.connection
    return connection
