"""Dividers: lines between the leads whose cells are merged across the column of keys, such as the heading of a month. Pure.

A lead over whose key a colleague merged cells looks just like one. Where the dividers of an earlier reading are known, in which no
lead was missing, a line that was not among them may be such a lead. Where they are not, a line may be one that holds a name, an
address or a number outside its merged cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from crmdesk.providers.google_sheets.cells import text_of
from crmdesk.providers.google_sheets.merged import Span
from crmdesk.providers.google_sheets.rows import RowReader, digest
from crmdesk.providers.google_sheets.table import Line, Table


def dividers_of(table: Table, reader: RowReader) -> list[str]:
    """A digest of the text of each divider, from the top down."""
    return [_digest(line, span) for line, span in _lines(table, reader)]


def keys_lost(
    table: Table, reader: RowReader, missing: Collection[str], known: Sequence[str] | None
) -> tuple[int, int] | None:
    """The first and the last of the rows that may be the leads of ``missing`` keys, under merged cells; None where no row may be.

    ``known`` are the dividers of the last reading in which no lead was missing; None where nobody knows them.
    """
    found = list(_lines(table, reader))
    rows = [line.row for line, _ in found if line.key in missing]
    if known is None:
        rows += [line.row for line, span in found if reader.names_somebody(table, line, but=span.left)]
    elif len(found) > len(known):
        # Only where there are more than before: a divider may have got a new text, because the month or a count in it changed.
        left = Counter(known)
        for line, span in found:
            text = _digest(line, span)
            left[text] -= 1
            if left[text] < 0:
                rows.append(line.row)
    return (min(rows), max(rows)) if rows else None


def are_undecided(table: Table, reader: RowReader, known: Sequence[str] | None) -> bool:
    """Whether there are dividers of which nobody knows if they were there before: a lead that is merged whole looks the same."""
    return known is None and any(True for _ in _lines(table, reader))


def _lines(table: Table, reader: RowReader) -> Iterator[tuple[Line, Span]]:
    """The dividers below the headings, each with its merged cells. Cells merged downwards are another matter (``merged``)."""
    key = table.layout.key
    assert key is not None
    for span in table.merges:
        if span.bottom - span.top == 1 and span.top > table.layout.row and span.left <= key < span.right:
            # An answer leaves out blank rows at its end.
            line = table.by_row.get(span.top) or Line(span.top, "", ())
            # A line that still shows its key is a record, unless merged cells hide everything that it could be known by.
            if not line.key or (reader.is_behind(table, line, key) and not reader.is_filled(table, line)):
                yield line, span


def _digest(line: Line, span: Span) -> str:
    return digest({"text": text_of(line.cell(span.left))})
