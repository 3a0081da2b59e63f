"""Changes: the acts of a person, each of which undo and redo address by its id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store.columns import dump, load
from crmdesk.store.tables import Change, core
from crmdesk.store.unit import Unit

_CHANGE = core(Change)
_BEGIN = _CHANGE.insert()


def begin(unit: Unit, verb: str, kind: Kind, record: str, **more: Any) -> str:
    """Open a change; its ledger rows carry the id that is returned."""
    change = unit.new_id()
    what = dump({"verb": verb, "kind": kind.value, "record": record, **more})
    unit.connection.execute(_BEGIN, {"id": change, "at": unit.now, "what": what, "undone": 0})
    return change


def read(connection: sa.Connection, change: str) -> Mapping[str, Any]:
    """What a change did: verb, kind, record. Raises InvalidInput where there is no such change."""
    row = connection.execute(sa.select(_CHANGE.c.what).where(_CHANGE.c.id == change)).first()
    if row is None:
        raise InvalidInput("change_unknown", id=change)
    what: Mapping[str, Any] = load(row.what)
    return what


def set_undone(unit: Unit, change: str, *, undone: bool) -> None:
    """Note that a change is taken back (or done again). Raises InvalidInput("cannot_undo") where it is so already."""
    where = (_CHANGE.c.id == change) & (_CHANGE.c.undone == int(not undone))
    if not unit.connection.execute(_CHANGE.update().where(where).values(undone=int(undone))).rowcount:
        raise InvalidInput("cannot_undo", reason="already_done")
