"""The client library named for Pipedrive, unchanged but for its host, for every operation crmdesk depends on.

It speaks v1 throughout, so these tests keep the twins of v2 honest; leads, notes, users and recents are v1 anyway.
"""

from __future__ import annotations

from typing import Any

import pytest
from pipedrive.client import Client
from pipedrive.exceptions import BadRequestError, ForbiddenError, NotFoundError, TooManyRequestsError, UnauthorizedError

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import REDIRECT, PipedriveControl, PipedriveHttp
from tests.sandbox.raw import Control


@pytest.fixture
def pipedrive(control: Control) -> PipedriveControl:
    return PipedriveControl(control)


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


@pytest.fixture
def client(http: PipedriveHttp) -> Any:
    made = Client(domain=http.base_url)
    made.set_api_token(http.entry["access_token"])
    return made


@pytest.fixture
def person(client: Any) -> int:
    data = {"name": "Maëlle Le Goff", "email": "maelle@acme.example", "phone": "06 39 98 12 34"}
    return int(client.persons.create_person(data=data)["data"]["id"])


def test_persons_are_created_read_changed_and_deleted(client: Any, person: int) -> None:
    read = client.persons.get_person(person)["data"]
    assert (read["first_name"], read["last_name"]) == ("Maëlle", "Le Goff")
    assert read["email"] == [{"value": "maelle@acme.example", "primary": True, "label": "work"}]
    changed = client.persons.update_person(
        person, data={"name": "Maëlle Riou", "email": ["a@acme.example", "b@acme.example"]}
    )
    assert changed["data"]["last_name"] == "Riou"
    assert [one["value"] for one in changed["data"]["email"]] == ["a@acme.example", "b@acme.example"]
    assert changed["data"]["update_time"] >= read["update_time"]
    assert client.persons.delete_person(person)["data"] == {"id": person}
    assert client.persons.get_person(person)["data"]["active_flag"] is False
    with pytest.raises(NotFoundError):
        client.persons.get_person(999_999)
    with pytest.raises(BadRequestError):
        client.persons.create_person(data={"email": "x@acme.example"})


def test_search_by_email(client: Any, person: int) -> None:
    params = {"term": "Maelle@acme.example", "fields": "email", "exact_match": "true"}
    items = client.persons.search_persons(params=params)["data"]["items"]
    assert [(one["item"]["id"], one["item"]["emails"]) for one in items] == [(person, ["maelle@acme.example"])]


def test_five_hundred_a_page(client: Any, control: Control) -> None:
    control.done("POST", "/reset", {"vendor": "pipedrive", "records": 620})
    first = client.persons.get_all_persons(params={"limit": 500})
    paging = first["additional_data"]["pagination"]
    assert (len(first["data"]), paging["more_items_in_collection"], paging["next_start"]) == (500, True, 500)
    rest = client.persons.get_all_persons(params={"limit": 500, "start": paging["next_start"]})
    assert len(rest["data"]) == 120
    assert "next_start" not in rest["additional_data"]["pagination"]
    assert len({row["id"] for row in first["data"] + rest["data"]}) == 620


def test_leads(client: Any, person: int) -> None:
    with pytest.raises(BadRequestError):
        client.leads.create_lead(data={"title": "Seul"})
    made = client.leads.create_lead(data={"title": "Maison à Rezé", "person_id": person,
                                          "value": {"amount": 9200, "currency": "EUR"}})["data"]  # fmt: skip
    assert (made["origin"], made["was_seen"], made["visible_to"]) == ("API", False, "3")
    changed = client.leads.update_lead(made["id"], data={"title": "Maison à Vertou", "value": None})["data"]
    assert (changed["title"], changed["value"], changed["person_id"]) == ("Maison à Vertou", None, person)
    assert changed["update_time"].endswith("Z")
    assert "." in changed["update_time"]
    assert made["id"] in {row["id"] for row in client.leads.get_all_leads()["data"]}
    assert client.leads.get_lead_details(made["id"])["data"]["title"] == "Maison à Vertou"
    found = client.leads.search_leads(params={"term": "Vertou"})["data"]["items"]
    assert made["id"] in {one["item"]["id"] for one in found}
    client.leads.delete_lead(made["id"])
    with pytest.raises(NotFoundError) as caught:
        client.leads.get_lead(made["id"])
    assert "requested lead not found" in str(caught.value)


