"""Looking at something uncommon and deciding it: the reasons, some of the records, four answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import InvalidInput
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
from crmdesk.ui.widgets.basics import Label, column, drop, fit_screen
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.rows_table import Head, Line, RowsTable
from crmdesk.ui.widgets.switches import RadioButton
from crmdesk.ui.widgets.tab_order import keeping_keyboard

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
        self.show_content(content)
        self.setMinimumSize(_WIDTH, _LEAST_HEIGHT)

    def show_content(self, content: QWidget) -> None:
        """Show something else; what was shown is deleted."""
        before = self.widget()
        if before is not None:
            self.takeWidget()
            drop(before)
        content.setProperty("ground", "none")
        self.setWidget(content)
        content.show()
        self._content = content

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
        self._review, self._samples = review, list(samples)
        super().__init__(parent, self._title_text, self._save_text)
        self._desk = desk
        self.answers: dict[Answer, _AnswerButton] = {}
        self._body = _Body(self._content(moved=False))
        self._follow_keyboard()
        self.lay_out(self._body)
        self.save_button.setEnabled(False)
        self.save_button.setDefault(False)
        self._cancel.live(self._cancel.setText, lambda: self.tr("Decide later"))

    @property
    def review(self) -> ReviewRow:
        """What is asked about, as it is shown."""
        return self._review

    def follow(self, review: ReviewRow, samples: Sequence[ReviewSample]) -> None:
        """Show the same review as it is by now; what was chosen stays chosen, and what is read stays in sight."""
        if (review, list(samples)) == (self._review, self._samples) or self.tasks.running("save"):
            return
        chosen, places = self.chosen(), (self._body.verticalScrollBar().value(), self.table.verticalScrollBar().value())
        self._review, self._samples = review, list(samples)
        with keeping_keyboard(self):
            self._body.show_content(self._content(moved=True))
            self._follow_keyboard()
            if chosen in self.answers:
                self.answers[chosen].setChecked(True)
            self._show_answer()
        self._title.setText(self._title_text())
        self.setWindowTitle(self._title_text())
        for area, place in zip((self._body, self.table), places, strict=True):
            area.verticalScrollBar().setValue(place)

    def end(self) -> None:
        """Say that it is answered, or no longer so, unless it is being answered here."""
        if not self.tasks.running("save"):
            self.refuse(InvalidInput("review_not_open"))

    def _title_text(self) -> str:
        return f"{self._review.account} · {review_title(self._review)}"

    def _content(self, *, moved: bool) -> QWidget:
        """All that stands above the buttons, anew; ``moved``: that it is not what was shown before is said, too."""
        review = self._review
        why = [Label(words, wrap=True) for words in reasons(review)]
        shown, details = self._shown(self._samples)
        content = QWidget()
        changed = self.tr("This has changed since you opened it. It is shown as it is now.")
        news = [Label(changed, wrap=True, tone="pending")] if moved else []
        content.setLayout(
            column(
                *news,
                column(*why, Label(calm_text(review), "muted", wrap=True), gap=tokens.UNIT),
                *shown,
                self._lay_out_answers(),
                *details,
                gap=tokens.GAP + 2,
            )
        )
        return content

    def _follow_keyboard(self) -> None:
        for button in self.answers.values():
            button.reached.connect(partial(self._body.follow, button))

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
        await self._desk.decide_review(self._review.id, answer, self._review.shown)

    def _save_text(self) -> str:
        answer = self.chosen() if hasattr(self, "answers") else None
        return self.tr("Decide") if answer is None else self._words(answer)

    def _words(self, answer: Answer) -> str:
        return answer_text(answer, sending=self._review.sending, first_sync=self._review.preview is not None)

    def _lay_out_answers(self) -> QVBoxLayout:
        self.answers = {}
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
