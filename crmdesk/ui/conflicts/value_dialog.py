"""Asks for a value of one's own in place of both sides, with the field's own editor and rules."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.lookups import finder
from crmdesk.ui.services import Desk
from crmdesk.ui.widgets.form_dialog import FormDialog


class ValueDialog(FormDialog):
    """``value`` holds what was typed once the dialog was accepted."""

    def __init__(
        self, parent: QWidget, desk: Desk, kind: Kind, field: str, value: Value, names: Mapping[str, str]
    ) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Another value: {field}").format(field=field_label(field)),
            lambda: self.tr("Use it"),
        )
        self.value: Value = None
        self.editor = make_editor(CATALOGUE[kind][field], Surroundings(finder(desk, kind), names), self.tasks)
        self.editor.set_value(value)
        if isinstance(self.editor, (ItemsEditor, ReferenceEditor, ConsentEditor)):
            self.editor.hide_buttons()
        self.setMinimumWidth(440)
        self.lay_out(self.editor)
        self.editor.setFocus()

    async def save(self) -> None:
        """Take what was typed. Raises InvalidInput."""
        self.value = self.editor.value()
