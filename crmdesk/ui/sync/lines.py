"""Problems, runs and notices in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.values import Value
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.queries.rows import ConnectionRow, ProblemRow, RunRow
from crmdesk.ui import formats
from crmdesk.ui.adopting import adopt_words
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.notice_texts import notice_text
from crmdesk.ui.plurals import Plural
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.rows_table import Head, Line

WHOLE_ACCOUNT = 0
"""The number of a problem that no record has: what stopped the last run of an account."""


def with_failing_accounts(
    problems: Sequence[ProblemRow], accounts: Sequence[ConnectionRow], runs: Sequence[RunRow]
) -> list[ProblemRow]:
    """The problems, and before them one for each account that does not work, unless it is told among them already."""
    told = {(each.connection, each.key) for each in problems if each.record is None}
    failing = [
        _failing(account, *account.failure, runs)
        for account in accounts
        if account.failure is not None and account.state != "paused" and (account.id, account.failure[0]) not in told
    ]
    return [*failing, *problems]


def _failing(account: ConnectionRow, key: str, data: Mapping[str, Value], runs: Sequence[RunRow]) -> ProblemRow:
    at = next((run.ended_at or run.started_at for run in runs if run.connection == account.id and run.error), "")
    return ProblemRow(
        id=WHOLE_ACCOUNT,
        connection=account.id,
        account=account.name,
        record=None,
        kind=None,
        name="",
        field=None,
        verb=None,
        key=key,
        data=data,
        first_at=at,
        last_at=at,
        times=1,
        next_try=None,
    )


def problem_heads() -> list[Head]:
    """The columns of problems."""
    return [
        Head(QCoreApplication.translate("Problem", "Time"), 104, muted=True),
        Head(QCoreApplication.translate("Problem", "Record"), 166, strong=True),
        Head(QCoreApplication.translate("Problem", "Where"), 176),
        Head(QCoreApplication.translate("Problem", "What happened, what to do"), 0),
        Head(QCoreApplication.translate("Problem", "Next try"), 136, muted=True),
    ]


def problem_lines(rows: Sequence[ProblemRow]) -> list[Line]:
    """The rows of problems."""
    return [_problem(row) for row in rows]


def problem_action(row: ProblemRow) -> str:
    """What helps against a problem: reconnect, correct or retry."""
    action = error_text(row.key, row.data).action
    if action == "reconnect":
        return "reconnect"
    corrected = action == "correct" or row.next_try is None
    return "correct" if row.record is not None and corrected else "retry"


def verb_text(verb: str | None) -> str:
    """What was being done, in a word."""
    match verb:
        case "read":
            return QCoreApplication.translate("Problem", "reading")
        case "create" | "update" | "write":
            return QCoreApplication.translate("Problem", "sending")
        case "delete":
            return QCoreApplication.translate("Problem", "deleting")
        case _:
            return QCoreApplication.translate("Problem", "access")


def _problem(row: ProblemRow) -> Line:
    text = error_text(row.key, row.data)
    # What stopped a whole run, whether it is stored as a problem or not: the worker comes back to the account.
    by_itself = row.record is None and row.verb is None and problem_action(row) == "retry"
    waits = row.next_try is not None or by_itself
    name = row.name or (kind_label(row.kind) if row.kind else QCoreApplication.translate("Problem", "Whole account"))
    where = f"{row.account} · {field_label(row.field) if row.field else verb_text(row.verb)}"
    action = {
        "reconnect": QCoreApplication.translate("Problem", "Reconnect"),
        "correct": QCoreApplication.translate("Problem", "Correct"),
        "retry": QCoreApplication.translate("Problem", "Try now"),
    }[problem_action(row)]
    state = (
        QCoreApplication.translate("Problem", "tried again by itself")
        if waits
        else QCoreApplication.translate("Problem", "needs you")
    )
    next_try = (
        QCoreApplication.translate("Problem", "by itself")
        if by_itself
        else QCoreApplication.translate("Problem", "up to you")
    )
    if row.next_try:
        next_try = formats.ahead(row.next_try)
    when = formats.moment(row.last_at) if row.last_at else formats.BLANK
    icon, tone = ("clock", Tone.PENDING) if waits else ("alert-triangle", Tone.CONFLICT)
    return Line(row, icon, tone, state, (when, name, where, text.text, next_try), action, (row.id, row.connection))


def run_heads() -> list[Head]:
    """The columns of the journal."""
    return [
        Head(QCoreApplication.translate("Run", "Time"), 120, muted=True),
        Head(QCoreApplication.translate("Run", "Account"), 160, strong=True),
        Head(QCoreApplication.translate("Run", "Result"), 0),
        Head(QCoreApplication.translate("Run", "Duration"), 90, muted=True),
    ]


def run_lines(rows: Sequence[RunRow]) -> list[Line]:
    """The rows of the journal."""
    return [_run(row) for row in rows]


def _run(row: RunRow) -> Line:
    icon, tone, state = _run_state(row.status)
    took = formats.BLANK
    if row.ended_at:
        span = formats.local(row.started_at).secsTo(formats.local(row.ended_at))
        took = formats.duration(max(1, span))
    result = error_text(*row.error).text if row.error else _counts(row)
    return Line(
        row,
        icon,
        tone,
        state,
        (formats.moment(row.started_at), row.account, f"{state} · {result}" if result else state, took),
        QCoreApplication.translate("Run", "Take back…") if can_be_taken_back(row) else "",
        row.id,
    )


def can_be_taken_back(row: RunRow) -> bool:
    """Whether a run is over and did anything here; what one had done that a crash ended, nobody has counted."""
    did = row.counts.get("applied") or row.counts.get("decided")
    return bool(row.ended_at and (did or row.status == "interrupted"))


def _run_state(state: str) -> tuple[str, Tone, str]:
    match state:
        case "done":
            return "circle-check", Tone.DONE, QCoreApplication.translate("Run", "Done")
        case "failed":
            return "alert-triangle", Tone.CONFLICT, QCoreApplication.translate("Run", "Failed")
        case "cancelled":
            return "player-stop", Tone.MUTED, QCoreApplication.translate("Run", "Stopped")
        case "busy":
            return "clock", Tone.PENDING, QCoreApplication.translate("Run", "Busy")
        case "interrupted":
            return "player-stop", Tone.MUTED, QCoreApplication.translate("Run", "Interrupted")
        case _:
            return "refresh", Tone.COMPUTER, QCoreApplication.translate("Run", "Running")


def _counts(row: RunRow) -> str:
    """What a run did; nothing of one that goes on, or that a crash ended before it was counted."""
    if not row.counts:
        return ""
    get = row.counts.get
    parts = [
        Plural().brought(get("applied", 0))
        if get("applied")
        else QCoreApplication.translate("Run", "nothing new there"),
        Plural().sent(get("pushed", 0)),
    ]
    if get("merged"):
        parts.append(Plural().merged(get("merged", 0)))
    if get("conflicts_opened"):
        parts.append(Plural().conflicts(get("conflicts_opened", 0)))
    if get("decided"):
        parts.append(Plural().decided(get("decided", 0)))
    if get("held"):
        parts.append(Plural().held(get("held", 0)))
    if get("feed_misses"):
        parts.append(Plural().found_late(get("feed_misses", 0)))
    return ", ".join(parts)


def notice_heads() -> list[Head]:
    """The columns of notices."""
    return [
        Head(QCoreApplication.translate("Notice", "Time"), 104, muted=True),
        Head(QCoreApplication.translate("Notice", "Record"), 166, strong=True),
        Head(QCoreApplication.translate("Notice", "Where"), 176),
        Head(QCoreApplication.translate("Notice", "Good to know"), 0),
    ]


def notice_lines(rows: Sequence[NoticeRow]) -> list[Line]:
    """The rows of notices."""
    state = QCoreApplication.translate("Notice", "for your information")
    return [
        Line(
            row,
            "info-circle",
            Tone.MUTED,
            state,
            (
                formats.moment(row.at),
                row.name or kind_label(row.kind),
                f"{row.account} · {field_label(row.field)}",
                notice_text(row).whole,
            ),
            adopt_words() if row.can_be_adopted else "",
            row.id,
        )
        for row in rows
    ]
