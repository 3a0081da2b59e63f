"""Values as a person types them, on a form or a command line: French and English habits, one canonical result."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.entry import split
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import FieldType, Value

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_COMMA_GROUPS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+")
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF"}
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*[h:]\s*(\d{2})?")
_QUOTED = frozenset({"value_not_number", "value_not_date"})
"""Errors about a text that was brought into another form before it was looked at."""
_TRUE = frozenset({"1", "true", "yes", "y", "on", "oui", "o", "vrai"})
_FALSE = frozenset({"0", "false", "no", "n", "off", "non", "faux"})


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a text means that does not say it itself."""

    currency: str
    zone: tzinfo | None
    comma_groups: bool


def parse_typed(
    spec: FieldSpec, text: str, *, currency: str = "EUR", zone: tzinfo | None = None, comma_groups: bool = False
) -> Value:
    """The canonical value of what a person typed into a field; blank text is None.

    Numbers take a decimal comma or point and spaces between thousands; days ``12/11/2026`` or ISO; moments a day and a time,
    in ``zone`` (None: this computer's, with the summer time of that very day) unless they name their own; truth values
    oui/non; lists are separated by commas or semicolons. ``comma_groups`` takes ``348,000`` for 348 thousand, as English
    writes it, and not for 348. Raises InvalidInput naming the field; what is no number or day is quoted as it was typed.
    """
    stripped = text.strip()
    if not stripped:
        return None
    parser = _PARSERS.get(spec.type)
    if parser is None:
        return spec.canonical(text)
    try:
        return spec.canonical(parser(stripped, _Habits(currency, zone, comma_groups)))
    except InvalidInput as error:
        told = {"field": spec.name} | ({"value": stripped} if error.key in _QUOTED else {})
        raise InvalidInput(error.key, **(error.data | told)) from None


def _number(text: str, habits: _Habits) -> str:
    compact = _SPACES.sub("", text)
    if habits.comma_groups and _COMMA_GROUPS.fullmatch(compact):
        return compact.replace(",", "")
    if "," in compact and "." in compact:
        # The last of the two is the decimal sign: 1.234,50 and 1,234.50.
        thousands = "." if compact.rfind(",") > compact.rfind(".") else ","
        compact = compact.replace(thousands, "")
    return compact.replace(",", ".")


def _money(text: str, habits: _Habits) -> dict[str, str]:
    for sign, code in _CURRENCIES.items():
        if sign in text:
            return {"amount": _number(text.replace(sign, ""), habits), "currency": code}
    match = re.fullmatch(r"(.*\d)\s*([A-Za-z]{3})", text)
    if match:
        return {"amount": _number(match[1], habits), "currency": match[2].upper()}
    return {"amount": _number(text, habits), "currency": habits.currency}


def _boolean(text: str, _: _Habits) -> bool:
    word = text.casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise InvalidInput("value_not_boolean", value=text)


def _day(text: str, _: _Habits) -> str:
    match = _FRENCH_DATE.fullmatch(text)
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else text


def _moment(text: str, habits: _Habits) -> datetime:
    """A day with or without a time: French (``12/11/2026 à 9h05``) or ISO (``2026-11-12T09:05``)."""
    day, _separator, time = text.replace(" à ", " ").partition(" ")
    read = _TIME.fullmatch(time.strip())
    clock = f" {int(read[1]):02d}:{read[2] or '00'}" if read else f" {time.strip()}"
    try:
        moment = datetime.fromisoformat(f"{_day(day, habits)}{clock}".strip())
        if moment.tzinfo is not None:
            return moment
        return moment.astimezone() if habits.zone is None else moment.replace(tzinfo=habits.zone)
    except (ValueError, OverflowError, OSError):
        # The last two: a day so far away that no clock can tell its zone.
        raise InvalidInput("value_not_datetime", value=text) from None


def _words(text: str, _: _Habits) -> list[str]:
    return split(text)


def _items(text: str, _: _Habits) -> list[dict[str, Value]]:
    return [{"value": word, "label": None, "primary": place == 0} for place, word in enumerate(split(text))]


def _consent(text: str, _: _Habits) -> dict[str, str | None]:
    state, _separator, channel = text.partition("/")
    return {"state": state.strip(), "channel": channel.strip() or None, "at": None, "proof": None}


_PARSERS: Mapping[FieldType, Callable[[str, _Habits], Value]] = {
    FieldType.INTEGER: _number,
    FieldType.DECIMAL: _number,
    FieldType.MONEY: _money,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _day,
    FieldType.DATETIME: _moment,
    FieldType.TAGS: _words,
    FieldType.REFERENCES: _words,
    FieldType.EMAILS: _items,
    FieldType.PHONES: _items,
    FieldType.CONSENT: _consent,
}
