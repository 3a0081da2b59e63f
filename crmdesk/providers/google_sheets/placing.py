"""Writing cells of rows that may move meanwhile (section 7): place, write, look again, and put right what went astray.

Google takes no precondition. A row is found by its key in a reading made just before; when the reading after shows another
row where it was, what was overwritten there is put back, and the value is written again where its row is now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import ConnectionFault, OutcomeUnknown, RecordRefused
from crmdesk.providers.google_sheets.api import Body
from crmdesk.providers.google_sheets.cells import Cell, Form, cell_data, shows_moment
from crmdesk.providers.google_sheets.sheet import TRIES, Sheet, update_cells
from crmdesk.providers.google_sheets.table import BLANK, Line, Table

FORMATTED = "userEnteredValue,userEnteredFormat.numberFormat"


@dataclass(frozen=True, slots=True)
class CellWrite:
    """One cell to write: the row's key, the column's name, and its ``CellData``. A row without a key goes by its place."""

    key: str
    name: str
    data: Mapping[str, Any]
    row: int = -1


def cell_write(table: Table, key: str, slot: str, text: str | None, form: Form) -> CellWrite:
    """A text into a cell, in the form that its column wants."""
    return CellWrite(key, slot, cell_data(text, form, table.zone))


class Placing:
    """Writes cells of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    async def put(self, before: Table, writes: Sequence[CellWrite]) -> Table:
        """Write cells, found in ``before``, a reading with formulas; the sheet as it is afterwards.

        Raises RecordRefused (``data["request"]`` is the number of the write), where nothing was written, and OutcomeUnknown.
        """
        wanted, place, strays = list(writes), before, list[CellWrite]()
        await self._sheet.api.change(self._sheet.place.spreadsheet, self._requests(before, wanted))
        for _ in range(TRIES):
            after = await self.again(formulas=False)
            astray = [each for each in wanted if not _landed(each, place, after)]
            if not astray:
                return after
            strays += astray
            place = await self.again(formulas=True)
            restored, wanting = _restored(strays, writes, before, place), _wanting(strays, writes, place)
            if not restored and not wanting:
                return place
            await self.put_right(self._requests(place, restored), self._requests(place, wanting))
            wanted = [*restored, *wanting]
        raise OutcomeUnknown("sheet_keeps_moving", name="")

    async def again(self, *, formulas: bool) -> Table:
        """The sheet after a write. Raises OutcomeUnknown where it cannot be read: where the write landed is not known then."""
        try:
            return await self._sheet.read(formulas=formulas)
        except ConnectionFault as error:
            raise OutcomeUnknown("outcome_in_doubt", endpoint="batchUpdate", method="POST") from error

    async def put_right(self, restoring: Sequence[Body], again: Sequence[Body]) -> None:
        """Put back what went astray, and write again what did. Raises OutcomeUnknown.

        Where a row is by now, it may be protected: what is refused there must not keep anything from being put back.
        """
        change, spreadsheet = self._sheet.api.change, self._sheet.place.spreadsheet
        try:
            try:
                await change(spreadsheet, [*again, *restoring])
            except RecordRefused:
                if restoring and again:
                    await change(spreadsheet, restoring)
                raise
        except (ConnectionFault, RecordRefused) as error:
            raise OutcomeUnknown("outcome_in_doubt", endpoint="batchUpdate", method="POST") from error

    def _requests(self, table: Table, writes: Sequence[CellWrite]) -> list[Body]:
        found = []
        for each in writes:
            line, column = _line(each, table), table.column(each.name)
            assert line is not None
            assert column is not None
            fields = FORMATTED if shows_moment(each.data) else "userEnteredValue"
            found.append(update_cells(self._sheet.place, line.row, column, [each.data], fields=fields))
        return found


def _line(write: CellWrite, table: Table) -> Line | None:
    """The row of a write."""
    return table.by_key.get(write.key) if write.key else table.by_row.get(write.row)


def _landed(write: CellWrite, before: Table, after: Table) -> bool:
    """Whether a write went into its own row and column: both are where they were."""
    line, column = _line(write, before), before.column(write.name)
    there = None if line is None else after.by_row.get(line.row)
    return (there.key if there is not None else "") == write.key and after.column(write.name) == column


def _wanting(strays: Sequence[CellWrite], writes: Sequence[CellWrite], now: Table) -> list[CellWrite]:
    """The writes that went astray and whose cells do not hold yet what they should, as far as those are still there."""
    found = []
    for each in (one for one in writes if one in strays):
        line, column = _line(each, now), now.column(each.name)
        if line is not None and column is not None and not holds(line.cell(column), each.data):
            found.append(each)
    return found


def _restored(strays: Sequence[CellWrite], writes: Sequence[CellWrite], before: Table, after: Table) -> list[CellWrite]:
    """What stood in the cells that were overwritten instead.

    They hold now what went astray, and did not before: in the column that was meant, wherever it is, or in the one that
    stands there now; in a row that is known by its key, or in one without.
    """
    found: dict[tuple[str, int, str], CellWrite] = {}
    meant = {(each.key, each.name) for each in writes}
    reached = [(each, at) for each in strays for at in _reached(each, before, after)]
    for each, at in reached:
        name = after.names[at]
        for line in after.lines:
            if (line.key, name) not in meant and holds(line.cell(at), each.data):
                ours = {after.names[there] for other, there in reached if holds(line.cell(there), other.data)}
                data = _former(line, name, before, after, ours)
                # In its own row, beside its column: what stands there now is new, and was blank.
                if data is None and line.key == each.key != "" and at == before.column(each.name):
                    data = {}
                if data is not None and not holds(line.cell(at), data):
                    row = -1 if line.key else line.row
                    found[line.key, row, name] = CellWrite(line.key, name, data, row)
    return list(found.values())


def _reached(write: CellWrite, before: Table, after: Table) -> list[int]:
    """The columns in which a write may have gone astray."""
    places = {at for at in (before.column(write.name), after.column(write.name)) if at is not None}
    return sorted(at for at in places if at < len(after.names))


def _former(line: Line, name: str, before: Table, after: Table, ours: Collection[str]) -> dict[str, Any] | None:
    """What a cell held before; None where its row or column was not there.

    A row without a key is known by what it holds besides ``ours``, the columns in which there is what went astray.
    """
    was = before.column(name)
    # One without a heading goes by its place, which may have been another one's.
    if was is None or before.names[was : was + 1] != [name]:
        return None
    if line.key:
        old = before.by_key.get(line.key)
        return None if old is None else before.data(old, was)
    rest = _besides(line, after, ours)
    for old in before.lines:
        if not old.key and rest == _besides(old, before, ours):
            return before.data(old, was)
    return {} if not rest else None


def _besides(line: Line, table: Table, names: Collection[str]) -> list[Cell]:
    """What a row holds outside of some columns."""
    cells = enumerate(line.cells)
    return [cell for at, cell in cells if cell not in BLANK and table.names[at] not in names]


def holds(cell: Any, data: Mapping[str, Any]) -> bool:
    """Whether a cell holds what a ``CellData`` says."""
    value = next(iter(data.get("userEnteredValue", {}).values()), "")
    return bool(cell == value or (cell is None and value == ""))
