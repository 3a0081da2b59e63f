"""A dialog that asks for something and saves it; it stays open, with the reason, while what was typed cannot be saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from crmdesk.domain.errors import CrmdeskError
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.live import Live
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, Text, column, row
from crmdesk.ui.widgets.tab_order import SeenOrder


class FormDialog(SeenOrder, Live, QDialog):
    """``save`` is what the main button does; the dialog is accepted once it came to its end without an error."""

    def __init__(self, parent: QWidget | None, title: Text, save_text: Text) -> None:
        super().__init__(parent)
        self.tasks = TaskScope(self, self.refuse)
        self.live(self.setWindowTitle, title)
        self.error = Label("", tone="conflict", wrap=True)
        self.error.hide()
        self.save_button = Button(save_text, role="main")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.submit)
        self._cancel = Button(lambda: self.tr("Cancel"))
        self._cancel.clicked.connect(self.give_up)
        self._warned = False
        self._title = Label(title, "name")

    async def save(self) -> None:
        """Do what the dialog is for. Raises CrmdeskError, which is shown while the dialog stays open."""
        raise NotImplementedError

    def typed(self) -> bool:
        """Whether something stands in the dialog that would be lost; a dialog that only asks has nothing."""
        return False

    def give_up(self) -> None:
        """Close without saving, whatever was typed."""
        self.done(QDialog.DialogCode.Rejected.value)

    def reject(self) -> None:
        """Escape, or the window's own button: where something was typed, the first time only asks.

        While it is being saved, nothing is given up any more.
        """
        if self.tasks.running("save"):
            return
        if self._warned or not self.typed():
            self.give_up()
            return
        self._warned = True
        self.error.setText(self.tr("What you typed is not saved. Press Escape once more to discard it."))
        self.error.show()

    def lay_out(self, *content: QWidget | QLayout) -> None:
        """Put title, content, error and buttons one under the other."""
        edge = tokens.PAGE_EDGE
        box = column(self._title, 4, gap=tokens.GAP + 2, edges=(edge, edge, edge, edge))
        for part in content:
            if isinstance(part, QWidget):
                box.addWidget(part)
            else:
                box.addLayout(part)
        box.addWidget(self.error)
        box.addSpacing(tokens.GAP)
        box.addLayout(row(None, self._cancel, self.save_button))
        self.setLayout(box)

    def submit(self) -> None:
        """Save, once at a time."""
        if not self.tasks.running("save"):
            self.tasks.start(self._save(), "save")

    def refuse(self, error: CrmdeskError) -> None:
        """Say why it cannot be saved."""
        self.error.setText(error_text(error.key, error.data).text)
        self.error.show()
        self._set_ready(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from anywhere in the dialog."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    async def _save(self) -> None:
        self.error.hide()
        self._set_ready(False)
        await self.save()
        self.accept()

    def _set_ready(self, ready: bool) -> None:
        for button in (self.save_button, self._cancel):
            button.setEnabled(ready)
