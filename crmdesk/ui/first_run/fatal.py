"""What stopped the start, and what to do: a database of a newer version, damaged, locked by another key, a full disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmdeskError
from crmdesk.ui import formats
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, centred, row


class FatalPage(Live, QFrame):
    """Shown in place of the window.

    ``chosen`` gives again, quit, or one of ``ways``: backup (put the newest one in place) or empty (begin with an empty
    database).
    """

    chosen = Signal(str)

    def __init__(self, error: CrmdeskError, folder: Path, ways: Sequence[str] = ()) -> None:
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
            Label(lambda: self.tr("The folder of your data: {folder}").format(folder=folder), "muted", wrap=True)
        )
        if ways:
            box.addLayout(row(*(self._way(way, main=way == ways[0]) for way in ways), None))
        again = Button(lambda: self.tr("Try again"), "refresh", "" if ways else "main")
        again.clicked.connect(lambda: self.chosen.emit("again"))
        show = Button(lambda: self.tr("Open the folder"), "external-link")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        copy = Button(lambda: self.tr("Copy the details"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(error)))
        leave = Button(lambda: self.tr("Quit"))
        leave.clicked.connect(lambda: self.chosen.emit("quit"))
        box.addLayout(row(again, show, copy, None, leave))
        centred(self, middle)

    def _way(self, way: str, *, main: bool) -> Button:
        words = self._backup_words if way == "backup" else lambda: self.tr("Begin with empty data")
        button = Button(words, role="main" if main else "")
        button.clicked.connect(lambda: self.chosen.emit(way))
        return button

    def _backup_words(self) -> str:
        made = formats.moment(str(self._error.data["backup_at"]))
        return self.tr("Put the backup of {date} in place").format(date=made)
