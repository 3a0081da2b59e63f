"""Spreadsheets: tabs of rows and columns, their cells, and the developer metadata pinned to them (sections 2.1 and 3).

Rows and columns are objects of their own: what is pinned to one follows it when it moves, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.sandbox.google_sheets.formulas import Value, evaluated, relative, resolved
from crmdesk.sandbox.google_sheets.merges import Merge, followed

ROWS, COLUMNS = "ROWS", "COLUMNS"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a value or a formula (whose references to its own row are relative), its number format and its rule.

    A ``rule`` is a ``DataValidationRule``: what may be chosen in the cell.
    """

    value: Value = None
    formula: str | None = None
    format: Mapping[str, str] = field(default_factory=dict)
    rule: Mapping[str, Any] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return self.value is None and self.formula is None


@dataclass(slots=True, eq=False)
class Line:
    """One row or column as something to pin to. ``cells`` are a row's own, as far as there are any."""

    cells: list[Cell] = field(default_factory=list)
    hidden: bool = False


Bounds = tuple[int | None, int | None]
"""Half open; None is unbounded."""


@dataclass(slots=True)
class Protection:
    """A protected range."""

    id: int
    rows: tuple[int | None, int | None] = (None, None)
    columns: tuple[int | None, int | None] = (None, None)
    description: str = ""
    warning_only: bool = False
    editors: tuple[str, ...] = ()
    unprotected: tuple[tuple[Bounds, Bounds], ...] = ()
    """Rows and columns of each range inside that anybody may edit."""
    mine: bool = False
    """Whether the person who signed in made it: who makes a protection can always edit (section 4)."""

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        inside = _within(row, self.rows) and _within(column, self.columns)
        return inside and not any(_within(row, rows) and _within(column, columns) for rows, columns in self.unprotected)

    def lets(self, person: str, role: str) -> bool:
        """Whether a person in that role may edit what is inside."""
        return self.warning_only or self.mine or role == "owner" or person in self.editors

    @property
    def whole_sheet(self) -> bool:
        """Whether it has no bounds."""
        return self.rows == (None, None) and self.columns == (None, None)


def _within(at: int, bounds: tuple[int | None, int | None]) -> bool:
    return (bounds[0] or 0) <= at < (bounds[1] if bounds[1] is not None else at + 1)


