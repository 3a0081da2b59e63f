"""Rows that are to be made in place of deleted ones: another computer may have made them meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from crmdesk.store import bulk
from crmdesk.store.records import chunks
from crmdesk.store.tables import Alias, core

_ALIAS = core(Alias)

_HAD_ROWS = (
    sa.select(_ALIAS.c.link)
    .where((_ALIAS.c.connection == sa.bindparam("account")) & (_ALIAS.c.object == sa.bindparam("object")))
    .where(_ALIAS.c.link.in_(bulk.GIVEN) & (_ALIAS.c.gone == 1))
    .distinct()
)


def among(connection: sa.Connection, account: str, object_name: str, links: Iterable[int]) -> set[int]:
    """Those of these links to an object that had a row before, which is gone (``links.update_many``)."""
    asked = ({"account": account, "object": object_name, "given": bulk.listed(chunk)} for chunk in chunks(links))
    return {id for each in asked for id in connection.execute(_HAD_ROWS, each).scalars()}
