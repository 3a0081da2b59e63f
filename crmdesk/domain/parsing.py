"""Values as a person types them, on a form or a command line: French and English habits, one canonical result."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import FieldType, Value

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF"}
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_TIME = re.compile(r"(\d{1,2})\s*[h:]\s*(\d{2})?")
_TRUE = frozenset({"1", "true", "yes", "y", "on", "oui", "o", "vrai"})
_FALSE = frozenset({"0", "false", "no", "n", "off", "non", "faux"})


def parse_typed(spec: FieldSpec, text: str, *, currency: str = "EUR", zone: tzinfo = UTC) -> Value:
    """The canonical value of what a person typed into a field; blank text is None.

    Numbers take a decimal comma or point and spaces between thousands; days ``12/11/2026`` or ISO; moments a day and a time in
    ``zone``; truth values oui/non; lists are separated by commas or semicolons. Raises InvalidInput naming the field.
    """
    stripped = text.strip()
    if not stripped:
        return None
    parser = _PARSERS.get(spec.type)
    if parser is None:
        return spec.canonical(text)
    try:
        return spec.canonical(parser(stripped, currency, zone))
    except InvalidInput as error:
        raise InvalidInput(error.key, **(error.data | {"field": spec.name})) from None


def _number(text: str, *_: object) -> str:
    compact = _SPACES.sub("", text)
    if "," in compact and "." in compact:
        # The last of the two is the decimal sign: 1.234,50 and 1,234.50.
        thousands = "." if compact.rfind(",") > compact.rfind(".") else ","
        compact = compact.replace(thousands, "")
    return compact.replace(",", ".")


def _money(text: str, currency: str, _: tzinfo) -> dict[str, str]:
    for sign, code in _CURRENCIES.items():
        if sign in text:
            return {"amount": _number(text.replace(sign, "")), "currency": code}
    match = re.fullmatch(r"(.+?)\s*([A-Za-z]{3})", text)
    if match:
        return {"amount": _number(match[1]), "currency": match[2].upper()}
    return {"amount": _number(text), "currency": currency}


def _boolean(text: str, *_: object) -> bool:
    word = text.casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise InvalidInput("value_not_boolean", value=text)


def _day(text: str, *_: object) -> str:
    match = _FRENCH_DATE.fullmatch(text)
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else text


def _moment(text: str, _: str, zone: tzinfo) -> datetime | str:
    parts = text.split(maxsplit=1)
    day = _day(parts[0])
    if len(parts) == 1 and "T" in day:
        return text
    time = _TIME.fullmatch(parts[1]) if len(parts) > 1 else None
    if len(parts) > 1 and time is None:
        return text
    try:
        base = datetime.fromisoformat(day)
        moment = base.replace(hour=int(time[1]), minute=int(time[2] or 0)) if time else base
    except ValueError:
        raise InvalidInput("value_not_datetime", value=text) from None
    return moment.replace(tzinfo=zone)


def _words(text: str, *_: object) -> list[str]:
    return [word.strip() for word in re.split(r"[,;]", text) if word.strip()]


def _items(text: str, *_: object) -> list[dict[str, Value]]:
    return [{"value": word, "label": None, "primary": place == 0} for place, word in enumerate(_words(text))]


def _consent(text: str, *_: object) -> dict[str, str | None]:
    state, _separator, channel = text.partition("/")
    return {"state": state.strip(), "channel": channel.strip() or None, "at": None, "proof": None}


_PARSERS: Mapping[FieldType, Callable[[str, str, tzinfo], Value]] = {
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
