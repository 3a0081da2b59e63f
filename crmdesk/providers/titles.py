"""The titles of notes, at vendors whose notes have one: crmdesk knows none, and makes it of the first words of the text.

A note is made with its title, and a creation without a key is found again by it. Later the title follows the text for as long as
it is still the one that was made of the former text: any other one is a person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.catalogue import display_name
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Codec, Update

LENGTH = 80
"""Characters of a title."""

_TEXT = "body"


@dataclass(frozen=True, slots=True)
class Renewal:
    """The title of a note before and after its text changes, as crmdesk makes it."""

    former: str
    title: str

    def replaces(self, held: Any) -> bool:
        """Whether the title that a vendor holds is still that of the former text."""
        return isinstance(held, str) and held.split() == self.former.split()


def note_title(name: str, stand_in: str) -> str:
    """The title of a note that is called ``name`` here; of one without a name it is ``stand_in``."""
    return (name.strip() or stand_in).split("\n", 1)[0][:LENGTH]


def renewals(items: Iterable[Update], codec: Codec, stand_in: str) -> dict[str, Renewal]:
    """The titles that changes of notes make another one of, by row; ``codec`` is that of their text."""
    found: dict[str, Renewal] = {}
    for item in items:
        if _TEXT in item.fields and _TEXT in item.expected:
            former, title = (
                note_title(display_name(Kind.NOTE, {_TEXT: codec.decode(raw)}), stand_in)
                for raw in (item.expected[_TEXT], item.fields[_TEXT])
            )
            if former != title:
                found[item.id] = Renewal(former, title)
    return found
