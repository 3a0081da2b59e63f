"""Merged cells: rectangles of which the upper left cell alone is seen (Sheets API, ``Sheet.merges`` and MergeCellsRequest).

A cell that is covered reads as blank (theoephraim/node-google-spreadsheet, issue 400). What happens to a value that is
written there is not documented: it is dropped, or, with the trait ``covered_kept``, held and read (unverified).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of more than one cell; bounds are half open. ``keeps`` what is written below its first cell."""

    top: int
    bottom: int
    left: int
    right: int
    keeps: bool = False

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is inside and not the one that is seen."""
        inside = self.top <= row < self.bottom and self.left <= column < self.right
        return inside and (row, column) != (self.top, self.left)

    def meets(self, other: Merge) -> bool:
        """Whether they have a cell in common."""
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def within(self, other: Merge) -> bool:
        """Whether all of it is inside another rectangle."""
        rows = other.top <= self.top and self.bottom <= other.bottom
        return rows and other.left <= self.left and self.right <= other.right

    def parts(self, kind: str) -> list[Merge]:
        """The rectangle as it is to be merged: as one, or each column or row of it."""
        if kind == "MERGE_COLUMNS":
            return [replace(self, left=at, right=at + 1) for at in range(self.left, self.right)]
        if kind == "MERGE_ROWS":
            return [replace(self, top=at, bottom=at + 1) for at in range(self.top, self.bottom)]
        return [self]

    @property
    def single(self) -> bool:
        """Whether it is one cell, or none."""
        return (self.bottom - self.top) * (self.right - self.left) < 2


def followed(merges: Sequence[Merge], dimension: str, former: Sequence[int | None]) -> list[Merge] | None:
    """The rectangles once rows or columns have gone, come or moved; None where one of them would be torn apart.

    ``former`` tells of each row or column of now where it was; None for a new one.
    """
    now = {was: at for at, was in enumerate(former) if was is not None}
    found = []
    for one in merges:
        start, end = (one.top, one.bottom) if dimension == "ROWS" else (one.left, one.right)
        places = [now[was] for was in range(start, end) if was in now]
        if not places:
            continue
        first, last = places[0], places[-1] + 1
        between = [former[at] for at in range(first, last)] if first < last else [start - 1]
        if [was for was in between if was is not None] != [was for was in range(start, end) if was in now]:
            return None
        moved = replace(one, top=first, bottom=last) if dimension == "ROWS" else replace(one, left=first, right=last)
        found.append(moved)
    return [one for one in found if not one.single]
