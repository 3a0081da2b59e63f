"""What a person typed, read on this computer's clock."""

from __future__ import annotations

import re

from PySide6.QtCore import QDateTime, Qt

from crmdesk.domain.catalogue import FieldSpec
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import FieldType, Value

_WITH_ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")


def typed_value(spec: FieldSpec, text: str) -> Value:
    """The canonical value of ``text``. Raises InvalidInput naming the field.

    A moment without a zone is one on this computer's clock on that very day, summer time included.
    """
    value = parse_typed(spec, text)
    if spec.type is not FieldType.DATETIME or value is None or _WITH_ZONE.search(text.strip()):
        return value
    read = QDateTime.fromString(value, Qt.DateFormat.ISODateWithMs)
    here = QDateTime(read.date(), read.time())
    return spec.canonical(here.toUTC().toString("yyyy-MM-ddTHH:mm:ss.zzz") + "Z")
