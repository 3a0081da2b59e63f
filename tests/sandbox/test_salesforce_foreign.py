"""What clients of other languages send to Salesforce, and what they get: versions, methods, headers, conditions, trees, graphs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from crmdesk.sandbox.salesforce.tokens import CLIENT_ID
from tests.sandbox.raw import request
from tests.sandbox.salesforce_http import DATA, FORM, SalesforceControl, SalesforceHttp, code, listed

LEAD = {"LastName": "Voss", "Company": "Oakline"}


def test_a_retired_version_is_gone_and_an_old_one_upserts_in_silence(salesforce: SalesforceHttp) -> None:
    assert code(salesforce.call("GET", "/services/data/v20.0/limits")) == (410, "UNSUPPORTED_API_VERSION")
    assert code(salesforce.call("GET", "/services/data/v99.0/limits")) == (404, "NOT_FOUND")
    for version, status in (("45.0", 204), ("46.0", 200)):
        path = f"/services/data/v{version}/sobjects/Lead/crmdesk_uid__c/K{version[:2]}"
        assert salesforce.call("PATCH", path, LEAD).status == 201
        assert salesforce.call("PATCH", path, LEAD).status == status


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/sobjects/Lead/00Qgk0000000001EAA", "HEAD,GET,PATCH,DELETE"),
        ("POST", "/query", "HEAD,GET"),
        ("GET", "/composite/sobjects", "POST,PATCH,DELETE"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(
    salesforce: SalesforceHttp, method: str, path: str, allowed: str
) -> None:
    answer = salesforce.call(method, path)
    assert code(answer) == (405, "METHOD_NOT_ALLOWED")
    assert listed(answer)[0]["message"] == f"HTTP Method '{method}' not allowed. Allowed are {allowed}"


def test_an_address_and_headers_that_are_too_long_together(salesforce: SalesforceHttp) -> None:
    answer = salesforce.call("GET", "/limits", x_long="y" * 16_300)
    assert (answer.status, answer.headers["content-type"][:9]) == (431, "text/html")
    assert salesforce.call("GET", "/limits", x_long="y" * 8_000).status == 200


def test_a_refused_query_is_shown_with_the_place(salesforce: SalesforceHttp) -> None:
    answer = salesforce.query("SELECT Id, Foo__c FROM Lead")
    assert code(answer) == (400, "INVALID_FIELD")
    assert listed(answer)[0]["message"].startswith(
        "\nSELECT Id, Foo__c FROM Lead\n           ^\nERROR at Row:1:Column:12\nNo such column 'Foo__c' on entity 'Lead'."
    )
    answer = salesforce.query("SELECT Id FROM Leed")
    assert code(answer) == (400, "INVALID_TYPE")
    assert listed(answer)[0]["message"].startswith(
        "\nSELECT Id FROM Leed\n               ^\nERROR at Row:1:Column:16\nsObject type 'Leed' is not supported."
    )


def test_rows_are_grouped_and_counted(salesforce: SalesforceHttp) -> None:
    for city, size in (("Nantes", 3), ("Nantes", 5), ("Brest", 1), (None, 2)):
        salesforce.lead(City=city, NumberOfEmployees=size)
    soql = "SELECT City, COUNT(Id) n, SUM(NumberOfEmployees), MAX(NumberOfEmployees) most FROM Lead GROUP BY City ORDER BY City"
    found = [{name: value for name, value in row.items() if name != "attributes"} for row in salesforce.rows(soql)]
    assert found == [
        {"City": None, "n": 1, "expr0": 2, "most": 2},
        {"City": "Brest", "n": 1, "expr0": 1, "most": 1},
        {"City": "Nantes", "n": 2, "expr0": 8, "most": 5},
    ]
    (row,) = salesforce.rows(
        "SELECT MAX(SystemModstamp), MIN(LastName), COUNT_DISTINCT(City), AVG(NumberOfEmployees) a FROM Lead"
    )
    assert row["attributes"] == {"type": "AggregateResult"}
    assert row["expr0"].endswith("+0000")
    assert (row["expr1"], row["expr2"], row["a"]) == ("Voss", 2, 2.75)
    for soql in ("SELECT City, COUNT(Id) FROM Lead", "SELECT Phone FROM Lead GROUP BY City"):
        assert code(salesforce.query(soql)) == (400, "MALFORMED_QUERY")


def test_tags_of_several_versions_and_of_any(salesforce: SalesforceHttp) -> None:
    id = salesforce.create("Account", Name="Oakline")
    path = f"/sobjects/Account/{id}"
    tag = salesforce.get(path).headers["etag"]
    assert salesforce.call("PATCH", path, {"Site": "a"}, if_match=f'"other", {tag}').status == 204
    assert salesforce.call("PATCH", path, {"Site": "b"}, if_match="*").status == 204
    assert salesforce.call("PATCH", path, {"Site": "c"}, if_match=tag).status == 412
    assert salesforce.call("PATCH", path, {"Site": "c"}, if_none_match="*").status == 412
    assert salesforce.call("GET", path, if_none_match="*").status == 304


def test_the_key_of_an_upsert_is_not_repeated_in_its_body(salesforce: SalesforceHttp) -> None:
    answer = salesforce.call("PATCH", "/sobjects/Lead/crmdesk_uid__c/K1", {**LEAD, "crmdesk_uid__c": "K1"})
    assert code(answer) == (400, "INVALID_FIELD")
    assert salesforce.rows("SELECT Id FROM Lead") == []


def test_a_describe_names_the_pages_of_its_object(salesforce: SalesforceHttp) -> None:
    more = {"layouts", "compactLayouts", "approvalLayouts", "quickActions", "listviews"}
    assert salesforce.get("/sobjects").json()["sobjects"][0]["urls"].keys() >= more
    urls = salesforce.get("/sobjects/Lead/describe").json()["urls"]
    assert urls.keys() >= {*more, "uiDetailTemplate", "uiEditTemplate", "uiNewRecord"}


def test_who_am_i_has_every_key(salesforce: SalesforceHttp) -> None:
    address = salesforce.get("/services/data/v67.0").json()["identity"]
    found = salesforce.call("GET", address[address.index("/id/") :]).json()
    assert found.keys() >= {
        "addr_street",
        "addr_zip",
        "mobile_phone",
        "mobile_phone_verified",
        "is_lightning_login_user",
    }
    assert found["photos"].keys() == {"picture", "thumbnail"}
    assert found["urls"].keys() >= {"enterprise", "metadata", "partner", "search", "recent", "profile"}
    assert "{version}" in found["urls"]["enterprise"]


@pytest.mark.parametrize("asked", [{"shape": "xml"}, {"accept": "application/xml"}])
def test_a_token_reply_as_xml(salesforce: SalesforceHttp, asked: dict[str, str]) -> None:
    answer = refreshed(salesforce, **asked)
    assert answer.headers["content-type"].startswith("application/xml")
    found = {part.tag: part.text for part in ElementTree.fromstring(answer.body)}  # noqa: S314 - the sandbox made it
    assert found.keys() >= {"error", "error_description"}


def test_a_token_reply_as_a_form_and_as_json(salesforce: SalesforceHttp) -> None:
    answer = refreshed(salesforce, shape="urlencoded")
    assert answer.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert answer.body == b"error=invalid_grant&error_description=expired+access%2Frefresh+token"
    assert refreshed(salesforce, accept="*/*").headers["content-type"] == "application/json;charset=UTF-8"


def refreshed(salesforce: SalesforceHttp, *, shape: str = "", accept: str = "") -> Any:
    form = {"grant_type": "refresh_token", "client_id": CLIENT_ID, "refresh_token": "none"}
    form |= {"format": shape} if shape else {}
    headers = FORM | ({"accept": accept} if accept else {})
    return request(salesforce.base_url, "POST", "/services/oauth2/token", urlencode(form).encode(), headers)


def account(name: str, *people: dict[str, Any]) -> dict[str, Any]:
    children = {"Contacts": {"records": list(people)}} if people else {}
    return {"attributes": {"type": "Account", "referenceId": f"a{name}"}, "Name": name, **children}


def person(name: str, **fields: Any) -> dict[str, Any]:
    return {"attributes": {"type": "Contact", "referenceId": f"c{name}"}, "LastName": name, **fields}


def test_a_tree_is_made_whole(salesforce: SalesforceHttp) -> None:
    body = {"records": [account("Acme", person("Ode"), person("Bex")), account("Oak")]}
    answer = salesforce.call("POST", "/composite/tree/Account", body)
    assert (answer.status, answer.json()["hasErrors"]) == (201, False)
    made = {each["referenceId"]: each["id"] for each in answer.json()["results"]}
    assert list(made) == ["aAcme", "cOde", "cBex", "aOak"]
    assert salesforce.value("Contact", made["cOde"], "AccountId") == made["aAcme"]


def test_a_tree_is_made_whole_or_not_at_all(salesforce: SalesforceHttp) -> None:
    body = {"records": [account("Acme", person("Ode", Email="none")), account("Oak")]}
    answer = salesforce.call("POST", "/composite/tree/Account", body)
    assert (answer.status, answer.json()["hasErrors"]) == (400, True)
    (refused,) = answer.json()["results"]
    assert (refused["referenceId"], refused["errors"][0]["statusCode"]) == ("cOde", "INVALID_EMAIL_ADDRESS")
    assert salesforce.rows("SELECT Id FROM Account") == []
    twice = salesforce.call("POST", "/composite/tree/Account", {"records": [account("Oak"), account("Oak")]})
    assert (twice.status, twice.json()["results"][0]["errors"][0]["statusCode"]) == (400, "INVALID_INPUT")
    many = {"records": [account(str(number)) for number in range(201)]}
    assert code(salesforce.call("POST", "/composite/tree/Account", many)) == (400, "EXCEEDED_MAX_SIZE_REQUEST")
    assert salesforce.rows("SELECT Id FROM Account") == []


def part(name: str, reference: str, **fields: Any) -> dict[str, Any]:
    return {"method": "POST", "url": f"{DATA}/sobjects/{name}", "referenceId": reference, "body": fields}


def test_each_graph_stands_or_falls_by_itself(salesforce: SalesforceHttp) -> None:
    good = {"graphId": "1", "compositeRequest": [part("Account", "a", Name="Oak"),
                                                 part("Contact", "c", LastName="Ode", AccountId="@{a.id}")]}  # fmt: skip
    bad = {"graphId": "2", "compositeRequest": [part("Account", "a", Name="Acme"), part("Contact", "c")]}
    found = salesforce.call("POST", "/composite/graph", {"graphs": [good, bad]}).json()["graphs"]
    assert [(each["graphId"], each["isSuccessful"]) for each in found] == [("1", True), ("2", False)]
    statuses = [[one["httpStatusCode"] for one in each["graphResponse"]["compositeResponse"]] for each in found]
    assert statuses == [[201, 201], [400, 400]]
    assert [row["Name"] for row in salesforce.rows("SELECT Name FROM Account")] == ["Oak"]
    many = {"graphs": [{**good, "graphId": str(number)} for number in range(76)]}
    assert code(salesforce.call("POST", "/composite/graph", many)) == (400, "LIMIT_EXCEEDED")


def test_all_or_none_of_a_composite_rules_its_collections(salesforce: SalesforceHttp) -> None:
    rows = [{"attributes": {"type": "Lead"}, **LEAD}, {"attributes": {"type": "Lead"}}]
    inner = {"method": "POST", "url": f"{DATA}/composite/sobjects", "referenceId": "c",
             "body": {"allOrNone": False, "records": rows}}  # fmt: skip
    body = {"allOrNone": True, "compositeRequest": [part("Account", "a", Name="Oak"), inner]}
    first, second = salesforce.call("POST", "/composite", body).json()["compositeResponse"]
    assert (first["httpStatusCode"], first["body"][0]["errorCode"]) == (400, "PROCESSING_HALTED")
    assert [one["errors"][0]["statusCode"] for one in second["body"]] == [
        "ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING",
    ]  # fmt: skip
    assert salesforce.rows("SELECT Id FROM Account") == salesforce.rows("SELECT Id FROM Lead") == []


def test_each_part_of_a_batch_counts_against_the_day(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    parts = [{"method": "GET", "url": "v67.0/sobjects/Lead/describe"}] * 5
    before = used(salesforce.call("GET", "/limits"))
    assert used(salesforce.call("POST", "/composite/batch", {"batchRequests": parts})) == before + 5
    body = {"compositeRequest": [part("Account", "a", Name="Oak"), part("Account", "b", Name="Elm")]}
    assert used(salesforce.call("POST", "/composite", body)) == before + 6


def used(answer: Any) -> int:
    return int(answer.headers["sforce-limit-info"].partition("=")[2].partition("/")[0])


def test_reads_keep_to_their_conditions(salesforce: SalesforceHttp) -> None:
    account = f"/sobjects/Account/{salesforce.create('Account', Name='Oakline')}"
    read = salesforce.get(account, fields="Id")
    tag, modified = read.headers["etag"], read.headers["last-modified"]
    past = "Mon, 30 Nov 2020 08:34:54 GMT"
    for headers, status in (
        ({"if_match": tag}, 200), ({"if_match": '"other"'}, 412), ({"if_match": "*"}, 200),
        ({"if_unmodified_since": modified}, 200), ({"if_unmodified_since": past}, 412),
        ({"if_modified_since": past}, 200), ({"if_modified_since": modified}, 304),
        ({"if_none_match": f'"other", {tag}'}, 304), ({"if_none_match": '"other"'}, 200),
        ({"if_none_match": '"other"', "if_modified_since": modified}, 200),
        ({"if_modified_since": "yesterday"}, 200), ({"if_unmodified_since": "yesterday"}, 200),
    ):  # fmt: skip
        for method in ("GET", "HEAD"):
            assert salesforce.call(method, f"{account}?fields=Id", **headers).status == status, (method, headers)
    for path in ("/sobjects/Lead/describe", "/sobjects"):
        assert salesforce.call("GET", path, if_unmodified_since=past).status == 412
        assert salesforce.call("GET", path, if_modified_since="yesterday").status == 200
    answer = salesforce.call("PATCH", account, {"Site": "Nantes"}, if_unmodified_since="yesterday")
    assert code(answer) == (400, "MALFORMED_HEADER")


def test_describe_tells_parts_of_wholes_and_what_goes_along(salesforce: SalesforceHttp) -> None:
    lead, contact, account = (
        salesforce.get(f"/sobjects/{name}/describe").json() for name in ("Lead", "Contact", "Account")
    )

    def wholes(described: dict[str, Any]) -> dict[str, str]:
        return {one["name"]: one["compoundFieldName"] for one in described["fields"] if one["compoundFieldName"]}

    address = ("Street", "City", "State", "PostalCode", "Country", "Latitude", "Longitude", "GeocodeAccuracy")
    names = dict.fromkeys(("FirstName", "LastName", "Salutation"), "Name")
    assert wholes(lead) == {**names, **dict.fromkeys(address, "Address")}
    assert wholes(contact)["MailingCity"] == "MailingAddress"
    assert wholes(account) == {
        f"{kind}{part}": f"{kind}Address" for kind in ("Billing", "Shipping") for part in address
    }
    along = {
        one["childSObject"]: one["relationshipName"] for one in account["childRelationships"] if one["cascadeDelete"]
    }
    assert along == {
        "Contact": "Contacts",
        "Opportunity": "Opportunities",
        "Task": "Tasks",
        "Event": "Events",
        "Note": "Notes",
    }


@pytest.mark.parametrize("name", ["Account", "Contact", "Lead", "Opportunity"])
def test_a_row_shows_what_belongs_to_it(salesforce: SalesforceHttp, name: str) -> None:
    filled = {"Account": {"Name": "Oak"}, "Contact": {"LastName": "Voss"}, "Lead": LEAD,
              "Opportunity": {"Name": "Sale", "StageName": "Prospecting", "CloseDate": "2026-12-31"}}  # fmt: skip
    id = salesforce.create(name, **filled[name])
    about = "WhoId" if name in {"Contact", "Lead"} else "WhatId"
    salesforce.create("Task", Subject="Call", **{about: id})
    salesforce.create(
        "Event", Subject="Visit", StartDateTime="2026-12-01T10:00:00Z", DurationInMinutes=30, **{about: id}
    )
    salesforce.create("Note", Title="Key", ParentId=id)
    soql = f"SELECT (SELECT Subject FROM Tasks), (SELECT Subject FROM Events), (SELECT Title FROM Notes) FROM {name}"  # noqa: S608 - SOQL
    (row,) = salesforce.rows(soql)
    shown = [row[relation]["records"][0] for relation in ("Tasks", "Events", "Notes")]
    assert [one.get("Subject") or one["Title"] for one in shown] == ["Call", "Visit", "Key"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("CloseDate", 20261231), ("CloseDate", True), ("CloseDate", ["2026-12-31"]), ("CloseDate", "2026-W01-1")],
)
def test_a_date_is_a_text(salesforce: SalesforceHttp, name: str, value: object) -> None:
    answer = salesforce.call("POST", "/sobjects/Opportunity", {"Name": "Sale", "StageName": "Prospecting", name: value})
    assert code(answer) == (400, "JSON_PARSER_ERROR")
    moment = salesforce.call("POST", "/sobjects/Event", {"StartDateTime": 20261231, "DurationInMinutes": 5})
    assert code(moment) == (400, "JSON_PARSER_ERROR")


def test_an_owner_may_be_a_queue_where_it_may(salesforce: SalesforceHttp) -> None:
    owners = {}
    for name in ("Lead", "Task", "Contact"):
        described = salesforce.get(f"/sobjects/{name}/describe").json()["fields"]
        (owner,) = (one for one in described if one["name"] == "OwnerId")
        owners[name] = (owner["referenceTo"], owner["polymorphicForeignKey"], owner["namePointing"])
    both = (["Group", "User"], True, True)
    assert owners == {"Lead": both, "Task": both, "Contact": (["User"], False, False)}
    assert salesforce.rows("SELECT Id, Name, Type FROM Group") == []
    queue = {**LEAD, "OwnerId": "00Ggk0000000001AAA"}
    assert code(salesforce.call("POST", "/sobjects/Lead", queue)) == (400, "INVALID_CROSS_REFERENCE_KEY")
    assert code(salesforce.call("POST", "/sobjects/Contact", {"LastName": "V", **queue})) == (400, "INVALID_FIELD")
    wrong = {"LastName": "Voss", "OwnerId": queue["OwnerId"]}
    assert code(salesforce.call("POST", "/sobjects/Contact", wrong)) == (400, "MALFORMED_ID")
    salesforce.lead()
    assert salesforce.rows("SELECT Owner.Email, Owner.Type FROM Lead")[0]["Owner"]["Type"] == "User"


def test_every_reply_of_a_session_tells_the_use_of_the_day(salesforce: SalesforceHttp) -> None:
    me = salesforce.get("/services/oauth2/userinfo").json()["sub"].partition("/id/")[2]
    for path in (f"/id/{me}", "/services/oauth2/userinfo", "/services/data/v67.0", "/services/data/v67.0/limits"):
        assert "sforce-limit-info" in salesforce.get(path).headers, path
    assert "sforce-limit-info" not in salesforce.get("/services/data/").headers
    before = used(salesforce.get(f"/id/{me}"))
    assert used(salesforce.get(f"/id/{me}")) == before
