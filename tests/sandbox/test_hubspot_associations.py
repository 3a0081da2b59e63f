"""Associations over raw HTTP, in the v3, v4 and dated forms (fact sheet section 4.4)."""

from __future__ import annotations

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, Json

V4 = "/crm/v4/objects"
LABEL = "HUBSPOT_DEFINED"


def spec(type_id: int) -> Json:
    return {"associationCategory": LABEL, "associationTypeId": type_id}


def company(hubspot: HubSpotHttp, name: str) -> str:
    return str(hubspot.post("/crm/v3/objects/companies", {"properties": {"name": name}}).json()["id"])


def links(hubspot: HubSpotHttp, path: str) -> dict[str, set[int]]:
    answer = hubspot.get(path)
    assert answer.status == 200, answer.body
    rows = answer.json()["results"]
    return {str(one["toObjectId"]): {kind["typeId"] for kind in one["associationTypes"]} for one in rows}


@pytest.fixture
def pair(empty: HubSpotHttp) -> tuple[str, str]:
    return empty.contact(lastname="Morvan"), company(empty, "SCI Morvan")


@pytest.mark.parametrize("prefix", [V4, "/crm/objects/2026-03", "/crm/objects/2026-09"])
def test_primary_implies_the_unlabelled_type(empty: HubSpotHttp, pair: tuple[str, str], prefix: str) -> None:
    contact, firm = pair
    path = f"{prefix}/contacts/{contact}/associations/companies"
    answer = empty.call("PUT", f"{path}/{firm}", [spec(1)])
    assert (answer.status, answer.json()["labels"]) == (201, ["Primary"])
    assert links(empty, path) == {firm: {1, 279}}
    assert links(empty, f"{prefix}/0-2/{firm}/associations/0-1") == {contact: {2, 280}}
    replaced = empty.call("PUT", f"{path}/{firm}", [spec(279)])
    assert (replaced.status, links(empty, path)) == (201, {firm: {279}})
    assert empty.call("DELETE", f"{path}/{firm}").status == 204
    assert empty.call("DELETE", f"{path}/{firm}").status == 204
    assert links(empty, path) == {}


