"""Rows of the sheet read into records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Raw, RemoteRecord
from crmdesk.providers.codecs import Scalar
from crmdesk.providers.google_sheets.cells import (
    Cell,
    Form,
    day_of,
    french_postal_code_of,
    is_error,
    moment_of,
    text_of,
)
from crmdesk.providers.google_sheets.headings import KEY, folded
from crmdesk.providers.google_sheets.mapping import LEADS, Mapped
from crmdesk.providers.google_sheets.table import BLANK, Line, Table
from crmdesk.providers.google_sheets.totals import is_total

NAMES, REACHED = ("last_name", "first_name"), ("emails", "phones")
NAMING = (*NAMES, *REACHED)


@dataclass(frozen=True, slots=True)
class Written:
    """A row that crmdesk wrote: its key, and the digests of what it held before (None: it was not there) and afterwards."""

    key: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class _Step:
    """How one field of a table is read: its columns, what they hold, and what makes its raw value comparable."""

    field: str
    columns: tuple[tuple[str, int], ...]
    form: Form
    spread: bool
    canon: Callable[[Raw], Raw]
    as_is: bool


class RowReader:
    """Reads rows by the mapping of the sheet. What each row of the last table holds is kept: it is asked for more than once."""

    def __init__(self, lines: Mapping[str, Mapped]) -> None:
        self.lines = lines
        self._forms = {slot: line.place.form for line in lines.values() for slot in line.place.remote}
        self._fields = {slot: line.field for line in lines.values() for slot in line.place.remote}
        self._table: Table | None = None
        self._steps: list[_Step] = []
        self._naming: list[int] = []
        self._known_columns: list[int] = []
        self._known: dict[int, dict[str, Raw]] = {}

    def record(self, table: Table, line: Line) -> RemoteRecord:
        """The record of a row. When it was made and changed is not told; its version is a digest of what it holds."""
        fields = self.fields(table, line)
        return RemoteRecord(LEADS, line.key, Kind.LEAD, fields, version=digest(fields), key=line.key)

    def fields(self, table: Table, line: Line) -> Mapping[str, Raw]:
        """The raw value of every field whose columns are there.

        A formula that came to an error says nothing, nor does a cell that merged cells cover.
        """
        self._look_at(table)
        known = self._known.get(line.row)
        if known is None:
            known = self._known[line.row] = _read(self._steps, line, table)
        return known

    @property
    def columns(self) -> Collection[str]:
        """The columns that crmdesk reads, and that of its keys."""
        return {KEY, *self._fields}

    def form(self, slot: str) -> Form:
        """What the cells of a column hold."""
        return self._forms.get(slot, Form.TEXT)

    def field(self, slot: str) -> str | None:
        """The field that a column belongs to."""
        return self._fields.get(slot)

    def is_told(self, table: Table, slot: str) -> bool:
        """Whether a column says what its cells mean: moments need a time zone that this computer knows."""
        return self.form(slot) is not Form.MOMENT or table.zone is not None

    def is_filled(self, table: Table, line: Line) -> bool:
        """Whether a row has contents in a column that crmdesk knows: one that was emptied counts as deleted.

        That a field is not read at the moment, because another of its columns is missing or somebody chose so, empties no row. A
        tick box cannot be emptied: one without its tick is no contents. A row counts as filled where merged cells hide all its
        names (those of another row, or of columns that crmdesk does not read): nobody has emptied what cannot be seen.
        """
        self._look_at(table)
        columns = self._known_columns
        if any(cell not in BLANK and cell is not False for cell in map(line.cell, columns)):
            return True
        seen = {(line.row, column) for column in (*columns, table.layout.key)}
        names = self._naming or columns
        return bool(names) and not any(table.shown(line.row, column) in seen for column in names)

    def names_somebody(self, table: Table, line: Line, *, but: int | None = None) -> bool:
        """Whether a row holds a name, an address or a number: without one it is not taken for a lead.

        The column ``but`` is not looked at.
        """
        self._look_at(table)
        return any(line.cell(column) not in BLANK for column in self._naming if column != but)

    def is_total(self, table: Table, line: Line) -> bool:
        """Whether a row is a line of totals: what stands where names stand names nobody."""
        self._look_at(table)
        return is_total(line.cells, self._columns(NAMES), self._columns(REACHED))

    def is_behind(self, table: Table, line: Line, column: int) -> bool:
        """Whether the cell of a column is merged over all cells of a row that could name somebody."""
        self._look_at(table)
        return all(table.shown(line.row, at) == (line.row, column) for at in self._naming)

    def digest(self, table: Table, line: Line) -> str | None:
        """The digest of a row's contents; None where it has none."""
        return digest(self.fields(table, line)) if self.is_filled(table, line) else None

    def held(self, table: Table, keys: Iterable[str]) -> dict[str, Mapping[str, Raw]]:
        """The raw values of the rows of these keys, as far as they are there."""
        return {key: self.fields(table, line) for key in keys if (line := table.by_key.get(key)) is not None}

    def _look_at(self, table: Table) -> None:
        """Find the columns of a table once for all its rows."""
        if table is self._table:
            return
        self._table, self._steps, self._known = table, [], {}
        for field, mapped in self.lines.items():
            place = mapped.place
            columns = tuple((slot, at) for slot in place.remote if (at := table.column(slot)) is not None)
            if len(columns) == len(place.remote) and all(self.is_told(table, slot) for slot in place.remote):
                as_is = isinstance(mapped.codec, Scalar) and mapped.codec.as_is
                self._steps.append(_Step(field, columns, place.form, place.spread, mapped.codec.canon, as_is))
        self._naming = self._columns(NAMING)
        named = {*self._fields, *table.layout.columns} - {KEY}
        self._known_columns = [at for slot in named if (at := table.column(slot)) is not None]

    def _columns(self, fields: Collection[str]) -> list[int]:
        """The columns of some fields in the table that is looked at."""
        return [column for step in self._steps if step.field in fields for _, column in step.columns]


def _read(steps: Sequence[_Step], line: Line, table: Table) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for step in steps:
        cells = [line.cell(column) for _, column in step.columns]
        if any(is_error(cell) for cell in cells) or any(table.is_covered(line.row, at) for _, at in step.columns):
            continue
        texts = [_text(cell, step.form, line, table) for cell in cells]
        if step.spread:
            found[step.field] = step.canon({slot: text for (slot, _), text in zip(step.columns, texts, strict=True)})
        else:
            found[step.field] = texts[0] if step.as_is else step.canon(texts[0])
    return found


def _text(cell: Cell, form: Form, line: Line, table: Table) -> str | None:
    if form is Form.MOMENT and table.zone is not None:
        return moment_of(cell, table.zone)
    if form is Form.POSTAL and _is_in_france(line, table):
        return french_postal_code_of(cell)
    return day_of(cell) if form is Form.DAY else text_of(cell)


def _is_in_france(line: Line, table: Table) -> bool:
    """Whether a row of a French spreadsheet names no other country."""
    at = table.column("country")
    return table.french and (at is None or folded(text_of(line.cell(at)) or "") in {"", "fr", "france"})


def digest(fields: Mapping[str, Raw]) -> str:
    """A digest of raw values."""
    content = orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(content, digest_size=6).hexdigest()
