"""A card for what waits for a person, uncommon news or a first sync: why, that nothing has happened yet, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crmdesk.store.queries.rows import ReviewRow
from crmdesk.ui.live import Live
from crmdesk.ui.sync.review_texts import calm_text, reasons, review_title
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, column, row


class ReviewBar(Live, QFrame):
    """A card for one open review, whose account may be ``paused``; ``asked`` gives it."""

    asked = Signal(object)

    def __init__(self, review: ReviewRow, *, paused: bool) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.review = review
        asks = review.preview is not None
        self.look = Button(lambda: self.tr("Answer…") if asks else self.tr("Look at it…"))
        self.look.clicked.connect(lambda: self.asked.emit(self.review))
        title = Label(lambda: f"{self.review.account} · {review_title(self.review)}", "heading")
        why = [
            Label(lambda at=at: reasons(self.review)[at], wrap=True)  # type: ignore[misc]
            for at in range(len(reasons(review)))
        ]
        calm = Label(lambda: calm_text(self.review, paused=paused), "muted", wrap=True)
        line = row(gap=tokens.GAP + 2)
        line.addWidget(
            Icon("help-circle", Tone.ACCENT) if asks else Icon("alert-triangle", Tone.CONFLICT),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        line.addLayout(column(title, *why, calm, gap=tokens.UNIT), 1)
        line.addWidget(self.look, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.GROUP_GAP, 12, tokens.GROUP_GAP, 14)
        box.addLayout(line)
