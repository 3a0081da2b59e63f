"""The bar at the top: menu, search, the account that F5 means, synchronise, new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu

from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.actions import MENUS, Actions, action_text
from crmdesk.ui.live import Live
from crmdesk.ui.plain_text import literal, tool_tip
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, IconButton, Label, MenuButton


class SearchField(Live, QLineEdit):
    """The search box. Escape empties it, Enter and Arrow down go to what was found; ``key`` is the action that goes to it."""

    left_downwards = Signal()

    def __init__(self, key: QAction) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.live(self.setPlaceholderText, lambda: self.tr("Search a name, a phone number, an address…"))
        self.live(self.setAccessibleName, lambda: self.tr("Search"))
        self._hint = Label(key.shortcut().toString(QKeySequence.SequenceFormat.NativeText), "key")
        self.empty = IconButton("x", lambda: self.tr("Empty the search"))
        self.empty.setProperty("small", "true")
        self.empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Escape
        self.empty.setCursor(Qt.CursorShape.ArrowCursor)
        self.empty.clicked.connect(self.clear)
        self.empty.hide()
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.GAP + 3, 0, tokens.GAP, 0)
        box.addWidget(Icon("search", Tone.MUTED))
        box.addStretch(1)
        for part in (self._hint, self.empty):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_hint)

    def _show_hint(self, text: str) -> None:
        self._hint.setVisible(not text)
        self.empty.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties, then leaves; Enter and Arrow down go to the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left_downwards.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard selects what was searched before."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()


class TopBar(Live, QFrame):
    """Everything that is there on each page."""

    def __init__(self, actions: Actions, *, demo: bool = False) -> None:
        super().__init__()
        self.setProperty("ground", "bar")
        self.setFixedHeight(tokens.TOP_BAR)
        self._accounts: Sequence[ConnectionRow] = ()
        self._account = ""
        self.brand = Button(lambda: "crmdesk", "copy", "quiet", tone=Tone.ACCENT)
        self.brand.setProperty("brand", "true")
        self.brand.setMenu(self._main_menu(actions))
        self.live(self.brand.setAccessibleName, lambda: self.tr("Menu"))
        self.search = SearchField(actions["search"])
        self.search.setMaximumWidth(460)
        self.account = MenuButton(self._account_text, "building-community", "quiet", tone=Tone.MUTED)
        self.sync = Button(lambda: self.tr("Synchronise"), "refresh")
        self.sync.clicked.connect(actions["sync_one"].trigger)
        self.new = Button(lambda: self.tr("New"), "plus", "main")
        self.new.setMenu(self._new_menu(actions))
        self.demo = Label(lambda: self.tr("Demonstration"), "key")
        self.demo.setParent(self)
        self.live(self.demo.setToolTip, lambda: tool_tip(self._demo_text()))
        self.live(self.demo.setAccessibleDescription, self._demo_text)
        self.demo.setVisible(demo)
        self._lay_out()
        self._fill_accounts()

    def _demo_text(self) -> str:
        return self.tr("Everything here is made up, and nothing leaves this computer. When you quit, it is gone.")

    def show_accounts(self, rows: Sequence[ConnectionRow]) -> None:
        """Offer these accounts. They are told many times while a run goes on, and the menu may be open: it stays as it is."""
        before, self._accounts = self._accounts, rows
        if self._account not in {row.id for row in rows}:
            self._account = ""
        if [(row.id, row.name) for row in before] != [(row.id, row.name) for row in rows]:
            self._fill_accounts()

    @property
    def chosen_account(self) -> str | None:
        """The account that F5 means; None for all."""
        return self._account or None

    def relive(self) -> None:
        """Say the account's menu again."""
        self._fill_accounts()

    def _fill_accounts(self) -> None:
        menu = self.account.menu()
        menu.clear()
        for id, name in [("", self.tr("All accounts")), *((row.id, row.name) for row in self._accounts)]:
            action = menu.addAction(literal(name))
            action.setCheckable(True)
            action.setChecked(id == self._account)
            action.triggered.connect(lambda _=False, id=id: self._choose(id))
        self.account.setText(self._account_text())
        self.account.setVisible(bool(self._accounts))

    def _choose(self, id: str) -> None:
        self._account = id
        self._fill_accounts()

    def _account_text(self) -> str:
        name = next((row.name for row in self._accounts if row.id == self._account), "")
        return name or self.tr("All accounts")

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.GAP, 0, tokens.GROUP_GAP, 0)
        box.setSpacing(tokens.GAP + tokens.UNIT)
        box.addWidget(self.brand)
        room = tokens.NAVIGATION - tokens.GAP - self.brand.sizeHint().width() - tokens.GROUP_GAP
        if not self.demo.isHidden():
            box.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignVCenter)
            room -= self.demo.sizeHint().width() + box.spacing()
        box.addSpacing(max(0, room))
        box.addWidget(self.search, 3)
        box.addStretch(1)
        for widget in (self.account, self.sync, self.new):
            box.addWidget(widget)

    def _new_menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        menu.addActions([action for action in actions.in_menu("file") if action.objectName().startswith("new_")])
        return menu

    def _main_menu(self, actions: Actions) -> QMenu:
        menu = QMenu(self)
        for key, source in MENUS:
            part = menu.addMenu("")
            self.live(part.setTitle, lambda source=source: action_text(source))  # type: ignore[misc]
            part.addActions(actions.in_menu(key))
        return menu
