"""Pipedrive's traits that no other test turns on, and requests that nobody should send."""

from __future__ import annotations

from random import Random
from typing import Any
from urllib.parse import urlencode

import orjson
import pytest

from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.messages import Request
from crmdesk.sandbox.pipedrive.calls import V1, V2
from crmdesk.sandbox.pipedrive.tokens import API_TOKEN
from crmdesk.sandbox.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveControl, PipedriveHttp
from tests.sandbox.raw import Control

PERSON = "/api/v2/persons/5"


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def moved(http: PipedriveHttp, pipedrive: PipedriveControl, seconds: int) -> str:
    pipedrive.advance(seconds)
    return str(http.data(PERSON)["update_time"])


def test_what_moves_the_time_of_an_update(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    before = moved(http, pipedrive, 60)
    name = http.data(PERSON)["name"]
    http.changed(PERSON, name=name)
    assert moved(http, pipedrive, 120) > before
    pipedrive.traits(same_values_bump=False)
    before = moved(http, pipedrive, 180)
    http.changed(PERSON, name=name)
    http.made("/v1/notes", content="x", person_id=5)
    assert moved(http, pipedrive, 240) == before
    pipedrive.traits(activity_bumps_person=True)
    http.made("/v1/notes", content="x", person_id=5)
    assert moved(http, pipedrive, 300) > before
    pipedrive.traits(delete_bumps_update_time=False)
    before = moved(http, pipedrive, 360)
    http.call("DELETE", PERSON)
    assert moved(http, pipedrive, 420) == before


def test_lists_may_show_deleted_rows(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.advance(60)
    http.call("DELETE", PERSON)
    at = http.data(PERSON)["update_time"]
    assert http.rows("/api/v2/persons", updated_since=at) == []
    pipedrive.traits(lists_show_deleted=True)
    assert [row["is_deleted"] for row in http.rows("/api/v2/persons", updated_since=at)] == [True]
    assert 5 not in {row["id"] for row in http.rows("/api/v2/persons", limit="500")}


def test_changelogs_without_an_agent(http: PipedriveHttp, pipedrive: PipedriveControl, served: Sandbox) -> None:
    pipedrive.traits(changelog_user_agent=False)
    http.changed(PERSON, name="Cinq")
    assert http.rows("/v1/persons/5/changelog")[0]["change_source_user_agent"] is None
    mine = PipedriveHttp(served, http.signed_in()["access_token"])
    assert mine.get("/api/v2/activityFields").status == 403
    pipedrive.traits(activity_fields_need_admin=False)
    assert mine.get("/api/v2/activityFields").status == 200


def test_deals_with_a_probability(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(deal_probability=True)
    assert http.made("/api/v2/deals", title="x", probability=40)["probability"] == 40


VALUES = (
    "", "1", "x", "-1", "9" * 20, "é", "%", "2026-03-01T00:00:00Z", "2026-13-45T99:00:00Z", "2026-03-01", "true", "1,2,x",
    "person", "asc", "id", "title ASC", "add_time DESC", "eyJ4IjoxfQ", "aWQ6eA", "open,won", "name", "2026-03-01 00:00:00",
)  # fmt: skip
QUERY = (
    "limit", "start", "cursor", "ids", "sort_by", "sort_direction", "sort", "updated_since", "status", "term", "fields",
    "exact_match", "item_types", "entity_type", "field", "match", "include_fields", "custom_fields", "since_timestamp",
    "items", "person_id", "done", "include_option_labels", "include_labels", "all_changes",
)  # fmt: skip
BODY = (
    "name", "title", "first_name", "emails", "org_id", "owner_id", "label_ids", "custom_fields", "address", "value",
    "currency", "stage_id", "status", "expected_close_date", "participants", "due_time", "done", "content", "person_id",
    "visible_to", "options", "field_name", "field_type", "merge_with_id", "add_time", "type", "email", "user_id", "color",
)  # fmt: skip


def nonsense(rng: Random, depth: int = 0) -> Any:
    """Any JSON."""
    draw = rng.random()
    if draw < 0.25 or depth > 2:
        return rng.choice([None, True, 0, 1, -1, 1.5, 2**60])
    if draw < 0.6:
        return rng.choice(VALUES)
    if draw < 0.8:
        return [nonsense(rng, depth + 1) for _ in range(rng.randrange(3))]
    return {rng.choice(("value", "label", "primary", "id", "until")): nonsense(rng, depth + 1) for _ in range(2)}


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_is_sent_breaks_it(seed: int) -> None:
    rng = Random(seed)
    vendor = Pipedrive(VendorClock(lambda: 1_795_000_000.0), Random(1))
    vendor.reset(10, 1)
    paths = [
        (method, prefix, parts)
        for prefix, routes in (("/api/v2", V2), ("/v1", V1))
        for templates in routes._routes.values()  # noqa: SLF001 - every path there is
        for parts, handlers in templates
        for method in handlers
    ]
    codes = [code for fields in vendor.account.fields.values() for code in fields if len(code) == 40]
    answered = 0
    for _ in range(1500):
        method, prefix, parts = rng.choice(paths)
        ids = ("1", "2", "x", "9" * 20, rng.choice(codes), *vendor.account.tables["leads"].records)
        path = prefix + "".join(f"/{rng.choice(ids) if part[0] == '{' else part}" for part in parts)
        query = urlencode([(rng.choice(QUERY), rng.choice(VALUES)) for _ in range(rng.randrange(3))])
        body: Any = {rng.choice((*BODY, *codes[:4])): nonsense(rng) for _ in range(rng.randrange(4))}
        if rng.random() < 0.3:
            body["custom_fields"] = {rng.choice(codes): nonsense(rng)}
        content = b"" if method == "GET" else orjson.dumps(body if rng.random() < 0.9 else nonsense(rng))
        headers = {"x-api-token": API_TOKEN, "content-type": "application/json"}
        reply = vendor.handle(Request(method, path, query, headers, content, "http://x"))
        assert reply.status < 500 or b"ERR_UNKNOWN" in reply.body
        answered += reply.status == 200
    assert answered > 100
