"""Users and the stages of opportunities: short lists that are read whole (sections 8.4 and 8.6)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Cursor, Page, Raw, RemoteRecord
from crmdesk.providers.rest import nonsense
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.mapping import REFERENCE_LINES, reference_spec
from crmdesk.providers.salesforce.rows import RowReader
from crmdesk.providers.salesforce.soql import select
from crmdesk.providers.salesforce.tables import PIPELINE, PIPELINES, STAGES, USERS, Table
from crmdesk.providers.stages import STAGE, first_open

_USER = ("Id", "Name", "Email", "IsActive", "SystemModstamp")
_STAGE = ("Id", "ApiName", "MasterLabel", "SortOrder", "DefaultProbability", "IsClosed")


class References:
    """The reference lists of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._readers = {
            name: RowReader(Table(name, name), reference_spec(name), lines, ("Id",), None)
            for name, lines in REFERENCE_LINES.items()
        }
        self._begins: Mapping[str, Raw] | None = None

    async def pull(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The whole list."""
        yield Page(await self.read(name), cursor or {}, last=True)

    async def read(self, name: str) -> list[RemoteRecord]:
        """The records of a list. A stage is named as opportunities name it, not by its id."""
        reader = self._readers[name]
        if name == USERS:
            return [reader.record(row) for row in await self._rows(select(_USER, "User", order="Id"))]
        if name == PIPELINES:
            return [reader.record({"Id": PIPELINE, "MasterLabel": "Salesforce", "SortOrder": 0})]
        rows = await self._rows(select(_STAGE, "OpportunityStage", "IsActive = true", order="SortOrder"))
        return [replace(reader.record(row), id=_stage_name(row)) for row in rows]

    async def begins(self) -> Mapping[str, Raw]:
        """The first open stage, in which a new opportunity begins; read once. Empty where this access may not read the stages."""
        if self._begins is None:
            found = first_open(await self.read(STAGES))
            self._begins = {} if found is None else {STAGE: [[STAGES, found.id]]}
        return self._begins

    async def _rows(self, soql: str) -> list[dict[str, Any]]:
        """The rows of a list; none where the account hides it."""
        try:
            return await self._api.rows(soql)
        except RecordRefused:
            return []


def _stage_name(row: Mapping[str, Any]) -> str:
    """What opportunities call a stage. Raises VendorNonsense where it has no name."""
    name = row.get("ApiName") or row.get("MasterLabel")
    if not isinstance(name, str) or not name:
        raise nonsense("OpportunityStage", "ApiName", "no name")
    return name
