"""What is said while records follow a user: how many have done so, of how many."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar

from crmdesk.ui import formats
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Label, column


class FollowingBar(Live, QFrame):
    """A card with a bar; hidden where nothing has to follow."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._left, self._most = 0, 0
        self._words = Label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        edge = tokens.GROUP_GAP
        self.setLayout(column(self._words, self._bar, gap=tokens.GAP, edges=(edge, 12, edge, 14)))
        self.hide()

    def show_left(self, left: int, *, under_way: bool) -> None:
        """``left`` records have to follow; ``under_way`` where that goes on, also once no more of them are counted."""
        self._left = left
        self._most = max(self._most, left) if left or under_way else 0
        self.setVisible(bool(left) or under_way)
        self.relive()

    def relive(self) -> None:
        """Say it again."""
        self._bar.setRange(0, self._most)
        self._bar.setValue(self._most - self._left)
        if self._most:
            done, total = formats.number(self._most - self._left), formats.number(self._most)
            words = self.tr("Records follow their negotiator: {done} of {total}").format(done=done, total=total)
        else:
            words = self.tr("Records follow their negotiator…")
        self._words.setText(words)
        self._bar.setAccessibleName(words)
