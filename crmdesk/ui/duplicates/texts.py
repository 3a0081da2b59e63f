"""The words for records that may be the same."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.store.queries.duplicates import Half, PossibleDuplicate
from crmdesk.ui import formats


def reason_text(pair: PossibleDuplicate) -> str:
    """What speaks for it that two records are the same."""
    match pair.because:
        case "address" if pair.first.kind is Kind.COMPANY:
            return QCoreApplication.translate("Duplicates", "Same web domain")
        case "address":
            return QCoreApplication.translate("Duplicates", "Same e-mail address")
        case "number":
            return QCoreApplication.translate("Duplicates", "Same phone number and name")
        case _:
            return QCoreApplication.translate("Duplicates", "Same name and place")


def not_same_text(kind: Kind) -> str:
    """The words of the button that says so."""
    if kind is Kind.COMPANY:
        return QCoreApplication.translate("Duplicates", "Not the same company")
    if kind in PERSON_KINDS or kind is Kind.USER:
        return QCoreApplication.translate("Duplicates", "Not the same person")
    return QCoreApplication.translate("Duplicates", "Not the same")


def accounts_text(half: Half) -> str:
    """The accounts that have a record."""
    return ", ".join(half.accounts) or QCoreApplication.translate("Duplicates", "Only on this computer")


def name_text(half: Half) -> str:
    """The name of a record; a dash where it has none."""
    return half.name or formats.BLANK
