"""One reading of the sheet: its rows, which key each has, and where everything stands at that moment. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Any

from crmdesk.providers.google_sheets.cells import Cell, has_formula, same_data, text_of
from crmdesk.providers.google_sheets.layout import Layout
from crmdesk.providers.google_sheets.merged import Span

BLANK = frozenset({None, ""})
"""What a cell holds where it holds nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings: its place (0 is the sheet's first row), its key, and its cells by column."""

    row: int
    key: str
    cells: Sequence[Cell]

    def cell(self, column: int) -> Cell:
        """The cell of a column; what an answer leaves out is blank."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The rows of a sheet with its layout.

    ``french``: its spreadsheet is one of France. ``formulas`` are its cells in the other rendering, where they were read: by key,
    or by place where there is no key. ``emptied`` are the places of the rows that have no contents. ``above`` are the cells of the
    rows down to the headings.
    """

    layout: Layout
    lines: Sequence[Line]
    zone: tzinfo | None
    french: bool = False
    formulas: Mapping[str | int, Sequence[Cell]] | None = None
    merges: Sequence[Span] = ()
    emptied: frozenset[int] = frozenset()
    above: Sequence[Sequence[Cell]] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Line]:
        """The rows by their keys (``first_by_key``)."""
        return first_by_key(self.lines, self.emptied)

    @cached_property
    def filled(self) -> Sequence[Line]:
        """The rows that are records: those with a key and contents, each key once."""
        return [line for line in self.by_key.values() if line.row not in self.emptied]

    @cached_property
    def copied(self) -> Collection[str]:
        """The keys of several rows with contents: all but one are copies, which get keys of their own when read."""
        counts = Counter(line.key for line in self.lines if line.key and line.row not in self.emptied)
        return {key for key, count in counts.items() if count > 1}

    @cached_property
    def by_row(self) -> Mapping[int, Line]:
        """The rows by their places."""
        return {line.row: line for line in self.lines}

    @cached_property
    def end(self) -> int:
        """The first row below all contents: tick boxes without a tick are none, however far down they were prepared."""
        filled = (line.row for line in reversed(self.lines) if any(map(_is_content, line.cells)))
        return next(filled, self.layout.row) + 1

    @cached_property
    def last(self) -> int:
        """The last row in which there is anything, be it a tick box without a tick or a formula that comes to nothing."""
        shown = (line.row for line in reversed(self.lines))
        computed = max((row for row in self.formulas or () if isinstance(row, int)), default=0)
        return max(next(shown, self.layout.row), computed)

    @cached_property
    def _covered(self) -> Mapping[tuple[int, int | None], tuple[int, int]]:
        """The cell that is seen instead, by each cell that is covered."""
        height, width = max((line.row + 1 for line in self.lines), default=0), len(self.layout.headings)
        return {cell: (span.top, span.left) for span in self.merges for cell in span.covered(height, width)}

    def is_covered(self, row: int, column: int | None) -> bool:
        """Whether a cell is merged with another one that is seen in its place."""
        return (row, column) in self._covered

    def shown(self, row: int, column: int) -> tuple[int, int]:
        """The row and the column of the cell that is seen at a place: the one that covers it, or the one that is there."""
        return self._covered.get((row, column), (row, column))

    def column(self, name: str) -> int | None:
        """The column of a slot, of a column that crmdesk does not know (``column:…``), or of one without a name (``#5``)."""
        if name.startswith("#"):
            return int(name[1:])
        found = self.layout.columns.get(name)
        return self.layout.custom.get(name) if found is None else found

    @cached_property
    def names(self) -> Sequence[str]:
        """The name of each column, as far as any row reaches."""
        known = {at: name for name, at in (*self.layout.custom.items(), *self.layout.columns.items())}
        width = max((len(self.layout.headings), *(len(line.cells) for line in self.lines)))
        return [known.get(at, f"#{at}") for at in range(width)]

    def formula(self, line: Line, column: int) -> Cell:
        """What a cell reads as a formula; its value where formulas were not read."""
        cells = None if self.formulas is None else self.formulas.get(line.key or line.row)
        if cells is None:
            return line.cell(column)
        return cells[column] if column < len(cells) else ""

    def is_computed(self, line: Line, column: int) -> bool:
        """Whether a cell holds a formula."""
        return has_formula(line.cell(column), self.formula(line, column))

    def data(self, line: Line, column: int) -> dict[str, Any]:
        """A ``CellData`` that holds again what a cell holds."""
        return same_data(line.cell(column), self.formula(line, column))


def _is_content(cell: Cell) -> bool:
    return cell not in BLANK and cell is not False


def lines_of(rows: Sequence[Sequence[Any]], layout: Layout) -> Iterator[Line]:
    """The rows below the headings, blank ones too."""
    key = layout.key
    for row, cells in enumerate(rows):
        if row > layout.row:
            held = cells[key] if key is not None and key < len(cells) else None
            yield Line(row, (text_of(held) or "").strip(), cells)


def first_by_key(lines: Iterable[Line], emptied: Collection[int]) -> dict[str, Line]:
    """The rows by their keys; where a key stands twice, the first one that was not emptied, if there is one.

    A lead that is cut out and pasted elsewhere leaves an emptied row behind. ``emptied`` are the places of such rows.
    """
    found: dict[str, Line] = {}
    for line in sorted(lines, key=lambda line: line.row in emptied):
        if line.key:
            found.setdefault(line.key, line)
    return found


def is_blanked(before: Table, lines: Iterable[Line]) -> bool:
    """Whether a row, known by its key, has a blank cell where it held something before; the columns are where they were then."""
    for line in lines:
        was = before.by_key.get(line.key)
        # Most rows are as they were, which is seen fastest by comparing them whole.
        if was is not None and was.cells != line.cells and any(_lost(was.cells, line)):
            return True
    return False


def _lost(cells: Sequence[Cell], line: Line) -> Iterator[bool]:
    return (cell not in BLANK and line.cell(at) in BLANK for at, cell in enumerate(cells))
