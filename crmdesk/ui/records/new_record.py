"""Asks for a new record of any kind."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries import records
from crmdesk.ui.field_texts import field_label, kind_new, new_fields
from crmdesk.ui.records.editors.base import Editor, Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.lookups import finder
from crmdesk.ui.theme import tokens
from crmdesk.ui.unfinished import NEW, new_key
from crmdesk.ui.widgets.basics import scrolled
from crmdesk.ui.widgets.form_dialog import FormDialog, add_field
from crmdesk.ui.workbench import Workbench

_AROUND = 140
"""What title and buttons take of the window's height."""
_LEAST = 200
_NAMES = ("last_name", "name", "subject", "body")
"""What a record is called by, by the first of them that its kind has: where the keyboard begins."""
_FIRST: Mapping[Kind, Mapping[str, Value]] = {
    Kind.LEAD: {"lead_type": "seller", "status": "new"},
    Kind.ACTIVITY: {"type": "task"},
    Kind.DEAL: {"status": "open"},
}


class NewRecordDialog(FormDialog):
    """The most important fields of a kind. ``made`` holds the record's id and the change's once it was saved."""

    def __init__(self, parent: QWidget, workbench: Workbench, kind: Kind, values: Mapping[str, Value]) -> None:
        super().__init__(parent, lambda: kind_new(kind), lambda: self.tr("Create"))
        self.kind = kind
        self.made: tuple[str, str] | None = None
        self.name = ""
        self._bench = workbench
        self._editors: dict[str, Editor] = {}
        self._begun = dict(_FIRST.get(kind, {})) | dict(values)
        form = QFormLayout()
        form.setSpacing(tokens.GAP)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in new_fields(kind):
            editor = self._editors[name] = self._made(name)
            add_field(form, field_label(name), editor)
        holder = QWidget()
        holder.setLayout(form)
        area = scrolled(holder)
        area.verticalScrollBar().rangeChanged.connect(
            lambda _, most: form.setContentsMargins(0, 0, tokens.GAP if most else 0, 0)
        )
        room = parent.window().height() - _AROUND
        area.setMinimumSize(500, max(_LEAST, min(560, room, 60 + 44 * len(self._editors))))
        self.lay_out(area)
        self._given = dict(values)
        self.keep_as(workbench.unfinished, new_key(kind, values))
        self.tasks.start(self._read_begun(), "begun")
        first = next(self._editors[name] for name in _NAMES if name in self._editors)
        first.setFocus(Qt.FocusReason.OtherFocusReason)  # what stands before it has time, and Shift+Tab goes there

    def _made(self, name: str) -> Editor:
        around = Surroundings(finder(self._bench.desk, self.kind))
        editor = make_editor(CATALOGUE[self.kind][name], around, self.tasks)
        editor.set_value(self._begun.get(name))
        if isinstance(editor, (ItemsEditor, ReferenceEditor, ConsentEditor)):
            editor.hide_buttons()
        return editor

    async def _read_begun(self) -> None:
        """Fill in what accounts ask for in every record of the kind (a deal's pipeline and stage)."""
        begun = await self._bench.desk.read(lambda connection: records.begun(connection, self.kind))
        for name, value in begun.fields.items():
            editor = self._editors.get(name)
            if name not in self._begun and isinstance(editor, ReferenceEditor):
                self._begun[name] = value
                editor.begin(value, begun.names)

    def editor(self, field: str) -> Editor:
        """The editor of a field."""
        return self._editors[field]

    def typed(self) -> bool:
        """Whether any field says something else than it began with."""
        return any(_value(editor) != self._begun.get(name) for name, editor in self._editors.items())

    def stands(self) -> Mapping[str, Value]:
        """The kind, what it was asked for with, and every field."""
        fields = {name: editor.typed() for name, editor in self._editors.items()}
        return {"form": NEW, "kind": self.kind.value, "given": self._given, "fields": fields}

    def put_back(self, what: Mapping[str, Value]) -> None:
        """Fill in every field."""
        for name, typed in what["fields"].items():
            if name in self._editors:
                self._editors[name].retype(typed)

    def refuse(self, error: CrmdeskError) -> None:
        """Say why, and go to the field."""
        super().refuse(error)
        editor = self._editors.get(str(error.data.get("field")))
        if editor is not None:
            editor.set_wrong(True)
            editor.go_to_wrong()

    async def save(self) -> None:
        """Make the record. Raises InvalidInput."""
        for editor in self._editors.values():
            editor.set_wrong(False)
        for editor in self._editors.values():
            await editor.settle()
        values = self._begun | {name: editor.value() for name, editor in self._editors.items()}
        filled = {name: value for name, value in values.items() if value is not None}
        self.name = display_name(self.kind, filled)
        if not self.name:
            raise InvalidInput("record_without_content")
        self.made = await self._bench.desk.create(self.kind, filled)


def _value(editor: Editor) -> Value:
    """What stands in an editor; what cannot be read yet was typed all the same."""
    try:
        return editor.value()
    except InvalidInput:
        return editor
