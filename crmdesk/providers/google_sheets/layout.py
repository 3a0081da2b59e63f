"""Where the heading row is and what stands in which column: by what is pinned to them, else by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.providers.google_sheets.cells import text_of
from crmdesk.providers.google_sheets.headings import KEY, folded, is_whole_name, slot_of

LOOKED_AT = 20
"""Rows among which the headings are looked for: a title and a note may stand above them."""

FEWEST = 2
"""Headings that a row has to have before it counts as the heading row."""

_KEY = re.compile(r"[0-9a-f]{20}|[0-9A-Z]{26}")
"""What a key looks like: that of a row that somebody typed, or the id of a record."""


@dataclass(frozen=True, slots=True)
class Pins:
    """What crmdesk pinned to columns and to the heading row: slot by column, and the row (0 is the first), if any."""

    columns: Mapping[int, str] = field(default_factory=dict)
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The heading row, the column of each slot, and the texts of all headings. Rows and columns count from 0."""

    row: int
    columns: Mapping[str, int]
    headings: tuple[str, ...]

    @property
    def key(self) -> int | None:
        """The column of crmdesk's keys."""
        return self.columns.get(KEY)

    @property
    def custom(self) -> Mapping[str, int]:
        """The other columns that have a heading, by a name made of it; the first one where a heading stands twice."""
        taken = set(self.columns.values())
        found: dict[str, int] = {}
        for at, text in enumerate(self.headings):
            if at not in taken and (name := folded(text)):
                found.setdefault(f"column:{name}", at)
        return found


def layout_of(rows: Sequence[Sequence[Any]], pins: Pins) -> Layout | None:
    """The layout of a sheet by its first rows; None where no row has headings.

    Where the heading row is not pinned, it has to be known by words: any row of a lead has cells in the columns that are. Where
    another row than the pinned one heads the keys, rows were sorted or moved, and the pin stayed behind.
    """
    best: Layout | None = None
    keys = next((at for at, slot in pins.columns.items() if slot == KEY), None)
    heading = pins.heading if keys is None or pins.heading is None else _heading_of(rows, keys)
    heading = pins.heading if heading is None else heading
    candidates = range(min(len(rows), LOOKED_AT)) if heading is None else (heading,)
    for row in candidates:
        texts = tuple(text_of(cell) or "" for cell in (rows[row] if row < len(rows) else ()))
        if heading is None and len({slot_of(text) for text in texts} - {None, KEY}) < FEWEST:
            continue
        columns = _columns(texts, pins)
        found = Layout(row, columns, texts)
        if len(columns.keys() - {KEY}) >= FEWEST and (best is None or len(columns) > len(best.columns)):
            best = found
    return best


def headings_among(rows: Sequence[Sequence[Any]], column: int) -> int | None:
    """The row of the headings where a lead stands above them, as after a sort that took them along; None where none does.

    ``column`` is that of the keys.
    """
    at = _heading_of(rows, column)
    return at if any(_KEY.fullmatch(_text(cells, column)) for cells in rows[: at or 0]) else None


def _heading_of(rows: Sequence[Sequence[Any]], column: int) -> int | None:
    """The first row in which the column of keys is headed as such."""
    texts = ((row, _text(cells, column)) for row, cells in enumerate(rows))
    return next((row for row, text in texts if not _KEY.fullmatch(text) and slot_of(text) == KEY), None)


def _text(cells: Sequence[Any], column: int) -> str:
    return (text_of(cells[column]) or "").strip() if column < len(cells) else ""


def _columns(texts: Sequence[str], pins: Pins) -> dict[str, int]:
    """The column of each slot: a pinned one first, then the first one whose heading names it, a column of whole names last."""
    found: dict[str, int] = {}
    for at, slot in sorted(pins.columns.items()):
        # A heading that names another slot was typed over: the words are what people go by.
        named = slot_of(texts[at]) if at < len(texts) else None
        if named in (None, slot) and (at < len(texts) and texts[at]):
            found.setdefault(slot, at)
    for at, text in sorted(enumerate(texts), key=lambda each: is_whole_name(each[1])):
        named = slot_of(text) if at not in found.values() else None
        if named is not None:
            found.setdefault(named, at)
    return found
