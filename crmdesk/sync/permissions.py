"""What an account does not allow, told together: one problem names every object and all that the access lacks."""

from __future__ import annotations

from dataclasses import dataclass, field

from crmdesk.domain.errors import PermissionLost


@dataclass(slots=True)
class LostPermissions:
    """What one run met, by the key of the error, in the order in which it was met."""

    _objects: dict[str, dict[str, None]] = field(default_factory=dict, init=False)
    _lacking: dict[str, dict[str, None]] = field(default_factory=dict, init=False)

    def told(self, object_name: str, error: PermissionLost) -> PermissionLost:
        """The error of an object, with what was not allowed for the same reason before it in the run."""
        objects = self._objects.setdefault(error.key, {})
        objects[object_name] = None
        lacking = self._lacking.setdefault(error.key, {})
        lacking |= dict.fromkeys(filter(None, str(error.data.get("lacking") or "").split(", ")))
        return PermissionLost(error.key, **{**error.data, "objects": ", ".join(objects), "lacking": ", ".join(lacking)})
