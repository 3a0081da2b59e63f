"""The first sync of an account: what would become of its rows, counted before any of them is taken in.

An account that comes beside others brings people who are here already. Tying its rows to their records is hard to take back
once values have travelled. So its first pull may be a dry one, and a person sees what would happen (product page 3.1, "match
report").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crmdesk.domain.kinds import Kind


class FirstSync(StrEnum):
    """How far an account's first sync is."""

    ASKING = "asking"
    """Rows wait in the inbox, and nothing is sent, until it is clear that there is nothing to ask, or a person has answered."""
    SETTLED = "settled"
    """Rows are taken in as they come."""


class Fate(StrEnum):
    """What would become of one row."""

    NEW = "new"
    """A record of its own: nobody here is like it."""
    IDENTICAL = "identical"
    """Tied to a record that tells the same."""
    FILLED = "filled"
    """Tied to a record; what is blank on one side is filled from the other."""
    CONTESTED = "contested"
    """Tied to a record that holds something else in a field: a person is asked about it."""
    AMBIGUOUS = "ambiguous"
    """It may be one of several, or several may be the same one: a record of its own, and a problem says whose it may be."""
    SUGGESTED = "suggested"
    """The name and the place agree, nothing else: a record of its own, suggested as a duplicate."""


TIED = (Fate.IDENTICAL, Fate.FILLED, Fate.CONTESTED)
"""The fates of rows that are tied to a record that is here."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """The rows of one kind by what would become of them.

    ``there`` counts records that are here and would be made in the account once sending is on.
    """

    kind: Kind
    fates: Mapping[Fate, int]
    there: int = 0

    @property
    def tied(self) -> int:
        """How many rows would be tied to a record that is here."""
        return sum(self.fates.get(fate, 0) for fate in TIED)


@dataclass(frozen=True, slots=True)
class FieldCount:
    """One field of the tied rows: in how many it would be filled here, filled in the account, or asked about."""

    kind: Kind
    field: str
    here: int = 0
    there: int = 0
    contested: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """One row, by its object and id, with the record that it is or may be; None where nobody here is like it."""

    fate: Fate
    object: str
    row: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a first sync would bring about. ``state`` tells what it was counted over, and when."""

    kinds: tuple[KindCount, ...]
    fields: tuple[FieldCount, ...]
    examples: tuple[Example, ...]
    state: str

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask: whether a row would be tied to a record that is here."""
        return any(each.tied for each in self.kinds)

    @property
    def asked(self) -> dict[str, int]:
        """The counts that an answer is given to: the rows that are, or may be, somebody who is here, and their fields.

        A row that is nobody who is here comes in whatever is answered, as does one that comes later; so it is with the records that
        have no row there.
        """
        rows = {(each.kind, fate): n for each in self.kinds for fate, n in each.fates.items() if fate is not Fate.NEW}
        fields = {
            (each.kind, each.field, how): n
            for each in self.fields
            for how, n in (("here", each.here), ("there", each.there), ("contested", each.contested))
        }
        return {" ".join(name): n for name, n in (rows | fields).items() if n}

    def count(self, *fates: Fate) -> int:
        """How many rows of all kinds would meet one of these fates."""
        return sum(each.fates.get(fate, 0) for each in self.kinds for fate in fates)

    def to_json(self) -> dict[str, Any]:
        """The preview as a review keeps it."""
        return {
            "kinds": [
                {
                    "kind": each.kind.value,
                    "fates": {fate.value: each.fates.get(fate, 0) for fate in Fate},
                    "there": each.there,
                }
                for each in self.kinds
            ],
            "fields": [
                {
                    "kind": each.kind.value,
                    "field": each.field,
                    "here": each.here,
                    "there": each.there,
                    "contested": each.contested,
                }
                for each in self.fields
            ],
            "examples": [[each.fate.value, each.object, each.row, each.record] for each in self.examples],
            "state": self.state,
        }


def preview_of(stored: Mapping[str, Any]) -> Preview:
    """The preview that a review keeps."""
    return Preview(
        tuple(
            KindCount(Kind(each["kind"]), {Fate(fate): count for fate, count in each["fates"].items()}, each["there"])
            for each in stored["kinds"]
        ),
        tuple(
            FieldCount(Kind(each["kind"]), each["field"], each["here"], each["there"], each["contested"])
            for each in stored["fields"]
        ),
        tuple(Example(Fate(fate), name, row, record) for fate, name, row, record in stored["examples"]),
        stored["state"],
    )
