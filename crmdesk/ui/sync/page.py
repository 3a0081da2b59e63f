"""The synchronisation page: a card for each account, the runs that go on, problems, journal, what waits, notices."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet, RunProgress, RunReport, RunStarted
from crmdesk.store.queries import names, notices, reviews, run_effects, status
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.queries.rows import ConnectionRow, PendingRow, ProblemRow, ReviewRow, ReviewSample, RunRow
from crmdesk.ui.adopting import adopt
from crmdesk.ui.dialogs import ask
from crmdesk.ui.pending.helping import help_on
from crmdesk.ui.pending.lines import pending_action
from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.sync.lines import WHOLE_ACCOUNT, can_be_taken_back, problem_action, with_failing_accounts
from crmdesk.ui.sync.review_bar import ReviewBar
from crmdesk.ui.sync.review_dialog import ReviewDialog
from crmdesk.ui.sync.run_bar import RunBar
from crmdesk.ui.sync.tables import SyncTables
from crmdesk.ui.sync.undo_run_dialog import UndoRunDialog, mentioned
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Label, clear, column, row
from crmdesk.ui.widgets.page_frame import PageFrame, PageScroll, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Message, Workbench

_CARD_WIDTH = 208
_TICK_MS = 10_000


class SyncPage(PageFrame):
    """The health of all accounts."""

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(workbench, parent)
        self._accounts: list[ConnectionRow] = []
        self._problems: list[ProblemRow] = []
        self._runs: list[RunRow] = []
        self._pending: list[PendingRow] = []
        self._notices: list[NoticeRow] = []
        self._reviews: list[tuple[ReviewRow, bool]] = []
        """What is shown, and whether its account is paused."""
        self._looking: ReviewDialog | None = None
        """The review that a person looks at."""
        self._arriving = False
        """The page was just shown, and what it shows is not read yet."""
        self._cards: dict[str, AccountHealth] = {}
        self._bars: dict[str, RunBar] = {}
        self._columns = 0
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """The page is shown: read everything."""
        self._arriving = True
        self._tasks.refresh("read", self._read)

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        return [*self._first_review(), self.tables.tabs, self.tables.table]

    def _first_review(self) -> list[QWidget]:
        """The way to look at the first review; nothing where none is shown."""
        return [bar.look for bar in self.findChildren(ReviewBar)[:1]]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards beside each other as there is room for."""
        super().resizeEvent(event)
        self._place_cards()

    def relive(self) -> None:
        """Say how many accounts there are again."""
        self._count.setText(self._count_text())

    def _count_text(self) -> str:
        return self.tr("%Ln account(s)", "", len(self._accounts)) if self._accounts else ""

    def _lay_out(self) -> None:
        self._count = Label("", "muted")
        self._pause = Button(self._pause_text, "player-pause")
        self._pause.clicked.connect(self._pause_all)
        self._sync = Button(lambda: self.tr("Synchronise all"), "refresh", "main")
        self._sync.clicked.connect(lambda: self._bench.sync_asked.emit(""))
        self._grid = QGridLayout()
        self._grid.setSpacing(tokens.GAP + 4)
        self._reviews_box, self._bars_box = column(), column()
        self.tables = SyncTables()
        connect = Button(lambda: self.tr("Connect an account"), "plug-connected", "main")
        connect.clicked.connect(lambda: self._bench.go.emit("connect"))
        empty = EmptyState(
            "plug-connected",
            lambda: self.tr("No account is connected yet. Connect your CRM to bring its records in."),
            connect,
        )
        whole = QWidget()
        inner = column(self._reviews_box, self._grid, gap=tokens.GROUP_GAP)
        inner.addWidget(self.tables, 1000)
        inner.addLayout(self._bars_box)  # below the tables: a run that begins moves no line away from under the mouse
        inner.addStretch(1)
        whole.setLayout(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(PageScroll(whole))
        self._stack.addWidget(empty)
        title = page_title(lambda: self.tr("Synchronisation"))
        self.stand_under(row(title, 2, self._count, None, self._pause, self._sync), self._stack)

    def _connect(self) -> None:
        self.tables.acted.connect(self._act)
        self.tables.opened.connect(self._open)
        bridge = self._bench.bridge
        bridge.changed.connect(self._changed)
        bridge.run_started.connect(self._run_started)
        bridge.progressed.connect(self._progressed)
        bridge.run_ended.connect(self._run_ended)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        if self.isVisible():
            self._show_all()

    async def _read(self) -> None:
        read = self._bench.desk.read
        self._accounts = list(await read(status.connections))
        self._problems = list(await read(status.problems))
        self._runs = list(await read(status.runs))
        self._pending = list(await read(status.pending))
        self._notices = list(await read(notices.newest))
        self._show_reviews(list(await read(reviews.open_reviews)))
        self._arriving = False
        self._show_all()
        await self._follow_look()

    def _show_reviews(self, found: list[ReviewRow]) -> None:
        paused = {each.id for each in self._accounts if each.state == "paused"}
        shown = [(review, review.connection in paused) for review in found]
        if shown == self._reviews:
            return
        self._reviews = shown
        arrived = self._arriving and self.window().focusWidget() is self.tables.tabs
        with keeping_keyboard(self):
            self._fill_reviews(shown)
        if arrived and found:  # whoever came for it has it under the keyboard
            self._first_review()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_reviews(self, shown: list[tuple[ReviewRow, bool]]) -> None:
        clear(self._reviews_box)
        for review, paused in shown:
            bar = ReviewBar(review, paused=paused)
            bar.asked.connect(lambda each: self._tasks.start(self._look(each), "review"))
            self._reviews_box.addWidget(bar)

    async def _look(self, review: ReviewRow) -> None:
        """Show what a review is about, and decide it."""
        samples = await self._bench.desk.review_sample(review.id)
        self._looking = ReviewDialog(self.window(), self._bench.desk, review, samples)
        try:
            await ask(self._looking)
        finally:
            self._looking = None
        await self._read()

    async def _follow_look(self) -> None:
        """What a person looks at may have changed in a run meanwhile, or be over."""
        asked = self._looking
        if asked is None:
            return
        row = next((review for review, _ in self._reviews if review.id == asked.review.id), None)
        samples: Sequence[ReviewSample] = ()
        try:
            samples = () if row is None else await self._bench.desk.review_sample(row.id)
        except InvalidInput:  # it has ended since it was listed
            row = None
        if self._looking is asked:
            if row is None:
                asked.end()
            else:
                asked.follow(row, samples)

    def _show_all(self) -> None:
        self._count.setText(self._count_text())
        self._stack.setCurrentIndex(0 if self._accounts else 1)
        self._sync.setVisible(bool(self._accounts))
        self._pause.setVisible(any(each.state != "sign_in" for each in self._accounts))
        self._pause.setText(self._pause_text())
        self._pause.show_icon("player-play" if self._all_paused() else "player-pause", Tone.PLAIN)
        if list(self._cards) != [each.id for each in self._accounts]:
            with keeping_keyboard(self):
                self._make_cards()
        self._show_runs()
        problems = with_failing_accounts(self._problems, self._accounts, self._runs)
        self.tables.show_rows(problems, self._runs, self._pending, self._notices)

    def _make_cards(self) -> None:
        clear_grid(self._grid)
        titles = {vendor.key: vendor.title for vendor in self._bench.desk.vendors()}
        self._cards = {each.id: AccountHealth(each, titles.get(each.vendor, each.name)) for each in self._accounts}
        for card in self._cards.values():
            card.asked.connect(self._card_asked)
        self._columns = 0
        self._place_cards()

    def _place_cards(self) -> None:
        room = max(1, (self.width() - 2 * tokens.PAGE_EDGE + 12) // (_CARD_WIDTH + 12))
        columns = max(1, min(room, len(self._cards)))
        if columns == self._columns:
            return
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 0)
        self._columns = columns
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(max(columns, 3)):
            self._grid.setColumnStretch(number, 1)

    def _act(self, each: ProblemRow | PendingRow | RunRow | NoticeRow) -> None:
        if isinstance(each, NoticeRow):
            self._tasks.once(f"adopt {each.id}", partial(self._adopt, each))
        elif isinstance(each, RunRow):
            self._tasks.start(self._undo_run(each.id), "undo")
        elif isinstance(each, PendingRow):
            self._tasks.start(self._help_on(each), "help")
        elif isinstance(each, ProblemRow):
            match problem_action(each):
                case "reconnect":
                    self._bench.sign_in_asked.emit(each.connection)
                case "correct" if each.record is not None:
                    self._bench.open_record.emit(each.record)
                case _ if each.id == WHOLE_ACCOUNT:
                    self._bench.desk.sync(each.connection)
                case _:
                    self._tasks.start(self._bench.desk.retry(each.id))

    async def _help_on(self, each: PendingRow) -> None:
        about = [review for review, _ in self._reviews if review.connection == each.connection]
        if pending_action(each) == "answer" and about:
            await self._look(about[0])
        else:
            await help_on(self.window(), self._bench, each)
            await self._read()

    async def _adopt(self, notice: NoticeRow) -> None:
        try:
            await adopt(self._bench, notice)
        finally:
            await self._read()

    async def _undo_run(self, run: str) -> None:
        """Show what taking a run back would do, and do it where that is wished."""
        effects = await self._bench.desk.read(lambda connection: run_effects.run_effects(connection, run))
        known = await self._bench.desk.read(lambda connection: names.names_of(connection, mentioned(effects)))
        dialog = UndoRunDialog(self.window(), self._bench.desk, effects, known)
        if await ask(dialog):
            what = self.tr("taking back of a synchronisation of {account}").format(account=effects.account)
            take_back = self._bench.changed(dialog.change, what)
            text = self.tr("%Ln item(s) taken back.", "", len(effects.taken_back))
            self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
        await self._read()

    def _open(self, each: ProblemRow | PendingRow | RunRow | NoticeRow) -> None:
        if isinstance(each, RunRow):
            if can_be_taken_back(each):
                self._act(each)
        elif each.record is not None:
            self._bench.open_record.emit(each.record)

    def _card_asked(self, what: str, connection: str) -> None:
        match what:
            case "sync":
                self._bench.desk.sync(connection)
            case "pause" | "resume":
                self._tasks.start(self._set_paused([connection], what == "pause"))
            case "reconnect":
                self._bench.sign_in_asked.emit(connection)
            case _:
                self._bench.go.emit("accounts")

    def _all_paused(self) -> bool:
        """Whether every account that can go on is paused; one whose access was refused does neither."""
        states = [each.state for each in self._accounts if each.state != "sign_in"]
        return bool(states) and all(state == "paused" for state in states)

    def _pause_text(self) -> str:
        return self.tr("Go on") if self._all_paused() else self.tr("Pause")

    def _pause_all(self) -> None:
        paused = self._all_paused()
        which = [each.id for each in self._accounts if (each.state == "paused") == paused and each.state != "sign_in"]
        self._tasks.start(self._set_paused(which, not paused), "pause")

    async def _set_paused(self, connections: list[str], paused: bool) -> None:
        for connection in connections:
            await self._bench.desk.set_paused(connection, paused)
        await self._read()

    def _run_started(self, event: RunStarted) -> None:
        del event
        if self.isVisible():
            self._show_runs()
            self.begin()

    def _progressed(self, progress: RunProgress) -> None:
        del progress
        if self.isVisible():
            self._show_runs()

    def _run_ended(self, report: RunReport) -> None:
        del report
        self._show_runs()
        if self.isVisible():
            self.begin()

    def _show_runs(self) -> None:
        """A bar for each account that is being synchronised, and what its card says of it."""
        running = self._bench.running
        for over in self._bars.keys() - running.keys():
            bar = self._bars.pop(over)
            bar.hide()
            bar.deleteLater()
        for each in self._accounts:
            progress = running.get(each.id)
            if each.id in running and each.id not in self._bars:
                bar = self._bars[each.id] = RunBar(each.id, each.name)
                bar.stop_asked.connect(self._bench.desk.stop)
                self._bars_box.addWidget(bar)
            if each.id in self._bars:
                self._bars[each.id].show_progress(progress)
            if each.id in self._cards:
                self._cards[each.id].show_row(each, progress, running=each.id in running)

    def _changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and (changes.connections or changes.problems or changes.pending or changes.conflicts):
            self.begin()


def clear_grid(grid: QGridLayout) -> None:
    """Take everything out of a grid and delete it."""
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
