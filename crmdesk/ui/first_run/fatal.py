"""What stopped the start, and what to do: a database of a newer version, damaged, locked by another key, a full disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmdeskError
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, centred, row


class FatalPage(Live, QFrame):
    """Shown in place of the window. ``again`` tries to start once more, ``quit`` ends the program."""

    again = Signal()
    quit = Signal()

    def __init__(self, error: CrmdeskError, folder: Path) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self._error = error
        middle = QWidget()
        middle.setMaximumWidth(600)
        box = QVBoxLayout(middle)
        box.setSpacing(tokens.GROUP_GAP)
        box.addWidget(Icon("alert-triangle", Tone.CONFLICT, 40))
        box.addWidget(Label(lambda: error_text(error.key, error.data).title, "title", wrap=True))
        box.addWidget(Label(lambda: error_text(error.key, error.data).text, wrap=True))
        box.addWidget(
            Label(lambda: self.tr("Your data lie untouched in {folder}.").format(folder=folder), "muted", wrap=True)
        )
        again = Button(lambda: self.tr("Try again"), "refresh", "main")
        again.clicked.connect(self.again)
        show = Button(lambda: self.tr("Open the folder"), "external-link")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        copy = Button(lambda: self.tr("Copy the details"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(error)))
        leave = Button(lambda: self.tr("Quit"))
        leave.clicked.connect(self.quit)
        box.addLayout(row(again, show, copy, None, leave))
        centred(self, middle)
