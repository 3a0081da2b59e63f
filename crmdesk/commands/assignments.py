"""FIELD=VALUE on the command line: how it is split, and what it means for a field of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from crmdesk.commands.references import references_named
from crmdesk.domain.catalogue import CATALOGUE, FieldSpec, field
from crmdesk.domain.custom_fields import CustomField, is_custom
from crmdesk.domain.entry import check_entry, join, split
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.parsing import parse_typed
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, Fields, FieldType, Value
from crmdesk.store import custom_fields
from crmdesk.store.queries.options import account_words, options_of
from crmdesk.store.queries.rows import Filter, Operator
from crmdesk.store.store import Reader

ID = "id"
"""What names a record itself."""

NOTHING: Fields = MappingProxyType({})
"""The fields of a record that there is not yet."""

SHORT = {"email": "emails", "phone": "phones"}
"""Names that address the primary item of a list."""


def split_assignment(assignment: str) -> tuple[str, str]:
    """FIELD and VALUE of ``FIELD=VALUE``. Raises InvalidInput where there is no ``=``."""
    name, separator, value = assignment.partition("=")
    if not separator or not name:
        raise InvalidInput("assignment_expected", value=assignment)
    return name, value


def field_named(kind: Kind, text: str, custom: Sequence[CustomField]) -> str:
    """The name of the field that is called so, by its name or by its word in French or English; ``text`` where none or two are."""
    if text in CATALOGUE[kind] or text in SHORT or text == ID:
        return text
    from crmdesk.commands.naming import BothLanguages, custom_by_word, fields_by_word, folded

    both = (custom_by_word(custom), fields_by_word(kind, BothLanguages()))
    found = {names[folded(text)] for names in both if folded(text) in names}
    return found.pop() if len(found) == 1 else text


def option_named(reader: Reader, spec: FieldSpec, kind: Kind, text: str) -> str:
    """The option of a choice that is called so, by itself or by its word in French or English; ``text`` where none or two are."""
    if not text.strip() or text in spec.options or (spec.open and text in account_words(reader, kind, spec)):
        return text
    from crmdesk.commands.naming import BothLanguages, folded, options_by_word

    word = folded(text)
    own = options_by_word(spec, BothLanguages()).get(word)
    found = {each.value for each in options_of(reader, kind, spec) if folded(each.label) == word}
    if own is not None:
        # An account's NEW is our own "new".
        found = {own} | {each for each in found if each.casefold() != own.casefold()}
    return found.pop() if len(found) == 1 else text


def with_names(reader: Reader, kind: Kind, assignments: Sequence[str], present: Fields) -> list[str]:
    """FIELD=VALUE arguments with names of fields, options and ids in place of the words that a person reads for them.

    What is not of that form is left for others to complain about. Raises InvalidInput for a name that no record has, or
    several have; of several stages that is meant which is of the pipeline that is named beside it, or else of ``present``.
    """
    custom = custom_fields.all_of(reader, kind)
    parts = [(field_named(kind, name, custom), sign, written) for name, sign, written in _parted(assignments)]
    placed = dict(present)
    found: dict[int, str] = {}
    # A pipeline first: it tells which stage is meant.
    for at in sorted(range(len(parts)), key=lambda at: parts[at][0] == "stage"):
        name, sign, written = parts[at]
        spec = CATALOGUE[kind].get(name)
        if spec is not None and spec.type is FieldType.CHOICE:
            written = option_named(reader, spec, kind, written)
        elif spec is not None and spec.type is FieldType.TAGS and is_custom(name):
            written = join([option_named(reader, spec, kind, each) for each in split(written)])
        elif spec is not None and spec.targets:
            written = references_named(reader, kind, spec, written, placed.get("pipeline"))
            placed[name] = written
        found[at] = f"{name}{sign}{written}"
    return [found[at] for at in range(len(parts))]


def _parted(assignments: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return (assignment.partition("=") for assignment in assignments)


def typed_values(reader: Reader, kind: Kind, assignments: Sequence[str], present: Fields = NOTHING) -> dict[str, Value]:
    """Canonical values of FIELD=VALUE arguments for a record of ``present`` fields; an empty value clears the field.

    Raises InvalidInput for an unknown field, a value that does not fit, a field that is named twice, and a name in place of
    a record's id that none or several have.
    """
    values: dict[str, Value] = {}
    named: set[str] = set()
    for name, text in map(split_assignment, with_names(reader, kind, assignments, present)):
        if SHORT.get(name, name) in named:
            raise InvalidInput("field_named_twice", field=name)
        named.add(SHORT.get(name, name))
        if SHORT.get(name) in CATALOGUE[kind]:
            values[name] = text or None
        else:
            values[name] = parse_typed(field(kind, name), text)
    return values


def filters(reader: Reader, kind: Kind, conditions: Sequence[str]) -> list[Filter]:
    """The filters of FIELD=VALUE conditions: every element of a set has to be there; an empty value means blank.

    Raises InvalidInput for an unknown field, a value that does not fit, a choice that there is not, and a name in place of a
    record's id that none or several have.
    """
    return [each for one in with_names(reader, kind, conditions, NOTHING) for each in _filters(reader, kind, one)]


def _filters(reader: Reader, kind: Kind, condition: str) -> list[Filter]:
    name, text = split_assignment(condition)
    if name == ID:
        return [Filter(ID, Operator.IS, text)]
    spec = field(kind, name if name in CATALOGUE[kind] else SHORT.get(name, name))
    if not text.strip():
        return [Filter(name, Operator.BLANK)]
    value = parse_typed(spec, text)
    if spec.type is FieldType.CHOICE:
        check_entry(spec, value, known=lambda: account_words(reader, kind, spec))
    if spec.type in ITEM_TYPES:
        return [Filter(name, Operator.IS, item["value"]) for item in value or []]
    if spec.type in SET_TYPES:
        return [Filter(name, Operator.IS, element) for element in value or []]
    return [Filter(name, Operator.IS, value["state"] if spec.type is FieldType.CONSENT else value)]
