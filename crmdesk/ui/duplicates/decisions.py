"""Carries out what a person says about records that may be the same, and tells it with the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import InvalidInput
from crmdesk.store.queries.duplicates import PossibleDuplicate
from crmdesk.store.queries.rows import LinkRow, RecordCard
from crmdesk.ui.dialogs import ask
from crmdesk.ui.duplicates.separate_dialog import SeparateDialog
from crmdesk.ui.duplicates.texts import name_text
from crmdesk.ui.duplicates.unite_dialog import UniteDialog
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.workbench import Message, Way, Workbench

_TOPIC = "duplicates"
_TASK = "duplicates"


class DuplicateDecisions(QObject):
    """Listens to the workbench. Uniting and separating take each other back; both are steps of undo, as keeping apart is."""

    def __init__(self, workbench: Workbench, tasks: TaskScope, window: QWidget) -> None:
        super().__init__()
        self._bench, self._tasks, self._window = workbench, tasks, window
        workbench.unite.connect(lambda pair: tasks.start(self._unite(pair), _TASK))
        workbench.keep_apart.connect(lambda pair: tasks.start(self._keep_apart(pair)))
        workbench.separate.connect(lambda card, link: tasks.start(self._separate(card, link), _TASK))
        workbench.duplicates.appeared.connect(lambda pairs: workbench.message.emit(self._about(pairs)))
        workbench.duplicates.changed.connect(self._end_message)

    def _about(self, pairs: list[PossibleDuplicate]) -> Message:
        """What a run brought, with the way to look at it: as many as are found there."""
        kind = pairs[0].first.kind
        count = sum(kind in (pair.first.kind, pair.second.kind) for pair in pairs)
        words = self.tr("%Ln record(s) look(s) like another one. Nothing was united.", "", count)
        show = partial(self._bench.show_duplicates.emit, kind)
        return Message(words, "plain", self.tr("Look at them"), show, _TOPIC, partial(self._about, pairs))

    def _end_message(self) -> None:
        if not self._bench.duplicates.all:
            self._bench.message_over.emit(_TOPIC)

    async def _unite(self, pair: PossibleDuplicate) -> None:
        try:
            united = await self._bench.desk.preview_union(pair.first.record, pair.second.record)
        except InvalidInput:
            self._bench.duplicates.read()  # what was shown is no longer so
            raise
        dialog = UniteDialog(self._window, self._bench.desk, pair, united)
        if not await ask(dialog):
            return
        first, reverse = pair.first.record, dialog.reverse
        words = self.tr("“{name}” is one record now.").format(name=name_text(pair.first))
        if reverse is None:
            self._tell(words)
            return
        made = [pair.second.record]

        async def back() -> None:
            made.append(await self._bench.desk.separate(first, reverse))
            await self._bench.desk.suggest_again(first, made[-1])

        async def again() -> None:
            await self._bench.desk.unite(first, made[-1])

        way_back = self.tr("Undo separates the two again.")
        what = self.tr("uniting {name}").format(name=name_text(pair.first))
        self._done(f"{words} {way_back}", what, back, again, lambda: self.tr("They are two records again."))

    async def _keep_apart(self, pair: PossibleDuplicate) -> None:
        desk, first, second = self._bench.desk, pair.first.record, pair.second.record
        names = {"first": name_text(pair.first), "second": name_text(pair.second)}
        words = self.tr("“{first}” and “{second}” stay two records and are not suggested any more.").format(**names)
        what = self.tr("keeping {first} and {second} apart").format(**names)
        back, again = partial(desk.suggest_again, first, second), partial(desk.keep_apart, first, second)
        with self._bench.storing():
            await again()
            self._done(words, what, back, again, lambda: self.tr("They are suggested as possible duplicates again."))

    async def _separate(self, card: RecordCard, link: LinkRow) -> None:
        dialog = SeparateDialog(self._window, self._bench.desk, card, link)
        if not await ask(dialog) or dialog.made is None:
            return
        made = [dialog.made]

        async def back() -> None:
            await self._bench.desk.unite(card.id, made[-1])

        async def again() -> None:
            made.append(await self._bench.desk.separate(card.id, link.connection))

        words = self.tr("“{name}”: {account} has a record of its own now. Undo unites the two again.")
        what = self.tr("separating {account} from {name}").format(name=card.name, account=link.account)
        told = words.format(name=card.name, account=link.account)
        self._done(told, what, back, again, lambda: self.tr("They are one record again."))

    def _done(self, words: str, what: str, back: Way, again: Way, after_undo: Callable[[], str]) -> None:
        """Tell what was done, with the way back, and look at the pairs again; ``what`` names it as a step of undo."""
        act = self._bench.did(what, back, again, lambda _: self._bench.duplicates.read(), after_undo=after_undo)
        self._bench.message.emit(Message(words, "done", self.tr("Undo"), act, "undo"))
        self._bench.duplicates.read()

    def _tell(self, words: str) -> None:
        self._bench.message.emit(Message(words, "done", topic="undo"))
        self._bench.duplicates.read()
