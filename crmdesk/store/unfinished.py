"""What was typed and not saved when the program ended: forms and fields, kept as they stood. Each function is one unit of work.

They are told by a key of the window's own (``ui/unfinished.py``) and let go of once they were saved or given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from crmdesk.domain.unfinished import Unfinished
from crmdesk.store.columns import dump
from crmdesk.store.tables import Unfinished as UnfinishedTable
from crmdesk.store.tables import core
from crmdesk.store.unit import Unit

_UNFINISHED = core(UnfinishedTable)


def keep(unit: Unit, forms: Sequence[Unfinished], *, over: Iterable[str] = ()) -> None:
    """Keep forms, each in the place of what was kept under its key, and forget those whose keys are ``over``."""
    forget(unit, [*over, *(form.key for form in forms)])
    for form in forms:
        row = {"key": form.key, "at": unit.now, "record": form.record, "what": dump(form.what)}
        unit.connection.execute(_UNFINISHED.insert().values(row))


def forget(unit: Unit, keys: Iterable[str]) -> None:
    """Forget what was kept under these keys, where anything was."""
    wanted = [{"_key": key} for key in keys]
    if wanted:
        unit.connection.execute(_UNFINISHED.delete().where(_UNFINISHED.c.key == sa.bindparam("_key")), wanted)
