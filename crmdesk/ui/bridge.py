"""The one way from other threads into the window: events in, Qt signals out, at most ten rounds a second."""

from __future__ import annotations

import threading

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from crmdesk.domain.events import ChangeSet, Event, Failed, Recovered, RunProgress, RunReport, RunStarted

ROUND_MS = 100
"""The shortest time between two rounds of delivery, in milliseconds."""


class Bridge(QObject):
    """Turns events into signals on the thread that this object lives on.

    Changes that wait together are one; of progress only the newest of each connection is told. Order is kept otherwise.
    """

    changed = Signal(object)
    """ChangeSet"""
    progressed = Signal(object)
    """RunProgress"""
    run_started = Signal(object)
    """RunStarted"""
    run_ended = Signal(object)
    """RunReport"""
    failed = Signal(object)
    """Failed"""
    recovered = Signal(object)
    """Recovered"""

    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: list[Event] = []
        self._last = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._deliver)
        self._posted.connect(self._arrange, Qt.ConnectionType.QueuedConnection)

    def post(self, event: Event) -> None:
        """Hand over an event; callable from any thread, returns at once."""
        with self._lock:
            first = not self._waiting
            self._waiting = _joined(self._waiting, event)
        if first:
            self._posted.emit()

    def _arrange(self) -> None:
        if self._timer.isActive():
            return
        since = self._last.elapsed() if self._last.isValid() else ROUND_MS
        self._timer.start(max(0, ROUND_MS - since))

    def _deliver(self) -> None:
        with self._lock:
            events, self._waiting = self._waiting, []
        self._last.start()
        for event in events:
            self._emit(event)

    def _emit(self, event: Event) -> None:
        match event:
            case ChangeSet():
                self.changed.emit(event)
            case RunProgress():
                self.progressed.emit(event)
            case RunStarted():
                self.run_started.emit(event)
            case RunReport():
                self.run_ended.emit(event)
            case Failed():
                self.failed.emit(event)
            case Recovered():
                self.recovered.emit(event)


def _joined(waiting: list[Event], event: Event) -> list[Event]:
    """``waiting`` with ``event`` at its end; what it replaces or takes in leaves its earlier place."""
    if isinstance(event, ChangeSet):
        for earlier in waiting:
            if isinstance(earlier, ChangeSet):
                return [each for each in waiting if each is not earlier] + [earlier | event]
    if isinstance(event, RunProgress):
        waiting = [
            each for each in waiting if not (isinstance(each, RunProgress) and each.connection == event.connection)
        ]
    return [*waiting, event]
