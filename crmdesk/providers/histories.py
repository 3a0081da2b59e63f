"""What a field held before: the versions that a vendor keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Version:
    """One value that a field had, in the vendor's comparable form, with who wrote it and when (UTC), where the vendor tells.

    ``by`` is a name only where names were asked for: they may cost more calls. ``ours`` says whether this very access wrote it;
    None where the vendor does not name accesses.
    """

    raw: Any
    at: str | None = None
    by: str | None = None
    ours: bool | None = None


Versions: TypeAlias = Mapping[tuple[str, str], Sequence[Version]]
"""By (id, field) what a field held, newest first. A field without an entry has no history."""
