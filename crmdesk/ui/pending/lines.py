"""Pending changes in words, for the page and for the synchronisation's tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.store.queries.rows import Hold, PendingRow
from crmdesk.ui import formats
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import field_list, kind_label, kind_title, running
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.rows_table import Head, Line


def pending_heads() -> list[Head]:
    """The columns of what waits."""
    return [
        Head(QCoreApplication.translate("Pending", "Record"), 190, strong=True),
        Head(QCoreApplication.translate("Pending", "Account"), 130),
        Head(QCoreApplication.translate("Pending", "Change"), 0),
        Head(QCoreApplication.translate("Pending", "State"), 230, muted=True),
        Head(QCoreApplication.translate("Pending", "Since"), 104, muted=True),
    ]


def pending_lines(rows: Sequence[PendingRow]) -> list[Line]:
    """The rows of what waits."""
    return [_line(row) for row in rows]


def pending_action(row: PendingRow) -> str:
    """What helps a change on its way: decide (a conflict), what its account waits for, enable (sending), correct, send.

    An account waits for: resume (it is paused), reconnect, answer (its first sync or a review). Empty where nothing helps but
    to wait.
    """
    if row.waits_for_decision:
        return "decide"
    hold = _first_hold(row)
    if hold is not None:
        return _HELPS[hold]
    if row.held:
        return "enable"
    if row.in_flight:
        return ""
    # Sending what an account refused once more would only be refused once more, unless its words say to try again.
    return "correct" if row.problem and error_text(row.problem, {}).action in ("", "correct") else "send"


_HELPS = {
    Hold.PAUSED: "resume",
    Hold.SIGNED_OUT: "reconnect",
    Hold.ARRIVING: "",
    Hold.QUESTION: "answer",
    Hold.REVIEW: "answer",
}


def _first_hold(row: PendingRow) -> Hold | None:
    """What is to be told of what holds a change: what holds the whole account, then that sending is off, then a review."""
    return None if row.hold is Hold.REVIEW and row.held else row.hold


def goes_next(row: PendingRow) -> bool:
    """Whether the next synchronisation sends any of it."""
    return not (row.held or row.hold or row.waits_for_decision)


def _line(row: PendingRow) -> Line:
    icon, tone, state = _state(row)
    name = row.name or kind_label(row.kind)
    since = formats.ago(row.since) if row.since else formats.BLANK
    action = {
        "": "",
        "decide": QCoreApplication.translate("Pending", "Decide"),
        "resume": QCoreApplication.translate("Pending", "Go on"),
        "reconnect": QCoreApplication.translate("Pending", "Reconnect"),
        "answer": QCoreApplication.translate("Pending", "Look at it"),
        "enable": QCoreApplication.translate("Pending", "Switch on"),
        "correct": QCoreApplication.translate("Pending", "Correct"),
        "send": QCoreApplication.translate("Pending", "Send now"),
    }[pending_action(row)]
    texts = (name, row.account, _change(row), state, since)
    return Line(row, icon, tone, state, texts, action, (row.record, row.connection))


def _change(row: PendingRow) -> str:
    match row.verb:
        case "create" if row.adds:
            words = QCoreApplication.translate("Pending", "Entry among the account’s {kind}")
            return words.format(kind=running(kind_title(row.kind)))
        case "create":
            return QCoreApplication.translate("Pending", "New: {kind}").format(kind=running(kind_label(row.kind)))
        case "delete":
            return QCoreApplication.translate("Pending", "Deletion")
        case _:
            # Where it is asked whether the record exists, the edits that wait for the answer say more than the question.
            named = row.fields or [name for name in row.contested if name != EXISTENCE] or row.contested
            return field_list(named)


def _state(row: PendingRow) -> tuple[str, Tone, str]:
    if row.waits_for_decision:
        return "git-compare", Tone.CONFLICT, QCoreApplication.translate("Pending", "Waits for your decision")
    if row.problem:
        return "alert-triangle", Tone.CONFLICT, error_text(row.problem, {}).title
    hold = _first_hold(row)
    if hold is not None:
        return _hold_state(hold)
    if row.held:
        return "clock-pause", Tone.PENDING, QCoreApplication.translate("Pending", "Not sent: sending is off")
    if row.in_flight:
        return "refresh", Tone.ACCENT, QCoreApplication.translate("Pending", "On its way")
    return "clock-up", Tone.PENDING, QCoreApplication.translate("Pending", "With the next synchronisation")


def _hold_state(hold: Hold) -> tuple[str, Tone, str]:
    match hold:
        case Hold.PAUSED:
            return "player-pause", Tone.PENDING, QCoreApplication.translate("Pending", "Not sent: account paused")
        case Hold.SIGNED_OUT:
            return "login", Tone.CONFLICT, QCoreApplication.translate("Pending", "Not sent: sign-in needed")
        case Hold.ARRIVING:
            return "clock", Tone.PENDING, QCoreApplication.translate("Pending", "After the first synchronisation")
        case Hold.QUESTION:
            return "help-circle", Tone.ACCENT, QCoreApplication.translate("Pending", "Waits for your answer")
        case Hold.REVIEW:
            return "alert-triangle", Tone.CONFLICT, QCoreApplication.translate("Pending", "Waits for your review")
