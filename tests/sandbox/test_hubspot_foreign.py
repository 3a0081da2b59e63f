"""What clients of other languages send to HubSpot, and what they get: methods, content types, numbers, links, cursors."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.raw import Control, HubSpotHttp, invalid_values, request

CONTACTS = "/crm/v3/objects/contacts"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/oauth/v1/token"),
        ("GET", "/oauth/2026-03/token"),
        ("DELETE", "/oauth/v3/token/revoke"),
        ("PUT", "/oauth/v3/token/introspect"),
        ("POST", "/oauth/v1/refresh-tokens/x"),
        ("DELETE", "/oauth/v1/access-tokens/x"),
        ("PUT", CONTACTS),
    ],
)
def test_a_wrong_method_is_no_unknown_path(hubspot: HubSpotHttp, method: str, path: str) -> None:
    answer = hubspot.call(method, path)
    assert (answer.status, answer.headers["content-type"]) == (405, "application/json;charset=utf-8")
    assert answer.json()["status"] == "error"


@pytest.mark.parametrize("path", ["/oauth/v1/token", "/oauth/v3/token", "/oauth/2026-09/token/introspect"])
def test_tokens_are_asked_for_by_form(hubspot: HubSpotHttp, path: str) -> None:
    assert hubspot.call("POST", path, {"grant_type": "refresh_token"}).status == 415
    headers = {"content-type": f"{FORM}; charset=UTF-8"}
    assert request(hubspot.base_url, "POST", path, b"grant_type=refresh_token", headers).status == 400
    assert request(hubspot.base_url, "POST", path, b"", {"content-type": "application/json"}).status == 400


def test_the_body_of_a_refused_search(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(rate_limits=True, search_limit=0, service_key_limit=0)
    assert set(hubspot.post(f"{CONTACTS}/search", {}).json()) == {"status", "message", "correlationId", "category"}
    assert set(hubspot.get(CONTACTS).json()) == {
        "status", "message", "errorType", "correlationId", "policyName", "requestId",
    }  # fmt: skip
    control.traits(rate_limits=False)
    control.fault("retry_after", path=f"{CONTACTS}/search")
    assert "requestId" not in hubspot.post(f"{CONTACTS}/search", {}).json()


def found(hubspot: HubSpotHttp, name: str, **body: object) -> list[str]:
    answer = hubspot.post(f"/crm/v3/objects/{name}/search", {"limit": 100, **body})
    assert answer.status == 200, answer.body
    return [one["id"] for one in answer.json()["results"]]


def test_a_sort_written_as_the_node_client_has_it(empty: HubSpotHttp) -> None:
    first, second = empty.contact(lastname="Aubry"), empty.contact(lastname="Bihan")
    text = '{"propertyName":"lastname","direction":"DESCENDING"}'
    everyone = [{"filters": [{"propertyName": "hs_object_id", "operator": "GTE", "value": 0}]}]
    assert found(empty, "contacts", filterGroups=everyone, sorts=[text], after=0, query="") == [second, first]
    for wrong in ('{"propertyName":', '{"propertyName":"nothing"}', '{"propertyName":"city","direction":"UP"}'):
        assert empty.post(f"{CONTACTS}/search", {"sorts": [wrong]}).status == 400


def test_what_follows_from_links_can_be_searched(empty: HubSpotHttp) -> None:
    linked, alone = empty.contact(firstname="Ana", lastname="Riou"), empty.contact(lastname="Seul")
    company = str(empty.post("/crm/v3/objects/companies", {"properties": {"name": "SCI"}}).json()["id"])
    other = str(empty.post("/crm/v3/objects/companies", {"properties": {"name": "SARL"}}).json()["id"])
    by_link = [{"propertyName": "associations.company", "operator": "EQ", "value": other}]
    assert found(empty, "contacts", filters=by_link) == []
    path = f"/crm/v4/objects/contacts/{linked}/associations/companies"
    empty.call("PUT", f"{path}/{other}", [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 1}])
    assert found(empty, "contacts", filters=by_link) == [linked]
    primary = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 578}
    tie = [{"to": {"id": linked}, "types": [primary]}]
    body = {"properties": {"hs_lead_name": "Riou"}, "associations": tie}
    lead = str(empty.post("/crm/v3/objects/leads", body).json()["id"])

    def one(name: str, operator: str, value: object = None) -> list[dict[str, object]]:
        return [{"propertyName": name, "operator": operator, **({} if value is None else {"value": value})}]

    assert found(empty, "contacts", filters=one("associatedcompanyid", "EQ", int(other))) == [linked]
    assert found(empty, "contacts", filters=one("associatedcompanyid", "EQ", company)) == []
    assert found(empty, "contacts", filters=one("associatedcompanyid", "NOT_HAS_PROPERTY")) == [alone]
    assert found(empty, "companies", filters=one("num_associated_contacts", "GT", "0")) == [other]
    assert found(empty, "companies", sorts=["-num_associated_contacts"]) == [other, company]
    named = one("hs_associated_contact_firstname", "EQ", "ana")
    assert found(empty, "leads", filters=named) == [lead]
    empty.patch(f"{CONTACTS}/{linked}", {"properties": {"firstname": "Anaïs"}})
    assert found(empty, "leads", filters=named) == []


def test_ten_thousand_results_can_be_reached_and_no_more(hubspot: HubSpotHttp, control: Control) -> None:
    control.done("POST", "/reset", {"vendor": "hubspot", "records": 10_050})
    page = hubspot.post(f"{CONTACTS}/search", {"limit": 200, "after": "9900"}).json()
    assert (page["total"], len(page["results"]), page["paging"]["next"]["after"]) == (10_050, 100, "10000")
    assert hubspot.post(f"{CONTACTS}/search", {"limit": 1, "after": "10000"}).status == 400


def test_no_filter_takes_the_body_of_an_email(hubspot: HubSpotHttp) -> None:
    body = {"filters": [{"propertyName": "hs_email_text", "operator": "CONTAINS_TOKEN", "value": "maison"}]}
    assert hubspot.post("/crm/v3/objects/emails/search", body).status == 400


def test_the_link_to_the_next_owners_asks_for_the_same(hubspot: HubSpotHttp, control: Control) -> None:
    for owner in hubspot.get("/crm/v3/owners").json()["results"][:2]:
        control.edit("owners", owner["id"], archived=True)
    seen: list[str] = []
    path = "/crm/v3/owners/?archived=true&limit=2"
    while path:
        page = hubspot.get(path).json()
        assert all(one["archived"] for one in page["results"])
        seen += [one["id"] for one in page["results"]]
        path = page.get("paging", {}).get("next", {}).get("link", "").removeprefix(hubspot.base_url)
    assert len(set(seen)) == len(seen) == 3


@pytest.mark.parametrize(
    ("sent", "stored"),
    [(1e22, "1" + "0" * 22), (1500.5, "1500.5"), (2, "2"), ("1e5", "100000"), ("-2.5E-3", "-0.0025"), ("+7.", "+7.")],
)
def test_a_number_is_kept_as_decimals(hubspot: HubSpotHttp, sent: object, stored: str) -> None:
    answer = hubspot.post(CONTACTS, {"properties": {"lastname": "Petit", "crmdesk_estimate": sent}})
    assert answer.json()["properties"]["crmdesk_estimate"] == stored


@pytest.mark.parametrize("value", ["٣", "1e", "1e99999", ".", "--1", True])
def test_what_is_no_number_is_refused(hubspot: HubSpotHttp, value: object) -> None:
    answer = hubspot.post(CONTACTS, {"properties": {"crmdesk_estimate": value}})
    assert invalid_values(answer) == [("INVALID_LONG", "crmdesk_estimate")]


def test_appending_nothing_changes_nothing(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(lastname="Pichon", equipements="Jardin", hs_additional_emails="a@acme.example")
    assert (
        hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"equipements": ";", "hs_additional_emails": ";"}}).status
        == 200
    )
    assert hubspot.values(f"{CONTACTS}/{contact}", "equipements", "hs_additional_emails") == {
        "equipements": "Jardin", "hs_additional_emails": "a@acme.example",
    }  # fmt: skip


def test_amounts_name_their_currency(hubspot: HubSpotHttp) -> None:
    amount = hubspot.get("/crm/v3/properties/deals/amount").json()
    assert (amount["showCurrencySymbol"], amount["currencyPropertyName"]) == (True, "deal_currency_code")
    assert "showCurrencySymbol" not in hubspot.get("/crm/v3/properties/contacts/visites").json()
    made = {"name": "frais", "label": "Frais", "type": "number", "fieldType": "number", "groupName": "dealinformation",
            "showCurrencySymbol": True, "currencyPropertyName": "deal_currency_code"}  # fmt: skip
    shown = hubspot.post("/crm/v3/properties/deals", made).json()
    assert (shown["showCurrencySymbol"], shown["currencyPropertyName"]) == (True, "deal_currency_code")


def test_the_default_link_answers_with_the_pair_asked_for(empty: HubSpotHttp) -> None:
    contact = empty.contact(lastname="Morvan")
    company = str(empty.post("/crm/v3/objects/companies", {"properties": {"name": "SCI"}}).json()["id"])
    path = f"/crm/v4/objects/contacts/{contact}/associations/default/companies/{company}"
    answer = empty.call("PUT", path, content_length="0")
    assert (answer.status, answer.json()["status"]) == (200, "COMPLETE")
    assert answer.json()["results"] == [{
        "from": {"id": contact}, "to": {"id": company},
        "associationSpec": {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 279},
    }]  # fmt: skip


@pytest.mark.parametrize("way", ["labels", "labels from the contact", "forgotten"])
def test_a_lead_goes_however_its_last_primary_link_goes(hubspot: HubSpotHttp, way: str) -> None:
    contact = hubspot.contact(lastname="Praud")
    primary = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 578}
    tie = [{"to": {"id": contact}, "types": [primary]}]
    body = {"properties": {"hs_lead_name": "Praud"}, "associations": tie}
    lead = hubspot.post("/crm/v3/objects/leads", body).json()["id"]
    if way == "labels":
        path = f"/crm/v4/objects/leads/{lead}/associations/contacts/{contact}"
        assert hubspot.call("PUT", path, [primary]).status == 201
        assert hubspot.get(f"/crm/v3/objects/leads/{lead}").status == 200
        hubspot.call("PUT", path, [{**primary, "associationTypeId": 608}])
    elif way == "labels from the contact":
        path = f"/crm/objects/2026-03/contacts/{contact}/associations/leads/{lead}"
        hubspot.call("PUT", path, [{**primary, "associationTypeId": 609}])
    else:
        hubspot.post(f"{CONTACTS}/gdpr-delete", {"objectId": contact})
    assert hubspot.get(f"/crm/v3/objects/leads/{lead}").status == 404


def test_the_order_of_a_definition_is_a_number(hubspot: HubSpotHttp) -> None:
    path = "/crm/v3/properties/contacts"
    made = {"name": "rang", "label": "Rang", "type": "string", "fieldType": "text", "groupName": "contactinformation"}
    assert hubspot.post(path, {**made, "displayOrder": "x"}).status == 400
    assert hubspot.post(path, {**made, "displayOrder": 0}).json()["displayOrder"] == 0
    assert hubspot.post(path, {**made, "name": "autre", "displayOrder": None}).json()["displayOrder"] == -1


@pytest.mark.parametrize("tail", ["batch/read", "batch/update", "batch/upsert", "batch/archive"])
def test_an_input_without_an_id_refuses_the_batch(hubspot: HubSpotHttp, tail: str) -> None:
    before = len(hubspot.get(CONTACTS, limit="100").json()["results"])
    for id in ({}, {"id": None}):
        row = {**id, "idProperty": "crmdesk_uid", "properties": {"lastname": "Riou"}, "objectWriteTraceId": "1"}
        answer = hubspot.post(f"{CONTACTS}/{tail}", {"inputs": [row]})
        assert answer.status == 400
        assert "Some required fields were not set: [id]" in answer.json()["message"]
    assert len(hubspot.get(CONTACTS, limit="100").json()["results"]) == before


@pytest.mark.parametrize("version", ["v3", "v4"])
def test_links_of_nobody_cannot_be_read(hubspot: HubSpotHttp, version: str) -> None:
    path = f"/crm/{version}/associations/contacts/companies/batch/read"
    assert hubspot.post(path, {"inputs": [{"after": "0"}]}).status == 400


def test_updates_by_any_property_that_is_not_unique_are_told_so(hubspot: HubSpotHttp) -> None:
    row = {"id": "Voss", "idProperty": "lastname", "properties": {"city": "Rezé"}}
    answer = hubspot.post(f"{CONTACTS}/batch/update", {"inputs": [row]})
    assert (answer.status, answer.json()["message"]) == (
        400, "Unable to perform update/upsert by non-unique 0-1 property",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "look"),
    [("number", "calculation_rollup"), ("datetime", "calculation_read_time"), ("phone_number", "phonenumber")],
)
def test_what_the_vendor_works_out_cannot_be_written(hubspot: HubSpotHttp, kind: str, look: str) -> None:
    path = "/crm/v3/properties/contacts"
    made = {"name": "somme", "label": "Somme", "type": kind, "fieldType": look, "groupName": "contactinformation"}
    shown = hubspot.post(path, made).json()
    assert shown["calculated"] is look.startswith("calculation")
    assert shown["modificationMetadata"]["readOnlyValue"] is True
    assert invalid_values(hubspot.post(CONTACTS, {"properties": {"somme": "1"}})) == [("READ_ONLY_VALUE", "somme")]


def test_a_changed_definition_stays_one(hubspot: HubSpotHttp) -> None:
    path = "/crm/v3/properties/contacts"
    made = {"name": "mot", "label": "Mot", "type": "string", "fieldType": "text", "groupName": "contactinformation"}
    assert hubspot.post(path, made).status == 201
    assert hubspot.patch(f"{path}/mot", {"fieldType": "textarea"}).json()["fieldType"] == "textarea"
    assert hubspot.patch(f"{path}/mot", {"fieldType": "number"}).status == 400
    assert hubspot.patch(f"{path}/mot", {"groupName": "rien"}).status == 400
    assert hubspot.get(f"{path}/mot").json()["groupName"] == "contactinformation"


def test_a_refusal_is_known_by_one_number(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(rate_limits=True, service_key_limit=0)
    for answer in (hubspot.get(CONTACTS), hubspot.get("/crm/v3/objects/unicorns"), hubspot.get("/crm/v3/owners")):
        assert answer.headers["x-hubspot-correlation-id"] == answer.json()["correlationId"]


@pytest.mark.parametrize(
    "more", [{"operator": "IN", "values": 5}, {"operator": "IN", "values": []}, {"operator": "EQ"}]
)
def test_a_filter_on_links_names_rows(hubspot: HubSpotHttp, more: dict[str, object]) -> None:
    body = {"filters": [{"propertyName": "associations.company", **more}]}
    assert hubspot.post(f"{CONTACTS}/search", body).status == 400


@pytest.mark.parametrize("after", ["LTI=", "x", "4pyT", "MQ"])
def test_owners_do_not_begin_before_the_first(hubspot: HubSpotHttp, after: str) -> None:
    assert hubspot.get("/crm/v3/owners", after=after).status == 400


def test_an_archived_record_is_found_by_what_was_unique(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(email="a@acme.example", crmdesk_uid="01HX")
    hubspot.call("DELETE", f"{CONTACTS}/{contact}")
    for name, value in (("email", "A@acme.example"), ("crmdesk_uid", "01HX")):
        assert hubspot.get(f"{CONTACTS}/{value}", idProperty=name).status == 404
        shown = hubspot.get(f"{CONTACTS}/{value}", idProperty=name, archived="true").json()
        assert (shown["id"], shown["archived"]) == (contact, True)
        body = {"inputs": [{"id": value}], "idProperty": name}
        assert hubspot.post(f"{CONTACTS}/batch/read", body).json()["results"] == []
        (row,) = hubspot.post(f"{CONTACTS}/batch/read?archived=true", body).json()["results"]
        assert row["id"] == contact


def test_the_recycle_bin_keeps_for_ninety_days(hubspot: HubSpotHttp, control: Control) -> None:
    first, second = hubspot.contact(lastname="Un"), hubspot.contact(lastname="Deux")
    hubspot.call("DELETE", f"{CONTACTS}/{first}")
    control.advance(86_400)
    hubspot.call("DELETE", f"{CONTACTS}/{second}")

    def kept() -> list[str]:
        return [one["id"] for one in hubspot.get(CONTACTS, archived="true").json()["results"]]

    control.advance(89 * 86_400)
    assert kept() == [first, second]
    control.advance(90 * 86_400 + 60)
    assert kept() == [second]
    assert hubspot.get(f"{CONTACTS}/{first}", archived="true").status == 404
    control.advance(91 * 86_400 + 60)
    assert kept() == []


def test_a_new_pipeline_was_made_today(hubspot: HubSpotHttp) -> None:
    stage = {"label": "Unique", "displayOrder": 0, "metadata": {"probability": "0.5"}}
    made = hubspot.post("/crm/v3/pipelines/deals", {"label": "Locations", "displayOrder": 1, "stages": [stage]}).json()
    assert min(made["createdAt"], made["stages"][0]["createdAt"]) > "2026"
    usual = hubspot.get("/crm/v3/pipelines/deals/default").json()
    assert usual["createdAt"] == usual["stages"][0]["createdAt"] == "1970-01-01T00:00:00Z"
    (entry,) = hubspot.get(f"/crm/v3/pipelines/deals/{made['id']}/audit").json()["results"]
    assert (entry["action"], entry["portalId"]) == ("CREATE", 24681012)


def test_an_account_on_the_move_says_for_how_long(hubspot: HubSpotHttp, control: Control) -> None:
    control.fault("status", value=477)
    assert hubspot.get(CONTACTS).headers["retry-after"] == "3600"
    control.fault("status", value={"status": 477, "headers": {"Retry-After": "86400"}})
    headers = {"authorization": f"Bearer {hubspot.token}"}
    with httpx.Client(base_url=hubspot.base_url, headers=headers) as client:
        assert client.get(CONTACTS).headers.get_list("retry-after") == ["86400"]


def test_forgetting_an_address_forgets_who_was_archived(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(email="a@acme.example")
    hubspot.call("DELETE", f"{CONTACTS}/{contact}")
    body = {"objectId": "A@acme.example", "idProperty": "email"}
    assert hubspot.post(f"{CONTACTS}/gdpr-delete", body).status == 204
    assert hubspot.get(f"{CONTACTS}/{contact}", archived="true").status == 404
