"""The control endpoint."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.raw import Control, HubSpotHttp, Json

CONTACTS = "/crm/v3/objects/contacts"


def test_the_directory_has_what_a_client_needs(served: Sandbox, control: Control) -> None:
    found = control.done("GET", "/vendors")
    entry = found["vendors"]["hubspot"]
    assert found["control"] == served.control
    assert set(entry) == {
        "base_url", "tls_base_url", "ca_file", "authorize_url", "token_url", "client_id", "client_secret",
        "redirect_uris", "access_token", "refresh_token", "account",
    }  # fmt: skip
    assert entry["authorize_url"].startswith(entry["base_url"])


def test_it_is_no_part_of_a_vendors_paths(hubspot: HubSpotHttp, control: Control) -> None:
    assert hubspot.get("/vendors").status == 404
    assert control.call("GET", CONTACTS).status == 404


def test_a_colleague_edits_and_deletes(hubspot: HubSpotHttp, control: Control) -> None:
    made = control.edit("contacts", None, author="Hélène", lastname="Nouvelle")
    assert hubspot.values(f"{CONTACTS}/{made}", "lastname") == {"lastname": "Nouvelle"}
    assert control.edit("contacts", made, author="7700124", lastname="Changée") == made
    history = hubspot.get(f"{CONTACTS}/{made}", propertiesWithHistory="lastname").json()["propertiesWithHistory"]
    assert [one["updatedByUserId"] for one in history["lastname"]] == [7700124, 7700123]
    control.done("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": made})
    assert hubspot.get(f"{CONTACTS}/{made}", archived="true").status == 200
    control.done("POST", "/delete", {"vendor": "hubspot", "object": "contacts", "id": made, "hard": True})
    assert hubspot.get(f"{CONTACTS}/{made}", archived="true").status == 404


def test_a_colleague_nobody_knew_joins_the_agency(hubspot: HubSpotHttp, control: Control) -> None:
    made = control.edit("contacts", None, author="Anna Le Bris", lastname="Nouvelle")
    history = hubspot.get(f"{CONTACTS}/{made}", propertiesWithHistory="lastname").json()["propertiesWithHistory"]
    owners = {owner["userId"]: owner for owner in hubspot.get("/crm/v3/owners").json()["results"]}
    anna = owners[history["lastname"][0]["updatedByUserId"]]
    assert (anna["firstName"], anna["lastName"]) == ("Anna", "Le Bris")


def test_a_colleague_merges_links_and_rearranges(hubspot: HubSpotHttp, control: Control) -> None:
    first, second = hubspot.contact(lastname="Un"), hubspot.contact(lastname="Deux")
    body = {"vendor": "hubspot", "object": "contacts", "winner": first, "loser": second}
    survivor = control.done("POST", "/merge", body)["id"]
    assert hubspot.get(f"{CONTACTS}/{second}").json()["id"] == survivor
    firm = control.edit("companies", None, name="SCI")
    ends: Json = {"from": "contacts", "fromId": survivor, "to": "companies", "toId": firm}
    control.edit("associations", None, **ends, types=[1])
    dump = control.done("GET", "/dump?vendor=hubspot&object=associations/contacts/companies")["records"]
    assert {"fromId": survivor, "toId": firm, "types": [1, 279]} in dump
    control.edit("associations", None, **ends, remove=True)
    assert hubspot.get(f"/crm/v4/objects/contacts/{survivor}/associations/companies").json()["results"] == []
    control.edit("properties/contacts", "hs_lead_status", options=[{"value": "NEW", "label": "Neuf"}])
    assert hubspot.get("/crm/v3/properties/contacts/hs_lead_status").json()["options"][0]["label"] == "Neuf"
    control.edit("properties/contacts", "crmdesk_sector", archived=True)
    assert hubspot.get("/crm/v3/properties/contacts/crmdesk_sector").status == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/edit", {"vendor": "hubspot", "object": "contacts", "id": "99", "fields": {"lastname": "x"}}),
        ("/edit", {"vendor": "hubspot", "object": "contacts", "fields": {"foo": "x"}}),
        ("/edit", {"vendor": "hubspot", "object": "unicorns", "fields": {}}),
        ("/edit", {"vendor": "nobody", "object": "contacts", "fields": {}}),
        ("/edit", {"vendor": "hubspot", "object": "owners", "id": "1", "fields": {}}),
        ("/edit", {"vendor": "hubspot", "object": "properties/contacts", "id": "foo", "fields": {}}),
        ("/edit", {"vendor": "hubspot", "object": "contacts", "fields": 7}),
        ("/edit", {"vendor": "hubspot"}),
        ("/delete", {"vendor": "hubspot", "object": "contacts", "id": "99"}),
        ("/delete", {"vendor": "hubspot", "object": "contacts"}),
        ("/merge", {"vendor": "hubspot", "object": "notes", "winner": "30000000001", "loser": "30000000002"}),
        ("/merge", {"vendor": "hubspot", "object": "contacts", "winner": "30000000001", "loser": "30000000001"}),
        ("/traits", {"vendor": "hubspot", "no_such_trait": True}),
        ("/traits", {"vendor": "hubspot", "search_lag_s": "long"}),
        ("/traits", {"vendor": "hubspot", "null_write": "explodes"}),
        ("/clock", {}),
        ("/reset", {"records": "many"}),
        ("/edit", [1]),
    ],
)
def test_what_makes_no_sense_is_said(control: Control, path: str, body: object) -> None:
    answer = control.call("POST", path, body)
    assert answer.status == 400
    assert answer.json()["error"]


def test_dumps_say_everything(control: Control, hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(lastname="Dernier")
    hubspot.call("DELETE", f"{CONTACTS}/{contact}")
    records = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    assert (len(records), records[-1]["id"], records[-1]["archived"]) == (41, contact, True)
    assert records[-1]["properties"]["lastname"] == "Dernier"
    assert len(control.done("GET", "/dump?vendor=hubspot&object=owners")["records"]) == 4
    assert control.done("GET", "/dump?vendor=hubspot&object=pipelines/leads")["records"][0]["id"] == "lead-pipeline-id"
    assert control.done("GET", "/dump?vendor=hubspot&object=properties/notes")["records"]
    for unknown in ("unicorns", "associations/contacts/unicorns"):
        assert control.call("GET", f"/dump?vendor=hubspot&object={unknown}").status == 400


def test_calls_are_counted_by_template(hubspot: HubSpotHttp, control: Control) -> None:
    hubspot.get(f"{CONTACTS}/1")
    hubspot.get(f"{CONTACTS}/2", archived="true")
    hubspot.post("/crm/objects/2026-03/leads/search", {})
    hubspot.get("/crm/v4/objects/contacts/1/associations/companies")
    hubspot.get("/oauth/v1/access-tokens/secret")
    hubspot.get("/nowhere")
    assert control.done("GET", "/calls")["hubspot"] == {
        "GET /crm/v3/objects/contacts/{id}": 2,
        "POST /crm/objects/2026-03/leads/search": 1,
        "GET /crm/v4/objects/contacts/{id}/associations/companies": 1,
        "GET /oauth/v1/access-tokens/{token}": 1,
        "GET /nowhere": 1,
    }
    control.done("DELETE", "/calls")
    assert control.done("GET", "/calls")["hubspot"] == {}


def test_traits_explain_themselves_and_go_with_a_reset(control: Control) -> None:
    control.traits(search_lag_s=3)
    rows = {one["name"]: one for one in control.done("GET", "/traits")["hubspot"]}
    assert (rows["search_lag_s"]["value"], rows["search_lag_s"]["default"]) == (3, 0.0)
    assert rows["null_write"]["choices"] == ["clears", "ignored", "refused"]
    assert all(one["meaning"] for one in rows.values())
    control.done("POST", "/reset")
    rows = {one["name"]: one for one in control.done("GET", "/traits?vendor=hubspot")["hubspot"]}
    assert all(one["value"] == one["default"] for one in rows.values())


def test_the_clock_runs_ahead(hubspot: HubSpotHttp, control: Control) -> None:
    now = control.done("POST", "/clock", {"offset_s": 0})["now"]
    ahead = control.done("POST", "/clock", {"offset_s": 86_400})["now"]
    assert 86_400 <= ahead - now < 86_500
    assert hubspot.get(CONTACTS).headers["date"].endswith("GMT")
    contact = hubspot.contact(lastname="Demain")
    record = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"][-1]
    assert record["id"] == contact
    assert record["created_ms"] / 1000 >= ahead - 1


def test_reset_seeds_another_account(hubspot: HubSpotHttp, control: Control) -> None:
    first = hubspot.get(CONTACTS, limit="5").json()["results"]
    control.done("POST", "/reset", {"records": 5, "seed": 6})
    second = hubspot.get(CONTACTS, limit="10").json()["results"]
    assert len(second) == 5
    assert [one["properties"]["email"] for one in first] != [one["properties"]["email"] for one in second]


def test_reset_of_one_vendor_leaves_the_others(hubspot: HubSpotHttp, control: Control) -> None:
    before = hubspot.get(CONTACTS, limit="100").json()["results"]
    held = control.done("GET", "/dump?vendor=zoho&object=Leads")["records"]
    control.done("POST", "/reset", {"vendor": "zoho", "records": 3, "seed": 6})
    assert hubspot.get(CONTACTS, limit="100").json()["results"] == before
    assert len(control.done("GET", "/dump?vendor=zoho&object=Leads")["records"]) <= 3 < len(held)