def test_a_contact_has_one_primary_company_a_company_many_contacts(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    other_firm, other = company(empty, "Autre"), empty.contact(lastname="Riou")
    path = f"{V4}/contacts/{contact}/associations/companies"
    for one in (firm, other_firm):
        empty.call("PUT", f"{path}/{one}", [spec(1)])
    empty.call("PUT", f"{V4}/companies/{other_firm}/associations/contacts/{other}", [spec(2)])
    assert links(empty, path) == {firm: {279}, other_firm: {1, 279}}
    assert links(empty, f"{V4}/contacts/{other}/associations/companies") == {other_firm: {1, 279}}
    assert empty.values(f"/crm/v3/objects/contacts/{contact}", "associatedcompanyid") == {
        "associatedcompanyid": other_firm
    }


def test_the_v3_form_names_the_types(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    assert empty.call("PUT", f"/crm/v3/objects/contacts/{contact}/associations/companies/{firm}/1").status == 200
    (by_path,) = [empty.get(f"/crm/v3/objects/contacts/{contact}/associations/companies").json()["results"]]
    in_list = empty.get("/crm/v3/objects/contacts", associations="companies").json()["results"][0]["associations"]
    names = [{"id": firm, "type": "contact_to_company"}, {"id": firm, "type": "contact_to_company_unlabeled"}]
    assert by_path == names
    assert in_list == {"companies": {"results": names}}
    gone = empty.call("DELETE", f"/crm/v3/objects/contacts/{contact}/associations/companies/{firm}/contact_to_company")
    assert gone.status == 204
    assert links(empty, f"{V4}/contacts/{contact}/associations/companies") == {firm: {279}}


def test_more_than_a_hundred_links_page_from_the_list(empty: HubSpotHttp) -> None:
    firm = company(empty, "Syndic")
    people = [empty.contact(lastname=f"L{number}") for number in range(103)]
    rows = [{"from": {"id": firm}, "to": {"id": one}} for one in people]
    assert empty.post("/crm/v4/associations/companies/contacts/batch/associate/default", {"inputs": rows}).status == 200
    listed = empty.get("/crm/v3/objects/companies", associations="contacts").json()["results"][0]["associations"][
        "contacts"
    ]
    assert len(listed["results"]) == 100
    assert listed["paging"]["next"]["after"].endswith("%3D")
    following = empty.get(listed["paging"]["next"]["link"].removeprefix(empty.base_url)).json()
    assert [one["id"] for one in listed["results"] + following["results"]] == people


def test_a_page_of_v4_links(empty: HubSpotHttp) -> None:
    firm = company(empty, "Syndic")
    people = [empty.contact(lastname=f"L{number}") for number in range(5)]
    for one in people:
        empty.call("PUT", f"{V4}/companies/{firm}/associations/default/contacts/{one}")
    path = f"{V4}/companies/{firm}/associations/contacts"
    first = empty.get(path, limit="3").json()
    rest = empty.get(first["paging"]["next"]["link"].removeprefix(empty.base_url)).json()
    assert [str(one["toObjectId"]) for one in first["results"] + rest["results"]] == people
    assert "paging" not in rest


@pytest.mark.parametrize(
    ("prefix", "removed"),
    [
        ("/crm/v4/associations", 204),
        ("/crm/associations/v4", 204),
        ("/crm/associations/2026-03", 204),
        ("/crm/associations/2026-09", 200),
    ],
)
def test_batches_under_every_prefix(empty: HubSpotHttp, pair: tuple[str, str], prefix: str, removed: int) -> None:
    contact, firm = pair
    path = f"{prefix}/contacts/companies/batch"
    tie = {"from": {"id": contact}, "to": {"id": firm}}
    assert empty.post(f"{path}/create", {"inputs": [{**tie, "types": [spec(1)]}]}).status == 201
    lonely = empty.contact(lastname="Seul")
    read = empty.post(f"{path}/read", {"inputs": [{"id": contact}, {"id": lonely}]})
    assert read.status == (200 if "2026-09" in prefix else 207)
    (row,) = read.json()["results"]
    assert (row["from"]["id"], row["to"][0]["toObjectId"]) == (contact, int(firm))
    (error,) = read.json()["errors"]
    assert error["message"] == f"No company is associated with contact {lonely}."
    assert error["subCategory"] == "crm.associations.NO_ASSOCIATIONS_FOUND"
    assert empty.post(f"{path}/labels/archive", {"inputs": [{**tie, "types": [spec(1)]}]}).status == removed
    assert links(empty, f"{V4}/contacts/{contact}/associations/companies") == {firm: {279}}
    assert (
        empty.post(f"{path}/archive", {"inputs": [{"from": {"id": contact}, "to": [{"id": firm}]}]}).status == removed
    )
    assert links(empty, f"{V4}/contacts/{contact}/associations/companies") == {}


@pytest.mark.parametrize(("prefix", "status"), [("/crm/v4/associations", 207), ("/crm/associations/2026-09", 200)])
@pytest.mark.parametrize("call", ["create", "associate/default", "archive"])
def test_half_of_a_batch_may_fail(empty: HubSpotHttp, control: Control, prefix: str, status: int, call: str) -> None:
    firm, people = company(empty, "Syndic"), [empty.contact(lastname=f"L{number}") for number in range(4)]
    path, links_path = f"{prefix}/companies/contacts/batch", f"{V4}/companies/{firm}/associations/contacts"
    rows = [{"from": {"id": firm}, "to": {"id": one}, "types": [spec(280)]} for one in people]
    if call == "archive":
        empty.post(f"{path}/create", {"inputs": rows})
        rows = [{"from": {"id": firm}, "to": [{"id": one}]} for one in people]
    control.fault("partial", path=prefix, times=1)
    answer = empty.post(f"{path}/{call}", {"inputs": rows})
    expected = status if call != "create" or status == 207 else 201
    assert (answer.status, answer.json()["numErrors"]) == (expected, 2)
    assert {error["category"] for error in answer.json()["errors"]} == {"INTERNAL_ERROR"}
    kept = people[1::2] if call == "archive" else people[::2]
    assert sorted(links(empty, links_path)) == sorted(kept)


def test_removing_the_unlabelled_type_removes_all(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    path = "/crm/v4/associations/contacts/companies/batch"
    tie = {"from": {"id": contact}, "to": {"id": firm}}
    empty.post(f"{path}/create", {"inputs": [{**tie, "types": [spec(1)]}]})
    empty.post(f"{path}/labels/archive", {"inputs": [{**tie, "types": [spec(279)]}]})
    assert links(empty, f"{V4}/contacts/{contact}/associations/companies") == {}


def test_batch_read_pages_each_record_by_itself(empty: HubSpotHttp, control: Control) -> None:
    control.done("POST", "/reset", {"vendor": "hubspot", "records": 510})
    firm = company(empty, "Grand syndic")
    people = [str(one["id"]) for one in control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]]
    rows = [{"from": {"id": firm}, "to": {"id": one}} for one in people]
    empty.post("/crm/v4/associations/companies/contacts/batch/associate/default", {"inputs": rows})
    path = "/crm/v4/associations/companies/contacts/batch/read"
    (first,) = empty.post(path, {"inputs": [{"id": firm}]}).json()["results"]
    (rest,) = empty.post(path, {"inputs": [{"id": firm, "after": first["paging"]["next"]["after"]}]}).json()["results"]
    assert [str(one["toObjectId"]) for one in first["to"] + rest["to"]] == people
    assert len(first["to"]) == 500


def test_wrong_links_are_refused(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    path = f"{V4}/contacts/{contact}/associations"
    assert empty.call("PUT", f"{path}/companies/{firm}", [spec(4)]).status == 400
    assert empty.call("PUT", f"{path}/companies/99", [spec(1)]).status == 404
    assert empty.call("PUT", f"{path}/default/tickets/99").status == 404
    many = {"inputs": [{"id": "1"}] * 1001}
    assert empty.post("/crm/v4/associations/contacts/companies/batch/read", many).status == 400
    assert empty.get("/crm/v4/objects/contacts").status == 404


@pytest.mark.parametrize(("version", "allowed"), [("v4", True), ("2026-03", True), ("2026-09", False)])
def test_the_strict_version_asks_who_may_link(
    empty: HubSpotHttp, pair: tuple[str, str], control: Control, version: str, allowed: bool
) -> None:
    contact, firm = pair
    control.traits(associations_forbidden=True)
    prefix = V4 if version == "v4" else f"/crm/objects/{version}"
    batch = f"/crm/associations/{version}/contacts/companies/batch"
    tie = {"from": {"id": contact}, "to": {"id": firm}}
    answers = [
        empty.call("PUT", f"{prefix}/contacts/{contact}/associations/companies/{firm}", [spec(1)]),
        empty.post(f"{batch}/create", {"inputs": [{**tie, "types": [spec(1)]}]}),
        empty.post(f"{batch}/labels/archive", {"inputs": [{**tie, "types": [spec(1)]}]}),
    ]
    if version != "v4":
        body = {"properties": {"lastname": "Riou"}, "associations": [{"to": {"id": firm}, "types": [spec(1)]}]}
        answers.append(empty.post(f"{prefix}/contacts", body))
    assert {one.status < 300 for one in answers} == {allowed}
    assert allowed or {one.json()["category"] for one in answers} == {"FORBIDDEN"}


@pytest.mark.parametrize("unread", [False, True])
def test_links_of_deals_to_leads_may_be_read_from_the_lead_only(
    hubspot: HubSpotHttp, control: Control, unread: bool
) -> None:
    control.traits(deal_leads_unread=unread)
    lead, deal = (
        hubspot.get(f"/crm/v3/objects/{name}", limit="1").json()["results"][0]["id"] for name in ("leads", "deals")
    )
    hubspot.call("PUT", f"{V4}/leads/{lead}/associations/deals/{deal}", [spec(582)])
    read = {
        way: hubspot.post(f"/crm/v4/associations/{way}/batch/read", {"inputs": [{"id": id}]})
        for way, id in (("leads/deals", lead), ("deals/leads", deal))
    }
    assert read["leads/deals"].status == 200
    assert read["deals/leads"].status == (207 if unread else 200)
    if unread:
        (error,) = read["deals/leads"].json()["errors"]
        assert error["subCategory"] == "crm.associations.NO_ASSOCIATIONS_FOUND"


def test_a_lead_goes_with_its_last_primary_contact(hubspot: HubSpotHttp) -> None:
    leads = "/crm/v3/objects/leads"
    contact, other = hubspot.contact(lastname="Un"), hubspot.contact(lastname="Deux")
    body = {"properties": {"hs_lead_name": "Un"}, "associations": [{"to": {"id": contact}, "types": [spec(578)]}]}
    lead = hubspot.post(leads, body).json()["id"]
    hubspot.call("PUT", f"{V4}/leads/{lead}/associations/contacts/{other}", [spec(578)])
    assert hubspot.call("DELETE", f"{V4}/leads/{lead}/associations/contacts/{contact}").status == 204
    assert hubspot.get(f"{leads}/{lead}").status == 200
    hubspot.call("DELETE", f"{V4}/leads/{lead}/associations/contacts/{other}")
    assert hubspot.get(f"{leads}/{lead}").status == 404


def test_links_to_archived_records_rest(empty: HubSpotHttp, pair: tuple[str, str], control: Control) -> None:
    contact, firm = pair
    path = f"{V4}/contacts/{contact}/associations/companies"
    empty.call("PUT", f"{path}/{firm}", [spec(1)])
    empty.call("DELETE", f"/crm/v3/objects/companies/{firm}")
    assert links(empty, path) == {}
    control.edit("companies", firm, archived=False)
    assert links(empty, path) == {firm: {1, 279}}


def test_merging_moves_the_links(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    other, other_firm = empty.contact(lastname="Double"), company(empty, "Autre")
    for person, one in ((contact, firm), (other, other_firm)):
        empty.call("PUT", f"{V4}/contacts/{person}/associations/companies/{one}", [spec(1)])
    merge = {"primaryObjectId": contact, "objectIdToMerge": other}
    survivor = empty.post("/crm/v3/objects/contacts/merge", merge).json()["id"]
    assert links(empty, f"{V4}/contacts/{survivor}/associations/companies") == {firm: {1, 279}, other_firm: {279}}
    merge = {"primaryObjectId": firm, "objectIdToMerge": other_firm}
    joined = empty.post("/crm/v3/objects/companies/merge", merge).json()["id"]
    assert links(empty, f"{V4}/contacts/{survivor}/associations/companies") == {joined: {1, 279}}


def test_labels_of_the_accounts_own(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    path = "/crm/v4/associations/contacts/companies/labels"
    made = empty.post(path, {"name": "gerant", "label": "Gérant", "inverseLabel": "Gérée par"}).json()["results"]
    number = made[0]["typeId"]
    custom = [{"associationCategory": "USER_DEFINED", "associationTypeId": number}]
    tie = f"{V4}/contacts/{contact}/associations/companies"
    assert empty.call("PUT", f"{tie}/{firm}", custom).json()["labels"] == ["Gérant"]
    assert links(empty, f"{V4}/companies/{firm}/associations/contacts") == {contact: {280, made[1]["typeId"]}}
    assert empty.call("PUT", path, {"associationTypeId": number, "label": "Gérante"}).status == 204
    assert "Gérante" in {one["label"] for one in empty.get(path).json()["results"]}
    assert empty.call("DELETE", f"{path}/{number}").status == 204
    assert links(empty, tie) == {firm: {279}}
    assert empty.call("DELETE", f"{path}/1").status == 404


def test_linking_may_move_the_modified_dates(empty: HubSpotHttp, pair: tuple[str, str], control: Control) -> None:
    contact, firm = pair
    before = empty.get(f"/crm/v3/objects/contacts/{contact}").json()["updatedAt"]
    control.advance(60)
    empty.call("PUT", f"{V4}/contacts/{contact}/associations/default/companies/{firm}")
    assert empty.get(f"/crm/v3/objects/contacts/{contact}").json()["updatedAt"] == before
    control.traits(associations_bump_modified=True)
    empty.call("DELETE", f"{V4}/contacts/{contact}/associations/companies/{firm}")
    assert empty.get(f"/crm/v3/objects/contacts/{contact}").json()["updatedAt"] > before


def test_batches_in_the_v3_form(empty: HubSpotHttp, pair: tuple[str, str]) -> None:
    contact, firm = pair
    alone, old = empty.contact(lastname="Seul"), "/crm/v3/associations/contacts/companies"
    named = {"from": {"id": contact}, "to": {"id": firm}, "type": "contact_to_company"}
    made = empty.post(f"{old}/batch/create", {"inputs": [named, {**named, "type": "nothing"}]})
    assert (made.status, made.json()["results"], made.json()["numErrors"]) == (207, [named], 1)
    assert empty.post(f"{old}/batch/create", {"inputs": [named]}).status == 201
    read = empty.post(f"{old}/batch/read", {"inputs": [{"id": contact, "after": "x"}, {"id": alone}]})
    (row,) = read.json()["results"]
    assert (read.status, row["from"]) == (207, {"id": contact})
    assert {(one["id"], one["type"]) for one in row["to"]} == {
        (firm, "contact_to_company"), (firm, "contact_to_company_unlabeled")}  # fmt: skip
    assert read.json()["errors"][0]["subCategory"] == "crm.associations.NO_ASSOCIATIONS_FOUND"
    assert {"id": "279", "name": "contact_to_company_unlabeled"} in empty.get(f"{old}/types").json()["results"]
    assert empty.post(f"{old}/batch/archive", {"inputs": [{**named, "type": "279"}]}).status == 204
    assert links(empty, f"{V4}/contacts/{contact}/associations/companies") == {}
