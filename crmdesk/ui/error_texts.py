"""Every error key in words: what happened, what to do, and the action that helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from crmdesk.ui import formats
from crmdesk.ui.error_words import ERRORS, UNKNOWN
from crmdesk.ui.field_texts import field_label

OFFLINE_KEYS = frozenset({"unreachable", "host_unknown", "certificate_refused", "tls_failed"})
"""Keys that mean: nothing was sent, because the account could not be reached."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error as a person reads it. ``action`` is retry, reconnect, accounts, settings, or empty where only reading helps."""

    title: str
    text: str
    action: str = ""


def error_text(key: str, data: Mapping[str, Any]) -> ErrorText:
    """The words for an error. Its data fill the placeholders; what is missing there is shown as an ellipsis."""
    title, text, action = ERRORS.get(key, UNKNOWN)
    filled = _Filled(key, data)
    return ErrorText(_translated(title).format_map(filled), _translated(text).format_map(filled), action)


class _Filled(dict[str, str]):
    """The data of an error as texts: fields by their word, durations and numbers in the language of the window."""

    def __init__(self, key: str, data: Mapping[str, Any]) -> None:
        super().__init__({name: _shown(name, value) for name, value in data.items()}, key=key)

    def __missing__(self, key: str) -> str:
        return "…"


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
    if name == "field":
        return field_label(value)
    if name == "vendor_words":
        return value.rstrip(" .")  # the sentence around them ends itself
    return formats.moment(value) if name.endswith("_at") else value


def _translated(source: str) -> str:
    return QCoreApplication.translate("Error", source)
