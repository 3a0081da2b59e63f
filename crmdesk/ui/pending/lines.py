"""Pending changes in words, for the page and for the synchronisation's tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.store.queries.rows import PendingRow
from crmdesk.ui import formats
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import field_label, kind_label
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


def _line(row: PendingRow) -> Line:
    icon, tone, state = _state(row)
    name = row.name or kind_label(row.kind)
    since = formats.ago(row.since) if row.since else formats.BLANK
    if row.held:
        action = QCoreApplication.translate("Pending", "Switch on")
    elif row.in_flight:
        action = ""
    else:
        action = QCoreApplication.translate("Pending", "Send now")
    return Line(row, icon, tone, state, (name, row.account, _change(row), state, since), action)


def _change(row: PendingRow) -> str:
    match row.verb:
        case "create":
            return QCoreApplication.translate("Pending", "New: {kind}").format(kind=kind_label(row.kind).lower())
        case "delete":
            return QCoreApplication.translate("Pending", "Deletion")
        case _:
            labels = [field_label(field) for field in row.fields]
            return ", ".join([*labels[:1], *(label.lower() for label in labels[1:])])


def _state(row: PendingRow) -> tuple[str, Tone, str]:
    if row.problem:
        return "alert-triangle", Tone.CONFLICT, error_text(row.problem, {}).title
    if row.held:
        return "clock-pause", Tone.PENDING, QCoreApplication.translate("Pending", "Not sent: sending is off")
    if row.in_flight:
        return "refresh", Tone.ACCENT, QCoreApplication.translate("Pending", "On its way")
    return "clock-up", Tone.PENDING, QCoreApplication.translate("Pending", "With the next synchronisation")
