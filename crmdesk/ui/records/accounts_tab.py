"""Where a record lives: its counterpart in each account."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.store.queries.rows import LinkRow, RecordCard
from crmdesk.ui.field_texts import object_label
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label, clear, column, frame, row
from crmdesk.ui.widgets.pieces import TintedLabel, VendorTile
from crmdesk.ui.workbench import Workbench


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
        clear(self._box)
        for link in card.links:
            self._box.addWidget(self._link(link))
        if not card.links:
            self._box.addWidget(Label(self.tr("Only on this computer so far."), "muted", wrap=True))
        self._box.addStretch(1)

    def _link(self, link: LinkRow) -> QWidget:
        titles = {vendor.key: vendor.title for vendor in self._bench.desk.vendors()}
        title = titles.get(link.vendor, link.vendor)
        made = frame("card")
        second = f"{title} · {object_label(link.object)}" + (f" · {link.remote_id}" if link.remote_id else "")
        words = column(Label(link.account, "strong"), Label(second, "muted"), gap=1)
        text, tone = link_state_text(link)
        box = row(VendorTile(link.vendor, title), gap=tokens.GAP + 2, edges=(12, 10, 12, 10))
        box.addLayout(words, 1)
        box.addWidget(TintedLabel(text, tone))
        made.setLayout(box)
        return made


def link_state_text(link: LinkRow) -> tuple[str, Tone]:
    """The state of a counterpart in a word, with its tone."""
    if link.remote_id is None:
        return QCoreApplication.translate("Link", "Not there yet"), Tone.PENDING
    match link.state:
        case "active":
            return QCoreApplication.translate("Link", "Linked"), Tone.DONE
        case "deleted" | "missing":
            return QCoreApplication.translate("Link", "Deleted there"), Tone.CONFLICT
        case "no_access":
            return QCoreApplication.translate("Link", "No access"), Tone.CONFLICT
        case "merged":
            return QCoreApplication.translate("Link", "Merged there"), Tone.MUTED
        case _:
            return QCoreApplication.translate("Link", "Being checked"), Tone.PENDING
