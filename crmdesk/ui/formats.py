"""Values as a person reads them, in the language of the window (``QLocale()``), on this computer's clock."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt, QTime

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import ITEM_TYPES, FieldType, Value, is_number
from crmdesk.ui.industry_words import industry_label
from crmdesk.ui.option_texts import consent_channel, consent_state, item_label, option_label
from crmdesk.ui.plurals import Plural

BLANK = "–"
_CURRENCY_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "CHF": "CHF"}


def number(value: int) -> str:
    """A count with its thousands apart."""
    return QLocale().toString(value)


def size(value: int) -> str:
    """A number of bytes in the unit that suits it."""
    return QLocale().formattedDataSize(value, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def percent(share: float) -> str:
    """A share of one as whole percents."""
    figure = QLocale().toString(round(share * 100))
    return f"{figure}\u00a0%" if french() else f"{figure}%"


def decimal(value: str) -> str:
    """A canonical decimal with the language's point and thousands."""
    if not is_number(value):
        return value
    places = max(0, -int(Decimal(value).as_tuple().exponent)) if "." in value else 0
    return QLocale().toString(float(value), "f", places)


def money(value: Mapping[str, str]) -> str:
    """An amount with its currency's sign: ``348 000 €``, ``€348,000``."""
    amount = value["amount"]
    if "." in amount and is_number(amount):
        amount = f"{Decimal(amount):.2f}" if len(amount.partition(".")[2]) < 3 else amount
    return priced(decimal(amount), value["currency"])


def priced(figure: str, currency: str) -> str:
    """A figure with its currency's sign, on the side where the language puts it."""
    sign = _CURRENCY_SIGNS.get(currency, currency)
    return f"{figure}\u00a0{sign}" if french() or len(sign) > 1 else f"{sign}{figure}"


def phone(value: str) -> str:
    """A French number in national form, any other as it is kept: ``06 11 22 33 44``."""
    if value.startswith("+33") and len(value) == 12:
        digits = "0" + value[3:]
        return "\u00a0".join(digits[at : at + 2] for at in range(0, 10, 2))
    return value


def local(instant: str) -> QDateTime:
    """A canonical moment on this computer's clock."""
    return QDateTime.fromString(instant, Qt.DateFormat.ISODateWithMs).toLocalTime()


def day(value: str | QDate) -> str:
    """A calendar day: ``12 nov.``, with its year where it is not this one."""
    date = QDate.fromString(value, Qt.DateFormat.ISODate) if isinstance(value, str) else value
    form = "d MMM" if date.year() == QDate.currentDate().year() else "d MMM yyyy"
    return QLocale().toString(date, form)


def moment(instant: str) -> str:
    """A moment with its time: ``12 nov., 09:14``."""
    when = local(instant)
    return f"{day(when.date())}, {clock(when.time())}"


def clock(time: QTime) -> str:
    """A time of day: ``09:14``."""
    return time.toString("HH:mm")


def exact_moment(instant: str) -> str:
    """A moment with its seconds, and with what is less than one where there is any: ``12 nov., 09:14:07``."""
    when = local(instant)
    return f"{day(when.date())}, {when.time().toString('HH:mm:ss.zzz' if when.time().msec() else 'HH:mm:ss')}"


