"""The page of one kind: title and count, filters, the table, what to do where it is empty, the record beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import PERSON_KINDS, REFERENCE_KINDS, Kind
from crmdesk.domain.lookup import is_address
from crmdesk.domain.values import FieldType
from crmdesk.store.queries import lists, names, records, status
from crmdesk.store.queries.rows import Choice, ListQuery
from crmdesk.ui import formats
from crmdesk.ui.dialogs import ask
from crmdesk.ui.duplicates.pairs_view import PairsView
from crmdesk.ui.field_texts import KIND_TEXTS, field_label, kind_title
from crmdesk.ui.records.columns import COLUMNS, FIRST_SORT
from crmdesk.ui.records.filter_bar import FilterBar
from crmdesk.ui.records.filter_dialog import FilterDialog
from crmdesk.ui.records.filter_texts import referring
from crmdesk.ui.records.list_model import RecordListModel
from crmdesk.ui.records.list_view import RecordTable
from crmdesk.ui.records.panel import RecordPanel
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, IconButton, Label, column, frame, line, row, scrolled
from crmdesk.ui.widgets.page_frame import PageFrame, page_title
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.workbench import Message, Workbench

_BULK_MS = 1000
"""How often the list follows while a run brings more records than can be named, in milliseconds."""

_COMPARING = 3
"""The place of the possible duplicates among what is shown in the place of the list."""

_TYPING_MS = 60
"""A search waits this long for the next letter."""


class ListPage(PageFrame):
    """The list of one kind with the panel of the chosen record."""

    def __init__(self, workbench: Workbench, parent: QWidget, kind: Kind) -> None:
        super().__init__(workbench, parent, ground="surface")
        self.kind = kind
        self._shown: str | None = None
        self._sought: str | None = None
        """The record that is shown and whose row the list has still to go to."""
        self._selecting = False
        self._place: tuple[str | None, int, int] = (None, -1, 0)
        self._from_top = True
        self._comparing = False
        sort, descending = FIRST_SORT[kind]
        self._query = ListQuery(kind, sort=sort, descending=descending)
        self.model = RecordListModel(kind, workbench.desk, self._tasks, self)
        self.model.show_columns(workbench.settings.hidden_columns(kind.value))
        self.table = RecordTable(self.model, compact=workbench.settings.compact)
        self.filters = FilterBar(kind)
        self.panel = RecordPanel(workbench)
        self.panel.hide()
        self.duplicates = PairsView(workbench)
        self._connected = False
        """Whether there is an account; it is looked at where the list is empty."""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._bulk = QTimer(self)
        self._bulk.setSingleShot(True)
        self._bulk.setInterval(_BULK_MS)
        self._bulk.timeout.connect(self._refresh)
        self._lay_out()
        self._connect()
        self.live(self.table.setAccessibleName, self._title_text)

    def search(self, text: str) -> None:
        """Show what matches ``text``, as it is typed, in the list."""
        if text and self._comparing:
            self._leave_list(comparing=False)
        self._query = replace(self._query, search=text)
        self._typing.start()

    @property
    def searched(self) -> str:
        """What the list is searched for."""
        return self._query.search

    def begin(self) -> None:
        """The page is shown: read what it needs for the first time, or again."""
        self._tasks.start(self._read_names(), "names")
        self._ask()

    def panes(self) -> list[QWidget]:
        """What F6 goes through on this page."""
        shown = self.duplicates if self._comparing else self.table
        return [shown, *([self.panel] if self.panel.isVisible() else [])]

    def show_record(self, record: str) -> None:
        """Show a record beside the list, which goes to its row where it is in the list, and else to none."""
        self._shown = self._sought = record
        self.panel.show_record(record)
        self._show_panel(True)
        self._select_shown()
        if not self._tasks.running("rows"):
            self._seek()

    def show_typed(self) -> None:
        """Show the panel's record, and the field in it that could not be saved."""
        self._shown = self.panel.record
        self._show_panel(True)
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._select_shown()

    def close_panel(self) -> None:
        """Show the list alone."""
        self._shown = self._sought = None
        self.panel.show_record(None)
        self._show_panel(False)
        self.panes()[0].setFocus()

    def _show_panel(self, on: bool) -> None:
        self.panel.setVisible(on)
        self.table.set_beside(on)

    def toggle_panel(self) -> None:
        """Show the current row's record, or hide it."""
        record = self.table.current_record()
        if self.panel.isVisible():
            self.close_panel()
        elif record is not None:
            self.show_record(record)

    def show_trash(self, on: bool) -> None:
        """Show deleted records, or the live ones."""
        self._query = replace(self._query, trash=on)
        self._leave_list(comparing=False)
        self.close_panel()
        self._ask()

    def show_duplicates(self) -> None:
        """Show who may be the same as whom in the place of the list."""
        self._query = replace(self._query, trash=False)
        self._leave_list(comparing=True)
        self.close_panel()
        self._bench.duplicates.read()

    def show_list(self) -> None:
        """Back from the trash, or from the possible duplicates, where either is shown."""
        if self._query.trash or self._comparing:
            self.show_trash(False)

    def _leave_list(self, *, comparing: bool) -> None:
        """Show what stands in the place of the list, where anything does."""
        self._comparing = comparing
        self._title.setText(self._title_text())
        self.table.setAccessibleName(self._title_text())
        self._back.setVisible(comparing or self._query.trash)
        for widget in (self.filters, self._columns, self._count_label):
            widget.setVisible(not comparing)
        if comparing:
            self._stack.setCurrentIndex(_COMPARING)
            self._show_pairs()

    def _show_pairs(self) -> None:
        if self._comparing:
            self.duplicates.show_pairs(self._bench.duplicates.of_kind(self.kind))

    @property
    def empty_words(self) -> str:
        """What stands in the place of the rows; empty where there are some."""
        return self._nothing.sentence.text() if self._stack.currentWidget() is self._nothing else ""

    def relive(self) -> None:
        """The language changed: the cells are other texts."""
        self.model.retell()
        self._tasks.start(self._count(self.model.query), "count")

    def _lay_out(self) -> None:
        self._title = page_title(self._title_text)
        self._count_label = Label("", "muted")
        self._back = Button(lambda: self.tr("Back to the list"), "arrow-left", "quiet")
        self._back.hide()
        self._columns = Button(lambda: self.tr("Columns"), "columns-3", "quiet")
        self._columns.setMenu(QMenu(self._columns))
        self._more = IconButton("dots", lambda: self.tr("More"))
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        # From the outside inwards: what is put into something moves once with everything in it, which Qt styles anew each time.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        outer.addWidget(self.splitter)
        self.splitter.setHandleWidth(1)
        left = frame("surface")
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setCollapsible(1, False)
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = frame("page")
        self._stack = QStackedWidget()
        for widget in (head, line()):
            box.addWidget(widget)
        box.addWidget(self._stack, 1)
        edge = tokens.PAGE_EDGE
        head.setLayout(
            column(
                row(self._title, 4, self._count_label, None, self._back, self._columns, self._more),
                self.filters,
                gap=tokens.GAP,
                edges=(edge, tokens.GAP + 6, edge - 6, tokens.GAP),
            )
        )
        self._empty = self._make_empty()
        self._nothing = self._make_nothing()
        for page in (self.table, self._empty, self._nothing, scrolled(self.duplicates)):
            self._stack.addWidget(page)

    def _make_empty(self) -> EmptyState:
        self._begin = Button(self._begin_text, "plug-connected", "main")
        self._begin.clicked.connect(lambda: self._bench.go.emit("sync" if self._connected else "connect"))
        return EmptyState(KIND_TEXTS[self.kind].icon, self._empty_text, self._begin)

    def _begin_text(self) -> str:
        return self.tr("See the accounts’ state") if self._connected else self.tr("Connect an account")

    def _empty_text(self) -> str:
        if self._connected:
            return self.tr("Nothing here yet. What an account holds comes in with its synchronisation.")
        return self.tr("Nothing here yet. Connect a CRM to bring its records in.")

    async def _look_at_accounts(self) -> None:
        """Nothing is there: say so as it is with an account, or without one."""
        self._connected = bool(await self._bench.desk.read(status.connections))
        self._empty.sentence.setText(self._empty_text())
        self._begin.setText(self._begin_text())
        self._begin.show_icon("refresh" if self._connected else "plug-connected", Tone.PLAIN)

    def _make_nothing(self) -> EmptyState:
        clear = Button(lambda: self.tr("Show everything"), "filter-off")
        clear.clicked.connect(self._show_everything)
        self._look_up = Button(lambda: self.tr("Ask the accounts"), "user-search", "main")
        self._look_up.clicked.connect(lambda: self._bench.look_up.emit(self._query.search.strip()))
        return EmptyState("search", self._nothing_text, self._look_up, clear)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._ask)
        self.filters.changed.connect(self._ask)
        self.filters.changed.connect(lambda: self._tasks.refresh("names", self._read_names))
        self.filters.asked.connect(lambda number: self._tasks.start(self._edit_filter(number), "filter"))
        self.table.opened.connect(self.show_record)
        self.table.deleted.connect(self._delete_row)
        self.table.asked.connect(self.panel.quick)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.panel.closed.connect(self.close_panel)
        self.panel.held.connect(self.show_typed)
        self.panel.followed.connect(self._follow)
        self.model.loaded.connect(self._loaded)
        self.model.modelAboutToBeReset.connect(self._remember_place)
        self.model.modelReset.connect(self._find_place)
        self._columns.menu().aboutToShow.connect(self._fill_columns)
        self._more.menu().aboutToShow.connect(self._fill_more)
        self._back.clicked.connect(self.show_list)
        self.duplicates.left.connect(self.show_list)
        self._bench.duplicates.changed.connect(self._show_pairs)
        self._bench.bridge.changed.connect(self._changed)
        for tell_again in (self.model.retell, self.filters.relive, self.panel.summary.relive):
            self._bench.words.changed.connect(tell_again)

    def _ask(self) -> None:
        self._typing.stop()
        self._query = replace(self._query, filters=self.filters.active)
        self._from_top = True
        self.table.begin_waiting()
        self.model.ask(self._query)
        self._tasks.start(self._count(self._query), "count")

    def _loaded(self) -> None:
        bare = not (self._query.filters or self._query.search or self._query.trash)
        empty = self.model.rowCount() == 0
        self._seek()
        if not self._comparing:
            self._stack.setCurrentIndex(0 if not empty else 1 if bare else 2)
            # Once the list is painted: it may take a second, behind the window.
            QTimer.singleShot(0, self, self._bench.duplicates.begin)
        if empty and bare:
            self._tasks.refresh("accounts", self._look_at_accounts)
        if empty:
            self._nothing.sentence.setText(self._nothing_text())
            # Somebody whose row has not come yet, or never will, may be known to an account all the same.
            self._look_up.setVisible(self.kind in PERSON_KINDS and is_address(self._query.search))

    async def _count(self, query: ListQuery) -> None:
        plain = ListQuery(query.kind, trash=query.trash)
        everything = await self._bench.desk.read(lambda connection: lists.count(connection, plain))
        if not (query.filters or query.search):
            self._count_label.setText(self.tr("%Ln record(s)", "", everything))
            return
        found = await self._bench.desk.read(lambda connection: lists.count(connection, query))
        words = self.tr("%Ln record(s) of {all}", "", found)
        self._count_label.setText(words.format(all=formats.number(everything)))

    async def _read_names(self) -> None:
        shown = {column.field for column in COLUMNS[self.kind]}
        known: dict[str, str] = {}
        for spec in CATALOGUE[self.kind].values():
            few = spec.type is FieldType.REFERENCE and set(spec.targets) <= set(REFERENCE_KINDS)
            if few and spec.name in shown:
                known |= {choice.value: choice.label for choice in await self._choices(spec.name)}
        self.model.set_names(known)
        asked = {id for each in self.filters.filters for id in referring(self.kind, each.condition)} - known.keys()
        self.filters.set_names(known | await self._bench.desk.read(lambda reader: names.names_of(reader, asked)))

    async def _choices(self, field: str) -> Sequence[Choice]:
        return await self._bench.desk.read(lambda connection: records.choices(connection, self.kind, field))

    async def _edit_filter(self, number: int) -> None:
        before = self.filters.filters[number].condition if number >= 0 else None
        dialog = FilterDialog(self, self.kind, self._choices, before, own=self._bench.words.custom(self.kind))
        if not await ask(dialog):
            return
        if dialog.wants_removal:
            self.filters.remove(number)
        elif dialog.condition is not None:
            self.filters.put(number, dialog.condition)

    def _sort_by(self, section: int) -> None:
        shown = self.model.columns[section]
        if not shown.sorts:
            self._bench.message.emit(
                Message(self.tr("“{column}” cannot be sorted by.").format(column=shown.title or self.tr("State")))
            )
            return
        field = "name" if shown.field == "subject" else shown.field
        self._query = replace(
            self._query, sort=field, descending=self._query.sort == field and not self._query.descending
        )
        order = Qt.SortOrder.DescendingOrder if self._query.descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicatorShown(True)
        self.table.horizontalHeader().setSortIndicator(section, order)
        self.table.scrollToTop()
        self._ask()

    def _delete_row(self, record: str) -> None:
        """What is meant follows from what is listed: pressed twice, the key does not take out again what it has put in."""
        move = self.panel.restore if self._query.trash else self.panel.delete
        move(record)

    def _row_changed(self) -> None:
        record = self.table.current_record()
        if not self._selecting and self.panel.isVisible() and record is not None and record != self._shown:
            self._shown = record
            self.panel.show_record(record)

    def _follow(self, record: str) -> None:
        """The panel shows the record that the one before has become part of: the list goes to its row."""
        self._shown = self._sought = record
        self._select_shown()

    def _select_shown(self) -> None:
        self._selecting = True
        if self.table.select_record(self._shown) and not self._tasks.running("rows"):
            self._sought = None
        self._selecting = False

    def _seek(self) -> None:
        """Read on to the record that was opened from elsewhere, once the rows are there."""
        if self._sought is not None and self.model.rowCount():
            self._tasks.start(self._go_to(self._sought), "seek")

    async def _go_to(self, record: str) -> None:
        found = await self.model.read_to(record)
        if self._sought == record:
            self._sought = None
            if found:
                self._select_shown()

    def _remember_place(self) -> None:
        """Rows are about to be read again: keep the current record and how far the list is scrolled."""
        at = self.table.currentIndex().row()
        self._place = (self.table.current_record(), at, self.table.verticalScrollBar().value())

    def _find_place(self) -> None:
        """The same record is current and at the same height as before; where it is gone, the row in its place is.

        Where no row is in that place, for it was not read again, none is current: a key would be about somebody else.
        """
        record, at, scrolled = self._place
        self._selecting = True
        found = self.table.select_record(self._shown or record)
        last = self.model.rowCount() - 1
        gone = not (found or self._shown or self._from_top)
        if gone and min(at, last) >= 0 and (at <= last or self.model.is_complete):
            self.table.setCurrentIndex(self.model.index(min(at, last), 1))
        self._selecting = False
        if not found or self._sought is None:  # else the list has just gone to the row of what was opened
            self.table.verticalScrollBar().setValue(0 if self._from_top else scrolled)
        self._from_top = False

    def _changed(self, changes: ChangeSet) -> None:
        if not self.isVisible():
            return
        if self.kind in changes.kinds or changes.conflicts or changes.pending or changes.problems:
            if changes.records:
                self._refresh()
            elif not self._bulk.isActive():
                # Thousands arrive: the list follows at a walk, the window stays quick.
                self._bulk.start()
        if changes.kinds & set(REFERENCE_KINDS):
            self._tasks.refresh("names", self._read_names)

    def _refresh(self) -> None:
        self.model.refresh()
        self._tasks.refresh("count", lambda: self._count(self._query))

    def _fill_columns(self) -> None:
        menu, hidden = self._columns.menu(), self._bench.settings.hidden_columns(self.kind.value)
        menu.clear()
        for each in COLUMNS[self.kind]:
            if each.field in ("state", "name", "subject"):
                continue
            action = menu.addAction(field_label(each.field))
            action.setCheckable(True)
            action.setChecked(each.field not in hidden)
            action.toggled.connect(lambda on, field=each.field: self.show_column(field, on))

    def show_column(self, field: str, on: bool) -> None:
        """Show or hide a column, for good."""
        hidden = self._bench.settings.hidden_columns(self.kind.value)
        hidden = hidden - {field} if on else hidden | {field}
        self._bench.settings.hide_columns(self.kind.value, hidden)
        self.model.show_columns(hidden)

    def _fill_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        new = menu.addAction(self.tr("New"))
        new.triggered.connect(lambda: self._bench.new_record.emit(self.kind, {}))
        trash = menu.addAction(self.tr("Trash"))
        trash.setCheckable(True)
        trash.setChecked(self._query.trash)
        trash.toggled.connect(self.show_trash)
        self._offer_duplicates(menu)
        clear = menu.addAction(self.tr("Remove all filters"))
        clear.setEnabled(bool(self.filters.filters))
        clear.triggered.connect(self.filters.remove_all)

    def _offer_duplicates(self, menu: QMenu) -> None:
        """The way to the possible duplicates, where any are known."""
        found = len(self._bench.duplicates.of_kind(self.kind))
        if found:
            words = self.tr("Possible duplicates ({count})").format(count=formats.number(found))
            menu.addAction(words).triggered.connect(self.show_duplicates)

    def _show_everything(self) -> None:
        self._query = replace(self._query, search="")
        self.filters.remove_all()
        if self._query.trash:
            self.show_trash(False)
        self._bench.search_cleared.emit()
        self._ask()

    def _title_text(self) -> str:
        title = kind_title(self.kind)
        if self._comparing:
            return self.tr("{kind}: possible duplicates").format(kind=title)
        return self.tr("{kind}: trash").format(kind=title) if self._query.trash else title

    def _nothing_text(self) -> str:
        search = self._query.search.strip()
        if self._query.trash and not (search or self._query.filters):
            return self.tr("The trash is empty. Records that you delete come here and can be restored.")
        if not search:
            return self.tr("No record matches the filters.")
        if self._query.filters:
            return self.tr("No record matches “{search}” and the filters.").format(search=search)
        return self.tr("No record matches “{search}”.").format(search=search)
