"""Junk in bodies and queries: refused in the vendor's words, never with a crash."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.raw import HubSpotHttp
from tests.sandbox.salesforce_http import DATA, SalesforceHttp, code

JUNK: tuple[Any, ...] = (None, 5, "x", [], {}, [[]], {"a": 1}, "9" * 400, "\0")
OBJECTS, LINKS = "/crm/v3/objects/contacts", "/crm/v4/associations/contacts/companies"
TYPES = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 279}]
ROW = {"properties": {"firstname": "x"}, "associations": [{"to": {"id": "9"}, "types": TYPES}]}
HUBSPOT: dict[str, Any] = {
    OBJECTS: ROW,
    f"{OBJECTS}/batch/create": {"inputs": [{**ROW, "objectWriteTraceId": "1"}]},
    f"{OBJECTS}/batch/update": {"inputs": [{"id": "9", "idProperty": None, "properties": {"firstname": "x"}}]},
    f"{OBJECTS}/batch/upsert": {"inputs": [{"id": "K", "idProperty": "crmdesk_uid", "properties": {"firstname": "x"}}]},
    f"{OBJECTS}/batch/read": {"inputs": [{"id": "9"}], "properties": ["email"], "idProperty": "email"},
    f"{OBJECTS}/gdpr-delete": {"objectId": "9", "idProperty": "email"},
    f"{OBJECTS}/search": {
        "filterGroups": [{"filters": [{"propertyName": "createdate", "operator": "BETWEEN", "value": "1", "highValue": "2"}]}],
        "sorts": [{"propertyName": "createdate", "direction": "ASCENDING"}], "limit": 1, "after": "0",
    },
    f"{LINKS}/batch/create": {"inputs": [{"from": {"id": "9"}, "to": {"id": "9"}, "types": TYPES}]},
    f"{LINKS}/batch/labels/archive": {"inputs": [{"from": {"id": "9"}, "to": {"id": "9"}, "types": TYPES}]},
}  # fmt: skip
PART = {"method": "POST", "url": f"{DATA}/sobjects/Account", "referenceId": "a", "body": {"Name": "A"},
        "httpHeaders": {"If-Match": "x"}}  # fmt: skip
TREE = {"attributes": {"type": "Contact", "referenceId": "c"}, "LastName": "x"}
SALESFORCE: dict[str, Any] = {
    "/composite": {"allOrNone": True, "compositeRequest": [PART]},
    "/composite/graph": {"graphs": [{"graphId": "1", "compositeRequest": [PART]}]},
    "/composite/batch": {"batchRequests": [{"method": "PATCH", "url": "v67.0/sobjects/Lead/x", "richInput": {"City": "x"}}]},
    "/composite/tree/Account": {"records": [
        {"attributes": {"type": "Account", "referenceId": "a"}, "Name": "A", "Contacts": {"records": [TREE]}},
    ]},
    "/composite/sobjects": {"records": [{"attributes": {"type": "Lead"}, "LastName": "x", "NumberOfEmployees": 3}]},
    "/jobs/query": {"operation": "query", "query": "SELECT Id FROM Lead", "lineEnding": "LF"},
    "/jobs/ingest": {"object": "Lead", "operation": "insert", "contentType": "CSV", "columnDelimiter": "COMMA"},
}  # fmt: skip


def spoiled(body: Any) -> Iterator[Any]:
    """The body with junk in each place, one after another."""
    for path in places(body):
        for junk in JUNK:
            made = copy.deepcopy(body)
            inner = made
            for step in path[:-1]:
                inner = inner[step]
            if path:
                inner[path[-1]] = junk
            yield made if path else junk


def places(body: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield before
    items = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for step, inner in items:
        yield from places(inner, (*before, step))


@pytest.mark.parametrize("path", HUBSPOT)
def test_hubspot_refuses_junk(empty: HubSpotHttp, path: str) -> None:
    crashed = [body for body in spoiled(HUBSPOT[path]) if empty.post(path, body).status >= 500]
    assert crashed == []


def test_an_unknown_association_type_is_named(empty: HubSpotHttp) -> None:
    body = {
        "properties": {"firstname": "x"},
        "associations": [{"to": {"id": "9"}, "types": [{"associationTypeId": 99}]}],
    }
    assert empty.post(OBJECTS, body).json()["message"] == "99 is not a valid association type of contacts"


@pytest.mark.parametrize("path", SALESFORCE)
def test_salesforce_refuses_junk(salesforce: SalesforceHttp, path: str) -> None:
    crashed = [body for body in spoiled(SALESFORCE[path]) if salesforce.call("POST", path, body).status >= 500]
    assert crashed == []


@pytest.mark.parametrize(
    ("soql", "refusal"),
    [
        ("SELECT Id FROM Lead WHERE CreatedDate > 2026-13-45T99:00:00Z", "MALFORMED_QUERY"),
        ("SELECT Id FROM Lead WHERE CreatedDate = LAST_N_DAYS:99999999999", "MALFORMED_QUERY"),
        ("SELECT Id FROM Lead WHERE " + "(" * 1200 + "Id = null" + ")" * 1200, "MALFORMED_QUERY"),
        ("SELECT Id FROM Lead WHERE " + "NOT " * 1200 + "Id = null", "MALFORMED_QUERY"),
        ("SELECT SUM(Name) FROM Lead", "MALFORMED_QUERY"),
        ("SELECT MAX(Address) FROM Lead", "MALFORMED_QUERY"),
        ("SELECT COUNT(Id) FROM Lead GROUP BY Address", "MALFORMED_QUERY"),
        ("SELECT Id, (SELECT COUNT(Id) FROM Tasks) FROM Lead", "MALFORMED_QUERY"),
        ("SELECT Id, (SELECT WhoId FROM Tasks GROUP BY WhoId) FROM Lead", "MALFORMED_QUERY"),
    ],
)  # fmt: skip
def test_queries_that_no_row_answers(salesforce: SalesforceHttp, soql: str, refusal: str) -> None:
    salesforce.lead(City="Nantes")
    assert code(salesforce.query(soql)) == (400, refusal)


LONG = "9" * 5000


def test_numbers_without_end_are_many(salesforce: SalesforceHttp) -> None:
    for number in range(201):
        salesforce.lead(LastName=f"Voss {number}")
    assert len(salesforce.rows(f"SELECT Id FROM Lead LIMIT {LONG}")) == 201  # noqa: S608 - SOQL
    assert code(salesforce.query(f"SELECT Id FROM Lead LIMIT 1 OFFSET {LONG}"))[0] == 400  # noqa: S608 - SOQL
    page = salesforce.query("SELECT Id FROM Lead", sforce_query_options="batchSize=200").json()
    assert salesforce.query("SELECT Id FROM Lead", sforce_query_options=f"batchSize={LONG}").json()["done"] is True
    locator = page["nextRecordsUrl"].rpartition("-")[0]
    assert code(salesforce.call("GET", f"{locator}-{LONG}")) == (400, "INVALID_QUERY_LOCATOR")
    found = salesforce.get("/parameterizedSearch", q="Voss", defaultLimit=LONG, sobject="Lead")
    assert (found.status, len(found.json()["searchRecords"])) == (200, 201)
    found = salesforce.get("/search", q=f"FIND {{Voss}} RETURNING Lead LIMIT {LONG}")
    assert (found.status, len(found.json()["searchRecords"])) == (200, 201)
    assert code(salesforce.call("GET", f"/services/data/v{LONG}.0/limits")) == (404, "NOT_FOUND")


@pytest.mark.parametrize("value", ["nan", "NaN", "1_000", "infinity", "1,5", "0x10", "", "٣"])
def test_a_number_as_text_is_written_in_digits(salesforce: SalesforceHttp, value: str) -> None:
    for name in ("NumberOfEmployees", "AnnualRevenue"):
        answer = salesforce.call("POST", "/sobjects/Lead", {"LastName": "Voss", "Company": "Oakline", name: value})
        if value:
            assert code(answer) == (400, "JSON_PARSER_ERROR")
        else:
            assert salesforce.value("Lead", answer.json()["id"], name) is None
    for text in ("12", "-3.5e1", "+7", " 5 "):
        assert salesforce.lead(AnnualRevenue=text)
