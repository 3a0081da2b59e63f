"""Salesforce's paths, all below one version of the API (section 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crmdesk.domain.errors import InvalidInput

DEFAULT_VERSION = "67.0"
_VERSION = re.compile(r"[5-9][0-9]\.0")


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of one version."""

    version: str = DEFAULT_VERSION

    def __post_init__(self) -> None:
        """Raises InvalidInput(``api_version_unknown``) for a version that no path can be made of."""
        if not _VERSION.fullmatch(self.version):
            raise InvalidInput("api_version_unknown", field="api_version", value=self.version)

    def data(self, tail: str = "") -> str:
        """Anything of the API."""
        return f"/services/data/v{self.version}{tail}"

    def rows(self, name: str, tail: str = "") -> str:
        """Rows of an object, one by one."""
        return self.data(f"/sobjects/{name}{tail}")

    def collection(self, tail: str = "") -> str:
        """Many rows in one call."""
        return self.data(f"/composite/sobjects{tail}")
