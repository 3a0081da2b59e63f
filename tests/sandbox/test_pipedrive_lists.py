"""Pipedrive's lists, searches and fields: paging, filters, lag, definitions (sections 2, 2.9, 3 and 4)."""

from __future__ import annotations

import base64
import json

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveControl, PipedriveHttp, refused
from tests.sandbox.raw import Control, Json

PERSONS = "/api/v2/persons"


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def walk(http: PipedriveHttp, path: str, **query: str) -> list[Json]:
    found: list[Json] = []
    cursor: str | None = None
    while True:
        page = http.get(path, **query, **({"cursor": cursor} if cursor else {})).json()
        found += page["data"]
        cursor = page["additional_data"]["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["id", "add_time", "update_time"])
def test_a_walk_sees_every_row_once_in_order(http: PipedriveHttp, sort: str, direction: str) -> None:
    rows = walk(http, PERSONS, limit="7", sort_by=sort, sort_direction=direction)
    keys = [(row[sort], row["id"]) for row in rows]
    assert len({row["id"] for row in rows}) == 40
    assert keys == sorted(keys, reverse=direction == "desc")


def test_a_cursor_is_a_marker_not_a_snapshot(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    page = http.get(PERSONS, limit="3").json()
    text = page["additional_data"]["next_cursor"]
    marker = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert marker == {"field": "id", "fieldValue": 3, "sortDirection": "asc", "id": 3}
    http.call("DELETE", f"{PERSONS}/2")
    assert http.rows(PERSONS, limit="1", cursor=text)[0]["id"] == 4
    refused(http.get(PERSONS, cursor="%%"), 400, "cursor")
    pipedrive.traits(bad_cursor="ignored")
    assert http.rows(PERSONS, limit="1", cursor="nonsense")[0]["id"] == 1


def test_limits_of_a_page(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    refused(http.get(PERSONS, limit="501"), 400, "limit")
    refused(http.get(PERSONS, limit="0"), 400, "limit")
    pipedrive.traits(large_limit="clamped")
    assert len(http.rows(PERSONS, limit="501")) == 40
    assert len(http.rows("/v1/leads", limit="501")) > 0
    refused(http.get(PERSONS, page="2"), 400, "Parameter 'page' is not allowed")
    refused(http.get(PERSONS, sort_by="name"), 400, "sort_by")
    refused(http.get(PERSONS, include_fields="nothing"), 400, "include_fields")


def test_rows_by_ids(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    http.call("DELETE", f"{PERSONS}/2")
    assert [row["id"] for row in http.rows(PERSONS, ids="1,2,3,99999")] == [1, 3]
    pipedrive.traits(ids_show_deleted=True)
    rows = http.rows(PERSONS, ids="1,2,3")
    assert [(row["id"], row["is_deleted"]) for row in rows] == [(1, False), (2, True), (3, False)]
    refused(http.get(PERSONS, ids=",".join(map(str, range(101)))), 400, "ids")


def test_a_filter_takes_the_place_of_all_others(http: PipedriveHttp) -> None:
    """The one filter of the sandbox lets everything through (section 2)."""
    everybody = [row["id"] for row in http.rows(PERSONS, limit="500")]
    others = {"ids": "1,2", "owner_id": "99999", "updated_since": "2099-01-01T00:00:00Z"}
    assert [row["id"] for row in http.rows(PERSONS, limit="500", filter_id="7", **others)] == everybody
    assert len(http.rows(PERSONS, limit="3", filter_id="7", sort_direction="desc", ids="1")) == 3
    assert len({row["status"] for row in http.rows("/api/v2/deals", limit="500", filter_id="7", status="won")}) > 1
    refused(http.get(PERSONS, filter_id="mine"), 400, "filter_id: This value should be of type integer")


def test_updated_since_and_until(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.advance(60)
    first = http.changed(f"{PERSONS}/5", name="Cinq")["update_time"]
    pipedrive.advance(120)
    second = http.changed(f"{PERSONS}/3", name="Trois")["update_time"]
    since = {"updated_since": first, "sort_by": "update_time"}
    assert [row["id"] for row in http.rows(PERSONS, **since)] == [5, 3]
    assert [row["id"] for row in http.rows(PERSONS, **since, updated_until=second)] == [5]
    assert [row["id"] for row in http.rows(PERSONS, updated_since=first)] == [3, 5], "sorted by id unless told"
    refused(http.get(PERSONS, updated_since="2026-03-01T09:30:00.000Z"), 400, "not a valid datetime")
    pipedrive.traits(wrong_time="ignored")
    assert len(http.rows(PERSONS, updated_since="2026-03-01")) == 40
    refused(http.get("/api/v2/stages", updated_since=first), 400, "updated_since")


def test_a_list_of_changes_may_lag(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.traits(list_lag_s=30)
    at = http.changed(f"{PERSONS}/5", name="Cinq")["update_time"]
    assert http.rows(PERSONS, updated_since=at) == []
    assert http.data(f"{PERSONS}/5")["name"] == "Cinq"
    pipedrive.advance(31)
    assert [row["id"] for row in http.rows(PERSONS, updated_since=at)] == [5]
    pipedrive.traits(list_lag_s=0)
    pipedrive.fault("lag", path=PERSONS, value=600)
    assert http.rows(PERSONS, updated_since=at) == []


def test_deleted_rows_can_be_read_for_a_month(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    before = http.data(f"{PERSONS}/5")["update_time"]
    assert http.call("DELETE", f"{PERSONS}/5").json() == {"success": True, "data": {"id": 5}}
    gone = http.data(f"{PERSONS}/5")
    assert gone["is_deleted"] is True
    assert gone["update_time"] > before
    assert 5 not in {row["id"] for row in http.rows(PERSONS, limit="500")}
    assert http.call("PATCH", f"{PERSONS}/5", {"name": "x"}).status == 404
    for answer in ("404", "410", "200"):
        pipedrive.traits(second_delete=answer)
        assert http.call("DELETE", f"{PERSONS}/5").status == int(answer)
    pipedrive.edit("persons", "5", is_deleted=False)
    assert http.data(f"{PERSONS}/5")["is_deleted"] is False
    deal = http.rows("/api/v2/deals")[0]["id"]
    http.call("DELETE", f"/api/v2/deals/{deal}")
    assert [row["id"] for row in http.rows("/api/v2/deals", status="deleted")] == [deal]
    pipedrive.advance(31 * 86_400)
    assert http.get(f"/api/v2/deals/{deal}").status == 404


def test_a_merge_removes_the_one_in_the_path(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    loser = http.made(PERSONS, name="Zoé Riou", emails=[{"value": "z@acme.example"}])["id"]
    survivor = http.made(PERSONS, name="Zoé", emails=[{"value": "zoe@acme.example"}])["id"]
    deal = http.made("/api/v2/deals", title="Maison", person_id=loser)["id"]
    activity = http.made("/api/v2/activities", subject="x", participants=[{"person_id": loser, "primary": True}])["id"]
    merged = http.call("PUT", f"/v1/persons/{loser}/merge", {"merge_with_id": survivor}).json()["data"]
    assert (merged["id"], merged["merge_what_id"], merged["name"]) == (survivor, loser, "Zoé Riou")
    assert [one["value"] for one in merged["email"]] == ["zoe@acme.example", "z@acme.example"]
    assert http.data(f"{PERSONS}/{loser}")["is_deleted"] is True
    assert http.data(f"/api/v2/deals/{deal}")["person_id"] == survivor
    assert http.data(f"/api/v2/activities/{activity}")["person_id"] == survivor
    assert http.call("PUT", f"/v1/persons/{loser}/merge", {"merge_with_id": survivor}).status == 404
    assert http.call("PUT", f"/v1/persons/{survivor}/merge", {"merge_with_id": survivor}).status == 400


def test_recents_reach_back_a_month(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    at = http.changed(f"{PERSONS}/5", name="Cinq")["update_time"].replace("T", " ").rstrip("Z")
    told = http.get("/v1/recents", since_timestamp=at, items="person").json()
    assert [(row["item"], row["id"]) for row in told["data"]] == [("person", 5)]
    assert told["additional_data"]["last_timestamp_on_page"] == at
    pipedrive.advance(32 * 86_400)
    assert http.rows("/v1/recents", since_timestamp=at, items="person") == []
    assert http.get("/v1/recents", since_timestamp="yesterday").status == 400


def test_changelogs_name_who_and_through_what(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    city = http.codes("person")["Ville"]
    id = int(pipedrive.edit("persons", None, author="Julien", name="Zoé Riou", Ville="Nantes"))
    http.call("PATCH", f"{PERSONS}/{id}", {"custom_fields": {city: "Rezé"}}, user_agent="crmdesk/1.0")
    entries = http.rows(f"/v1/persons/{id}/changelog")
    newest = entries[0]
    assert (newest["field_key"], newest["old_value"], newest["new_value"]) == (city, "Nantes", "Rezé")
    assert (newest["change_source"], newest["change_source_user_agent"]) == ("api", "crmdesk/1.0")
    first = next(one for one in entries if one["field_key"] == "first_name")
    assert (first["actor_user_id"], first["change_source"]) == (8020002, "app")
    page = http.get(f"/v1/persons/{id}/changelog", limit="1").json()
    rest = http.rows(f"/v1/persons/{id}/changelog", limit="1", cursor=page["additional_data"]["next_cursor"])
    assert rest == entries[1:2]
    assert city not in {one["data"]["field_key"] for one in http.rows(f"/v1/persons/{id}/flow")}
    assert city in {one["data"]["field_key"] for one in http.rows(f"/v1/persons/{id}/flow", all_changes="1")}
    pipedrive.traits(changelog_of_creation=False)
    bare = pipedrive.edit("persons", None, name="Sans trace")
    assert http.rows(f"/v1/persons/{bare}/changelog") == []


def test_searches(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    id = http.made(PERSONS, name="Élodie Kerzoncadiou", emails=[{"value": "elodie@acme.example"}],
                   phones=[{"value": "06 39 98 12 34"}])["id"]  # fmt: skip

    def hits(term: str, **more: str) -> list[int]:
        items = http.data(f"{PERSONS}/search", term=term, **more)["items"]
        return [one["item"]["id"] for one in items]

    assert hits("ELODIE@acme.example", fields="email", exact_match="true") == [id]
    assert hits("elodie@acme", fields="email", exact_match="true") == []
    assert hits("kerzoncadiou", fields="name") == [id]
    assert hits("639981234", fields="phone") == [id]
    refused(http.get(f"{PERSONS}/search", term="x"), 400, "term")
    refused(http.get(f"{PERSONS}/search", term="xx", fields="title"), 400, "fields")
    both = http.data("/api/v2/itemSearch", term="elodie@acme.example", item_types="person,lead")["items"]
    assert [one["item"]["type"] for one in both] == ["person"]
    pipedrive.traits(search_lag_s=60)
    assert hits("kerzoncadiou") == []
    pipedrive.advance(61)
    assert hits("kerzoncadiou") == [id]


def test_searching_one_field_minds_capitals(http: PipedriveHttp) -> None:
    key = http.codes("person")["crmdesk – identifiant"]
    id = http.made(PERSONS, name="Zoé", custom_fields={key: "ab-12"})["id"]
    query = {"entity_type": "person", "field": key, "match": "exact"}
    assert [row["id"] for row in http.rows("/api/v2/itemSearch/field", term="ab-12", **query)] == [id]
    assert http.rows("/api/v2/itemSearch/field", term="AB-12", **query) == []


def test_fields_are_made_and_used(http: PipedriveHttp) -> None:
    path = "/api/v2/personFields"
    made = http.made(path, field_name="Étage", field_type="enum", options=[{"label": "1er"}, {"label": "2e"}])
    code, ids = made["field_code"], [one["id"] for one in made["options"]]
    assert len(code) == 40
    person = http.made(PERSONS, name="Zoé", custom_fields={code: ids[1]})
    labelled = http.data(f"{PERSONS}/{person['id']}", include_option_labels="true", custom_fields=code)
    assert labelled["custom_fields"] == {code: {"id": ids[1], "label": "2e"}}
    refused(
        http.call("PATCH", f"{PERSONS}/{person['id']}", {"custom_fields": {code: 1}}), 400, f"custom_fields.{code}: "
    )
    added = http.post(f"{path}/{code}/options", [{"label": "3e"}]).json()["data"]
    assert http.changed(f"{PERSONS}/{person['id']}", custom_fields={code: added[0]["id"]})
    http.call("DELETE", f"{path}/{code}/options", [{"id": ids[0]}])
    http.call("PATCH", f"{path}/{code}/options", [{"id": ids[1], "label": "Deuxième"}])
    options = http.data(f"{path}/{code}")["options"]
    assert [one["label"] for one in options] == ["Deuxième", "3e"]
    assert http.changed(f"{path}/{code}", field_name="Niveau")["field_name"] == "Niveau"
    assert http.call("DELETE", f"{path}/{code}").status == 200
    assert code not in http.data(f"{PERSONS}/{person['id']}")["custom_fields"]
    refused(http.post(path, {"field_name": "x", "field_type": "status"}), 400, "field_type")
    refused(http.call("DELETE", f"{path}/name"), 403, "Built-in")


def test_a_flow_mixes_changes_activities_and_notes_by_pages(http: PipedriveHttp) -> None:
    id = http.made(PERSONS, name="Zoé Ode")["id"]
    http.changed(f"{PERSONS}/{id}", name="Zoé Riou")
    http.made("/api/v2/activities", subject="Visite", type="meeting", participants=[{"person_id": id, "primary": True}])
    http.made("/v1/notes", content="x", person_id=id)
    path = f"/v1/persons/{id}/flow"
    whole = http.rows(path)
    assert {one["object"] for one in whole} == {"personChange", "activity", "note"}
    assert [one["object"] for one in http.rows(path, items="activity,note")].count("personChange") == 0
    page = http.get(path, limit="1", start="1").json()
    assert (page["data"], page["additional_data"]["pagination"]["next_start"]) == (whole[1:2], 2)
    assert {one["object"] for one in http.rows(path, items="change")} == {"personChange"}


@pytest.mark.parametrize(
    ("type_name", "good", "bad"),
    [
        ("varchar", "abc", 5), ("text", "abc", 5), ("double", 12.5, "12.5"), ("phone", "+33 6", 6),
        ("monetary", {"value": 500, "currency": "EUR"}, 500), ("date", "2026-03-01", "demain"),
        ("daterange", {"value": "2026-03-01", "until": "2026-03-09"}, {"start": "2026-03-01"}),
        ("time", {"value": "09:00:00", "timezone_id": 318, "timezone_name": "Europe/London"}, "09:00"),
        ("user", 8020001, "8020001"), ("user", 8020001, 77), ("people", 1, 99_999), ("org", None, 99_999),
    ],
)  # fmt: skip
def test_types_of_fields(http: PipedriveHttp, type_name: str, good: object, bad: object) -> None:
    code = http.made("/api/v2/organizationFields", field_name="Champ", field_type=type_name)["field_code"]
    made = http.made("/api/v2/organizations", name="Étude", custom_fields={code: good})
    assert made["custom_fields"][code] == good
    refused(http.post("/api/v2/organizations", {"name": "x", "custom_fields": {code: bad}}), 400, code)
    cleared = http.changed(f"/api/v2/organizations/{made['id']}", custom_fields={code: None})
    assert cleared["custom_fields"][code] is None


def test_a_time_without_a_zone_is_in_the_users(http: PipedriveHttp) -> None:
    code = http.made("/api/v2/organizationFields", field_name="Ouverture", field_type="time")["field_code"]
    made = http.made("/api/v2/organizations", name="Étude", custom_fields={code: {"value": "09:00:00"}})
    assert made["custom_fields"][code]["timezone_name"] == http.data("/v1/users/me")["timezone_name"]


def test_a_set_is_cleared_with_null_only(http: PipedriveHttp) -> None:
    made = http.made(
        "/api/v2/dealFields", field_name="Atouts", field_type="set", options=[{"label": "a"}, {"label": "b"}]
    )
    code, ids = made["field_code"], [one["id"] for one in made["options"]]
    deal = http.made("/api/v2/deals", title="x", custom_fields={code: ids})
    path = f"/api/v2/deals/{deal['id']}"
    refused(http.call("PATCH", path, {"custom_fields": {code: []}}), 400, "non-empty")
    assert http.changed(path, custom_fields={code: None})["custom_fields"][code] is None
    lead = http.made("/v1/leads", title="x", person_id=1, **{code: f"{ids[0]},{ids[1]}"})
    assert lead[code] == f"{ids[0]},{ids[1]}"


def test_more_fields_than_a_page(http: PipedriveHttp) -> None:
    whole = http.rows("/api/v2/personFields", limit="500")
    assert walk(http, "/api/v2/personFields", limit="7") == whole


def test_both_forms_of_v1_paging(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    nested = http.get("/v1/leads", limit="2").json()["additional_data"]
    assert nested["pagination"]["next_start"] == 2
    pipedrive.traits(lead_paging="flat")
    assert http.get("/v1/leads", limit="2").json()["additional_data"] == nested["pagination"]
    pipedrive.traits(empty_v1_list="null")
    assert http.get("/v1/leads", start="500").json()["data"] is None


def test_a_bare_account_and_faults_on_pages(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    pipedrive.fault("duplicate_page", path=PERSONS)
    page = http.get(PERSONS, limit="3").json()
    again = http.get(PERSONS, limit="3", cursor=page["additional_data"]["next_cursor"]).json()
    assert again["data"][0]["id"] == 4
    pipedrive.fault("reorder", path=PERSONS)
    shuffled = [row["id"] for row in http.rows(PERSONS, limit="40")]
    assert sorted(shuffled) == list(range(1, 41))
    assert shuffled != sorted(shuffled)
    pipedrive.fault("remove_field", path=PERSONS, value=http.codes("person")["Ville"], times=1)
    assert http.codes("person")["Ville"] not in http.rows(PERSONS, limit="1")[0]["custom_fields"]
    pipedrive.traits(bare_account=True)
    assert all(len(code) < 40 for code in http.codes("person").values())


def test_the_account_of_the_demo(http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    people = pipedrive.dump("persons")
    assert len(people) == 40
    assert any(row["phones"] for row in people)
    assert {row["name"] for row in http.rows("/v1/leadLabels")} == {"Hot", "Warm", "Cold"}
    assert {row["key_string"] for row in http.rows("/v1/activityTypes")} >= {"call", "meeting", "task", "email"}
    assert http.rows("/v1/currencies")[0]["code"] == "EUR"
    made = http.made("/v1/leadLabels", name="Chaud", color="red")["id"]
    lead = http.made("/v1/leads", title="x", person_id=1, label_ids=[made])["id"]
    http.call("DELETE", f"/v1/leadLabels/{made}")
    assert http.data(f"/v1/leads/{lead}")["label_ids"] == []
    refused(http.post("/v1/leadLabels", {"name": "x", "color": "mauve"}), 400, "color")


def test_the_control_endpoint_says_what_makes_no_sense(pipedrive: PipedriveControl) -> None:
    for path, body in (
        ("/edit", {"object": "contacts", "fields": {}}),
        ("/edit", {"object": "persons", "id": "99999", "fields": {"name": "x"}}),
        ("/edit", {"object": "persons", "fields": {"nickname": "x"}}),
        ("/edit", {"object": "persons", "fields": {"emails": 5}}),
        ("/merge", {"object": "notes", "winner": "1", "loser": "2"}),
        ("/edit", {"object": "users", "id": "1", "fields": {}}),
    ):
        answer = pipedrive.call("POST", path, {"vendor": "pipedrive", **body})
        assert answer.status == 400, body
    joined = pipedrive.edit("persons", None, author="Rozenn Nouvelle", name="x")
    assert joined
    assert "Rozenn Nouvelle" in {row["name"] for row in pipedrive.dump("users")}
    pipedrive.edit("users", "8020002", active_flag=False)
    pipedrive.remove("persons", joined, hard=True)
    assert joined not in {str(row["id"]) for row in pipedrive.dump("persons")}
