"""Carries out what a person says about users: that two are one, or that one is two. Each is a step of undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.store.queries.users import UserRow
from crmdesk.ui.dialogs import ask
from crmdesk.ui.users.same_person_dialog import SamePersonDialog
from crmdesk.ui.users.separate_user_dialog import SeparateUserDialog
from crmdesk.ui.users.texts import user_name
from crmdesk.ui.workbench import Message, Way, Workbench


class UserDecisions(QObject):
    """Asks and does; ``done`` is called after each step, also when it is taken back: what users own has to follow."""

    def __init__(self, workbench: Workbench, window: Callable[[], QWidget], done: Callable[[], None]) -> None:
        super().__init__()
        self._bench, self._window, self._done = workbench, window, done

    async def same_person(self, first: UserRow, second: UserRow) -> bool:
        """Ask whether two users are the same person; whether they are one now."""
        desk = self._bench.desk
        dialog = SamePersonDialog(self._window(), desk, first, second)
        if not await ask(dialog):
            return False
        survivor, other, reverse = dialog.survivor, dialog.other, dialog.reverse
        words = self.tr("“{name}” is one person now.").format(name=user_name(survivor))
        if reverse is None:
            self._bench.message.emit(Message(words, "done", topic="undo"))
            self._done()
            return True
        made = [other.id]

        async def back() -> None:
            made.append(await desk.separate(survivor.id, reverse))
            await desk.suggest_again(survivor.id, made[-1])

        async def again() -> None:
            await desk.unite(survivor.id, made[-1])

        what = self.tr("making {name} one person").format(name=user_name(survivor))
        self._tell(words, what, back, again, lambda: self.tr("They are two people again."))
        return True

    async def separate(self, user: UserRow) -> None:
        """Ask whether a user is two people."""
        desk = self._bench.desk
        dialog = SeparateUserDialog(self._window(), desk, user)
        if not await ask(dialog):
            return
        place, made = dialog.place, [dialog.made]

        async def back() -> None:
            await desk.unite(user.id, made[-1])

        async def again() -> None:
            made.append(await desk.separate(user.id, place.connection))

        names = {"name": user_name(user), "account": place.account}
        words = self.tr("“{name}”: the user of {account} is a person of its own now.").format(**names)
        what = self.tr("separating {account} from {name}").format(**names)
        self._tell(words, what, back, again, lambda: self.tr("They are one person again."))

    def _tell(self, words: str, what: str, back: Way, again: Way, after_undo: Callable[[], str]) -> None:
        act = self._bench.did(what, back, again, lambda _: self._done(), after_undo=after_undo)
        self._bench.message.emit(Message(words, "done", self.tr("Undo"), act, "undo"))
        self._done()
