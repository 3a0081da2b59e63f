"""Records that may be the same as others, found by the columns that are indexed for it."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.store import bulk
from crmdesk.store.columns import primary, sort_name
from crmdesk.store.records import LIVE, Record
from crmdesk.store.tables import record_table


def lookalikes(connection: sa.Connection, kind: Kind, wanted: Iterable[Record]) -> list[str]:
    """The ids of live records of a kind that share the name, or the first e-mail or phone, with one of the ``wanted``.

    Names count as they are sorted by: without case and accents, the last name first. One query, whatever is wanted.
    """
    asked = list(wanted)
    table = record_table(kind)
    wanted_in = {"sort_name": {sort_name(each.kind, each.fields) for each in asked}}
    for column in ("email", "phone") if kind in PERSON_KINDS else ():
        wanted_in[column] = {primary(each.fields.get(f"{column}s")) or "" for each in asked}
    # One question for each column, put together: of an OR, SQLite would use no index for any.
    each_column = [
        sa.select(table.c.id).where((table.c.life == LIVE) & table.c[column].in_(bulk.given(sorted(values - {""}))))
        for column, values in wanted_in.items()
    ]
    return list(connection.execute(sa.union(*each_column)).scalars())
