"""The bar at the foot of a page: one current thing to know, with one action. Never a dialog, and nothing moves for it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from crmdesk.ui.formats import shortened
from crmdesk.ui.live import Live
from crmdesk.ui.plain_text import tool_tip
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, IconButton, Label, restyle
from crmdesk.ui.workbench import Message

_LOOKS = {
    "plain": ("info-circle", Tone.ACCENT),
    "done": ("circle-check", Tone.DONE),
    "waiting": ("clock", Tone.PENDING),
    "question": ("help-circle", Tone.ACCENT),
    "problem": ("alert-triangle", Tone.CONFLICT),
}
_SHORT_MS = 10_000
"""How long a message about something done stays: as long as an undo is likely."""
_LONGEST, _LONGEST_TIP = 360, 2_000
"""How many characters of a message are shown, and how many in its tool tip: it may tell a value that fills pages."""


class MessageBar(Live, QFrame):
    """Shows one message at a time; a newer one takes the place of the older."""

    keyboard_left = Signal()
    """The message that had the keyboard is gone, and so is the place from which the keyboard had come to it."""

    def __init__(self) -> None:
        super().__init__()
        self._came_from: QWidget | None = None
        self._message = Message("")
        self._icon = Icon("info-circle")
        self._text = Label("", "strong", wrap=True)
        self._action = Button(lambda: self._message.action)
        self._action.clicked.connect(self.act)
        self._close = IconButton("x", lambda: self.tr("Close the message"))
        self._close.clicked.connect(self.close_message)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHORT_MS)
        self._timer.timeout.connect(self.close_message)
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.PAGE_EDGE, 5, tokens.GAP + 4, 5)
        box.setSpacing(tokens.GAP + 2)
        box.addWidget(self._icon)
        box.addWidget(self._text, 1)
        box.addWidget(self._action)
        box.addWidget(self._close)
        self.hide()
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keyboard_moved)

    def show_message(self, message: Message) -> None:
        """Show ``message`` instead of what was shown."""
        self.setProperty("message", message.tone)
        restyle(self)
        self._icon.show_icon(*_LOOKS[message.tone])
        self._say(message)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        if message.tone == "done":
            self._timer.start()
        else:
            self._timer.stop()

    def relive(self) -> None:
        """The language changed: what stays says itself again."""
        if self._message.again is not None:
            self._say(self._message.again())

    def _say(self, message: Message) -> None:
        self._message = message
        shown = shortened(message.text, _LONGEST)
        self._text.setText(shown)
        self._text.setToolTip("" if shown == message.text else tool_tip(shortened(message.text, _LONGEST_TIP)))
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        self.setAccessibleName(shown)

    def end(self, topic: str) -> None:
        """The problem of ``topic`` is over: take its message away."""
        if self._message.topic == topic:
            self.close_message()

    def close_message(self) -> None:
        """Show nothing. Where the message had the keyboard, it goes back to where it was before."""
        self._timer.stop()
        self._message = Message("")
        had_keyboard = self._holds(self.window().focusWidget())
        before, self._came_from = self._came_from, None
        self.hide()
        if not had_keyboard:
            return
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.keyboard_left.emit()

    def _keyboard_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._holds(now) and not self._holds(before):
            self._came_from = before

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def panes(self) -> list[QWidget]:
        """Where F6 goes: its button, or else the one that closes it; nowhere while nothing is shown."""
        if not self.isVisible():
            return []
        return [self._action if self._action.isVisible() else self._close]

    @property
    def text(self) -> str:
        """What is shown; empty where nothing is."""
        return self._message.text

    @property
    def topic(self) -> str:
        """What the shown message is about; empty where nothing is shown, or it is about nothing that can end."""
        return self._message.topic

    def act(self) -> None:
        """Do what the message's button does."""
        act = self._message.act
        self.close_message()
        if act is not None:
            act()
