"""A card for something uncommon that waits for a person: why, that nothing has happened yet, and the way to look at it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crmdesk.store.queries.rows import ReviewRow
from crmdesk.ui.live import Live
from crmdesk.ui.sync.review_texts import alarm_text, calm_text, review_title
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, column, row


class ReviewBar(Live, QFrame):
    """A card for one open review; ``asked`` gives it."""

    asked = Signal(object)

    def __init__(self, review: ReviewRow) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.review = review
        look = Button(lambda: self.tr("Look at it…"))
        look.clicked.connect(lambda: self.asked.emit(self.review))
        title = Label(lambda: f"{self.review.account} · {review_title(self.review)}", "heading")
        alarms = [
            Label(lambda alarm=alarm: alarm_text(alarm, self.review.account), wrap=True)  # type: ignore[misc]
            for alarm in review.alarms
        ]
        calm = Label(lambda: calm_text(self.review), "muted", wrap=True)
        line = row(gap=tokens.GAP + 2)
        line.addWidget(Icon("alert-triangle", Tone.CONFLICT), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(title, *alarms, calm, gap=tokens.UNIT), 1)
        line.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.GROUP_GAP, 12, tokens.GROUP_GAP, 14)
        box.addLayout(line)
