"""What changed in a record: when, by what, from which value to which; and the way back to an earlier value."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.store.queries import history
from crmdesk.store.queries.history import RecordHistory
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui.dialogs import ask
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.plain_text import literal
from crmdesk.ui.records.history_entry import Earlier, HistoryEntry, earlier_values, value_text
from crmdesk.ui.records.revert_dialog import RevertDialog
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, MenuButton, clear, row
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Message, Workbench

MORE = 200
"""How many changes are shown at first, and with each asking for older ones."""


class HistoryTab(Live, QWidget):
    """The last changes of a record, or of one of its fields, the newest first, and older ones where they are asked for."""

    reload_asked = Signal()
    """The record changed: show it again."""

    def __init__(self, workbench: Workbench, tasks: TaskScope) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = tasks
        self._card: RecordCard | None = None
        self._field: str | None = None
        self._most = MORE
        self._told: RecordHistory | None = None
        self._by_field = MenuButton(self._by_field_text, "filter", "chip")
        self._by_field.menu().aboutToShow.connect(self._fill_fields)
        self._by_field.hide()
        self._box = QVBoxLayout()
        self._box.setSpacing(tokens.GAP + 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.GROUP_GAP + 2, tokens.GROUP_GAP, tokens.GROUP_GAP, tokens.GROUP_GAP)
        outer.setSpacing(tokens.GAP + 2)
        outer.addLayout(row(self._by_field, None))
        outer.addLayout(self._box)
        outer.addStretch(1)

    def show_card(self, card: RecordCard) -> None:
        """Read and show the history of a record. Another record's is shown whole."""
        if self._card is None or self._card.id != card.id:
            self._field, self._most = None, MORE
        self._card = card
        self._tasks.start(self._read(card), "history")

    def show_field(self, field: str | None) -> None:
        """Show the changes of one field only, or of all."""
        self._field, self._most = field, MORE
        if self._card is not None:
            self.show_card(self._card)

    def show_older(self) -> None:
        """Show older changes besides."""
        self._most += MORE
        if self._card is not None:
            self.show_card(self._card)

    async def _read(self, card: RecordCard) -> None:
        wanted = partial(history.record_history, record=card.id, field=self._field, limit=self._most + 1)
        told = await self._bench.desk.read(wanted)
        older, told = len(told.rows) > self._most, replace(told, rows=told.rows[: self._most])
        self._told = told
        with keeping_keyboard(self):
            self._by_field.setText(self._by_field_text())
            self._by_field.setVisible(len(told.fields) > 1 or self._field is not None)
            clear(self._box)
            for each in told.rows:
                earlier = [one for one in earlier_values(card.kind, each) if one.value != card.fields.get(one.field)]
                entry = HistoryEntry(card.kind, each, told.names, earlier)
                entry.asked.connect(self._ask)
                entry.field_asked.connect(self.show_field)
                self._box.addWidget(entry)
            if older:
                more = Button(lambda: self.tr("Show older changes"), "history")
                more.clicked.connect(self.show_older)
                self._box.addLayout(row(more, None))
            if not told.rows:
                self._box.addWidget(Label(self.tr("No change yet."), "muted"))

    def _ask(self, earlier: Earlier) -> None:
        if self._card is not None and self._told is not None and not self._tasks.running("go back"):
            self._tasks.start(self._go_back(self._card, self._told, earlier), "go back")

    async def _go_back(self, card: RecordCard, told: RecordHistory, earlier: Earlier) -> None:
        dialog = RevertDialog(self.window(), self._bench.desk, card, told, earlier)
        if not await ask(dialog):
            return
        field, value = field_label(earlier.field), value_text(card.kind, earlier.field, earlier.value, told.names)
        take_back = self._bench.changed(dialog.change, self.tr("{name}: {field}").format(name=card.name, field=field))
        words = self.tr("{field}: back to “{value}”.").format(field=field, value=value)
        self._bench.message.emit(Message(words, "done", self.tr("Undo"), take_back, "undo"))
        self.reload_asked.emit()

    def _by_field_text(self) -> str:
        return field_label(self._field) if self._field else self.tr("All fields")

    def _fill_fields(self) -> None:
        menu = self._by_field.menu()
        menu.clear()
        menu.addAction(self.tr("All fields")).triggered.connect(lambda: self.show_field(None))
        fields = self._told.fields if self._told is not None else ()
        for name in sorted(fields, key=field_label):
            menu.addAction(literal(field_label(name))).triggered.connect(
                lambda _=False, name=name: self.show_field(name)
            )
