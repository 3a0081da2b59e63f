"""Search: filters, caps, the lagging index (fact sheet section 3)."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Answer, Control, HubSpotHttp, Json

PATH = "/crm/v3/objects/contacts/search"


def search(hubspot: HubSpotHttp, *filters: Json, **more: object) -> Answer:
    groups = {"filterGroups": [{"filters": list(filters)}]} if filters else {}
    return hubspot.post(PATH, {**groups, **more})


def condition(name: str, operator: str, value: object = None, **more: object) -> Json:
    found: Json = {"propertyName": name, "operator": operator, **more}
    if value is not None:
        found["value"] = value
    return found


@pytest.fixture
def three(empty: HubSpotHttp) -> HubSpotHttp:
    """Ana in Rezé (80 m², T2 options), Bob in Vertou (120 m²), Cyd without either."""
    empty.contact(
        firstname="Ana", city="Rezé", crmdesk_property_surface_m2="80", email="ana@acme.example", hs_lead_status="NEW",
        phone="06 39 98 12 34", crmdesk_last_contact_at="2026-11-20T10:00:00.000Z",
    )  # fmt: skip
    empty.contact(
        firstname="Bob", city="Vertou", crmdesk_property_surface_m2="120", email="bob@beta.example", hs_lead_status="OPEN",
        crmdesk_last_contact_at="2026-11-21T10:00:00.000Z",
    )  # fmt: skip
    empty.contact(firstname="Cyd")
    return empty


def names(answer: Answer) -> str:
    assert answer.status == 200, answer.body
    return "".join(one["properties"]["firstname"][0] for one in answer.json()["results"])


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (condition("city", "EQ", "rezé"), "A"),
        (condition("city", "NEQ", "Rezé"), "B"),
        (condition("hs_lead_status", "EQ", "new"), ""),
        (condition("hs_lead_status", "EQ", "NEW"), "A"),
        (condition("crmdesk_property_surface_m2", "GT", "80"), "B"),
        (condition("crmdesk_property_surface_m2", "GTE", "80"), "AB"),
        (condition("crmdesk_property_surface_m2", "LT", "120"), "A"),
        (condition("crmdesk_property_surface_m2", "LTE", "120"), "AB"),
        (condition("crmdesk_property_surface_m2", "BETWEEN", "80", highValue="120"), "AB"),
        (condition("crmdesk_last_contact_at", "GTE", "1795255200000"), "B"),
        (condition("crmdesk_last_contact_at", "LT", "2026-11-21T10:00:00.000000+00:00"), "A"),
        (condition("city", "IN", values=["rezé", "vertou"]), "AB"),
        (condition("city", "IN", values=["Rezé"]), ""),
        (condition("city", "NOT_IN", values=["rezé"]), "B"),
        (condition("city", "HAS_PROPERTY"), "AB"),
        (condition("city", "NOT_HAS_PROPERTY"), "C"),
        (condition("email", "CONTAINS_TOKEN", "acme"), "A"),
        (condition("email", "CONTAINS_TOKEN", "*bet*"), "B"),
        (condition("email", "NOT_CONTAINS_TOKEN", "acme"), "B"),
        (condition("email", "EQ", "ANA@acme.example"), "A"),
        (condition("email", "IN", values=["ana@acme.example", "x@y.example"]), "A"),
        (condition("hs_object_id", "GT", "30000000001"), "BC"),
        (condition("hs_object_id", "EQ", "30000000002"), "B"),
        (condition("hs_object_id", "IN", values=["30000000001", "30000000003"]), "AC"),
        (condition("hs_lead_status", "IN", values=["NEW", "OPEN"]), "AB"),
        (condition("lastmodifieddate", "LTE", "1000"), ""),
    ],
)
def test_operators(three: HubSpotHttp, one: Json, expected: str) -> None:
    assert names(search(three, one, properties=["firstname"])) == expected


def test_empty_values_by_the_other_reading(three: HubSpotHttp, control: Control) -> None:
    control.traits(neq_matches_empty=True)
    assert names(search(three, condition("city", "NEQ", "Rezé"), properties=["firstname"])) == "BC"
    assert names(search(three, condition("city", "NOT_IN", values=["rezé"]), properties=["firstname"])) == "BC"


def test_groups_sorts_and_the_shorthand(three: HubSpotHttp) -> None:
    either = [{"filters": [condition("firstname", "EQ", name)]} for name in ("cyd", "ana")]
    assert names(three.post(PATH, {"filterGroups": either, "properties": ["firstname"]})) == "AC"
    assert (
        names(three.post(PATH, {"filters": [condition("firstname", "EQ", "bob")], "properties": ["firstname"]})) == "B"
    )
    assert names(search(three, sorts=["-createdate"], properties=["firstname"])) == "CBA"
    assert names(search(three, sorts=["crmdesk_property_surface_m2"], properties=["firstname"])) == "ABC"
    sort = [{"propertyName": "city", "direction": "DESCENDING"}]
    assert names(search(three, condition("city", "HAS_PROPERTY"), sorts=sort, properties=["firstname"])) == "BA"


@pytest.mark.parametrize(
    ("query", "expected"), [("ana", "A"), ("beta", "B"), ("+33 6 39", ""), ("0639981234", "A"), ("an re", "")]
)
def test_free_text(three: HubSpotHttp, query: str, expected: str) -> None:
    assert names(search(three, query=query, properties=["firstname"])) == expected


def test_by_association(three: HubSpotHttp) -> None:
    ana = names_to_ids(three)["Ana"]
    company = three.post("/crm/v3/objects/companies", {"properties": {"name": "SCI"}}).json()["id"]
    three.call("PUT", f"/crm/v4/objects/contacts/{ana}/associations/default/companies/{company}")
    assert names(search(three, condition("associations.company", "EQ", company), properties=["firstname"])) == "A"


def test_by_several_associations_or_by_one_only(three: HubSpotHttp, control: Control) -> None:
    several = condition("associations.company", "IN", values=["1", "2"])
    assert search(three, several).json()["total"] == 0
    control.traits(association_filter_in=False)
    assert search(three, several).status == 400
    assert search(three, condition("associations.company", "EQ", "1")).status == 200


def names_to_ids(hubspot: HubSpotHttp) -> dict[str, str]:
    rows = hubspot.get("/crm/v3/objects/contacts", limit="100").json()["results"]
    return {one["properties"]["firstname"]: one["id"] for one in rows}


def test_modified_bounds_are_inclusive(three: HubSpotHttp) -> None:
    rows = search(three, sorts=["lastmodifieddate"], properties=["firstname"]).json()["results"]
    first, last = (rows[number]["properties"]["lastmodifieddate"] for number in (0, 1))
    between = condition("lastmodifieddate", "BETWEEN", first, highValue=last)
    assert {one["id"] for one in search(three, between).json()["results"]} >= {rows[0]["id"], rows[1]["id"]}
    after = condition("lastmodifieddate", "GT", last)
    assert rows[1]["id"] not in {one["id"] for one in search(three, after).json()["results"]}


def test_a_changed_record_moves_in_the_order_of_changes(three: HubSpotHttp, control: Control) -> None:
    control.advance(30)
    ana = names_to_ids(three)["Ana"]
    three.patch(f"/crm/v3/objects/contacts/{ana}", {"properties": {"phone": "1"}})
    since = condition("lastmodifieddate", "GTE", "1000")
    assert names(search(three, since, sorts=["lastmodifieddate"], properties=["firstname"])).endswith("A")
    assert names(search(three, since, sorts=["-lastmodifieddate"], properties=["firstname"])).startswith("A")


@pytest.mark.parametrize(
    "body",
    [
        {"filterGroups": [{"filters": [condition("city", "EQ", "x")]}] * 6},
        {"filterGroups": [{"filters": [condition("city", "EQ", "x")] * 7}]},
        {"filterGroups": [{"filters": [condition("city", "EQ", "x")] * 5}] * 4},
        {"filters": [condition("city", "HAS_PROPERTY", "x")]},
        {"filters": [condition("city", "EQ")]},
        {"filters": [condition("city", "LIKE", "x")]},
        {"filters": [condition("nothing", "EQ", "x")]},
        {"filters": [condition("city", "BETWEEN", "x")]},
        {"filters": [condition("city", "IN")]},
        {"filters": [condition("createdate", "GT", "yesterday")]},
        {"filters": 7},
        {"filters": [condition("associations.company", "GT", "1")]},
        {"filters": [condition("crmdesk_estimate", "GT", "beaucoup")]},
        {"sorts": ["city", "zip"]},
        {"sorts": ["nothing"]},
        {"sorts": [{"propertyName": "city", "direction": "UP"}]},
        {"limit": 201},
        {"after": "10000"},
        {"query": "x" * 3000},
    ],
)
def test_searches_that_are_refused(hubspot: HubSpotHttp, body: Json) -> None:
    answer = hubspot.post(PATH, body)
    assert (answer.status, answer.json()["category"]) == (400, "VALIDATION_ERROR")


def test_pages_by_offset(hubspot: HubSpotHttp) -> None:
    first = search(hubspot, limit=15).json()
    assert (first["total"], len(first["results"]), first["paging"]["next"]["after"]) == (40, 15, "15")
    last = search(hubspot, limit=15, after="30").json()
    assert (len(last["results"]), "paging" in last) == (10, False)
    assert not any("x-hubspot-ratelimit" in name for name in search(hubspot).headers)


@pytest.mark.thorough
def test_no_page_beyond_ten_thousand(hubspot: HubSpotHttp, control: Control) -> None:
    control.done("POST", "/reset", {"vendor": "hubspot", "records": 10_050})
    page = search(hubspot, limit=200, after="9800").json()
    assert (page["total"], page["paging"]["next"]["after"]) == (10_050, "10000")
    beyond = search(hubspot, limit=200, after="10000")
    assert beyond.json()["message"] == "Cannot page beyond 10000 results"


def test_the_index_lags_behind(three: HubSpotHttp, control: Control) -> None:
    control.advance(3600)
    control.traits(search_lag_s=30)
    ids = names_to_ids(three)
    three.patch(f"/crm/v3/objects/contacts/{ids['Ana']}", {"properties": {"city": "Orvault"}})
    three.call("DELETE", f"/crm/v3/objects/contacts/{ids['Bob']}")
    three.contact(firstname="Dan", city="Orvault")
    assert names(search(three, condition("city", "HAS_PROPERTY"), properties=["firstname"])) == "AB"
    assert names(search(three, condition("city", "EQ", "Rezé"), properties=["firstname"])) == "A"
    control.advance(3631)
    assert names(search(three, condition("city", "HAS_PROPERTY"), properties=["firstname"])) == "AD"
    assert names(search(three, condition("city", "EQ", "Orvault"), properties=["firstname"])) == "AD"


def test_the_index_gets_writes_out_of_order(empty: HubSpotHttp, control: Control) -> None:
    control.traits(search_lag_s=100, search_out_of_order=True)
    ids = [empty.contact(firstname=f"P{number}") for number in range(30)]
    seen: list[list[str]] = []
    for offset in range(0, 110, 10):
        control.advance(offset)
        seen.append([one["id"] for one in search(empty, limit=100).json()["results"]])
    assert seen[-1] == ids
    assert any(found != ids[: len(found)] for found in seen)


def test_a_bound_of_zero(hubspot: HubSpotHttp, control: Control) -> None:
    zero = condition("lastmodifieddate", "GTE", "0")
    assert search(hubspot, zero).status == 200
    control.traits(epoch_zero_500=True)
    assert search(hubspot, zero).status == 500
    assert search(hubspot, condition("lastmodifieddate", "GTE", "1000")).status == 200
