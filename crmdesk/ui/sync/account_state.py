"""The state of an account in words, with its icon."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui import formats
from crmdesk.ui.error_texts import OFFLINE_KEYS, error_text
from crmdesk.ui.plurals import Plural
from crmdesk.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class AccountState:
    """What an account's card says: icon, tone, one word and one line; ``help`` is reconnect, resume, retry or empty."""

    icon: str
    tone: Tone
    title: str
    line: str
    help: str = ""


def account_state(row: ConnectionRow, *, running: bool) -> AccountState:  # noqa: PLR0911 - one return a case
    """The state of an account; a run that goes on comes first."""
    last = (
        formats.ago(row.last_success)
        if row.last_success
        else QCoreApplication.translate("Account", "never synchronised")
    )
    if running:
        return AccountState("refresh", Tone.COMPUTER, QCoreApplication.translate("Account", "Synchronising"), last)
    if row.state == "sign_in":
        return AccountState(
            "alert-triangle", Tone.CONFLICT, QCoreApplication.translate("Account", "Sign-in needed"), last, "reconnect"
        )
    if row.state == "paused":
        return AccountState("player-pause", Tone.MUTED, QCoreApplication.translate("Account", "Paused"), last, "resume")
    if row.failure is not None:
        key, data = row.failure
        offline = key in OFFLINE_KEYS
        text = error_text(key, data)
        return AccountState(
            "cloud-off" if offline else "alert-triangle",
            Tone.PENDING if offline else Tone.CONFLICT,
            text.title,
            last,
            "retry",
        )
    if row.last_success is None:
        return AccountState("clock", Tone.MUTED, QCoreApplication.translate("Account", "Waiting"), last)
    if row.problems:
        title = Plural().problems(row.problems)
        return AccountState("alert-triangle", Tone.PENDING, title, last)
    return AccountState("circle-check", Tone.DONE, QCoreApplication.translate("Account", "Up to date"), last)