@dataclass(slots=True, eq=False)
class Tab:
    """One sheet of a spreadsheet."""

    id: int
    title: str
    rows: list[Line] = field(default_factory=list)
    columns: list[Line] = field(default_factory=list)
    frozen_rows: int = 0
    protections: list[Protection] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    @classmethod
    def blank(cls, id: int, title: str, rows: int = 1000, columns: int = 26) -> Tab:
        """A tab as it is made."""
        return cls(id, title, [Line() for _ in range(rows)], [Line() for _ in range(columns)])

    def lines(self, dimension: str) -> list[Line]:
        """Its rows or columns."""
        return self.rows if dimension == ROWS else self.columns

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell there; None where nothing was ever put."""
        cells = self.rows[row].cells if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def touch(self, row: int, column: int) -> Cell:
        """The cell there, made where there was none. The grid has to reach that far."""
        cells = self.rows[row].cells
        while len(cells) <= column:
            cells.append(Cell())
        return cells[column]

    def value(self, row: int, column: int) -> Value:
        """What the cell comes to; an error of a formula is its text."""
        cell = self.cell(row, column)
        if cell is None:
            return None
        if cell.formula is None:
            return cell.value
        return evaluated(resolved(cell.formula, row), self.value, (row, column))

    def formula(self, row: int, column: int) -> str | None:
        """The formula there, with its references."""
        cell = self.cell(row, column)
        return None if cell is None or cell.formula is None else resolved(cell.formula, row)

    def put(self, row: int, column: int, value: Value, *, formula: str | None = None) -> None:
        """Write a value, or a formula; a cell that is covered takes none."""
        if any(one.covers(row, column) and not one.keeps for one in self.merges) and (value, formula) != (None, None):
            return
        held = self.touch(row, column)
        kept = None if formula is None else relative(formula, row)
        self.rows[row].cells[column] = replace(held, value=value, formula=kept)

    def validate(self, row: int, column: int, rule: Mapping[str, Any]) -> None:
        """Set a cell's rule of data validation; an empty one takes it away."""
        self.rows[row].cells[column] = replace(self.touch(row, column), rule=rule)

    def shape(self, row: int, column: int, shape: Mapping[str, str]) -> None:
        """Set a cell's number format."""
        self.rows[row].cells[column] = replace(self.touch(row, column), format=shape)

    def used(self) -> tuple[int, int]:
        """How many rows and columns reach to the last cell that holds something."""
        rows = columns = 0
        for number, line in enumerate(self.rows, 1):
            width = next((at + 1 for at in range(len(line.cells) - 1, -1, -1) if not line.cells[at].empty), 0)
            if width:
                rows, columns = number, max(columns, width)
        return rows, columns

    def insert(self, dimension: str, start: int, count: int) -> None:
        """Insert empty rows or columns."""
        present = range(len(self.lines(dimension)))
        self._follow(dimension, [*present[:start], *(None for _ in range(count)), *present[start:]])
        self.lines(dimension)[start:start] = [Line() for _ in range(count)]
        if dimension == COLUMNS:
            for row in self.rows:
                if len(row.cells) > start:
                    row.cells[start:start] = [Cell() for _ in range(count)]

    def remove(self, dimension: str, start: int, end: int) -> list[Line]:
        """Remove rows or columns, and give them."""
        lines = self.lines(dimension)
        self._follow(dimension, [at for at in range(len(lines)) if not start <= at < end])
        gone = lines[start:end]
        del lines[start:end]
        if dimension == COLUMNS:
            for row in self.rows:
                del row.cells[start:end]
        return gone

    def move(self, dimension: str, start: int, end: int, to: int) -> None:
        """Move rows or columns in front of what is at ``to`` before the move. Raises `Torn`, and moves nothing then."""
        target = to if to <= start else to - (end - start)
        lines = self.lines(dimension)
        order = [at for at in range(len(lines)) if not start <= at < end]
        self._follow(dimension, [*order[:target], *range(start, end), *order[target:]])
        moved = lines[start:end]
        del lines[start:end]
        lines[target:target] = moved
        if dimension == COLUMNS:
            for row in self.rows:
                row.cells += [Cell() for _ in range(max(end, to) - len(row.cells))]
                cells = row.cells[start:end]
                del row.cells[start:end]
                row.cells[target:target] = cells

    def _follow(self, dimension: str, former: Sequence[int | None]) -> None:
        """Let what is merged go along. Raises `Torn`."""
        found = followed(self.merges, dimension, former) if self.merges else []
        if found is None:
            raise Torn
        self.merges = found

    def sort(self, rows: tuple[int, int], columns: tuple[int, int], keys: Iterable[tuple[int, bool]]) -> list[int]:
        """Sort the contents of an area by (column, descending): rows stay where they are, cells move (section 3).

        Gives the former row of each row's contents.
        """
        order = list(range(*rows))
        for column, descending in reversed(list(keys)):
            order.sort(key=lambda row: _rank(self.value(row, column), descending), reverse=descending)
        for row in order:
            self.touch(row, columns[1] - 1)
        taken = [self.rows[row].cells[slice(*columns)] for row in order]
        for row, cells in zip(range(*rows), taken, strict=True):
            self.rows[row].cells[slice(*columns)] = cells
        return order


class Torn(Exception):
    """A move that would take a part of merged cells away from the others."""


def _rank(value: Value, descending: bool) -> tuple[int, float, str]:
    """Numbers, then texts, then truth values; blanks come last either way."""
    if value is None or value == "":
        return (-1 if descending else 9, 0.0, "")
    if isinstance(value, bool):
        return (3, float(value), "")
    return (1, float(value), "") if isinstance(value, int | float) else (2, 0.0, value.casefold())


@dataclass(slots=True)
class Tag:
    """A piece of developer metadata. ``pinned`` is a row or column, a tab, or None for the spreadsheet."""

    id: int
    key: str
    value: str
    visibility: str
    pinned: Line | Tab | None
    project: str


