"""Composites, graphs, batches, trees and collections at the sandbox's Salesforce where they are rare (section 5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.salesforce_http import DATA, SalesforceControl, SalesforceHttp, code, listed

LEAD = {"LastName": "Voss", "Company": "Oakline"}


def part(reference: str, method: str, tail: str, body: object = None) -> dict[str, Any]:
    made = {"method": method, "url": DATA + tail, "referenceId": reference}
    return made if body is None else {**made, "body": body}


def composite(salesforce: SalesforceHttp, *parts: dict[str, Any], whole: bool = False) -> list[dict[str, Any]]:
    answer = salesforce.call("POST", "/composite", {"allOrNone": whole, "compositeRequest": list(parts)})
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.json()["compositeResponse"]
    return found


def test_deletions_of_types_in_turns_have_their_limit(salesforce: SalesforceHttp) -> None:
    ids = [id for _ in range(6) for id in (salesforce.lead(), salesforce.create("Account", Name="Oak"))]
    answer = salesforce.call("DELETE", f"/composite/sobjects?ids={','.join(ids)}")
    assert code(answer) == (400, "INVALID_INPUT")
    assert len(salesforce.rows("SELECT Id FROM Lead")) == 6
    answer = salesforce.call("DELETE", f"/composite/sobjects?ids={','.join(sorted(ids))}")
    assert [one["success"] for one in listed(answer)] == [True] * 12


def test_types_in_any_case_are_one_type(salesforce: SalesforceHttp) -> None:
    records = [{"attributes": {"type": name}, **LEAD} for _ in range(6) for name in ("Lead", "lead")]
    answer = salesforce.call("POST", "/composite/sobjects", {"records": records})
    assert [one["success"] for one in listed(answer)] == [True] * 12


def test_a_refused_deletion_names_its_row(salesforce: SalesforceHttp) -> None:
    lead = salesforce.lead()
    salesforce.call("DELETE", f"/sobjects/Lead/{lead}")
    (item,) = listed(salesforce.call("DELETE", f"/composite/sobjects?ids={lead}&allOrNone=false"))
    refused = {"statusCode": "ENTITY_IS_DELETED", "message": "entity is deleted", "fields": []}
    assert item == {"id": lead, "success": False, "errors": [refused]}


@pytest.mark.parametrize("attributes", [{}, {"attributes": {}}, {"attributes": {"type": "Contact"}}])
def test_an_upsert_is_of_one_type(salesforce: SalesforceHttp, attributes: dict[str, Any]) -> None:
    path = "/composite/sobjects/Lead/crmdesk_uid__c"
    body = {"records": [{**attributes, **LEAD, "crmdesk_uid__c": "K1"}]}
    assert code(salesforce.call("PATCH", path, body)) == (400, "INVALID_INPUT")
    assert salesforce.rows("SELECT Id FROM Lead") == []


def test_upserts_of_many_came_with_a_version(salesforce: SalesforceHttp) -> None:
    record = {"attributes": {"type": "lead"}, **LEAD, "crmdesk_uid__c": "K1"}
    for version, status in (("45.0", 404), ("46.0", 200)):
        path = f"/services/data/v{version}/composite/sobjects/Lead/crmdesk_uid__c"
        assert salesforce.call("PATCH", path, {"records": [record]}).status == status


def test_both_words_for_a_record_without_its_type(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    for error in ("INVALID_INPUT", "MISSING_ARGUMENT"):
        org.traits(untyped_error=error)
        assert code(salesforce.call("POST", "/composite/sobjects", {"records": [LEAD]})) == (400, error)


def test_a_part_has_a_version_and_a_body_of_its_own(salesforce: SalesforceHttp) -> None:
    old = {"method": "GET", "url": "/services/data/v20.0/limits", "referenceId": "old"}
    none = {
        "method": "PATCH",
        "url": "/services/data/vx/sobjects/Lead/crmdesk_uid__c/K1",
        "referenceId": "n",
        "body": LEAD,
    }
    bare = part("bare", "POST", "/sobjects/Lead")
    found = composite(salesforce, old, none, bare)
    assert [(one["httpStatusCode"], one["body"][0]["errorCode"]) for one in found] == [
        (410, "UNSUPPORTED_API_VERSION"), (404, "NOT_FOUND"), (400, "JSON_PARSER_ERROR"),
    ]  # fmt: skip
    batch = {"batchRequests": [{"method": "POST", "url": "v67.0/sobjects/Lead"}, {"method": "GET", "url": "vx/limits"}]}
    found = salesforce.call("POST", "/composite/batch", batch).json()["results"]
    assert [(one["statusCode"], one["result"][0]["errorCode"]) for one in found] == [
        (400, "JSON_PARSER_ERROR"), (404, "NOT_FOUND"),
    ]  # fmt: skip


def test_a_part_may_search_several_objects(salesforce: SalesforceHttp) -> None:
    salesforce.lead(LastName="Ode")
    salesforce.create("Contact", LastName="Ode")
    (found,) = composite(salesforce, part("s", "GET", "/parameterizedSearch?q=Ode&sobject=Lead&sobject=Contact"))
    assert {row["attributes"]["type"] for row in found["body"]["searchRecords"]} == {"Lead", "Contact"}


def test_names_of_parts_are_plain(salesforce: SalesforceHttp) -> None:
    for name, status in (("a_1", 200), ("é", 400), ("aé", 400), ("1a", 400), ("a-b", 400)):
        body = {"compositeRequest": [part(name, "GET", "/limits")]}
        assert salesforce.call("POST", "/composite", body).status == status, name


def test_a_value_of_an_earlier_part_keeps_its_kind(salesforce: SalesforceHttp) -> None:
    lead = salesforce.lead(NumberOfEmployees=7)
    read = part("r", "GET", f"/sobjects/Lead/{lead}?fields=City,IsConverted,NumberOfEmployees")
    fields = {"City": "@{r.City}", "NumberOfEmployees": "@{r.NumberOfEmployees}", "Cles_recues__c": "@{r.IsConverted}"}
    written = part(
        "w", "POST", "/sobjects/Lead", {**LEAD, **fields, "Title": "of @{r.IsConverted}/@{r.NumberOfEmployees}"}
    )
    found = composite(salesforce, read, written)
    row = salesforce.get(f"/sobjects/Lead/{found[1]['body']['id']}").json()
    assert (row["City"], row["NumberOfEmployees"], row["Cles_recues__c"]) == (None, 7, False)
    assert row["Title"] == "of false/7"


def chain(length: int) -> list[dict[str, Any]]:
    """Accounts of which each has the one before for its parent."""
    first = part("a0", "POST", "/sobjects/Account", {"Name": "Oak"})
    return [first, *(part(f"a{number}", "POST", "/sobjects/Account", {"Name": "Oak", "ParentId": f"@{{a{number - 1}.id}}"})
                     for number in range(1, length))]  # fmt: skip


def test_a_graph_is_so_deep_at_most(salesforce: SalesforceHttp) -> None:
    for length, status in ((15, 200), (16, 400)):
        body = {"graphs": [{"graphId": "1", "compositeRequest": chain(length)}]}
        answer = salesforce.call("POST", "/composite/graph", body)
        assert answer.status == status
        assert status == 200 or code(answer) == (400, "LIMIT_EXCEEDED")
    assert len(salesforce.rows("SELECT Id FROM Account")) == 15


def test_graphs_end_after_so_many_failures(salesforce: SalesforceHttp) -> None:
    bad, good = part("a", "POST", "/sobjects/Account", {}), part("a", "POST", "/sobjects/Account", {"Name": "Oak"})
    for failing, made in ((14, 1), (15, 0)):
        for row in salesforce.rows("SELECT Id FROM Account"):
            salesforce.call("DELETE", f"/sobjects/Account/{row['Id']}")
        graphs = [{"graphId": str(number), "compositeRequest": [bad]} for number in range(failing)]
        body = {"graphs": [*graphs, {"graphId": "last", "compositeRequest": [good]}]}
        found = salesforce.call("POST", "/composite/graph", body).json()["graphs"]
        assert (len(found), found[-1]["graphId"], found[-1]["isSuccessful"]) == (failing + 1, "last", bool(made))
        assert len(salesforce.rows("SELECT Id FROM Account")) == made


def test_a_tree_is_of_so_many_types(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    def child(name: str, **fields: str) -> dict[str, Any]:
        return {"records": [{"attributes": {"type": name, "referenceId": f"r{name}"}, **fields}]}

    record = {
        "attributes": {"type": "Account", "referenceId": "a"}, "Name": "Oak", "contacts": child("Contact", LastName="Ode"),
        "Opportunities": child("Opportunity", Name="Sale", StageName="Prospecting", CloseDate="2026-11-30"),
        "Tasks": child("Task", Subject="Call"), "Notes": child("Note", Title="Key"),
        "Events": child("Event", StartDateTime="2026-12-01T10:00:00Z", DurationInMinutes="5"),
    }  # fmt: skip
    body = {"records": [record]}
    assert code(salesforce.call("POST", "/composite/tree/Account", body)) == (400, "INVALID_INPUT")
    assert salesforce.rows("SELECT Id FROM Account") == []
    org.traits(tree_types_cap=0)
    assert salesforce.call("POST", "/composite/tree/Account", body).status == 201


def test_both_readings_of_what_a_composite_costs(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    def spent(path: str, body: object) -> int:
        before = used(salesforce)
        assert salesforce.call("POST", path, body).status == 200
        return used(salesforce) - before - 1

    parts = [part(f"p{number}", "GET", "/limits") for number in range(3)]
    for counts, cost in ((False, 1), (True, 3)):
        org.traits(composite_parts_count=counts)
        assert spent("/composite", {"compositeRequest": parts}) == cost
        assert spent("/composite/graph", {"graphs": [{"graphId": "1", "compositeRequest": parts}]}) == cost


def used(salesforce: SalesforceHttp) -> int:
    return int(salesforce.get("/limits").headers["sforce-limit-info"].removeprefix("api-usage=").partition("/")[0])


def test_parts_tell_when_what_they_read_was_changed(salesforce: SalesforceHttp) -> None:
    account = salesforce.create("Account", Name="Oak")
    tails = (f"/sobjects/Account/{account}", "/sobjects/Lead/describe")
    first = composite(salesforce, *(part(f"p{number}", "GET", tail) for number, tail in enumerate(tails)))
    for one, tail in zip(first, tails, strict=True):
        alone = salesforce.get(tail).headers
        assert one["httpHeaders"] == {"ETag": alone["etag"], "Last-Modified": alone["last-modified"]}
    since = [{"If-Modified-Since": one["httpHeaders"]["Last-Modified"]} for one in first]
    again = [{**part(f"p{number}", "GET", tail), "httpHeaders": since[number]} for number, tail in enumerate(tails)]
    assert [(one["httpStatusCode"], one["body"]) for one in composite(salesforce, *again)] == [(304, None)] * 2
