"""The accounts page: one card for each, and the way to connect another."""

from __future__ import annotations

from collections.abc import Awaitable

from PySide6.QtWidgets import QStackedWidget, QWidget

from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.events import ChangeSet
from crmdesk.store.queries import leaving, status
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.accounts.account_controls import AccountControls
from crmdesk.ui.accounts.disconnect_dialog import DisconnectDialog
from crmdesk.ui.accounts.disconnecting import disconnect
from crmdesk.ui.accounts.sending_dialog import SendingDialog
from crmdesk.ui.dialogs import ask
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, clear, column, row
from crmdesk.ui.widgets.page_frame import PageFrame, PageScroll, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Workbench

_WIDEST = 852


class AccountsPage(PageFrame):
    """All accounts."""

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(workbench, parent)
        self.accounts: list[ConnectionRow] = []
        self._shown: dict[str, AccountControls] = {}
        self._away: set[str] = set()
        """The accounts that are just being disconnected."""
        self._count = Label("", "muted")
        connect = Button(lambda: self.tr("Connect an account"), "plus", "main")
        connect.clicked.connect(lambda: workbench.go.emit("connect"))
        self._cards = column(gap=tokens.GAP + 4)
        cards = QWidget()
        cards.setLayout(self._cards)
        cards.setMaximumWidth(_WIDEST)
        # Beside room of its own: a layout asks only there how high the texts are at the width that the cards have at most.
        line = row()
        line.addWidget(cards, 1)
        line.addStretch(0)
        holder = QWidget()
        holder.setLayout(column(line, None))
        empty = EmptyState(
            "plug-connected", lambda: self.tr("No account is connected yet. Connect your CRM to bring its records in.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(PageScroll(holder))
        self._stack.addWidget(empty)
        head = row(page_title(lambda: self.tr("Accounts")), 2, self._count, None, connect)
        self.stand_under(head, self._stack)
        workbench.bridge.changed.connect(self._changed)
        workbench.bridge.run_ended.connect(self._run_ended)

    def begin(self) -> None:
        """The page is shown: read the accounts."""
        self._tasks.refresh("read", self._read)

    def relive(self) -> None:
        """Say the count again."""
        self._count.setText(self.tr("%Ln account(s)", "", len(self.accounts)) if self.accounts else "")

    async def _read(self) -> None:
        self.accounts = list(await self._bench.desk.read(status.connections))
        with keeping_keyboard(self):
            if list(self._shown) != [each.id for each in self.accounts]:
                self._make_cards()
            for each in self.accounts:
                self._shown[each.id].show_row(each)
            self._rest_cards()
            self._stack.setCurrentIndex(0 if self.accounts else 1)
        self.relive()

    def _make_cards(self) -> None:
        """Only where other accounts are there: whoever is on a card with the keyboard or the mouse stays on it."""
        titles = {vendor.key: vendor.title for vendor in self._bench.desk.vendors()}
        clear(self._cards)
        self._shown = {each.id: AccountControls(each, titles.get(each.vendor, each.vendor)) for each in self.accounts}
        for card in self._shown.values():
            card.asked.connect(self._asked)
            card.sending.connect(lambda id, on: self._tasks.start(self._set_sending(id, on)))
            card.deletions.connect(self._deletions_chosen)
            card.interval.connect(self._interval_chosen)
            self._cards.addWidget(card)

    def _asked(self, what: str, connection: str) -> None:
        desk = self._bench.desk
        match what:
            case "sync":
                desk.sync(connection)
            case "pause" | "resume":
                self._tasks.start(self._then_read(desk.set_paused(connection, what == "pause")))
            case "reconnect":
                self._bench.sign_in_asked.emit(connection)
            case "disconnect":
                self._tasks.start(self._disconnect(connection), "disconnect")

    def _deletions_chosen(self, connection: str, deletions: Deletions) -> None:
        self._tasks.start(self._then_read(self._bench.desk.set_deletions(connection, deletions)))

    def _interval_chosen(self, connection: str, seconds: int) -> None:
        self._tasks.start(self._then_read(self._bench.desk.set_interval(connection, seconds)))

    async def _set_sending(self, connection: str, on: bool) -> None:
        account = self._account(connection)
        if not on:
            await self._then_read(self._bench.desk.set_sending(connection, False))
            return
        if account is not None:
            await ask(SendingDialog(self.window(), self._bench.desk, account))
        await self._read()

    async def _disconnect(self, connection: str) -> None:
        account = self._account(connection)
        if account is None:
            return
        found = await self._bench.desk.read(lambda reader: leaving.leaving(reader, connection))
        dialog = DisconnectDialog(self.window(), account, found)
        if await ask(dialog):
            self._tasks.start(self._leave(account, found, keep_data=dialog.keep.isChecked()))

    async def _leave(self, account: ConnectionRow, found: leaving.Leaving, *, keep_data: bool) -> None:
        """Disconnect an account; its card rests meanwhile."""
        self._away.add(account.id)
        self._rest_cards()
        try:
            await disconnect(self._bench, account, found, keep_data=keep_data)
        except CrmdeskError:
            self._is_back(account.id)
            raise
        self._is_back(account.id)

    def _is_back(self, connection: str) -> None:
        self._away.discard(connection)
        self._rest_cards()
        self.begin()

    def _rest_cards(self) -> None:
        for id, card in self._shown.items():
            card.setEnabled(id not in self._away)

    async def _then_read(self, doing: Awaitable[None]) -> None:
        """Read also what could not be stored: a card shows what was pressed on it, whatever became of that."""
        try:
            await doing
        finally:
            await self._read()

    def _account(self, connection: str) -> ConnectionRow | None:
        return next((each for each in self.accounts if each.id == connection), None)

    def _run_ended(self) -> None:
        if self.isVisible():
            self.begin()

    def _changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and (changes.connections or changes.pending or changes.problems):
            self.begin()
