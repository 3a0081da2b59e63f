"""Showing a page as a window of its own, before there is a window."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


async def shown(page: QWidget, connect: Callable[[Callable[[T], None]], object]) -> T | None:
    """Show a page until it answers; None where it is closed. ``connect`` hands it what it gives its answer to.

    Ctrl+Q closes it, as it closes the window.
    """
    answered: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()

    def answer(value: T | None) -> None:
        if not answered.done():
            answered.set_result(value)

    connect(answer)
    closing = _Closing(page, lambda: answer(None))
    quits(page)
    page.setWindowTitle("crmdesk")
    page.resize(1024, 700)
    log_painted(page)
    page.show()
    try:
        return await answered
    finally:
        page.removeEventFilter(closing)
        page.hide()
        page.deleteLater()


def quits(page: QWidget) -> None:
    """Let Ctrl+Q close a page or dialog that there is no window behind."""
    QShortcut(QKeySequence("Ctrl+Q"), page).activated.connect(page.close)


def log_painted(page: QWidget) -> None:
    """Write into the log when a page is there to be seen."""
    Painted(page, lambda: _LOG.info("page painted"))


class Painted(QObject):
    """Calls ``then`` when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._then = widget, then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook for events of the widget."""
        if event.type() is QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            self._then()
        return super().eventFilter(watched, event)


class _Closing(QObject):
    """Calls ``then`` when the window of a page is closed."""

    def __init__(self, page: QWidget, then: Callable[[], object]) -> None:
        super().__init__(page)
        self._then = then
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook for events of the page."""
        if event.type() is QEvent.Type.Close:
            self._then()
        return super().eventFilter(watched, event)
