"""The words of an agency and of its accounts: read as the window opens, and again when what its accounts have may be another."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import options
from crmdesk.store.queries.options import OwnWords
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.field_texts import call_own_words
from crmdesk.ui.services import Desk
from crmdesk.ui.tasks import TaskScope


class WordsInUse(QObject):
    """Has custom fields, and the accounts' own values, called by their words everywhere. ``changed`` when one is another."""

    changed = Signal()

    def __init__(self, desk: Desk, bridge: Bridge, tasks: TaskScope) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._known: OwnWords | None = None
        bridge.changed.connect(self._changed)

    def custom(self, kind: Kind) -> list[str]:
        """The names of a kind's custom fields, by label."""
        return [] if self._known is None else [each.name for each in self._known.custom if each.kind is kind]

    def read(self) -> None:
        """Read them again."""
        self._tasks.refresh("words", self._read)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.connections:
            self.read()

    async def _read(self) -> None:
        found = await self._desk.read(options.own_words)
        if found == self._known:
            return
        self._known = found
        call_own_words(found)
        self.changed.emit()
