"""Lines of totals below or between the leads, whose word stands where names stand: they are no leads. Pure.

Only what can be nothing else counts: a total word in a column of names is all the text there is, and beside it stand figures, none
of them where addresses and numbers of people are. Anything more makes a row a lead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crmdesk.providers.google_sheets.cells import Cell, is_error
from crmdesk.providers.google_sheets.headings import folded

WORDS = frozenset({
    "average", "averages", "moyenne", "moyennes", "moyenne generale", "somme", "sommes", "sum",
    "total", "totaux", "total general", "totaux generaux", "sous total", "sous totaux", "totals", "grand total", "grand totals",
    "overall total", "subtotal", "subtotals", "sub total", "sub totals",
})  # fmt: skip
"""The words, folded like headings: ``Sous-total :`` is ``sous total``."""

MONTHS = frozenset({
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip


def is_total(cells: Sequence[Cell], names: Collection[int], reached: Collection[int]) -> bool:
    """Whether the cells of a row are those of a line of totals.

    ``names`` are the columns of names, ``reached`` those of e-mail addresses and phone numbers. A tick box without its tick counts
    as blank, a formula that came to an error as a figure.
    """
    filled = {at: cell for at, cell in enumerate(cells) if cell not in ("", None) and cell is not False}
    texts = [at for at, cell in filled.items() if cell is True or (isinstance(cell, str) and not is_error(cell))]
    if len(texts) != 1 or len(filled) == 1 or not filled.keys().isdisjoint(reached):
        return False
    (at,) = texts
    return at in names and _without_period(folded(str(filled[at]))) in WORDS


def _without_period(text: str) -> str:
    """A text without the month and the year at its end."""
    words = text.split()
    while words and (words[-1].isdigit() or words[-1] in MONTHS):
        words.pop()
    return " ".join(words)
