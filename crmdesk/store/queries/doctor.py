"""Invariants of the database, checked from outside: what no sequence of edits, runs and crashes may leave behind.

Plain reads; nothing is mended here. Each check yields what breaks it, so that a healthy database yields nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store import links, open_conflicts
from crmdesk.store.columns import load
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.queries.differences import unsent_fields
from crmdesk.store.records import LIVE, Record, load_many

_TYPED = (Cause.USER.value, Cause.UNDO.value, Cause.DECISION.value)


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold; ``detail`` names rows and fields, never values."""

    invariant: str
    record: str | None
    detail: str


def violations(connection: sa.Connection) -> list[Violation]:
    """Everything that is wrong, check by check."""
    return [found for check in CHECKS for found in check(connection)]


def whole_file(connection: sa.Connection) -> Iterator[Violation]:
    """The file is whole: every page reads back under its key, every index agrees with its table."""
    for (text,) in connection.exec_driver_sql("PRAGMA cipher_integrity_check"):
        yield Violation("file_whole", None, str(text))
    for (text,) in connection.exec_driver_sql("PRAGMA quick_check"):
        if text != "ok":
            yield Violation("file_whole", None, str(text))


def links_have_records(connection: sa.Connection) -> Iterator[Violation]:
    """Every link stands for a record that is there."""
    query = f"SELECT id, object, record FROM link WHERE record NOT IN ({_EVERY_RECORD})"  # noqa: S608
    for row in connection.exec_driver_sql(query):
        yield Violation("link_has_record", row.record, f"link {row.id}, {row.object}")


def conflicts_have_records(connection: sa.Connection) -> Iterator[Violation]:
    """Every open conflict is about a record that is there."""
    query = f"SELECT id, field, record FROM conflict WHERE state = 'open' AND record NOT IN ({_EVERY_RECORD})"  # noqa: S608
    for row in connection.exec_driver_sql(query):
        yield Violation("conflict_has_record", row.record, f"conflict {row.id}, {row.field}")


def intents_have_runs(connection: sa.Connection) -> Iterator[Violation]:
    """A request whose outcome is open belongs to a run that did not end well, and to a link that is there."""
    query = (
        "SELECT intent.id, intent.record, intent.verb, link.id AS link FROM intent"
        " LEFT JOIN run ON run.id = intent.run LEFT JOIN link ON link.id = intent.link"
        " WHERE intent.state = 'sending' AND (run.id IS NULL OR run.status = 'done' OR link.id IS NULL)"
    )
    for row in connection.exec_driver_sql(query):
        yield Violation("intent_has_run", row.record, f"intent {row.id}, {row.verb}")


def marks_have_reasons(connection: sa.Connection) -> Iterator[Violation]:
    """A link that a whole run with sending has passed is marked only where something differs, waits or was refused."""
    query = (
        "SELECT link.id, link.record FROM link JOIN connection ON connection.id = link.connection"
        " WHERE link.dirty = 1 AND link.state = 'active' AND connection.sending = 1"
        " AND NOT EXISTS (SELECT 1 FROM intent WHERE intent.link = link.id AND intent.state <> 'done')"
        " AND NOT EXISTS (SELECT 1 FROM conflict WHERE conflict.record = link.record AND conflict.state = 'open')"
        " AND NOT EXISTS (SELECT 1 FROM problem WHERE problem.record = link.record)"
        " AND (SELECT max(started_at) FROM run WHERE run.connection = link.connection AND run.status = 'done')"
        " > (SELECT coalesce(max(at), '') FROM history WHERE history.record = link.record)"
    )
    ids = {row.id: row.record for row in connection.exec_driver_sql(query)}
    states = links.by_id(connection, list(ids))
    present = _load(connection, {state.record: state.kind for state in states.values()})
    for state in states.values():
        record = present.get(state.record)
        if record is not None and record.life == LIVE and not unsent_fields(record, state):
            yield Violation("mark_has_reason", state.record, f"link {state.id}, {state.object}")


def typed_values_are_marked(connection: sa.Connection) -> Iterator[Violation]:
    """A typed value that an account has not confirmed is marked to be sent, or waits in a conflict."""
    typed = sa.text("SELECT DISTINCT record FROM history WHERE field IS NOT NULL AND cause IN :causes")
    bound = typed.bindparams(sa.bindparam("causes", _TYPED, expanding=True))
    records = [row.record for row in connection.execute(bound)]
    contested = open_conflicts.open_of(connection, records)
    for record, states in links.by_record(connection, records).items():
        clean = [state for state in states if not state.dirty and state.state == links.ACTIVE]
        present = _load(connection, {record: states[0].kind}).get(record) if clean else None
        if present is not None and present.life == LIVE:
            yield from _unmarked(present, clean, contested.get(record, {}))


def _unmarked(record: Record, clean: Sequence[LinkState], contested: Mapping[str, object]) -> Iterator[Violation]:
    for state in clean:
        for name, (ours, _) in state.bases.items():
            if name not in contested and name in record.fields and record.fields[name] != ours:
                yield Violation("typed_value_is_marked", record.id, f"link {state.id}, {name}")


def ledger_tells_values(connection: sa.Connection) -> Iterator[Violation]:
    """The last entry of the ledger about a field is what the record holds."""
    query = (
        "SELECT record, kind, field, new FROM history WHERE seq IN"
        " (SELECT max(seq) FROM history WHERE field IS NOT NULL GROUP BY record, field)"
    )
    rows = list(connection.exec_driver_sql(query))
    present = _load(connection, {row.record: Kind(row.kind) for row in rows})
    for row in rows:
        record = present.get(row.record)
        # A field that a conversion took away is kept beside the columns, and its history with it.
        if record is None or row.field not in CATALOGUE[record.kind]:
            continue
        if record.fields[row.field] != load(row.new):
            yield Violation("ledger_tells_value", row.record, row.field)


def _load(connection: sa.Connection, wanted: Mapping[str, Kind]) -> dict[str, Record]:
    by_kind: dict[Kind, list[str]] = {}
    for record, kind in wanted.items():
        by_kind.setdefault(kind, []).append(record)
    found: dict[str, Record] = {}
    for kind, ids in by_kind.items():
        found |= load_many(connection, kind, ids)
    return found


_EVERY_RECORD = " UNION ALL ".join(f'SELECT id FROM "{kind.value}"' for kind in Kind)  # noqa: S608

CHECKS: Sequence[Callable[[sa.Connection], Iterator[Violation]]] = (
    whole_file,
    links_have_records,
    conflicts_have_records,
    intents_have_runs,
    marks_have_reasons,
    typed_values_are_marked,
    ledger_tells_values,
)
"""Every check, in the order of the report."""
