"""Which column of a file is which field: by canonical name, or by the word for it in French or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTranslator

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.paths import resources
from crmdesk.store.columns import fold
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.option_texts import option_label

ID = "id"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file: the place of the id, the fields by place, and the headers that mean nothing here."""

    id: int | None
    fields: Mapping[int, FieldSpec]
    ignored: tuple[str, ...]


def columns_of(kind: Kind, header: Sequence[str]) -> Columns:
    """The columns that ``header`` names. Fields that nobody types (``created_at``) are ignored like unknown headers.

    Raises InvalidInput where no column is a field, or two are the same one.
    """
    names = _names(kind)
    places: dict[int, FieldSpec] = {}
    ignored = []
    key = None
    for place, title in enumerate(header):
        name = names.get(_folded(title))
        if name == ID:
            key = place
        elif name is None or CATALOGUE[kind][name].read_only:
            ignored += [title.strip()] if title.strip() else []
        elif any(spec.name == name for spec in places.values()):
            raise InvalidInput("column_twice", field=name)
        else:
            places[place] = CATALOGUE[kind][name]
    if not places:
        raise InvalidInput("no_known_column", kind=kind.value, fields=", ".join(CATALOGUE[kind]))
    return Columns(key, places, tuple(ignored))


def option_of(spec: FieldSpec, text: str) -> str:
    """The option that a word in French or English stands for; any other text as it is."""
    if spec.type is not FieldType.CHOICE:
        return text
    words = {_folded(word): option for option in spec.options for word in _both("Option", option_label(spec.name, option))}
    return text if text in spec.options else words.get(_folded(text), text)


def _names(kind: Kind) -> dict[str, str]:
    """Every header that means a field; where a word means two, the canonical name wins, then the first field."""
    names = {ID: ID}
    for name in CATALOGUE[kind]:
        names.setdefault(_folded(name), name)
    for short, long in (("email", "emails"), ("phone", "phones")):
        if long in CATALOGUE[kind]:
            names.setdefault(short, long)
    for name in CATALOGUE[kind]:
        for word in _both("Field", field_label(name)):
            names.setdefault(_folded(word), name)
    return names


def _both(context: str, english: str) -> tuple[str, str]:
    """A word of the program in English and French; both the same where there are no French texts."""
    translator = QTranslator()
    translator.load("crmdesk_fr", str(resources() / "translations"))
    return english, translator.translate(context, english) or english


def _folded(title: str) -> str:
    """A header as it is compared: without case, accents, and outer or doubled spaces."""
    return " ".join(fold(title.replace("\u00a0", " ")).replace("-", " ").replace("_", " ").split())
