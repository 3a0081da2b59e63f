"""Which editor a field gets."""

from __future__ import annotations

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.values import FieldType
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.records.editors.base import Editor, Surroundings
from crmdesk.ui.records.editors.consent import ConsentEditor
from crmdesk.ui.records.editors.items import ItemsEditor
from crmdesk.ui.records.editors.plain import ChoiceEditor, LongTextEditor, TextEditor
from crmdesk.ui.records.editors.references import ReferenceEditor
from crmdesk.ui.tasks import TaskScope


def make_editor(spec: FieldSpec, around: Surroundings, tasks: TaskScope) -> Editor:
    """The editor for a field's type."""
    name = field_label(spec.name)
    match spec.type:
        case FieldType.LONG_TEXT:
            return LongTextEditor(spec, name)
        case FieldType.CHOICE | FieldType.BOOLEAN:
            return ChoiceEditor(spec, name, around, tasks)
        case FieldType.EMAILS | FieldType.PHONES:
            return ItemsEditor(spec, name)
        case FieldType.REFERENCE | FieldType.REFERENCES:
            return ReferenceEditor(spec, name, around, tasks)
        case FieldType.CONSENT:
            return ConsentEditor(spec, name)
        case _:
            return TextEditor(spec, name)
