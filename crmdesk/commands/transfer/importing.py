"""Rows of a file into records: new ones, and changes to those that the file names by id. One bad row stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crmdesk.commands.transfer import cells
from crmdesk.commands.transfer.columns import Columns, columns_of
from crmdesk.domain.errors import InvalidInput, error_json
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Fields, Value
from crmdesk.store import custom_fields, editing, records
from crmdesk.store.queries.options import options_of
from crmdesk.store.store import Reader, ThreadedStore
from crmdesk.store.unit import Unit

BATCH = 200
"""Rows in one transaction: few enough that whoever else writes meanwhile hardly waits."""


class Fate(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken. ``row`` counts from 1 and includes the header, as spreadsheets do."""

    row: int
    error: InvalidInput


@dataclass(slots=True)
class ImportReport:
    """The exact account of an import: every row with content is in one of the counts."""

    columns: Columns
    counts: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    bad: list[BadRow] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """As scripts read it."""
        errors = [{"row": bad.row, **error_json(bad.error)} for bad in self.bad]
        counts = {fate.value: count for fate, count in self.counts.items()}
        return {"rows": sum(self.counts.values()), **counts, "ignored": list(self.columns.ignored), "errors": errors}


async def import_rows(
    store: ThreadedStore, kind: Kind, rows: Sequence[Sequence[str]], *, dry_run: bool
) -> ImportReport:
    """Import the rows of a file, header first. A row with the id of a record changes it; any other one makes a record.

    With ``dry_run`` everything is done, counted, and taken back. Raises InvalidInput for a file without usable columns and
    a kind that nobody writes.
    """
    if kind not in RECORD_KINDS:
        raise InvalidInput("kind_read_only", kind=kind.value)
    if not rows:
        raise InvalidInput("file_empty")
    report = ImportReport(await store.read(lambda reader: _columns(reader, kind, rows[0])))
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    for start in range(0, len(numbered), BATCH):
        batch = numbered[start : start + BATCH]
        try:
            await store.write(lambda unit: _import_batch(unit, kind, batch, report, dry_run=dry_run))  # noqa: B023 - awaited
        except _TakenBack:
            continue
    return report


def _columns(reader: Reader, kind: Kind, header: Sequence[str]) -> Columns:
    return columns_of(kind, header, custom_fields.all_of(reader, kind), lambda spec: options_of(reader, kind, spec))


class _TakenBack(Exception):
    """Ends the transaction of a dry run."""


def _import_batch(
    unit: Unit, kind: Kind, batch: Sequence[tuple[int, Sequence[str]]], report: ImportReport, *, dry_run: bool
) -> None:
    for number, row in batch:
        try:
            with unit.connection.begin_nested():
                fate = _import_row(unit, kind, row, report.columns)
        except InvalidInput as error:
            report.bad.append(BadRow(number, error))
            fate = Fate.FAILED
        report.counts[fate] += 1
    if dry_run:
        raise _TakenBack


def _import_row(unit: Unit, kind: Kind, row: Sequence[str], columns: Columns) -> Fate:
    key = row[columns.id].strip() if columns.id is not None and columns.id < len(row) else ""
    present = records.find(unit.connection, key) if key else None
    if present is None:
        values = _values(row, columns, {})
        editing.create(unit, kind, {name: value for name, value in values.items() if value is not None})
        return Fate.CREATED
    if present.kind is not kind:
        raise InvalidInput("record_of_another_kind", record=key, kind=present.kind.value)
    values = _values(row, columns, present.fields)
    changed = {name: value for name, value in values.items() if value != present.fields.get(name)}
    if not changed:
        return Fate.UNCHANGED
    editing.edit(unit, key, changed)
    return Fate.UPDATED


def _values(row: Sequence[str], columns: Columns, present: Fields) -> dict[str, Value]:
    """The values of a row; cells that a short row lacks are no values, empty ones are blank."""
    return {
        spec.name: cells.read(spec, columns.named(spec, row[place]), present.get(spec.name))
        for place, spec in columns.fields.items()
        if place < len(row)
    }
