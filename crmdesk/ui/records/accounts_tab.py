"""Where a record lives: its counterpart in each account."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.store.queries.rows import LinkRow, RecordCard
from crmdesk.ui.field_texts import object_label
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, ElidedLabel, Label, clear, column, frame, row
from crmdesk.ui.widgets.pieces import TintedLabel, VendorTile
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Workbench

LIVE = "live"


class AccountsTab(Live, QWidget):
    """One card for each counterpart."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._bench = workbench
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(tokens.GROUP_GAP + 2, tokens.GROUP_GAP, tokens.GROUP_GAP, tokens.GROUP_GAP)
        self._box.setSpacing(tokens.GAP)

    def show_card(self, card: RecordCard) -> None:
        """Show the counterparts of a record."""
        with keeping_keyboard(self):
            self._fill(card)

    def _fill(self, card: RecordCard) -> None:
        clear(self._box)
        there = {link.connection: link for link in reversed(card.links) if _has_row(link)}
        for link in card.links:
            separable = card.life == LIVE and len(there) > 1 and there.get(link.connection) is link
            self._box.addWidget(self._link(card, link, separable=separable))
        if not card.links:
            self._box.addWidget(Label(self.tr("Only on this computer so far."), "muted", wrap=True))
        self._box.addStretch(1)

    def _link(self, card: RecordCard, link: LinkRow, *, separable: bool) -> QWidget:
        """A counterpart; with ``separable``, the way to give the rows of its account a record of their own."""
        titles = {vendor.key: vendor.title for vendor in self._bench.desk.vendors()}
        title = titles.get(link.vendor, link.vendor)
        made = frame("card")
        second = f"{title} · {object_label(link.object)}" + (f" · {link.remote_id}" if link.remote_id else "")
        words = column(ElidedLabel(link.account, "strong"), ElidedLabel(second, "muted"), gap=1)
        text, tone = link_state_text(link)
        box = row(VendorTile(link.vendor, title), gap=tokens.GAP + 2, edges=(12, 10, 12, 10))
        box.addLayout(words, 1)
        box.addWidget(TintedLabel(text, tone))
        if separable:
            separate = Button(lambda: self.tr("Separate this account…"), role="quiet")
            separate.clicked.connect(lambda: self._bench.separate.emit(card, link))
            made.setLayout(column(box, row(None, separate, edges=(0, 0, 12, 8)), gap=0))
        else:
            made.setLayout(box)
        return made


def _has_row(link: LinkRow) -> bool:
    """Whether a counterpart is there, as far as anybody knows."""
    return link.remote_id is not None and link.state in ("active", "no_access")


def link_state_text(link: LinkRow) -> tuple[str, Tone]:  # noqa: PLR0911 - one return a case
    """The state of a counterpart in a word, with its tone."""
    if link.remote_id is None:
        return QCoreApplication.translate("Link", "Not there yet"), Tone.PENDING
    match link.state:
        case "active":
            return QCoreApplication.translate("Link", "Linked"), Tone.DONE
        case "gone":
            return QCoreApplication.translate("Link", "Deleted there"), Tone.CONFLICT
        case "kept":
            return QCoreApplication.translate("Link", "Deleted there, kept here"), Tone.MUTED
        case "no_access":
            return QCoreApplication.translate("Link", "No access"), Tone.CONFLICT
        case "loose":
            return QCoreApplication.translate("Link", "On its own there"), Tone.MUTED
        case _:
            return QCoreApplication.translate("Link", "No longer linked"), Tone.MUTED
