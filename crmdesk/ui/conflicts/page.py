"""The page of conflicts: the list at the left, one case at the right; drafts are kept while the window lives."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.conflicts import EXISTENCE, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import conflicts, history, status
from crmdesk.store.queries.rows import ConflictCase, ConflictField, ConflictRow
from crmdesk.ui import formats
from crmdesk.ui.conflicts.alike import AlikeDialog, decided_alike
from crmdesk.ui.conflicts.case_drafts import CaseDrafts
from crmdesk.ui.conflicts.case_frame import CaseFrame
from crmdesk.ui.conflicts.case_view import may_be_blank
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.conflicts.field_history_dialog import FieldHistoryDialog
from crmdesk.ui.conflicts.list_view import ConflictList
from crmdesk.ui.conflicts.outcome import outcome
from crmdesk.ui.conflicts.policy_dialog import PolicyDialog
from crmdesk.ui.conflicts.value_dialog import ValueDialog
from crmdesk.ui.dialogs import ask
from crmdesk.ui.field_texts import field_label, kind_label
from crmdesk.ui.plain_text import literal
from crmdesk.ui.theme import tokens
from crmdesk.ui.unfinished import value_key
from crmdesk.ui.widgets.basics import Button, Label, MenuButton, column, frame, row, scrolled
from crmdesk.ui.widgets.page_frame import PageFrame, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.workbench import Message, Workbench

PLACE = "conflicts"
"""The place of the steps that decide conflicts: those that Ctrl+Z takes back here."""
_LIST_WIDTH = 272
_LIST_NARROW = 216
_WIDE = 980
"""The page's width from which nothing is folded: a window of 1200."""


