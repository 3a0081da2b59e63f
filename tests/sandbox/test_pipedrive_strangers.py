"""Pipedrive's sandbox under clients that do not read its pages: odd cursors, methods, filters and bodies."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveControl, PipedriveHttp, refused
from tests.sandbox.raw import Control

PERSONS = "/api/v2/persons"


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def cursor(**marker: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(marker).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "text",
    [
        cursor(field="id", fieldValue=7, id="7"),
        cursor(field="id", fieldValue=7, id=7.5),
        cursor(field="id", fieldValue={}, id=7),
        base64.urlsafe_b64encode(b"[1]").decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
@pytest.mark.parametrize("since", [{}, {"updated_since": "2026-01-01T00:00:00Z"}])
def test_a_forged_cursor_is_refused(
    http: PipedriveHttp, pipedrive: PipedriveControl, text: str, since: dict[str, str]
) -> None:
    refused(http.get(PERSONS, cursor=text, **since), 400, "cursor: Invalid cursor")
    pipedrive.traits(bad_cursor="ignored")
    assert http.get(PERSONS, cursor=text, **since).status == 200


def test_a_cursor_of_another_order_is_refused(http: PipedriveHttp) -> None:
    by_id = http.get(PERSONS, limit="2").json()["additional_data"]["next_cursor"]
    by_time = http.get(PERSONS, limit="2", sort_by="update_time").json()["additional_data"]["next_cursor"]
    refused(http.get(PERSONS, cursor=by_id, sort_by="update_time"), 400, "cursor: Invalid cursor")
    refused(http.get(PERSONS, cursor=by_time), 400, "cursor: Invalid cursor")
    for path in ("/api/v2/personFields", "/api/v2/persons/search?term=na", "/api/v2/itemSearch?term=na"):
        mark = "&" if "?" in path else "?"
        refused(http.get(f"{path}{mark}cursor=nonsense"), 400, "cursor: Invalid cursor")


def test_a_number_that_no_list_reaches(http: PipedriveHttp) -> None:
    refused(http.get(PERSONS, limit="9" * 5000), 400, "limit")
    refused(http.get("/v1/leads", limit="9" * 5000), 400, "limit")
    refused(http.get("/v1/leads", start="9" * 5000), 400, "start")


def test_another_method_of_a_path(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    for method, path in (
        ("PUT", f"{PERSONS}/1"),
        ("DELETE", PERSONS),
        ("PATCH", "/v1/persons/1"),
        ("PUT", "/v1/leads/1"),
    ):
        refused(http.call(method, path), 405, "Method not allowed")
    refused(http.get("/api/v2/nothing"), 404, "Unknown method")
    pipedrive.traits(v1_retired=True)
    refused(http.get("/v1/persons"), 404, "Unknown method")


def test_filters_are_strict(http: PipedriveHttp) -> None:
    refused(http.get("/api/v2/activities", done="1"), 400, "done: This value should be of type boolean")
    refused(http.get(PERSONS, owner_id="me"), 400, "owner_id: This value should be of type integer")
    open_, done = (http.rows("/api/v2/activities", done=text, limit="500") for text in ("false", "true"))
    assert open_
    assert done
    assert not any(row["done"] for row in open_)
    assert all(row["done"] for row in done)


def test_the_persons_of_a_deal(http: PipedriveHttp) -> None:
    person = http.made(PERSONS, name="Rose Gicquel")["id"]
    deal = http.made("/api/v2/deals", title="Vente", person_id=person)["id"]
    assert [row["id"] for row in http.rows(PERSONS, deal_id=str(deal))] == [person]
    assert http.rows(PERSONS, deal_id="999999") == []


def test_notes_by_day_and_pin(http: PipedriveHttp) -> None:
    person = http.made(PERSONS, name="Rose Gicquel")["id"]
    early, pinned = (
        http.made("/v1/notes", content="a", person_id=person, add_time="2026-02-01 10:00:00")["id"],
        http.made("/v1/notes", content="b", person_id=person, pinned_to_person_flag=1)["id"],
    )
    mine = {"person_id": str(person)}
    assert [row["id"] for row in http.rows("/v1/notes", **mine, end_date="2026-02-01")] == [early]
    assert [row["id"] for row in http.rows("/v1/notes", **mine, start_date="2026-02-02")] == [pinned]
    assert [row["id"] for row in http.rows("/v1/notes", **mine, pinned_to_person_flag="1")] == [pinned]
    refused(http.get("/v1/notes", start_date="hier"), 400, "start_date")


def test_labels_and_sources_of_leads(http: PipedriveHttp) -> None:
    made = http.made("/v1/leadLabels", name="Tiède", color="orange")
    assert http.changed(f"/v1/leadLabels/{made['id']}", color="red") == {**made, "color": "red"}
    refused(http.call("PATCH", f"/v1/leadLabels/{made['id']}", {"color": "mauve"}), 400, "color")
    refused(http.call("PATCH", "/v1/leadLabels/none", {"color": "red"}), 404, "lead label not found")
    assert {"name": "API"} in http.rows("/v1/leadSources")


def test_odd_values_are_refused(http: PipedriveHttp) -> None:
    code = http.made("/api/v2/dealFields", field_name="Choix", field_type="enum", options=[{"label": "a"}])[
        "field_code"
    ]
    options = f"/api/v2/dealFields/{code}/options"
    refused(http.call("PATCH", options, [{"id": [1], "label": "b"}]), 400, "of type integer")
    refused(http.call("DELETE", options, [{"id": "1"}]), 400, "of type integer")
    refused(http.call("POST", options, [{"label": None}]), 400, "should not be blank")
    lead = http.rows("/v1/leads", limit="1")[0]["id"]
    assert code not in http.changed(f"/v1/leads/{lead}", **{code: []}), "an empty list chooses nothing"
    person = http.rows(PERSONS, limit="1")[0]["id"]
    wrong = {"subject": "Appel", "participants": [{"person_id": str(person), "primary": True}]}
    refused(http.post("/api/v2/activities", wrong), 400, "of type integer")
