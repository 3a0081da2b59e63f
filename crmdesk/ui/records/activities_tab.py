"""Everything that refers to a record or that it refers to: activities, notes, deals, people, companies."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import RecordCard
from crmdesk.ui.field_texts import kind_title
from crmdesk.ui.live import Live
from crmdesk.ui.records.related_row import RelatedLine
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Label, clear
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Workbench

_ORDER = (Kind.ACTIVITY, Kind.NOTE, Kind.DEAL, Kind.LEAD, Kind.CONTACT, Kind.COMPANY)


class ActivitiesTab(Live, QWidget):
    """Related records, by kind, the newest first."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._bench = workbench
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(tokens.GROUP_GAP + 2, tokens.GAP + 4, tokens.GROUP_GAP, tokens.GROUP_GAP)
        self._box.setSpacing(0)

    def show_card(self, card: RecordCard) -> None:
        """Show what is related to a record."""
        with keeping_keyboard(self):
            self._fill(card)

    def _fill(self, card: RecordCard) -> None:
        clear(self._box)
        for kind in _ORDER:
            found = [each for each in card.related if each.kind is kind]
            if found:
                title = Label(kind_title(kind), "section")
                title.setContentsMargins(0, tokens.GAP + 2, 0, tokens.UNIT)
                self._box.addWidget(title)
            for each in found:
                line = RelatedLine(each, card.names)
                line.opened.connect(self._bench.open_record)
                self._box.addWidget(line)
        if not card.related:
            self._box.addWidget(
                Label(
                    self.tr("Nothing yet. Note and Task above begin the history of your exchanges."), "muted", wrap=True
                )
            )
        self._box.addStretch(1)