def test_deals_pipelines_and_stages(client: Any, person: int) -> None:
    pipeline = client.pipelines.get_all_pipelines()["data"][0]
    stages = client.stages.get_all_stages(params={"pipeline_id": pipeline["id"]})["data"]
    assert [stage["order_nr"] for stage in stages] == sorted(stage["order_nr"] for stage in stages)
    assert client.stages.get_stage(stages[1]["id"])["data"]["name"] == "Estimation"
    deal = client.deals.create_deal(data={"title": "Mandat Riou", "person_id": person, "value": 9200})["data"]
    assert (deal["stage_id"], deal["status"], deal["currency"]) == (stages[0]["id"], "open", "EUR")
    assert deal["person_id"]["value"] == person
    moved = client.deals.update_deal(deal["id"], data={"stage_id": stages[2]["id"], "status": "won"})["data"]
    assert (moved["stage_id"], moved["status"]) == (stages[2]["id"], "won")
    assert client.deals.get_deal(deal["id"])["data"]["title"] == "Mandat Riou"
    assert deal["id"] in {row["id"] for row in client.deals.get_all_deals(params={"limit": 500})["data"]}
    assert [row["id"] for row in client.persons.get_person_deals(person)["data"]] == [deal["id"]]
    client.deals.delete_deal(deal["id"])
    assert client.deals.get_deal(deal["id"])["data"]["status"] == "deleted"


def test_activities_are_done(client: Any, person: int) -> None:
    data = {"subject": "Rappeler", "type": "call", "due_date": "2026-12-01", "due_time": "09:30", "person_id": person}
    made = client.activities.create_activity(data=data)["data"]
    assert (made["person_id"], made["done"], made["due_time"]) == (person, False, "09:30")
    done = client.activities.update_activity(made["id"], data={"done": 1})["data"]
    assert done["done"] is True
    assert done["marked_as_done_time"] is not None
    listed = client.activities.get_all_activities(params={"done": 1, "limit": 500})["data"]
    assert made["id"] in {row["id"] for row in listed}
    assert client.activities.get_activity(made["id"])["data"]["subject"] == "Rappeler"
    client.activities.delete_activity(made["id"])
    assert client.activities.get_activity(made["id"])["data"]["active_flag"] is False


def test_notes(client: Any, person: int) -> None:
    with pytest.raises(BadRequestError):
        client.notes.create_note(data={"content": "sans rien"})
    made = client.notes.create_note(data={"content": "<b>Rappeler</b>", "person_id": person})["data"]
    assert (made["person"]["name"], made["user"]["is_you"]) == ("Maëlle Le Goff", True)
    changed = client.notes.update_note(made["id"], data={"content": "Rappelée"})["data"]
    assert (changed["content"], changed["person_id"]) == ("Rappelée", person)
    assert made["id"] in {row["id"] for row in client.notes.get_all_notes(params={"person_id": person})["data"]}
    assert client.notes.delete_note(made["id"]) == {"success": True, "data": True}
    assert client.notes.get_note(made["id"])["data"]["active_flag"] is False


def test_recents_tell_of_changes_and_deletions(client: Any, person: int, pipedrive: PipedriveControl) -> None:
    before = client.persons.get_person(person)["data"]["update_time"]
    pipedrive.advance(60)
    gone = int(pipedrive.edit("persons", None, name="Éphémère"))
    client.persons.delete_person(gone)
    told = client.recents.get_recent_changes(params={"since_timestamp": before, "items": "person", "limit": 500})
    rows = {row["id"]: row["data"]["active_flag"] for row in told["data"]}
    assert rows[person] is True, "since is inclusive"
    assert rows[gone] is False
    pipedrive.traits(recents_show_deleted=False)
    told = client.recents.get_recent_changes(params={"since_timestamp": before, "items": "person", "limit": 500})
    assert gone not in {row["id"] for row in told["data"]}


def test_updated_since_is_inclusive(client: Any, person: int, http: PipedriveHttp) -> None:
    at = http.data(f"/api/v2/persons/{person}")["update_time"]
    params = {"params": {"updated_since": at}}
    lead = client.leads.create_lead(data={"title": "Maison", "person_id": person})["data"]
    assert lead["id"] in {row["id"] for row in client.leads.get_all_leads(**params)["data"]}
    assert [row["id"] for row in http.rows("/api/v2/persons", updated_since=at)] == [person]


def test_fields_have_hash_keys(client: Any, person: int) -> None:
    fields = {one["name"]: one for one in client.persons.get_person_fields(params={"limit": 500})["data"]}
    city, status = fields["Ville"], fields["Statut du projet"]
    assert len(city["key"]) == 40
    assert city["edit_flag"] is True
    option = status["options"][2]
    changed = client.persons.update_person(person, data={city["key"]: "Rezé", status["key"]: option["id"]})["data"]
    assert (changed[city["key"]], changed[status["key"]]) == ("Rezé", str(option["id"]))
    with pytest.raises(BadRequestError):
        client.persons.update_person(person, data={status["key"]: 1})
    assert client.deals.get_deal_fields(params={"limit": 500})["data"]
    assert client.organizations.get_organization_fields()["data"]
    assert client.activities.get_activity_fields()["data"]
    assert client.notes.get_note_fields()["data"]


