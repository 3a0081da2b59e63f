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


def test_truth_values_and_labels_of_entries_are_strict(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    person = http.made(PERSONS, name="Rose Gicquel")["id"]
    for flag in (1, "true", None):
        listed = {"name": "x", "phones": [{"value": "1", "primary": flag}]}
        refused(http.post(PERSONS, listed), 400, "phones: This value should be of type boolean")
        wrong = {"participants": [{"person_id": person, "primary": flag}]}
        refused(http.post(ACTIVITIES, wrong), 400, "participants: This value should be of type boolean")
    refused(http.post(PERSONS, {"name": "x", "emails": [{"value": "a@b.fr", "label": 5}]}), 400, "emails")
    pipedrive.traits(contact_sync=True)
    made = http.made(PERSONS, name="x", im=[{"value": "rose", "label": "skype"}])
    assert made["im"] == [{"value": "rose", "label": "skype", "primary": True}]


def test_how_long_notes_may_be(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    long, person = "é" * 50_001, http.made(PERSONS, name="Rose Gicquel")["id"]
    refused(http.post(ACTIVITIES, {"subject": "x", "note": long}), 400, "note: This value is too long")
    assert http.made(ACTIVITIES, subject="x", note=None)["note"] is None
    refused(http.post("/v1/notes", {"content": long, "person_id": person}), 400, "too long")
    pipedrive.traits(note_cap=False)
    assert http.made("/v1/notes", content=long, person_id=person)["content"] == long
    assert http.rows("/v1/notes", task_id="5") == [], "no note belongs to a task"


def test_what_an_activity_needs_at_least(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    assert http.made(ACTIVITIES)["type"] == "call"
    pipedrive.traits(activity_minimum="subject")
    refused(http.post(ACTIVITIES, {}), 400, "subject: This value should not be blank.")


def test_flat_parts_of_composed_fields(http: PipedriveHttp) -> None:
    """Leads have the fields of deals in v1's form, where everything may be text (sections 2.6 and 4)."""
    person = http.made(PERSONS, name="Rose Gicquel")["id"]
    place, money, agent, hour = (
        http.made("/api/v2/dealFields", field_name=name, field_type=name)["field_code"]
        for name in ("address", "monetary", "user", "time")
    )
    lead = http.made("/v1/leads", title="Vente", person_id=person, **{
        place: "Kungsgatan 1", f"{place}_country": "Suède", f"{place}_route": "Kungsgatan", money: "500.5",
        f"{money}_currency": "SEK", agent: "8020001", hour: "09:00:00", f"{hour}_timezone_id": 318,
        f"{hour}_timezone_name": "Europe/London",
    })  # fmt: skip
    assert (lead[place], lead[f"{place}_country"], lead[f"{place}_route"]) == ("Kungsgatan 1", "Suède", "Kungsgatan")
    assert (lead[money], lead[f"{money}_currency"], lead[agent]) == (500.5, "SEK", 8020001)
    assert (lead[hour], lead[f"{hour}_timezone_id"]) == ("09:00:00", 318)
    refused(http.call("PATCH", f"/v1/leads/{lead['id']}", {money: "beaucoup"}), 400, "of type number")


def test_v1_rows_tell_labels_and_whom_they_name(http: PipedriveHttp) -> None:
    firm = http.made("/api/v2/organizations", name="Northbeam")["id"]
    made = http.post("/v1/persons", {"name": "Mara", "org_id": firm, "label": "2,3", "phone": "1"}).json()
    assert made["data"]["label"] == "2,3"
    assert made["related_objects"]["organization"] == {str(firm): {"id": firm, "name": "Northbeam"}}
    person = made["data"]["id"]
    changed = http.call("PUT", f"/v1/persons/{person}", {"label": 1}).json()["data"]
    assert (changed["label"], http.data(f"{PERSONS}/{person}")["label_ids"]) == (1, [1])
    refused(http.call("PUT", f"/v1/persons/{person}", {"label": "rouge"}), 400, "label")
    keys = [entry["field_key"] for entry in http.rows(f"/v1/persons/{person}/changelog")]
    assert keys[0] == "label"
    assert "label_ids" not in keys
    other = http.made(PERSONS, name="Mara L.")["id"]
    merged = http.call("PUT", f"/v1/persons/{other}/merge", {"merge_with_id": person}).json()
    assert merged["related_objects"]["organization"][str(firm)]["name"] == "Northbeam"
    assert http.get("/v1/persons", start="0", limit="500").json()["related_objects"]["user"]


def test_times_of_a_deal_that_is_closed(http: PipedriveHttp) -> None:
    won, later = "2026-01-02T03:04:05Z", "2026-02-02T03:04:05Z"
    made = http.made(DEALS, title="Vente", status="won", won_time=won, close_time=won)
    assert (made["won_time"], made["close_time"]) == (won, won)
    path = f"{DEALS}/{made['id']}"
    assert http.changed(path, status="won", title="x")["won_time"] == won, "it was won before"
    assert http.changed(path, status="lost", lost_time=later, lost_reason="Prix")["lost_time"] == later
    assert "won_time" not in http.data(path)


def test_a_pipeline_says_whether_its_deals_have_a_probability(http: PipedriveHttp) -> None:
    deal = http.made(DEALS, title="Vente")["id"]
    words = "probability: Deal probability is not enabled for this pipeline"
    refused(http.call("PATCH", f"{DEALS}/{deal}", {"probability": 40}), 400, words)
    http.changed("/api/v2/pipelines/1", is_deal_probability_enabled=True)
    assert http.changed(f"{DEALS}/{deal}", probability=40)["probability"] == 40
    other = http.made("/api/v2/pipelines", name="Locations")["id"]
    refused(http.post(DEALS, {"title": "x", "pipeline_id": other, "probability": 40}), 400, words)
    assert http.made(DEALS, title="x", probability=30)["probability"] == 30


def test_out_of_the_archive_and_the_trash(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    deal = http.made(DEALS, title="Vente", is_archived=True)["id"]
    out: dict[str, object] = {"is_archived": False}
    refused(http.call("PATCH", f"{DEALS}/{deal}", out), 403, "Archived deals cannot be edited.")
    pipedrive.traits(unarchive_by_patch=True)
    refused(http.call("PATCH", f"{DEALS}/{deal}", {**out, "title": "x"}), 403, "Archived deals")
    assert http.changed(f"{DEALS}/{deal}", **out)["is_archived"] is False
    assert http.changed(f"{DEALS}/{deal}", is_deleted=False)["is_deleted"] is False
    refused(http.call("PATCH", f"{DEALS}/{deal}", {"is_deleted": True}), 400, "is_deleted")
    refused(http.post(DEALS, {"title": "x", "is_deleted": True}), 400, "is_deleted")
    http.call("DELETE", f"{DEALS}/{deal}")
    refused(http.call("PATCH", f"{DEALS}/{deal}", {"is_deleted": False}), 404, "Deal not found")
    pipedrive.traits(patch_restores=True)
    refused(http.call("PATCH", f"{DEALS}/{deal}", {"title": "x"}), 404, "Deal not found")
    assert http.changed(f"{DEALS}/{deal}", is_deleted=False, title="x")["is_deleted"] is False
    assert deal in {row["id"] for row in http.rows(DEALS, limit="500")}


def test_a_conversion_takes_its_time(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(conversion_s=60.0)
    lead = http.rows("/v1/leads", limit="1")[0]["id"]
    id = http.post(f"/api/v2/leads/{lead}/convert/deal", {}).json()["data"]["conversion_id"]
    path = f"/api/v2/leads/{lead}/convert/status/{id}"
    running = http.data(path)
    assert (running["status"], "deal_id" in running) == ("running", False)
    pipedrive.advance(61)
    done = http.data(path)
    assert (done["status"], http.data(f"{DEALS}/{done['deal_id']}")["is_deleted"]) == ("completed", False)


def test_searching_one_field_of_any_type(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    path = "/api/v2/itemSearch/field"
    id = http.made(PERSONS, name="Rose", emails=[{"value": "Rose@g.fr"}], owner_id=8020002, visible_to=1)["id"]

    def found(**asked: str) -> list[object]:
        return [row["id"] for row in http.rows(path, entity_type="person", **asked)]

    assert found(field="email", term="Rose@g.fr", match="exact") == [id]
    assert found(field="email", term="rose@g.fr", match="exact") == []
    assert found(field="email", term="@g.f", match="middle") == [id]
    for kind in ("product", "project"):
        assert http.rows(path, entity_type=kind, field="name", term="Rose") == []
    pipedrive.traits(hide_private=True)
    assert found(field="email", term="Rose@g.fr", match="exact") == []


def test_the_search_of_v1_over_all_types(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    id = http.made(PERSONS, name="Zébulon Riou")["id"]
    answer = http.get("/v1/itemSearch", term="zébulon", item_types="person", limit="1").json()
    assert [one["item"]["id"] for one in answer["data"]["items"]] == [id]
    assert answer["additional_data"]["pagination"]["more_items_in_collection"] is False
    refused(http.get("/v1/itemSearch", term="zé", item_types="colour"), 400, "item_types")
    pipedrive.traits(v1_retired=True)
    refused(http.get("/v1/itemSearch", term="zé"), 404, "Unknown method")


def test_what_is_no_authorization(http: PipedriveHttp) -> None:
    token = http.auth["x-api-token"]
    for header in (token, "Bearer", f"Token {token}"):
        answer = request(http.base_url, "GET", PERSONS, None, {"authorization": header, "x-api-token": token})
        refused(answer, 400, "Invalid request: malformed authorization header")
    answer = request(http.base_url, "GET", PERSONS, None, {"x-api-token": "none"})
    refused(answer, 401, "unauthorized access")
    assert answer.headers["x-401-by-gw"] == "true"


def test_what_is_no_count_is_no_number(http: PipedriveHttp) -> None:
    (row,) = http.rows(PERSONS, limit="1", include_fields="smart_bcc_email,files_count,next_activity_id")
    assert (row["smart_bcc_email"], row["files_count"], row["next_activity_id"]) == (None, 0, None)


def test_what_include_fields_adds_to_a_field(http: PipedriveHttp) -> None:
    shown = {"add_visible_flag": False, "details_visible_flag": True}
    made = http.made(
        "/api/v2/personFields", field_name="Clé", field_type="varchar", description="x", ui_visibility=shown
    )
    path = f"/api/v2/personFields/{made['field_code']}"
    assert (made["description"], "ui_visibility" in made) == ("x", False)
    extras = "ui_visibility,important_fields,required_fields"
    told = http.data(path, include_fields=extras)
    assert told["ui_visibility"] == shown
    assert {"important_fields", "required_fields"} <= told.keys()
    row = next(one for one in http.rows("/api/v2/personFields", limit="500", include_fields=extras)
               if one["field_code"] == made["field_code"])  # fmt: skip
    assert row == told
    http.changed(path, ui_visibility={"add_visible_flag": True})
    assert http.data(path, include_fields="ui_visibility")["ui_visibility"]["add_visible_flag"] is True
    assert http.data(path)["field_name"] == "Clé"
    refused(http.get(path, include_fields="colour"), 400, "include_fields")
    refused(http.call("PATCH", path, {"field_name": "x", "field_type": "text"}), 400, "field_type: Unknown key")
    assert http.data(path)["field_name"] == "Clé"


def test_choices_change_together_or_not_at_all(http: PipedriveHttp) -> None:
    made = http.made(
        "/api/v2/dealFields", field_name="Choix", field_type="enum", options=[{"label": "a"}, {"label": "b"}]
    )
    path = f"/api/v2/dealFields/{made['field_code']}"
    first, second = (option["id"] for option in made["options"])
    for body in ([{"id": first, "label": "c"}, {"id": 9, "label": "d"}], [{"id": first, "label": None}]):
        refused(http.call("PATCH", f"{path}/options", body), 400, "options")
    refused(http.call("DELETE", f"{path}/options", [{"id": first}, {"id": 9}]), 400, "options: Option 9 not found")
    refused(
        http.post(f"{path}/options", [{"label": "x"}] * 9_999), 400, "options: This collection should contain 10000"
    )
    assert [one["label"] for one in http.data(path)["options"]] == ["a", "b"]
    http.call("DELETE", f"{path}/options", [{"id": second}])
    old = next(one for one in http.rows("/v1/dealFields", limit="500") if one["key"] == made["field_code"])
    assert old["options_deleted"] == [{"id": second, "label": "b"}]
    plain = http.rows("/v1/dealFields", limit="1")[0]
    assert {name: plain[name] for name in ("options", "options_deleted", "is_subfield", "subfields")} == {
        "options": None, "options_deleted": None, "is_subfield": False, "subfields": None,
    }  # fmt: skip


def test_a_person_needs_a_name_or_both_parts_of_it(http: PipedriveHttp) -> None:
    """Either part may be blank, but not both, and none is left out (section 2.2)."""
    for body in ({}, {"last_name": "Voss"}, {"first_name": "Mara"}, {"first_name": "", "last_name": ""}):
        refused(http.post(PERSONS, body), 400, "name: This value should not be blank.")
    assert http.made(PERSONS, first_name="", last_name="Voss")["name"] == "Voss"
    assert http.made(PERSONS, name="Mara Voss")["last_name"] == "Voss"


def test_counts_of_what_belongs_to_a_row(http: PipedriveHttp) -> None:
    firm = http.made("/api/v2/organizations", name="Northbeam")["id"]
    person = http.made(PERSONS, name="Mara", org_id=firm)["id"]
    _, _, deal = (
        http.made(DEALS, title="x", person_id=person, org_id=firm, status=status)["id"]
        for status in ("open", "won", "lost")
    )
    who = [{"person_id": person, "primary": True}]
    done, late, soon = (
        http.made(ACTIVITIES, subject="x", participants=who, deal_id=deal, due_date=day, done=day < "2026-02")["id"]
        for day in ("2026-01-01", "2026-12-01", "2026-11-01")
    )
    http.made("/v1/notes", content="x", person_id=person)
    names = ("open_deals_count", "closed_deals_count", "won_deals_count", "lost_deals_count", "notes_count",
             "activities_count", "done_activities_count", "undone_activities_count", "next_activity_id", "last_activity_id",
             "files_count")  # fmt: skip
    row = http.data(f"{PERSONS}/{person}", include_fields=",".join(names))
    assert [row[name] for name in names] == [1, 2, 1, 1, 1, 3, 1, 2, soon, done, 0]
    told = http.data(f"/api/v2/organizations/{firm}", include_fields="people_count,open_deals_count")
    assert (told["people_count"], told["open_deals_count"]) == (1, 1)
    told = http.data(f"{DEALS}/{deal}", include_fields="participants_count,next_activity_id")
    assert (told["participants_count"], told["next_activity_id"]) == (1, soon)
    assert late != soon
