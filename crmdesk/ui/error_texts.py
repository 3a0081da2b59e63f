"""Every error key in words: what happened, what to do, and the action that helps."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.close_names import close_names
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.reviews import Answer
from crmdesk.ui import formats
from crmdesk.ui.error_words import CLOSEST, ERRORS, FIELDS, ONLY_STATUS, UNKNOWN
from crmdesk.ui.error_words.system import SYSTEM
from crmdesk.ui.error_words.typed import TYPED
from crmdesk.ui.field_texts import field_label, kind_label, object_label
from crmdesk.ui.option_texts import consent_channel, consent_state, option_label
from crmdesk.ui.sync.review_texts import answer_text

OFFLINE_KEYS = frozenset({"unreachable", "host_unknown", "certificate_refused", "tls_failed"})
"""Keys that mean: nothing was sent, because the account could not be reached."""


_LIMITS = {"DAILY": "quota_spent", "BLOCKED": "account_blocked"}
"""Limits that are no matter of seconds, by the word that the providers have for them (``Wait.policy``): their words."""

WHOLE = "{}"
"""The place of a fault that is about a file as a whole, as ``commands/mapping_file.py`` tells it."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error as a person reads it.

    ``action`` is retry, correct, reconnect, accounts, settings, recover, or empty where only reading helps.
    """

    title: str
    text: str
    action: str = ""

    @property
    def sentences(self) -> str:
        """The title and the text in one line; a title that asks something ends itself."""
        return f"{self.title} {self.text}" if self.title.endswith("?") else f"{self.title}. {self.text}"


def error_text(key: str, data: Mapping[str, Any], *, typed: bool = False) -> ErrorText:
    """The words for an error. Its data fill the placeholders; what is missing there is shown as an ellipsis.

    ``typed``: for a person at the command line, who has typed the ids that the error is about.
    """
    if key == "value_refused" and data.get("owner_name"):
        key = "owner_refused"
    if key == "not_allowed":
        key = _not_allowed(data)
    if key == "rate_limited":
        key = _LIMITS.get(str(data.get("policy")), key)
    title, text, action = ERRORS.get(key, UNKNOWN)
    text = TYPED.get(key, text) if typed else text
    filled = _Filled(key, data)
    whole = _translated(text).format_map(filled)
    further = _fields_there_are(data) if key == "unknown_field" else _closest(data.get("closest"))
    return ErrorText(_translated(title).format_map(filled), f"{whole} {further}".rstrip(), action)


def _not_allowed(data: Mapping[str, Any]) -> str:
    """The key of the words that say the most of what an account does not allow."""
    if data.get("lacking"):
        return "scope_missing"
    return "objects_not_allowed" if data.get("objects") else "not_allowed"


class _Filled(dict[str, str]):
    """The data of an error as texts: fields by their word, durations and numbers in the language of the window."""

    def __init__(self, key: str, data: Mapping[str, Any]) -> None:
        super().__init__({name: _shown(name, value) for name, value in data.items()}, key=key)
        if not str(data.get("vendor_words") or "").strip(" ."):
            self |= _instead_of_words(data)
        if data.get("errno") in SYSTEM:
            self["reason"] = _translated(SYSTEM[data["errno"]])
        if key == "mapping_file_wrong":
            self["faults"] = formats.parted([_fault(each) for each in json.loads(data["faults"])])
        if key == "value_not_an_option":
            self["options"] = ", ".join(_options(data))
        if key == "reference_ambiguous":
            self["records"] = formats.parted([_told_apart(*each) for each in json.loads(data["records"])])
        if key == "review_decided":
            self["answer"] = answer_text(
                Answer(data["answer"]), sending=data["sending"], first_sync=data.get("first_sync", False)
            )

    def __missing__(self, key: str) -> str:
        return "…"


def _closest(names: str | None) -> str:
    return _translated(CLOSEST).format(names=names) if names else ""


def _fields_there_are(data: Mapping[str, Any]) -> str:
    """The fields much like what was typed for one that there is not; where nothing is like it, all that its kind has."""
    kinds = [Kind(data["kind"])] if data.get("kind") else RECORD_KINDS
    labels = {name: field_label(name) for kind in kinds for name in CATALOGUE[kind]}
    close = close_names(str(data.get("field", "")), labels)
    told = ", ".join(f"{name} ({labels[name]})" for name in close or labels)
    if close:
        return _closest(told)
    return _translated(FIELDS).format(names=told) if data.get("kind") else ""


def _instead_of_words(data: Mapping[str, Any]) -> dict[str, str]:
    """The most there is to tell where the account says nothing in words: its code, the field that it is about, its status."""
    named = data.get("vendor_error") or data.get("remote_field")
    if isinstance(named, str):
        return {"vendor_words": formats.quoted(named)}
    if isinstance(data.get("status"), int):
        return {"vendor_words": _translated(ONLY_STATUS).format(status=data["status"])}
    return {}


def _fault(fault: Mapping[str, Any]) -> str:
    """What is wrong with a file, and at which place where it is not the whole."""
    wrong = error_text(fault["reason"], fault["data"]).text.rstrip(".")
    return wrong if fault["place"] == WHOLE else formats.labelled(fault["place"], wrong)


def _options(data: Mapping[str, Any]) -> list[str]:
    """The choices of a field in the words that are shown for them, each once; an account's own as it calls them (``labels``)."""
    options = tuple(str(data.get("options", "")).split(", "))
    labels = json.loads(data.get("labels", "{}"))
    words = (labels.get(each) or option_label(str(data.get("field")), each, options) for each in options)
    # Several accounts call theirs alike.
    return list(dict.fromkeys(words))


def _told_apart(record: str, *about: str) -> str:
    return f"{record} ({', '.join(about)})" if about else record


def _shown(name: str, value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, str):
        return _text(name, value)
    if name.endswith("_s") and isinstance(value, (int, float)):
        return formats.duration(max(1, round(value)))
    if isinstance(value, bool):
        return formats.yes_no(value)
    # A port is a number that names something: no quantity, so its digits stay together.
    return formats.number(value) if isinstance(value, int) and name != "port" else str(value)


def _text(name: str, value: str) -> str:
    if name in _SEVERAL:
        return ", ".join(map(_SEVERAL[name], value.split(", ")))
    if name == "vendor_words" or (name == "reason" and (" " in value or not value)):
        # Words of others, often in English: quoted behind our sentence, never part of it. The sentence ends itself.
        return formats.quoted(value.rstrip(" .")) if value.strip(" .") else "…"
    if name == "day":
        return formats.day(value)
    return formats.moment(value) if name.endswith("_at") else value


def _kind(name: str) -> str:
    return kind_label(Kind(name)) if name in set(Kind) else name


def _typed_word(word: Callable[[str], str]) -> Callable[[str], str]:
    """The word for a value that is typed as it is, with that."""
    return lambda value: word(value) if word(value).casefold() == value else f"{word(value)} ({value})"


_SEVERAL: Mapping[str, Callable[[str], str]] = {
    "field": field_label,
    "fields": field_label,
    "kind": _typed_word(_kind),
    "kinds": _kind,
    "objects": object_label,
    "states": _typed_word(consent_state),
    "channels": _typed_word(consent_channel),
}
"""What is told by words of ours, one or several, by its name in the data."""


def _translated(source: str) -> str:
    return QCoreApplication.translate("Error", source)
