"""The preview of a first sync in words and figures: what would become of an account's rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.first_sync import Fate, FieldCount, KindCount, Preview
from crmdesk.store.queries.rows import ReviewSample
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label, kind_title
from crmdesk.ui.formats import labelled
from crmdesk.ui.marked import QT_TRANSLATE_NOOP

FATES: dict[Fate, str] = {
    Fate.NEW: QT_TRANSLATE_NOOP("FirstSync", "New here"),
    Fate.IDENTICAL: QT_TRANSLATE_NOOP("FirstSync", "The same"),
    Fate.FILLED: QT_TRANSLATE_NOOP("FirstSync", "Completed"),
    Fate.CONTESTED: QT_TRANSLATE_NOOP("FirstSync", "To decide"),
    Fate.AMBIGUOUS: QT_TRANSLATE_NOOP("FirstSync", "Ambiguous"),
    Fate.SUGGESTED: QT_TRANSLATE_NOOP("FirstSync", "Same name"),
}
"""What would become of a row, as the head of a column."""

_MEANT = {
    Fate.NEW: QT_TRANSLATE_NOOP("FirstSync", "nobody here is like them"),
    Fate.IDENTICAL: QT_TRANSLATE_NOOP("FirstSync", "linked; both sides tell the same"),
    Fate.FILLED: QT_TRANSLATE_NOOP("FirstSync", "linked; what is blank on one side is filled from the other"),
    Fate.CONTESTED: QT_TRANSLATE_NOOP("FirstSync", "linked; you are asked where the two differ"),
    Fate.AMBIGUOUS: QT_TRANSLATE_NOOP("FirstSync", "records of their own; you are told whose they may be"),
    Fate.SUGGESTED: QT_TRANSLATE_NOOP("FirstSync", "records of their own, listed under “Possible duplicates”"),
}


def fate_text(fate: Fate) -> str:
    """What would become of a row, in a word or two."""
    return QCoreApplication.translate("FirstSync", FATES[fate])


def meant_text(fate: Fate) -> str:
    """What that means."""
    return QCoreApplication.translate("FirstSync", _MEANT[fate])


def there_text() -> str:
    """The head of the column that counts what would be made in the account."""
    return QCoreApplication.translate("FirstSync", "New there")


def there_meant_text() -> str:
    """What that means."""
    return QCoreApplication.translate("FirstSync", "made there once sending is on")


def title_text() -> str:
    """What the review is, in a few words."""
    return QCoreApplication.translate("FirstSync", "First synchronisation")


def asked_text(preview: Preview, account: str) -> str:
    """What the question is about."""
    tied = sum(each.tied for each in preview.kinds)
    return QCoreApplication.translate(
        "FirstSync", "Of {count} records in {account}, {tied} are on this computer already."
    ).format(count=formats.number(preview.count(*Fate)), tied=formats.number(tied), account=account)


def calm_text() -> str:
    """That nothing has happened yet."""
    return QCoreApplication.translate("FirstSync", "Nothing has been taken in and nothing has been sent yet.")


def kind_line(count: KindCount) -> str:
    """The rows of one kind in one line, without what there is none of."""
    counts = [(fate_text(fate), count.fates.get(fate, 0)) for fate in FATES]
    return labelled(kind_title(count.kind), _told([*counts, (there_text(), count.there)]))


def field_line(count: FieldCount, account: str) -> str:
    """One field in one line, without what there is none of."""
    here, there, asked = field_heads(account)
    told = _told([(here, count.here), (there, count.there), (asked, count.contested)])
    return labelled(f"{kind_title(count.kind)} · {field_label(count.field)}", told)


def _told(counts: Sequence[tuple[str, int]]) -> str:
    return " · ".join(f"{head}\u00a0{formats.number(n)}" for head, n in counts if n)


def field_heads(account: str) -> tuple[str, str, str]:
    """The heads of what happens to a field: filled here, filled in the account, asked about."""
    return (
        QCoreApplication.translate("FirstSync", "Filled here"),
        QCoreApplication.translate("FirstSync", "Filled in {account}").format(account=account),
        fate_text(Fate.CONTESTED),
    )


def names_text(sample: ReviewSample) -> str:
    """Who a row is there, and who it is or may be here."""
    there, here = sample.there or formats.BLANK, sample.name
    return there if not here or here == there else f"{there} → {here}"
