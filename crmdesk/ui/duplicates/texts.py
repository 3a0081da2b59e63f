"""The words for records that may be the same."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import ITEM_TYPES, FieldType, Value
from crmdesk.store.queries.duplicates import Half, PossibleDuplicate
from crmdesk.ui import formats
from crmdesk.ui.option_texts import item_label


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
    return QCoreApplication.translate("Duplicates", "Not the same person")


def accounts_text(half: Half) -> str:
    """The accounts that have a record."""
    return ", ".join(half.accounts) or QCoreApplication.translate("Duplicates", "Only on this computer")


def name_text(half: Half) -> str:
    """The name of a record; a dash where it has none."""
    return half.name or formats.BLANK


def exact_text(spec: FieldSpec, value: Value, names: Mapping[str, str]) -> str:
    """A value with what is left away elsewhere: the seconds of a moment, the labels of numbers and addresses.

    Two values that differ in nothing else read alike without it.
    """
    if value is not None and spec.type is FieldType.DATETIME:
        return formats.exact_moment(value)
    if value is not None and spec.type in ITEM_TYPES:
        return ", ".join(_item_text(spec, each) for each in value)
    return formats.value_text(spec, value, names)


def _item_text(spec: FieldSpec, item: Mapping[str, Value]) -> str:
    shown = formats.phone(item["value"]) if spec.type is FieldType.PHONES else item["value"]
    label = item.get("label")
    return f"{shown} ({item_label(label)})" if label else shown
