"""What a scene is made with: a window over a fresh agency, time to settle, and the register of all scenes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from crmdesk.ui.bridge import Bridge
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.theme import tokens
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.canned_agency import Agency
from tests.ui.canned_desk import CannedDesk

Scene = Callable[["Studio"], Awaitable[QWidget]]
Made = TypeVar("Made", bound=Scene)
SCENES: dict[str, tuple[Scene, tuple[tuple[int, int], ...]]] = {}
WIDE, SMALL = (1440, 900), (1024, 700)


def scene(name: str, *sizes: tuple[int, int]) -> Callable[[Made], Made]:
    """Register a scene under a name with the sizes it is taken at (none: the window's own)."""

    def register(function: Made) -> Made:
        SCENES[name] = (function, sizes)
        return function

    return register


class Studio:
    """One window after another, each over a fresh agency."""

    def __init__(self, settings: UiSettings) -> None:
        self.settings = settings
        self.widgets: list[QWidget] = []

    async def window(self, page: str = "lead", agency: Agency | None = None) -> MainWindow:
        """The window on a page, once it has read everything."""
        self.desk = CannedDesk(agency or Agency.full())
        window = MainWindow(self.desk, Bridge(), self.settings)
        self.widgets.append(window)
        window.resize(*WIDE)
        window.show()
        window.begin()
        await settle()
        window.show_page(page)
        await settle()
        return window

    async def record(self, kind: str = "lead", record: str = "L01") -> tuple[MainWindow, ListPage]:
        """The window on a list, with a record beside it; and that list."""
        window = await self.window(kind)
        page = window.page(kind)
        assert isinstance(page, ListPage)
        page.show_record(record)
        await settle()
        return window, page

    async def conflicts(self, agency: Agency | None = None) -> tuple[MainWindow, ConflictsPage]:
        """The window on the conflicts; and their page."""
        window = await self.window("conflicts", agency)
        page = window.page("conflicts")
        assert isinstance(page, ConflictsPage)
        return window, page

    async def dialog(self, dialog: Any) -> QWidget:
        """A dialog, shown."""
        self.widgets.insert(0, dialog)
        dialog.show()
        await settle()
        widget: QWidget = dialog
        return widget

    async def menus(self, menus: Sequence[QMenu]) -> QWidget:
        """Menus as they open, side by side on one sheet."""
        taken = []
        for menu in menus:
            menu.popup(QPoint(40, 40))
            await settle()
            taken.append(menu.grab())
            menu.hide()
        edge = tokens.PAGE_EDGE
        width = sum(each.width() + edge for each in taken) + edge
        sheet = QPixmap(width, max(each.height() for each in taken) + 2 * edge)
        sheet.fill(QColor(tokens.current().ground))
        painter, left = QPainter(sheet), edge
        for each in taken:
            painter.drawPixmap(left, edge, each)
            left += each.width() + edge
        painter.end()
        shown = QLabel()
        shown.setPixmap(sheet)
        shown.setFixedSize(sheet.size())
        return await self.dialog(shown)

    def clear(self) -> None:
        """Take all windows away."""
        for widget in self.widgets:
            widget.hide()
            widget.deleteLater()
        self.widgets = []
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


async def settle() -> None:
    """Let tasks, layouts and paints come to an end."""
    for _ in range(12):
        await asyncio.sleep(0.015)
