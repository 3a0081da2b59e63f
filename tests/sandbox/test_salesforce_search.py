"""SOSL and parameterized search at the sandbox's Salesforce."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.raw import Answer
from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code, listed


@pytest.fixture
def ids(salesforce: SalesforceHttp) -> dict[str, str]:
    """An account, two contacts of it and two leads, by a short name."""
    oak = salesforce.create("Account", Name="Oakline Park", Phone="02 40 12 34 56")
    return {
        "oak": oak,
        "smith": salesforce.create(
            "Contact", LastName="Smith", FirstName="John", AccountId=oak, Email="js@oak.example"
        ),
        "smithson": salesforce.create("Contact", LastName="Smithson", FirstName="John", Description="met at the park"),
        "joan": salesforce.lead(LastName="Voss", FirstName="Joan", Company="Park & Sons", City="Nantes"),
        "vossberg": salesforce.lead(
            LastName="Vossberg", FirstName="Éric", City="Rezé", MobilePhone="+33 6 39 98 12 34"
        ),
    }


def find(http: SalesforceHttp, sosl: str) -> Answer:
    return http.get("/search", q=sosl)


def rows(answer: Answer) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.json()["searchRecords"]
    return found


def named(ids: dict[str, str], answer: Answer) -> list[str]:
    names = {id: name for name, id in ids.items()}
    return sorted(names[row["Id"]] for row in rows(answer))


@pytest.mark.parametrize(
    ("sosl", "expected"),
    [
        ("FIND {smith}", ["smith"]),
        ("find { SMITH* }", ["smith", "smithson"]),
        ("FIND {john smith}", ["smith"]),
        ('FIND {"smith john"}', []),
        ('FIND {"John Smith"} IN NAME FIELDS', ["smith"]),
        ("FIND {jo?n}", ["joan", "smith", "smithson"]),
        ("FIND {joan OR smithson}", ["joan", "smithson"]),
        ("FIND {john AND NOT park}", ["smith"]),
        ("FIND {(joan OR john) AND park}", ["joan", "smithson"]),
        ("FIND {park}", ["joan", "oak", "smithson"]),
        ("FIND {park} IN NAME FIELDS", ["oak"]),
        ("FIND {oak.example} IN EMAIL FIELDS", ["smith"]),
        ("FIND {js\\@oak.example}", ["smith"]),
        ("FIND {0240123456} IN PHONE FIELDS", ["oak"]),
        ("FIND {nantes} IN PHONE FIELDS", []),
        ("FIND {vossberg} IN SIDEBAR FIELDS", ["vossberg"]),
        ("FIND {*ossberg}", []),
        ("FIND {rezé}", ["vossberg"]),
        ("FIND {voss*} RETURNING Contact", []),
        ("FIND {voss*} RETURNING Lead(Id WHERE City IN ('Nantes', 'a)b'))", ["joan"]),
        ("FIND {john} RETURNING Contact(Id, Email ORDER BY LastName DESC LIMIT 1), Lead", ["smithson"]),
        ("FIND {john} RETURNING Contact(Id ORDER BY LastName OFFSET 1)", ["smithson"]),
        ("FIND {park} RETURNING Account, Lead, Contact LIMIT 2", ["joan", "oak"]),
    ],
)
def test_what_is_found(salesforce: SalesforceHttp, ids: dict[str, str], sosl: str, expected: list[str]) -> None:
    assert named(ids, find(salesforce, sosl)) == expected


def test_rows_have_what_was_asked_for(salesforce: SalesforceHttp, ids: dict[str, str]) -> None:
    (row,) = rows(find(salesforce, "FIND {js} RETURNING Contact(email, Account.Name)"))
    url = f"/services/data/v67.0/sobjects/Contact/{ids['smith']}"
    account = row.pop("Account")
    assert row == {"attributes": {"type": "Contact", "url": url}, "Email": "js@oak.example"}
    assert account["Name"] == "Oakline Park"
    (bare,) = rows(find(salesforce, "FIND {js}"))
    assert bare == {"attributes": {"type": "Contact", "url": url}, "Id": ids["smith"]}


def test_what_was_deleted_or_is_hidden_is_not_found(
    salesforce: SalesforceHttp, org: SalesforceControl, ids: dict[str, str]
) -> None:
    org.delete("Contact", ids["smithson"])
    assert named(ids, find(salesforce, "FIND {john}")) == ["smith"]
    org.traits(hidden_fields=["Contact.Email"])
    assert rows(find(salesforce, "FIND {js}")) == []


@pytest.mark.parametrize(
    ("sosl", "refusal", "words"),
    [
        ("", "MALFORMED_SEARCH", "has to be specified"),
        ("john", "MALFORMED_SEARCH", "enclosed in braces"),
        ("FIND {john", "MALFORMED_SEARCH", "expecting '}'"),
        ("FIND {John|js} RETURNING Contact", "MALFORMED_SEARCH",
         ("\nFIND {John|js} RETURNING Contact\n         ^\nERROR at Row:1:Column:10\n"
          "line 1:10 mismatched character '|' expecting '}'")),
        ("FIND {(john OR}", "MALFORMED_SEARCH", "unexpected token: }"),
        ('FIND {jo"hn}', "MALFORMED_SEARCH", "mismatched character '\"'"),
        ("FIND {john AND AND smith}", "MALFORMED_SEARCH", "unexpected token: AND"),
        ("FIND {" + "(" * 200 + "john" + ")" * 200 + "}", "MALFORMED_SEARCH", "unexpected token: ("),
        ("FIND {j}", "INVALID_SEARCH", "search term must be longer than one character: j"),
        ("FIND {}", "INVALID_SEARCH", "longer than one character"),
        ("FIND {john} IN CITY FIELDS", "MALFORMED_SEARCH", "unexpected token: FIELDS"),
        ("FIND {john} RETURNING", "MALFORMED_SEARCH", "unexpected token: <EOF>"),
        ("FIND {john} RETURNING Lead(Id", "MALFORMED_SEARCH", "unexpected token: <EOF>"),
        ("FIND {john} RETURNING Leed", "INVALID_TYPE", "sObject type 'Leed' is not supported"),
        ("FIND {john} RETURNING Lead(Nope)", "INVALID_FIELD", "No such column 'Nope'"),
        ("FIND {john} RETURNING Lead(Id WHERE)", "MALFORMED_QUERY", "unexpected token"),
        ("FIND {john} WITH SNIPPET", "MALFORMED_SEARCH", "unexpected token: WITH"),
        ("FIND {john} LIMIT many", "MALFORMED_SEARCH", "unexpected token"),
    ],
)  # fmt: skip
def test_refusals(salesforce: SalesforceHttp, sosl: str, refusal: str, words: str) -> None:
    answer = find(salesforce, sosl)
    assert code(answer) == (400, refusal)
    assert words in listed(answer)[0]["message"]


def test_parameters_in_the_address(salesforce: SalesforceHttp, ids: dict[str, str]) -> None:
    path = "/parameterizedSearch/?q=park&sobject=Lead&sobject=Contact&Lead.fields=id,City&fields=Id"
    found = rows(salesforce.get(path))
    assert [(row["Id"], row.get("City")) for row in found] == [(ids["joan"], "Nantes"), (ids["smithson"], None)]
    assert named(ids, salesforce.get("/parameterizedSearch", q="john or")) == []
    assert named(ids, salesforce.get("/parameterizedSearch", q="park", **{"in": "NAME"})) == ["oak"]
    for more in ("&defaultLimit=1", "&Lead.limit=1&Contact.limit=0", "&overallLimit=1"):
        assert [row["Id"] for row in rows(salesforce.get(path + more))][:1] == [ids["joan"]]
    assert len(rows(salesforce.get(path + "&overallLimit=1"))) == 1
    assert named(ids, salesforce.get(path + "&Lead.where=City%3D'Reze'")) == ["smithson"]


def test_parameters_in_a_body(salesforce: SalesforceHttp, ids: dict[str, str]) -> None:
    body = {
        "q": "john", "in": "NAME", "fields": ["Id", "LastName"], "overallLimit": 5,
        "sobjects": [{"name": "contact", "where": "LastName != 'Smith'", "limit": 3}, {"name": "Lead", "fields": ["Id"]}],
    }  # fmt: skip
    answer = salesforce.call("POST", "/parameterizedSearch", body)
    assert [row["LastName"] for row in rows(answer)] == ["Smithson"]
    assert named(ids, answer) == ["smithson"]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({}, "MALFORMED_SEARCH"),
        ({"q": 7}, "MALFORMED_SEARCH"),
        ({"q": "x"}, "INVALID_SEARCH"),
        ({"q": "john", "in": "CITY"}, "INVALID_INPUT"),
        ({"q": "john", "sobjects": ["Lead"]}, "INVALID_INPUT"),
        ({"q": "john", "sobjects": {"name": "Lead"}}, "INVALID_INPUT"),
        ({"q": "john", "overallLimit": -1}, "INVALID_INPUT"),
        ({"q": "john", "fields": ["Id"]}, "MISSING_ARGUMENT"),
        ({"q": "john", "sobjects": [{"name": "Leed"}]}, "INVALID_TYPE"),
        ({"q": "john", "sobjects": [{"name": "Lead", "fields": ["Nope"]}]}, "INVALID_FIELD"),
        ({"q": "john", "sobjects": [{"name": "Lead", "where": "City"}]}, "MALFORMED_QUERY"),
    ],
)
def test_refused_parameters(salesforce: SalesforceHttp, body: dict[str, object], refusal: str) -> None:
    assert code(salesforce.call("POST", "/parameterizedSearch", body)) == (400, refusal)


def test_old_versions_answer_with_the_rows_alone(salesforce: SalesforceHttp, ids: dict[str, str]) -> None:
    answer = salesforce.get("/services/data/v36.0/search", q="FIND {js}")
    assert [row["Id"] for row in listed(answer)] == [ids["smith"]]
    assert salesforce.get("").json()["search"] == "/services/data/v67.0/search"


def test_a_search_inside_a_composite(salesforce: SalesforceHttp, ids: dict[str, str]) -> None:
    part = {"method": "GET", "referenceId": "a", "url": "/services/data/v67.0/parameterizedSearch?q=park&sobject=Lead"}
    answer = salesforce.call("POST", "/composite", {"compositeRequest": [part]}).json()["compositeResponse"][0]
    assert (answer["httpStatusCode"], [row["Id"] for row in answer["body"]["searchRecords"]]) == (200, [ids["joan"]])
