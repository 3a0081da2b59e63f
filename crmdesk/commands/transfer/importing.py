"""Rows of a file into records: new ones, and changes to those that the file names by id. One bad row stops no other.

What stops an import in the middle leaves what was taken before, and the report says up to which row: whoever began again with
the whole file would make all of these a second time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crmdesk.commands.transfer import cells
from crmdesk.commands.transfer.columns import Columns, columns_of
from crmdesk.domain.errors import Busy, CrmdeskError, InvalidInput, StoreFault, error_json
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Fields, Value
from crmdesk.store import custom_fields, editing, records
from crmdesk.store.queries.options import options_of
from crmdesk.store.store import Reader, ThreadedStore
from crmdesk.store.storing import is_cancelled_meanwhile
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


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why an import ended before its file did: rows up to ``row`` are in the report, of those behind it none was looked at."""

    row: int
    error: CrmdeskError


@dataclass(slots=True)
class ImportReport:
    """The exact account of an import: every row with content is in one of the counts, up to where it was ``stopped``."""

    columns: Columns
    counts: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    bad: list[BadRow] = field(default_factory=list)
    stopped: Stopped | None = None

    def add(self, taken: Sequence[Fate | BadRow]) -> None:
        """Take in what became of rows."""
        for each in taken:
            self.counts[each if isinstance(each, Fate) else Fate.FAILED] += 1
        self.bad += [each for each in taken if isinstance(each, BadRow)]

    def document(self) -> dict[str, Any]:
        """As scripts read it."""
        errors = [{"row": bad.row, **error_json(bad.error)} for bad in self.bad]
        counts = {fate.value: count for fate, count in self.counts.items()}
        stopped = None if self.stopped is None else {"row": self.stopped.row, **error_json(self.stopped.error)}
        rows = sum(self.counts.values())
        return {"rows": rows, **counts, "ignored": list(self.columns.ignored), "errors": errors, "stopped": stopped}


async def import_rows(
    store: ThreadedStore, kind: Kind, rows: Sequence[Sequence[str]], *, dry_run: bool
) -> ImportReport:
    """Import the rows of a file, header first. A row with the id of a record changes it; any other one makes a record.

    With ``dry_run`` everything is done, counted, and taken back. What stops it once rows are stored (a full disk, Ctrl+C) is in
    the report. Raises InvalidInput for a file without usable columns and a kind that nobody writes.
    """
    if kind not in RECORD_KINDS:
        raise InvalidInput("kind_read_only", kind=kind.value)
    if not rows:
        raise InvalidInput("file_empty")
    report = ImportReport(await store.read(lambda reader: _columns(reader, kind, rows[0])))
    numbered = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    for start in range(0, len(numbered), BATCH):
        batch = numbered[start : start + BATCH]
        taking = asyncio.create_task(_taken(store, kind, batch, report.columns, dry_run=dry_run))
        cancelled = await is_cancelled_meanwhile(taking)
        if cancelled and dry_run:
            raise asyncio.CancelledError
        try:
            report.add(taking.result())
        except (Busy, StoreFault) as error:
            if dry_run or start == 0:
                raise
            report.stopped = Stopped(numbered[start - 1][0], error)
            return report
        if cancelled and start + BATCH < len(numbered):
            report.stopped = Stopped(batch[-1][0], CrmdeskError("interrupted"))
            return report
    return report


def _columns(reader: Reader, kind: Kind, header: Sequence[str]) -> Columns:
    return columns_of(kind, header, custom_fields.all_of(reader, kind), lambda spec: options_of(reader, kind, spec))


class _TakenBack(Exception):
    """Ends the transaction of a dry run; carries what would have become of its rows."""

    def __init__(self, taken: list[Fate | BadRow]) -> None:
        super().__init__()
        self.taken = taken


async def _taken(
    store: ThreadedStore, kind: Kind, batch: Sequence[tuple[int, Sequence[str]]], columns: Columns, *, dry_run: bool
) -> list[Fate | BadRow]:
    """Import some rows, all in one transaction; what became of each."""

    def work(unit: Unit) -> list[Fate | BadRow]:
        taken = [_import_one(unit, kind, number, row, columns) for number, row in batch]
        if dry_run:
            raise _TakenBack(taken)
        return taken

    try:
        return await store.write(work)
    except _TakenBack as tried:
        return tried.taken


def _import_one(unit: Unit, kind: Kind, number: int, row: Sequence[str], columns: Columns) -> Fate | BadRow:
    try:
        with unit.connection.begin_nested():
            return _import_row(unit, kind, row, columns)
    except InvalidInput as error:
        return BadRow(number, error)


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
