"""Carries out what a person says about records that may be the same, and tells it with the way back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

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
from crmdesk.ui.workbench import Message, Workbench

_TOPIC = "duplicates"
_TASK = "duplicates"


class DuplicateDecisions(QObject):
    """Listens to the workbench. Uniting and separating take each other back; Ctrl+Z takes back edits of fields only."""

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
            self._done(words, None)
        else:
            way_back = self.tr("Undo separates the two again.")
            self._done(f"{words} {way_back}", lambda: self._take_apart(first, reverse))

    async def _take_apart(self, record: str, connection: str) -> None:
        """Take uniting back: the two stand as before, and may be the same as before."""
        made = await self._bench.desk.separate(record, connection)
        await self._bench.desk.suggest_again(record, made)
        self._done(self.tr("They are two records again."), None)

    async def _keep_apart(self, pair: PossibleDuplicate) -> None:
        first, second = pair.first.record, pair.second.record
        await self._bench.desk.keep_apart(first, second)
        words = self.tr("“{first}” and “{second}” stay two records and are not suggested any more.")
        text = words.format(first=name_text(pair.first), second=name_text(pair.second))
        self._done(text, lambda: self._suggest_again(first, second))

    async def _suggest_again(self, first: str, second: str) -> None:
        await self._bench.desk.suggest_again(first, second)
        self._done(self.tr("They are suggested as possible duplicates again."), None)

    async def _separate(self, card: RecordCard, link: LinkRow) -> None:
        dialog = SeparateDialog(self._window, self._bench.desk, card, link)
        if not await ask(dialog) or dialog.made is None:
            return
        made = dialog.made
        words = self.tr("“{name}”: {account} has a record of its own now. Undo unites the two again.")
        self._done(words.format(name=card.name, account=link.account), lambda: self._reunite(card.id, made))

    async def _reunite(self, record: str, made: str) -> None:
        await self._bench.desk.unite(record, made)
        self._done(self.tr("They are one record again."), None)

    def _done(self, words: str, back: Callable[[], Coroutine[Any, Any, None]] | None) -> None:
        """Tell what was done, with the way back where there is one, and look at the pairs again."""
        if back is None:
            self._bench.message.emit(Message(words, "done", topic="undo"))
        else:
            act = partial(self._start, back)
            self._bench.message.emit(Message(words, "done", self.tr("Undo"), act, "undo"))
        self._bench.duplicates.read()

    def _start(self, back: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._tasks.start(back())
