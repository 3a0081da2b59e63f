"""PySide6 6.12.0 on Python 3.11 loses one reference to None per virtual override that returns nothing, until it aborts.

See docs/decisions/0003. From Python 3.12 on None is immortal and its count stands still.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimerEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

CALLS = 2_000


class _Override(QObject):
    calls = 0

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        self.calls += 1


def test_an_override_that_returns_nothing_keeps_the_count_of_none(qapp: QApplication) -> None:
    override = _Override()
    timer = override.startTimer(0)
    before = sys.getrefcount(None)
    while override.calls < CALLS:
        QCoreApplication.processEvents()
    lost = before - sys.getrefcount(None)
    override.killTimer(timer)
    assert lost < CALLS / 10
