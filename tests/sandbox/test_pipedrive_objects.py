"""Pipedrive's rows in v2, leads and notes in v1: shapes, validation, what the vendor derives (sections 2 and 4)."""

from __future__ import annotations

import re

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveControl, PipedriveHttp, refused
from tests.sandbox.raw import Control

PERSONS, ORGANIZATIONS, DEALS, ACTIVITIES = (
    f"/api/v2/{name}" for name in ("persons", "organizations", "deals", "activities")
)
WHOLE_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
SCHEMA = "ERR_SCHEMA_VALIDATION_FAILED"


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def test_a_person_has_every_field_of_the_account(http: PipedriveHttp) -> None:
    city = http.codes("person")["Ville"]
    made = http.made(
        PERSONS,
        first_name="Zoé",
        last_name="Le Goff",
        emails=[{"value": "zoe@acme.example"}],
        custom_fields={city: "Rezé"},
    )
    assert made["name"] == "Zoé Le Goff"
    assert made["emails"] == [{"value": "zoe@acme.example", "primary": True, "label": "work"}]
    assert made["owner_id"] == 8020001
    assert WHOLE_SECOND.fullmatch(made["update_time"])
    assert made["custom_fields"][city] == "Rezé"
    assert len(made["custom_fields"]) == sum(len(code) == 40 for code in http.codes("person").values())
    assert sum(value is not None for value in made["custom_fields"].values()) == 1
    narrowed = http.data(f"{PERSONS}/{made['id']}", custom_fields=city)
    assert narrowed["custom_fields"] == {city: "Rezé"}


def test_a_name_makes_its_parts_and_they_make_it(http: PipedriveHttp) -> None:
    id = http.made(PERSONS, name="Marie-Christine Da Silva")["id"]
    changed = http.changed(f"{PERSONS}/{id}", first_name="Anne")
    assert (changed["name"], changed["last_name"]) == ("Anne Da Silva", "Da Silva")
    renamed = http.changed(f"{PERSONS}/{id}", name="Zoé")
    assert (renamed["first_name"], renamed["last_name"]) == ("Zoé", None)
    refused(http.call("PATCH", f"{PERSONS}/{id}", {"first_name": ""}), 400, "name: This value should not be blank")


def test_arrays_are_replaced_whole(http: PipedriveHttp) -> None:
    two = [{"value": "a@acme.example"}, {"value": "b@acme.example", "primary": True, "label": "home"}]
    id = http.made(PERSONS, name="Zoé", emails=two)["id"]
    changed = http.changed(f"{PERSONS}/{id}", emails=[{"value": "c@acme.example", "label": "work"}])
    assert [one["value"] for one in changed["emails"]] == ["c@acme.example"]
    assert http.changed(f"{PERSONS}/{id}", emails=[])["emails"] == []


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        (PERSONS, {"emails": [{"value": "x@acme.example"}]}, "name: This value should not be blank"),
        (PERSONS, {"name": "x", "emails": [{"label": "work"}]}, "emails: "),
        (PERSONS, {"name": "x", "emails": [{"value": "a", "primary": True}, {"value": "b", "primary": True}]}, "primary"),
        (PERSONS, {"name": "x", "owner_id": "8020001"}, "owner_id: This value should be of type integer"),
        (PERSONS, {"name": "x", "owner_id": 5}, "owner_id: User not found"),
        (PERSONS, {"name": "x", "org_id": 99999}, "org_id: Organization not found"),
        (PERSONS, {"name": "x", "label_ids": [99]}, "label_ids: The value you selected is not a valid choice"),
        (PERSONS, {"name": "x", "visible_to": "3"}, "visible_to: "),
        (PERSONS, {"name": "x", "a" * 40: "y"}, f"Parameter '{'a' * 40}' is not allowed for this request"),
        (PERSONS, {"name": "x", "custom_fields": {"name": "y"}}, "custom_fields: Unknown key 'name'"),
        (PERSONS, {"name": "x", "custom_fields": []}, "custom_fields: "),
        (PERSONS, {"name": "x", "id": 5}, "id: This field is read-only"),
        (ORGANIZATIONS, {}, "name: This value should not be blank"),
        (ORGANIZATIONS, {"name": "x", "address": "Nantes"}, "address: "),
        (DEALS, {"value": 5}, "title: This value should not be blank"),
        (DEALS, {"title": "x", "value": "5"}, "value: This value should be of type number"),
        (DEALS, {"title": "x", "probability": 50}, "probability: "),
        (DEALS, {"title": "x", "status": "open", "lost_reason": "prix"}, "lost_reason: "),
        (DEALS, {"title": "x", "won_time": "2026-03-01T09:30:00Z"}, "won_time: "),
        (DEALS, {"title": "x", "expected_close_date": "demain"}, "expected_close_date: This value is not a valid date"),
        (ACTIVITIES, {"subject": "x", "person_id": 1}, "person_id: This field is read-only"),
        (ACTIVITIES, {"subject": "x", "due_time": "25:00"}, "due_time: This value is not a valid datetime"),
        (ACTIVITIES, {"subject": "x", "done": 1}, "done: This value should be of type boolean"),
        (ACTIVITIES, {"subject": "x", "type": "swim"}, "type: The value you selected is not a valid choice"),
    ],
)  # fmt: skip
def test_what_v2_refuses(http: PipedriveHttp, path: str, body: dict[str, object], words: str) -> None:
    answer = http.post(path, body)
    refused(answer, 400, words)
    assert answer.json()["code"] == SCHEMA


