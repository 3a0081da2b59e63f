"""Making, changing and deleting rows. Each batch is one reading, one write, and one reading that proves it (section 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from crmdesk.domain.errors import Bug, ConnectionFault, OutcomeUnknown, RecordRefused
from crmdesk.providers.base import Create, Done, NotNow, Outcome, Raw, Refused, Unknown, Update
from crmdesk.providers.batches import in_batches
from crmdesk.providers.google_sheets.api import Body
from crmdesk.providers.google_sheets.cells import Cell, Form, cell_data, text_of
from crmdesk.providers.google_sheets.headings import KEY
from crmdesk.providers.google_sheets.placing import CellWrite, Placing, cell_write, holds
from crmdesk.providers.google_sheets.rows import NAMING, RowReader, Written, digest
from crmdesk.providers.google_sheets.sheet import TRIES, Sheet, update_cells
from crmdesk.providers.google_sheets.table import BLANK, Line, Table

J = TypeVar("J")

BATCH = 1000
"""Rows in one write: a megabyte or so, where two are advised (section 5)."""

_FORMATTED = frozenset({Form.MOMENT, Form.DAY})
"""What needs a number format of its own, which a row that is appended does not bring."""


class Writes:
    """Writes rows of one sheet. ``written`` are the rows that were seen to hold what was written, beside what they held before.

    ``headings`` are those of the columns by their names, as the sheet was described.
    """

    def __init__(self, sheet: Sheet, reader: RowReader, headings: Mapping[str, str]) -> None:
        self.written: list[Written] = []
        self._sheet = sheet
        self._reader = reader
        self._headings = headings
        self._placing = Placing(sheet)

    async def create(self, items: Sequence[Create]) -> list[Outcome]:
        """Make rows below the last one. A key that is there already is the row that an earlier attempt made.

        Where its cells were emptied nobody stands there any more: the lead is written into that row again.
        """

        async def send(batch: Sequence[tuple[int, Create]]) -> Mapping[int, Outcome]:
            table = await self._sheet.read(formulas=True)
            refused: dict[int, Outcome] = {}
            rows: list[tuple[int, Mapping[int, Body]]] = []
            writes: list[tuple[int, CellWrite]] = []
            for number, item in batch:
                line = table.by_key.get(item.key)
                try:
                    if line is None:
                        rows.append((number, self._row(table, item)))
                    elif line.row in table.emptied:
                        writes += [(number, each) for each in self._refilling(table, line, item)]
                except RecordRefused as error:
                    refused[number] = Refused(error)

            async def put(left: Sequence[tuple[int, CellWrite]]) -> None:
                await self._placing.put(table, [each for _, each in left])

            refused |= await self._accepted(writes, put)
            # One request a row; dates follow, with their number format.
            refused |= await self._accepted(rows, partial(self._add, table))
            sent = {number for number, _ in (*rows, *writes)} - refused.keys()
            left = [item for number, item in batch if number in sent]
            if left:
                keys = {number: item.key for number, item in batch}
                table = await self._in_place(table, {keys[at]: cells for at, cells in rows if at in sent})
                table = await self._completed(table, left)
                self._note(table, {}, {item.key: item.fields for item in left})
            return {number: refused.get(number) or self._made(table, item) for number, item in batch}

        return await _outcomes(items, send)

    async def update(self, items: Sequence[Update]) -> list[Outcome]:
        """Change cells, each only where it still holds what it is believed to hold."""

        async def send(batch: Sequence[tuple[int, Update]]) -> Mapping[int, Outcome]:
            table = await self._sheet.read(formulas=True)
            outcomes: dict[int, Outcome] = {}
            writes: list[tuple[int, CellWrite]] = []
            for number, item in batch:
                try:
                    writes += [(number, each) for each in self._changes(table, item)]
                except RecordRefused as error:
                    outcomes[number] = Refused(error)
            after = table

            async def put(left: Sequence[tuple[int, CellWrite]]) -> None:
                nonlocal after
                after = await self._placing.put(table, [each for _, each in left])

            held = self._reader.held(table, [item.id for _, item in batch])
            outcomes |= await self._accepted(writes, put)
            self._note(after, held, {item.id: item.fields for number, item in batch if number not in outcomes})
            return {number: outcomes.get(number) or self._changed(after, item) for number, item in batch}

        return await _outcomes(items, send)

    async def delete(self, ids: Sequence[str]) -> list[Outcome]:
        """Remove rows. The spreadsheet's version history brings them back.

        Of a row that a colleague has just copied with its key nothing is removed yet: the copy gets a key of its own first.
        """

        async def send(batch: Sequence[tuple[int, str]]) -> Mapping[int, Outcome]:
            table = await self._sheet.read(formulas=True)
            wanted = {id for _, id in batch if id in table.by_key and id not in table.copied}
            if wanted:
                await self._sheet.api.change(self._sheet.place.spreadsheet, self._removals(table, wanted))
                await self._proven_gone(table, wanted)
            copied = NotNow(OutcomeUnknown("sheet_keeps_moving", name=""))
            return {number: copied if id in table.copied else Done(None) for number, id in batch}

        return await _outcomes(ids, send)

    # -- create -------------------------------------------------------------------------------------------------------

    async def _add(self, table: Table, jobs: Sequence[tuple[int, Mapping[int, Body]]]) -> None:
        """Rows below the last one with contents.

        Google appends below the last data, and a tick box without its tick or a formula that comes to nothing is a piece of it:
        where such were prepared below the leads, room is made above them, and whoever types there meanwhile is not written over.
        """
        change, place, at = self._sheet.api.change, self._sheet.place, table.end
        if at > table.last:
            await change(place.spreadsheet, [self._appended(cells) for _, cells in jobs])
            return
        span = {"sheetId": place.sheet, "dimension": "ROWS", "startIndex": at, "endIndex": at + len(jobs)}
        room = {"insertDimension": {"range": span, "inheritFromBefore": at > table.layout.row + 1}}
        rows = [update_cells(place, row, 0, _in_order(cells)) for row, (_, cells) in enumerate(jobs, at)]
        try:
            await change(place.spreadsheet, [room, *rows])
        except RecordRefused as error:
            named = error.data.get("request")
            raise RecordRefused(error.key, **{**error.data, "request": named - 1 if named else None}) from error

    def _row(self, table: Table, item: Create) -> dict[int, Body]:
        """The cells of a new row by column."""
        found: dict[int, Body] = {}
        for slot, text in self._wanted(table, item):
            column = self._column(table, slot)
            form = self._reader.form(slot)
            if form not in _FORMATTED:
                found[column] = cell_data(text, form, table.zone)
        key = table.column(KEY)
        assert key is not None
        return found | {key: {"userEnteredValue": {"stringValue": item.key}}}

    def _refilling(self, table: Table, line: Line, item: Create) -> list[CellWrite]:
        """The cells of a row that was emptied. Raises RecordRefused where one of them may not be written."""
        return [self._write(table, line, slot, text) for slot, text in self._wanted(table, item)]

    def _wanted(self, table: Table, item: Create) -> list[tuple[str, str]]:
        """The texts of a new row; one that would be blank but for dates gets the record's title, or it would be no record."""
        texts = self._texts(item.fields)
        found = [(slot, text) for slot, text in texts if text is not None and self._reader.is_told(table, slot)]
        if item.title and all(self._reader.form(slot) in _FORMATTED for slot, _ in found):
            named = next((slot for slot in NAMING if table.column(slot) is not None), None)
            found += [] if named is None else [(named, item.title)]
        return found

    def _appended(self, cells: Mapping[int, Body]) -> Body:
        place, fields = self._sheet.place.sheet, "userEnteredValue"
        return {"appendCells": {"sheetId": place, "rows": [{"values": _in_order(cells)}], "fields": fields}}

    async def _in_place(self, before: Table, rows: Mapping[str, Mapping[int, Body]]) -> Table:
        """The sheet once new rows, by key, stand in their columns, which may have moved since they were found in ``before``."""
        for _ in range(TRIES):
            after = await self._placing.again(formulas=True)
            moved = {key: moved_cells(before, after, key, cells) for key, cells in rows.items()}
            requests = [
                update_cells(self._sheet.place, row, at, [data])
                for row, cells in moved.values()
                for at, data in cells.items()
            ]
            if not requests:
                return after
            await self._placing.put_right(requests, ())
            before, rows = after, {key: cells for key, (_, cells) in moved.items()}
        raise OutcomeUnknown("sheet_keeps_moving", name="")

    async def _completed(self, table: Table, items: Sequence[Create]) -> Table:
        """The sheet once every new row holds all it should: its dates.

        The rows are there already. What Google refuses to add to them is missing in the answer; where it is out of reach,
        nothing is certain.
        """
        writes = []
        for item in items:
            line = table.by_key.get(item.key)
            held = {} if line is None else self._reader.fields(table, line)
            for field, raw in item.fields.items() if line is not None else ():
                if held.get(field) != raw and field in self._reader.lines:
                    writes += [
                        cell_write(table, item.key, slot, text, self._reader.form(slot))
                        for slot, text in self._texts({field: raw})
                        if line is not None
                        and table.column(slot) is not None
                        and not table.is_covered(line.row, table.column(slot))
                        and self._reader.is_told(table, slot)
                    ]
        try:
            return await self._placing.put(table, writes) if writes else table
        except RecordRefused:
            return table
        except ConnectionFault as error:
            raise OutcomeUnknown("outcome_in_doubt", endpoint="batchUpdate", method="POST") from error

    def _made(self, table: Table, item: Create) -> Outcome:
        line = table.by_key.get(item.key)
        if line is None:
            return Unknown(OutcomeUnknown("item_not_answered"))
        untold = (slot for slot, text in self._texts(item.fields) if text and not self._reader.is_told(table, slot))
        left_out = frozenset(name for slot in untold if (name := self._reader.field(slot)) is not None)
        return Done(self._reader.record(table, line), left_out)

    # -- update -------------------------------------------------------------------------------------------------------

    def _changes(self, table: Table, item: Update) -> list[CellWrite]:
        """The cells that an update comes to. Raises RecordRefused where one of them may not be written."""
        line = table.by_key.get(item.id)
        if line is None or line.row in table.emptied:
            raise RecordRefused("row_not_there", vendor_words="")
        held = self._reader.fields(table, line)
        for field in item.fields:
            if (
                field in item.expected
                and field in held
                and held[field] not in (item.expected[field], item.fields[field])
            ):
                raise RecordRefused("changed_meanwhile", vendor_words="")
        found = []
        for slot, text in self._texts(item.fields):
            self._column(table, slot)
            if text != self._present(table, line, slot, held):
                found.append(self._write(table, line, slot, text))
        return found

    def _present(self, table: Table, line: Line, slot: str, held: Mapping[str, Raw]) -> str | None:
        """What a cell holds, as its raw value says it."""
        field = self._reader.field(slot)
        raw = None if field is None else held.get(field)
        if isinstance(raw, Mapping):
            found: str | None = raw.get(slot)
            return found
        return raw if raw is None or isinstance(raw, str) else text_of(raw)

    def _changed(self, table: Table, item: Update) -> Outcome:
        line = table.by_key.get(item.id)
        if line is None:
            return Refused(RecordRefused("row_not_there", vendor_words=""))
        return Done(self._reader.record(table, line))

    # -- delete -------------------------------------------------------------------------------------------------------

    def _removals(self, table: Table, keys: set[str]) -> list[Body]:
        """From the bottom up: each removal moves what is below it."""
        rows = sorted((table.by_key[key].row for key in keys), reverse=True)
        return [{"deleteDimension": {"range": self._rows(row)}} for row in rows]

    def _rows(self, row: int) -> Body:
        return {"sheetId": self._sheet.place.sheet, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}

    async def _proven_gone(self, before: Table, keys: set[str]) -> None:
        """Look again; where others were removed in the place of those meant, they come back at the end.

        That happens where one of those meant moved, and where a colleague had just removed it: the next one stood there. A row that
        a colleague removed in the same moment comes back too: better one too many than one that is lost.
        """
        for _ in range(TRIES):
            after = await self._placing.again(formulas=True)
            left = {key for key in keys if key in after.by_key}
            lost = _keyed_without(before, after, but=keys) + _unkeyed_without(before, after, moved=bool(left))
            if not (left or lost):
                return
            restored = [self._appended(self._whole(before, line, after)) for line in lost]
            await self._placing.put_right(restored, self._removals(after, left))
        raise OutcomeUnknown("sheet_keeps_moving", name="")

    @staticmethod
    def _whole(before: Table, line: Line, after: Table) -> dict[int, Body]:
        """All cells of a row by the columns of now."""
        places = {name: (was, after.column(name)) for was, name in enumerate(before.names)}
        return {now: before.data(line, was) for was, now in places.values() if now is not None}

    # -- both ---------------------------------------------------------------------------------------------------------

    def _write(self, table: Table, line: Line, slot: str, text: str | None) -> CellWrite:
        """A text into a cell of a row that is there. Raises RecordRefused where the cell may not be written."""
        column = self._column(table, slot)
        if table.is_covered(line.row, column):
            raise RecordRefused("cell_merged", vendor_words=table.layout.headings[column], remote_field=slot)
        if table.is_computed(line, column):
            raise RecordRefused("cell_computed", vendor_words=table.layout.headings[column], remote_field=slot)
        return cell_write(table, line.key, slot, text, self._reader.form(slot))

    def _column(self, table: Table, slot: str) -> int:
        """The column that a value belongs in. Raises RecordRefused where the sheet has lost it, or its cells cannot be read."""
        column = table.column(slot)
        if column is None:
            raise RecordRefused("property_missing", vendor_words=self._headings[slot], remote_field=slot)
        if not self._reader.is_told(table, slot):
            raise RecordRefused("time_zone_unknown", vendor_words=table.layout.headings[column], remote_field=slot)
        return column

    def _note(
        self, after: Table, before: Mapping[str, Mapping[str, Raw]], written: Mapping[str, Mapping[str, Raw]]
    ) -> None:
        """Note in ``written`` what rows hold now.

        Left out are those that hold anything else than was meant: such a row has moved, or somebody changed it at the same time.
        """
        held = self._reader.held(after, written)
        for key, fields in written.items():
            was = before.get(key)
            if key in held and _filled(held[key]) == _filled({**(was or {}), **fields}):
                self.written.append(Written(key, None if was is None else digest(was), digest(held[key])))

    def _texts(self, fields: Mapping[str, Raw]) -> Iterator[tuple[str, str | None]]:
        """The text of each column that fields come to."""
        for field, raw in fields.items():
            line = self._reader.lines.get(field)
            if line is None:
                raise Bug("field_not_mapped", field=field)
            for slot in line.place.remote:
                value: Any = raw.get(slot) if isinstance(raw, Mapping) else raw
                yield slot, text_of(value)

    async def _accepted(
        self, jobs: Sequence[tuple[int, J]], send: Callable[[Sequence[tuple[int, J]]], Any]
    ) -> dict[int, Outcome]:
        """Send jobs; the items that Google names as wrong are left out, and the others sent again. The refused ones.

        Raises RecordRefused where it does not say which one is.
        """
        refused: dict[int, Outcome] = {}
        while True:
            left = [job for job in jobs if job[0] not in refused]
            if not left:
                return refused
            try:
                await send(left)
            except RecordRefused as error:
                at = error.data.get("request")
                if not isinstance(at, int) or at >= len(left):
                    raise
                refused[left[at][0]] = Refused(error)
            else:
                return refused


