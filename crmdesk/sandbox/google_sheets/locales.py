"""How a spreadsheet's locale writes numbers, amounts and days, and reads what is typed (sections 0 and 2.2).

The page says that rendered texts follow the locale and not how; the forms are those of the locales themselves (Unicode
CLDR). A locale that is not in the table is written as French is, but for English ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_LOOSE = re.compile(r"[-+]?(?:[0-9]+(?:[ \u202f\u00a0][0-9]{3})*)(?:[.,][0-9]+)?")
_POINT = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TIME = r"(?: ([0-2]?[0-9]):([0-5][0-9])(?::([0-5][0-9]))?)?"


@dataclass(frozen=True, slots=True)
class Writing:
    """One locale. ``comma``: the decimal sign; ``grouping``: between thousands; ``day``: how a day is written."""

    comma: bool
    grouping: str
    amount: str
    day: Callable[[datetime], str]
    typed_day: re.Pattern[str]
    month_first: bool = False

    def number(self, text: str) -> str:
        """A number with a point as it is shown."""
        return text.replace(".", ",") if self.comma else text

    def money(self, value: float) -> str:
        """An amount as it is shown."""
        whole, _, cents = f"{value:,.2f}".partition(".")
        return self.amount.format(whole.replace(",", self.grouping) + ("," if self.comma else ".") + cents)

    def read(self, text: str) -> float | None:
        """The number that a text is; None: it is none."""
        if not (_LOOSE if self.comma else _POINT).fullmatch(text):
            return None
        bare = re.sub(r"[ \u202f\u00a0]", "", text)
        return float(bare.replace(",", ".") if self.comma else bare.replace(",", ""))


def _typed(mark: str) -> re.Pattern[str]:
    return re.compile(rf"([0-3]?[0-9]){mark}([0-3]?[0-9]){mark}([12][0-9]{{3}}){_TIME}")


_FRENCH = Writing(True, "\u202f", "{} €", lambda day: f"{day:%d/%m/%Y}", _typed("/"))
_WRITINGS = {
    "de": Writing(True, ".", "{} €", lambda day: f"{day:%d.%m.%Y}", _typed(r"\.")),
    "en": Writing(False, ",", "£{}", lambda day: f"{day:%d/%m/%Y}", _typed("/")),
    "en_US": Writing(False, ",", "${}", lambda day: f"{day.month}/{day.day}/{day.year}", _typed("/"), month_first=True),
}  # fmt: skip


def writing(locale: str) -> Writing:
    """How a locale writes."""
    return _WRITINGS.get(locale) or _WRITINGS.get(locale.partition("_")[0], _FRENCH)
