"""The doctor's look at single cells: what no program can have written there, and what would end other checks.

Each table is one statement that SQLite works through row by row. A cell is named by its table, its row and its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.conflicts import ConflictKind
from crmdesk.domain.kinds import Kind
from crmdesk.store import intents, links, open_conflicts, records
from crmdesk.store.ledger import Cause
from crmdesk.store.queries.findings import Violation
from crmdesk.store.tables import METADATA

_KINDS = frozenset(kind.value for kind in Kind)

_WORDS: Mapping[tuple[str, str], frozenset[str]] = {
    ("link", "kind"): _KINDS,
    ("link", "state"): links.STATES,
    ("intent", "verb"): frozenset({intents.CREATE, intents.UPDATE, intents.DELETE}),
    ("intent", "state"): frozenset({intents.SENDING, intents.UNCERTAIN, intents.REFUSED, intents.DONE}),
    ("conflict", "why"): frozenset(why.value for why in ConflictKind),
    ("conflict", "state"): frozenset({open_conflicts.OPEN, open_conflicts.RESOLVED, open_conflicts.OBSOLETE}),
    ("history", "kind"): _KINDS,
    ("history", "cause"): frozenset(cause.value for cause in Cause),
    **{(kind, "life"): frozenset({records.LIVE, records.TRASH, records.MERGED}) for kind in _KINDS},
}
"""Columns that hold one of a few words."""

_JSON: Mapping[str, Sequence[str]] = {
    "connection": ("account_json", "settings", "described", "failure", "budget"),
    "intent": ("fields", "expected", "error", "needle"),
    "conflict": ("before", "accounts"),
    "decision": ("chosen", "undo"),
    "history": ("old", "new"),
    "change": ("what",),
    "run": ("counts", "error"),
    "problem": ("data",),
    "review": ("alarms", "preview"),
    "notice": ("data",),
    "look": ("sent", "stored", "expected"),
    "mapping": ("rules",),
    "custom_field": ("options",),
    "policy": ("rule",),
}
"""Columns that hold JSON, by table. Those that are not here have a check of their own."""


def cells_are_readable(connection: sa.Connection) -> Iterator[Violation]:
    """Text is text, JSON is JSON, what is one of a few words is one of them; of a row the first cell that is not so is named."""
    for table, query in _queries():
        for row in connection.exec_driver_sql(query):
            yield Violation("cell_is_readable", row.record, f"{table}, {row.number}, {row.name}")


@cache
def _queries() -> Sequence[tuple[str, str]]:
    """For every table with text in it, the statement that finds the rows with a cell that cannot be read."""
    found = []
    for table in METADATA.sorted_tables:
        wrong = {column.name: _wrong(table.name, column.name) for column in table.columns if _is_text(column)}
        if wrong:
            cases = " ".join(f"WHEN {condition} THEN '{name}'" for name, condition in wrong.items())
            query = (
                f'SELECT rowid AS number, {_record_of(table)} AS record, CASE {cases} END AS name FROM "{table.name}"'  # noqa: S608
                f" WHERE {' OR '.join(wrong.values())}"
            )
            found.append((table.name, query))
    return found


def _is_text(column: sa.Column[Any]) -> bool:
    return str(column.type) in ("TEXT", "VARCHAR")


def _wrong(table: str, column: str) -> str:
    """The condition that a cell of a column cannot be read."""
    words = _WORDS.get((table, column))
    blob = f"typeof(\"{column}\") = 'blob'"
    if column in _JSON.get(table, ()):
        return f'{blob} OR NOT json_valid("{column}")'
    return blob if words is None else f'{blob} OR "{column}" NOT IN ({", ".join(map(repr, sorted(words)))})'


def _record_of(table: sa.Table) -> str:
    """What names the record of a row; nothing where there is none, or where its id is what cannot be read."""
    names = ("id",) if table.name in _KINDS else ("record", "source")
    owner = next((name for name in names if name in table.columns), None)
    return "NULL" if owner is None else f'CASE typeof("{owner}") WHEN \'text\' THEN "{owner}" END'
