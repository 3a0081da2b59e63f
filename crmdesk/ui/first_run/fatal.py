"""What stopped the start, and what to do: a database of a newer version, damaged, locked by another key, a full disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmdeskError
from crmdesk.store.queries.lacking import Lacking
from crmdesk.ui import formats
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.first_run.start_page import StartPage
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, centred, row


class FatalPage(StartPage):
    """Shown in place of the window.

    ``chosen`` gives again, quit, or one of ``ways``: backup (put the newest one in place) or empty (begin with an empty
    database).
    """

    def __init__(
        self, error: CrmdeskError, folder: Path, ways: Sequence[str] = (), lacks: Lacking | None = None
    ) -> None:
        super().__init__()
        self._error = error
        middle = QWidget()
        middle.setMaximumWidth(600)
        box = QVBoxLayout(middle)
        box.setSpacing(tokens.GROUP_GAP)
        box.addWidget(Icon("alert-triangle", Tone.CONFLICT, 40))
        box.addWidget(Label(lambda: error_text(error.key, error.data).title, "title", wrap=True))
        box.addWidget(Label(self._words, wrap=True))
        if lacks is not None:
            box.addWidget(Label(lambda: self._lacks_words(lacks), "strong", wrap=True))
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
        self.main = next(button for button in self.findChildren(Button) if button.property("role") == "main")
        self.main.setFocus()

    def _words(self) -> str:
        """What happened and what to do; where a button here does it, nobody is sent elsewhere for it."""
        if self._error.key != "database_damaged":
            return error_text(self._error.key, self._error.data).text
        return self.tr(
            "The file {file} with your data is damaged. Its newest backup is of {date}: put it in place here, or run crmdesk "
            "recover. What was sent since then comes back with the next synchronisation. What was typed since then and not "
            "sent is only in the damaged file, which is kept."
        ).format(file=self._error.data["file"], date=self._backup_date())

    def _backup_date(self) -> str:
        return formats.moment(str(self._error.data["backup_at"]))

    def _lacks_words(self, lacks: Lacking) -> str:
        """What putting the backup in place would do to what a person typed."""
        if not lacks.known:
            return self.tr("What was typed here since that backup cannot be read any more.")
        if not lacks.records:
            return self.tr("Nothing was typed here since that backup.")
        count = self.tr("%Ln record(s) were edited here since that backup, which lacks these edits", "", lacks.records)
        names = ", ".join((*lacks.names, "…") if lacks.names and lacks.records > len(lacks.names) else lacks.names)
        said = formats.labelled(count, names) if names else count
        part = "" if lacks.whole else " " + self.tr("There may be more: part of the history cannot be read.")
        end = "" if said.endswith("…") else "."
        return f"{said}{end}{part}"

    def _way(self, way: str, *, main: bool) -> Button:
        words = self._backup_words if way == "backup" else lambda: self.tr("Begin with empty data")
        button = Button(words, role="main" if main else "")
        button.clicked.connect(lambda: self.chosen.emit(way))
        return button

    def _backup_words(self) -> str:
        return self.tr("Put the backup of {date} in place").format(date=self._backup_date())
