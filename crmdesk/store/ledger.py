"""The ledger: one history row for every change of any field, append only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.columns import dump, load
from crmdesk.store.tables import History, core
from crmdesk.store.unit import Unit

_HISTORY = core(History)


class Cause(StrEnum):
    """Whose doing a change was."""

    USER = "user"
    REMOTE = "remote"
    MERGE = "merge"
    DECISION = "decision"
    UNDO = "undo"
    IMPORT = "import"


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
        unit.connection.execute(_HISTORY.insert(), [_row(unit, entry) for entry in entries])


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


def _row(unit: Unit, entry: Entry) -> dict[str, object]:
    return {
        "at": unit.now,
        "record": entry.record,
        "kind": entry.kind.value,
        "field": entry.field,
        "old": None if entry.old is None else dump(entry.old),
        "new": None if entry.new is None else dump(entry.new),
        "cause": entry.cause.value,
        "event": entry.event,
        "connection": entry.connection,
        "run": entry.run,
        "change": entry.change,
        "decision": entry.decision,
    }
