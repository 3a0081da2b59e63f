"""One record beside its list: who it is, what can be done, its fields, what happened, where it lives."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from crmdesk.domain.errors import CrmdeskError, InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import conflicts, records
from crmdesk.store.queries.duplicates import COMPARED, PossibleDuplicate
from crmdesk.store.queries.notices import NoticeRow
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui import formats
from crmdesk.ui.adopting import adopt
from crmdesk.ui.dialogs import ask
from crmdesk.ui.duplicates.pairs_view import PairsView
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.offer import no_place
from crmdesk.ui.records.accounts_tab import AccountsTab
from crmdesk.ui.records.activities_tab import ActivitiesTab
from crmdesk.ui.records.field_row import FieldRow
from crmdesk.ui.records.history_tab import HistoryTab
from crmdesk.ui.records.panel_header import PanelHeader
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.records.summary_tab import SummaryTab
from crmdesk.ui.theme import tokens
from crmdesk.ui.unfinished import FIELD, field_key
from crmdesk.ui.widgets.basics import column, frame, line, restyle, row, scrolled
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.widgets.tabs import Tabs
from crmdesk.ui.workbench import Message, Workbench

_NARROWEST = 348
_NARROW = 384
LIVE = "live"
_DUPLICATES = 4


class RecordPanel(Live, QFrame):
    """The panel of one record; it follows what happens to it."""

    closed = Signal()
    held = Signal()
    """Another record, or none, was to be shown, and what was typed for this one cannot be saved: it stays."""

    followed = Signal(str)
    """What was shown became part of this record, which is shown in its place."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setMinimumWidth(_NARROWEST)
        self._bench = workbench
        self._tasks = workbench.tasks(self)
        self._id: str | None = None
        self._wanted: str | None = None
        """The record that was to be shown last: what was typed for the one that is shown may have to be saved first."""
        self._saving = asyncio.Lock()
        """One field is saved after the other, and none of them twice."""
        self._asked: dict[str, Value] = {}
        """What is to be saved, by field."""
        self.card: RecordCard | None = None
        self.summary = SummaryTab(workbench, self._tasks)
        self.activities = ActivitiesTab(workbench)
        self.history = HistoryTab(workbench, self._tasks)
        self.accounts = AccountsTab(workbench)
        self.duplicates = PairsView(workbench)
        self._lay_out()
        self.summary.changed.connect(self._field_changed)
        self.summary.closed.connect(self._field_closed)
        self.summary.adopted.connect(lambda each: self._tasks.once(f"adopt {each.id}", partial(self._adopt, each)))
        self.summary.reload_asked.connect(self._reload)
        self.history.reload_asked.connect(self._reload)
        workbench.bridge.changed.connect(self._changed)
        workbench.duplicates.changed.connect(self._look_for_duplicates)

    def show_record(self, record: str | None) -> None:
        """Show this record, or none. What is being typed for the one that is left is saved first."""
        self._wanted = record
        if record != self._id and self.summary.editing():
            if not self._tasks.running("leave"):
                self._tasks.start(self._leave(), "leave")
            return
        if record != self._id:
            self._id = record
            self.card = None
            self.summary.forget()
            self._show_duplicates([])
        if record is not None:
            self._tasks.start(self._read(record), "card")

    @property
    def record(self) -> str | None:
        """The record that is shown; None where none is."""
        return self._id

    def show_tab(self, number: int) -> None:
        """Show a part of the record: 0 summary, 1 activities, 2 history, 3 accounts, 4 possible duplicates."""
        self._tabs.setCurrentIndex(number)

    def delete(self, record: str) -> None:
        """Put a record into the trash; where it lies there already, nothing is done."""
        self._move(record, back=False)

    def restore(self, record: str) -> None:
        """Take a record out of the trash; where it is out of it already, nothing is done."""
        self._move(record, back=True)

    def quick(self, what: str, record: str) -> None:
        """Ask for a note, task or call about a record and save it."""
        self._tasks.start(self._quick(what, record), "quick")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to the panel: on to the first field, or to the parts of the record."""
        super().focusInEvent(event)
        first = self.summary.first_field() if self._pages.currentIndex() == 0 else None
        (first or self._tabs).setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """As wide as the look asks for."""
        hint = super().sizeHint()
        hint.setWidth(tokens.PANEL)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave icons away where there is little room."""
        super().resizeEvent(event)
        self.header.set_narrow(self.width() < _NARROW)
        self._fit_tabs()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what happened while another page was shown: a value that is older than the store's would be typed over."""
        super().showEvent(event)
        if self.card is not None:
            self._reload()
            self._look_for_duplicates()

    def relive(self) -> None:
        """Say everything again."""
        for number, title in enumerate(self._tab_titles()):
            self._tabs.setTabText(number, title)
        if self.card is not None:
            self._show(self.card)

    def _lay_out(self) -> None:
        self.header = PanelHeader()
        self.header.closed.connect(self.closed)
        self.header.trashed.connect(self._trash_here)
        self.header.quick.connect(self._quick_here)
        titles = self._tab_titles()
        self._tabs = Tabs(lambda: self.tr("Parts of the record"), len(titles))
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for number, title in enumerate(titles):
            self._tabs.setTabText(number, title)
        self._pages = QStackedWidget()
        self._gone = EmptyState(
            "trash", lambda: self.tr("This record is no longer on this computer. Choose another one in the list.")
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        self._whole = QStackedWidget()
        outer.addWidget(self._whole)
        shown = frame("surface")
        self._whole.addWidget(shown)
        self._whole.addWidget(self._gone)
        edge = tokens.GROUP_GAP + 2
        head = column(
            self.header,
            row(self._tabs, None),
            gap=tokens.GAP + 4,
            edges=(edge, tokens.GROUP_GAP, tokens.GROUP_GAP, 0),
        )
        body = QVBoxLayout(shown)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(head)
        body.addWidget(line())
        body.addWidget(self._pages, 1)
        for widget in (self.summary, self.activities, self.history, self.accounts, self.duplicates):
            self._pages.addWidget(scrolled(widget))
        self._tabs.setTabVisible(_DUPLICATES, False)
        self._tabs.currentChanged.connect(self._tab_changed)

    def _fit_tabs(self) -> None:
        """Put the parts closer together where there is little room, or one more of them."""
        crowded = self._tabs.isTabVisible(_DUPLICATES)
        narrow = "true" if crowded or self.width() < _NARROW else "false"
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight if crowded else Qt.TextElideMode.ElideNone)
        if self._tabs.property("narrow") != narrow:
            self._tabs.setProperty("narrow", narrow)
            restyle(self._tabs)

    def _tab_titles(self) -> list[str]:
        """The words of the parts, with what they hold; where there may be duplicates, only these are counted."""
        card = self.card
        about = len([each for each in card.related if each.kind in (Kind.ACTIVITY, Kind.NOTE)]) if card else 0
        more = "+" if card and len(card.related) >= records.MOST_RELATED else ""
        accounts = len({link.connection for link in card.links}) if card else 0
        same = len(self.duplicates.pairs)
        about, accounts = (0, 0) if same else (about, accounts)
        return [
            self.tr("Summary"),
            self.tr("Activities") + (f" {formats.number(about)}{more}" if about else ""),
            self.tr("History"),
            self.tr("Accounts") + (f" {formats.number(accounts)}" if accounts else ""),
            self.tr("Duplicates") + f" {formats.number(same)}",
        ]

    async def _read(self, record: str) -> None:
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if record != self._id:
            return
        if card is not None and card.became is not None:
            await self._follow(card.became)
            return
        self._whole.setCurrentIndex(0 if card is not None else 1)
        if card is None:
            self._give_up()
        if card is not None:
            new, before = self.card is None, self.card
            self.card = card
            self._show(card)
            if before is None or (before.fields, before.links) != (card.fields, card.links):
                self._look_for_duplicates()
            if new and card.life == LIVE:
                for field, typed, over in self._bench.unfinished.fields_of(card.id):
                    self.summary.take_up(field, typed, over)

    def _give_up(self) -> None:
        """The record is no longer there: what was being typed for it can be saved nowhere, and is told."""
        typed = self.unfinished()
        if typed:
            self._bench.message.emit(no_place(typed, self.card))
        for open_row in self.summary.editing():
            open_row.done()

    async def _follow(self, survivor: str) -> None:
        """Show whom the record has become part of; what is being typed was meant for this one, and is asked about there."""
        staying, self._id = self._wanted == self._id, survivor
        if staying:
            self._wanted = survivor
            self.followed.emit(survivor)
        await self._read(survivor)

    def _show(self, card: RecordCard) -> None:
        self.header.show_card(card)
        self.summary.show_card(card)
        self.activities.show_card(card)
        self.accounts.show_card(card)
        for number, title in enumerate(self._tab_titles()):
            self._tabs.setTabText(number, title)
        if self._pages.currentIndex() == 2:
            self.history.show_card(card)

    def _look_for_duplicates(self) -> None:
        if self.card is not None and self.isVisible():
            self._tasks.start(self._read_duplicates(self.card), "duplicates")

    async def _read_duplicates(self, card: RecordCard) -> None:
        compared = card.life == LIVE and card.kind in COMPARED
        found = await self._bench.desk.possible_duplicates(card.id) if compared else []
        if card.id == self._id:
            self._show_duplicates(found)

    def _show_duplicates(self, found: Sequence[PossibleDuplicate]) -> None:
        """Show who may be the same; the part of the record is there only where somebody may."""
        self.duplicates.show_pairs(found, self._id)
        self._tabs.setTabVisible(_DUPLICATES, bool(found))
        for number, title in enumerate(self._tab_titles()):
            self._tabs.setTabText(number, title)
        self._fit_tabs()

    def _tab_changed(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        if number == 2 and self.card is not None:
            self.history.show_card(self.card)

    async def finish_editing(self, *, asking: bool = True) -> bool:
        """Save what was typed in open editors; False where something cannot be saved, with the reason shown at its field.

        Without ``asking`` (the program ends), what was typed over a value that changed meanwhile is saved too.
        """
        with self._bench.storing():
            async with self._saving:
                for open_row in self.summary.editing():
                    await self._finish_row(open_row, asking=asking)
                return not self.summary.editing()

    async def _finish_row(self, open_row: FieldRow, *, asking: bool) -> None:
        """Save what stands in a field, and what is typed into it while that is stored; it may be given up meanwhile."""
        stored = True
        while stored and open_row in self.summary.editing():
            left = open_row.finish(asking=asking)
            stored = left is not None and await self._store(open_row, left[0])

    def unfinished(self) -> list[Unfinished]:
        """What stands in open fields and is not saved."""
        if self.card is None:
            return []
        record = self.card.id
        standing = [(row.spec.name, row.stands()) for row in self.summary.editing()]
        return [
            Unfinished(
                field_key(record, name), record, {"form": FIELD, "field": name, "typed": stands[0], "over": stands[1]}
            )
            for name, stands in standing
            if stands is not None
        ]

    def _field_closed(self, field: str) -> None:
        if self.card is not None:
            self._bench.unfinished.over(field_key(self.card.id, field))

    def _field_changed(self, field: str, value: Value) -> None:
        self._asked[field] = value
        if not self._tasks.running(f"save {field}"):
            self._tasks.start(self._save(field), f"save {field}")

    async def _leave(self) -> None:
        """Save what was typed, and show what is wanted by then: it may be another record again, or this one after all."""
        try:
            left = await self.finish_editing()
        except CrmdeskError:
            self._stay()
            raise
        if left:
            self.show_record(self._wanted)
        elif self._wanted != self._id:
            self._stay()

    def _stay(self) -> None:
        self._wanted = self._id
        self.held.emit()

    async def _save(self, field: str) -> None:
        # From here on, not only once the one before it is saved: undo waits for it.
        with self._bench.storing():
            async with self._saving:
                for open_row in self.summary.editing():
                    while open_row.spec.name == field in self._asked and open_row in self.summary.editing():
                        await self._store(open_row, self._asked.pop(field))
                self._asked.pop(field, None)

    async def _store(self, open_row: FieldRow, value: Value) -> bool:
        """Store what was typed; whether it was taken. By then the field may be given up, and another record shown."""
        assert self.card is not None
        card, field = self.card, open_row.spec.name
        try:
            change = await self._bench.desk.edit(card.id, {field: value})
        except InvalidInput as error:
            if open_row in self.summary.editing():
                open_row.refuse(error)
            return False
        if open_row in self.summary.editing():
            open_row.stored(value)
        self._bench.changed(change, self.tr("{name}: {field}").format(name=card.name, field=field_label(field)))
        await self._read(card.id)
        return True

    async def _adopt(self, notice: NoticeRow) -> None:
        try:
            await adopt(self._bench, notice)
        finally:
            self._reload()

    def _move(self, record: str, *, back: bool) -> None:
        self._tasks.once(f"move {record}", partial(self._restore if back else self._delete, record))

    async def _delete(self, record: str) -> None:
        if record == self._id and not await self.finish_editing():
            return
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if card is None or card.life != LIVE:
            return
        with self._bench.storing():
            change = await self._bench.desk.delete(record)
            take_back = self._bench.changed(change, self.tr("deletion of {name}").format(name=card.name))
        text = self.tr("“{name}” was put into the trash.").format(name=card.name)
        self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
        if record == self._id:
            self.closed.emit()

    async def _restore(self, record: str) -> None:
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if card is None or card.life == LIVE:
            return
        with self._bench.storing():
            change = await self._bench.desk.restore(record)
            self._bench.changed(change, self.tr("restoring {name}").format(name=card.name))
        self._bench.message.emit(Message(self.tr("“{name}” is back.").format(name=card.name), "done", topic="undo"))
        self._reload()

    def _trash_here(self) -> None:
        if self.card is not None:
            self._move(self.card.id, back=self.card.life != LIVE)

    def _quick_here(self, what: str) -> None:
        if self._id is not None:
            self.quick(what, self._id)

    async def _quick(self, what: str, record: str) -> None:
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if card is None:
            return
        dialog = QuickDialog(self.window(), self._bench, what, card)
        if await ask(dialog) and dialog.made is not None:
            made, change = dialog.made
            take_back = self._bench.changed(change, dialog.undo_text())
            goes, stays = dialog.done_texts()
            told = await self._bench.desk.read(partial(conflicts.destinations, record=made))
            text = goes if any(each.sending for each in told) else stays
            self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
            self._reload()

    def _reload(self) -> None:
        if self._id is not None:
            self._tasks.refresh("card", self._read_again)

    async def _read_again(self) -> None:
        if self._id is not None:
            await self._read(self._id)

    def _changed(self, changes: ChangeSet) -> None:
        """Behind another page only what is being typed over follows: it may be saved from there, when the window closes."""
        if (
            self._id is not None
            and (self.isVisible() or self.summary.editing())
            and (not changes.records or self._id in changes.records or changes.kinds)
        ):
            self._reload()
