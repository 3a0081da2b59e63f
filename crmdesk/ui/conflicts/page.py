"""The page of conflicts: the list at the left, one case at the right; drafts are kept while the window lives."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, Resolution
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.store.queries import conflicts
from crmdesk.store.queries.rows import ConflictCase, ConflictRow
from crmdesk.ui import formats
from crmdesk.ui.conflicts.alike import AlikeDialog, decided_alike
from crmdesk.ui.conflicts.case_view import CaseView
from crmdesk.ui.conflicts.deletion_view import DeletionView
from crmdesk.ui.conflicts.draft import Draft
from crmdesk.ui.conflicts.list_view import ConflictList
from crmdesk.ui.conflicts.outcome import outcome
from crmdesk.ui.conflicts.value_dialog import ValueDialog
from crmdesk.ui.dialogs import ask
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.unfinished import VALUE, value_key
from crmdesk.ui.widgets.basics import Button, ElidedLabel, IconButton, Label, MenuButton, column, frame, row, scrolled
from crmdesk.ui.widgets.page_frame import PageFrame, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.workbench import Message, Workbench

_LIST_WIDTH = 272
_LIST_NARROW = 216
_AROUND = 112
"""How much of the page's height stands over and under a case, a message included."""
_WIDE = 980
"""The page's width from which nothing is folded: a window of 1200."""


