"""Editors for one value: text, long text, number, money, date, tags, yes or no, choice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout
from shiboken6 import isValid

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import FieldType, Value
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import option_label
from crmdesk.ui.records.editors.base import Editor, Surroundings
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.typed_values import begun_text, typed_value
from crmdesk.ui.widgets.basics import Choice


class TextEditor(Editor):
    """One line. Numbers, amounts, dates and tags are written as one does on paper.

    A line that nobody touched gives exactly the value it began with, in whatever language the window speaks by then.
    """

    def __init__(self, spec: FieldSpec, name: str) -> None:
        super().__init__(spec, name)
        self._begun: tuple[str, Value] = ("", None)
        self.line = QLineEdit()
        self.line.setProperty("marks", "yes")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(_hint(spec))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.setFocusProxy(self.line)

    def set_value(self, value: Value) -> None:
        """Begin with ``value`` as one would type it."""
        self._begun = (begun_text(self.spec, value), value)
        self.line.setText(self._begun[0])
        self.line.selectAll()

    def value(self) -> Value:
        """What the line says; None where it is empty."""
        text, value = self._begun
        return value if self.line.text() == text else typed_value(self.spec, self.line.text())

    def typed(self) -> Value:
        """The line."""
        return self.line.text()

    def retype(self, typed: Value) -> None:
        """Put the line back."""
        self.line.setText(typed)


class LongTextEditor(Editor):
    """A text of several lines; Ctrl+Enter saves."""

    saves_on_enter = False

    def __init__(self, spec: FieldSpec, name: str) -> None:
        super().__init__(spec, name)
        self.text = QPlainTextEdit()
        self.text.setProperty("marks", "yes")
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(110)
        self.text.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        self.setFocusProxy(self.text)

    def set_value(self, value: Value) -> None:
        """Begin with this text."""
        self.text.setPlainText(value or "")

    def value(self) -> Value:
        """The text; None where it is blank."""
        return self.spec.canonical(self.text.toPlainText())

    def typed(self) -> Value:
        """The text."""
        return self.text.toPlainText()

    def retype(self, typed: Value) -> None:
        """Put the text back."""
        self.text.setPlainText(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter and Escape go past the text field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (control and enter):
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)


class ChoiceEditor(Live, Editor):
    """One of the field's options, or blank; an open field takes other words too: those of the accounts are offered once read."""

    def __init__(self, spec: FieldSpec, name: str, around: Surroundings, tasks: TaskScope) -> None:
        super().__init__(spec, name)
        self._around = around
        self._words: dict[str, str] = {}
        self.box = Choice()
        self.box.setProperty("marks", "yes")
        self.live(self.box.setAccessibleName, lambda: field_label(spec.name))
        self.box.addItem(formats.BLANK, None)
        for option in ("yes", "no") if spec.type is FieldType.BOOLEAN else spec.options:
            self.box.addItem(self._label(option), option)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self.saved)
        if spec.open and spec.type is FieldType.CHOICE:
            tasks.start(self._offer(), f"options of {spec.name}")

    def set_value(self, value: Value) -> None:
        """Begin with this option; a vendor's own one is added."""
        self.retype({True: "yes", False: "no"}.get(value, value) if self.spec.type is FieldType.BOOLEAN else value)

    def typed(self) -> Value:
        """The chosen option's key."""
        return self.box.currentData()

    def retype(self, typed: Value) -> None:
        """Choose the option of this key."""
        if typed is not None and self.box.findData(typed) < 0:
            self.box.addItem(self._label(str(typed)), typed)
        self.box.setCurrentIndex(self.box.findData(typed))

    def value(self) -> Value:
        """The chosen option."""
        key = self.box.currentData()
        if self.spec.type is FieldType.BOOLEAN:
            return None if key is None else key == "yes"
        return self.spec.canonical(key)

    def relive(self) -> None:
        """Say the options again."""
        for number in range(1, self.box.count()):
            self.box.setItemText(number, self._label(self.box.itemData(number)))

    async def _offer(self) -> None:
        """Add the accounts' own words."""
        found = await self._around.find(self.spec.name, "")
        if not isValid(self.box):
            return  # the editor was closed meanwhile
        self._words = {choice.value: choice.label for choice in found if choice.value not in self.spec.options}
        for value in self._words:
            if self.box.findData(value) < 0:
                self.box.addItem(value, value)
        self.relive()

    def _label(self, option: str) -> str:
        if self.spec.type is FieldType.BOOLEAN:
            return formats.yes_no(option == "yes")
        return self._words.get(option) or option_label(self.spec.name, option, self.spec.options)


def _hint(spec: FieldSpec) -> str:
    match spec.type:
        case FieldType.DATE:
            return QCoreApplication.translate("Editor", "dd/mm/yyyy")
        case FieldType.DATETIME:
            return QCoreApplication.translate("Editor", "dd/mm/yyyy hh:mm")
        case FieldType.MONEY:
            return QCoreApplication.translate("Editor", "e.g. €348,000")
        case FieldType.TAGS:
            return QCoreApplication.translate("Editor", "one, two, three")
        case _:
            return ""
