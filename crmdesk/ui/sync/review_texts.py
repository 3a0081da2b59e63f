"""Reviews in words: what is uncommon, what each answer does, what would happen to a record."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.reviews import Alarm, Answer, Uncommon, answers
from crmdesk.store.queries.rows import ReviewRow, ReviewSample, SampledField
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_title
from crmdesk.ui.formats import enumerated, in_a_line, labelled, parted, told_apart
from crmdesk.ui.marked import QT_TRANSLATE_NOOP
from crmdesk.ui.plurals import Plural
from crmdesk.ui.sync import first_sync_texts

_LONGEST = 300
"""Characters of a value that are shown: enough to recognise a text."""

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
    Uncommon.DELETING: QT_TRANSLATE_NOOP("Review", "{kind}: {count} in the trash, to be deleted in {account} too."),
    Uncommon.TAKING_ALONG: QT_TRANSLATE_NOOP(
        "Review", "{kind}: deleting {count} in {account} also deletes {along} there."
    ),
}

_NEWS = {
    Answer.APPLY: (
        QT_TRANSLATE_NOOP("Review", "Take it in"),
        QT_TRANSLATE_NOOP("Review", "{account} is right: the records change here as well."),
    ),
    Answer.REVERT: (
        QT_TRANSLATE_NOOP("Review", "Restore it in the account"),
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

_RIGHT = {
    "deleted": QT_TRANSLATE_NOOP(
        "Review",
        "what was deleted there goes to the trash here, unless it was changed here or is in another account as well",
    ),
    "blanked": QT_TRANSLATE_NOOP("Review", "what was emptied there becomes blank here"),
    "changed": QT_TRANSLATE_NOOP("Review", "what was changed there changes here"),
}
"""What taking it in does, by what was done there; joined where a review has several reasons."""

_DELETED = {
    Deletions.TRASH: _RIGHT["deleted"],
    Deletions.KEEP: QT_TRANSLATE_NOOP(
        "Review", "what was deleted there stays here as was chosen for the account, and is not created there again"
    ),
    Deletions.ASK: QT_TRANSLATE_NOOP(
        "Review", "you are asked about what was deleted there, unless it is in another account as well"
    ),
}
"""What taking deletions in does, by what they mean here."""

_WRONG = {
    "deleted": QT_TRANSLATE_NOOP("Review", "what was deleted there is made anew from here"),
    "blanked": QT_TRANSLATE_NOOP("Review", "what was emptied there is filled again from here"),
    "changed": QT_TRANSLATE_NOOP("Review", "what was changed there becomes what it is here"),
}
"""The same for restoring it in the account."""

_DONE_THERE = {
    Uncommon.DELETED: "deleted",
    Uncommon.EMPTIED: "deleted",
    Uncommon.BLANKED: "blanked",
    Uncommon.CHANGED: "changed",
    Uncommon.UNANNOUNCED: "changed",
}

_SENDING = {
    Answer.APPLY: (
        QT_TRANSLATE_NOOP("Review", "Delete there too"),
        QT_TRANSLATE_NOOP("Review", "The records are deleted in {account} with the next synchronisation."),
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

_FIRST = {
    Answer.APPLY: (
        QT_TRANSLATE_NOOP("Review", "Link and begin"),
        QT_TRANSLATE_NOOP(
            "Review",
            "Records that are the same become one: blanks are filled on both sides, and you are asked where they differ. The "
            "others come in as records of their own.",
        ),
    ),
    Answer.UNLINK: (
        QT_TRANSLATE_NOOP("Review", "Take everything in as new"),
        QT_TRANSLATE_NOOP(
            "Review",
            "Nothing is linked: whoever is in {account} and here is listed twice, and can be united later under "
            "“Possible duplicates”.",
        ),
    ),
    Answer.STOP: (
        QT_TRANSLATE_NOOP("Review", "Pause the account and decide later"),
        QT_TRANSLATE_NOOP(
            "Review",
            "Nothing is exchanged with {account}. It can also be disconnected: all that is on this computer stays as it is.",
        ),
    ),
}


def review_title(review: ReviewRow) -> str:
    """What kind of news it is, in a few words."""
    if review.preview is not None:
        return first_sync_texts.title_text()
    if review.sending and all(alarm.what is Uncommon.TAKING_ALONG for alarm in review.alarms):
        return QCoreApplication.translate("Review", "Deletions that take others along")
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
        along=enumerated([Plural().records_of(kind, count) for kind, count in alarm.along.items()] or [""]),
    )


def calm_text(review: ReviewRow, *, paused: bool = False) -> str:
    """That nothing has happened yet, and what goes on meanwhile."""
    if paused:
        return QCoreApplication.translate(
            "Review", "The account is paused: nothing is exchanged with it until it is resumed."
        )
    if review.preview is not None:
        return first_sync_texts.calm_text()
    if review.sending:
        return QCoreApplication.translate(
            "Review", "Nothing has been deleted there yet; other changes are sent as usual."
        )
    return QCoreApplication.translate("Review", "None of it has been taken in yet; everything else goes on as usual.")


def reasons(review: ReviewRow) -> list[str]:
    """Why a person is asked, a sentence each."""
    if review.preview is not None:
        return [first_sync_texts.asked_text(review.preview, review.account)]
    return [alarm_text(alarm, review.account) for alarm in review.alarms]


def offered(review: ReviewRow) -> tuple[Answer, ...]:
    """What can be answered to a review."""
    return answers(first_sync=review.preview is not None)


def answer_text(answer: Answer, *, sending: bool, first_sync: bool = False) -> str:
    """The words of an answer."""
    return QCoreApplication.translate("Review", _words(sending=sending, first_sync=first_sync)[answer][0])


def effect_text(answer: Answer, review: ReviewRow) -> str:
    """What an answer brings about, in the words of what the review is about."""
    done = {_DONE_THERE[alarm.what] for alarm in review.alarms if alarm.what in _DONE_THERE}
    if not review.sending and review.preview is None and done & {"deleted", "blanked"}:
        told = _told_effect(answer, review, done)
        if told:
            return told
    if answer is Answer.APPLY and any(alarm.what is Uncommon.TAKING_ALONG for alarm in review.alarms):
        pattern = QCoreApplication.translate(
            "Review",
            "The records are deleted in {account} with the next synchronisation, and others with them; {effects}.",
        )
        effects = QCoreApplication.translate("Review", _DELETED[review.deletions])
        return pattern.format(account=review.account, effects=effects)
    words = _words(sending=review.sending, first_sync=review.preview is not None)[answer][1]
    return QCoreApplication.translate("Review", words).format(account=review.account)


def _told_effect(answer: Answer, review: ReviewRow, done: Set[str]) -> str:
    """The effect on what was deleted, emptied and changed there; empty where the words for all news are as good."""
    account = review.account
    match answer:
        case Answer.APPLY:
            pattern = QCoreApplication.translate("Review", "{account} is right: {effects}.")
            effects = {**_RIGHT, "deleted": _DELETED[review.deletions]}
        case Answer.REVERT:
            pattern = QCoreApplication.translate("Review", "{account} is wrong: {effects}.")
            effects = _WRONG
        case Answer.UNLINK if "deleted" in done:
            words = QCoreApplication.translate("Review", "The records stay here, and no longer belong to {account}.")
            return words.format(account=account)
        case _:
            return ""
    parts = [QCoreApplication.translate("Review", words) for what, words in effects.items() if what in done]
    return pattern.format(account=account, effects=parted(parts))


def _words(*, sending: bool, first_sync: bool) -> dict[Answer, tuple[str, str]]:
    return _FIRST if first_sync else _SENDING if sending else _NEWS


def change_texts(sample: ReviewSample, change: SampledField) -> tuple[str, str]:
    """A field of a record, before and as the account holds it now, each in one line; a dash where it is blank."""
    spec = CATALOGUE[sample.kind][change.field]
    before, after = told_apart(spec, (change.before, change.after), sample.names)
    return in_a_line(before, _LONGEST), in_a_line(after, _LONGEST)


def about_texts(sample: ReviewSample) -> tuple[str, str, str]:
    """Where somebody lives, when there was contact last, and who looks after them; a dash where it is not known."""
    last = formats.BLANK if sample.last_contact_at is None else formats.moment(sample.last_contact_at)
    return sample.city or formats.BLANK, last, sample.owner or formats.BLANK


def sample_line(sample: ReviewSample) -> str:
    """One record of a review in one line: who is deleted, or what changes in it."""
    if sample.fate is not None:
        return f"{labelled(first_sync_texts.fate_text(sample.fate), first_sync_texts.names_text(sample))}{_changes(sample)}"
    if not sample.deleted:
        return f"{sample.name or formats.BLANK}{_changes(sample)}"
    last = sample.last_contact_at
    contact = None if last is None else labelled(field_label("last_contact_at"), formats.moment(last))
    gone = QCoreApplication.translate("Review", "deleted")
    return " · ".join(part for part in (sample.name or formats.BLANK, gone, sample.city, contact, sample.owner) if part)


def _changes(sample: ReviewSample) -> str:
    changes = [(change, *change_texts(sample, change)) for change in sample.fields]
    parts = [labelled(field_label(change.field), f"{before} → {after}") for change, before, after in changes]
    return "".join(f" · {part}" for part in parts)
