"""Which column of a file is which field: by canonical name, or by the word for it in French or English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTranslator

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.paths import resources
from crmdesk.store.columns import fold
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.option_texts import option_source

ID = "id"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file: the place of the id, the fields by place, and the headers that mean nothing here.

    ``options`` are, by field, the words in French and English for each of its options.
    """

    id: int | None
    fields: Mapping[int, FieldSpec]
    ignored: tuple[str, ...]
    options: Mapping[str, Mapping[str, str]]

    def option(self, spec: FieldSpec, text: str) -> str:
        """The option that a word stands for; any other text as it is."""
        return text if text in spec.options else self.options.get(spec.name, {}).get(folded(text), text)


def columns_of(kind: Kind, header: Sequence[str], custom: Sequence[CustomField] = ()) -> Columns:
    """The columns that ``header`` names. Fields that nobody types (``created_at``) are ignored like unknown headers.

    Raises InvalidInput where no column is a field, or two are the same one.
    """
    both = _Words()
    names = _custom_names(custom) | _names(kind, both)
    places: dict[int, FieldSpec] = {}
    ignored = []
    key = None
    for place, title in enumerate(header):
        name = names.get(folded(title))
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
    return Columns(key, places, tuple(ignored), _options(places.values(), both))


class _Words:
    """The words of the program in English and French; both the same where there are no French texts."""

    def __init__(self) -> None:
        self._french = QTranslator()
        self._french.load("crmdesk_fr", str(resources() / "translations"))

    def __call__(self, context: str, english: str) -> tuple[str, str]:
        return english, self._french.translate(context, english) or english


def _names(kind: Kind, both: _Words) -> dict[str, str]:
    """Every header that means a field; where a word means two, the canonical name wins, then the first field."""
    names = {ID: ID, **{folded(name): name for name in CATALOGUE[kind]}}
    for short, long in (("email", "emails"), ("phone", "phones")):
        if long in CATALOGUE[kind]:
            names.setdefault(short, long)
    for name in CATALOGUE[kind]:
        for word in both("Field", field_label(name)):
            names.setdefault(folded(word), name)
    return names


def _custom_names(custom: Sequence[CustomField]) -> dict[str, str]:
    """Custom fields by name, and by label where no other has the same."""
    labels = Counter(folded(each.label) for each in custom)
    found = {folded(each.label): each.name for each in custom if labels[folded(each.label)] == 1}
    return found | {folded(each.name): each.name for each in custom}


def _options(specs: Iterable[FieldSpec], both: _Words) -> dict[str, dict[str, str]]:
    return {
        spec.name: {
            folded(word): option
            for option in spec.options
            for word in both(*option_source(spec.name, option, spec.options))
        }
        for spec in specs
        if spec.type is FieldType.CHOICE
    }


def folded(title: str) -> str:
    """A header or word as it is compared: without case, accents, and outer or doubled spaces."""
    return " ".join(fold(title.replace("\u00a0", " ")).replace("-", " ").replace("_", " ").split())
