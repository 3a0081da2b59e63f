"""Reading the sheet as a table, and what is pinned to its columns (sections 3 and 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from crmdesk.domain.errors import OutcomeUnknown, PermissionLost, RecordRefused, WrongAccount
from crmdesk.providers.google_sheets.api import FORMULA, UNFORMATTED, Api, Body, Cells, Place, index_of, inside, listed
from crmdesk.providers.google_sheets.cells import text_of, zone_of
from crmdesk.providers.google_sheets.dividers import are_undecided, keys_lost
from crmdesk.providers.google_sheets.layout import LOOKED_AT, Layout, Pins, headings_among, layout_of
from crmdesk.providers.google_sheets.merged import Span, spans_of, with_tall_headings, without_keys
from crmdesk.providers.google_sheets.pinning import COLUMN_TAG, HEADING_TAG, pinned, pins_of, taken_off, unpinned
from crmdesk.providers.google_sheets.rows import RowReader
from crmdesk.providers.google_sheets.table import Table, first_by_key, is_blanked, lines_of

TRIES = 4
"""How often something is done again because the sheet moved under it."""

FRANCE = "fr_FR"
"""The locale of a French spreadsheet."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What is asked once per run, and again when the headings change: time zone, height, locked columns, what is pinned where.

    What is merged is asked again with each reading where there are merged cells; where there are none, with each reading in which
    a cell is blank that held something in the one before. ``french``: the spreadsheet is one of France.
    """

    title: str
    zone: tzinfo | None
    french: bool
    height: int
    locked: frozenset[int]
    pins: Pins
    merges: tuple[Span, ...] = ()


class Sheet:
    """One sheet of one spreadsheet.

    ``dividers`` are those of the last reading in which no lead was missing, None where nobody knows: ``Feeds`` keeps them in its
    cursor.
    """

    def __init__(self, api: Api, place: Place, reader: RowReader) -> None:
        self.api = api
        self.place = place
        self._reader = reader
        self._structure: Structure | None = None
        self._headings: tuple[str, ...] = ()
        self._last: Table | None = None
        self.dividers: Sequence[str] | None = None

    async def structure(self) -> Structure:
        """What is known about the sheet besides its cells. Raises WrongAccount where it is gone."""
        if self._structure is None:
            content = await self.api.structure(self.place.spreadsheet)
            sheet = self._own(content)
            found = await self.api.pinned(self.place, (COLUMN_TAG, HEADING_TAG))
            properties, pins = inside(content, "properties"), pins_of(found, self.place.sheet)
            zone, french = zone_of(str(properties.get("timeZone"))), properties.get("locale") == FRANCE
            height, locked = row_count(sheet), _locked(sheet)
            self._structure = Structure(title_of(sheet), zone, french, height, locked, pins, spans_of(sheet))
        return self._structure

    def _own(self, content: Body) -> Body:
        """This sheet among those of a spreadsheet. Raises WrongAccount where it is gone."""
        sheet = next((each for each in sheets_of(content) if sheet_id(each) == self.place.sheet), None)
        if sheet is None:
            raise WrongAccount("sheet_missing")
        return sheet

    async def layout(self, rows: Cells) -> Layout | None:
        """The layout of what was read; the structure is asked for again where the headings are others than before.

        Raises WrongAccount where the headings stand among the leads.
        """
        found = _layout(rows, await self.structure())
        headings = () if found is None else found.headings
        if self._headings and headings != self._headings:
            self._structure = None
            found = _layout(rows, await self.structure())
            headings = () if found is None else found.headings
        self._headings = headings
        at = None if found is None or found.key is None else headings_among(rows, found.key)
        if at is not None:
            raise WrongAccount("headings_moved", name=(await self.structure()).title, row=at + 1)
        return found

    async def read(self, *, formulas: bool = False, anew: bool = False) -> Table:
        """The sheet as it is now; ``anew``: what is asked once per run too, as before a row counts as gone.

        Raises WrongAccount: it has no headings, no column of keys (any more), or no keys in it.
        """
        if anew:
            self._structure = None
        rows, layout, structure = await self._moment()
        if layout is None:
            raise WrongAccount("sheet_blank" if is_blank(rows) else "headings_missing", name=structure.title)
        if layout.key is None:
            raise WrongAccount("key_column_missing", name=structure.title)
        lost = without_keys(structure.merges, layout.row, layout.key)
        if lost:
            raise _merged_away(structure, lost)
        lines = list(lines_of(rows, layout))
        above = rows[: layout.row + 1]
        table = Table(layout, lines, structure.zone, french=structure.french, merges=structure.merges, above=above)
        emptied = frozenset(line.row for line in table.lines if not self._reader.is_filled(table, line))
        held = await self._formulas(layout, emptied) if formulas else None
        self._last = replace(table, formulas=held, emptied=emptied)
        return self._last

    async def missed(self, keys: Collection[str]) -> Table:
        """The sheet read anew because rows of these keys are missing; rows that it still lacks are gone.

        Raises WrongAccount where such a row may be there after all, with cells merged over its key.
        """
        table = await self.read(anew=True)
        missing = set(keys) - {line.key for line in table.filled}
        lost = keys_lost(table, self._reader, missing, self.dividers) if missing else None
        if lost:
            raise _merged_away(await self.structure(), lost)
        return table

    def may_hide(self, table: Table) -> bool:
        """Whether a lead that a table lacks may be one of its dividers: merged across whole, before anybody knew the dividers."""
        return are_undecided(table, self._reader, self.dividers)

    async def _moment(self) -> tuple[Cells, Layout | None, Structure]:
        """Cells, layout and structure of one moment.

        Covered cells read as blank. Where cells are merged, the values are therefore taken between two lists of merged cells that
        are equal. Where none were merged so far, a cell that was blanked since the last reading may be covered by now, and the
        list is asked for once more. Raises OutcomeUnknown where the list was another one each time.
        """
        for _ in range(TRIES):
            known = self._structure
            rows = await self.api.values(self.place, UNFORMATTED)
            layout = await self.layout(rows)
            structure = await self.structure()
            asked = known is not structure
            if not structure.merges and (asked or not self._is_blanked(rows, layout)):
                return rows, layout, structure
            if not asked and await self._is_merged_as(structure):
                return rows, layout, structure
        raise OutcomeUnknown("sheet_keeps_moving", name=(await self.structure()).title)

    def _is_blanked(self, rows: Cells, layout: Layout | None) -> bool:
        """Whether a cell is blank now that held something at the last reading; the columns are where they were then."""
        return self._last is not None and layout is not None and is_blanked(self._last, lines_of(rows, layout))

    async def _is_merged_as(self, structure: Structure) -> bool:
        """Whether the same cells are still merged; where not, the structure is brought up to date."""
        merges = spans_of(self._own(await self.api.structure(self.place.spreadsheet)))
        if merges != structure.merges:
            self._structure = replace(structure, merges=merges)
        return merges == structure.merges

    async def pin(self, table: Table, names: Collection[str]) -> None:
        """Pin the columns of these names that are not pinned yet, and the heading row; do nothing where that is not allowed.

        Google pins what stands at a place, whatever its heading. Where the headings are others afterwards, the pins may have come
        to stand at other columns: they are removed, and the next run sets them.
        """
        structure, layout = await self.structure(), table.layout
        pins = structure.pins
        columns = unpinned(layout, pins, names)
        if not columns and pins.heading is not None:
            return
        row = layout.row if pins.heading is None else None
        try:
            answer = await self.api.change(self.place.spreadsheet, pinned(self.place, columns, row))
        except (RecordRefused, PermissionLost):
            return
        now = await self.layout(await self.api.values(self.place, UNFORMATTED))
        if now is not None and (now.row, now.headings) == (layout.row, layout.headings):
            known = {**pins.columns, **{at: name for name, at in columns.items()}}
            self._structure = replace(structure, pins=Pins(known, layout.row))
        else:
            await self.api.change(self.place.spreadsheet, taken_off(answer.content))
            self._structure = None

    async def _formulas(self, layout: Layout, emptied: Collection[int]) -> Mapping[str | int, Sequence[Any]]:
        """The formulas of the rows by key, for rows may have moved since the values were read.

        ``emptied`` are the places of the rows that the values showed to be empty.
        """
        lines = list(lines_of(await self.api.values(self.place, FORMULA), layout))
        found = (*first_by_key(lines, emptied).values(), *(line for line in lines if not line.key))
        return {line.key or line.row: line.cells for line in found}


def _merged_away(structure: Structure, lost: tuple[int, int]) -> WrongAccount:
    return WrongAccount("key_cells_merged", name=structure.title, first=lost[0] + 1, last=lost[1] + 1)


def update_cells(place: Place, row: int, column: int, *rows: Sequence[Body], fields: str = "userEnteredValue") -> Body:
    """A request that writes rows of cells from one cell on to the right and down."""
    start = {"sheetId": place.sheet, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": list(cells)} for cells in rows], "fields": fields}}


def sheets_of(content: Body) -> list[Body]:
    """The properties of a spreadsheet's sheets that have cells, each with its ``protectedRanges`` and ``merges``."""
    found: list[Body] = []
    for each in listed(content, "sheets"):
        properties = inside(each, "properties")
        if properties and properties.get("sheetType", "GRID") == "GRID":
            ranges = {name: listed(each, name) for name in ("protectedRanges", "merges")}
            found.append({**properties, **ranges})
    return found