def moved_cells(before: Table, after: Table, key: str, cells: Mapping[int, Body]) -> tuple[int, dict[int, Body]]:
    """The place of a new row, and what is to be written there so that each of its cells stands in the column it was meant for.

    ``cells`` went into the columns of ``before``. Nothing where these stand where they did, or where they moved when the row was
    there already and took its cells along.
    """
    places = {at: after.column(before.names[at]) for at in cells}
    there = (line for line in after.lines if key in (line.key, text_of(line.cell(before.layout.key or 0))))
    line = next(there, None)
    wanted = {now: cells[at] for at, now in places.items() if now is not None}
    if line is None or all(at == now for at, now in places.items()):
        return 0, {}
    stray = [at for at, data in cells.items() if at not in wanted and data and holds(line.cell(at), data)]
    if not stray and all(holds(line.cell(at), data) for at, data in wanted.items()):
        return 0, {}
    return line.row, {at: wanted.get(at, {}) for at in sorted({*cells, *wanted})}


def _in_order(cells: Mapping[int, Body]) -> list[Body]:
    """The cells of a row from its first column on."""
    return [cells.get(column, {}) for column in range(max(cells) + 1)]


def _keyed_without(before: Table, after: Table, *, but: Collection[str]) -> list[Line]:
    """The rows with a key that are no longer there, nor what was typed into them under another key."""
    lines = [line for key, line in before.by_key.items() if key not in but]
    lacking = Counter(_typed(before, line) for line in lines) - Counter(_typed(after, line) for line in after.lines)
    found = []
    for line in lines:
        if line.key not in after.by_key and (typed := _typed(before, line)) and lacking[typed] > 0:
            lacking[typed] -= 1
            found.append(line)
    return found


