"""What the doctor's checks tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold; ``record`` is an id, ``detail`` names rows and fields, never values."""

    invariant: str
    record: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Slice:
    """What a part of a check found, behind which row it goes on (None: it is over), and how much of it is done (0 to 1)."""

    found: Iterable[Violation]
    after: int | None = None
    done: float = 1.0


Look = Callable[[sa.Connection, int], Slice]
"""Looks at the part of a check that begins behind a row."""
