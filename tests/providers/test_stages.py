"""In which stage a new deal begins, in accounts of several pipelines: the sandboxes have one each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crmdesk.domain.errors import PermissionLost
from crmdesk.providers.base import RemoteProperty, Schema
from crmdesk.providers.hubspot.api import Api as HubSpotApi
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.references import References as HubSpotReferences
from crmdesk.providers.salesforce.api import Api as SalesforceApi
from crmdesk.providers.salesforce.paths import Paths as SalesforcePaths
from crmdesk.providers.salesforce.references import References as SalesforceReferences
from crmdesk.providers.zoho.api import Api as ZohoApi
from crmdesk.providers.zoho.mapping import STAGE_WORDS
from crmdesk.providers.zoho.references import References as ZohoReferences
from tests.conftest import RunAsync
from tests.providers.answers import Script, response
from tests.providers.zoho.schema import full_schema


def hubspot_stage(id: str, order: int, closed: str = "false") -> dict[str, Any]:
    return {"id": id, "label": id, "displayOrder": order, "metadata": {"isClosed": closed}}


HUBSPOT = {
    "results": [
        {"id": "rent", "label": "Locations", "displayOrder": 1, "stages": [hubspot_stage("visit", 0)]},
        {
            "id": "default",
            "label": "Ventes",
            "displayOrder": 0,
            "stages": [hubspot_stage("later", 2), hubspot_stage("lost", 0, "true"), hubspot_stage("first", 1)],
        },
    ]
}


def deals(pipeline: str, stage: str) -> dict[str, Any]:
    return {"pipeline": [["pipelines", f"deals:{pipeline}"]], "stage": [["stages", f"deals:{stage}"]]}


def test_at_hubspot_in_its_own_pipeline_else_in_the_first(run_async: RunAsync) -> None:
    async def story() -> None:
        script = Script(response(200, HUBSPOT))
        references = HubSpotReferences(HubSpotApi(script, Paths("2026-03")), ["deals"])
        assert await references.begins(None) == deals("default", "first")
        assert await references.begins([["pipelines", "deals:rent"]]) == deals("rent", "visit")
        assert await references.begins([["pipelines", "deals:gone"]]) == deals("default", "first")
        assert await references.pipeline_of([["stages", "deals:visit"]]) == {"pipeline": [["pipelines", "deals:rent"]]}
        assert await references.pipeline_of([["stages", "deals:gone"]]) == {}
        assert len(script.sent) == 1, "they are read once"

    run_async(story())


def test_at_hubspot_nothing_is_said_where_the_pipelines_are_hidden(run_async: RunAsync) -> None:
    async def story() -> None:
        refused = PermissionLost("permission_lost", object="pipelines")
        references = HubSpotReferences(HubSpotApi(Script(refused), Paths("2026-03")), ["deals"])
        assert await references.begins(None) == {}

    run_async(story())


def zoho_pipeline(name: str, *, default: bool, stages: dict[str, str]) -> dict[str, Any]:
    maps = [{"actual_value": stage, "display_value": stage, "forecast_type": sort} for stage, sort in stages.items()]
    return {"actual_value": name, "display_value": name, "default": default, "maps": maps}


def test_at_zoho_in_the_default_pipeline(run_async: RunAsync) -> None:
    async def story() -> None:
        pipelines = [
            zoho_pipeline("Locations", default=False, stages={"Visit": "Open"}),
            zoho_pipeline("Ventes", default=True, stages={"Lost": "Closed Lost", "First": "Open", "Later": "Open"}),
        ]
        answers = response(200, {"layouts": [{"id": "7"}]}), response(200, {"pipeline": pipelines})
        script = Script(*answers)
        references = ZohoReferences(ZohoApi(script), full_schema())
        for _ in range(2):
            assert await references.begins() == {"stage": [["stages", "Ventes|First"]]}
        assert len(script.sent) == 2, "they are read once"

    run_async(story())


def test_at_zoho_without_pipelines_in_the_first_open_stage(run_async: RunAsync) -> None:
    async def story() -> None:
        full = full_schema().objects
        held = {name: each for name, each in full["Deals"].items() if name != "Pipeline"}
        held["Stage"] = replace(held["Stage"], options={"Closed Won": "Gagnée", "Qualification": "Qualification"})
        words = {"Closed Won": "won", "Qualification": "open"}
        held[STAGE_WORDS] = RemoteProperty(STAGE_WORDS, "", "words", writable=False, options=words)
        references = ZohoReferences(ZohoApi(Script()), Schema({**full, "Deals": held}))
        assert await references.begins() == {"stage": [["stages", "|Qualification"]]}

    run_async(story())


def test_at_salesforce_a_position_that_is_no_whole_number_hinders_nobody(run_async: RunAsync) -> None:
    async def story() -> None:
        orders: list[Any] = ["surprise", 2.5, 3, 1]
        rows = [{"Id": str(at), "ApiName": f"S{order}", "SortOrder": order} for at, order in enumerate(orders)]
        script = Script(response(200, {"done": True, "records": rows}))
        references = SalesforceReferences(SalesforceApi(script, SalesforcePaths("67.0")))
        assert await references.begins() == {"stage": [["stages", "S1"]]}

    run_async(story())