def test_several_faults_are_told_at_once(http: PipedriveHttp) -> None:
    answer = http.post(DEALS, {"title": "x", "value": "5", "currency": "euro"})
    refused(answer, 400, "; currency: ")
    refused(answer, 400, "value: ")


def test_a_wrapped_wrapper_breaks_the_server(http: PipedriveHttp) -> None:
    answer = http.post(PERSONS, {"name": "x", "custom_fields": {"custom_fields": {}}})
    assert (answer.status, answer.json()["code"]) == (500, "ERR_UNKNOWN")


def test_contact_sync_fields(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    refused(http.post(PERSONS, {"name": "x", "job_title": "Notaire"}), 403, "Contact Sync")
    pipedrive.traits(contact_sync=True)
    assert "Fonction" in http.codes("person")
    assert http.made(PERSONS, name="x", job_title="Notaire")["job_title"] == "Notaire"


def test_an_address_loses_what_is_left_out(http: PipedriveHttp) -> None:
    whole = {"value": "1 rue Crébillon, Nantes", "locality": "Nantes", "postal_code": "44000"}
    made = http.made(ORGANIZATIONS, name="Étude", address=whole)
    assert made["address"]["locality"] == "Nantes"
    assert made["address"]["country"] is None
    changed = http.changed(f"{ORGANIZATIONS}/{made['id']}", address={"value": "Rezé"})
    assert (changed["address"]["value"], changed["address"]["locality"]) == ("Rezé", None)
    assert "formatted_address" not in made["address"]
    further = {"value": "Rezé", "formatted_address": "Rezé"}
    refused(
        http.call("PATCH", f"{ORGANIZATIONS}/{made['id']}", {"address": further}),
        400,
        "Unknown key 'formatted_address'",
    )


def test_deals_and_their_stages(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    other = http.made("/api/v2/pipelines", name="Locations")["id"]
    stage = http.made("/api/v2/stages", name="Visite", pipeline_id=other)["id"]
    deal = http.made(DEALS, title="Maison", value=4200.5)
    assert (deal["pipeline_id"], deal["stage_id"], deal["currency"]) == (1, 1, "EUR")
    moved = http.changed(f"{DEALS}/{deal['id']}", stage_id=stage)
    assert moved["pipeline_id"] == other
    refused(http.call("PATCH", f"{DEALS}/{deal['id']}", {"stage_id": stage, "pipeline_id": 1}), 403, "Stage")
    pipedrive.traits(stage_moves_pipeline=False)
    refused(http.call("PATCH", f"{DEALS}/{deal['id']}", {"stage_id": 1}), 403, "Stage")
    assert http.changed(f"{DEALS}/{deal['id']}", stage_id=1, pipeline_id=1)["pipeline_id"] == 1
    won = http.changed(f"{DEALS}/{deal['id']}", status="won")
    assert won["won_time"] is not None
    assert "won_time" not in http.changed(f"{DEALS}/{deal['id']}", status="open")


def test_a_close_date_is_cleared_into_zeros(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    id = http.made(DEALS, title="Maison", expected_close_date="2026-12-01")["id"]
    assert http.changed(f"{DEALS}/{id}", expected_close_date="")["expected_close_date"] == "0000-00-00"
    assert http.changed(f"{DEALS}/{id}", expected_close_date=None)["expected_close_date"] is None
    pipedrive.traits(date_null="refused")
    refused(http.call("PATCH", f"{DEALS}/{id}", {"expected_close_date": None}), 400, "not a valid 'string'")


def test_archived_rows_have_lists_of_their_own(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    id = http.made(DEALS, title="Maison")["id"]
    http.changed(f"{DEALS}/{id}", is_archived=True)
    assert id not in {row["id"] for row in http.rows(DEALS, limit="500")}
    assert [row["id"] for row in http.rows(f"{DEALS}/archived")] == [id]
    refused(http.call("PATCH", f"{DEALS}/{id}", {"title": "y"}), 403, "Archived")
    pipedrive.traits(archived_writable=True)
    assert http.changed(f"{DEALS}/{id}", is_archived=False)["is_archived"] is False
    lead = http.made("/v1/leads", title="Maison", person_id=1)["id"]
    http.changed(f"/v1/leads/{lead}", is_archived=True)
    assert lead in {row["id"] for row in http.rows("/v1/leads/archived")}
    assert lead not in {row["id"] for row in http.rows("/v1/leads")}
    refused(http.get("/v1/leads/archived", updated_since="2026-01-01T00:00:00Z"), 400, "updated_since")


def test_the_plan_caps_deals_and_permissions_forbid(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(deals_limit=1, delete_forbidden=True)
    answer = http.post(DEALS, {"title": "x"})
    refused(answer, 403, "Open deals limit reached")
    assert answer.json()["code"] == "feature_capping_deals_limit"
    refused(http.call("DELETE", f"{PERSONS}/1"), 403, "You do not have permissions")
    pipedrive.fault("forbid_field", value="name", times=None)
    refused(http.call("PATCH", f"{PERSONS}/1", {"name": "x"}), 403, "name")


def test_activities(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    people = [{"person_id": 1, "primary": False}, {"person_id": 2, "primary": True}]
    made = http.made(ACTIVITIES, subject="Visite", type="meeting", due_date="2026-12-01", due_time="09:30",
                     duration="01:00", participants=people)  # fmt: skip
    assert (made["person_id"], made["due_time"], made["done"]) == (2, "09:30:00", False)
    pipedrive.traits(due_time_seconds=False)
    assert http.data(f"{ACTIVITIES}/{made['id']}")["due_time"] == "09:30"
    done = http.changed(f"{ACTIVITIES}/{made['id']}", done=True)
    assert done["marked_as_done_time"] is not None
    assert "attendees" not in done
    assert http.data(f"{ACTIVITIES}/{made['id']}", include_fields="attendees")["attendees"] == []
    guests = [{"email": "mara@oakline.test", "name": "Mara", "status": "noreply", "is_organizer": None}]
    assert "attendees" not in http.changed(f"{ACTIVITIES}/{made['id']}", attendees=guests)
    assert http.data(f"{ACTIVITIES}/{made['id']}", include_fields="attendees")["attendees"] == guests


def test_notes_are_about_something(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    refused(http.post("/v1/notes", {"content": "x"}), 400, "is required")
    refused(http.post("/v1/notes", {"person_id": 1}), 400, "content")
    refused(http.post("/v1/notes", {"content": "x" * 100_001, "person_id": 1}), 400, "too long")
    pipedrive.traits(notes_sanitised=True)
    made = http.made("/v1/notes", content="bonjour", person_id=1)
    assert made["content"] == "<p>bonjour</p>"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", made["add_time"])


def test_a_lead_is_flat_and_sparse(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    codes = http.codes("deal")
    made = http.made("/v1/leads", title="Maison", person_id=1, **{codes["Surface"]: 82.5})
    assert made[codes["Surface"]] == 82.5
    assert codes["Honoraires"] not in made
    refused(http.post("/v1/leads", {"title": "x", "person_id": 1, "surface": 5}), 400, "surface")
    refused(http.post("/v1/leads", {"title": "x", "person_id": 1, "value": {"amount": 5}}), 400, "value")
    refused(http.post("/v1/leads", {"title": "x", "person_id": 1, "label_ids": ["y"]}), 400, "label_ids")
    refused(http.call("PATCH", f"/v1/leads/{made['id']}", {"person_id": None}), 400, "is required")
    pipedrive.traits(missing_lead="204")
    answer = http.get("/v1/leads/7d2f6a10-1f3b-11f1-9c55-a1b2c3d4e5f6")
    assert (answer.status, answer.body) == (204, b"")


def test_a_lead_becomes_a_deal(http: PipedriveHttp) -> None:
    codes = http.codes("deal")
    lead = http.made("/v1/leads", title="Maison", person_id=1, **{codes["Surface"]: 82})["id"]
    note = http.made("/v1/notes", content="x", lead_id=lead)["id"]
    call = http.made("/api/v2/activities", subject="Appel", lead_id=lead)["id"]
    conversion = http.made(f"/api/v2/leads/{lead}/convert/deal")["conversion_id"]
    status = http.data(f"/api/v2/leads/{lead}/convert/status/{conversion}")
    deal = http.data(f"{DEALS}/{status['deal_id']}")
    assert (status["status"], deal["title"], deal["custom_fields"][codes["Surface"]]) == ("completed", "Maison", 82)
    assert http.data(f"/v1/notes/{note}")["deal_id"] == deal["id"]
    assert http.data(f"/api/v2/activities/{call}")["deal_id"] == deal["id"]
    assert http.get(f"/v1/leads/{lead}").status == 404
    refused(http.call("POST", f"/api/v2/leads/{lead}/convert/deal"), 404, "Entity was not found")


def test_rows_can_be_hidden(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    id = int(pipedrive.edit("persons", None, name="Privé", owner_id=8020002, visible_to=1))
    pipedrive.traits(hide_private=True)
    assert id not in {row["id"] for row in http.rows(PERSONS, limit="500")}
    assert http.get(f"{PERSONS}/{id}").status == 404
    pipedrive.traits(invisible="403")
    assert http.get(f"{PERSONS}/{id}").status == 403


@pytest.mark.parametrize("path", ["/api/v2/persons/", "/api/v2/nothing", "/persons", "/api/v3/persons", "/oauth/x"])
def test_paths_that_there_are_not(http: PipedriveHttp, path: str) -> None:
    assert http.get(path).status == 404


def test_v1_has_two_prefixes_and_may_lose_its_twins(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    assert http.rows("/api/v1/leads") == http.rows("/v1/leads")
    assert http.get("/v1/persons").status == 200
    pipedrive.traits(v1_retired=True)
    assert [http.get(path).status for path in ("/v1/persons", "/v1/deals/1", "/v1/leads", "/v1/users")] == [
        404,
        404,
        200,
        200,
    ]


def test_what_is_no_json_is_refused(http: PipedriveHttp) -> None:
    assert http.call("POST", PERSONS, {"name": "x"}, content_type="text/plain").status == 415
    assert http.call("POST", PERSONS, [1]).status == 400
