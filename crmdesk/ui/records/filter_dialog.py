"""Asks for one filter: field, operator, value."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.store.queries.rows import Choice as Option
from crmdesk.store.queries.rows import Filter, Operator
from crmdesk.ui import formats
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import option_label
from crmdesk.ui.records.filter_texts import NEEDS_NO_VALUE, filter_fields, operator_text, operators, spec_of
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.typed_values import bound_text, typed_bound, typed_value
from crmdesk.ui.widgets.basics import Button, Choice, Label, clear, column, row, scrolled
from crmdesk.ui.widgets.switches import CheckBox

Options = Callable[[str], Coroutine[Any, Any, Sequence[Option]]]
"""Gives what a choice or a reference can be set to."""

_LISTED = (FieldType.CHOICE, FieldType.TAGS, FieldType.REFERENCE)
"""Types whose values are ticked among those that there are."""


class FilterDialog(Live, QDialog):
    """One filter of a list; ``condition`` holds it once the dialog was accepted. ``wants_removal`` tells it should go.

    ``own`` are the agency's own fields that can be asked about besides.
    """

    def __init__(
        self,
        parent: QWidget,
        kind: Kind,
        options: Options,
        condition: Filter | None = None,
        *,
        own: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._kind, self._options = kind, options
        self.condition = condition
        self.wants_removal = False
        self._tasks = TaskScope(self, self._failed)
        self.setMinimumWidth(400)
        self.live(self.setWindowTitle, lambda: self.tr("Filter"))
        self._field, self._operator = Choice(), Choice()
        self._field.setAccessibleName(self.tr("Field"))
        self._operator.setAccessibleName(self.tr("Condition"))
        self._text = QLineEdit()
        self._text.setAccessibleName(self.tr("Value"))
        self.boxes: dict[str, CheckBox] = {}
        """What can be ticked, by value."""
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._listed = scrolled(holder)
        self._listed.setMinimumHeight(200)
        self._error = Label("", tone="conflict", wrap=True)
        self._error.hide()
        for name in filter_fields(kind, own):
            self._field.addItem(field_label(name), name)
        self._field.currentIndexChanged.connect(self._field_changed)
        self._operator.currentIndexChanged.connect(self._operator_changed)
        self._lay_out()
        self._begin(condition)

    def ask_about(self, field: str) -> None:
        """Ask about this field."""
        self._field.setCurrentIndex(self._field.findData(field))

    def choose(self, field: str, values: Sequence[str]) -> None:
        """Ask for any of these values of a choice field, and apply."""
        self.ask_about(field)
        for value, box in self.boxes.items():
            box.setChecked(value in values)
        self._apply()

    def _lay_out(self) -> None:
        remove = Button(lambda: self.tr("Remove"), "trash", "danger")
        remove.setVisible(self.condition is not None)
        remove.clicked.connect(self._remove)
        cancel = Button(lambda: self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        apply = Button(lambda: self.tr("Apply"), role="main")
        apply.setDefault(True)
        apply.clicked.connect(self._apply)
        edge = tokens.PAGE_EDGE
        self.setLayout(
            column(
                Label(lambda: self.tr("Show only records where"), "name"),
                self._field,
                self._operator,
                self._text,
                self._listed,
                self._error,
                None,
                tokens.GAP,
                row(remove, None, cancel, apply),
                gap=tokens.GAP + 2,
                edges=(edge, edge, edge, edge),
            )
        )

    def _begin(self, condition: Filter | None) -> None:
        if condition is None:
            self._field_changed()
            return
        self._field.setCurrentIndex(self._field.findData(condition.field))
        self._field_changed()
        self._operator.setCurrentIndex(self._operator.findData(condition.operator))
        if condition.operator is not Operator.ANY_OF:
            spec = spec_of(self._kind, condition.field)
            self._text.setText(bound_text(spec, condition.value, last=condition.operator is Operator.AT_MOST))

    def _field_changed(self) -> None:
        spec = spec_of(self._kind, self._field.currentData())
        self._operator.clear()
        for operator in operators(spec):
            self._operator.addItem(operator_text(operator), operator)
        self._fill(())
        self._tasks.cancel("options")
        if spec.type is FieldType.BOOLEAN:
            self._fill([Option("yes", formats.yes_no(True)), Option("no", formats.yes_no(False))], one=True)
        elif spec.type in _LISTED:
            self._fill([Option(value, option_label(spec.name, value, spec.options)) for value in spec.options])
            if spec.open or not spec.options:
                self._tasks.start(self._load(spec), "options")
        self._operator_changed()

    def _operator_changed(self) -> None:
        spec = spec_of(self._kind, self._field.currentData())
        listed = spec.type in (*_LISTED, FieldType.BOOLEAN)
        bare = self._operator.currentData() in NEEDS_NO_VALUE
        self._text.setVisible(not bare and not listed)
        self._listed.setVisible(not bare and listed)

    async def _load(self, spec: FieldSpec) -> None:
        offered = {value: option_label(spec.name, value, spec.options) for value in spec.options}
        for each in await self._options(spec.name):
            offered.setdefault(each.value, each.label)
        for value in self._asked_for():  # no record may have it any more, and it can be taken away all the same
            offered.setdefault(value, option_label(spec.name, value))
        self._fill([Option(value, label) for value, label in offered.items()])

    def _asked_for(self) -> Sequence[str]:
        """The values that the filter to change asks for, where it is about the field that is shown."""
        before = self.condition
        if before is None or before.field != self._field.currentData():
            return ()
        if isinstance(before.value, bool):
            return ("yes",) if before.value else ("no",)
        return tuple(before.value) if before.operator is Operator.ANY_OF else ()

    def _fill(self, options: Sequence[Option], *, one: bool = False) -> None:
        """Offer these, of which ``one`` alone can be ticked: what was ticked since stays so, and what the filter asks for."""
        before, at = {value: box.isChecked() for value, box in self.boxes.items()}, self.focusWidget()
        kept = next((value for value, box in self.boxes.items() if box is at), None)
        asked_for = self._asked_for()
        clear(self._list)
        together = QButtonGroup(self._listed)
        together.setExclusive(one)
        self.boxes = {option.value: CheckBox(lambda option=option: option.label) for option in options}  # type: ignore[misc]
        for value, box in self.boxes.items():
            together.addButton(box)
            box.setChecked(before.get(value, value in asked_for))
            self._list.addWidget(box)
        self._list.addStretch(1)
        if kept in self.boxes:
            self.boxes[kept].setFocus()

    def _apply(self) -> None:
        operator = Operator(self._operator.currentData())
        try:
            value = None if operator in NEEDS_NO_VALUE else self._value()
        except InvalidInput as error:
            self._failed(error)
            return
        self.condition = Filter(self._field.currentData(), operator, value)
        self.accept()

    def _value(self) -> Value:
        spec = spec_of(self._kind, self._field.currentData())
        chosen = [value for value, box in self.boxes.items() if box.isChecked()]
        text = self._text.text().strip()
        listed = spec.type in (*_LISTED, FieldType.BOOLEAN)
        if not (chosen if listed else text):
            raise InvalidInput("filter_without_value", field=spec.name)
        if listed:
            return chosen == ["yes"] if spec.type is FieldType.BOOLEAN else chosen
        if self._operator.currentData() == Operator.AT_MOST:
            return typed_bound(spec, text)
        return text if spec.type is FieldType.TEXT else typed_value(spec, text)

    def _remove(self) -> None:
        self.wants_removal = True
        self.accept()

    def _failed(self, error: CrmdeskError) -> None:
        self._error.setText(error_text(error.key, error.data).text)
        self._error.show()
