"""Merged cells: of each rectangle Google keeps the first cell alone, the others read as blank (``Sheet.merges``). Pure.

What is covered is not blank but unknown: nobody emptied it, and nothing can be written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crmdesk.providers.google_sheets.api import Body, index_of, listed


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of merged cells; rows and columns count from 0, bounds are half open."""

    top: int
    bottom: int
    left: int
    right: int

    def covered(self, rows: int, columns: int) -> Iterator[tuple[int, int]]:
        """Its cells but the first one, as far as a table of that size reaches."""
        for row in range(self.top, min(self.bottom, rows)):
            for column in range(self.left, min(self.right, columns)):
                if (row, column) != (self.top, self.left):
                    yield row, column


def spans_of(sheet: Body) -> tuple[Span, ...]:
    """The merged cells of a sheet's properties."""
    found = []
    for each in listed(sheet, "merges"):
        top, left = index_of(each, "startRowIndex", 0), index_of(each, "startColumnIndex", 0)
        found.append(Span(top, index_of(each, "endRowIndex", top), left, index_of(each, "endColumnIndex", left)))
    return tuple(found)


def with_tall_headings(rows: Sequence[Sequence[Any]], spans: Iterable[Span]) -> Sequence[Sequence[Any]]:
    """Rows in which a text that is merged down a single column stands in each of its rows, as people see headings."""
    found = [list(row) for row in rows]
    for span in spans:
        if span.right - span.left != 1 or span.top >= len(found) or span.left >= len(found[span.top]):
            continue
        for row in found[span.top + 1 : span.bottom]:
            row.extend("" for _ in range(span.left + 1 - len(row)))
            row[span.left] = found[span.top][span.left]
    return found


def without_keys(spans: Iterable[Span], heading: int, key: int) -> tuple[int, int] | None:
    """The first and the last of the rows below the headings whose keys are lost in cells that are merged down; None for none."""
    tall = [span for span in spans if span.bottom - span.top > 1 and span.left <= key < span.right]
    # The first cell of a rectangle keeps what it holds.
    tops = [max(span.top + (span.left == key), heading + 1) for span in tall]
    found = [(top, span.bottom - 1) for top, span in zip(tops, tall, strict=True) if top < span.bottom]
    return (min(top for top, _ in found), max(bottom for _, bottom in found)) if found else None


def free_column(spans: Iterable[Span], column: int) -> int:
    """The first place from a column on where a column can be inserted without going into merged cells."""
    held = list(spans)
    while any(span.left < column < span.right for span in held):
        column = max(span.right for span in held if span.left < column < span.right)
    return column