def _layout(rows: Cells, structure: Structure) -> Layout | None:
    above = max(LOOKED_AT, (structure.pins.heading or 0) + 1)
    return layout_of(with_tall_headings(rows[:above], structure.merges) if structure.merges else rows, structure.pins)


def is_blank(rows: Cells) -> bool:
    """Whether nothing stands in a sheet."""
    return all(text_of(cell) is None for row in rows for cell in row)


def sheet_id(sheet: Body) -> int:
    """The id of a sheet; the first one's may be left out."""
    return index_of(sheet, "sheetId", 0)


def title_of(content: Body) -> str:
    """The title of a spreadsheet's or a sheet's properties."""
    found = content.get("title")
    return found if isinstance(found, str) else ""


def column_count(sheet: Body) -> int:
    """How many columns a sheet has."""
    return index_of(inside(sheet, "gridProperties"), "columnCount", 26)


def row_count(sheet: Body) -> int:
    """How many rows a sheet has, blank ones too."""
    return index_of(inside(sheet, "gridProperties"), "rowCount", 1000)


def _locked(sheet: Body) -> frozenset[int]:
    """Whole columns that this person may not write."""
    found: set[int] = set()
    for each in sheet["protectedRanges"]:
        span = inside(each, "range")
        free = each.get("warningOnly") or each.get("requestingUserCanEdit") or each.get("unprotectedRanges")
        if not free and span and "startRowIndex" not in span and "endRowIndex" not in span:
            end = min(index_of(span, "endColumnIndex", column_count(sheet)), column_count(sheet))
            found |= set(range(index_of(span, "startColumnIndex", 0), end))
    return frozenset(found)
