"""The state of an account in words, with its icon."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.first_sync import FirstSync
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui import formats
from crmdesk.ui.error_texts import OFFLINE_KEYS, error_text
from crmdesk.ui.plurals import Plural
from crmdesk.ui.theme.tokens import Tone

PART = " · "
"""What stands between the parts of a line."""


@dataclass(frozen=True, slots=True)
class AccountState:
    """What an account's card says: icon, tone, one word and one line, whose first part says when it was synchronised."""

    icon: str
    tone: Tone
    title: str
    line: str


def account_state(row: ConnectionRow, *, running: bool) -> AccountState:
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
            "alert-triangle", Tone.CONFLICT, QCoreApplication.translate("Account", "Sign-in needed"), last
        )
    if row.state == "paused":
        held = [Plural().changes_held(row.pending)] if row.pending else []
        line = PART.join([last, *held])
        return AccountState("player-pause", Tone.MUTED, QCoreApplication.translate("Account", "Paused"), line)
    if row.failure is not None:
        key, data = row.failure
        offline = key in OFFLINE_KEYS
        text = error_text(key, data)
        return AccountState(
            "cloud-off" if offline else "alert-triangle",
            Tone.PENDING if offline else Tone.CONFLICT,
            text.title,
            last,
        )
    return (
        _begins(row, last)
        or _open(row, last)
        or AccountState("circle-check", Tone.DONE, QCoreApplication.translate("Account", "Up to date"), last)
    )


def _begins(row: ConnectionRow, last: str) -> AccountState | None:
    """An account that was never synchronised; where its first sync asks, that is a question, and nothing that is wrong."""
    waiting = QCoreApplication.translate("Account", "Waiting")
    if row.first_sync is not FirstSync.ASKING:
        return None if row.last_success else AccountState("clock", Tone.MUTED, waiting, last)
    words = QCoreApplication.translate("Account", "first synchronisation")
    line = PART.join([words, *([Plural().changes_held(row.pending)] if row.pending else [])])
    if row.reviews:
        title = QCoreApplication.translate("Account", "Waits for your answer")
        return AccountState("help-circle", Tone.ACCENT, title, line)
    return AccountState("clock", Tone.MUTED, waiting, line)


def failure_text(row: ConnectionRow) -> str:
    """Why an account does not work and what to do about it; empty while it works, or is paused.

    What the vendor says itself stands behind it, quoted: it is seldom in the language of the window.
    """
    if row.state == "paused" or (row.state != "sign_in" and row.failure is None):
        return ""
    key, data = row.failure or ("not_signed_in", {})
    text = error_text(key, data)
    told = text.text if text.title == account_state(row, running=False).title else text.sentences
    words = str(data.get("vendor_words") or "").rstrip(" .")
    if not words or words in told:
        return told
    return QCoreApplication.translate("Account", "{told} The account says: “{words}”.").format(told=told, words=words)


def _open(row: ConnectionRow, last: str) -> AccountState | None:
    """What is open, the gravest first: never "up to date" while a person has something to decide or something is not sent."""
    plural = Plural()
    held = not row.sending
    found = [
        ("alert-triangle", Tone.CONFLICT, plural.reviews(row.reviews), row.reviews),
        ("git-compare", Tone.CONFLICT, plural.conflicts_to_decide(row.conflicts), row.conflicts),
        ("alert-triangle", Tone.PENDING, plural.problems(row.problems), row.problems),
        ("clock-pause" if held else "clock-up", Tone.PENDING, _waiting(row.pending, held=held), row.pending),
    ]
    known = [(icon, tone, words) for icon, tone, words, number in found if number]
    if not known:
        return None
    (icon, tone, title), *rest = known
    return AccountState(icon, tone, title, PART.join([last, *(words for _, _, words in rest)]))


def _waiting(number: int, *, held: bool) -> str:
    return Plural().changes_held(number) if held else Plural().changes_not_sent(number)
