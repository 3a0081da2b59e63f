"""Field mapping: what a person changed about where the fields of a connection live, and which way their values travel.

Without any choice a vendor's own mapping holds as it is. A *choice* is about one field of one kind in one of the vendor's
tables, as its metadata calls them: it points the field to another property, or a custom field to one; says in which direction
values travel; pairs the vendor's values of a pick-list with ours; or keeps a blank from overwriting anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crmdesk.domain.kinds import Kind


class Direction(StrEnum):
    """Which way the values of a field travel."""

    BOTH = "both"
    IN = "in"
    """From the account only."""
    OUT = "out"
    """To the account only."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for one field.

    ``property`` is the vendor's property in place of the usual one; a custom field has no usual one. ``pairs`` are (vendor's
    value, ours). With ``keep_blank`` a blank on one side leaves the other side's value alone.
    """

    property: str | None = None
    direction: Direction = Direction.BOTH
    pairs: tuple[tuple[str, str], ...] = ()
    keep_blank: bool = False


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """The choices of one connection: by the vendor's table, kind and field."""

    choices: Mapping[str, Mapping[Kind, Mapping[str, Choice]]] = field(default_factory=dict)

    def with_choice(self, table: str, kind: Kind, name: str, choice: Choice) -> FieldMapping:
        """This mapping with another choice for one field; one that changes nothing of what is usual is left out."""
        choices = {**self.of(table, kind), name: choice}
        if choice == Choice():
            del choices[name]
        return FieldMapping({**self.choices, table: {**self.choices.get(table, {}), kind: choices}})

    def of(self, table: str, kind: Kind) -> Mapping[str, Choice]:
        """The choices for a kind in a table."""
        return self.choices.get(table, {}).get(kind, {})


USUAL = FieldMapping()
"""No choices: everything as the vendor's own mapping has it."""


def mapping_json(mapping: FieldMapping) -> dict[str, Any]:
    """A mapping as the store and a file keep it: table → kind → field → choice."""
    return {
        table: {
            kind.value: {name: _choice_json(choice) for name, choice in choices.items()}
            for kind, choices in kinds.items()
            if choices
        }
        for table, kinds in mapping.choices.items()
        if any(kinds.values())
    }


def mapping_of(stored: Mapping[str, Any]) -> FieldMapping:
    """The mapping that the store keeps."""
    return FieldMapping(
        {
            table: {
                Kind(kind): {name: _choice(each) for name, each in choices.items()} for kind, choices in kinds.items()
            }
            for table, kinds in stored.items()
        }
    )


def _choice_json(choice: Choice) -> dict[str, Any]:
    return {
        "property": choice.property,
        "direction": choice.direction.value,
        "pairs": [list(pair) for pair in choice.pairs],
        "keep_blank": choice.keep_blank,
    }


def _choice(stored: Mapping[str, Any]) -> Choice:
    pairs = tuple((theirs, ours) for theirs, ours in stored["pairs"])
    return Choice(stored["property"], Direction(stored["direction"]), pairs, stored["keep_blank"])
