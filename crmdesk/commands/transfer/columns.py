"""Which column of a file is which field: by canonical name, or by the word for it in French or English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crmdesk.commands.naming import BothLanguages, custom_by_word, fields_by_word, folded, options_by_word
from crmdesk.domain.catalogue import CATALOGUE, FieldSpec
from crmdesk.domain.custom_fields import CustomField, is_custom
from crmdesk.domain.entry import join, split
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.store.queries.rows import Choice

ID = "id"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a file: the place of the id, the fields by place, and the headers that mean nothing here.

    ``options`` are, by field, the words in French and English for each of its options, and those of the accounts.
    """

    id: int | None
    fields: Mapping[int, FieldSpec]
    ignored: tuple[str, ...]
    options: Mapping[str, Mapping[str, str]]

    def named(self, spec: FieldSpec, text: str) -> str:
        """A cell with the options that its words stand for; any other text as it is."""
        if spec.name not in self.options:
            return text
        if spec.type is FieldType.TAGS:
            return join([self._option(spec, each) for each in split(text)])
        return self._option(spec, text)

    def _option(self, spec: FieldSpec, text: str) -> str:
        return text if text in spec.options else self.options[spec.name].get(folded(text), text)


def columns_of(
    kind: Kind,
    header: Sequence[str],
    custom: Sequence[CustomField] = (),
    offered: Callable[[FieldSpec], Sequence[Choice]] = lambda spec: (),
) -> Columns:
    """The columns that ``header`` names. Fields that nobody types (``created_at``) are ignored like unknown headers.

    ``offered`` gives what the accounts have for a choice, with what a person reads for it.

    Raises InvalidInput where no column is a field, or two are the same one.
    """
    both = BothLanguages()
    names = custom_by_word(custom) | {ID: ID} | fields_by_word(kind, both)
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
    choices = [spec for spec in places.values() if _has_options(spec)]
    options = {spec.name: {**_words(offered(spec)), **options_by_word(spec, both)} for spec in choices}
    return Columns(key, places, tuple(ignored), options)


def _has_options(spec: FieldSpec) -> bool:
    """Whether accounts may have options for a field."""
    return spec.type is FieldType.CHOICE or (spec.type is FieldType.TAGS and is_custom(spec.name))


def _words(offered: Sequence[Choice]) -> dict[str, str]:
    """Choices by folded label, and by themselves; what would mean two of them means none."""
    found: dict[str, str] = {}
    for names in ([(each.label, each.value) for each in offered], [(each.value, each.value) for each in offered]):
        times = Counter(folded(word) for word, _ in names)
        found |= {folded(word): value for word, value in names if times[folded(word)] == 1}
    return found
