"""The card with problems, journal, what waits and what there is to know, one tab each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.queries.rows import PendingRow, ProblemRow, RunRow
from crmdesk.ui import formats
from crmdesk.ui.live import Live
from crmdesk.ui.pending.lines import pending_heads, pending_lines
from crmdesk.ui.sync.lines import notice_heads, notice_lines, problem_heads, problem_lines, run_heads, run_lines
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import line, row
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.widgets.rows_table import RowsTable
from crmdesk.ui.widgets.tabs import Tabs

_LEAST_HEIGHT = 184
"""What the table keeps before the page has to scroll as well: four rows or so; more of them scroll inside."""
_NOTHING_HEIGHT = 220
_NOTICES = 3


class SyncTables(Live, QFrame):
    """``acted`` and ``opened`` give the row whose button was pressed or that was opened.

    It is a ProblemRow, RunRow, PendingRow or NoticeRow. The tab of notices is there only where there are any.
    """

    acted = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._problems: Sequence[ProblemRow] = ()
        self._runs: Sequence[RunRow] = ()
        self._pending: Sequence[PendingRow] = ()
        self._notices: Sequence[NoticeRow] = ()
        self.tabs = Tabs(lambda: self.tr("Problems, journal, pending, notices"), _NOTICES + 1)
        self.table = RowsTable(least_height=_LEAST_HEIGHT)
        self.table.acted.connect(self.acted)
        self.table.opened.connect(self.opened)
        self._nothing = EmptyState("circle-check", self._nothing_text)
        self._nothing.setMaximumHeight(_NOTHING_HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 5, 1, 1)
        box.setSpacing(0)
        box.addLayout(row(self.tabs, None, edges=(tokens.GROUP_GAP, 0, 0, 0)))
        for widget in (line(), self.table, self._nothing):
            box.addWidget(widget)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMaximumSize)
        self.tabs.currentChanged.connect(self.relive)
        self.relive()

    def show_rows(
        self,
        problems: Sequence[ProblemRow],
        runs: Sequence[RunRow],
        pending: Sequence[PendingRow],
        notices: Sequence[NoticeRow] = (),
    ) -> None:
        """Show these rows."""
        self._problems, self._runs, self._pending, self._notices = problems, runs, pending, notices
        self.relive()

    def relive(self) -> None:
        """Time went by, another tab was chosen, or the language changed."""
        titles = (
            (self.tr("Problems"), len(self._problems)),
            (self.tr("Journal"), 0),
            (self.tr("Pending"), len(self._pending)),
            (self.tr("Notices"), 0),
        )
        self.tabs.setTabVisible(_NOTICES, bool(self._notices))
        for number, (title, count) in enumerate(titles):
            self.tabs.setTabText(number, f"{title} {formats.number(count)}" if count else title)
        match self.tabs.currentIndex():
            case 1:
                heads, lines = run_heads(), run_lines(self._runs)
            case 2:
                heads, lines = pending_heads(), pending_lines(self._pending)
            case 3:
                heads, lines = notice_heads(), notice_lines(self._notices)
            case _:
                heads, lines = problem_heads(), problem_lines(self._problems)
        if self.table.hasFocus() and not lines:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # the last line is gone, and the table with it
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._nothing.sentence.setText(self._nothing_text())
        self.table.show_lines(heads, lines)
        self.table.setAccessibleName(titles[max(0, self.tabs.currentIndex())][0])

    def _nothing_text(self) -> str:
        match self.tabs.currentIndex():
            case 1:
                return self.tr("No synchronisation yet. “Synchronise all” above begins one.")
            case 2:
                return self.tr("Everything has been sent. What you change waits here until it is.")
            case _:
                return self.tr("No problem. Everything that was tried has worked.")
