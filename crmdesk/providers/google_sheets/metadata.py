"""The columns of the sheet: which there are, which crmdesk needs besides, and making those (sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.errors import PermissionLost, RecordRefused, VendorNonsense, WrongAccount
from crmdesk.providers.base import MissingProperty, RemoteProperty, Schema
from crmdesk.providers.google_sheets.api import UNFORMATTED, Body
from crmdesk.providers.google_sheets.cells import DATE_TIME, Form
from crmdesk.providers.google_sheets.columns import CUSTOM, TEXT, Column, columns_of
from crmdesk.providers.google_sheets.headings import HEADINGS, KEY, KEY_HEADING
from crmdesk.providers.google_sheets.layout import Layout
from crmdesk.providers.google_sheets.mapping import FORMS, LEADS
from crmdesk.providers.google_sheets.merged import Span, free_column
from crmdesk.providers.google_sheets.pinning import columns_at, pinned
from crmdesk.providers.google_sheets.sheet import Sheet, column_count, is_blank, sheet_id, sheets_of, update_cells

SAMPLED = 50
"""Rows below the headings by which the type of a column is told."""


class Metadata:
    """The columns of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    async def describe(self) -> Schema:
        """The columns by slot; those that crmdesk does not know by a name made of their heading. A blank sheet has none.

        Raises WrongAccount for a sheet of something else.
        """
        layout = await self._layout()
        if layout is None:
            return Schema({LEADS: {}})
        structure = await self._sheet.structure()
        # A range that reaches beyond the last row is refused, and an imported table may be short.
        first, end = layout.row + 1, min(layout.row + 1 + SAMPLED, structure.height)
        held = columns_of(await self._sheet.api.formats(self._sheet.place, first, end)) if first < end else {}
        columns = {**layout.custom, **layout.columns}
        return Schema(
            {
                LEADS: {
                    name: _remote(name, layout.headings[at], held.get(at, TEXT), writable=at not in structure.locked)
                    for name, at in sorted(columns.items(), key=lambda entry: entry[1])
                }
            }
        )

    @staticmethod
    def missing(schema: Schema) -> list[MissingProperty]:
        """The column of keys; in a blank sheet all columns. An agency's own sheet gets no others."""
        present = schema.objects.get(LEADS, {})
        wanted = (KEY,) if present.keys() - {KEY} else tuple(HEADINGS)
        return [MissingProperty(LEADS, slot, HEADINGS[slot].label) for slot in wanted if slot not in present]

    async def create_missing(self, wanted: Sequence[MissingProperty]) -> None:
        """Make columns and pin them. Looks at the sheet first, so that nothing is made twice."""
        names = {each.name for each in wanted}
        layout = await self._layout()
        if layout is None and names:
            requests = await self._whole([slot for slot in HEADINGS if slot in names])
        elif layout is not None and KEY in names and layout.key is None:
            requests = self._keys(layout, (await self._sheet.structure()).merges)
        else:
            return
        try:
            await self._sheet.api.change(self._sheet.place.spreadsheet, requests)
        except RecordRefused as error:
            words = error.vendor_words
            if error.key == "property_read_only":
                raise PermissionLost("not_allowed", vendor_words=words) from error
            raise VendorNonsense("request_refused", endpoint="batchUpdate", vendor_words=words) from error

    async def _layout(self) -> Layout | None:
        """The layout; None for a blank sheet. Raises WrongAccount where there is something, and no headings."""
        rows = await self._sheet.api.values(self._sheet.place, UNFORMATTED)
        layout = await self._sheet.layout(rows)
        if layout is None and not is_blank(rows):
            raise WrongAccount("headings_missing", name=(await self._sheet.structure()).title)
        return layout

    def _keys(self, layout: Layout, merges: Sequence[Span]) -> list[Body]:
        """A hidden column behind the first one that has a heading: whoever selects the table to sort it takes it along.

        It goes behind merged cells, not into them: a cell of theirs takes no heading and no key.
        """
        at = free_column([span for span in merges if span.bottom > layout.row], min(layout.columns.values()) + 1)
        moved = {slot: column + (column >= at) for slot, column in layout.columns.items()}
        return [
            {"insertDimension": {"range": columns_at(self._sheet.place, at), "inheritFromBefore": False}},
            update_cells(self._sheet.place, layout.row, at, [{"userEnteredValue": {"stringValue": KEY_HEADING}}]),
            *self._guarded(at),
            *pinned(self._sheet.place, {**moved, KEY: at}, layout.row),
        ]

    async def _whole(self, slots: Sequence[str]) -> list[Body]:
        """All columns of a sheet of crmdesk's own, the headings in its first row."""
        place = self._sheet.place
        sheets = sheets_of(await self._sheet.api.structure(place.spreadsheet))
        width = next((column_count(each) for each in sheets if sheet_id(each) == place.sheet), 0)
        lacking = len(slots) - width
        headings = [{"userEnteredValue": {"stringValue": HEADINGS[slot].label}} for slot in slots]
        frozen = {"sheetId": place.sheet, "gridProperties": {"frozenRowCount": 1}}
        return [
            *(
                [{"appendDimension": {"sheetId": place.sheet, "dimension": "COLUMNS", "length": lacking}}]
                if lacking > 0
                else ()
            ),
            update_cells(place, 0, 0, headings),
            {"updateSheetProperties": {"properties": frozen, "fields": "gridProperties.frozenRowCount"}},
            *(self._formatted(at) for at, slot in enumerate(slots) if FORMS.get(slot) is Form.MOMENT),
            *(self._guarded(slots.index(KEY)) if KEY in slots else ()),
            *pinned(place, {slot: at for at, slot in enumerate(slots)}, 0),
        ]

    def _guarded(self, at: int) -> list[Body]:
        """Hide a column, and warn whoever changes it."""
        span = {"sheetId": self._sheet.place.sheet, "startColumnIndex": at, "endColumnIndex": at + 1}
        hidden = {
            "range": columns_at(self._sheet.place, at),
            "properties": {"hiddenByUser": True},
            "fields": "hiddenByUser",
        }
        protected = {"range": span, "description": "crmdesk", "warningOnly": True}
        return [{"updateDimensionProperties": hidden}, {"addProtectedRange": {"protectedRange": protected}}]

    def _formatted(self, at: int) -> Body:
        """Dates from the second row on."""
        span = {
            "sheetId": self._sheet.place.sheet,
            "startRowIndex": 1,
            "startColumnIndex": at,
            "endColumnIndex": at + 1,
        }
        cell = {"userEnteredFormat": {"numberFormat": DATE_TIME}}
        return {"repeatCell": {"range": span, "cell": cell, "fields": "userEnteredFormat.numberFormat"}}


def _remote(name: str, heading: str, column: Column, *, writable: bool) -> RemoteProperty:
    options = {each: each for each in column.options}
    custom = None if name == KEY else CUSTOM[column.type]
    return RemoteProperty(
        name, heading, column.type, writable=writable, options=options, custom=custom, closed=column.closed
    )
