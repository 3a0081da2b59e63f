"""Asks before a field goes back to an earlier value: what it is now, and what it would be."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.store.queries import records
from crmdesk.store.queries.history import RecordHistory, out_of_reach
from crmdesk.store.queries.rows import FieldState, RecordCard
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.records.history_entry import Earlier, value_text
from crmdesk.ui.services import Desk
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Label, scrolled
from crmdesk.ui.widgets.form_dialog import FormDialog, add_field

_WIDTH = 460
_LONG, _MOST_LINES, _HIGH = 400, 8, 160


class RevertDialog(FormDialog):
    """Makes an ordinary edit when it is accepted; ``change`` is then the change's id.

    Where the value cannot be had back, the dialog says why and offers nothing. Where the field has changed since the history was
    read, it shows what it is now and asks once more.
    """

    def __init__(self, parent: QWidget, desk: Desk, card: RecordCard, told: RecordHistory, earlier: Earlier) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Go back to an earlier value?"),
            lambda: self.tr("Go back"),
        )
        self._desk, self._card, self._told, self._earlier = desk, card, told, earlier
        self.change = ""
        self.setMinimumWidth(_WIDTH)
        self.now = Label("", wrap=True)
        self.then = Label(value_text(card.kind, earlier.field, earlier.value, told.names), "strong", wrap=True)
        form = QFormLayout()
        form.setHorizontalSpacing(tokens.GROUP_GAP)
        add_field(form, lambda: self.tr("Record"), Label(card.name, wrap=True))
        add_field(form, lambda: self.tr("Field"), Label(lambda: field_label(earlier.field), wrap=True))
        self._show_now()
        add_field(form, lambda: self.tr("Now"), _in_its_place(self.now))
        add_field(form, lambda: self.tr("Afterwards"), _in_its_place(self.then))
        self._asked = Label(
            lambda: self.tr(
                "A conflict about this field is open. It stays open, with this value as the one of this computer."
            ),
            "muted",
            wrap=True,
        )
        self.lay_out(form, self._asked)
        self._show_asked()
        why = obstacle(card, told, earlier)
        if why:
            self._say(why)
            self.save_button.setEnabled(False)

    async def save(self) -> None:
        """Change the field. Raises InvalidInput where it has changed since, or cannot be what it was."""
        field = self._earlier.field
        card = await self._desk.read(partial(records.card, record=self._card.id))
        if card is not None and card.fields.get(field) != self._card.fields.get(field):
            self._card = card
            self._show_now()
            self._show_asked()
            raise InvalidInput("value_moved", field=field)
        self.change = await self._desk.edit(self._card.id, {field: self._earlier.value})

    def refuse(self, error: CrmdeskError) -> None:
        """Say why; only a value that is shown anew can be given up for the earlier one all the same."""
        super().refuse(error)
        self.save_button.setEnabled(not isinstance(error, InvalidInput) or error.key == "value_moved")

    def _show_now(self) -> None:
        card, field = self._card, self._earlier.field
        self.now.setText(value_text(card.kind, field, card.fields.get(field), {**self._told.names, **card.names}))

    def _show_asked(self) -> None:
        card, field = self._card, self._earlier.field
        self._asked.setVisible(card.states.get(field) is FieldState.CONFLICT)


def _in_its_place(value: Label) -> QWidget:
    """A value that fills pages scrolls, so that what the dialog asks stays on the screen."""
    if len(value.text()) < _LONG and value.text().count("\n") < _MOST_LINES:
        return value
    place = scrolled(value)
    place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    place.setFixedHeight(_HIGH)
    return place


def obstacle(card: RecordCard, told: RecordHistory, earlier: Earlier) -> str:
    """Why a record cannot have an earlier value back, in words; empty where nothing is in the way."""
    spec, field = CATALOGUE[card.kind][earlier.field], field_label(earlier.field)
    if card.life != "live":
        return QCoreApplication.translate("Revert", "The record lies in the trash. Restore it first.")
    if spec.read_only:
        words = QCoreApplication.translate("Revert", "“{field}” is set by the accounts and cannot be changed here.")
        return words.format(field=field)
    gone = out_of_reach(told, earlier.value) if spec.targets else []
    if not gone:
        return ""
    name = told.names.get(gone[0])
    if name is None:
        words = QCoreApplication.translate(
            "Revert", "“{field}” referred to a record that is no longer on this computer."
        )
        return words.format(field=field)
    words = QCoreApplication.translate("Revert", "“{field}” would refer to “{name}”, which lies in the trash.")
    return words.format(field=field, name=name)
