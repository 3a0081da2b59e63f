"""What the change feeds of accounts did not tell, and the sweep found (decision 0018): how often that was, by account."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.store.tables import Connection, Run, core

_CONNECTION, _RUN = core(Connection), core(Run)


@dataclass(frozen=True, slots=True)
class FeedMisses:
    """``rows`` that no feed of an account told and a sweep found, in so many ``runs``; the ``last`` one began then (UTC text)."""

    connection: str
    rows: int
    runs: int
    last: str


def feed_misses(connection: sa.Connection, since: str) -> list[FeedMisses]:
    """What was missed since a moment (UTC text), by the accounts' names; accounts whose feeds told everything are left out.

    Runs whose counts cannot be read are left out, too: the doctor asks, who names them.
    """
    readable = sa.func.json_valid(_RUN.c.counts)
    missed = sa.case((readable, sa.func.json_extract(_RUN.c.counts, "$.feed_misses")))
    query = (
        sa.select(
            _CONNECTION.c.name,
            sa.func.sum(missed).label("rows"),
            sa.func.count().label("runs"),
            sa.func.max(_RUN.c.started_at).label("last"),
        )
        .join(_RUN, _RUN.c.connection == _CONNECTION.c.id)
        .where((_RUN.c.started_at >= since) & (missed > 0))
        .group_by(_CONNECTION.c.id)
        .order_by(_CONNECTION.c.name)
    )
    return [FeedMisses(row.name, row.rows, row.runs, row.last) for row in connection.execute(query)]
