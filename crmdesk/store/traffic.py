"""Traffic: what was asked of an account, in numbers by day and endpoint. Added to at the end of each run, kept for a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from crmdesk.domain.traffic import Figures
from crmdesk.store.tables import core
from crmdesk.store.traffic_tables import Traffic
from crmdesk.store.unit import Unit

KEPT_DAYS = 30
"""For how many days figures are kept. The words of the window and of the command name it."""


_TRAFFIC = core(Traffic)
_NAMES = tuple(each.name for each in fields(Figures))
_ADD = sqlite.insert(_TRAFFIC)
_ADD = _ADD.on_conflict_do_update(
    index_elements=["connection", "day", "endpoint"],
    set_={name: _TRAFFIC.c[name] + _ADD.excluded[name] for name in _NAMES},
)
_FORGET = _TRAFFIC.delete().where(_TRAFFIC.c.day < sa.bindparam("before"))
_SUMS = tuple(sa.func.sum(_TRAFFIC.c[name]).label(name) for name in _NAMES)
_TOTALS = sa.select(_TRAFFIC.c.connection, *_SUMS).group_by(_TRAFFIC.c.connection)
_SINCE = (
    sa.select(_TRAFFIC.c.connection, _TRAFFIC.c.endpoint, *_SUMS)
    .where(_TRAFFIC.c.day >= sa.bindparam("first"))
    .group_by(_TRAFFIC.c.connection, _TRAFFIC.c.endpoint)
    .order_by(_TRAFFIC.c.endpoint)
)


def add(unit: Unit, connection: str, found: Mapping[str, Figures]) -> None:
    """Add what the endpoints of an account were asked to the figures of today; those older than a month are forgotten."""
    today = unit.now[:10]
    rows = [{"connection": connection, "day": today, "endpoint": name, **asdict(each)} for name, each in found.items()]
    if rows:
        unit.connection.execute(_ADD, rows)
    unit.connection.execute(_FORGET, {"before": first_day(unit.now_s)})


def totals(connection: sa.Connection) -> dict[str, Figures]:
    """The figures of the days that are kept, by account."""
    rows = connection.execute(_TOTALS).mappings()
    return {row["connection"]: _figures(row) for row in rows}


def first_day(now_s: float) -> str:
    """The first of the days that are kept."""
    return (datetime.fromtimestamp(now_s, UTC) - timedelta(days=KEPT_DAYS)).date().isoformat()


def since(connection: sa.Connection, first: str) -> dict[str, dict[str, Figures]]:
    """The figures of all accounts from a day on (``2026-11-20``), by connection and endpoint."""
    found: dict[str, dict[str, Figures]] = {}
    for row in connection.execute(_SINCE, {"first": first}).mappings():
        found.setdefault(row["connection"], {})[row["endpoint"]] = _figures(row)
    return found


def _figures(row: sa.RowMapping) -> Figures:
    return Figures(*(row[name] for name in _NAMES))
