"""Which family and version of the API a path belongs to (fact sheet section 0, and the aliases of 4.4).

The same family is reached as ``/crm/v3/objects/…``, ``/crm/objects/v3/…`` and ``/crm/objects/2026-03/…``.
"""

from __future__ import annotations

from typing import NamedTuple

DATED = ("2026-03", "2026-09")
OLD_ASSOCIATIONS = "associations-v3"
"""The v3 form of associations: the same paths as v4, other bodies."""
VERSIONS = {
    "objects": ("v3", "v4", *DATED),
    "associations": ("v4", *DATED),
    OLD_ASSOCIATIONS: ("v3",),
    "properties": ("v3", *DATED),
    "pipelines": ("v3", *DATED),
    "owners": ("v3", *DATED),
    "schemas": ("v3", *DATED),
    "property-validations": ("v3", *DATED),
    "oauth": ("v1", "v3", *DATED),
    "account-info": ("v3", *DATED),
}


class Place(NamedTuple):
    """A path split: family, version, how many segments they took."""

    family: str
    version: str
    length: int


def place(segments: tuple[str, ...]) -> Place | None:
    """Where a path belongs; ``None`` outside the API."""
    found = _split(segments)
    if found is not None and (found.family, found.version) == ("associations", "v3"):
        found = found._replace(family=OLD_ASSOCIATIONS)
    if found is None or found.version not in VERSIONS.get(found.family, ()):
        return None
    return found


def _split(segments: tuple[str, ...]) -> Place | None:
    if len(segments) >= 2 and segments[0] in {"oauth", "account-info"}:
        return Place(segments[0], segments[1], 2)
    if len(segments) < 3:
        return None
    root, one, two = segments[:3]
    if root == "crm-object-schemas":
        return Place(two, one, 3) if two == "schemas" else None
    if root != "crm":
        return None
    return Place(two, one, 3) if one not in VERSIONS else Place(one, two, 3)
