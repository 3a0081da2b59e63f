"""Numbers and moments as the language of the locale writes them, without Qt (as ``crmdesk/ui/formats.py`` does with it)."""

from __future__ import annotations

from datetime import UTC, datetime

from crmdesk.commands.language import french

_MONTHS = {
    True: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    False: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
}
"""The short names of the months in French and in English (Unicode CLDR, as Qt has them)."""


def number(value: int) -> str:
    """A count with its thousands apart."""
    return f"{value:,}".replace(",", "\u202f") if french() else f"{value:,}"


def decimal(value: float, places: int) -> str:
    """A number with so many decimals."""
    written = f"{value:,.{places}f}"
    return written.replace(",", "\u202f").replace(".", ",") if french() else written


def percent(share: float) -> str:
    """A share of one as whole percents."""
    return f"{share * 100:.0f}\u00a0%" if french() else f"{share:.0%}"


def moment(instant: str | None) -> str:
    """A canonical moment on this computer's clock, with its year where it is not this one; a dash for none."""
    if instant is None:
        return "–"
    when, today = datetime.fromisoformat(instant).astimezone(), datetime.now(UTC).astimezone()
    year = "" if when.year == today.year else f" {when.year}"
    return f"{when.day} {_MONTHS[french()][when.month - 1]}{year}, {when:%H:%M}"
