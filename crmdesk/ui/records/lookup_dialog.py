"""Looking somebody up at the accounts themselves: who is not here yet may be known there."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QWidget

from crmdesk.domain.catalogue import canonical_fields
from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.kinds import Kind
from crmdesk.domain.lookup import Address, Found, Lookup, address_of
from crmdesk.store.queries import status
from crmdesk.ui import formats
from crmdesk.ui.actions import action_text
from crmdesk.ui.error_texts import error_text
from crmdesk.ui.field_texts import KIND_TEXTS, kind_label
from crmdesk.ui.live import Live
from crmdesk.ui.tasks import TaskScope
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, clear, column, fit_screen, row, scrolled
from crmdesk.ui.widgets.tab_order import SeenOrder
from crmdesk.ui.workbench import Workbench

_WIDTH, _HEIGHT = 560, 440
_INSIDE = (12, 8, 12, 8)


class LookupDialog(SeenOrder, Live, QDialog):
    """An address or a number to ask for, and which accounts know it. Closing it ends what is being asked."""

    def __init__(self, parent: QWidget, workbench: Workbench, text: str) -> None:
        super().__init__(parent)
        self._bench = workbench
        self._tasks = TaskScope(self, self._refuse)
        self._asked = Address()
        """What the accounts have answered for; another text may stand in the line by now."""
        self.live(self.setWindowTitle, self._title)
        self.address = QLineEdit(text)
        self.live(self.address.setPlaceholderText, lambda: self.tr("claire.durand@example.fr or 06 12 34 56 78"))
        self.live(self.address.setAccessibleName, lambda: self.tr("E-mail address or phone number"))
        self.ask = Button(lambda: self.tr("Ask the accounts"), "search", "main")
        self.ask.setDefault(True)
        self.ask.clicked.connect(self._begin)
        self.said = Label("", "muted", wrap=True)
        self.found = column(gap=tokens.GAP)
        self.sync = Button(lambda: self.tr("Synchronise now"), "refresh")
        self.sync.clicked.connect(self._synchronise)
        self.new = Button(lambda: action_text("New lead"), "user-plus")
        self.new.clicked.connect(self._create)
        close = Button(lambda: self.tr("Close"))
        close.clicked.connect(self.reject)
        lines = QWidget()
        lines.setLayout(column(self.found, None, edges=(0, 0, tokens.GAP, 0)))
        edge = tokens.PAGE_EDGE
        self.setLayout(
            column(
                Label(self._title, "name", wrap=True),
                row(self.address, self.ask),
                self.said,
                scrolled(lines),
                row(self.sync, self.new, None, close),
                gap=tokens.GAP + 2,
                edges=(edge,) * 4,
            )
        )
        self.resize(_WIDTH, _HEIGHT)
        fit_screen(self)
        self._offer()
        self.address.setFocus()
        if text:
            self._begin()

    def done(self, result: int) -> None:
        """The dialog closes: nobody waits for an answer any more."""
        self._tasks.close()
        super().done(result)

    def _title(self) -> str:
        return self.tr("Look somebody up in the accounts")

    def _begin(self) -> None:
        clear(self.found)
        self._offer()
        self._say("")
        self._tasks.start(self._ask(self.address.text()), "ask")

    async def _ask(self, text: str) -> None:
        accounts = await self._bench.desk.read(status.connections)
        if not accounts:
            self._say(self.tr("No account is connected yet. Connect one first; then it can be asked."))
            return
        self._say(self.tr("Asking %Ln account(s)…", "", len(accounts)))
        self.ask.setEnabled(False)
        try:
            told = await self._bench.desk.look_up(text)
            self._asked = address_of(text)
            self._show(told)
        finally:
            self.ask.setEnabled(True)

    def _refuse(self, error: CrmdeskError) -> None:
        told = error_text(error.key, error.data)
        self._say(told.text, "conflict")

    def _show(self, told: Lookup) -> None:
        for each in told.found:
            self.found.addWidget(_FoundLine(self, each))
        for name, error in told.failed.items():
            self.found.addWidget(_failed_line(name, error))
        missing = [each for each in told.found if each.record is None]
        self._offer(sync=bool(missing), new=not told.found)
        self._say(self._summary(told, missing))

    def _summary(self, told: Lookup, missing: list[Found]) -> str:
        if missing:
            return self.tr("Who is not here yet comes in with the next synchronisation.")
        if told.found:
            return ""
        return (
            self.tr("None of the accounts that answered knows it.") if told.failed else self.tr("No account knows it.")
        )

    def _say(self, text: str, tone: str = "") -> None:
        self.said.set_tone(tone)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _offer(self, *, sync: bool = False, new: bool = False) -> None:
        """What to do next with what was told."""
        self.sync.setVisible(sync)
        self.new.setVisible(new)

    def _create(self) -> None:
        name, value = ("emails", self._asked.email) if self._asked.email else ("phones", self._asked.phone)
        self.accept()
        self._bench.new_record.emit(Kind.LEAD, canonical_fields(Kind.LEAD, {name: [{"value": value}]}))

    def _synchronise(self) -> None:
        self._bench.sync_asked.emit("")
        self.accept()

    def open_record(self, record: str) -> None:
        """Show a record in the window, and close."""
        self.accept()
        self._bench.open_record.emit(record)


class _FoundLine(Live, QFrame):
    """Somebody whom an account knows, and the way to their record here."""

    def __init__(self, dialog: LookupDialog, found: Found) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        name, where = Label(found.name, "strong", wrap=True), Label(lambda: self._where(found), "muted")
        words = row(Icon(KIND_TEXTS[found.kind].icon, Tone.MUTED), edges=_INSIDE)
        words.addLayout(column(name, where, gap=1), 1)
        record = found.record
        if record is None:
            words.addWidget(Label(lambda: self.tr("Not here yet"), "muted"))
        else:
            open_it = Button(lambda: self.tr("Open"), "arrow-right")
            self.live(open_it.setAccessibleName, lambda: self.tr("Open {name}").format(name=found.name))
            open_it.clicked.connect(lambda: dialog.open_record(record))
            words.addWidget(open_it)
        self.setLayout(words)

    def _where(self, found: Found) -> str:
        return f"{kind_label(found.kind)} · {found.account}"


def _failed_line(name: str, error: CrmdeskError) -> QFrame:
    line = QFrame()
    line.setProperty("ground", "card")
    words = Label(lambda: formats.labelled(name, error_text(error.key, error.data).text), wrap=True)
    icon = Icon("alert-triangle", Tone.CONFLICT)
    box = row(icon, edges=_INSIDE)
    box.addWidget(words, 1)
    line.setLayout(box)
    return line
