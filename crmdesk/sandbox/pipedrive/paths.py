"""Which version of the API a path belongs to: ``/api/v2``, and ``/v1`` or ``/api/v1``, which are one."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A path split: the version, and the parts behind it."""

    version: int
    rest: tuple[str, ...]

    @property
    def prefix(self) -> str:
        """What the version is called where calls are counted."""
        return "/api/v2" if self.version == 2 else "/v1"


def place(segments: tuple[str, ...]) -> Place | None:
    """Where a path belongs; ``None`` outside the API."""
    if segments[:2] == ("api", "v2"):
        return Place(2, segments[2:])
    if segments[:2] == ("api", "v1"):
        return Place(1, segments[2:])
    if segments[:1] == ("v1",):
        return Place(1, segments[1:])
    return None