def test_a_field_of_users(client: Any, person: int) -> None:
    fields = {one["name"]: one for one in client.persons.get_person_fields(params={"limit": 500})["data"]}
    held = fields["Second négociateur"]
    assert (held["field_type"], held["edit_flag"], held["options"]) == ("user", True, None)
    _, user, *_, left = client.users.get_all_users()["data"]
    changed = client.persons.update_person(person, data={held["key"]: user["id"]})["data"]
    assert changed[held["key"]] == user["id"]
    assert client.persons.get_person(person)["data"][held["key"]] == user["id"]
    for nobody in (1, left["id"]):
        with pytest.raises(BadRequestError):
            client.persons.update_person(person, data={held["key"]: nobody})


def test_leads_hold_the_fields_of_deals_flat(client: Any, person: int) -> None:
    fields = {one["name"]: one["key"] for one in client.deals.get_deal_fields(params={"limit": 500})["data"]}
    price, surface = fields["Honoraires"], fields["Surface"]
    made = client.leads.create_lead(
        data={"title": "Maison", "person_id": person, price: 320000, f"{price}_currency": "EUR", surface: 82}
    )["data"]
    assert (made[price], made[f"{price}_currency"], made[surface]) == (320000, "EUR", 82)
    cleared = client.leads.update_lead(made["id"], data={surface: None})["data"]
    assert surface not in cleared
    assert cleared[price] == 320000


def test_users(client: Any) -> None:
    me = client.users.get_me()["data"]
    assert (me["company_domain"], me["is_you"], me["default_currency"]) == ("talensac-immobilier", True, "EUR")
    everyone = client.users.get_all_users()["data"]
    assert sum(user["active_flag"] for user in everyone) == len(everyone) - 1
    assert client.users.get_user(me["id"])["data"]["name"] == me["name"]


def test_organizations(client: Any) -> None:
    made = client.organizations.create_organization(data={"name": "Étude Héraud", "address": "1 rue Crébillon, Nantes"})
    id = made["data"]["id"]
    assert made["data"]["address"] == "1 rue Crébillon, Nantes"
    linked = client.persons.create_person(data={"name": "Zoé", "org_id": id})["data"]
    assert linked["org_id"]["name"] == "Étude Héraud"
    assert [row["id"] for row in client.organizations.get_organization_persons(id)["data"]] == [linked["id"]]
    found = client.organizations.search_organizations(params={"term": "heraud"})["data"]["items"]
    assert id in {one["item"]["id"] for one in found}
    client.organizations.update_organization(id, data={"name": "Étude Héraud & fils"})
    assert client.organizations.get_organization(id)["data"]["name"] == "Étude Héraud & fils"
    client.organizations.delete_organization(id)


def test_a_deletion_sweep_finds_what_is_gone(client: Any, pipedrive: PipedriveControl) -> None:
    def ids() -> set[int]:
        return {row["id"] for row in client.persons.get_all_persons(params={"limit": 500})["data"]}

    before = ids()
    victim = min(before)
    pipedrive.remove("persons", str(victim))
    assert before - ids() == {victim}
    assert client.persons.get_person(victim)["data"]["active_flag"] is False
    pipedrive.advance(31 * 86_400)
    with pytest.raises(NotFoundError):
        client.persons.get_person(victim)


def test_signing_in(http: PipedriveHttp, control: Control) -> None:
    made = Client(http.entry["client_id"], http.entry["client_secret"], domain=http.base_url)
    made.OAUTH_BASE_URL = f"{http.base_url}/oauth/"
    assert made.authorization_url(REDIRECT, "s").startswith(f"{http.base_url}/oauth/authorize?client_id=")
    tokens = made.exchange_code(REDIRECT, http.code())
    assert tokens["api_domain"] == http.base_url
    assert tokens["token_type"] == "Bearer"
    made.set_access_token(tokens["access_token"])
    assert made.users.get_me()["data"]["company_name"] == "Talensac Immobilier"
    again = made.refresh_token(tokens["refresh_token"])
    assert again["refresh_token"] == tokens["refresh_token"]
    assert again["access_token"] != tokens["access_token"]


def test_its_errors(client: Any, http: PipedriveHttp, pipedrive: PipedriveControl) -> None:
    stranger = Client(domain=http.base_url)
    stranger.set_api_token("0" * 40)
    with pytest.raises(UnauthorizedError) as caught:
        stranger.users.get_me()
    assert "unauthorized access" in str(caught.value)
    pipedrive.traits(scopes=["base"])
    poor = Client(domain=http.base_url)
    poor.set_access_token(http.signed_in()["access_token"])
    assert poor.users.get_me()["data"]["is_you"]
    with pytest.raises(ForbiddenError) as forbidden:
        poor.leads.get_all_leads()
    assert "Scope and URL mismatch" in str(forbidden.value)
    pipedrive.traits(rate_limits=True, daily_tokens=0)
    with pytest.raises(TooManyRequestsError):
        client.users.get_me()
