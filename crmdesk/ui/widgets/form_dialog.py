"""A dialog that asks for something and saves it; it stays open, with the reason, while what was typed cannot be saved."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QLayout, QWidget

from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.live import Live
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.unfinished import UnfinishedForms
from crmdesk.ui.widgets.basics import Button, Label, Text, column, level_with, row
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
        self._place: tuple[UnfinishedForms, str, str | None] | None = None
        self._again = Label(lambda: self.tr("You had typed this and not saved it."), "muted", wrap=True)
        self._again.hide()
        self._title = Label(title, "name")

    async def save(self) -> None:
        """Do what the dialog is for. Raises CrmdeskError, which is shown while the dialog stays open."""
        raise NotImplementedError

    def typed(self) -> bool:
        """Whether something stands in the dialog that would be lost; a dialog that only asks has nothing."""
        return False

    def stands(self) -> Mapping[str, Value]:
        """What stands in the dialog as it was typed, for ``put_back``: JSON."""
        raise NotImplementedError

    def put_back(self, what: Mapping[str, Value]) -> None:
        """Fill the dialog with what stood in it before."""
        raise NotImplementedError

    def keep_as(self, forms: UnfinishedForms, key: str, record: str | None = None) -> None:
        """Keep under ``key`` what stands here where the program ends, and take up what was kept so.

        ``record`` is the record that the dialog is about. What is kept is over once it is saved or given up.
        """
        self._place = (forms, key, record)
        what = forms.find(key)
        if what is not None:
            self.put_back(what)
            self._again.show()

    def unfinished(self) -> Unfinished | None:
        """What would be lost with the dialog; None where nothing was typed, or it is just being saved."""
        if self._place is None or self.tasks.running("save") or not self.typed():
            return None
        _, key, record = self._place
        return Unfinished(key, record, self.stands())

    async def saved(self) -> None:
        """Wait until what is being saved is saved, or refused."""
        await self.tasks.ended("save")

    def _is_over(self) -> None:
        if self._place is not None:
            self._place[0].over(self._place[1])

    def give_up(self) -> None:
        """Close without saving, whatever was typed."""
        self._is_over()
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
        self._say(self.tr("What you typed is not saved. Press Escape once more to discard it."))

    def lay_out(self, *content: QWidget | QLayout) -> None:
        """Put title, content, error and buttons one under the other."""
        edge = tokens.PAGE_EDGE
        box = column(self._title, self._again, 4, gap=tokens.GAP + 2, edges=(edge, edge, edge, edge))
        for part in content:
            if isinstance(part, QWidget):
                box.addWidget(part)
            else:
                box.addLayout(part)
        box.addWidget(self.error)
        if not any(_grows(part) for part in content):
            box.addStretch(0)
        box.addSpacing(tokens.GAP)
        box.addLayout(row(None, self._cancel, self.save_button))
        self.setLayout(box)

    def submit(self) -> None:
        """Save, once at a time."""
        if not self.tasks.running("save"):
            self.tasks.start(self._save(), "save")

    def refuse(self, error: CrmdeskError) -> None:
        """Say why it cannot be saved."""
        self._say(error_text(error.key, error.data).text)
        self._set_ready(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from anywhere in the dialog."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its texts are at its width: what Qt reckons for a narrower dialog would be spread between them."""
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height that what is shown needs: more or less of it is shown now."""
        self.resize(self.width(), self._needed_height())

    def _say(self, words: str) -> None:
        """Show what is wrong, and make room for it: Qt would press the fields together."""
        self.error.setText(words)
        self.error.show()
        self.resize(self.width(), max(self.height(), self._needed_height()))

    def _needed_height(self) -> int:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.sizeHint().height()
        layout.invalidate()
        return layout.totalHeightForWidth(self.width())

    async def _save(self) -> None:
        self.error.hide()
        self._set_ready(False)
        await self.save()
        self._is_over()
        self.accept()

    def _set_ready(self, ready: bool) -> None:
        for button in (self.save_button, self._cancel):
            button.setEnabled(ready)


def _grows(part: QWidget | QLayout) -> bool:
    """Whether a part of a dialog takes the room that a person gives to the dialog."""
    directions = part.expandingDirections() if isinstance(part, QLayout) else part.sizePolicy().expandingDirections()
    return bool(directions & Qt.Orientation.Vertical)


def add_field(form: QFormLayout, words: Text | str, field: QWidget) -> None:
    """Put a field into a form, with its words beside it in quiet type, level with its first line."""
    label = Label(words, "muted")
    level_with(label, tokens.CONTROL)
    form.addRow(label, field)