@dataclass(frozen=True, slots=True)
class Named:
    """A named range: the first and the last of its rows and columns, which it follows."""

    id: str
    name: str
    tab: Tab
    rows: tuple[Line, Line]
    columns: tuple[Line, Line]

    def bounds(self) -> tuple[int, int, int, int] | None:
        """Top, bottom, left and right now, half open; None once a row or column at its edge is gone (unverified)."""
        edges = ((self.tab.rows, self.rows), (self.tab.columns, self.columns))
        if any(line not in lines for lines, pair in edges for line in pair):
            return None
        (top, bottom), (left, right) = (sorted(map(lines.index, pair)) for lines, pair in edges)
        return top, bottom + 1, left, right + 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A spreadsheet at one moment."""

    properties: tuple[str, str, str, int]
    tabs: list[tuple[Tab, str, list[Line], list[Line], int, list[Protection], list[Merge]]]
    lines: list[tuple[Line, list[Cell], bool]]
    tags: dict[int, Tag]
    named: dict[str, Named]


@dataclass(slots=True)
class Document:
    """One spreadsheet. ``made_by_app``: through the API, so that ``drive.file`` reaches it."""

    id: str
    title: str
    created_ms: int
    modified_ms: int
    locale: str = "fr_FR"
    time_zone: str = "Europe/Paris"
    tabs: list[Tab] = field(default_factory=list)
    tags: dict[int, Tag] = field(default_factory=dict)
    named: dict[str, Named] = field(default_factory=dict)
    """Named ranges by their names in small letters."""
    made_by_app: bool = False
    role: str = "owner"
    """What the person who signed in may do: owner, writer, reader, none."""
    shared_ms: int = 0
    """When that changed last."""
    version: int = 1
    trashed: bool = False
    excel: bool = False
    """An Excel file, which Drive shows like a spreadsheet."""
    next_protection: int = 101

    def tab(self, id: int) -> Tab | None:
        """A tab by its id."""
        return next((tab for tab in self.tabs if tab.id == id), None)

    def titled(self, title: str) -> Tab | None:
        """A tab by its title, in any case."""
        return next((tab for tab in self.tabs if tab.title.casefold() == title.casefold()), None)

    def share(self, role: str, now_ms: int) -> None:
        """Let the person who signed in do something else than before."""
        if role != self.role:
            self.role, self.shared_ms = role, now_ms

    def touched(self, now_ms: int) -> None:
        """Count a change."""
        self.modified_ms, self.version = now_ms, self.version + 1

    def snapshot(self) -> Snapshot:
        """All that a batch may change."""
        tabs = [
            (
                tab,
                tab.title,
                list(tab.rows),
                list(tab.columns),
                tab.frozen_rows,
                list(tab.protections),
                list(tab.merges),
            )
            for tab in self.tabs
        ]
        lines = [(line, list(line.cells), line.hidden) for tab in self.tabs for line in (*tab.rows, *tab.columns)]
        tags = {id: replace(tag) for id, tag in self.tags.items()}
        properties = (self.title, self.locale, self.time_zone, self.next_protection)
        return Snapshot(properties, tabs, lines, tags, dict(self.named))

    def restore(self, held: Snapshot) -> None:
        """Back to a snapshot."""
        self.title, self.locale, self.time_zone, self.next_protection = held.properties
        self.tabs, self.tags, self.named = [entry[0] for entry in held.tabs], held.tags, held.named
        for tab, title, rows, columns, frozen, protections, merges in held.tabs:
            tab.title, tab.rows, tab.columns = title, rows, columns
            tab.frozen_rows, tab.protections, tab.merges = frozen, protections, merges
        for line, cells, hidden in held.lines:
            line.cells, line.hidden = cells, hidden

    def forget(self, gone: Iterable[Line | Tab]) -> None:
        """What was pinned to these goes with them."""
        lost = {id(one) for one in gone}
        self.tags = {tag.id: tag for tag in self.tags.values() if tag.pinned is None or id(tag.pinned) not in lost}
