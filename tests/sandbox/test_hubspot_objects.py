"""Single records over raw HTTP: paths, shapes, validation, history, merge, forgetting (fact sheet sections 0, 2, 5, 6)."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, invalid_values

CONTACTS = "/crm/v3/objects/contacts"


@pytest.mark.parametrize(
    "prefix", ["/crm/v3/objects", "/crm/objects/v3", "/crm/objects/2026-03", "/crm/objects/2026-09"]
)
@pytest.mark.parametrize("name", ["contacts", "contact", "0-1", "Contacts"])
def test_every_prefix_and_name_leads_to_the_records(hubspot: HubSpotHttp, prefix: str, name: str) -> None:
    answer = hubspot.get(f"{prefix}/{name}/", limit="1")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json;charset=utf-8"
    (record,) = answer.json()["results"]
    assert set(record["properties"]) == {
        "createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname",
    }  # fmt: skip
    assert record["url"].endswith(f"/record/0-1/{record['id']}")


def test_pages_follow_ids_and_their_links_work(hubspot: HubSpotHttp) -> None:
    seen: list[int] = []
    path = f"{CONTACTS}?limit=15&properties=email"
    while path:
        page = hubspot.get(path).json()
        seen += [int(one["id"]) for one in page["results"]]
        link = page.get("paging", {}).get("next", {}).get("link", "")
        assert link.startswith(hubspot.base_url) or not link
        path = link.removeprefix(hubspot.base_url)
    assert len(seen) == 40
    assert seen == sorted(seen)
    assert seen[0] > 2**32


def test_lists_of_properties_and_booleans_in_any_form(hubspot: HubSpotHttp) -> None:
    answer = hubspot.get(f"{CONTACTS}?limit=1&properties=phone,city&properties=zip&properties=nothing&archived=False")
    (record,) = answer.json()["results"]
    assert set(record["properties"]) == {"phone", "city", "zip", "hs_object_id", "createdate", "lastmodifieddate"}
    assert hubspot.get(f"{CONTACTS}?archived=True").json()["results"] == []


@pytest.mark.parametrize(
    "query", ["limit=101", "limit=0", "limit=x", "limit=51&propertiesWithHistory=email", "after=x"]
)
def test_a_wrong_page_request_is_refused(hubspot: HubSpotHttp, query: str) -> None:
    assert hubspot.get(f"{CONTACTS}?{query}").status == 400


def test_ids_repeat_from_type_to_type(empty: HubSpotHttp) -> None:
    contact = empty.contact(lastname="Joly")
    company = empty.post("/crm/v3/objects/companies", {"properties": {"name": "Joly"}}).json()["id"]
    assert contact == company


def test_a_created_record_shows_what_was_written(empty: HubSpotHttp) -> None:
    values = {"email": "Mara@Oakline.example", "lastname": "Voss", "hs_lead_status": "", "hs_email_optout": True}
    answer = empty.post(CONTACTS, {"properties": values})
    assert answer.status == 201
    shown = answer.json()["properties"]
    assert (shown["email"], shown["lastname"], shown["hs_lead_status"]) == ("mara@oakline.example", "Voss", None)
    assert shown["hs_email_optout"] == "true"
    assert shown["hs_object_source"] == "INTEGRATION"
    assert answer.json()["archived"] is False


def test_only_sent_properties_change_and_the_modified_date_moves(hubspot: HubSpotHttp, control: Control) -> None:
    contact = hubspot.contact(lastname="Cormier", phone="06 39 98 00 01")
    before = hubspot.get(f"{CONTACTS}/{contact}").json()
    control.advance(60)
    answer = hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"phone": "06 39 98 00 02", "city": ""}})
    assert answer.status == 200
    after = hubspot.get(f"{CONTACTS}/{contact}", properties="phone,lastname").json()
    assert after["properties"]["lastname"] == "Cormier"
    assert after["updatedAt"] > before["updatedAt"]
    assert after["updatedAt"] == after["properties"]["lastmodifieddate"]


def test_history_names_who_wrote_what(hubspot: HubSpotHttp, control: Control) -> None:
    contact = hubspot.contact(lastname="Olivé", phone="1")
    control.advance(10)
    control.edit("contacts", contact, author="julien.baudouin@talensac-immobilier.example", phone="2")
    control.advance(20)
    hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"phone": ""}})
    answer = hubspot.get(f"{CONTACTS}/{contact}", propertiesWithHistory="phone,lastname").json()
    entries = answer["propertiesWithHistory"]["phone"]
    assert [(one["value"], one["sourceType"]) for one in entries] == [
        ("", "INTEGRATION"), ("2", "CRM_UI"), ("1", "INTEGRATION"),
    ]  # fmt: skip
    assert entries[1]["sourceId"] == f"userId:{entries[1]['updatedByUserId']}"
    assert entries[0]["sourceId"].isdigit()
    assert [one["timestamp"] for one in entries] == sorted((one["timestamp"] for one in entries), reverse=True)
    assert entries[0]["timestamp"] != answer["properties"]["lastmodifieddate"]
    assert answer["properties"]["lastmodifieddate"] > entries[0]["timestamp"]
    assert [one["value"] for one in answer["propertiesWithHistory"]["lastname"]] == ["Olivé"]


def test_a_write_that_changes_nothing_leaves_no_trace(hubspot: HubSpotHttp, control: Control) -> None:
    contact = hubspot.contact(lastname="Dupé")
    before = hubspot.get(f"{CONTACTS}/{contact}", propertiesWithHistory="lastname").json()
    control.advance(60)
    hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"lastname": "Dupé"}})
    assert hubspot.get(f"{CONTACTS}/{contact}", propertiesWithHistory="lastname").json() == before


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"{", "Invalid input JSON on line 1"),
        (b"[]", "Cannot deserialize value"),
        (b"{}", "Some required fields were not set: [properties]"),
        (b'{"properties": 1}', "Cannot deserialize value"),
        (b'{"properties": {"phone": {}}}', "Cannot deserialize value"),
        (b'{"properties": {"lastname": "x"}, "associations": 1}', "Cannot deserialize value"),
    ],
)
def test_bodies_that_make_no_sense(hubspot: HubSpotHttp, body: bytes, text: str) -> None:
    from tests.sandbox.raw import request

    headers = {"authorization": f"Bearer {hubspot.token}", "content-type": "application/json"}
    answer = request(hubspot.base_url, "POST", CONTACTS, body, headers)
    assert answer.status == 400
    assert text in answer.json()["message"]


def test_statuses_around_the_edges(hubspot: HubSpotHttp, control: Control) -> None:
    assert hubspot.post("/crm/v3/objects/foo", {}).json()["message"] == "Unable to infer object type from: foo"
    nowhere = hubspot.get("/crm/v3/nothing")
    assert (nowhere.status, nowhere.headers["content-type"]) == (404, "text/html;charset=utf-8")
    assert hubspot.get("/crm/objects/2024-01/contacts").status == 404
    assert hubspot.call("PUT", f"{CONTACTS}/1").status == 405
    assert hubspot.call("POST", CONTACTS, {"properties": {}}, content_type="text/plain").status == 415
    contact = hubspot.contact(lastname="Vide")
    empty = hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {}})
    assert empty.json()["message"] == "No properties found to update, please provide at least one."
    missing = hubspot.get(f"{CONTACTS}/99")
    assert (missing.status, missing.json()["category"], missing.json()["context"]) == (
        404,
        "OBJECT_NOT_FOUND",
        {"id": ["99"]},
    )
    control.traits(url_limit=5000)
    assert hubspot.get(CONTACTS, properties="x" * 5000).status == 414


def test_merge_redirects_both_ids(hubspot: HubSpotHttp) -> None:
    first = hubspot.contact(email="a@acme.example", city="Rezé")
    second = hubspot.contact(email="b@acme.example", city="Vertou", phone="2")
    answer = hubspot.post(f"{CONTACTS}/merge", {"primaryObjectId": first, "objectIdToMerge": second})
    survivor = answer.json()["id"]
    assert (answer.status, survivor in {first, second}) == (200, False)
    shown = hubspot.values(f"{CONTACTS}/{second}", "city", "phone", "email", "hs_additional_emails")
    assert shown == {"city": "Rezé", "phone": "2", "email": "a@acme.example", "hs_additional_emails": "b@acme.example"}
    assert hubspot.patch(f"{CONTACTS}/{first}", {"properties": {"phone": "3"}}).json()["id"] == survivor
    history = hubspot.get(f"{CONTACTS}/{survivor}", propertiesWithHistory="city").json()["propertiesWithHistory"][
        "city"
    ]
    assert next(one["value"] for one in history) == "Rezé"
    assert {one["value"] for one in history} == {"Rezé", "Vertou"}
    listed = {
        one["id"]
        for page in ("", "&archived=true")
        for one in hubspot.get(f"{CONTACTS}?limit=100{page}").json()["results"]
    }
    assert survivor in listed
    assert not listed & {first, second}
    again = hubspot.contact(lastname="Trois")
    chained = hubspot.post(f"{CONTACTS}/merge", {"primaryObjectId": again, "objectIdToMerge": survivor}).json()["id"]
    assert hubspot.get(f"{CONTACTS}/{first}").json()["id"] == chained
    assert hubspot.post(f"{CONTACTS}/merge", {"primaryObjectId": chained}).status == 400
    assert hubspot.post("/crm/v3/objects/notes/merge", {"primaryObjectId": "1", "objectIdToMerge": "2"}).status == 400


def test_archiving_keeps_the_modified_date(hubspot: HubSpotHttp, control: Control) -> None:
    contact = hubspot.contact(lastname="Rivière")
    before = hubspot.get(f"{CONTACTS}/{contact}").json()
    control.advance(60)
    assert hubspot.call("DELETE", f"{CONTACTS}/{contact}").status == 204
    assert hubspot.call("DELETE", f"{CONTACTS}/{contact}").status == 204
    archived = hubspot.get(f"{CONTACTS}/{contact}", archived="true").json()
    assert archived["updatedAt"] == before["updatedAt"]
    assert archived["archivedAt"] > before["updatedAt"]
    assert hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"phone": "1"}}).status == 404
    control.edit("contacts", contact, archived=False)
    restored = hubspot.get(f"{CONTACTS}/{contact}").json()
    assert restored["updatedAt"] > before["updatedAt"]
    assert hubspot.call("DELETE", f"{CONTACTS}/99").status == 404
    control.traits(second_delete_404=True)
    assert hubspot.call("DELETE", f"{CONTACTS}/{contact}").status == 204
    assert hubspot.call("DELETE", f"{CONTACTS}/{contact}").status == 404


def test_a_forgotten_email_nobody_had_is_blocked(hubspot: HubSpotHttp) -> None:
    body = {"objectId": "jamais@acme.example", "idProperty": "email"}
    assert hubspot.post(f"{CONTACTS}/gdpr-delete", body).status == 204
    answer = hubspot.post(CONTACTS, {"properties": {"email": "jamais@acme.example"}})
    assert invalid_values(answer) == [("BLOCKED_EMAIL", "email")]
    assert hubspot.post("/crm/v3/objects/deals/gdpr-delete", {"objectId": "1"}).status == 400


def test_deal_stages_belong_to_their_pipeline(hubspot: HubSpotHttp) -> None:
    deals = "/crm/v3/objects/deals"
    stage = {"label": "Unique", "displayOrder": 0, "metadata": {"probability": "0.5"}}
    other = hubspot.post("/crm/v3/pipelines/deals", {"label": "Locations", "displayOrder": 1, "stages": [stage]}).json()
    missing = hubspot.post(deals, {"properties": {"dealname": "A", "dealstage": "closedwon"}})
    assert missing.status == 400
    values = {"dealname": "A", "dealstage": "closedwon", "pipeline": "default", "amount": "100"}
    made = hubspot.post(deals, {"properties": values}).json()
    shown = hubspot.values(f"{deals}/{made['id']}", "hs_is_closed_won", "hs_deal_stage_probability")
    assert shown == {"hs_is_closed_won": "true", "hs_deal_stage_probability": "1.0"}
    path = f"{deals}/{made['id']}"
    assert invalid_values(hubspot.patch(path, {"properties": {"pipeline": other["id"]}})) == [
        ("INVALID_OPTION", "dealstage")
    ]
    both = {"pipeline": other["id"], "dealstage": other["stages"][0]["id"]}
    assert hubspot.patch(path, {"properties": both}).status == 200


def test_what_the_vendor_does_by_itself(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(
        company_enrichment=True, website_sets_domain=True, numbers_normalised=True, lifecycle_automation=True,
        domain_unique=True, history_capped=True,
    )  # fmt: skip
    companies = "/crm/v3/objects/companies"
    company = hubspot.post(companies, {"properties": {"domain": "acme.example"}}).json()["id"]
    assert hubspot.values(f"{companies}/{company}", "website") == {"website": "https://www.acme.example"}
    assert hubspot.post(companies, {"properties": {"domain": "acme.example"}}).status == 409
    hubspot.patch(
        f"{companies}/{company}", {"properties": {"website": "https://www.neuf.example/x", "annualrevenue": "1500.00"}}
    )
    assert hubspot.values(f"{companies}/{company}", "domain", "annualrevenue") == {
        "domain": "neuf.example",
        "annualrevenue": "1500",
    }
    contact = hubspot.contact(lastname="Client", lifecyclestage="lead")
    tie = [{"to": {"id": contact}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 3}]}]
    values = {"dealname": "Vente", "dealstage": "contractsent"}
    deal = hubspot.post("/crm/v3/objects/deals", {"properties": values, "associations": tie}).json()["id"]
    assert hubspot.values(f"{CONTACTS}/{contact}", "lifecyclestage") == {"lifecyclestage": "opportunity"}
    hubspot.patch(f"/crm/v3/objects/deals/{deal}", {"properties": {"dealstage": "closedwon"}})
    assert hubspot.values(f"{CONTACTS}/{contact}", "lifecyclestage") == {"lifecyclestage": "customer"}
    for number in range(50):
        hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"phone": str(number)}})
    history = hubspot.get(f"{CONTACTS}/{contact}", propertiesWithHistory="phone").json()["propertiesWithHistory"][
        "phone"
    ]
    assert len(history) == 45


def test_accounts_without_leads_or_archived_activities(hubspot: HubSpotHttp, control: Control) -> None:
    assert hubspot.get("/crm-object-schemas/v3/schemas/0-136").json()["objectTypeId"] == "0-136"
    control.traits(leads_enabled=False, archived_scan_refused=True)
    answer = hubspot.get("/crm/v3/objects/leads", limit="1")
    assert (answer.status, answer.json()["category"]) == (403, "FORBIDDEN")
    assert answer.json()["message"] == "You do not have permissions to view object type LEAD."
    assert hubspot.get("/crm-object-schemas/v3/schemas/0-136").status == 403
    control.traits(schemas_without_object=True)
    assert hubspot.get("/crm-object-schemas/v3/schemas/0-136").json()["objectTypeId"] == "0-136"
    assert hubspot.get("/crm/v3/schemas/unicorns").status == 400
    assert hubspot.get("/crm/v3/objects/notes", archived="true").status == 400
    assert hubspot.get("/crm/v3/objects/tasks", archived="true").status == 200


def test_a_meeting_is_dated_by_its_start_a_task_by_its_completion(hubspot: HubSpotHttp) -> None:
    start = "2026-11-24T09:00:00.000Z"
    meeting = hubspot.post("/crm/v3/objects/meetings", {"properties": {"hs_meeting_start_time": start}}).json()["id"]
    assert hubspot.values(f"/crm/v3/objects/meetings/{meeting}", "hs_timestamp") == {"hs_timestamp": start}
    task = hubspot.post("/crm/v3/objects/tasks", {"properties": {"hs_timestamp": start}}).json()["id"]
    hubspot.patch(f"/crm/v3/objects/tasks/{task}", {"properties": {"hs_task_status": "COMPLETED"}})
    assert hubspot.values(f"/crm/v3/objects/tasks/{task}", "hs_task_completion_date")["hs_task_completion_date"]


def test_history_of_system_properties(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(lastname="Riou")
    names = "hs_object_id,createdate,lastmodifieddate"
    shown = hubspot.get(f"{CONTACTS}/{contact}", propertiesWithHistory=names).json()
    assert {name: one[0]["value"] for name, one in shown["propertiesWithHistory"].items()} == {
        name: shown["properties"][name] for name in names.split(",")
    }


def test_forgetting_by_id(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(email="a@acme.example")
    assert hubspot.post(f"{CONTACTS}/gdpr-delete", {"objectId": contact}).status == 204
    assert hubspot.post(f"{CONTACTS}/gdpr-delete", {"objectId": contact}).status == 404
    assert hubspot.contact(email="a@acme.example")
    assert hubspot.post(f"{CONTACTS}/gdpr-delete", {}).status == 400
    assert hubspot.post(f"{CONTACTS}/gdpr-delete", {"objectId": "x", "idProperty": "city"}).status == 400


def test_a_contact_merged_too_often(hubspot: HubSpotHttp) -> None:
    survivor = hubspot.contact(lastname="Riou")
    for number in range(250):
        other = hubspot.contact(lastname=str(number))
        answer = hubspot.post(f"{CONTACTS}/merge", {"primaryObjectId": survivor, "objectIdToMerge": other})
        assert answer.status == 200, number
        survivor = answer.json()["id"]
    other = hubspot.contact(lastname="Trop")
    answer = hubspot.post(f"{CONTACTS}/merge", {"primaryObjectId": survivor, "objectIdToMerge": other})
    assert (answer.status, answer.json()["message"]) == (414, "Cannot have more than 250 identities on a profile")
    assert hubspot.get(f"{CONTACTS}/{survivor}").status == 200


def test_paths_of_sign_in_that_do_not_exist(hubspot: HubSpotHttp) -> None:
    for path in ("/oauth/v9/token", "/oauth/v1/nothing", "/oauth/v1/access-tokens/a/b", "/oauth/v1/things/a"):
        assert hubspot.get(path).status == 404
    for path in ("/oauth/v1/access-tokens/unknown", "/oauth/v1/refresh-tokens/unknown"):
        assert hubspot.get(path).json()["category"] == "OBJECT_NOT_FOUND"
    assert hubspot.call("DELETE", "/oauth/v1/refresh-tokens/unknown").status == 404
