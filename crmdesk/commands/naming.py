"""Fields and choices by the words that a person reads for them, in French or English. Its words come with Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTranslator

from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.kinds import Kind
from crmdesk.paths import resources
from crmdesk.store.columns import fold
from crmdesk.ui.field_texts import field_source
from crmdesk.ui.option_texts import option_source


class BothLanguages:
    """The words of the program in English and French; both the same where there are no French texts."""

    def __init__(self) -> None:
        self._french = QTranslator()
        self._french.load("crmdesk_fr", str(resources() / "translations"))

    def __call__(self, context: str, english: str) -> tuple[str, str]:
        """The English word, and the French one for it."""
        return english, self._french.translate(context, english) or english


def fields_by_word(kind: Kind, both: BothLanguages) -> dict[str, str]:
    """The catalogue's fields by folded name and word; where a word means two, the canonical name wins, then the first field."""
    names = {folded(name): name for name in CATALOGUE[kind]}
    for short, long in (("email", "emails"), ("phone", "phones")):
        if long in CATALOGUE[kind]:
            names.setdefault(short, long)
    for name in CATALOGUE[kind]:
        for word in both("Field", field_source(name)):
            names.setdefault(folded(word), name)
    return names


def custom_by_word(custom: Sequence[CustomField]) -> dict[str, str]:
    """Custom fields by folded name, and by label where no other has the same."""
    labels = Counter(folded(each.label) for each in custom)
    found = {folded(each.label): each.name for each in custom if labels[folded(each.label)] == 1}
    return found | {folded(each.name): each.name for each in custom}


def words_of(name: str, custom: Sequence[CustomField], both: BothLanguages) -> set[str]:
    """The folded words by which a person may know a field: its labels in both languages, or the agency's own."""
    own = [each.label for each in custom if each.name == name]
    return {folded(word) for word in own or both("Field", field_source(name))}


def options_by_word(spec: FieldSpec, both: BothLanguages) -> Mapping[str, str]:
    """The catalogue's options of a choice by folded word."""
    return {
        folded(word): option
        for option in spec.options
        for word in both(*option_source(spec.name, option, spec.options))
        if word
    }


def folded(title: str) -> str:
    """A word as it is compared: without case, accents, and outer or doubled spaces."""
    return " ".join(fold(title.replace("\u00a0", " ")).replace("-", " ").replace("_", " ").split())
