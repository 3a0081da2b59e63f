"""The step that waits for the browser: five minutes, with the address to copy where the browser did not open."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, column, row

WAIT_S = 300
"""How long a sign-in waits for the browser, in seconds (RFC 8252 asks for a limit; the listener closes after it)."""


class WaitingStep(Live, QWidget):
    """Waiting, with a countdown by the wall clock. ``given_up`` when the time is over."""

    given_up = Signal()
    back_asked = Signal()
    """Back to what was typed, because the browser shows an error: nothing tells crmdesk of one."""

    def __init__(self) -> None:
        super().__init__()
        self._url = ""
        self._until = QDateTime()
        self._words = Label(self._text, "strong")
        self._hint = Label(
            lambda: self.tr("Sign in there and allow the access, then come back here."), "muted", wrap=True
        )
        self._refused = Label(
            lambda: self.tr(
                "If the browser shows an error, check the client ID and the application’s redirect address: nothing tells "
                "crmdesk of such an error."
            ),
            "muted",
            wrap=True,
        )
        self._to_fields = Button(lambda: self.tr("Check the client ID"), "arrow-left")
        self._to_fields.clicked.connect(self.back_asked)
        self._left = Label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, WAIT_S)
        self._copied = Label("", tone="done")
        self._again = Button(lambda: self.tr("Open the browser again"), "external-link")
        self._again.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._url)))
        self._copy = Button(lambda: self.tr("Copy the address"), "copy")
        self._copy.clicked.connect(self._copy_url)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, tokens.GROUP_GAP, 0, 0)
        box.setSpacing(tokens.GAP + 4)
        head = row(Icon("world", Tone.ACCENT, 24), gap=tokens.GAP + 4)
        head.addLayout(column(self._words, self._hint, gap=1), 1)
        box.addLayout(head)
        box.addWidget(self._bar)
        box.addWidget(self._left)
        box.addSpacing(tokens.GAP)
        box.addLayout(row(self._again, self._copy, self._copied, None))
        box.addSpacing(tokens.GROUP_GAP)
        box.addWidget(self._refused)
        box.addLayout(row(self._to_fields, None))
        box.addStretch(1)

    def begin(self, url: str) -> None:
        """Wait for what the browser does with ``url``; an empty one waits for the account alone."""
        self._url = url
        self._copied.setText("")
        for widget in (self._hint, self._refused, self._to_fields, self._again, self._copy, self._left):
            widget.setVisible(bool(url))
        self._bar.setRange(0, WAIT_S if url else 0)
        self._words.setText(self._text())
        self._until = QDateTime.currentDateTimeUtc().addSecs(WAIT_S)
        self._tick()
        if url:
            self._timer.start()

    def end(self) -> None:
        """Wait no longer."""
        self._timer.stop()

    def relive(self) -> None:
        """Say the countdown again."""
        self._tick()

    def _tick(self) -> None:
        left = max(0, QDateTime.currentDateTimeUtc().secsTo(self._until))
        self._left.setText(self.tr("Time left: {time}").format(time=f"{left // 60}:{left % 60:02d}"))
        if self._url:
            self._bar.setValue(left)
        self._bar.setAccessibleName(self._left.text())
        if self._timer.isActive() and left == 0:
            self._timer.stop()
            self.given_up.emit()

    def _text(self) -> str:
        if self._url:
            return self.tr("Waiting for the browser…")
        return self.tr("Checking the access…")

    def _copy_url(self) -> None:
        QGuiApplication.clipboard().setText(self._url)
        self._copied.setText(self.tr("Copied"))
