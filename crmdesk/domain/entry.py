"""What a person may type, where that is less than what an account may hold; and how several texts stand in one line.

A value that arrives from an account is kept as it was written there, whatever it is. What a person types is asked to make
sense; what the record, or an account, holds already may stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from crmdesk.domain.catalogue import FieldSpec, Within
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import CONSENT_CHANNELS, FieldType, Value

_ELEMENT = re.compile(r'\s*("(?:[^"]|"")*"|[^,;]*)\s*(?:[,;]|$)')
_EXTENSION = re.compile(r"\s*(?:poste|p\.|ext\.?|x|#)\s*\d{1,6}$", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"[1-9]\d{1,5}")
_PHONE_CHARACTERS = re.compile(r"[\d\s+.\-/()\u00a0\u202f\u2010-\u2015]+")


def check_entry(
    spec: FieldSpec, value: Value, *, held: Collection[Value] = (), known: Callable[[], Mapping[str, str]] = dict
) -> None:
    """Raises InvalidInput, with the field and what was written, for a canonical value that nobody would type on purpose.

    ``held`` are the field's values that may stay: the record's own one, or those of both sides of a conflict. ``known``
    gives what accounts use besides the options of an open choice, with what a person reads for each.
    """
    if value is None or value in held:
        return
    match spec.type:
        case FieldType.PHONES:
            kept = {item["value"] for items in held for item in items or ()}
            for item in value:
                if item["value"] not in kept and not is_phone_number(item["value"]):
                    raise InvalidInput("value_not_phone", field=spec.name, value=item["value"])
        case FieldType.CHOICE if spec.open and value not in spec.options:
            others = known()
            if value not in others:
                # An account's NEW is our own "new": nobody needs to read it twice.
                ours = {option.casefold() for option in spec.options}
                more = sorted(other for other in others if other.casefold() not in ours)
                options = ", ".join([*spec.options, *more])
                labels = json.dumps({other: others[other] for other in more}, ensure_ascii=False)
                raise InvalidInput("value_not_an_option", field=spec.name, value=value, options=options, labels=labels)
        case FieldType.MONEY | FieldType.DECIMAL | FieldType.INTEGER:
            _check_number(spec, value)
        case FieldType.CONSENT:
            channel, kept = value["channel"], {each["channel"] for each in held if each}
            if channel is not None and channel not in CONSENT_CHANNELS and channel not in kept:
                channels = ", ".join(CONSENT_CHANNELS)
                raise InvalidInput("value_not_consent_channel", field=spec.name, value=channel, channels=channels)
        case _:
            return


def _check_number(spec: FieldSpec, value: Value) -> None:
    written = value["amount"] if spec.type is FieldType.MONEY else str(value)
    number = Decimal(written)
    if spec.within is Within.PERCENTAGE and not 0 <= number <= 100:
        raise InvalidInput("value_not_percentage", field=spec.name, value=written)
    if spec.within in (Within.POSITIVE, Within.COUNT) and number < 0:
        raise InvalidInput("value_negative", field=spec.name, value=written)
    if spec.within is Within.COUNT and number != number.to_integral_value():
        raise InvalidInput("value_not_whole", field=spec.name, value=written)


def is_phone_number(written: str) -> bool:
    """Whether a text is a number that can be called from France: in full, a short one (3939), or with an extension."""
    number = _EXTENSION.sub("", written.strip())
    if not _PHONE_CHARACTERS.fullmatch(number):
        return False
    if _SHORT_NUMBER.fullmatch("".join(number.split())):
        return True
    import phonenumbers  # as in ``values``

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, "FR"))
    except phonenumbers.NumberParseException:
        return False


def join(elements: Sequence[str]) -> str:
    """Several texts in one line, with commas between; one that holds a separator is quoted."""
    return ", ".join(f'"{one.replace(chr(34), chr(34) * 2)}"' if set(one) & set(',;"') else one for one in elements)


def split(text: str) -> list[str]:
    """The texts that ``join`` was given; a semicolon separates as well."""
    found = []
    for match in _ELEMENT.finditer(text):
        element = match[1].strip()
        if len(element) > 1 and element[0] == element[-1] == '"':
            element = element[1:-1].replace('""', '"')
        if element:
            found.append(element)
    return found
