"""Giving a key to every row that has none, whatever people do in the sheet meanwhile (sections 3 and 7).

Google takes no precondition: keys are written and read again. Where rows moved in between, the contents tell which key belongs
where; what a key went over in another column, or above the leads, is put back.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import OutcomeUnknown, PermissionLost, RecordRefused, WrongAccount
from crmdesk.providers.google_sheets.api import UNFORMATTED, Body, Cells
from crmdesk.providers.google_sheets.cells import Cell, Form, cell_data, same_data, text_of
from crmdesk.providers.google_sheets.headings import KEY
from crmdesk.providers.google_sheets.identity import Seen, keys_of
from crmdesk.providers.google_sheets.rows import RowReader
from crmdesk.providers.google_sheets.sheet import TRIES, Sheet, update_cells
from crmdesk.providers.google_sheets.table import BLANK, Line, Table

NewKey = Callable[[], str]


def random_key() -> str:
    """A key for a row that somebody typed."""
    return secrets.token_hex(10)


@dataclass(frozen=True, slots=True)
class Sent:
    """Keys that were written, by their places in ``table``."""

    table: Table
    keys: Mapping[int, str]


class Numbering:
    """Numbers the rows of one sheet. ``new_key`` makes the keys."""

    def __init__(self, sheet: Sheet, reader: RowReader, *, new_key: NewKey = random_key) -> None:
        self._sheet = sheet
        self._reader = reader
        self._new_key = new_key

    async def numbered(self, known: Mapping[str, str]) -> Table:
        """The sheet, once each row with contents has a key that no other row has, blank rows included.

        ``known`` are the digests of last time by key. Raises PermissionLost where the keys may not be written.
        """
        sent: Sent | None = None
        made: set[str] = set()
        for _ in range(TRIES):
            table = await self._sheet.read() if sent is None else await self._read_behind(sent)
            keys = keys_of(self._seen(table, made), known, self._new_key)
            keys |= {line.row: "" for line in table.lines if self._is_astray(table, line, made)}
            wrong = {row: key for row, key in keys.items() if table.by_row[row].key != key}
            if not wrong:
                return table
            made |= set(keys.values()) - known.keys() - {line.key for line in table.lines}
            digests = {key: self._reader.digest(table, table.by_row[row]) for row, key in keys.items() if key}
            known = {**known, **{key: digest for key, digest in digests.items() if digest is not None}}
            await self._write(table, wrong)
            sent = Sent(table, wrong)
        raise OutcomeUnknown("sheet_keeps_moving", name=(await self._sheet.structure()).title)

    def _seen(self, table: Table, made: Collection[str]) -> list[Seen]:
        """The rows that have a key, or are to get one.

        A line of totals or a remark has no key and names nobody: it is no record. Nor is one whose cells are merged across: it has
        no cell for a key.
        """
        column = table.column(KEY)
        return [
            Seen(line.row, line.key, self._reader.digest(table, line))
            for line in table.lines
            if not self._is_astray(table, line, made)
            and (line.key or (self._is_somebody(table, line) and not table.is_covered(line.row, column)))
        ]

    def _is_astray(self, table: Table, line: Line, made: Collection[str]) -> bool:
        """Whether a key of this very moment stands by nobody, for whom it was not meant."""
        if line.key not in made:
            return False
        bare = ["" if at == table.layout.key else cell for at, cell in enumerate(line.cells)]
        return not self._is_somebody(table, Line(line.row, "", bare))

    def _is_somebody(self, table: Table, line: Line) -> bool:
        return self._reader.names_somebody(table, line) and not self._reader.is_total(table, line)

    async def _write(self, table: Table, keys: Mapping[int, str]) -> None:
        column = table.layout.key
        assert column is not None
        runs: list[list[int]] = []
        for row in sorted(keys):
            if runs and runs[-1][-1] == row - 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        data = {row: cell_data(key or None, Form.TEXT, None) for row, key in keys.items()}
        await self._change(
            [update_cells(self._sheet.place, run[0], column, *([data[row]] for row in run)) for run in runs]
        )

    async def _read_behind(self, sent: Sent) -> Table:
        """The sheet behind a write. Where the headings moved at the same time, what the keys went over is put back first."""
        before = sent.table.layout
        try:
            table = await self._sheet.read()
            if (table.layout.row, table.layout.headings) == (before.row, before.headings):
                return table
        except WrongAccount:
            if not await self._put_back(sent):
                raise
        else:
            if not await self._put_back(sent):
                return table
        return await self._sheet.read()

    async def _put_back(self, sent: Sent) -> bool:
        """Put back what keys went over elsewhere than in their own column; whether there was anything."""
        place, column = self._sheet.place, sent.table.layout.key
        assert column is not None
        overwritten = former(
            sent.table, set(sent.keys.values()) - {""}, await self._sheet.api.values(place, UNFORMATTED)
        )
        if overwritten:
            await self._change([update_cells(place, row, column, [data]) for row, data in overwritten.items()])
        return bool(overwritten)

    async def _change(self, requests: Sequence[Body]) -> None:
        try:
            await self._sheet.api.change(self._sheet.place.spreadsheet, requests)
        except RecordRefused as error:
            raise PermissionLost("not_allowed", vendor_words=error.vendor_words) from error


def former(before: Table, keys: Collection[str], rows: Cells) -> dict[int, dict[str, Any]]:
    """What stood where one of ``keys`` stands now outside of its column below the headings, as ``CellData`` by row.

    All of them went into the column of keys as it was in ``before``; ``rows`` are what the sheet holds now. Above the leads a row
    is known by its distance from the headings, below them by its other cells. What is not known is blank.
    """
    column = before.layout.key
    assert column is not None
    heading = _heading(before, rows)
    if heading is None:
        return {}
    own, was = _columns(before, [text_of(cell) or "" for cell in rows[heading]], column)
    found: dict[int, dict[str, Any]] = {}
    for at, cells in enumerate(rows[: heading + 1] if own == column else rows):
        if text_of(_at(cells, column)) not in keys:
            continue
        number = at - heading + before.layout.row
        held: Sequence[Cell] = before.above[number] if 0 <= number < len(before.above) else ()
        if at > heading and was is not None:
            held = _alike(before, cells, but={column, own}, was=was)
        cell = "" if was is None else _at(held, was)
        found[at] = same_data(cell, cell)
    return found


def _columns(before: Table, headings: Sequence[str], column: int) -> tuple[int, int | None]:
    """Where the column of keys is now, and where that was which stands in its old place, ``column``; None where it is new."""
    title, known = before.layout.headings[column], before.layout.headings
    own = headings.index(title) if title in headings else column
    there = headings[column] if column < len(headings) else ""
    return own, column if own == column else known.index(there) if there and there in known else None


def _heading(before: Table, rows: Cells) -> int | None:
    """The row in which most of the headings stand; None where they are nowhere."""
    known = {text for text in before.layout.headings if text}
    shared = {at: len(known & {text_of(cell) for cell in cells}) for at, cells in enumerate(rows)}
    best = max(shared, key=lambda at: (shared[at], -at), default=None)
    return best if best is not None and shared[best] * 2 >= len(known) else None


def _alike(before: Table, cells: Sequence[Cell], *, but: Collection[int], was: int) -> Sequence[Cell]:
    """The cells of the row that held the same as these, but for some columns; none where no row did, or several that differ."""
    rest = Counter(cell for at, cell in enumerate(cells) if at not in but and cell not in BLANK)
    own = {was, before.layout.key}
    found = [
        line.cells
        for line in before.lines
        if Counter(cell for at, cell in enumerate(line.cells) if at not in own and cell not in BLANK) == rest
    ]
    return found[0] if len({_at(each, was) for each in found}) == 1 else ()


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else ""
