"""What was typed and not saved when the program ended, to be offered again."""

from __future__ import annotations

import sqlalchemy as sa

from crmdesk.domain.unfinished import Unfinished
from crmdesk.store.columns import load
from crmdesk.store.tables import Unfinished as UnfinishedTable
from crmdesk.store.tables import core

_UNFINISHED = core(UnfinishedTable)


def unfinished(connection: sa.Connection) -> list[Unfinished]:
    """Everything that is kept, the oldest first."""
    rows = connection.execute(sa.select(_UNFINISHED).order_by(_UNFINISHED.c.at, _UNFINISHED.c.key))
    return [Unfinished(row.key, row.record, load(row.what)) for row in rows]
