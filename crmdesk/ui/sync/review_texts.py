"""Reviews in words: what is uncommon, what each answer does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.reviews import Alarm, Answer, Uncommon
from crmdesk.store.queries.rows import ReviewRow, ReviewSample
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_title
from crmdesk.ui.marked import QT_TRANSLATE_NOOP

_ALARMS = {
    Uncommon.DELETED: QT_TRANSLATE_NOOP("Review", "{kind}: {count} of {total} records were deleted in {account}."),
    Uncommon.EMPTIED: QT_TRANSLATE_NOOP("Review", "{kind}: all {total} records were deleted in {account}."),
    Uncommon.CHANGED: QT_TRANSLATE_NOOP(
        "Review", "{kind}: “{field}” changed in {count} of {total} records in {account}."
    ),
    Uncommon.BLANKED: QT_TRANSLATE_NOOP(
        "Review", "{kind}: “{field}” was emptied in {count} of the {total} records that had it in {account}."
    ),
    Uncommon.UNANNOUNCED: QT_TRANSLATE_NOOP(
        "Review", "{kind}: {count} of {total} records differ although {account} says that they did not change."
    ),
    Uncommon.DELETING: QT_TRANSLATE_NOOP(
        "Review", "{kind}: {count} records in the trash are to be deleted in {account} too."
    ),
}

_NEWS = {
    Answer.APPLY: (
        QT_TRANSLATE_NOOP("Review", "Take it in"),
        QT_TRANSLATE_NOOP("Review", "{account} is right: the records change here as well."),
    ),
    Answer.REVERT: (
        QT_TRANSLATE_NOOP("Review", "Put it right there"),
        QT_TRANSLATE_NOOP(
            "Review", "{account} is wrong: it gets again what this computer holds; what was deleted is made anew."
        ),
    ),
    Answer.UNLINK: (
        QT_TRANSLATE_NOOP("Review", "Keep both sides apart"),
        QT_TRANSLATE_NOOP(
            "Review", "The records stay as they are here and in {account}; they no longer belong together."
        ),
    ),
    Answer.STOP: (
        QT_TRANSLATE_NOOP("Review", "Pause the account and decide later"),
        QT_TRANSLATE_NOOP("Review", "Nothing is exchanged with {account} until you go on."),
    ),
}

_SENDING = {
    Answer.APPLY: (
        QT_TRANSLATE_NOOP("Review", "Delete there too"),
        QT_TRANSLATE_NOOP("Review", "The records are deleted in {account} with the next run."),
    ),
    Answer.REVERT: (
        QT_TRANSLATE_NOOP("Review", "Take the deletions back"),
        QT_TRANSLATE_NOOP("Review", "The records come back from the trash; {account} keeps them."),
    ),
    Answer.UNLINK: (
        QT_TRANSLATE_NOOP("Review", "Delete on this computer only"),
        QT_TRANSLATE_NOOP(
            "Review", "The records stay in {account} and in the trash here; they no longer belong together."
        ),
    ),
    Answer.STOP: _NEWS[Answer.STOP],
}


def review_title(review: ReviewRow) -> str:
    """What kind of news it is, in a few words."""
    if review.sending:
        return QCoreApplication.translate("Review", "Many deletions to send")
    return QCoreApplication.translate("Review", "Unusual changes to look at")


def alarm_text(alarm: Alarm, account: str) -> str:
    """One reason to ask, as a sentence."""
    return QCoreApplication.translate("Review", _ALARMS[alarm.what]).format(
        kind=kind_title(alarm.kind),
        count=formats.number(alarm.count),
        total=formats.number(alarm.total),
        field="" if alarm.field is None else field_label(alarm.field),
        account=account,
    )


def calm_text(review: ReviewRow) -> str:
    """That nothing has happened yet."""
    if review.sending:
        return QCoreApplication.translate(
            "Review", "Nothing has been deleted there yet; other changes are sent as usual."
        )
    return QCoreApplication.translate("Review", "None of it has been taken in yet; everything else goes on as usual.")


def answer_text(answer: Answer, *, sending: bool) -> str:
    """The words of an answer."""
    return QCoreApplication.translate("Review", (_SENDING if sending else _NEWS)[answer][0])


def effect_text(answer: Answer, account: str, *, sending: bool) -> str:
    """What an answer brings about."""
    return QCoreApplication.translate("Review", (_SENDING if sending else _NEWS)[answer][1]).format(account=account)


def sample_text(sample: ReviewSample) -> str:
    """What would happen to one record."""
    if sample.deleted:
        return QCoreApplication.translate("Review", "deleted")
    return ", ".join(field_label(name) for name in sample.fields)