def ago(instant: str, now: datetime | None = None) -> str:
    """How long ago a moment was, in words: ``il y a 4 min``, ``hier``."""
    seconds = _age_s(instant, now)
    if seconds < 60:
        return QCoreApplication.translate("Formats", "just now")
    if seconds < 3600:
        return Plural().minutes_ago(int(seconds // 60))
    days = _days_since(instant, now)
    if seconds < 86_400 or days < 1:
        return Plural().hours_ago(int(seconds // 3600))
    if days < 2:
        return QCoreApplication.translate("Formats", "yesterday")
    return Plural().days_ago(days)


def age(instant: str, now: datetime | None = None) -> str:
    """The same where there is little room: ``2 h``, ``hier``, ``2 j``."""
    seconds = _age_s(instant, now)
    if seconds < 3600:
        return Plural().minutes(max(1, int(seconds // 60)))
    days = _days_since(instant, now)
    if seconds < 86_400 or days < 1:
        return Plural().hours(int(seconds // 3600))
    if days < 2:
        return QCoreApplication.translate("Formats", "yesterday")
    return Plural().days(days)


def ahead(instant: str, now: datetime | None = None) -> str:
    """How long until a moment: ``dans 40 s``, ``dans 2 min``."""
    seconds = -_age_s(instant, now)
    if seconds <= 0:
        return QCoreApplication.translate("Formats", "now")
    if seconds < 60:
        return Plural().in_seconds(max(1, round(seconds)))
    if seconds < 5400:
        return Plural().in_minutes(round(seconds / 60))
    return Plural().in_hours(round(seconds / 3600))


def duration(seconds: int) -> str:
    """A length of time: ``6 min``, ``1 h 20``."""
    if seconds < 60:
        return Plural().seconds(seconds)
    minutes = round(seconds / 60)
    if minutes < 60:
        return Plural().minutes(minutes)
    return f"{minutes // 60}\u00a0h\u00a0{minutes % 60:02d}" if minutes % 60 else f"{minutes // 60}\u00a0h"


def value_text(spec: FieldSpec, value: Value, names: Mapping[str, str] | None = None) -> str:  # noqa: PLR0911 - one return a case
    """A canonical value in one line (a long text keeps its lines); empty where it is blank.

    ``names`` gives the display names of the records that references point to.
    """
    if value is None:
        return ""
    known = names or {}
    match spec.type:
        case FieldType.CHOICE:
            return option_label(spec.name, value, spec.options)
        case FieldType.MONEY:
            return money(value)
        case FieldType.PHONES:
            return ", ".join(phone(item["value"]) for item in value)
        case FieldType.EMAILS:
            return ", ".join(item["value"] for item in value)
        case FieldType.TAGS:
            return ", ".join(option_label(spec.name, each) for each in value)
        case FieldType.REFERENCE:
            return known.get(value) or QCoreApplication.translate("Formats", "(unknown record)")
        case FieldType.REFERENCES:
            return ", ".join(
                known.get(each) or QCoreApplication.translate("Formats", "(unknown record)") for each in value
            )
        case FieldType.CONSENT:
            return _consent(value)
        case _:
            return _plain(spec, value)


def unknown_yet() -> str:
    """In place of what an account refers to and nobody knows here yet."""
    return QCoreApplication.translate("Formats", "(not known here yet)")


def told_apart(spec: FieldSpec, values: Sequence[Value], names: Mapping[str, str] | None = None) -> list[str]:
    """The texts of values that are shown beside each other; all in full where two that differ would read alike."""
    told = [value_text(spec, value, names) for value in values]
    pairs = combinations(zip(values, told, strict=True), 2)
    alike = any(text == other_text and value != other for (value, text), (other, other_text) in pairs)
    return [_exact(spec, value, names) for value in values] if alike else told


def _exact(spec: FieldSpec, value: Value, names: Mapping[str, str] | None) -> str:
    """A value with what is left away elsewhere: the seconds of a moment, the labels of numbers and addresses."""
    if value is not None and spec.type is FieldType.DATETIME:
        return exact_moment(value)
    if value is not None and spec.type in ITEM_TYPES:
        return ", ".join(_item(spec, each) for each in value)
    return value_text(spec, value, names)


def _item(spec: FieldSpec, item: Mapping[str, Value]) -> str:
    shown: str = phone(item["value"]) if spec.type is FieldType.PHONES else item["value"]
    return f"{shown} ({item_label(item['label'])})" if item.get("label") else shown


def _plain(spec: FieldSpec, value: Value) -> str:
    match spec.type:
        case FieldType.DATE:
            return day(value)
        case FieldType.DATETIME:
            return moment(value)
        case FieldType.BOOLEAN:
            return yes_no(value)
        case FieldType.DECIMAL:
            return decimal(value) + ({"property_surface_m2": "\u00a0m²", "probability": "\u00a0%"}.get(spec.name, ""))
        case FieldType.INTEGER:
            return duration(value) if spec.name == "duration_s" else number(value)
        case _:
            return industry_label(value) if spec.name == "industry" else str(value)


def yes_no(value: bool) -> str:
    """A truth value as a word."""
    return QCoreApplication.translate("Formats", "Yes") if value else QCoreApplication.translate("Formats", "No")


def _consent(value: Mapping[str, str | None]) -> str:
    return " · ".join([consent_state(value["state"] or "unknown"), *consent_facts(value)])


def consent_facts(value: Mapping[str, str | None]) -> list[str]:
    """When and how a consent was given or refused, as far as that is known."""
    at, channel = value.get("at"), value.get("channel")
    facts = [day(local(at).date()) if at else "", consent_channel(channel) if channel else ""]
    return [fact for fact in facts if fact]


def labelled(label: str, text: str) -> str:
    """``text`` after its label, with the colon as the language sets it."""
    return QCoreApplication.translate("Formats", "{label}: {text}").format(label=label, text=text)


def in_a_line(text: str, most: int) -> str:
    """``text`` in one line, cut to at most ``most`` characters, the ellipsis included; a dash where it is blank."""
    line = " ".join(text.split())
    return f"{line[: most - 1]}…" if len(line) > most else line or BLANK


def shortened(words: str, most: int) -> str:
    """Words in one line, whatever lines a value in them has, cut to at most ``most`` characters; its own spaces stay."""
    line = _BREAKS.sub(" ", words)
    return f"{line[: most - 1]}…" if len(line) > most else line


_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def parted(parts: Sequence[str]) -> str:
    """Parts of a sentence that have commas of their own, with semicolons as the language sets them."""
    return ("\u202f; " if french() else "; ").join(parts)


def enumerated(parts: Sequence[str]) -> str:
    """Things in a sentence: with commas, and “and” before the last one."""
    *others, last = parts
    return (" et " if french() else " and ").join([", ".join(others), last] if others else [last])


def quoted(words: str) -> str:
    """Words of others between the quotation marks of the language."""
    return f"«\u00a0{words}\u00a0»" if french() else f"“{words}”"


def french() -> bool:
    """Whether the window speaks French."""
    return QLocale().language() is QLocale.Language.French


def _age_s(instant: str, now: datetime | None) -> float:
    return ((now or datetime.now(UTC)) - datetime.fromisoformat(instant)).total_seconds()


def _days_since(instant: str, now: datetime | None) -> int:
    """How many midnights of this computer's clock lie between a moment and now: what people count days by."""
    then, today = datetime.fromisoformat(instant).astimezone(), (now or datetime.now(UTC)).astimezone()
    return (today.date() - then.date()).days
