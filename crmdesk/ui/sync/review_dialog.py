"""Looking at something uncommon and deciding it: the reasons, some of the records, four answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.reviews import Answer
from crmdesk.store.queries.rows import ReviewRow, ReviewSample
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.services import Desk
from crmdesk.ui.sync.preview_view import PreviewView
from crmdesk.ui.sync.review_texts import (
    about_texts,
    answer_text,
    calm_text,
    change_texts,
    effect_text,
    offered,
    reasons,
    review_title,
)
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Label, column, fit_screen
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable
from crmdesk.ui.widgets.switches import RadioButton

_INDENT, _WIDTH, _LEAST_HEIGHT = 28, 820, 160
_BELOW = 36
"""Room that stays visible below what the keyboard went to: an answer is read with what it brings about."""


class _Body(QScrollArea):
    """What the dialog shows above its buttons: as high as it is, scrolled where the screen has less room."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setProperty("ground", "none")
        self.setWidget(content)
        self._content = content
        self.setMinimumSize(_WIDTH, _LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        """As high as the content is at its width."""
        return QSize(_WIDTH, self._content.heightForWidth(max(_WIDTH, self.width())))

    def follow(self, widget: QWidget) -> None:
        """Show what the keyboard went to."""
        self.ensureWidgetVisible(widget, 0, _BELOW)


class _AnswerButton(RadioButton):
    """``reached``: the keyboard went to it. A scroll area follows Tab by itself, but not the arrow keys."""

    reached = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()


class ReviewDialog(FormDialog):
    """No answer is chosen beforehand, and no button is the default: each answer changes many records, here or there."""

    def __init__(self, parent: QWidget, desk: Desk, review: ReviewRow, samples: Sequence[ReviewSample]) -> None:
        super().__init__(parent, lambda: f"{review.account} · {review_title(review)}", self._save_text)
        self._desk, self._review = desk, review
        self.answers: dict[Answer, _AnswerButton] = {}
        why = [Label(words, wrap=True) for words in reasons(review)]
        shown, details = self._shown(samples)
        content = QWidget()
        content.setLayout(
            column(
                column(*why, Label(calm_text(review), "muted", wrap=True), gap=tokens.UNIT),
                *shown,
                self._lay_out_answers(),
                *details,
                gap=tokens.GAP + 2,
            )
        )
        body = _Body(content)
        for button in self.answers.values():
            button.reached.connect(partial(body.follow, button))
        self.lay_out(body)
        self.save_button.setEnabled(False)
        self.save_button.setDefault(False)
        self._cancel.live(self._cancel.setText, lambda: self.tr("Decide later"))

    def _shown(self, samples: Sequence[ReviewSample]) -> tuple[list[QWidget], list[QWidget]]:
        """Some of the records, and how many of all these are; of a first sync the counts, and below the answers the rest."""
        review = self._review
        if review.preview is not None:
            view = PreviewView(review.preview, review.account, samples)
            self.table = view.samples
            return [view.kinds], [view]
        self.table = RowsTable(least_height=180, most_height=240)
        self.table.setAccessibleName(self.tr("Some of the records"))
        deletions = all(each.deleted for each in samples)
        self.table.show_lines(self._heads(deletions=deletions), self._lines(samples, deletions=deletions))
        shown = self.tr("{shown} of {count} are shown.").format(
            shown=formats.number(len(samples)), count=formats.number(review.waiting)
        )
        return [self.table, Label(shown if len(samples) < review.waiting else "", "muted")], []

    def showEvent(self, event: QShowEvent) -> None:
        """Never higher than the screen: what has no room there is scrolled."""
        super().showEvent(event)
        fit_screen(self)

    def submit(self) -> None:
        """Decide, once an answer is chosen."""
        if self.chosen() is not None:
            super().submit()

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
        return self.tr("Decide") if answer is None else self._words(answer)

    def _words(self, answer: Answer) -> str:
        return answer_text(answer, sending=self._review.sending, first_sync=self._review.preview is not None)

    def _lay_out_answers(self) -> QVBoxLayout:
        group, box = QButtonGroup(self), column(gap=0)
        for answer in offered(self._review):
            button = _AnswerButton(lambda answer=answer: self._words(answer))  # type: ignore[misc]
            button.toggled.connect(self._show_answer)
            group.addButton(button)
            self.answers[answer] = button
            effect = Label(self._effect(answer), "muted", wrap=True)
            effect.setContentsMargins(_INDENT, 0, 0, tokens.GAP)
            box.addWidget(button)
            box.addWidget(effect)
        return box

    def _effect(self, answer: Answer) -> str:
        return effect_text(answer, self._review)

    def _show_answer(self) -> None:
        self.save_button.setText(self._save_text())
        self.save_button.setEnabled(self.chosen() is not None)

    def _heads(self, *, deletions: bool) -> list[Head]:
        if deletions:
            return [
                Head(self.tr("Record"), 220, strong=True),
                Head(field_label("city"), 150),
                Head(field_label("last_contact_at"), 150, muted=True),
                Head(field_label("owner"), 0),
            ]
        return [
            Head(self.tr("Record"), 170, strong=True),
            Head(self.tr("Field"), 150, muted=True),
            Head(self.tr("Before"), 0),
            Head(self.tr("In the account now"), 0),
        ]

    def _lines(self, samples: Sequence[ReviewSample], *, deletions: bool) -> list[Line]:
        if deletions:
            return [_line(each, "deleted", self.tr("deleted"), (each.name, *about_texts(each))) for each in samples]
        return [line for each in samples for line in self._change_lines(each)]

    def _change_lines(self, sample: ReviewSample) -> list[Line]:
        """A line for each field that changes; one for a record that is deleted, which says whom it is about."""
        if sample.deleted:
            known = [part.replace(" ", "\u00a0") for part in about_texts(sample) if part != formats.BLANK]
            about = " · ".join(known) or formats.BLANK
            gone = self.tr("deleted")
            return [_line(sample, "deleted", gone, (sample.name, field_label(EXISTENCE), about, gone))]
        changed = self.tr("changed")
        return [
            _line(
                sample, change.field, changed, (sample.name, field_label(change.field), *change_texts(sample, change))
            )
            for change in sample.fields
        ]


def _line(sample: ReviewSample, key: str, state: str, texts: tuple[str, ...]) -> Line:
    icon, tone = ("trash", Tone.CONFLICT) if sample.deleted else ("pencil", Tone.ACCOUNT)
    return Line((sample.record, key), icon, tone, state, texts)
