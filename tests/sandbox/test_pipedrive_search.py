"""Pipedrive's searches: what they are limited to, what is related, and their pages (fact sheet section 2.9)."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.sandbox.pipedrive_raw import PipedriveHttp, refused
from tests.sandbox.raw import Control, Json

PERSONS, DEALS = "/api/v2/persons", "/api/v2/deals"
ITEMS = "/api/v2/itemSearch"


@pytest.fixture
def http(served: Sandbox, control: Control) -> PipedriveHttp:
    return PipedriveHttp(served)


def hits(http: PipedriveHttp, path: str, key: str = "items", **query: str) -> list[object]:
    found: list[Json] = http.data(path, **query)[key]
    return [one["item"]["id"] for one in found]


def test_a_search_is_limited_to_somebody(http: PipedriveHttp) -> None:
    firm = http.made("/api/v2/organizations", name="SCI Talensac")["id"]
    one, other = (http.made(PERSONS, name=f"Rose Gicquel {word}")["id"] for word in ("aînée", "cadette"))
    member = http.made(PERSONS, name="Rose Gicquel associée", org_id=firm)["id"]
    first = http.made(DEALS, title="Vente Gicquel", person_id=one)["id"]
    second = http.made(DEALS, title="Vente Gicquel", person_id=other, org_id=firm)["id"]
    http.changed(f"{DEALS}/{second}", status="won")
    term = {"term": "Gicquel"}
    assert hits(http, f"{DEALS}/search", **term) == [first, second]
    assert hits(http, f"{DEALS}/search", **term, person_id=str(one)) == [first]
    assert hits(http, f"{DEALS}/search", **term, organization_id=str(firm)) == [second]
    assert hits(http, f"{DEALS}/search", **term, status="won") == [second]
    assert hits(http, f"{PERSONS}/search", **term, organization_id=str(firm)) == [member]
    lead = http.made("/v1/leads", title="Estimation Gicquel", person_id=other)["id"]
    assert hits(http, "/api/v2/leads/search", **term, person_id=str(other)) == [lead]
    assert hits(http, "/api/v2/leads/search", **term, person_id=str(one)) == []
    refused(http.get(f"{DEALS}/search", **term, person_id="me"), 400, "person_id: This value should be of type integer")
    refused(http.get(f"{DEALS}/search", **term, status="lively"), 400, "status")


def test_what_is_related_to_the_hits(http: PipedriveHttp) -> None:
    firm = http.made("/api/v2/organizations", name="Zytho Immobilier")["id"]
    person = http.made(PERSONS, name="Rose Gicquel", org_id=firm)["id"]
    deal = http.made(DEALS, title="Vente", org_id=firm)["id"]
    lead = http.made("/v1/leads", title="Estimation", organization_id=firm)["id"]
    query = {"term": "Zytho", "item_types": "organization"}
    assert "related_items" not in http.data(ITEMS, **query)
    assert hits(http, ITEMS, **query, search_for_related_items="true") == [firm]
    assert set(hits(http, ITEMS, "related_items", **query, search_for_related_items="true")) == {person, deal, lead}
    alone = {"term": "Gicquel", "item_types": "person", "search_for_related_items": "true"}
    assert hits(http, ITEMS, "related_items", **alone) == []
    refused(http.get(ITEMS, **query, search_for_related_items="yes"), 400, "of type boolean")


def test_a_search_of_one_field_has_pages(http: PipedriveHttp) -> None:
    people = [http.made(PERSONS, name="Yann Quéméneur")["id"] for _ in range(3)]
    query = {"term": "Yann Quéméneur", "entity_type": "person", "field": "name", "match": "exact", "limit": "2"}
    first = http.get(f"{ITEMS}/field", **query).json()
    rest = http.get(f"{ITEMS}/field", **query, cursor=first["additional_data"]["next_cursor"]).json()
    assert [one["id"] for one in first["data"] + rest["data"]] == people
    assert rest["additional_data"]["next_cursor"] is None


def test_a_search_of_one_field_names_the_parameter_that_is_wrong(http: PipedriveHttp) -> None:
    query = {"term": "Yann", "entity_type": "person", "field": "name", "match": "exact"}
    for name, wrong in (("term", "Y"), ("entity_type", "people"), ("match", "close")):
        refused(http.get(f"{ITEMS}/field", **{**query, name: wrong}), 400, f"{name}: ")


def test_truth_values_are_strict(http: PipedriveHttp) -> None:
    for name in ("include_labels", "include_option_labels"):
        refused(http.get(PERSONS, limit="1", **{name: "yes"}), 400, f"{name}: This value should be of type boolean")
    refused(http.get(f"{PERSONS}/search", term="na", exact_match="1"), 400, "exact_match: This value should be of type")
    refused(http.get(PERSONS, ids="1,a"), 400, "ids: This value should be of type integer")
