"""Plain facts for whoever counts what was lost: where a typed value is now. Raw SQL on purpose, and nothing of the engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Place:
    """A row that stands for a record at a vendor; ``unsent`` while something of it still has to go out."""

    vendor: str
    object: str
    remote_id: str | None
    state: str
    unsent: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything the database says about one field of one record.

    ``column`` is the stored value as SQLite holds it. ``shown`` are the values that open conflicts show, ``rejected`` those a
    named decision turned down. ``superseded`` are earlier values that a later change with a cause of its own replaced.
    """

    life: str
    column: Any
    places: Sequence[Place]
    contested: bool
    rejected: Sequence[Any]
    superseded: Sequence[Any]


def trace(connection: sa.Connection, kind: str, record: str, column: str) -> Trace:
    """Where the values of a field went; ``phone`` and ``email`` stand for the lists whose primary item they are."""
    field = {"phone": "phones", "email": "emails"}.get(column, column)
    row = connection.execute(
        sa.text(f'SELECT life, "{column}" AS value FROM "{kind}" WHERE id = :record'),  # noqa: S608 - names of the catalogue
        {"record": record},
    ).first()
    places = connection.execute(
        sa.text(
            "SELECT connection.vendor, object, remote_id, link.state, dirty"
            " FROM link JOIN connection ON connection.id = link.connection WHERE record = :record"
        ),
        {"record": record},
    )
    contested = connection.execute(
        sa.text("SELECT 1 FROM conflict WHERE record = :record AND field = :field AND state = 'open'"),
        {"record": record, "field": field},
    ).first()
    decisions = connection.execute(
        sa.text(
            "SELECT decision.rejected FROM decision JOIN conflict ON conflict.id = decision.conflict"
            " WHERE conflict.record = :record AND conflict.field = :field"
        ),
        {"record": record, "field": field},
    )
    history = connection.execute(
        sa.text(
            "SELECT old FROM history WHERE record = :record AND field = :field AND old IS NOT NULL"
            " AND cause IN ('user', 'undo', 'redo')"
        ),
        {"record": record, "field": field},
    )
    return Trace(
        "missing" if row is None else row.life,
        None if row is None else row.value,
        [Place(place.vendor, place.object, place.remote_id, place.state, bool(place.dirty)) for place in places],
        contested is not None,
        [value for decision in decisions for value in json.loads(decision.rejected)],
        [json.loads(entry.old) for entry in history],
    )
