"""What a deletion at an account means here, for a record that nobody changed here and no other account has.

Every version that a person chose stays; the newest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Deletions(StrEnum):
    """What becomes of the record."""

    TRASH = "trash"
    """It goes to the trash here, too."""
    KEEP = "keep"
    """It stays here, tied to nothing there, and is not made anew there."""
    ASK = "ask"
    """A person is asked, as about a record that was changed here."""


@dataclass(frozen=True, slots=True)
class Version:
    """What counted from ``made_at`` (UTC text) on, and who chose it. Version 0 is the usual meaning, which nobody chose."""

    number: int
    made_at: str | None
    who: str | None
    deletions: Deletions


USUAL = Version(0, None, None, Deletions.TRASH)


def versions_of(stored: Iterable[Mapping[str, Any]]) -> list[Version]:
    """Every version as it is stored, the newest first; the usual one is always the last."""
    made = [
        Version(number, each["made_at"], each["who"], Deletions(each["deletions"]))
        for number, each in enumerate(stored, 1)
    ]
    return [*reversed(made), USUAL]
