"""Problems and notices: rows that say what failed or what is worth knowing, and go away when it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.kinds import Kind
from crmdesk.store.columns import dump
from crmdesk.store.connections import error_json
from crmdesk.store.records import chunks
from crmdesk.store.tables import Intent, Notice, Run, core
from crmdesk.store.tables import Problem as ProblemTable
from crmdesk.store.unit import Unit

_PROBLEM, _NOTICE, _INTENT, _RUN = core(ProblemTable), core(Notice), core(Intent), core(Run)


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


def report(unit: Unit, problem: Problem) -> None:
    """Write a problem row; the same failure again only counts up."""
    same = (
        (_PROBLEM.c.connection == problem.connection)
        & (_PROBLEM.c.record.is_(problem.record) if problem.record is None else _PROBLEM.c.record == problem.record)
        & (_PROBLEM.c.key == problem.error.key)
        & (_PROBLEM.c.field.is_not_distinct_from(problem.field))
    )
    described = error_json(problem.error)
    values: dict[str, Any] = {"data": dump(described["data"]), "last_at": unit.now, "next_try": problem.next_try}
    known = unit.connection.execute(sa.select(_PROBLEM.c.id, _PROBLEM.c.times).where(same)).first()
    if known is not None:
        changed = _PROBLEM.update().where(_PROBLEM.c.id == known.id)
        unit.connection.execute(changed.values(times=known.times + 1, **values))
    else:
        unit.connection.execute(
            _PROBLEM.insert().values(
                connection=problem.connection,
                record=problem.record,
                kind=None if problem.kind is None else problem.kind.value,
                field=problem.field,
                verb=problem.verb,
                key=described["key"],
                first_at=unit.now,
                times=1,
                **values,
            )
        )
    unit.touch(problems=True)


def settle(unit: Unit, connection: str, records: Iterable[str]) -> None:
    """Problems of records are over: what failed has worked."""
    for chunk in chunks(records):
        where = (_PROBLEM.c.connection == connection) & _PROBLEM.c.record.in_(chunk)
        if unit.connection.execute(_PROBLEM.delete().where(where)).rowcount:
            unit.touch(problems=True)


def settle_connection(unit: Unit, connection: str, *, but_of: str | None = None) -> None:
    """Problems of the connection as a whole are over, but for those that the run ``but_of`` itself has met."""
    where = (_PROBLEM.c.connection == connection) & _PROBLEM.c.record.is_(None)
    if but_of is not None:
        where &= _PROBLEM.c.last_at < sa.select(_RUN.c.started_at).where(_RUN.c.id == but_of).scalar_subquery()
    if unit.connection.execute(_PROBLEM.delete().where(where)).rowcount:
        unit.touch(problems=True)


def notify(unit: Unit, connection: str, record: str, field: str, key: str, data: Mapping[str, Any]) -> None:
    """Write a notice about a field of a record; an older one about the same field is replaced."""
    where = (_NOTICE.c.connection == connection) & (_NOTICE.c.record == record) & (_NOTICE.c.field == field)
    unit.connection.execute(_NOTICE.delete().where(where))
    unit.connection.execute(
        _NOTICE.insert().values(
            at=unit.now, connection=connection, record=record, field=field, key=key, data=dump(dict(data))
        ),
    )


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
