"""One record beside its list: who it is, what can be done, its fields, what happened, where it lives."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QTabBar, QVBoxLayout

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store.queries import records
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui import formats
from crmdesk.ui.dialogs import ask
from crmdesk.ui.field_texts import KIND_TEXTS, field_label, kind_label
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import option_label
from crmdesk.ui.records.accounts_tab import AccountsTab
from crmdesk.ui.records.activities_tab import ActivitiesTab
from crmdesk.ui.records.history_tab import HistoryTab
from crmdesk.ui.records.quick_dialog import QuickDialog
from crmdesk.ui.records.summary_tab import SummaryTab
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, ElidedLabel, IconButton, column, frame, row, scrolled
from crmdesk.ui.widgets.pieces import Avatar, EmptyState
from crmdesk.ui.workbench import Message, Workbench

_ABOUT = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL)


class RecordPanel(Live, QFrame):
    """The panel of one record; it follows what happens to it."""

    closed = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setMinimumWidth(320)
        self._bench = workbench
        self._tasks = workbench.tasks(self)
        self._id: str | None = None
        self.card: RecordCard | None = None
        self.summary = SummaryTab(workbench, self._tasks)
        self.activities = ActivitiesTab(workbench)
        self.history = HistoryTab(workbench, self._tasks)
        self.accounts = AccountsTab(workbench)
        self._lay_out()
        self.summary.changed.connect(lambda field, value: self._tasks.start(self._save(field, value), "save"))
        self.summary.reload_asked.connect(self._reload)
        workbench.bridge.changed.connect(self._changed)

    def show_record(self, record: str | None) -> None:
        """Show this record, or none."""
        if record != self._id:
            self._id = record
            self.card = None
            self.summary.forget()
        if record is not None:
            self._tasks.start(self._read(record), "card")

    def show_tab(self, number: int) -> None:
        """Show a part of the record: 0 summary, 1 activities, 2 history, 3 accounts."""
        self._tabs.setCurrentIndex(number)

    def delete_or_restore(self, record: str) -> None:
        """Put a record into the trash, or take it out where it lies there."""
        self._tasks.start(self._delete_or_restore(record))

    def quick(self, what: str, record: str) -> None:
        """Ask for a note, task or call about a record and save it."""
        self._tasks.start(self._quick(what, record), "quick")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As wide as the look asks for."""
        hint = super().sizeHint()
        hint.setWidth(tokens.PANEL)
        return hint

    def relive(self) -> None:
        """Say everything again."""
        for number, title in enumerate(self._tab_titles()):
            self._tabs.setTabText(number, title)
        if self.card is not None:
            self._show(self.card)

    def _lay_out(self) -> None:
        self._avatar = Avatar()
        self._name = ElidedLabel("", "name")
        self._line = ElidedLabel("", "muted")
        close = IconButton("x", lambda: self.tr("Close the record"))
        close.clicked.connect(self.closed)
        names = column(self._name, self._line, gap=1)
        self._call = Button(lambda: self.tr("Call"), "phone", "main")
        self._call.clicked.connect(self._open_phone)
        self._note = Button(lambda: self.tr("Note"), "note")
        self._note.clicked.connect(lambda: self._quick_here("note"))
        self._task = Button(lambda: self.tr("Task"), "checkbox")
        self._task.clicked.connect(lambda: self._quick_here("task"))
        self._mail = IconButton("mail", lambda: self.tr("Write an e-mail"), quiet=False, tone=Tone.PLAIN)
        self._mail.clicked.connect(self._open_mail)
        self._more = IconButton("dots", lambda: self.tr("More"), quiet=False, tone=Tone.PLAIN)
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.menu().aboutToShow.connect(self._fill_more)
        self._restore = Button(lambda: self.tr("Restore"), "arrow-back-up", "main")
        self._restore.clicked.connect(lambda: self._id and self.delete_or_restore(self._id))
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.live(self._tabs.setAccessibleName, lambda: self.tr("Parts of the record"))
        for title in self._tab_titles():
            self._tabs.addTab(title)
        self._pages = QStackedWidget()
        for widget in (self.summary, self.activities, self.history, self.accounts):
            self._pages.addWidget(scrolled(widget))
        self._tabs.currentChanged.connect(self._tab_changed)
        edge = tokens.GROUP_GAP + 2
        head_row = row(self._avatar, gap=tokens.GAP + 2)
        head_row.addLayout(names, 1)
        head_row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        head = column(
            head_row,
            row(self._call, self._restore, self._note, self._task, self._mail, self._more, None),
            row(self._tabs, None),
            gap=tokens.GAP + 4,
            edges=(edge, tokens.GROUP_GAP, tokens.GROUP_GAP, 0),
        )
        line = frame("line")
        line.setFixedHeight(1)
        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(head)
        body.addWidget(line)
        body.addWidget(self._pages, 1)
        shown = frame("surface")
        shown.setLayout(body)
        self._gone = EmptyState("trash", lambda: self.tr("This record is no longer on this computer."))
        self._whole = QStackedWidget()
        self._whole.addWidget(shown)
        self._whole.addWidget(self._gone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._whole)

    def _tab_titles(self) -> list[str]:
        card = self.card
        about = len([each for each in card.related if each.kind in (Kind.ACTIVITY, Kind.NOTE)]) if card else 0
        links = len(card.links) if card else 0
        return [
            self.tr("Summary"),
            self.tr("Activities") + (f" {formats.number(about)}" if about else ""),
            self.tr("History"),
            self.tr("Accounts") + (f" {formats.number(links)}" if links else ""),
        ]

    async def _read(self, record: str) -> None:
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if record != self._id:
            return
        self._whole.setCurrentIndex(0 if card is not None else 1)
        if card is not None:
            self.card = card
            self._show(card)

    def _show(self, card: RecordCard) -> None:
        person = card.kind in (Kind.LEAD, Kind.CONTACT)
        self._avatar.show_name(card.name, "" if person else KIND_TEXTS[card.kind].icon)
        self._name.setText(card.name or self.tr("(no name)"))
        self._line.setText(self._subtitle(card))
        dead = card.life != "live"
        self._call.setVisible(bool(card.fields.get("phones")) and not dead)
        self._mail.setVisible(bool(card.fields.get("emails")) and not dead)
        for button in (self._note, self._task):
            button.setVisible(card.kind in _ABOUT and not dead)
        self._restore.setVisible(dead)
        self.summary.show_card(card)
        self.activities.show_card(card)
        self.accounts.show_card(card)
        for number, title in enumerate(self._tab_titles()):
            self._tabs.setTabText(number, title)
        if self._pages.currentIndex() == 2:
            self.history.show_card(card)

    def _subtitle(self, card: RecordCard) -> str:
        get = card.fields.get
        owner = card.names.get(get("owner") or "", "")
        parts = {
            Kind.LEAD: [option_label("lead_type", get("lead_type") or ""), get("sector") or get("city") or ""],
            Kind.CONTACT: [get("job_title") or "", card.names.get(get("company") or "", "") or get("city") or ""],
            Kind.COMPANY: [get("industry") or "", get("city") or ""],
            Kind.DEAL: [formats.money(get("amount")) if get("amount") else "", card.names.get(get("stage") or "", "")],
            Kind.ACTIVITY: [option_label("type", get("type") or ""), formats.moment(get("due_at")) if get("due_at") else ""],
            Kind.NOTE: [formats.moment(get("created_at")) if get("created_at") else ""],
        }.get(card.kind, [])
        followed = self.tr("followed by {name}").format(name=owner) if owner else ""
        shown = [part for part in (*parts, followed) if part]
        if card.life != "live":
            shown.insert(0, self.tr("In the trash"))
        return " · ".join(shown) or kind_label(card.kind)

    def _tab_changed(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        if number == 2 and self.card is not None:
            self.history.show_card(self.card)

    async def _save(self, field: str, value: Value) -> None:
        assert self.card is not None
        card = self.card
        try:
            change = await self._bench.desk.edit(card.id, {field: value})
        except InvalidInput as error:
            self.summary.refuse(field, error)
            return
        self.summary.done(field)
        self._bench.changed(change, self.tr("{name}: {field}").format(name=card.name, field=field_label(field)))
        await self._read(card.id)

    async def _delete_or_restore(self, record: str) -> None:
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if card is None:
            return
        if card.life == "live":
            change = await self._bench.desk.delete(record)
            text = self.tr("“{name}” was put into the trash.").format(name=card.name)
            self._bench.changed(change, self.tr("deletion of {name}").format(name=card.name))
            self._bench.message.emit(Message(text, "done", self.tr("Undo"), self._bench.undo_stack.undo, "undo"))
            if record == self._id:
                self.closed.emit()
        else:
            change = await self._bench.desk.restore(record)
            self._bench.changed(change, self.tr("restoring {name}").format(name=card.name))
            self._bench.message.emit(Message(self.tr("“{name}” is back.").format(name=card.name), "done", topic="undo"))
            self._reload()

    def _quick_here(self, what: str) -> None:
        if self._id is not None:
            self.quick(what, self._id)

    async def _quick(self, what: str, record: str) -> None:
        card = await self._bench.desk.read(lambda connection: records.card(connection, record))
        if card is None:
            return
        dialog = QuickDialog(self.window(), self._bench, what, card)
        if await ask(dialog) and dialog.made is not None:
            _, change = dialog.made
            self._bench.changed(change, dialog.undo_text())
            self._bench.message.emit(
                Message(dialog.done_text(), "done", self.tr("Undo"), self._bench.undo_stack.undo, "undo")
            )
            self._reload()

    def _reload(self) -> None:
        if self._id is not None:
            self._tasks.start(self._read(self._id), "card")

    def _changed(self, changes: ChangeSet) -> None:
        if self._id is not None and self.isVisible() and (not changes.records or self._id in changes.records or changes.kinds):
            self._reload()

    def _fill_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        card = self.card
        if card is None:
            return
        if card.kind in _ABOUT and card.life == "live":
            menu.addAction(self.tr("Log a call…")).triggered.connect(lambda: self._quick_here("call"))
        if card.fields.get("phones"):
            number = formats.phone(card.fields["phones"][0]["value"])
            menu.addAction(self.tr("Copy the phone number")).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(number.replace("\u00a0", " "))
            )
        if card.life == "live":
            menu.addAction(self.tr("Put into the trash")).triggered.connect(lambda: self.delete_or_restore(card.id))
        else:
            menu.addAction(self.tr("Restore")).triggered.connect(lambda: self.delete_or_restore(card.id))

    def _open_phone(self) -> None:
        if self.card is not None and self.card.fields.get("phones"):
            QDesktopServices.openUrl(QUrl(f"tel:{self.card.fields['phones'][0]['value']}"))

    def _open_mail(self) -> None:
        if self.card is not None and self.card.fields.get("emails"):
            QDesktopServices.openUrl(QUrl(f"mailto:{self.card.fields['emails'][0]['value']}"))
