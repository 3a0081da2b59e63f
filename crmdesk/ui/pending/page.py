"""The page of what waits: for which account, held or refused and why, and the ways to send it now or to give it up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import PendingRow
from crmdesk.ui import formats
from crmdesk.ui.field_texts import kind_label
from crmdesk.ui.pending.helping import help_on
from crmdesk.ui.pending.lines import goes_next, pending_action, pending_heads, pending_lines
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, column, frame, row
from crmdesk.ui.widgets.page_frame import PageFrame, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.widgets.rows_table import RowsTable
from crmdesk.ui.workbench import Message, Workbench


class PendingPage(PageFrame):
    """Everything that the accounts do not have yet."""

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(workbench, parent)
        self._rows: list[PendingRow] = []
        """What is listed: of each account the first of what waits, where that is much."""
        self._waiting = self._held = 0
        self._count = Label("", "muted")
        self._send = Button(lambda: self.tr("Send all now"), "upload", "main")
        self._send.clicked.connect(lambda: self._tasks.start(self._send_all(), "send"))
        self._discard = Button(lambda: self.tr("Discard"), "arrow-back-up")
        self._discard.clicked.connect(self.discard)
        self.table = RowsTable()
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.discard)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_discard())
        self.table.acted.connect(self._act)
        self.table.opened.connect(lambda each: workbench.open_record.emit(each.record))
        self.live(self.table.setAccessibleName, lambda: self.tr("Pending changes"))
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.table)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMaximumSize)
        filled = QWidget()
        inner = column()
        inner.addWidget(card, 1000)
        inner.addStretch(1)
        filled.setLayout(inner)
        back = Button(lambda: self.tr("Back to the leads"), "arrow-left")
        back.clicked.connect(lambda: workbench.go.emit("lead"))
        empty = EmptyState(
            "circle-check",
            lambda: self.tr("Nothing waits to be sent. What you change is shown here until it is sent."),
            back,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        edge = tokens.PAGE_EDGE
        head = row(page_title(lambda: self.tr("Pending")), 2, self._count, None, self._discard, self._send)
        outer = column(head, gap=tokens.GROUP_GAP, edges=(edge, tokens.GAP + 6, edge, edge))
        outer.addWidget(self._stack, 1)
        self.setLayout(outer)
        workbench.bridge.changed.connect(self._changed)

    def begin(self) -> None:
        """The page is shown: read what waits."""
        self._tasks.refresh("read", self._read)

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        return [self.table]

    def relive(self) -> None:
        """Say everything again."""
        self._show()

    async def _read(self) -> None:
        rows, totals = await self._bench.desk.read(lambda reader: (status.pending(reader), status.totals(reader)))
        self._rows, self._waiting, self._held = list(rows), totals.pending, totals.held
        self._show()

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self._send.setVisible(any(goes_next(each) for each in self._rows))
        self._count.setText(self._count_text())
        self.table.show_lines(pending_heads(), pending_lines(self._rows))
        if self._rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.rows.index(0, 1))
        self._show_discard()

    def _count_text(self) -> str:
        """How much waits, as the status bar says it, and how much of that is listed."""
        if not self._rows:
            return ""
        words = [self.tr("%Ln change(s)", "", self._waiting)]
        if self._held:
            words.append(self.tr("%Ln with sending switched off", "", self._held))
        if len(self._rows) < self._waiting:
            shown = QCoreApplication.translate("PairsView", "{shown} of {count} are shown.")
            words.append(shown.format(shown=formats.number(len(self._rows)), count=formats.number(self._waiting)))
        return " · ".join(words)

    def current(self) -> PendingRow | None:
        """The change of the current line."""
        at = self.table.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def discard(self) -> None:
        """Give up the change of the current line; it can be undone."""
        each = self.current()
        if each is not None and _can_be_given_up(each):
            self._tasks.once(f"discard {each.record} {each.connection}", partial(self._give_up, each))

    async def _give_up(self, each: PendingRow) -> None:
        name = each.name or kind_label(each.kind)
        with self._bench.storing():
            change = await self._bench.desk.discard(each.record, each.connection)
            take_back = self._bench.changed(change, self.tr("discarding changes of {name}").format(name=name))
        text = self.tr("The changes of “{name}” for {account} were discarded.").format(name=name, account=each.account)
        self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
        await self._read()

    def _show_discard(self) -> None:
        each = self.current()
        self._discard.setVisible(bool(self._rows))
        self._discard.setEnabled(each is not None and _can_be_given_up(each))
        self._discard.setToolTip(self._discard_text())

    def _discard_text(self) -> str:
        each = self.current()
        if each is not None and each.waits_for_decision:
            return self.tr("A conflict asks about this change: it is given up or kept there")
        return self.tr("The record takes the values that the account holds (Del)")

    def _act(self, each: PendingRow) -> None:
        self._tasks.start(self._help_on(each), "help")

    async def _send_all(self) -> None:
        """Send everything, what was refused until something was put right there with it."""
        for each in list(self._rows):
            if each.problem and pending_action(each) == "send":
                await help_on(self.window(), self._bench, each)
        self._bench.desk.sync(None)

    async def _help_on(self, each: PendingRow) -> None:
        await help_on(self.window(), self._bench, each)
        if self.isVisible():
            self.begin()

    def _changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and (changes.pending or changes.problems or changes.connections or changes.conflicts):
            self.begin()


def _can_be_given_up(row: PendingRow) -> bool:
    """Whether a change can be given up here: not on its way, and not while a conflict asks what becomes of it."""
    return not (row.in_flight or row.waits_for_decision)