class ConflictsPage(PageFrame):
    """Everything that needs a person's decision."""

    shown = Signal(str)

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._all: Sequence[ConflictRow] = ()
        self._field: str | None = None
        self._record: str | None = None
        self._wanted: str | None = None
        """The record to go to as soon as the list has it; a list that was read before does not."""
        self._asked: str | None = None
        """The conflict to ask about as soon as it is shown."""
        self._drafts: dict[str, Draft] = {}
        self.list = ConflictList()
        self.case = CaseView()
        self.deletion = DeletionView()
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
        width = self.width() - self._side.width() - 2 * tokens.PAGE_EDGE
        # Reckoned from the window: the buttons stay where they are when a message comes at the foot of the page.
        self.case.set_room(width, self.window().height() - tokens.TOP_BAR - tokens.STATUS_BAR - _AROUND)

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        shown = self.deletion.first if self._views.currentWidget() is self.deletion else self.case.table
        return [self.list, shown] if shown is not None and shown.isVisible() else [self.list]

    def show_record(self, record: str) -> None:
        """Show the conflicts of a record, where it has any."""
        self._go_to(record)

    @property
    def unfinished(self) -> int:
        """How many values were typed for conflicts whose decision is not finished, as far as was read."""
        return sum(draft.typed for draft in self._drafts.values())

    async def forget_settled(self) -> None:
        """Let go of what was typed for conflicts that are over, whoever settled them; it is told, not lost unseen."""
        for record, draft in list(self._drafts.items()):
            if not draft.typed:
                continue
            case = await self._bench.desk.read(partial(conflicts.conflict_case, record=record))
            if self._drafts.get(record) is not draft:
                continue
            if case is None or not case.fields:
                del self._drafts[record]
                self._tell_typed(draft.case, draft.typed_values())
            elif case != draft.case and record == self._record:
                self._show_case(case)
            elif case != draft.case:
                self._tell_typed(case, draft.rebase(case))

    def typed(self) -> list[Unfinished]:
        """What was typed for conflicts that are not decided, to be kept where the program ends."""
        return [
            Unfinished(
                value_key(conflict), record, {"form": VALUE, "conflict": conflict, "field": field, "value": value}
            )
            for record, draft in self._drafts.items()
            for conflict, (field, value) in draft.typed_for().items()
        ]

    def ask_value(self, record: str, conflict: str) -> None:
        """Show a record's conflicts, and ask for a value of one's own for one of them."""
        self._asked = conflict
        self._go_to(record)

    def relive(self) -> None:
        """Say what depends on data again."""
        self._show_counts()

    def _lay_out(self) -> None:
        side = frame("side")
        self._side = side
        self._count = Label("", "muted")
        self._everything = Button(lambda: self.tr("All"), "filter", "chip")
        self._everything.clicked.connect(lambda: self._filter(None))
        self._by_field = MenuButton(self._by_field_text, "", "chip")
        title = row(page_title(lambda: self.tr("Conflicts")), self._count, None, gap=6)
        chips = row(self._everything, self._by_field, None)
        head = column(title, chips, gap=tokens.GAP, edges=(14, 14, 10, 10))
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 1, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        done = Button(lambda: self.tr("Back to the leads"), "arrow-left")
        done.clicked.connect(lambda: self._bench.go.emit("lead"))
        self._empty = EmptyState("circle-check", lambda: self.tr("Nothing to decide. Both sides agree."), done)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolled(self._desk()))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(side)
        outer.addWidget(self._stack, 1)

    def _desk(self) -> QWidget:
        self._back = IconButton("arrow-left", lambda: self.tr("Previous conflict"))
        self._next = IconButton("arrow-right", lambda: self.tr("Next conflict"))
        self._place = Label("", "muted")
        self._name = Label("", "title")
        self._where = ElidedLabel("", "muted")
        self._open = IconButton("external-link", lambda: self.tr("Open the record"), quiet=False, tone=Tone.PLAIN)
        self._open.clicked.connect(self._open_record)
        self._later = Button(lambda: self.tr("Later"), "clock")
        self._later.setToolTip("Ctrl+L")
        head = row(self._back, self._place, self._next, 4, self._name, gap=tokens.GAP)
        head.addWidget(self._where, 1)
        head.addWidget(self._open)
        head.addWidget(self._later)
        self._views = QStackedWidget()
        self._views.addWidget(self.case)
        self._views.addWidget(self.deletion)
        holder = QWidget()
        edge = tokens.PAGE_EDGE
        box = column(head, gap=tokens.GAP, edges=(edge, tokens.GAP + 6, edge, tokens.GROUP_GAP))
        box.addWidget(self._views, 1)
        holder.setLayout(box)
        return holder

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.activated.connect(lambda _: self.panes()[-1].setFocus(Qt.FocusReason.TabFocusReason))
        self._back.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._later.clicked.connect(lambda: self._step(1))
        self.case.later.connect(lambda: self._step(1))
        self.case.left.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.case.finished.connect(lambda: self._begin_finish(self._finish))
        self.case.other_asked.connect(lambda id: self._tasks.start(self._ask_other(id), "other"))
        self.case.similar_asked.connect(self._filter)
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
        rows = self.list.rows.rowCount()
        at = self.list.rows.row_of(self._record) if self._record else None
        self._place.setText(f"{(at or 0) + 1} / {rows}" if rows else "")

    def _choose(self, record: str) -> None:
        self._record = record
        self._show_counts()
        self._tasks.start(self._read_case(record), "case")

    async def _read_case(self, record: str) -> None:
        case = await self._bench.desk.read(lambda connection: conflicts.conflict_case(connection, record))
        if record != self._record:
            return
        if case is None or not case.fields:
            draft = None if self._tasks.running("finish") else self._drafts.pop(record, None)
            if draft is not None:
                self._tell_typed(draft.case, draft.typed_values())
            return
        self._show_case(case)
        if self._asked in {field.id for field in case.fields}:
            asked, self._asked = self._asked, None
            self.case.other_asked.emit(asked)

    def _show_case(self, case: ConflictCase) -> None:
        self._name.setText(case.name)
        self._where.setText(case.place)
        deletion = any(field.field == EXISTENCE for field in case.fields)
        self._views.setCurrentIndex(1 if deletion else 0)
        self._later.setVisible(self.list.rows.rowCount() > 1)
        if deletion:
            self.deletion.show_case(case)
        else:
            draft = self._drafts.get(case.record)
            if draft is None:
                draft = self._drafts[case.record] = Draft(case)
                self._take_up(draft)
            elif draft.case != case:
                self._tell_typed(case, draft.rebase(case))
            elif self.case.shows(draft):
                return
            self.case.show_draft(draft)
        self.shown.emit(case.record)

    def _take_up(self, draft: Draft) -> None:
        """Remember what was typed for a case before the program ended."""
        for field in draft.case.fields:
            what = self._bench.unfinished.find(value_key(field.id))
            if what is not None and "value" in what:
                draft.remember(field.id, what["value"])

    def _tell_typed(self, case: ConflictCase, typed: Sequence[tuple[str, Value]]) -> None:
        """What was typed for conflicts that ended without a decision: nothing typed goes away unseen."""
        if not typed:
            return
        catalogue = CATALOGUE[case.kind]
        words = [
            self.tr("{field}: {value}").format(
                field=field_label(name), value=formats.value_text(catalogue[name], value, case.names) or formats.BLANK
            )
            for name, value in typed
        ]
        text = self.tr("“{name}” was settled meanwhile. You had typed: {values}")
        open_it = partial(self._bench.open_record.emit, case.record)
        told = text.format(name=case.name, values="; ".join(words))
        self._bench.message.emit(Message(told, "waiting", self.tr("Open the record"), open_it))

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
        draft = self._drafts.pop(record, None)
        for field in draft.case.fields if draft is not None else ():
            self._bench.unfinished.over(value_key(field.id))
        take_back = self._bench.changed(
            change,
            what,
            lambda undone: self._turned(record, draft, undone=undone),
            after_undo=lambda: self.tr("The question is open again."),
        )
        self._bench.message.emit(Message(text, "done", self.tr("Undo"), take_back, "undo"))
        await self._read_list()

    def _turned(self, record: str, draft: Draft | None, *, undone: bool) -> None:
        if not undone:
            self._drafts.pop(record, None)  # decided again
            self.begin()
            return
        begun = self._drafts.get(record)
        if draft is not None and (begun is None or not (begun.decided or begun.typed)):
            self._drafts[record] = draft
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
            same = field.shown in {each.shown for each in draft.case.fields if each.id == conflict}
            take = self.case.table.choose_other if same else self.case.table.remember_other
            take(conflict, dialog.value)
        self.case.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
            menu.addAction(field_label(name)).triggered.connect(lambda _=False, name=name: self._filter(name))
