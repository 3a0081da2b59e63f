"""Fields whose place a person chose: which types of property a field may live in, and how its values are written there."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers.base import Codec, RemoteProperty
from crmdesk.providers.codecs import Boolean, Choice, Day, Integer, LongText, Moment, Money, Number, Tags, Text
from crmdesk.providers.field_mapping import Paired

_T = FieldType

CODECS: Mapping[FieldType, Codec] = {
    _T.TEXT: Text(),
    _T.LONG_TEXT: LongText(),
    _T.INTEGER: Integer(),
    _T.DECIMAL: Number(),
    _T.BOOLEAN: Boolean(),
    _T.DATE: Day(),
    _T.DATETIME: Moment(),
    _T.CHOICE: Choice(),
    _T.TAGS: Tags(),
}
"""How values are written where a vendor has no way of its own; the property is of the same type."""

_ALSO: Mapping[FieldType, frozenset[FieldType]] = {
    _T.TEXT: frozenset({_T.LONG_TEXT, _T.CHOICE}),
    _T.LONG_TEXT: frozenset({_T.TEXT}),
    _T.INTEGER: frozenset({_T.DECIMAL}),
    _T.DECIMAL: frozenset({_T.INTEGER}),
    _T.MONEY: frozenset({_T.INTEGER, _T.DECIMAL}),
    _T.CHOICE: frozenset({_T.TEXT}),
}
"""Besides its own type: what a property may be for a field of a type."""


def fits(kind: Kind, field: str, held: RemoteProperty) -> bool:
    """Whether a field may live in a property."""
    wanted = CATALOGUE[kind][field].type
    return held.custom is not None and (held.custom is wanted or held.custom in _ALSO.get(wanted, ()))


def codec_of(
    kind: Kind,
    field: str,
    held: RemoteProperty,
    currency: str,
    codecs: Mapping[FieldType, Codec] = CODECS,
) -> Codec | None:
    """How a field is written in a property; None where it does not fit. ``codecs`` are the vendor's, by type of property."""
    if held.custom is None or not fits(kind, field, held):
        return None
    wanted = CATALOGUE[kind][field].type
    if wanted is _T.MONEY:
        return Money(currency)
    # A text in a pick-list is written as a text, a number in a column of whole numbers as the number it is.
    codec = codecs[wanted] if wanted in codecs and held.custom is not _T.CHOICE else codecs[held.custom]
    return Paired(codec, _words(held)) if held.named else codec


def _words(held: RemoteProperty) -> tuple[tuple[str, str], ...]:
    """The word of each option. Of several with one word the newest goes first, and is written: the vendors count ids up."""
    newest = sorted(held.options, key=lambda option: (len(option), option), reverse=True)
    return tuple((option, held.word(option)) for option in newest)


_NARROWER: Mapping[FieldType, FieldType] = {
    _T.DECIMAL: _T.INTEGER,
    _T.MONEY: _T.INTEGER,
    _T.LONG_TEXT: _T.TEXT,
}


def loses(kind: Kind, field: str, held: RemoteProperty) -> bool:
    """Whether a property cannot hold all that a field may: decimals in whole numbers, several lines in one."""
    return _NARROWER.get(CATALOGUE[kind][field].type) is held.custom
