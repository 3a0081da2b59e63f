"""A review as lines of text: for the command line, in the words of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.reviews import Answer
from crmdesk.store.queries.rows import ReviewRow, ReviewSample
from crmdesk.ui import formats
from crmdesk.ui.sync.first_sync_texts import field_line, kind_line
from crmdesk.ui.sync.review_texts import (
    answer_text,
    calm_text,
    effect_text,
    offered,
    reasons,
    review_title,
    sample_line,
)

_INDENT = "  "


def summary_lines(review: ReviewRow, samples: Sequence[ReviewSample]) -> list[str]:
    """What a review is about, some of its records, and the command that shows more of it."""
    more = QCoreApplication.translate("Review", "To look at it and decide: {command}")
    return [*_reasons(review), *_records(review, samples), _INDENT + more.format(command=f"crmdesk review {review.id}")]


def whole_lines(review: ReviewRow, samples: Sequence[ReviewSample]) -> list[str]:
    """A review with its records, and what can be answered to it."""
    ask = QCoreApplication.translate("Review", "To decide: {command}, with one of these:")
    command = f"crmdesk review {review.id} --shown {review.shown} --answer"
    choices = offered(review)
    width = max(len(answer.value) for answer in choices)
    answers = [f"{2 * _INDENT}{answer.value:<{width}}  {decision_text(review, answer)}" for answer in choices]
    return [*_reasons(review), *_records(review, samples), _INDENT + ask.format(command=command), *answers]


def decision_text(review: ReviewRow, answer: Answer) -> str:
    """An answer and what it brings about."""
    first = review.preview is not None
    effect = effect_text(answer, review)
    return f"{answer_text(answer, sending=review.sending, first_sync=first)}. {effect}"


def none_text() -> str:
    """That there is nothing to decide."""
    return QCoreApplication.translate("Review", "Nothing unusual waits for a decision.")


def _reasons(review: ReviewRow) -> list[str]:
    since = QCoreApplication.translate("Review", "since {when}").format(when=formats.moment(review.opened_at))
    title = " · ".join((review.account, review_title(review), since))
    return [title, *(_INDENT + line for line in (*reasons(review), calm_text(review), *_counts(review)))]


def _counts(review: ReviewRow) -> list[str]:
    """What a first sync would bring about, by kind and by field."""
    if review.preview is None:
        return []
    fields = [_INDENT + field_line(each, review.account) for each in review.preview.fields]
    return [*(kind_line(each) for each in review.preview.kinds), *fields]


def _records(review: ReviewRow, samples: Sequence[ReviewSample]) -> list[str]:
    if not samples:
        return []
    if len(samples) < review.waiting:
        pattern = QCoreApplication.translate("Review", "{shown} of the {count} records:")
    else:
        pattern = QCoreApplication.translate("Review", "The records:")
    head = pattern.format(shown=formats.number(len(samples)), count=formats.number(review.waiting))
    return [_INDENT + head, *(2 * _INDENT + sample_line(sample) for sample in samples)]
