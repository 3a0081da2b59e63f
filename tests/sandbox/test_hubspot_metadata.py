"""Properties, groups, pipelines, owners and schemas over raw HTTP (fact sheet sections 4.1 to 4.3, 4.5)."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, Json

PROPERTIES = "/crm/v3/properties/contacts"
NEW: Json = {"name": "essai", "label": "Essai", "type": "string", "fieldType": "text", "groupName": "crmdesk"}


def listed(hubspot: HubSpotHttp, path: str = PROPERTIES) -> dict[str, Json]:
    return {one["name"]: one for one in hubspot.get(path).json()["results"]}


def test_the_account_comes_with_the_crmdesk_properties(hubspot: HubSpotHttp) -> None:
    found = listed(hubspot)
    assert found["crmdesk_uid"]["hasUniqueValue"] is True
    assert [one["value"] for one in found["crmdesk_lead_type"]["options"]] == ["seller", "buyer", "landlord", "tenant"]
    assert (found["crmdesk_last_contact_at"]["type"], found["crmdesk_last_contact_at"]["fieldType"]) == (
        "datetime",
        "date",
    )
    assert found["hs_lead_status"]["modificationMetadata"]["readOnlyValue"] is False
    assert found["lastmodifieddate"]["modificationMetadata"]["readOnlyValue"] is True
    for name in ("companies", "deals", "leads", "tasks", "calls", "meetings", "notes"):
        assert "crmdesk_uid" in listed(hubspot, f"/crm/properties/2026-03/{name}")


def test_a_bare_account_has_none_until_they_are_made(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(bare_account=True)
    assert not any(name.startswith("crmdesk") for name in listed(hubspot))
    assert "crmdesk" not in {one["name"] for one in hubspot.get(f"{PROPERTIES}/groups").json()["results"]}
    assert len(hubspot.get("/crm/v3/objects/contacts", limit="100").json()["results"]) == 40
    assert hubspot.post(PROPERTIES, NEW).status == 400
    assert hubspot.post(f"{PROPERTIES}/groups", {"name": "crmdesk", "label": "crmdesk"}).status == 201
    answer = hubspot.post(
        f"{PROPERTIES}/batch/create", {"inputs": [NEW, {**NEW, "name": "crmdesk_uid", "hasUniqueValue": True}]}
    )
    assert (answer.status, len(answer.json()["results"])) == (201, 2)
    contact = hubspot.contact(essai="oui", crmdesk_uid="01HX")
    assert hubspot.get("/crm/v3/objects/contacts/01HX", idProperty="crmdesk_uid").json()["id"] == contact


def test_a_property_that_names_an_owner_has_its_options_elsewhere(hubspot: HubSpotHttp) -> None:
    made = {
        **NEW,
        "type": "enumeration",
        "fieldType": "select",
        "externalOptions": True,
        "referencedObjectType": "OWNER",
    }
    assert hubspot.post(PROPERTIES, made).status == 201
    for name in ("essai", "second_negociateur", "hubspot_owner_id"):
        held = listed(hubspot)[name]
        assert (held["externalOptions"], held["referencedObjectType"], held["options"]) == (True, "OWNER", []), name
        assert held["hubspotDefined"] is (name == "hubspot_owner_id")
    owners = hubspot.get("/crm/v3/owners/").json()["results"]
    contact = hubspot.contact(essai=owners[0]["id"])
    assert hubspot.values(f"/crm/v3/objects/contacts/{contact}", "essai") == {"essai": owners[0]["id"]}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"name": "Essai"}, 400),
        ({"name": "email"}, 409),
        ({"fieldType": "number"}, 400),
        ({"type": "texte"}, 400),
        ({"groupName": "rien"}, 400),
        ({"label": ""}, 400),
    ],
)
def test_definitions_that_are_refused(hubspot: HubSpotHttp, change: Json, status: int) -> None:
    assert hubspot.post(PROPERTIES, {**NEW, **change}).status == status


def test_at_most_ten_unique_properties(hubspot: HubSpotHttp) -> None:
    statuses = [
        hubspot.post(PROPERTIES, {**NEW, "name": f"cle_{number}", "hasUniqueValue": True}).status
        for number in range(10)
    ]
    assert statuses == [201] * 9 + [400]


def test_an_archived_property_is_gone_for_reads_and_writes(hubspot: HubSpotHttp) -> None:
    hubspot.post(PROPERTIES, NEW)
    contact = hubspot.contact(essai="oui")
    assert hubspot.call("DELETE", f"{PROPERTIES}/essai").status == 204
    assert "essai" not in listed(hubspot)
    assert "essai" in listed(hubspot, f"{PROPERTIES}?archived=true")
    shown = hubspot.get(f"/crm/v3/objects/contacts/{contact}", properties="essai").json()["properties"]
    assert "essai" not in shown
    assert hubspot.patch(f"/crm/v3/objects/contacts/{contact}", {"properties": {"essai": "x"}}).status == 400
    assert hubspot.call("DELETE", f"{PROPERTIES}/email").status == 400


def test_options_of_a_standard_property_can_change(hubspot: HubSpotHttp) -> None:
    options = [{"value": "NEW", "label": "Tout neuf"}]
    assert (
        hubspot.patch(f"{PROPERTIES}/hs_lead_status", {"options": options}).json()["options"][0]["label"] == "Tout neuf"
    )
    assert hubspot.patch(f"{PROPERTIES}/hs_lead_status", {"label": "x"}).status == 400
    assert hubspot.post("/crm/v3/objects/contacts", {"properties": {"hs_lead_status": "OPEN"}}).status == 400


def test_dated_batch_read_names_what_it_needs(hubspot: HubSpotHttp) -> None:
    path = "/crm/properties/2026-03/contacts/batch/read"
    body: Json = {"inputs": [{"name": "email"}, {"name": "rien"}], "archived": False}
    assert "dataSensitivity" in hubspot.post(path, body).json()["message"]
    answer = hubspot.post(path, {**body, "dataSensitivity": "non_sensitive"})
    assert (answer.status, [one["name"] for one in answer.json()["results"]]) == (207, ["email"])
    assert hubspot.get(f"{PROPERTIES}?dataSensitivity=sensitive").json()["results"] == []


def test_unique_email_by_the_other_reading(hubspot: HubSpotHttp, control: Control) -> None:
    assert hubspot.get(f"{PROPERTIES}/email").json()["hasUniqueValue"] is False
    control.traits(unique_email_shown=True)
    assert hubspot.get(f"{PROPERTIES}/email").json()["hasUniqueValue"] is True


def test_groups(hubspot: HubSpotHttp) -> None:
    path = f"{PROPERTIES}/groups"
    assert hubspot.post(path, {"name": "g", "label": "G"}).status == 201
    assert hubspot.post(path, {"name": "g", "label": "G"}).status == 409
    assert hubspot.patch(f"{path}/g", {"label": "H"}).json()["label"] == "H"
    assert hubspot.call("DELETE", f"{path}/g").status == 204
    assert "g" not in {one["name"] for one in hubspot.get(path).json()["results"]}
    assert hubspot.get(f"{path}/rien").status == 404


def test_pipelines_and_stages(hubspot: HubSpotHttp) -> None:
    path = "/crm/pipelines/2026-03/deals"
    stage = {"label": "Notaire", "displayOrder": 9, "metadata": {"probability": "0.9"}}
    assert hubspot.post(f"{path}/default/stages", {**stage, "metadata": {"probability": "0.95"}}).status == 400
    made = hubspot.post(f"{path}/default/stages", stage).json()
    assert made["metadata"] == {"probability": "0.9", "isClosed": "false"}
    where = f"{path}/default/stages/{made['id']}"
    assert hubspot.patch(where, {"label": "Étude"}).status == 400
    assert (
        hubspot.patch(where, {"label": "Étude", "metadata": {"probability": 1.0}}).json()["metadata"]["isClosed"]
        == "true"
    )
    hubspot.post("/crm/v3/objects/deals", {"properties": {"dealname": "A", "dealstage": made["id"]}})
    used = hubspot.call("DELETE", f"{where}?validateReferencesBeforeDelete=true")
    assert (used.status, used.json()["subCategory"]) == (400, "PipelineError.STAGE_ID_IN_USE")
    assert hubspot.call("DELETE", where).status == 204
    assert hubspot.get(where).status == 404
    assert [one["action"] for one in hubspot.get(f"{path}/default/audit").json()["results"]] == ["UPDATE"] * 3
    both = hubspot.call("PUT", f"{path}/default", {"label": "Tout", "displayOrder": 0, "stages": [stage]})
    assert [one["label"] for one in both.json()["stages"]] == ["Notaire"]
    assert hubspot.call("DELETE", f"{path}/default").status == 204
    assert hubspot.get(path).json()["results"] == []
    assert hubspot.post("/crm/v3/pipelines/contacts", {"label": "x", "stages": [stage]}).status == 400
    assert (
        hubspot.get("/crm/v3/pipelines/tickets").json()["results"][0]["stages"][0]["metadata"]["ticketState"] == "OPEN"
    )


def test_owners_page_filter_and_leave(hubspot: HubSpotHttp, control: Control) -> None:
    first = hubspot.get("/crm/owners/2026-03", limit="2").json()
    rest = hubspot.get(first["paging"]["next"]["link"].removeprefix(hubspot.base_url)).json()
    found = first["results"] + rest["results"]
    assert (len(found), "paging" in rest) == (3, False)
    mine = hubspot.get("/crm/v3/owners/", email=found[1]["email"].upper()).json()["results"]
    assert [one["id"] for one in mine] == [found[1]["id"]]
    stamp = found[1]["updatedAt"]
    control.edit("owners", found[1]["id"], archived=True)
    assert hubspot.get(f"/crm/v3/owners/{found[1]['id']}").status == 404
    gone = hubspot.get(f"/crm/v3/owners/{found[1]['id']}", archived="true").json()
    assert (gone["userId"], gone["updatedAt"]) == (None, stamp)


def test_owners_are_asked_for_by_known_ids(hubspot: HubSpotHttp) -> None:
    path = "/crm/v3/owners/41620001"
    assert hubspot.get(path, idProperty="id").status == 200
    refusal = hubspot.get(path, idProperty="email")
    assert (refusal.status, refusal.json()["category"]) == (400, "VALIDATION_ERROR")


def test_schemas(hubspot: HubSpotHttp) -> None:
    assert hubspot.get("/crm-object-schemas/v3/schemas").json() == {"results": []}
    assert hubspot.get("/crm/v3/schemas").json() == {"results": []}
    shown = hubspot.get("/crm-object-schemas/2026-03/schemas/contacts").json()
    assert (shown["objectTypeId"], shown["name"]) == ("0-1", "CONTACT")
    assert "email" in {one["name"] for one in shown["properties"]}