class ConflictsPage(PageFrame):
    """Everything that needs a person's decision."""

    shown = Signal(str)

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(workbench, parent)
        self._all: Sequence[ConflictRow] = ()
        self._field: str | None = None
        self._record: str | None = None
        self._wanted: str | None = None
        """The record to go to as soon as the list has it; a list that was read before does not."""
        self._asked: str | None = None
        """The conflict to ask about as soon as it is shown."""
        self._drafts = CaseDrafts(workbench)
        self.list = ConflictList()
        self._frame = CaseFrame()
        self.case, self.deletion = self._frame.case, self._frame.deletion
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """The page is shown: read the list."""
        self._tasks.refresh("list", self._read_list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower list where there is little room."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._side.setFixedWidth(_LIST_WIDTH if wide else _LIST_NARROW)
        self._frame.set_room(self.width() - self._side.width(), self.window().height(), wide=wide)

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        pane = self._frame.pane()
        return [self.list] if pane is None else [self.list, pane]

    def show_record(self, record: str) -> None:
        """Show the conflicts of a record, where it has any."""
        self._go_to(record)

    @property
    def unfinished(self) -> int:
        """How many values were typed for conflicts whose decision is not finished, as far as was read."""
        return self._drafts.unfinished

    @property
    def where(self) -> str:
        """What stands under the name of the record that is shown."""
        return self._frame.where

    async def forget_settled(self) -> None:
        """Let go of what was typed for conflicts that are over, whoever settled them; it is told, not lost unseen."""
        await self._drafts.forget_settled(self._show_if_current)

    def _show_if_current(self, case: ConflictCase) -> bool:
        """Show a case that has changed, where it is the one that is shown."""
        if case.record == self._record:
            self._show_case(case)
            return True
        return False

    def typed(self) -> list[Unfinished]:
        """What was typed for conflicts that are not decided, to be kept where the program ends."""
        return self._drafts.typed()

    def ask_value(self, record: str, conflict: str) -> None:
        """Show a record's conflicts, and ask for a value of one's own for one of them."""
        self._asked = conflict
        self._go_to(record)

    def event(self, event: QEvent) -> bool:
        """Undo means this page while the keyboard is on it, before it means the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z takes back the last choice, and after that the last decision."""
        if _is_undo(event):
            self.take_back()
        else:
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Take back the last choice for the case that is shown, or else the last decision.

        An edit that was made elsewhere is named and left alone: undone unseen, it could settle the conflict that is shown.
        A decision that is being stored comes after every choice, so it is waited for and taken back.
        """
        if not self._bench.is_storing and self._frame.shows_case and self.case.table.take_back():
            return
        self._bench.in_order(self._take_back_step)

    def _take_back_step(self) -> None:
        step = self._bench.last_step
        if step is None:
            self._bench.message.emit(Message(self.tr("No choice or decision to take back here.")))
        elif step.place == PLACE:
            self._bench.undo_stack.undo()
        else:
            words = self.tr("No choice or decision to take back here. The last change was made elsewhere: {what}")
            undo = partial(self._bench.undo_only, step)
            self._bench.message.emit(Message(words.format(what=step.text()), "plain", self.tr("Undo it"), undo, "undo"))

    def relive(self) -> None:
        """Say what depends on data again."""
        self._show_counts()
        self._tell_what()

    def _tell_what(self) -> None:
        """Under the name: what the record is, which accounts are asked about, and since when."""
        at = self.list.rows.row_of(self._record) if self._record else None
        if at is not None:
            shown = self.list.rows.row(at)
            since = self.tr("open since {when}").format(when=formats.moment(shown.opened_at))
            self._frame.tell_where(" · ".join([kind_label(shown.kind), ", ".join(shown.accounts), since]))

    def _lay_out(self) -> None:
        # From the outside inwards, as in the lists: what is put into something moves with everything in it.
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._side = frame("side")
        self._stack = QStackedWidget()
        outer.addWidget(self._side)
        outer.addWidget(self._stack, 1)
        self._count = Label("", "muted")
        self._everything = Button(lambda: self.tr("All"), "filter", "chip")
        self._everything.clicked.connect(lambda: self._filter(None))
        self._by_field = MenuButton(self._by_field_text, "", "chip")
        title = row(page_title(lambda: self.tr("Conflicts")), self._count, None, gap=6)
        chips = row(self._everything, self._by_field, None)
        box = QVBoxLayout(self._side)
        box.setContentsMargins(0, 0, 1, 0)
        box.setSpacing(0)
        box.addLayout(column(title, chips, gap=tokens.GAP, edges=(14, 14, 10, 10)))
        box.addWidget(self.list, 1)
        done = Button(lambda: self.tr("Back to the leads"), "arrow-left")
        done.clicked.connect(lambda: self._bench.go.emit("lead"))
        self._empty = EmptyState("circle-check", lambda: self.tr("Nothing to decide. Both sides agree."), done)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolled(self._frame))

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(lambda _: self._frame.take_keyboard())
        self._frame.stepped.connect(self._step)
        self._frame.record_asked.connect(self._open_record)
        self._frame.policy_asked.connect(lambda: self._tasks.start(self._make_policy(), "policy"))
        self.case.later.connect(lambda: self._step(1))
        self.case.left.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.case.finished.connect(lambda: self._begin_finish(self._finish))
        self.case.other_asked.connect(lambda id: self._tasks.start(self._ask_other(id), "other"))
        self.case.similar_asked.connect(self._filter)
        self.case.history_asked.connect(lambda field: self._tasks.start(self._show_history(field), "history"))
        self.case.alike_asked.connect(lambda: self._begin_finish(self._finish_alike))
        self.deletion.decided.connect(lambda resolution: self._begin_finish(partial(self._delete, resolution)))
        self._by_field.menu().aboutToShow.connect(self._fill_fields)
        self._bench.bridge.changed.connect(self._changed)

    def _go_to(self, record: str) -> None:
        """Read the list, and show this record's conflicts where it has any by then."""
        self._wanted, self._field = record, None
        self.begin()

    def _begin_finish(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Carry out a decision; while one is carried out, no other is begun."""
        if not self._tasks.running("finish"):
            self._tasks.start(work(), "finish")

    async def _read_list(self) -> None:
        wanted = self._wanted
        self._all = await self._bench.desk.read(conflicts.conflict_list)
        if wanted is not None and wanted == self._wanted:
            self._record, self._wanted = wanted, None
        self._show_list()
        if not self._tasks.running("finish"):
            await self.forget_settled()

    def _show_list(self) -> None:
        if self._field is not None and not any(self._field in row.fields for row in self._all):
            self._field = None
        rows = [row for row in self._all if self._field is None or self._field in row.fields]
        at = self.list.rows.row_of(self._record) if self._record else None
        self.list.rows.show_rows(rows)
        self._show_counts()
        self._stack.setCurrentIndex(1 if rows else 0)
        if not rows:
            self._record = None
            return
        known = {row.record for row in rows}
        wanted = self._record if self._record in known else rows[min(at or 0, len(rows) - 1)].record
        self.list.select(wanted)
        self._choose(wanted)

    def _show_counts(self) -> None:
        self._count.setText(self.tr("%Ln to decide", "", len(self._all)) if self._all else "")
        self._by_field.setText(self._by_field_text())
        for chip in (self._everything, self._by_field):
            chip.setVisible(bool(self._all))
        at = self.list.rows.row_of(self._record) if self._record else None
        self._frame.tell_place(at or 0, self.list.rows.rowCount())

    def _choose(self, record: str) -> None:
        self._record = record
        self._show_counts()
        self._tasks.start(self._read_case(record), "case")

    async def _read_case(self, record: str) -> None:
        case = await self._bench.desk.read(lambda connection: conflicts.conflict_case(connection, record))
        if record != self._record:
            return
        if case is None or not case.fields:
            draft = None if self._tasks.running("finish") else self._drafts.take(record)
            if draft is not None:
                self._drafts.tell(draft.case, draft.typed_values())
            return
        self._show_case(case)
        if self._frame.shows_case and any(may_be_blank(field) for field in case.fields):
            self._tasks.start(self._tell_never_blank(case), "never blank")
        if self._asked in {field.id for field in case.fields}:
            asked, self._asked = self._asked, None
            self.case.other_asked.emit(asked)

    async def _tell_never_blank(self, case: ConflictCase) -> None:
        """What a blank would not do is said before it is chosen."""
        self.case.tell_never_blank(case, await self._bench.desk.never_blank(case.record))

    def _show_case(self, case: ConflictCase) -> None:
        other = self._frame.has_keyboard() and case.record != self._frame.record
        self._fill_case(case)
        if other:
            self._to_neutral_place()

    def _to_neutral_place(self) -> None:
        """Put the keyboard where no key decides anything by itself: on the table, or for a deletion on the list."""
        part = self.case.table if self._frame.shows_case else self.list
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_case(self, case: ConflictCase) -> None:
        deletion = any(field.field == EXISTENCE for field in case.fields)
        self._frame.show_head(case, deletion=deletion, several=self.list.rows.rowCount() > 1)
        self._tell_what()
        if deletion:
            self.deletion.show_case(case)
        else:
            draft = self._drafts.get(case.record)
            if draft is None:
                draft = self._drafts.begin(case)
            elif draft.case != case:
                self._drafts.tell(case, draft.rebase(case))
            elif self.case.shows(draft):
                return
            self.case.show_draft(draft)
        self.shown.emit(case.record)

    async def _finish(self) -> None:
        draft = self.case.model.draft  # what the person sees, whichever record is read meanwhile
        if draft is None or draft.undecided:
            return
        if self._drafts.get(draft.case.record) is draft:
            await self._resolve(draft.case, draft.resolutions())
        else:
            self.begin()  # it was finished a moment ago: what comes next is on its way

    async def _delete(self, resolution: Resolution) -> None:
        """Decide about a deletion, for the case that was shown when its button was pressed."""
        case = self.deletion.case
        if case is not None:
            await self._resolve(case, [resolution])

    async def _resolve(self, case: ConflictCase, resolutions: list[Resolution]) -> None:
        with self._bench.storing():
            try:
                change = await self._bench.desk.resolve(resolutions)
            except InvalidInput:
                self.begin()
                raise
            waiting = await self._bench.desk.read(partial(conflicts.destinations, record=case.record))
            text = outcome(case, resolutions, waiting)
            await self._settled(case.record, change, self.tr("decision about {name}").format(name=case.name), text)

    async def _finish_alike(self) -> None:
        """Decide the same on similar cases, once the person has seen which ones."""
        draft = self.case.model.draft
        if draft is None:
            return
        record = draft.case.record
        similar = await self._bench.desk.read(lambda connection: conflicts.similar_fields(connection, record))
        alike = decided_alike(draft, similar)
        if not alike:
            self._bench.message.emit(Message(self.tr("No other case can be decided in the same way.")))
            return
        dialog = AlikeDialog(self.window(), self._bench.desk, draft, alike)
        if await ask(dialog):
            number = dialog.records + 1
            what = self.tr("decision about %Ln record(s)", "", number)
            text = self.tr(
                "%Ln case(s) settled. What has to be sent goes out with the next synchronisation.", "", number
            )
            await self._settled(record, dialog.change, what, text)
        else:
            self.begin()

    async def _settled(self, record: str, change: str, what: str, text: str) -> None:
        """A decision was made: go on to the next case; undone, it is this one again, with the choices made."""
        draft = self._drafts.decided(record)
        take_back = self._bench.changed(
            change,
            what,
            lambda undone: self._turned(record, draft, undone=undone),
            after_undo=lambda: self.tr("The question is open again."),
            place=PLACE,
        )
        self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
        await self._read_list()

    def _turned(self, record: str, draft: Draft | None, *, undone: bool) -> None:
        if not undone:
            self._drafts.take(record)  # decided again
            self.begin()
            return
        if draft is not None:
            self._drafts.put_back(draft)
        self._go_to(record)

    async def _ask_other(self, conflict: str) -> None:
        draft = self.case.model.draft
        field = next((each for each in draft.case.fields if each.id == conflict), None) if draft else None
        if draft is None or field is None:
            return
        decided = draft.decision(conflict) is not None
        value = draft.result(field) if decided else next(iter(draft.remembered(conflict)), field.computer)
        dialog = ValueDialog(self, self._bench.desk, draft.case.kind, field, value, draft.case.names)
        dialog.keep_as(self._bench.unfinished, value_key(conflict), draft.case.record)
        if await ask(dialog):
            self._take_typed(draft, field, dialog.value)
        self.case.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_typed(self, draft: Draft, asked: ConflictField, value: Value) -> None:
        """Keep a value for the question that it was typed for, whichever case is shown by now; one that is over tells it."""
        now = {each.id: each.shown for each in draft.case.fields}.get(asked.id)
        if now is None or self._drafts.get(draft.case.record) is not draft:
            self._drafts.tell(draft.case, [(asked.field, value)])
        elif self.case.model.draft is not draft:
            draft.remember(asked.id, value)
            self.begin()
        elif now == asked.shown:
            self.case.table.choose_other(asked.id, value)
        else:
            self.case.table.remember_other(asked.id, value)

    async def _show_history(self, field: str) -> None:
        """Show what became of a field of the case that is shown, over it: what was chosen so far stays."""
        draft = self.case.model.draft
        if draft is None:
            return
        read = partial(history.record_history, record=draft.case.record, field=field)
        told = await self._bench.desk.read(read)
        await ask(FieldHistoryDialog(self.window(), draft.case, field, told))

    async def _make_policy(self) -> None:
        """Make a policy from the case that is shown; it answers with the next synchronisation."""
        draft = self.case.model.draft
        if draft is None:
            return
        accounts = await self._bench.desk.read(status.connections)
        if await ask(PolicyDialog(self.window(), self._bench.desk, draft.case, accounts)):
            text = self.tr("The policy counts from the next synchronisation on. It stands in the settings.")
            self._bench.message.emit(Message(text, "done"))

    def _open_record(self) -> None:
        if self._record is not None:
            self._bench.open_record.emit(self._record)

    def _step(self, direction: int) -> None:
        count = self.list.rows.rowCount()
        if count:
            at = (self.list.currentIndex().row() + direction) % count
            self.list.setCurrentIndex(self.list.rows.index(at))

    def _changed(self, changes: ChangeSet) -> None:
        mine = self._record is not None and self._record in changes.records
        if self.isVisible() and (changes.conflicts or mine):
            self.begin()

    def _filter(self, field: str | None) -> None:
        self._field = field
        self._show_list()

    def _by_field_text(self) -> str:
        return field_label(self._field) if self._field else self.tr("By field")

    def _fill_fields(self) -> None:
        menu = self._by_field.menu()
        menu.clear()
        for name in sorted({field for each in self._all for field in each.fields}):
            menu.addAction(literal(field_label(name))).triggered.connect(lambda _=False, name=name: self._filter(name))


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo)
