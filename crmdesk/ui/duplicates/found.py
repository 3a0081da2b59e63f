"""Which records may be the same as others: read behind the window, again after a run that brought something and a decision."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.events import RunReport
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.duplicates import PossibleDuplicate
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.services import Desk
from crmdesk.ui.tasks import TaskScope

_TASK = "duplicates"


class FoundDuplicates(QObject):
    """Nothing is read before ``begin``: the first list of the window is shown by then.

    ``changed`` when the pairs were read. ``appeared`` gives the pairs that a run brought, once each.
    """

    changed = Signal()
    appeared = Signal(object)

    def __init__(self, desk: Desk, bridge: Bridge, tasks: TaskScope) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._begun = False
        self._after_run = False
        self._known: set[frozenset[str]] | None = None
        self.all: list[PossibleDuplicate] = []
        """The pairs as they were read last."""
        bridge.run_ended.connect(self._run_ended)

    def begin(self) -> None:
        """Read them for the first time; a second call does nothing."""
        if not self._begun:
            self._begun = True
            self.read()

    def read(self) -> None:
        """Read them again."""
        self._tasks.refresh(_TASK, self._read)

    def of_kind(self, kind: Kind) -> list[PossibleDuplicate]:
        """The pairs with a record of this kind."""
        return [pair for pair in self.all if kind in (pair.first.kind, pair.second.kind)]

    def _run_ended(self, report: RunReport) -> None:
        counts = report.counts
        if self._begun and (counts.get("new") or counts.get("merged") or counts.get("applied")):
            self._after_run = True
            self.read()

    async def _read(self) -> None:
        after_run, self._after_run = self._after_run, False
        self.all = list(await self._desk.possible_duplicates())
        pairs = {frozenset((pair.first.record, pair.second.record)): pair for pair in self.all}
        fresh = [pair for key, pair in pairs.items() if self._known is not None and key not in self._known]
        self._known = (self._known or set()) | pairs.keys()
        self.changed.emit()
        if after_run and fresh:
            self.appeared.emit(fresh)
