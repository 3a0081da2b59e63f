"""The editor for lists of phone numbers or e-mail addresses: each with a label, one of them the main one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import FieldType, Value
from crmdesk.ui import formats
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import item_label, typed_item_label
from crmdesk.ui.records.editors.base import Editor
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, IconButton, row
from crmdesk.ui.widgets.switches import RadioButton


@dataclass(slots=True)
class _Row:
    frame: QWidget
    main: RadioButton
    value: QLineEdit
    label: QLineEdit
    begun: tuple[str, str]
    """The label it began with, as the window says it and as it is kept."""

    def meant(self) -> str | None:
        """The label to keep: what it began with where nobody touched it."""
        said, kept = self.begun
        return (kept if self.label.text() == said else typed_item_label(self.label.text())) or None


class ItemsEditor(Live, Editor):
    """Rows of (main, value, label) with a button to add one; an empty row does not count."""

    def __init__(self, spec: FieldSpec, name: str) -> None:
        super().__init__(spec, name)
        self._rows: list[_Row] = []
        self._mains = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.UNIT)
        self._add = Button(self._add_text, "plus", "quiet")
        self._add.clicked.connect(lambda: self.add().setFocus())
        save = Button(lambda: self.tr("Save"), role="main")
        save.clicked.connect(self.saved)
        cancel = Button(lambda: self.tr("Cancel"))
        cancel.clicked.connect(self.given_up)
        self._buttons = QWidget()
        self._buttons.setLayout(row(cancel, save))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.UNIT)
        box.addLayout(self._list)
        # Two lines: the panel at its narrowest has no room for the words of all three.
        box.addLayout(row(self._add, None))
        box.addLayout(row(None, self._buttons))

    def hide_buttons(self) -> None:
        """Leave saving to the dialog around it."""
        self._buttons.hide()

    def set_value(self, value: Value) -> None:
        """Begin with these items, or one empty row."""
        for item in value or [{"value": "", "label": "", "primary": True}]:
            shown = formats.phone(item["value"]).replace("\u00a0", " ") if self._phones else item["value"]
            self._append(shown, item["label"] or "", main=bool(item["primary"]))
        self.setFocusProxy(self._rows[0].value)

    def value(self) -> Value:
        """The rows that say something, in canonical form."""
        return self.spec.canonical(
            [
                {"value": each.value.text(), "label": each.meant(), "primary": each.main.isChecked()}
                for each in self._rows
            ]
        )

    def typed(self) -> Value:
        """The rows: whether it is the main one, value, label."""
        return [[each.main.isChecked(), each.value.text(), each.meant() or ""] for each in self._rows]

    def retype(self, typed: Value) -> None:
        """Put the rows back."""
        for each in self._rows:
            each.frame.hide()
            each.frame.deleteLater()
        self._rows = []
        for main, value, label in typed:
            self._append(value, label, main=main)
        self.setFocusProxy(self._rows[0].value)

    def add(self, value: str = "", label: str = "") -> QLineEdit:
        """Add a row; gives its line."""
        return self._append(value, label, main=False)

    @property
    def _phones(self) -> bool:
        return self.spec.type is FieldType.PHONES

    def _add_text(self) -> str:
        return self.tr("Add a number") if self._phones else self.tr("Add an address")

    def _append(self, value: str, label: str, *, main: bool) -> QLineEdit:
        said = item_label(label)
        made = _Row(QWidget(), RadioButton(), QLineEdit(value), QLineEdit(said), (said, label))
        made.main.setChecked(main)
        made.main.setToolTip(self.tr("Main one"))
        made.main.setAccessibleName(self.tr("Main one"))
        self._mains.addButton(made.main)
        made.value.setProperty("marks", "yes")
        made.value.setAccessibleName(self.name)
        made.label.setPlaceholderText(QCoreApplication.translate("Editor", "label"))
        made.label.setAccessibleName(self.tr("Label"))
        made.label.setFixedWidth(84)
        away = IconButton("x", lambda: self.tr("Remove"))
        away.clicked.connect(lambda: self._remove(made))
        made.frame.setLayout(row(made.main, made.value, made.label, away, gap=tokens.UNIT))
        self._rows.append(made)
        self._list.addWidget(made.frame)
        self._show_mains()
        return made.value

    @property
    def mains(self) -> list[RadioButton]:
        """The buttons that choose the main one."""
        return [each.main for each in self._rows]

    def _show_mains(self) -> None:
        """Ask which one is the main one only where there are several."""
        for each in self._rows:
            each.main.setVisible(len(self._rows) > 1)

    def _remove(self, row: _Row) -> None:
        self._rows.remove(row)
        row.frame.hide()
        row.frame.deleteLater()
        if not self._rows:
            self._append("", "", main=True)
        self._show_mains()
