"""Asks for a value of one's own in place of both sides, with the field's own editor and rules."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.entry import check_entry
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries.rows import ConflictField
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.records.editors.base import Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.factory import make_editor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.records.lookups import finder
from crmdesk.ui.services import Desk
from crmdesk.ui.unfinished import VALUE
from crmdesk.ui.widgets.form_dialog import FormDialog


class ValueDialog(FormDialog):
    """``value`` holds what was typed once the dialog was accepted."""

    def __init__(
        self, parent: QWidget, desk: Desk, kind: Kind, asked: ConflictField, value: Value, names: Mapping[str, str]
    ) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Another value: {field}").format(field=field_label(asked.field)),
            lambda: self.tr("Use it"),
        )
        self.value: Value = None
        self._asked = asked
        self._spec = CATALOGUE[kind][asked.field]
        self.editor = make_editor(self._spec, Surroundings(finder(desk, kind), names), self.tasks)
        self.editor.set_value(value)
        if isinstance(self.editor, (ItemsEditor, ReferenceEditor, ConsentEditor)):
            self.editor.hide_buttons()
        self.setMinimumWidth(440)
        self.lay_out(self.editor)
        self.editor.setFocus()
        self._begun = self.editor.typed()

    def typed(self) -> bool:
        """Whether something else stands in it than it began with."""
        return bool(self.editor.typed() != self._begun)

    def stands(self) -> Mapping[str, Value]:
        """The field, and what was typed for it."""
        asked = self._asked
        return {"form": VALUE, "conflict": asked.id, "field": asked.field, "typed": self.editor.typed()}

    def put_back(self, what: Mapping[str, Value]) -> None:
        """Type it again; a value that was already taken for the decision stands there by itself."""
        if "typed" in what:
            self.editor.retype(what["typed"])

    async def save(self) -> None:
        """Take what was typed. Raises InvalidInput, also for what the decision would be refused with; a side's own may stay."""
        await self.editor.settle()
        typed, asked = self.editor.value(), self._asked
        sides = (asked.computer, asked.before, *(side.value for side in asked.accounts))
        # Which words accounts use for an open choice is known where the decision is taken.
        check_entry(self._spec, typed, held=sides, known=lambda: {str(typed): str(typed)})
        self.value = typed
