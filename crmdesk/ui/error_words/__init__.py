"""The table of error keys, by where errors come from: title, what happened and what to do, the action that helps."""

from __future__ import annotations

from crmdesk.ui.error_words import (
    accounts,
    computer,
    decisions,
    exchanges,
    inputs,
    mapping,
    references,
    refusals,
    sheets,
    signing_in,
)
from crmdesk.ui.marked import QT_TRANSLATE_NOOP

ERRORS: dict[str, tuple[str, str, str]] = {
    **inputs.WORDS,
    **references.WORDS,
    **decisions.WORDS,
    **accounts.WORDS,
    **refusals.WORDS,
    **exchanges.WORDS,
    **computer.WORDS,
    **sheets.WORDS,
    **mapping.WORDS,
    **signing_in.WORDS,
}
"""Key → title, text, action."""

UNKNOWN = (
    QT_TRANSLATE_NOOP("Error", "Something went wrong"),
    QT_TRANSLATE_NOOP("Error", "Something went wrong ({key}). Nothing you typed is lost."),
    "",
)
"""For a key that has no words of its own."""

CLOSEST = QT_TRANSLATE_NOOP("Error", "Closest names: {names}.")
"""Follows the text about a name that there is not, where there are names much like it."""

FIELDS = QT_TRANSLATE_NOOP("Error", "The fields are: {names}.")
"""Follows the text about a field that there is not, where nothing is like it."""

ONLY_STATUS = QT_TRANSLATE_NOOP("Error", "status {status}")
"""In place of an account's words, where it sent nothing but the status of its answer."""
