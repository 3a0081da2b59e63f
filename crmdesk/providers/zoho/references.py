"""Users, pipelines and the stages of deals: short lists that are read whole (section 3)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

from crmdesk.domain.errors import PermissionLost, VendorNonsense
from crmdesk.providers.base import Cursor, Page, Raw, RemoteRecord, Schema
from crmdesk.providers.places import Plan
from crmdesk.providers.stages import STAGE, first_open
from crmdesk.providers.zoho.api import PAGE, Api, Item
from crmdesk.providers.zoho.mapping import REFERENCE_LINES, STAGE_WORDS
from crmdesk.providers.zoho.places import stage_id
from crmdesk.providers.zoho.tables import PIPELINES, STAGES, USERS, id_in

MOST_PAGES = 500


class References:
    """The reference lists of one account."""

    def __init__(self, api: Api, schema: Schema) -> None:
        self._api = api
        deals = schema.objects.get("Deals", {})
        self._stages = dict(deals["Stage"].options) if "Stage" in deals else {}
        self._words = dict(deals[STAGE_WORDS].options) if STAGE_WORDS in deals else {}
        self._uses_pipelines = "Pipeline" in deals
        self._begins: Mapping[str, Raw] | None = None

    async def pull(self, name: str, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The whole list."""
        yield Page(await self.read(name), cursor or {}, last=True)

    async def read(self, name: str) -> list[RemoteRecord]:
        """The records of a list. Pipelines and stages are named as deals name them, not by their ids."""
        if name == USERS:
            return [_record(name, id_in(USERS, row), {**row, "active": _active(row)}) for row in await self._users()]
        pipelines = await pipelines_of(self._api) if self._uses_pipelines else []
        if name == PIPELINES:
            return [
                _record(name, str(each["actual_value"]), {"name": each.get("display_value"), "position": at})
                for at, each in enumerate(pipelines)
            ]
        return self._stage_records(pipelines)

    async def begins(self) -> Mapping[str, Raw]:
        """The first open stage of the default pipeline, in which a new deal begins; read once.

        Empty where this access may not read the stages.
        """
        if self._begins is None:
            pipelines = await pipelines_of(self._api) if self._uses_pipelines else []
            usual = [each for each in pipelines if each.get("default") is True] or pipelines
            found = first_open(self._stage_records(usual[:1]))
            self._begins = {} if found is None else {STAGE: [[STAGES, found.id]]}
        return self._begins

    def _stage_records(self, pipelines: Sequence[Item]) -> list[RemoteRecord]:
        if not self._uses_pipelines:
            plain = enumerate(self._stages.items())
            return [
                _record(STAGES, stage_id("", stage), _stage(label, at, "", closed=self._closed_by_word(stage)))
                for at, (stage, label) in plain
            ]
        return [
            _record(
                STAGES,
                stage_id(pipeline, str(each["actual_value"])),
                _stage(each.get("display_value"), at, pipeline, closed=_closed_by_forecast(each)),
            )
            for pipeline, maps in ((str(one["actual_value"]), stages_in(one)) for one in pipelines)
            for at, each in enumerate(maps)
        ]

    def _closed_by_word(self, stage: str) -> bool | None:
        """Whether a stage is closed, in an account without pipelines; None where nothing tells."""
        return None if stage not in self._words else self._words[stage] != "open"

    async def _users(self) -> list[Item]:
        """Everyone, those who left too, whom old rows still name."""
        found: list[Item] = []
        for page in range(1, MOST_PAGES):
            query = (("type", "AllUsers"), ("page", str(page)), ("per_page", str(PAGE)))
            answer = await self._api.read("/users", query)
            found += answer.page("users")
            if answer.part("info", "more_records") != "True":
                return found
        raise VendorNonsense("paging_stuck", endpoint="/users")


async def pipelines_of(api: Api) -> list[Item]:
    """The pipelines of all layouts of deals, each once; none where this access may not read them."""
    found: dict[str, Item] = {}
    try:
        for layout in (await api.read("/settings/layouts", (("module", "Deals"),))).page("layouts"):
            answer = await api.read("/settings/pipeline", (("layout_id", str(layout.get("id"))),))
            for each in filter(_is_named, answer.page("pipeline")):
                found.setdefault(each["actual_value"], each)
    except PermissionLost:
        return []
    return list(found.values())


def stages_in(pipeline: Item) -> list[Item]:
    """The stages of a pipeline, those with a name."""
    maps = pipeline.get("maps")
    return [each for each in maps if isinstance(each, dict) and _is_named(each)] if isinstance(maps, list) else []


def _is_named(each: Mapping[str, Any]) -> bool:
    """Whether a pipeline or a stage has the name that deals call it by: without one nothing can refer to it."""
    name = each.get("actual_value")
    return isinstance(name, str) and name != ""


def _closed_by_forecast(stage: Item) -> bool:
    """Whether a stage is closed, as its pipeline says."""
    return str(stage.get("forecast_type") or "Open") != "Open"


def _stage(label: Any, position: int, pipeline: str, *, closed: bool | None) -> dict[str, Any]:
    pairs = [[PIPELINES, pipeline]] if pipeline else None
    return {"name": label, "position": position, "pipeline": pairs, "closed": closed}


def _active(row: Mapping[str, Any]) -> bool:
    return row.get("status") == "active"


def _record(name: str, id: str, values: Mapping[str, Any]) -> RemoteRecord:
    kind, lines = REFERENCE_LINES[name]
    return RemoteRecord(name, id, kind, Plan(lines).fields(values))
