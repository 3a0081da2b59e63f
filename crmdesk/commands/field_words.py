"""Fields and values in the tables of commands, as the window calls them. Its words come with Qt: only where there is one to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from crmdesk.commands.output import speak
from crmdesk.commands.texts import said
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import custom_fields
from crmdesk.store.queries.names import names_of
from crmdesk.store.queries.options import OwnWords, own_words
from crmdesk.store.records import targets
from crmdesk.store.store import Reader


class AboutField(Protocol):
    """Something that is about a field."""

    @property
    def field(self) -> str:
        """The field's name."""
        ...


T = TypeVar("T", bound=AboutField)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What fields and their values are called: ``names`` are those of records, by id."""

    names: Mapping[str, str]
    own: OwnWords

    def field(self, name: str) -> str:
        """The word for a field."""
        self._speak()
        from crmdesk.ui.field_texts import field_label

        return field_label(name)

    def value(self, kind: Kind, name: str, value: Value) -> str:
        """What a field holds, in one line; a dash for nothing."""
        self._speak()
        from crmdesk.ui.formats import value_text

        if name == EXISTENCE:
            return said("present") if value else said("deleted")
        spec = CATALOGUE[kind].get(name)
        return str(value) if spec is None else value_text(spec, value, self.names) or "–"

    def told_apart(self, kind: Kind, name: str, values: Sequence[Value]) -> list[str]:
        """Values that are shown beside each other, as ``value`` tells each; all in full where two that differ would read alike."""
        spec = CATALOGUE[kind].get(name)
        if spec is None:
            return [self.value(kind, name, value) for value in values]
        self._speak()
        from crmdesk.ui.formats import told_apart

        return [text or "–" for text in told_apart(spec, values, self.names)]

    def _speak(self) -> None:
        speak()
        from crmdesk.ui.field_texts import call_own_words

        call_own_words(self.own)


def field_words(reader: Reader, told: Iterable[tuple[Kind, str, Value]], records: Iterable[str] = ()) -> FieldWords:
    """The words for fields of a kind with their values; with the names of these records as well."""
    referred = [targets(value) for kind, name, value in told if (spec := CATALOGUE[kind].get(name)) and spec.targets]
    return FieldWords(names_of(reader, set(records).union(*referred)), own_words(reader))


def of_field(reader: Reader, rows: Sequence[T], name: str | None) -> list[T]:
    """Those about the field that is called so, by its name or by its word in French or English; without a name all of them."""
    named = [row for row in rows if name in (None, row.field)]
    if named or name is None:
        return named
    from crmdesk.commands.naming import BothLanguages, folded, words_of

    both, custom = BothLanguages(), custom_fields.all_of(reader)
    called = [row for row in rows if folded(name) in words_of(row.field, custom, both)]
    return called if len({row.field for row in called}) == 1 else []
