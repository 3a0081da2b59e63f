"""Looking at something uncommon and deciding it: the reasons, some of the records, four answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from crmdesk.domain.reviews import Answer
from crmdesk.store.queries.rows import ReviewRow, ReviewSample
from crmdesk.ui import formats
from crmdesk.ui.field_texts import kind_label
from crmdesk.ui.services import Desk
from crmdesk.ui.sync.review_texts import (
    alarm_text,
    answer_text,
    calm_text,
    effect_text,
    review_title,
    sample_text,
)
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label, column
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable
from crmdesk.ui.widgets.switches import RadioButton

_INDENT = 26


class ReviewDialog(FormDialog):
    """No answer is chosen beforehand: each of them changes many records, here or there."""

    def __init__(self, parent: QWidget, desk: Desk, review: ReviewRow, samples: Sequence[ReviewSample]) -> None:
        super().__init__(parent, lambda: f"{review.account} · {review_title(review)}", self._save_text)
        self._desk, self._review = desk, review
        self.answers: dict[Answer, RadioButton] = {}
        self.table = RowsTable(least_height=180, most_height=240)
        self.table.setAccessibleName(self.tr("Some of the records"))
        self.table.show_lines(self._heads(), [_line(each) for each in samples])
        self.table.setMinimumWidth(720)
        shown = self.tr("{shown} of {count} are shown.").format(
            shown=formats.number(len(samples)), count=formats.number(review.waiting)
        )
        reasons = [Label(alarm_text(alarm, review.account), wrap=True) for alarm in review.alarms]
        self.lay_out(
            column(*reasons, Label(calm_text(review), "muted", wrap=True), gap=tokens.UNIT),
            self.table,
            Label(shown if len(samples) < review.waiting else "", "muted"),
            self._lay_out_answers(),
        )
        self.save_button.setEnabled(False)

    def chosen(self) -> Answer | None:
        """The answer that is chosen."""
        return next((answer for answer, button in self.answers.items() if button.isChecked()), None)

    async def save(self) -> None:
        """Decide. Raises InvalidInput where somebody else has decided meanwhile."""
        answer = self.chosen()
        assert answer is not None
        await self._desk.decide_review(self._review.id, answer, self._review.alarms)

    def _save_text(self) -> str:
        answer = self.chosen() if hasattr(self, "answers") else None
        return self.tr("Decide") if answer is None else answer_text(answer, sending=self._review.sending)

    def _lay_out_answers(self) -> QVBoxLayout:
        group, box = QButtonGroup(self), column(gap=tokens.UNIT)
        for answer in Answer:
            button = RadioButton(lambda answer=answer: answer_text(answer, sending=self._review.sending))  # type: ignore[misc]
            button.toggled.connect(self._show_answer)
            group.addButton(button)
            self.answers[answer] = button
            effect = Label(effect_text(answer, self._review.account, sending=self._review.sending), "muted", wrap=True)
            effect.setContentsMargins(_INDENT, 0, 0, tokens.UNIT)
            box.addWidget(button)
            box.addWidget(effect)
        return box

    def _show_answer(self) -> None:
        self.save_button.setText(self._save_text())
        self.save_button.setEnabled(self.chosen() is not None)

    def _heads(self) -> list[Head]:
        return [
            Head(self.tr("Record"), 220, strong=True),
            Head(self.tr("Kind"), 110, muted=True),
            Head(self.tr("In the account"), 0),
        ]


def _line(sample: ReviewSample) -> Line:
    icon, tone = ("trash", Tone.CONFLICT) if sample.deleted else ("pencil", Tone.ACCOUNT)
    texts = (sample.name, kind_label(sample.kind), sample_text(sample))
    return Line(sample.record, icon, tone, "", texts)
