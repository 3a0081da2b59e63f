"""The field that filters the table under it. Escape empties it; Enter and Arrow down go to what is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Icon, Text


class FilterField(Live, QLineEdit):
    """``words`` say what can be typed; ``left_downwards`` tells that the keyboard wants to go on to the table."""

    left_downwards = Signal()

    def __init__(self, words: Text) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.live(self.setPlaceholderText, words)
        self.live(self.setAccessibleName, words)
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.GAP + 3, 0, tokens.GAP, 0)
        box.addWidget(Icon("filter", Tone.MUTED))
        box.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties, then leaves."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
