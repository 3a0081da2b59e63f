"""HubSpot's paths, all from one version: ``v3`` (with v4 associations) or a date (fact sheet section 0)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crmdesk.domain.errors import InvalidInput

DEFAULT_VERSION = "2026-03"
_VERSION = re.compile(r"v3|20[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of one version."""

    version: str = DEFAULT_VERSION

    def __post_init__(self) -> None:
        """Raises InvalidInput(``api_version_unknown``) for a version that no path can be made of."""
        if not _VERSION.fullmatch(self.version):
            raise InvalidInput("api_version_unknown", field="api_version", value=self.version)

    def objects(self, name: str, tail: str = "") -> str:
        """Records of an object type."""
        return self._family("objects") + f"/{name}{tail}"

    def properties(self, name: str, tail: str = "") -> str:
        """Property definitions of an object type."""
        return self._family("properties") + f"/{name}{tail}"

    def pipelines(self, name: str) -> str:
        """Pipelines of an object type."""
        return self._family("pipelines") + f"/{name}"

    def owners(self) -> str:
        """The owners."""
        return self._family("owners")

    def associations(self, source: str, target: str, tail: str) -> str:
        """Links between two object types; v3's own are dead, v4 goes with it."""
        family = "/crm/v4/associations" if self.version == "v3" else f"/crm/associations/{self.version}"
        return f"{family}/{source}/{target}{tail}"

    def account(self) -> str:
        """What the account is like; not on the fact sheet (general knowledge, unverified)."""
        return f"/account-info/{self.version}/details"

    def oauth(self, tail: str) -> str:
        """The token endpoints."""
        return f"/oauth/{self.version}/{tail}"

    def _family(self, name: str) -> str:
        return f"/crm/v3/{name}" if self.version == "v3" else f"/crm/{name}/{self.version}"
