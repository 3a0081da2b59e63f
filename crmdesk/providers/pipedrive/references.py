"""Users, pipelines and stages: short lists that are read whole (section 2.8)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping

from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Cursor, Page, RemoteRecord
from crmdesk.providers.pipedrive.api import Api, Row
from crmdesk.providers.pipedrive.mapping import REFERENCE_LINES, reference_spec
from crmdesk.providers.pipedrive.rows import RowReader, always, is_gone, row_id
from crmdesk.providers.rest import plain_id

_PATHS = {"users": "/v1/users", "pipelines": "/api/v2/pipelines", "stages": "/api/v2/stages"}
_KINDS = {"users": Kind.USER, "pipelines": Kind.PIPELINE, "stages": Kind.STAGE}


class References:
    """The reference lists of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._readers = {
            name: RowReader(reference_spec(name), REFERENCE_LINES[name], always(kind), None, None)
            for name, kind in _KINDS.items()
        }
        self._names: Mapping[str, str] | None = None
        self._pipelines: Mapping[str, str] | None = None

    async def pull(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The whole list."""
        yield Page(await self.read(name), cursor or {}, last=True)

    async def read(self, name: str) -> list[RemoteRecord]:
        """The records of a list; users who left too, whom old rows still name."""
        rows = await self._rows(name)
        return [self._readers[name].record(row) for row in rows if name == "users" or not is_gone(row)]

    async def user_names(self) -> Mapping[str, str]:
        """Names by user id, read once; none where this access may not read them.

        What was written, when, and whether by this very access is told without names.
        """
        if self._names is None:
            try:
                rows = await self._rows("users")
            except PermissionLost:  # an app without users:read
                rows = []
            self._names = {row_id("users", row): str(row.get("name") or "") for row in rows}
        return self._names

    async def pipeline_of(self, stage: str) -> str | None:
        """The pipeline that a stage belongs to; read once."""
        if self._pipelines is None:
            rows = await self._rows("stages")
            self._pipelines = {
                row_id("stages", row): plain_id("stages", "pipeline_id", row.get("pipeline_id")) for row in rows
            }
        return self._pipelines.get(stage)

    async def _rows(self, name: str) -> list[Row]:
        if name == "users":
            return (await self._api.get(_PATHS[name])).page("data")
        return await self._api.all_fields(_PATHS[name])
