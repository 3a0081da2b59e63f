"""Cards about records that may be the same: of one record in its panel, of a kind in the place of its list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.store.queries.duplicates import PossibleDuplicate
from crmdesk.ui import formats
from crmdesk.ui.duplicates.pair_card import PairCard
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, clear
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.widgets.tab_order import keeping_keyboard
from crmdesk.ui.workbench import Workbench

MOST = 20
"""So many cards are made at once; those behind them follow as these are decided."""

_WIDEST = 760


class PairsView(Live, QWidget):
    """One card for each pair; with ``record``, each shows the other one of the two. ``left``: nothing to do here any more."""

    left = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._bench = workbench
        self._pairs: list[PossibleDuplicate] = []
        self._record: str | None = None
        self._cards: list[PairCard] = []
        self._shown = False
        """Whether anything was to be shown yet, be it that there is nothing."""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(tokens.GROUP_GAP + 2, tokens.GROUP_GAP, tokens.GROUP_GAP, tokens.GROUP_GAP)
        self._box.setSpacing(tokens.GAP)

    @property
    def pairs(self) -> Sequence[PossibleDuplicate]:
        """The pairs that are shown."""
        return self._pairs

    def show_pairs(self, pairs: Sequence[PossibleDuplicate], record: str | None = None) -> None:
        """Show these pairs, as seen from ``record`` where one is given."""
        seen = [_seen_from(record, pair) for pair in pairs]
        if self._shown and seen == self._pairs and record == self._record:
            return
        self._shown = True
        self._pairs, self._record = seen, record
        with keeping_keyboard(self):
            self._fill()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to the cards: on to the first button."""
        super().focusInEvent(event)
        first = next(iter(self._cards), None)
        if first is not None:
            first.unite.setFocus(Qt.FocusReason.TabFocusReason)

    def cards(self) -> list[PairCard]:
        """The cards, from top to bottom."""
        return list(self._cards)

    def relive(self) -> None:
        """Say again what is shown, where anything is."""
        if self._shown:
            self._fill()

    def _fill(self) -> None:
        clear(self._box)
        self._cards = []
        if not self._pairs:
            if self._record is None:
                self._box.addWidget(self._nothing(), 1)
            return
        self._box.addWidget(Label(self._introduction(), "muted", wrap=True))
        for pair in self._pairs[:MOST]:
            halves = [half for half in (pair.first, pair.second) if half.record != self._record]
            card = PairCard(self._bench, pair, halves)
            card.setMaximumWidth(_WIDEST)
            self._box.addWidget(card)
            self._cards.append(card)
        if len(self._pairs) > MOST:
            words = self.tr("{shown} of {count} are shown.")
            shown = words.format(shown=formats.number(MOST), count=formats.number(len(self._pairs)))
            self._box.addWidget(Label(shown, "muted"))
        self._box.addStretch(1)

    def _nothing(self) -> EmptyState:
        back = Button(lambda: self.tr("Back to the list"), "arrow-left")
        back.clicked.connect(self.left)
        return EmptyState("circle-check", self._nothing_text, back)

    def _nothing_text(self) -> str:
        return self.tr("No record looks like another one. After each synchronisation they are compared again.")

    def _introduction(self) -> str:
        if self._record is None:
            return self.tr("These records look alike. Nothing is united by itself.")
        if len(self._pairs) > 1:
            return self.tr("Several records look like this one. Nothing is united by itself.")
        return self.tr("This record may be the same. Nothing is united by itself.")


def _seen_from(record: str | None, pair: PossibleDuplicate) -> PossibleDuplicate:
    """The pair with the record that is looked at first: it is the one that stays."""
    return PossibleDuplicate(pair.second, pair.first, pair.because) if pair.second.record == record else pair
