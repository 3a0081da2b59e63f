"""What every page of the window is: something that begins when it is shown, and has panes that F6 goes through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget

from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Label, Text, column
from crmdesk.ui.workbench import Workbench


class PageFrame(Live, QFrame):
    """A page on its ground, made in the window that shows it: Qt styles anew whatever moves, with all that is in it."""

    def __init__(self, workbench: Workbench, parent: QWidget, ground: str = "page") -> None:
        super().__init__(parent)
        self.setProperty("ground", ground)
        self._bench = workbench
        self._tasks = workbench.tasks(self)

    def begin(self) -> None:
        """The page is shown, or has to read again what it shows."""

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page; the first one gets the keyboard when the page is shown."""
        return []

    def stand_under(self, head: QHBoxLayout, body: QWidget) -> None:
        """Lay the page out: its head, and under it a body that reaches the page's edges and keeps its own margins."""
        edge = tokens.PAGE_EDGE
        head.setContentsMargins(edge, 0, edge, 0)
        outer = column(head, gap=tokens.GROUP_GAP, edges=(0, tokens.GAP + 6, 0, 0))
        outer.addWidget(body, 1)
        self.setLayout(outer)


class PageScroll(QScrollArea):
    """What scrolls under a page's head. The scroll bar stands at the edge of the page and moves nothing when it comes."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setProperty("ground", "none")
        self.setWidget(content)
        self._content = content
        self.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        self._keep_edge()

    def _keep_edge(self) -> None:
        layout: QLayout | None = self._content.layout()
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        if layout is not None:
            layout.setContentsMargins(tokens.PAGE_EDGE, 0, tokens.PAGE_EDGE - taken, tokens.PAGE_EDGE)


def page_title(text: Text) -> Label:
    """The title of a page, at the same height on every page, with buttons beside it or without."""
    made = Label(text, "title")
    made.setMinimumHeight(tokens.CONTROL)
    return made
