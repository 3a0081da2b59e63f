"""Notices in words: what is to be known about a field at an account, and how it can be made otherwise."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.values import Value
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.ui import formats
from crmdesk.ui.marked import QT_TRANSLATE_NOOP

NOTICES = {
    "stored_otherwise": (QT_TRANSLATE_NOOP("Notice", "{account} stored {stored} instead of {value}."), ""),
    "lists_merged": (
        QT_TRANSLATE_NOOP("Notice", "Your entries and those of {account} were put together."),
        "",
    ),
    "same_value_written_otherwise": (
        QT_TRANSLATE_NOOP("Notice", "{account} writes the same value in another way."),
        "",
    ),
    "word_not_there": (
        QT_TRANSLATE_NOOP(
            "Notice", "The list of {account} has no word for {value}: its own value stays there, and this one here."
        ),
        QT_TRANSLATE_NOOP("Notice", "To pair a word with it: {command}"),
    ),
    "currency_not_there": (
        QT_TRANSLATE_NOOP(
            "Notice",
            "{account} keeps this amount in another currency and cannot hold {value}: its own value stays there, and this "
            "one here.",
        ),
        QT_TRANSLATE_NOOP(
            "Notice", "Nothing is converted: enter the amount in the currency of the account, and it is sent."
        ),
    ),
    "reference_not_there": (
        QT_TRANSLATE_NOOP(
            "Notice", "Nothing in {account} stands for this value: its own stays there, and this one here."
        ),
        "",
    ),
    "no_room_there": (
        QT_TRANSLATE_NOOP(
            "Notice",
            "{account} has room for fewer of these than there are here: the others are left out there, and stay here.",
        ),
        "",
    ),
    "not_writable_there": (
        QT_TRANSLATE_NOOP(
            "Notice",
            "Nobody can write this field in {account}, which holds {stored}: what you typed stays on this computer.",
        ),
        QT_TRANSLATE_NOOP(
            "Notice", "To follow the account, type what it holds; to send yours, make the field writable there."
        ),
    ),
    "never_blank_there": (
        QT_TRANSLATE_NOOP(
            "Notice", "{account} requires a value here: it keeps its own, and the field is blank on this computer only."
        ),
        "",
    ),
}
"""Key → what there is to know, and what can be done about it (blank: nothing has to be)."""

_UNNAMED = {
    "stored_otherwise": QT_TRANSLATE_NOOP("Notice", "{account} stored another value than this one."),
    "not_writable_there": QT_TRANSLATE_NOOP(
        "Notice", "Nobody can write this field in {account}, which holds another value: what you typed stays here."
    ),
}
"""The same where the values are names of what is not here."""

_ELSEWHERE = (
    QT_TRANSLATE_NOOP(
        "Notice",
        "{account} has this as something that cannot be named here (a lead, where only contacts can be, for example): it is "
        "left out there, and stays here.",
    ),
    QT_TRANSLATE_NOOP("Notice", "Once the lead is converted in {account}, it is named there by itself."),
)
"""The words where the account has what a reference is about, but the field cannot name it there."""

_ALIKE = QT_TRANSLATE_NOOP("Notice", "{account} stored this value in another form: {stored}.")
"""What is stored otherwise, where that is not to be seen in the two: the one that would be adopted."""

_UNKNOWN = (QT_TRANSLATE_NOOP("Notice", "{account} treats this field in its own way ({key})."), "")
_BREAK = " ¶ "
_MOST = 60
_BEFORE = 20


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice as a person reads it: what there is to know, and what can be done about it; ``help`` may be blank."""

    text: str
    help: str

    @property
    def whole(self) -> str:
        """Both in one."""
        return f"{self.text} {self.help}".rstrip()


def notice_text(row: NoticeRow) -> NoticeText:
    """The words for a notice, with the account's name and the values."""
    source, remedy = NOTICES.get(row.key, _UNKNOWN)
    if row.key == "reference_not_there" and row.data.get("elsewhere"):
        source, remedy = _ELSEWHERE
    spec = CATALOGUE[row.kind][row.field]
    stored, value = _told(spec, row.data.get("stored"), _value(row))
    if row.key in _UNNAMED and spec.targets:
        source = _UNNAMED[row.key]
    elif row.key == "stored_otherwise" and stored == value:
        source = _ALIKE
    stored, value = _apart(stored, value)
    words = {
        "account": row.account,
        "key": row.key,
        "stored": formats.quoted(stored),
        "value": formats.quoted(value),
        "command": _command(row),
    }
    return NoticeText(_translated(source).format_map(words), _translated(remedy).format_map(words))


def _value(row: NoticeRow) -> Value:
    """What a notice tells of our side."""
    match row.key:
        case "word_not_there":
            return row.data.get("value")
        case "currency_not_there":
            return row.data
        case _:
            return row.agreed


def _command(row: NoticeRow) -> str:
    """The command that pairs a word of the account's list with a value."""
    if row.key != "word_not_there":
        return ""
    word = QCoreApplication.translate("Notice", "WORD")
    place = [str(row.data[part]) for part in ("table", "kind", "name")]
    held = row.data["value"]
    pairs = (("--pair", f"{word}={each}") for each in (held if isinstance(held, list) else [held]))
    return shlex.join(["crmdesk", "mapping", row.account, "set", *place, *(part for pair in pairs for part in pair)])


def _told(spec: FieldSpec, stored: Value, value: Value) -> list[str]:
    """What the account holds and our side, each in a line, so that they can be told apart where words can do that."""
    told = formats.told_apart(spec, (stored, value))
    lines = [text.replace("\n", " ") for text in told]
    if lines[0] == lines[1]:  # they differ in their line breaks
        lines = [text.replace("\n", _BREAK) for text in told]
    return [line or formats.BLANK for line in lines]


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two texts, each cut to what shows where they differ: long ones often differ at their ends only."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))
    first = max(0, same - _BEFORE) if max(len(one), len(other)) > _MOST else 0
    return _cut(one, first), _cut(other, first)


def _cut(text: str, first: int) -> str:
    kept = text[first : first + _MOST]
    return ("…" if first else "") + kept + ("…" if first + _MOST < len(text) else "")


def _translated(source: str) -> str:
    return QCoreApplication.translate("Notice", source) if source else ""
