"""Values as a person types them in the language of the window, and back: what an editor begins with gives the same again."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.entry import join
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import FieldType, Value
from crmdesk.ui import formats
from crmdesk.ui.industry_words import industry_label
from crmdesk.ui.option_texts import option_label, typed_option


def typed_text(spec: FieldSpec, value: Value) -> str:  # noqa: PLR0911 - one return a case
    """A canonical value as one would type it again: exact, with its year and without a unit."""
    if value is None:
        return ""
    match spec.type:
        case FieldType.MONEY:
            return formats.priced(_grouped(value["amount"]), value["currency"]).replace("\u00a0", " ")
        case FieldType.DECIMAL:
            return _figure(value)
        case FieldType.DATE:
            return "/".join(reversed(value.split("-")))
        case FieldType.DATETIME:
            return typed_moment(value)
        case FieldType.TAGS:
            return join([_typed_word(spec.name, each) for each in value])
        case _:
            return str(value)


def typed_moment(instant: str) -> str:
    """A moment on this computer's clock as one would type it; seconds only where it has some."""
    when = formats.local(instant)
    clock = "HH:mm:ss.zzz" if when.time().msec() else "HH:mm:ss" if when.time().second() else "HH:mm"
    return when.toString(f"dd/MM/yyyy {clock}")


def begun_text(spec: FieldSpec, value: Value) -> str:
    """What an editor begins with: as ``typed_text``, but a moment to the minute, and the word of an industry.

    An account's seconds and codes are nothing a person types. An editor that nobody touched gives them back all the same,
    because it gives back the value it began with.
    """
    if spec.type is FieldType.DATETIME and value is not None:
        return formats.local(value).toString("dd/MM/yyyy HH:mm")
    if spec.name == "industry" and value is not None:
        return industry_label(value)
    return typed_text(spec, value)


def typed_value(spec: FieldSpec, text: str) -> Value:
    """The canonical value of what was typed; None where it is blank.

    Where the window speaks English, ``348,000`` is 348 thousand, as it is shown there. Raises InvalidInput.
    """
    value = parse_typed(spec, text, comma_groups=not formats.french())
    if spec.type is FieldType.TAGS and value is not None:
        return spec.canonical([typed_option(spec.name, each) for each in value])
    return value


def typed_bound(spec: FieldSpec, text: str) -> Value:
    """The last value that counts where ``text`` is the last that may: of a moment's day without a time, its end."""
    if spec.type is FieldType.DATETIME and (day := _day_alone(spec, text)) is not None:
        return typed_value(spec, f"{day} {_LAST}")
    return typed_value(spec, text)


def bound_text(spec: FieldSpec, value: Value, *, last: bool) -> str:
    """As ``typed_text``; the end of a day, where it is the ``last`` value that counts, as that day."""
    text = typed_text(spec, value)
    return text.removesuffix(_LAST).strip() if last and spec.type is FieldType.DATETIME else text


_LAST = "23:59:59.999"
"""The last moment of a day on this computer's clock."""


def _day_alone(spec: FieldSpec, text: str) -> Value:
    try:
        return parse_typed(FieldSpec(spec.name, FieldType.DATE), text)
    except InvalidInput:
        return None


def _typed_word(field: str, value: str) -> str:
    """One of several values as it is called; itself where its label would mean another one."""
    label = option_label(field, value)
    return label if typed_option(field, label) == value else value


def _figure(decimal: str) -> str:
    """A canonical decimal with the language's point; never by way of a float, which would round it."""
    return decimal.replace(".", QLocale().decimalPoint())


def _grouped(decimal: str) -> str:
    """The same with its thousands apart, so that an amount can be checked at a glance: ``348 000``, ``348,000``."""
    whole, point, rest = _figure(decimal).partition(QLocale().decimalPoint())
    sign = whole[: len(whole) - len(whole.lstrip("-"))]
    digits = whole.lstrip("-")
    first = len(digits) % 3 or 3
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return sign + (" " if formats.french() else ",").join(groups) + point + rest