def _unkeyed_without(before: Table, after: Table, *, moved: bool) -> list[Line]:
    """The rows without a key that are no longer there, by what was typed into them: what is computed changes by itself.

    Somebody may be typing into one. Unless rows are known to have ``moved``, none is gone while there are as many.
    """
    held, there = [[_typed(each, line) for line in each.lines if not line.key] for each in (before, after)]
    if not moved and sum(map(bool, there)) >= sum(map(bool, held)):
        return []
    counted = Counter(there)
    found = []
    for line in before.lines:
        if not line.key and (typed := _typed(before, line)):
            counted[typed] -= 1
            found += [line] if counted[typed] < 0 else []
    return found


def _typed(table: Table, line: Line) -> frozenset[tuple[str, Cell]]:
    """What was typed into a row, by the names of the columns; its key was not."""
    filled = ((at, cell) for at, cell in enumerate(line.cells) if at != table.layout.key and cell not in BLANK)
    cells = ((at, cell) for at, cell in filled if not table.is_computed(line, at))
    return frozenset((table.names[at], cell) for at, cell in cells)


def _filled(fields: Mapping[str, Raw]) -> dict[str, Raw]:
    return {name: raw for name, raw in fields.items() if raw is not None}


async def _outcomes(items: Sequence[J], send: Callable[[Sequence[tuple[int, J]]], Any]) -> list[Outcome]:
    outcomes = await in_batches(list(enumerate(items)), BATCH, send)
    return [outcomes[number] for number in range(len(items))]
