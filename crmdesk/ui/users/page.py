"""The page of negotiators: who is in which account, which of them are one person, and the ways to say so."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import users
from crmdesk.store.queries.users import UserRow
from crmdesk.ui.theme import tokens
from crmdesk.ui.users.deciding import UserDecisions
from crmdesk.ui.users.filter_field import FilterField
from crmdesk.ui.users.progress import FollowingBar
from crmdesk.ui.users.table import UsersTable
from crmdesk.ui.users.texts import accounts_of, accounts_text, heads, lines, matching, shared_accounts, user_name
from crmdesk.ui.widgets.basics import Button, Label, column, frame, row
from crmdesk.ui.widgets.page_frame import PageFrame, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.workbench import Workbench

_FILTER_WIDTH = 340
_AGAIN_MS = 500
"""How long the page waits before it reads again what changes under it: counting what users own takes a moment."""


class UsersPage(PageFrame):
    """A line for each person. Two that are marked can be said to be the same one; one in several accounts, to be two."""

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(workbench, parent)
        self._users: list[UserRow] = []
        self._shown: list[UserRow] = []
        self._marked: list[str] = []
        """Ids, in the order in which they were marked."""
        self._decisions = UserDecisions(workbench, self.window, self.follow)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._read_again)
        self._count, self._hint = Label("", "muted"), Label("", "muted", wrap=True)
        self.separate = Button(lambda: self.tr("Separate…"), "users")
        self.separate.clicked.connect(self._ask_separate)
        self.same = Button(lambda: self.tr("Same person…"), "git-merge", "main")
        self.same.clicked.connect(self._ask_same)
        self.filter = FilterField(lambda: self.tr("Filter by name, e-mail or account"))
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.filter.textChanged.connect(self._show)
        self.table = UsersTable()
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.marked.connect(self._mark)
        self.table.opened.connect(lambda _: self._ask_same())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())
        self.live(self.table.setAccessibleName, lambda: self.tr("Negotiators"))
        self.progress = FollowingBar()
        self._lay_out()
        workbench.bridge.changed.connect(self._changed)

    def begin(self) -> None:
        """The page is shown: read who there is, and go on with what was not brought to its end."""
        self._tasks.refresh("read", self._read)

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        return [self.table, self.filter]

    def relive(self) -> None:
        """Say everything again."""
        self._show()

    def follow(self) -> None:
        """Let records follow whoever their users have become, and show how far that is."""
        self._tasks.refresh("follow", self._follow)
        self.begin()

    def _lay_out(self) -> None:
        self._card = card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.table)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMaximumSize)
        filled = QWidget()
        line = row(self.filter, gap=tokens.GROUP_GAP)
        line.addWidget(self._hint, 1)
        inner = column(line, gap=tokens.GAP + 4)
        inner.addWidget(card, 1000)
        self._nothing = self._nothing_found()
        inner.addWidget(self._nothing, 1000)
        inner.addWidget(self.progress)
        inner.addStretch(1)
        filled.setLayout(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty())
        edge = tokens.PAGE_EDGE
        head = row(page_title(lambda: self.tr("Negotiators")), 2, self._count, None, self.separate, self.same)
        outer = column(head, gap=tokens.GROUP_GAP, edges=(edge, tokens.GAP + 6, edge, edge))
        outer.addWidget(self._stack, 1)
        self.setLayout(outer)

    def _empty(self) -> QWidget:
        accounts = Button(lambda: self.tr("To the accounts"), "plug-connected")
        accounts.clicked.connect(lambda: self._bench.go.emit("accounts"))
        return EmptyState(
            "users",
            lambda: self.tr("No negotiator yet. They come with the first synchronisation of an account."),
            accounts,
        )

    def _nothing_found(self) -> QWidget:
        clear = Button(lambda: self.tr("Empty the filter"), "filter-off")
        clear.clicked.connect(self.filter.clear)
        clear.clicked.connect(self.filter.setFocus)
        return EmptyState("filter", lambda: self.tr("Nobody has such a name or address in any account."), clear)

    async def _read(self) -> None:
        await self._load()
        if self._left() and not self._tasks.running("follow"):
            self._tasks.refresh("follow", self._follow)

    async def _follow(self) -> None:
        self._show_progress()
        await self._bench.desk.follow_users()
        await self._load()
        self.progress.show_left(0, under_way=False)

    async def _load(self) -> None:
        self._users = list(await self._bench.desk.read(users.user_rows))
        known = {user.id for user in self._users}
        self._marked = [id for id in self._marked if id in known]
        self._show()

    def _read_again(self) -> None:
        if self.isVisible():
            self.begin()

    def _changed(self, changes: ChangeSet) -> None:
        concerns = Kind.USER in changes.kinds or changes.connections or (changes.kinds and self._left())
        if concerns and self.isVisible() and not self._again.isActive():
            self._again.start()

    def _left(self) -> int:
        return sum(user.following for user in self._users)

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self._users else 1)
        self._count.setText(self.tr("%Ln person(s)", "", len(self._users)) if self._users else "")
        self._shown = matching(self._users, self.filter.text())
        accounts = accounts_of(self._users)
        self.table.show_lines(heads(accounts), lines(self._shown, accounts, self._marked))
        if self._shown and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.rows.index(0, 1))
        self._card.setVisible(bool(self._shown))
        self._nothing.setVisible(not self._shown)
        self._show_progress()
        self._show_buttons()

    def _show_progress(self) -> None:
        self.progress.show_left(self._left(), under_way=self._tasks.running("follow"))

    def _show_buttons(self) -> None:
        for button in (self.separate, self.same):
            button.setVisible(bool(self._users))
        current = self._current()
        self.separate.setEnabled(current is not None and len(current.places) > 1)
        self.same.setEnabled(self._asked() is not None)
        self._hint.setText(self._hint_text())

    def _hint_text(self) -> str:
        if self._marked:
            return self._marked_text(self._marked_users())
        namesake = self._namesake()
        if namesake is not None:
            words = self.tr("“{name}” has a namesake ({accounts}). If it is the same person, say so.")
            return words.format(name=user_name(namesake), accounts=accounts_text(namesake))
        return self.tr(
            "Users with the same e-mail are one person. Otherwise mark two (Space) that are the same person."
        )

    def _marked_text(self, marked: list[UserRow]) -> str:
        """What can be said about those that are marked, or why nothing."""
        if len(marked) == 1:
            words = self.tr("“{name}” is marked. Mark the line that is the same person.")
            return words.format(name=user_name(marked[0]))
        if len(marked) > 2:
            return self.tr("More than two are marked: say it of two at a time.")
        shared = shared_accounts(marked)
        if self._pair() is not None:
            words = self.tr("“{first}” and “{second}” are marked.")
        elif shared:
            words = self.tr("“{first}” and “{second}” both sign in to {account}, so they stay two.")
        else:
            words = self.tr("“{first}” and “{second}” are in no account any more, so they stay two.")
        return words.format(first=user_name(marked[0]), second=user_name(marked[1]), account=", ".join(shared))

    def _mark(self, id: str) -> None:
        self._marked = [each for each in self._marked if each != id] if id in self._marked else [*self._marked, id]
        self._show()

    def _marked_users(self) -> list[UserRow]:
        by_id = {user.id: user for user in self._users}
        return [by_id[id] for id in self._marked]

    def _current(self) -> UserRow | None:
        at = self.table.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _pair(self) -> tuple[UserRow, UserRow] | None:
        """The two that are marked, where they may be one."""
        marked = self._marked_users()
        may = len(marked) == 2 and any(user.places for user in marked) and not shared_accounts(marked)
        return (marked[0], marked[1]) if may else None

    def _namesake(self) -> UserRow | None:
        """Who has the name of the current line, and may be the same person."""
        current = self._current()
        wanted = current.namesakes if current is not None else ()
        return next((user for user in self._users if user.id in wanted), None)

    def _asked(self) -> tuple[UserRow, UserRow] | None:
        """Of whom “Same person…” asks: the two that are marked, or, where nobody is, the current line and its namesake."""
        current, namesake = self._current(), self._namesake()
        if self._marked or current is None or namesake is None:
            return self._pair()
        return current, namesake

    def _ask_same(self) -> None:
        asked = self._asked()
        if asked is not None:
            self._tasks.start(self._same_person(*asked), "decide")

    async def _same_person(self, first: UserRow, second: UserRow) -> None:
        if await self._decisions.same_person(first, second):
            self._marked = []
            self._show()

    def _ask_separate(self) -> None:
        user = self._current()
        if user is not None:
            self._tasks.start(self._decisions.separate(user), "decide")
