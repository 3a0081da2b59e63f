"""The main window: the frame, the pages, and what connects them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

import shiboken6
from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmdeskError, StoreFault
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries import records, status
from crmdesk.ui import formats
from crmdesk.ui.accounts.page import AccountsPage
from crmdesk.ui.actions import Actions, action_text
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.dialogs import ask
from crmdesk.ui.duplicates.decisions import DuplicateDecisions
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.live import Live
from crmdesk.ui.offer import UnfinishedOffer
from crmdesk.ui.pending.page import PendingPage
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.lookup_dialog import LookupDialog
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.services import Desk
from crmdesk.ui.settings.page import SettingsPage
from crmdesk.ui.shell.frame_status import FrameStatus
from crmdesk.ui.shell.message_bar import MessageBar
from crmdesk.ui.shell.navigation import Navigation
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.shell.status_bar import StatusBar
from crmdesk.ui.shell.top_bar import TopBar
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.theme import tokens
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.users.page import UsersPage
from crmdesk.ui.widgets.basics import frame
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.page_frame import PageFrame
from crmdesk.ui.widgets.tab_order import SeenOrder
from crmdesk.ui.workbench import Message, Workbench

_LOG = logging.getLogger(__name__)
_LIST_KINDS = (Kind.LEAD, Kind.CONTACT, Kind.ACTIVITY, Kind.DEAL, Kind.COMPANY)
_NARROW_NAVIGATION = 168
_NARROW = 1200


class MainWindow(SeenOrder, Live, QMainWindow):
    """The window of one profile. ``closed`` when it is gone for good: the program may end."""

    closed = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, settings: UiSettings) -> None:
        super().__init__()
        self.bench = Workbench(desk, bridge, settings)
        self.tasks = self.bench.tasks(self)
        self.actions_table = Actions(self)
        self.top_bar = TopBar(self.actions_table, demo=settings.profile.demo)
        self.navigation = Navigation()
        self.message_bar = MessageBar()
        self.status_bar = StatusBar()
        parts = (self.top_bar, self.navigation, self.message_bar, self.status_bar)
        self.status = FrameStatus(self.bench, self.tasks, parts)
        self._offer = UnfinishedOffer(self.bench, self.tasks)
        self._duplicates = DuplicateDecisions(self.bench, self.tasks, self)
        self._may_close = False
        self._pages: dict[str, PageFrame] = {}
        self._makers: Mapping[str, Callable[[Workbench, QWidget], PageFrame]] = {
            **{kind.value: partial(ListPage, kind=kind) for kind in _LIST_KINDS},
            "conflicts": ConflictsPage,
            "pending": PendingPage,
            "sync": SyncPage,
            "accounts": AccountsPage,
            "users": UsersPage,
            "settings": SettingsPage,
        }
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect_shell()
        self._connect_bench()
        self._connect_actions()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.keep_unfinished)
        self.live(self.setWindowTitle, self._window_title)
        self.resize(QSize(*tokens.WINDOW).boundedTo(self.screen().availableSize() - QSize(0, tokens.TITLE_BAR)))
        self.setMinimumSize(*tokens.LEAST_WINDOW)
        self._restore_layout()

    @property
    def undo_stack(self) -> QUndoStack:
        """The undo stack of this window."""
        return self.bench.undo_stack

    def begin(self) -> None:
        """Show the first page and read what the frame says. Call it once the event loop runs."""
        self.bench.words.read()
        self.show_page("lead")
        self.status.read()
        self._offer.read()

    def show_page(self, key: str) -> None:
        """Show a page, made when it is shown for the first time."""
        self.navigation.show_page(key)

    def page(self, key: str) -> PageFrame:
        """A page, made if need be. Raises KeyError for one that does not exist."""
        if key not in self._pages:
            made = self._pages[key] = self._makers[key](self.bench, self._stack)
            self._stack.addWidget(made)
            if isinstance(made, ListPage):
                made.table.left_upwards.connect(lambda: self.top_bar.search.setFocus(Qt.FocusReason.BacktabFocusReason))
        return self._pages[key]

    def relive(self) -> None:
        """The language or the scheme changed."""
        self._name_undo()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once where changes are not sent; then remember the layout and end what runs."""
        if not self._may_close:
            event.ignore()
            self.tasks.start(self._ask_to_close(), "close")
            return
        settings = self.bench.settings
        settings.remember_layout("window", self.saveGeometry())
        for page in self._lists():
            settings.remember_layout(f"split-{page.kind.value}", page.splitter.saveState())
        self.bench.close()
        event.accept()
        self.closed.emit()

    def end(self) -> None:
        """Close without a question. What is not sent stays stored, and what was typed and not saved is offered again."""
        self._may_close = True
        self.keep_unfinished()
        self.close()

    async def keep_typed(self) -> None:
        """Save what stands in open fields, as far as it can be saved: the program is about to end without a question."""
        for page in self._lists():
            with suppress(CrmdeskError):
                await page.panel.finish_editing(asking=False)
        for dialog in self.findChildren(FormDialog):
            await dialog.saved()
        conflicts = self._pages.get("conflicts")
        if isinstance(conflicts, ConflictsPage):
            with suppress(CrmdeskError):
                await conflicts.forget_settled()

    def keep_unfinished(self) -> CrmdeskError | None:
        """Store what was typed and not saved, wherever it stands, before this returns.

        The system asks for it when its session ends (Qt, QGuiApplication::commitDataRequest), and may give no more time.
        Gives what prevented it (a full disk), which is told and logged.
        """
        conflicts = self._pages.get("conflicts")
        forms = conflicts.typed() if isinstance(conflicts, ConflictsPage) else []
        forms += [form for page in self._lists() for form in page.panel.unfinished()]
        dialogs = (dialog.unfinished() for dialog in self.findChildren(FormDialog) if dialog.isVisible())
        forms += [form for form in dialogs if form is not None]
        try:
            self.bench.unfinished.keep(list({form.key: form for form in forms}.values()))
        except CrmdeskError as error:
            _LOG.warning("what was typed and not saved could not be kept: %s", error.key)
            self.bench.failed.emit(error)
            return error
        return None

    def _lists(self) -> list[ListPage]:
        return [page for page in self._pages.values() if isinstance(page, ListPage)]

    async def _finish_editing(self) -> bool:
        """Save what stands in open fields; False where that cannot be, with the field in sight and why."""
        for page in self._lists():
            if not await page.panel.finish_editing():
                self.show_page(page.kind.value)
                page.show_typed()
                return False
        return True

    async def _ask_to_close(self) -> None:
        if not await self._finish_editing():
            return
        try:
            totals = await self.bench.desk.read(status.totals)
        except StoreFault:
            totals = None  # a window over broken data can be closed all the same
        pending, held = (totals.pending - totals.held, totals.held) if totals else (0, 0)
        demo = self.bench.settings.profile.demo
        unfinished = await self._unfinished()
        if (pending or held or unfinished) and not await ask(QuitDialog(self, pending, held, unfinished, demo=demo)):
            return
        fault = self.keep_unfinished() if unfinished else None
        if fault is None:
            QTimer.singleShot(0, self, self.end)
            return
        why = error_text(fault.key, fault.data).text
        words = self.tr("crmdesk stays open, because what you typed for conflicts cannot be kept now. {why}")
        self.bench.message.emit(Message(words.format(why=why), "problem", self.tr("Quit all the same"), self.end))

    async def _save_again(self) -> None:
        """Save what could not be saved before, as far as it stands in open fields, and go on with the accounts."""
        if await self._finish_editing():
            self.bench.desk.sync(None)

    async def _unfinished(self) -> int:
        """How many values were typed for conflicts that are still open."""
        conflicts = self._pages.get("conflicts")
        if not isinstance(conflicts, ConflictsPage):
            return 0
        with suppress(StoreFault):
            await conflicts.forget_settled()
        return conflicts.unfinished

    def _lay_out(self) -> None:
        whole = QWidget()
        self.setCentralWidget(whole)
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top_bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status_bar)
        self._side = frame("navigation")
        self._side.setFixedWidth(tokens.NAVIGATION)
        right = QWidget()
        middle.addWidget(self._side)
        middle.addWidget(right, 1)
        box = QVBoxLayout(self._side)
        box.setContentsMargins(tokens.GAP, tokens.GAP + 3, tokens.GAP + 1, tokens.GAP)
        box.addWidget(self.navigation)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.message_bar)

    def resizeEvent(self, event: object) -> None:
        """Give the pages more room where the window is narrow."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._side.setFixedWidth(_NARROW_NAVIGATION if self.width() < _NARROW else tokens.NAVIGATION)

    def _connect_shell(self) -> None:
        self.navigation.chosen.connect(self._page_chosen)
        self.navigation.clicked.connect(lambda _: self._show_whole(self.navigation.current_key()))
        self.message_bar.keyboard_left.connect(lambda: self._focus_page(self.page(self.navigation.current_key())))
        self.status_bar.go.connect(self._go)
        self.status_bar.offline_asked.connect(self.actions_table["offline"].toggle)
        self.status_bar.stop_asked.connect(lambda: self.bench.desk.stop(None))
        self.top_bar.search.textChanged.connect(self._search)
        self.top_bar.search.left_downwards.connect(self._to_list)

    def _connect_bench(self) -> None:
        self.bench.message.connect(self.message_bar.show_message)
        self.bench.message_over.connect(self.message_bar.end)
        self.bench.failed.connect(self.status.show_error)
        self.bench.go.connect(self._go)
        self.bench.open_record.connect(lambda id: self.tasks.start(self._open_record(id), "open"))
        self.bench.look_up.connect(lambda text: self.tasks.start(ask(LookupDialog(self, self.bench, text)), "look up"))
        self.bench.decide.connect(self._decide)
        self.bench.show_duplicates.connect(self._show_duplicates)
        self.bench.ask_value.connect(self._ask_value)
        self.bench.quick.connect(self._quick)
        self.bench.new_record.connect(lambda kind, values: self.tasks.start(self._new_record(kind, values), "new"))
        self.bench.save_again.connect(lambda: self.tasks.start(self._save_again(), "save"))
        self.bench.search_cleared.connect(self.top_bar.search.clear)
        self.bench.compact_asked.connect(self.actions_table["compact"].setChecked)
        self.bench.sync_asked.connect(lambda id: self.status.sync(id or None))
        self.bench.sign_in_asked.connect(lambda id: self.tasks.start(self._sign_in(id), "sign in"))
        self.undo_stack.indexChanged.connect(self._name_undo)
        self.bench.storing_changed.connect(self._name_undo)
        self._name_undo()

    def _connect_actions(self) -> None:
        act = self.actions_table
        for kind in (*_LIST_KINDS, Kind.NOTE):
            act[f"new_{kind.value}"].triggered.connect(lambda _=False, kind=kind: self.bench.new_record.emit(kind, {}))
        act["quit"].triggered.connect(self.close)
        act["undo"].triggered.connect(self._undo)
        act["redo"].triggered.connect(self.bench.redo)
        act["search"].triggered.connect(lambda: self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        act["palette"].triggered.connect(self._open_palette)
        act["look_up"].triggered.connect(lambda: self.bench.look_up.emit(""))
        act["sync_one"].triggered.connect(lambda: self.status.sync(self.top_bar.chosen_account))
        act["sync_all"].triggered.connect(lambda: self.status.sync(None))
        act["stop"].triggered.connect(lambda: self.bench.desk.stop(None))
        act["offline"].toggled.connect(self.status.set_offline)
        act["connect"].triggered.connect(lambda: self.bench.sign_in_asked.emit(""))
        act["next_page"].triggered.connect(lambda: self.navigation.step(1))
        act["previous_page"].triggered.connect(lambda: self.navigation.step(-1))
        act["next_pane"].triggered.connect(self._next_pane)
        act["toggle_panel"].triggered.connect(self._toggle_panel)
        act["trash"].triggered.connect(lambda: self._list_at_hand().show_trash(True))
        act["duplicates"].triggered.connect(lambda: self._show_duplicates(self._list_at_hand().kind))
        act["compact"].setChecked(self.bench.settings.compact)
        act["compact"].toggled.connect(self._set_compact)
        act["reset_layout"].triggered.connect(lambda: self.tasks.start(self._reset_layout(), "layout"))

    def _undo(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, ConflictsPage):
            page.take_back()
        else:
            self.bench.undo()

    def _page_chosen(self, key: str) -> None:
        page = self.page(key)
        self._stack.setCurrentWidget(page)
        # What is searched for belongs to a list: each shows its own, and no other page any.
        self.top_bar.search.setText(page.searched if isinstance(page, ListPage) else "")
        if isinstance(page, ListPage):
            state = self.bench.settings.layout(f"split-{key}")
            if state is not None:
                page.splitter.restoreState(state)
        page.begin()
        self._focus_page(page)
        self.setWindowTitle(self._window_title())

    def _focus_page(self, page: PageFrame) -> None:
        """The keyboard follows to the page, unless the person is walking through the navigation or searching."""
        if self.focusWidget() not in (self.navigation, self.top_bar.search):
            panes = page.panes()
            (panes[0] if panes else page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, key: str) -> None:
        if key == "connect":
            self.bench.sign_in_asked.emit("")
        else:
            self.show_page(key)

    def _decide(self, record: str) -> None:
        page = self.page("conflicts")
        self.show_page("conflicts")
        if isinstance(page, ConflictsPage):
            page.show_record(record)

    def _show_duplicates(self, kind: Kind) -> None:
        self.show_page(kind.value)
        page = self._current_list()
        if page is not None:
            page.show_duplicates()

    def _ask_value(self, record: str, conflict: str) -> None:
        page = self.page("conflicts")
        self.show_page("conflicts")
        if isinstance(page, ConflictsPage):
            page.ask_value(record, conflict)

    def _quick(self, what: str, record: str) -> None:
        page = self.page("lead")
        if isinstance(page, ListPage):
            page.panel.quick(what, record)

    def _current_list(self) -> ListPage | None:
        page = self._stack.currentWidget()
        return page if isinstance(page, ListPage) else None

    def _list_at_hand(self) -> ListPage:
        """The list that is shown, or else that of the leads, which is then."""
        if self._current_list() is None:
            self.show_page("lead")
        page = self._current_list()
        assert page is not None, "the leads are a list"
        return page

    def _show_whole(self, key: str) -> None:
        """Show a page that a person asked for: of a list its records, not the trash that was looked at before."""
        self.show_page(key)
        page = self._current_list()
        if page is not None:
            page.show_list()

    def _search(self, text: str) -> None:
        page = self._current_list()
        if page is None and text:
            self.show_page("lead")
            page = self._current_list()
            self.top_bar.search.setText(text)
        if page is not None and page.searched != text:
            page.search(text)

    def _to_list(self) -> None:
        page = self._current_list()
        if page is not None:
            page.table.setFocus(Qt.FocusReason.TabFocusReason)
            if not page.table.currentIndex().isValid() and page.model.rowCount():
                page.table.setCurrentIndex(page.model.index(0, 1))

    async def _open_record(self, record: str) -> None:
        kind = await self.bench.desk.read(lambda connection: records.kind_of(connection, record))
        if kind is None:
            return
        if kind.value in self._makers:
            self.show_page(kind.value)
        page = self._current_list() or self.page("lead")
        if not isinstance(self._stack.currentWidget(), ListPage):
            self.show_page("lead")
        if isinstance(page, ListPage):
            page.show_record(record)

    async def _new_record(self, kind: Kind, values: Mapping[str, Value]) -> None:
        dialog = NewRecordDialog(self, self.bench, kind, values)
        if not await ask(dialog) or dialog.made is None:
            return
        record, change = dialog.made
        take_back = self.bench.changed(change, self.tr("creation of {name}").format(name=dialog.name))
        text = self.tr("“{name}” was created.").format(name=dialog.name)
        self.bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
        self.bench.open_record.emit(record)

    async def _sign_in(self, connection: str) -> None:
        before: QWidget | None = self.focusWidget()
        if await ask(SignInDialog(self, self.bench, self.status.account(connection))):
            self.status.signed_in(connection)
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_page(self.page(self.navigation.current_key()))

    def _open_palette(self) -> None:
        palette = Palette(self, self.bench, self.actions_table.all())
        palette.record_chosen.connect(self.bench.open_record)
        palette.page_chosen.connect(self._show_whole)
        palette.address_chosen.connect(self.bench.look_up)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open()
        palette.line.setFocus()

    def _set_compact(self, compact: bool) -> None:
        self.bench.settings.compact = compact
        for page in self._lists():
            page.table.set_compact(compact)

    def _next_pane(self) -> None:
        page = self.page(self.navigation.current_key())
        panes: list[QWidget] = [self.navigation, self.top_bar.search, *page.panes(), *self.message_bar.panes()]
        focused: QWidget | None = self.focusWidget()
        at = next((n for n, pane in enumerate(panes) if _holds(pane, focused)), -1)
        panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_panel(self) -> None:
        page = self._current_list()
        if page is not None:
            page.toggle_panel()

    async def _reset_layout(self) -> None:
        if not await self._finish_editing():
            return
        self.bench.settings.forget_layouts()
        for page in self._lists():
            del self._pages[page.kind.value]
            self._stack.removeWidget(page)
            page.deleteLater()
        self._page_chosen(self.navigation.current_key())

    def _name_undo(self, *_: object) -> None:
        stack = self.undo_stack
        # What is being stored is what will be undone: undo waits for it.
        can_undo = stack.canUndo() or self.bench.is_storing
        for id, can, what in (("undo", can_undo, stack.undoText()), ("redo", stack.canRedo(), stack.redoText())):
            action = self.actions_table[id]
            plain = action_text("Undo") if id == "undo" else action_text("Redo")
            action.setEnabled(can)
            action.setText(formats.labelled(plain, what) if what else plain)

    def _window_title(self) -> str:
        title = self.navigation.current_title()
        return f"{title} – crmdesk" if title else "crmdesk"

    def _restore_layout(self) -> None:
        geometry = self.bench.settings.layout("window")
        if geometry is not None and not geometry.isEmpty():
            self.restoreGeometry(QByteArray(geometry))


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))
