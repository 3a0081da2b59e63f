"""Pipedrive's sandbox under clients in other languages: what its pages say of rare parameters, values and answers."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveControl, PipedriveHttp, refused
from tests.sandbox.raw import Control, request

PERSONS, DEALS, ACTIVITIES = "/api/v2/persons", "/api/v2/deals", "/api/v2/activities"


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def test_no_v2_call_takes_a_parameter_that_it_does_not_know(http: PipedriveHttp) -> None:
    person = http.made(PERSONS, name="Rose Gicquel")["id"]
    code = http.codes("person")["Secteur"]
    for method, path, body in (
        ("POST", PERSONS, {"name": "x"}), ("PATCH", f"{PERSONS}/{person}", {"name": "x"}),
        ("DELETE", f"{PERSONS}/{person}", None), ("GET", f"/api/v2/personFields/{code}", None),
        ("GET", "/api/v2/pipelines/1", None), ("POST", "/api/v2/personFields", {"field_name": "x", "field_type": "text"}),
    ):  # fmt: skip
        refused(
            http.call(method, f"{path}?colour=red", body), 400, "Parameter 'colour' is not allowed for this request"
        )
    assert http.data(f"{PERSONS}/{person}")["name"] == "Rose Gicquel"
    refused(http.get("/api/v2/activities/1", include_labels="true"), 400, "Parameter 'include_labels' is not allowed")
    refused(http.get("/api/v2/stages/1", custom_fields="x"), 400, "Parameter 'custom_fields' is not allowed")


def test_fields_of_v1_come_in_pages(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    first = http.get("/v1/dealFields", limit="3").json()
    assert first["additional_data"] == {
        "pagination": {"start": 0, "limit": 3, "more_items_in_collection": True, "next_start": 3}
    }
    last = http.get("/v1/dealFields", start="3", limit="500").json()
    assert "next_start" not in last["additional_data"]["pagination"]
    assert len(first["data"]) + len(last["data"]) == len(http.rows("/v1/dealFields", limit="500"))
    pipedrive.traits(lead_paging="flat")
    assert http.get("/v1/dealFields", limit="3").json()["additional_data"]["next_start"] == 3


def test_every_list_of_v1_may_be_null_where_it_is_empty(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    recents = {"since_timestamp": "2100-01-01 00:00:00"}
    flow = {"items": "change"}
    person = http.rows(PERSONS, limit="1")[0]["id"]
    for data, shape in (([], "[]"), (None, "null")):
        pipedrive.traits(empty_v1_list=shape)
        assert http.get("/v1/recents", **recents).json()["data"] == data
        assert http.get(f"/v1/persons/{person}/flow", **flow).json()["data"] == data


def test_deleted_deals_are_listed_for_a_month(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    deal = http.rows(DEALS, limit="1")[0]["id"]
    http.call("DELETE", f"{DEALS}/{deal}")
    assert [row["id"] for row in http.rows(DEALS, status="deleted")] == [deal]
    pipedrive.advance(31 * 86_400)
    assert http.rows(DEALS, status="deleted") == []
    assert http.rows(DEALS, status="deleted", updated_since="2020-01-01T00:00:00Z") == []


def test_a_time_that_is_none_may_be_ignored_by_v1_too(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    asked = {"updated_since": "2026-01-01T00:00:00.000Z"}
    refused(http.get("/v1/leads", **asked), 400, "updated_since")
    pipedrive.traits(wrong_time="ignored")
    assert len(http.rows("/v1/leads", **asked)) == len(http.rows("/v1/leads"))
