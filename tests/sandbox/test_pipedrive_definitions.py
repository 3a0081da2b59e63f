"""What an administrator sets up at Pipedrive: types of activities, pipelines, fields of v1; and deals that become leads."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveHttp, refused
from tests.sandbox.raw import Control, request

TYPES, DEALS = "/v1/activityTypes", "/api/v2/deals"


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def test_types_of_activities(http: PipedriveHttp) -> None:
    made = http.made(TYPES, name="Visite à domicile", icon_key="car", color="00FF00")
    assert (made["key_string"], made["is_custom_flag"], made["active_flag"]) == ("visite_a_domicile", True, True)
    path = f"{TYPES}/{made['id']}"
    activity = {"subject": "Rue Crébillon", "type": made["key_string"]}
    assert http.made("/api/v2/activities", **activity)["type"] == "visite_a_domicile"
    changed = http.call("PUT", path, {"name": "Visite", "order_nr": 1}).json()["data"]
    assert changed == {**made, "name": "Visite", "order_nr": 1, "update_time": changed["update_time"]}
    gone = http.call("DELETE", path).json()["data"]
    assert (gone["id"], gone["active_flag"]) == (made["id"], False)
    refused(http.post("/api/v2/activities", activity), 400, "type: The value you selected is not a valid choice")
    assert http.rows(TYPES)[0]["key_string"] == "call"
    refused(http.post(TYPES, {"icon_key": "car"}), 400, "name")
    refused(http.post(TYPES, {"name": "Visite"}), 400, "icon_key")
    refused(http.call("PUT", f"{TYPES}/999", {"name": "x"}), 404, "Activity type not found")


def test_new_pipelines_and_stages_come_last(http: PipedriveHttp) -> None:
    pipeline = http.made("/api/v2/pipelines", name="Gestion")
    assert pipeline["order_nr"] == 2
    stages = [http.made("/api/v2/stages", name=name, pipeline_id=pipeline["id"]) for name in ("Mandat", "Bail")]
    assert [one["order_nr"] for one in stages] == [1, 2]
    deal = http.made(DEALS, title="Studio", pipeline_id=pipeline["id"])
    assert deal["stage_id"] == stages[0]["id"]


def test_a_deal_becomes_a_lead(http: PipedriveHttp) -> None:
    person = http.made("/api/v2/persons", name="Rose Gicquel")["id"]
    deal = http.made(DEALS, title="Vente", person_id=person, value=1200, currency="EUR")["id"]
    note = http.made("/v1/notes", content="<p>a</p>", deal_id=deal)["id"]
    job = http.data(f"{DEALS}/{deal}/convert/status/" + http.made(f"{DEALS}/{deal}/convert/lead")["conversion_id"])
    assert (job["status"], job["deal_id"]) == ("completed", deal)
    lead = http.data(f"/v1/leads/{job['lead_id']}")
    assert (lead["title"], lead["person_id"], lead["source_deal_id"]) == ("Vente", person, deal)
    assert lead["value"] == {"amount": 1200, "currency": "EUR"}
    assert http.data(f"{DEALS}/{deal}")["is_deleted"] is True
    assert http.data(f"/v1/notes/{note}")["lead_id"] == lead["id"]
    refused(http.call("POST", f"{DEALS}/{deal}/convert/lead"), 404, "Entity was not found")
    alone = http.made(DEALS, title="Sans personne")["id"]
    refused(http.call("POST", f"{DEALS}/{alone}/convert/lead"), 400, "person_id or organization_id")


def test_fields_of_v1(http: PipedriveHttp) -> None:
    path = "/v1/dealFields"
    made = http.made(path, name="Étage", field_type="enum", options=[{"label": "rez"}, {"label": "1er"}])
    assert (made["name"], made["edit_flag"], len(made["key"])) == ("Étage", True, 40)
    assert http.data(f"{path}/{made['id']}") == made
    kept = made["options"][0]
    changed = http.call("PUT", f"{path}/{made['id']}", {"name": "Niveau", "options": [kept, {"label": "2e"}]}).json()
    assert (changed["data"]["name"], [one["label"] for one in changed["data"]["options"]]) == ("Niveau", ["rez", "2e"])
    assert changed["data"]["options"][0] == kept
    assert http.call("DELETE", f"{path}/{made['id']}").json() == {"success": True, "data": {"id": made["id"]}}
    gone = http.get(f"{path}/{made['id']}")
    assert (gone.status, gone.json()) == (410, {"success": False, "error": "The field is not found"})
    many = [http.made(path, name=name, field_type="varchar")["id"] for name in "ab"]
    answer = http.call("DELETE", f"{path}?ids={many[0]},{many[1]}")
    assert answer.json() == {"success": True, "data": {"id": many}}
    refused(http.post(path, {"name": "x", "field_type": "nonsense"}), 400, "field_type")
    refused(http.call("PUT", f"{path}/4001", {"name": "x"}), 403, "Built-in fields cannot be changed.")


def test_v1_takes_numbers_as_text(http: PipedriveHttp) -> None:
    """v2 is told to be strict about them, v1 is not; a form has nothing but text (section 0)."""
    person = http.made("/api/v2/persons", name="Rose Gicquel")["id"]
    note = request(
        http.base_url, "POST", "/v1/notes", f"content=Rappeler&person_id={person}&pinned_to_person_flag=1".encode(),
        {**http.auth, "content-type": "application/x-www-form-urlencoded"},
    ).json()["data"]  # fmt: skip
    assert (note["person_id"], note["pinned_to_person_flag"]) == (person, True)
    lead = http.made("/v1/leads", title="Estimation", person_id=str(person), owner_id="8020001")
    assert (lead["person_id"], lead["owner_id"]) == (person, 8020001)
    refused(http.post("/v1/leads", {"title": "x", "person_id": "somebody"}), 400, "of type integer")
    strict = http.post(DEALS, {"title": "x", "person_id": str(person)})
    refused(strict, 400, "of type integer")
