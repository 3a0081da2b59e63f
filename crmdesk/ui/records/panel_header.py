"""The head of the record panel: who it is, and what can be done with one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui import formats
from crmdesk.ui.field_texts import KIND_TEXTS, kind_label
from crmdesk.ui.industry_words import industry_label
from crmdesk.ui.live import Live
from crmdesk.ui.option_texts import option_label
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, ElidedLabel, IconButton, column, row
from crmdesk.ui.widgets.pieces import Avatar

_ABOUT = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL)


class PanelHeader(Live, QWidget):
    """``quick`` asks for a note, task or call; ``trashed`` to delete or restore; ``closed`` to close the panel."""

    quick = Signal(str)
    trashed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card: RecordCard | None = None
        self._narrow = False
        self._avatar = Avatar()
        self._name, self._line = ElidedLabel("", "name"), ElidedLabel("", "muted")
        close = IconButton("x", lambda: self.tr("Close the record"))
        close.clicked.connect(self.closed)
        self._call = Button(lambda: self.tr("Call"), "phone", "main")
        self._call.clicked.connect(self._open_phone)
        self._restore = Button(lambda: self.tr("Restore"), "arrow-back-up", "main")
        self._restore.clicked.connect(self.trashed)
        self._note = Button(lambda: self.tr("Note"), "note")
        self._note.clicked.connect(lambda: self.quick.emit("note"))
        self._task = Button(lambda: self.tr("Task"), "checkbox")
        self._task.clicked.connect(lambda: self.quick.emit("task"))
        self._mail = IconButton("mail", lambda: self.tr("Write an e-mail"), quiet=False, tone=Tone.PLAIN)
        self._mail.clicked.connect(self._open_mail)
        self._more = IconButton("dots", lambda: self.tr("More"), quiet=False, tone=Tone.PLAIN)
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.menu().aboutToShow.connect(self._fill_more)
        head = row(self._avatar, gap=tokens.GAP + 2)
        head.addLayout(column(self._name, self._line, gap=1), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.GAP + 4)
        box.addLayout(head)
        box.addLayout(row(self._call, self._restore, self._note, self._task, self._mail, self._more, None))

    def show_card(self, card: RecordCard) -> None:
        """Show who it is, and the buttons that do something for it."""
        self._card = card
        self._avatar.show_name(card.name, "" if card.kind in PERSON_KINDS else KIND_TEXTS[card.kind].icon)
        self._name.setText(card.name or self.tr("(no name)"))
        self._line.setText(self._subtitle(card))
        live = card.life == "live"
        self._call.setVisible(live and bool(card.fields.get("phones")))
        self._mail.setVisible(live and bool(card.fields.get("emails")) and not self._narrow)
        for button in (self._note, self._task):
            button.setVisible(live and card.kind in _ABOUT)
        self._restore.setVisible(not live)

    def set_narrow(self, narrow: bool) -> None:
        """With little room icons and the e-mail button go; the menu has it."""
        if narrow != self._narrow:
            self._narrow = narrow
            for button in (self._note, self._task):
                button.set_bare(narrow)
            self.relive()

    def relive(self) -> None:
        """Say everything again."""
        if self._card is not None:
            self.show_card(self._card)

    def _subtitle(self, card: RecordCard) -> str:
        owner = card.names.get(card.fields.get("owner") or "", "")
        followed = self.tr("handled by {name}").format(name=owner) if owner else ""
        shown = [part for part in (*_facts(card), followed) if part]
        if card.life != "live":
            shown.insert(0, self.tr("In the trash"))
        return " · ".join(shown) or kind_label(card.kind)

    def _fill_more(self) -> None:
        menu, card = self._more.menu(), self._card
        menu.clear()
        if card is None:
            return
        live = card.life == "live"
        if card.kind in _ABOUT and live:
            menu.addAction(self.tr("Log a call…")).triggered.connect(lambda: self.quick.emit("call"))
        if card.fields.get("emails") and self._narrow:
            menu.addAction(self.tr("Write an e-mail")).triggered.connect(self._open_mail)
        if card.fields.get("phones"):
            menu.addAction(self.tr("Copy the phone number")).triggered.connect(self._copy_phone)
        words = self.tr("Put into the trash") if live else self.tr("Restore")
        menu.addAction(words).triggered.connect(self.trashed)

    def _first(self, field: str) -> str:
        items = self._card.fields.get(field) if self._card else None
        return items[0]["value"] if items else ""

    def _copy_phone(self) -> None:
        QGuiApplication.clipboard().setText(formats.phone(self._first("phones")).replace("\u00a0", " "))

    def _open_phone(self) -> None:
        QDesktopServices.openUrl(QUrl(f"tel:{self._first('phones')}"))

    def _open_mail(self) -> None:
        QDesktopServices.openUrl(QUrl(f"mailto:{self._first('emails')}"))


def _facts(card: RecordCard) -> list[str]:
    """What the line under a record's name says about it; empty texts where it does not say."""
    values = dict.fromkeys(CATALOGUE[card.kind], "") | {name: value for name, value in card.fields.items() if value}
    match card.kind:
        case Kind.LEAD:
            return [option_label("lead_type", values["lead_type"]), values["sector"] or values["city"]]
        case Kind.CONTACT:
            return [values["job_title"], card.names.get(values["company"], "") or values["city"]]
        case Kind.COMPANY:
            return [industry_label(values["industry"]), values["city"]]
        case Kind.DEAL:
            amount = formats.money(values["amount"]) if values["amount"] else ""
            return [amount, card.names.get(values["stage"], "")]
        case Kind.ACTIVITY:
            return [option_label("type", values["type"]), formats.moment(values["due_at"]) if values["due_at"] else ""]
        case _:
            return [formats.moment(values["created_at"]) if values.get("created_at") else ""]
