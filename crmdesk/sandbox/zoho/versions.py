"""The versions of the API before v8: the same paths, and what differs in them (section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crmdesk.sandbox.messages import Request

CURRENT = "v8"


@dataclass(frozen=True, slots=True)
class Version:
    """What one version allows: columns and values of ``in`` in a COQL query, criteria of a search."""

    columns: int = 500
    in_values: int = 100
    criteria: int = 15
    guarded: bool = True
    """Whether ``If-Unmodified-Since`` is known."""
    old: bool = False
    """Lists without ``fields`` show all of them and pages go on without end, the approval is a truth value, and
    conversions answer ids alone where the trait ``old_conversion`` says so."""

    @property
    def approval(self) -> Mapping[str, object]:
        """How a record says that it is approved."""
        return {"$approved": True} if self.old else {"$approval_state": "approved"}


V8 = Version()
_TO_V6 = Version(columns=50, in_values=50, criteria=10)
VERSIONS: Mapping[str, Version] = {
    "v2": replace(_TO_V6, old=True, guarded=False), "v2.1": replace(_TO_V6, old=True),
    "v3": _TO_V6, "v4": _TO_V6, "v5": _TO_V6, "v6": _TO_V6, "v7": Version(criteria=10), CURRENT: V8,
}  # fmt: skip


def named(request: Request) -> tuple[Request, Version]:
    """A request as v8 writes its path, and the version that it named; a path without one stays as it is."""
    parts = request.raw_path.split("/")
    place = 3 if parts[1:3] == ["crm", "bulk"] else 2
    name = parts[place] if parts[1:2] == ["crm"] and len(parts) > place else CURRENT
    if name == CURRENT or name not in VERSIONS:
        return request, V8
    path = "/".join([*parts[:place], CURRENT, *parts[place + 1 :]])
    return replace(request, raw_path=path), VERSIONS[name]
