"""Owners, pipelines and stages: short lists that are read whole (fact sheet sections 4.2 and 4.3)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Cursor, Page, Raw, RemoteRecord
from crmdesk.providers.hubspot.api import OWNERS_PAGE, Api
from crmdesk.providers.hubspot.mapping import REFERENCE_LINES, reference_spec
from crmdesk.providers.hubspot.rows import RowReader, always
from crmdesk.providers.hubspot.tables import DEALS, LEADS, PIPELINED, PIPELINES, STAGES
from crmdesk.providers.rest import checked
from crmdesk.providers.stages import PIPELINE, STAGE, first_open
from crmdesk.providers.trail import Trail

_KINDS = {"owners": Kind.USER, "pipelines": Kind.PIPELINE, "stages": Kind.STAGE}


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


class Owner(_Wire):
    """A user as owner of records. Records hold ``id``, histories hold the user id."""

    id: str = Field(min_length=1)
    email: str | None = None
    first_name: str | None = Field(None, alias="firstName")
    last_name: str | None = Field(None, alias="lastName")
    user_id: str | None = Field(None, alias="userId")
    any_user_id: str | None = Field(None, alias="userIdIncludingInactive")
    archived: bool = False
    updated_at: str | None = Field(None, alias="updatedAt")

    @property
    def name(self) -> str:
        """The name as people know it; else the address."""
        return " ".join(part for part in (self.first_name, self.last_name) if part) or self.email or ""


class _Stage(_Wire):
    id: str = Field(min_length=1)
    label: str | None = None
    order: int | None = Field(None, alias="displayOrder")
    metadata: dict[str, Any] = {}
    updated_at: str | None = Field(None, alias="updatedAt")


class _Pipeline(_Wire):
    id: str = Field(min_length=1)
    label: str | None = None
    order: int | None = Field(None, alias="displayOrder")
    stages: list[_Stage] = []
    updated_at: str | None = Field(None, alias="updatedAt")


_OWNERS = TypeAdapter(list[Owner])
_PIPELINES = TypeAdapter(list[_Pipeline])

_CLOSED_STATES = frozenset({"QUALIFIED", "UNQUALIFIED"})


class References:
    """The reference lists of one account; ``pipelined`` are the object types whose pipelines are read."""

    def __init__(self, api: Api, available: Sequence[str]) -> None:
        self._api = api
        self._pipelined = [name for name in PIPELINED if name in available]
        self._readers = {
            name: RowReader(reference_spec(name), REFERENCE_LINES[name], always(kind), (), None)
            for name, kind in _KINDS.items()
        }
        self._names: Mapping[str, str] | None = None
        self._listed: dict[str, list[_Pipeline]] = {}

    async def pull(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The whole list."""
        yield Page(await self.read(name), cursor or {}, last=True)

    async def read(self, name: str) -> list[RemoteRecord]:
        """The records of a list."""
        rows = (
            [_owner_row(owner) for owner in await self.owners()]
            if name == "owners"
            else await self._pipeline_rows(name)
        )
        return [self._readers[name].record(row) for row in rows]

    async def owners(self) -> list[Owner]:
        """Everyone, those who left too: old records still name them."""
        found: list[Owner] = []
        for archived in ("false", "true"):
            after, trail = "", Trail()
            while True:
                query = [("limit", str(OWNERS_PAGE)), ("archived", archived)] + ([("after", after)] if after else [])
                answer = await self._api.get(self._api.paths.owners(), tuple(query))
                page: list[Owner] = checked(answer.endpoint, _OWNERS, answer.page("results"))
                found += page
                following = answer.part("paging", "next", "after")
                if following is None:
                    break
                trail.follow(answer.endpoint, following)
                after = following
        return found

    async def user_names(self) -> Mapping[str, str]:
        """Names by the user id that histories hold, read once; none where this access may not read them.

        What was written, when, and whether by this very access is told without names.
        """
        if self._names is None:
            try:
                owners = await self.owners()
            except PermissionLost:
                owners = []
            pairs = ((owner.user_id or owner.any_user_id, owner.name) for owner in owners)
            self._names = {id: name for id, name in pairs if id}
        return self._names

    async def begins(self, pipeline: Raw) -> Mapping[str, Raw]:
        """The stage in which a new deal begins, with its pipeline: the one that the deal names, else the account's first one.

        Empty where that pipeline has no open stage, and where this access may not read the pipelines.
        """
        deals = await self._pipelines(DEALS)
        named = [each for each in deals if pipeline == _pair(PIPELINES, each)]
        if not deals:
            return {}
        chosen = (named or deals)[0]
        found = first_open(map(self._readers[STAGES].record, _stage_rows(DEALS, chosen)))
        return {} if found is None else {PIPELINE: _pair(PIPELINES, chosen), STAGE: [[STAGES, found.id]]}

    async def pipeline_of(self, stage: Raw) -> Mapping[str, Raw]:
        """The pipeline that a stage of deals belongs to; empty where the account lists no such stage."""
        deals = await self._pipelines(DEALS)
        found = (each for each in deals if any(stage == _pair(STAGES, one) for one in each.stages))
        return next(({PIPELINE: _pair(PIPELINES, each)} for each in found), {})

    async def pipeline_of_leads(self, stage: str) -> str | None:
        """The id of the pipeline that a stage of leads belongs to; None where the account has but one."""
        leads = await self._pipelines(LEADS)
        found = (each.id for each in leads if any(one.id == stage for one in each.stages))
        return next(found, None) if len(leads) > 1 else None

    async def _pipelines(self, source: str) -> list[_Pipeline]:
        """The pipelines of an object in the account's order, read once; none where this access may not read them."""
        if source not in self._listed:
            try:
                self._listed[source] = sorted(await self._pipelines_of(source), key=lambda each: each.order or 0)
            except (PermissionLost, RecordRefused):
                self._listed[source] = []
        return self._listed[source]

    async def _pipelines_of(self, source: str) -> list[_Pipeline]:
        answer = await self._api.get(self._api.paths.pipelines(source))
        found: list[_Pipeline] = checked(answer.endpoint, _PIPELINES, answer.page("results"))
        return found

    async def _pipeline_rows(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for source in self._pipelined:
            for pipeline in await self._pipelines_of(source):
                if name == "pipelines":
                    rows.append(_row(f"{source}:{pipeline.id}", pipeline, {"of": PIPELINED[source]}))
                else:
                    rows += _stage_rows(source, pipeline)
        return rows


def _pair(name: str, of: _Pipeline | _Stage) -> Raw:
    """A reference to a pipeline or a stage of deals."""
    return [[name, f"{DEALS}:{of.id}"]]


def _stage_rows(source: str, pipeline: _Pipeline) -> list[dict[str, Any]]:
    own = f"{source}:{pipeline.id}"
    return [_row(f"{source}:{stage.id}", stage, _stage(stage, own)) for stage in pipeline.stages]


def _row(id: str, of: _Pipeline | _Stage, more: Mapping[str, str | None]) -> dict[str, Any]:
    order = None if of.order is None else str(of.order)
    return {"id": id, "properties": {"label": of.label, "displayOrder": order, **more}, "updatedAt": of.updated_at}


def _stage(stage: _Stage, pipeline: str) -> dict[str, str | None]:
    chance, closed = stage.metadata.get("probability"), stage.metadata.get("isClosed")
    if closed is None and stage.metadata.get("leadState") is not None:
        closed = str(str(stage.metadata["leadState"]) in _CLOSED_STATES).lower()
    return {"pipeline": pipeline, "probability": None if chance is None else str(chance), "isClosed": closed}


def _owner_row(owner: Owner) -> dict[str, Any]:
    properties = {"name": owner.name, "email": owner.email, "active": str(not owner.archived).lower()}
    return {"id": owner.id, "properties": properties, "updatedAt": owner.updated_at}
