"""Rows one by one at the sandbox's Salesforce, against the fact sheet's sections 4, 5.2 and 8."""

from __future__ import annotations

import json

import pytest

from crmdesk.sandbox.salesforce import ids
from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code, listed


def test_the_suffix_of_ids() -> None:
    assert ids.suffix("0015500001QdQWa") == "AAN"
    assert ids.full("0015500001QdQWa") == "0015500001QdQWaAAN"
    assert ids.full("nobody") is None


def test_ids_of_fifteen_names_in_any_case_and_both_words_for_bearers(salesforce: SalesforceHttp) -> None:
    lead = salesforce.lead()
    answer = salesforce.get(f"/sobjects/lead/{lead[:15]}", fields="lastname")
    assert answer.json()["LastName"] == "Voss"
    assert salesforce.call("GET", "/limits", authorization=f"OAuth {salesforce.token}").status == 200


def test_a_create_answers_with_the_place_of_the_row(salesforce: SalesforceHttp) -> None:
    answer = salesforce.call("POST", "/sobjects/Lead", {"LastName": "Ode", "Company": "Acme"})
    assert answer.headers["location"] == f"/services/data/v67.0/sobjects/Lead/{answer.json()['id']}"
    assert answer.headers["sforce-limit-info"].startswith("api-usage=")


@pytest.mark.parametrize(
    ("fields", "refusal", "named"),
    [
        ({"LastName": "Ode"}, "REQUIRED_FIELD_MISSING", ["Company"]),
        ({"LastName": "x" * 81, "Company": "A"}, "STRING_TOO_LONG", ["LastName"]),
        ({"LastName": "O", "Company": "A", "Email": "no address"}, "INVALID_EMAIL_ADDRESS", ["Email"]),
        ({"LastName": "O", "Company": "A", "IsDeleted": True}, "INVALID_FIELD_FOR_INSERT_UPDATE", ["IsDeleted"]),
        ({"LastName": "O", "Company": "A", "Foo": 1}, "INVALID_FIELD", None),
        ({"LastName": "O", "Company": "A", "OwnerId": "001gk0000000001AAA"}, "MALFORMED_ID", ["OwnerId"]),
        ({"LastName": "O", "Company": "A", "NumberOfEmployees": 10**9}, "NUMBER_OUTSIDE_VALID_RANGE",
         ["NumberOfEmployees"]),
    ],
)  # fmt: skip
def test_refused_rows(salesforce: SalesforceHttp, fields: dict[str, object], refusal: str, named: object) -> None:
    answer = salesforce.call("POST", "/sobjects/Lead", fields)
    assert code(answer) == (400, refusal)
    assert listed(answer)[0].get("fields") == named


def test_an_inactive_owner_and_a_restricted_picklist(salesforce: SalesforceHttp) -> None:
    gone = salesforce.rows("SELECT Id FROM User WHERE IsActive = false")[0]["Id"]
    answer = salesforce.call("POST", "/sobjects/Lead", {"LastName": "O", "Company": "A", "OwnerId": gone})
    assert code(answer) == (400, "INACTIVE_OWNER_OR_USER")
    answer = salesforce.call("POST", "/sobjects/Task", {"Subject": "x", "TaskSubtype": "Song"})
    assert code(answer) == (400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")


def test_json_null_clears_and_what_is_absent_stays(salesforce: SalesforceHttp) -> None:
    lead = salesforce.lead(City="Nantes", Phone="02 40 11 22 33", AnnualRevenue=1500)
    assert salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {"City": None}).status == 204
    row = salesforce.get(f"/sobjects/Lead/{lead}").json()
    assert (row["City"], row["Phone"], row["AnnualRevenue"]) == (None, "02 40 11 22 33", 1500.0)
    assert (row["IsConverted"], row["Response_Score__c"]) == (False, 0.0)
    answer = salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {"LastName": None})
    assert code(answer) == (400, "REQUIRED_FIELD_MISSING")
    answer = salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {"Id": lead})
    assert code(answer) == (400, "INVALID_FIELD")


def test_rows_that_are_gone(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead, purged = salesforce.lead(), salesforce.lead()
    assert salesforce.call("DELETE", f"/sobjects/Lead/{lead}").status == 204
    org.delete("Lead", purged, hard=True)
    for method, body in (("GET", None), ("PATCH", {"City": "x"}), ("DELETE", None)):
        assert code(salesforce.call(method, f"/sobjects/Lead/{lead}", body)) == (404, "ENTITY_IS_DELETED")
    assert code(salesforce.call("DELETE", f"/sobjects/Lead/{purged}")) == (404, "INVALID_CROSS_REFERENCE_KEY")
    assert code(salesforce.get(f"/sobjects/Lead/{purged}")) == (404, "NOT_FOUND")
    org.traits(single_delete_gone="400", unknown_id_status="400")
    assert code(salesforce.call("DELETE", f"/sobjects/Lead/{lead}")) == (400, "ENTITY_IS_DELETED")
    assert code(salesforce.call("PATCH", f"/sobjects/Lead/{purged}", {})) == (400, "INVALID_CROSS_REFERENCE_KEY")
    assert code(salesforce.get("/sobjects/Leed")) == (404, "NOT_FOUND")
    assert code(salesforce.call("PUT", f"/sobjects/Lead/{lead}", {})) == (405, "METHOD_NOT_ALLOWED")


def test_conditions_have_a_granularity_of_a_second(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead = salesforce.lead()
    path = f"/sobjects/Lead/{lead}"
    known = salesforce.get(path).headers["last-modified"]
    assert salesforce.call("GET", path, if_modified_since=known).status == 304
    org.advance(5)
    assert salesforce.call("PATCH", path, {"City": "Nantes"}, if_unmodified_since=known).status == 204
    answer = salesforce.call("PATCH", path, {"City": "Rezé"}, if_unmodified_since=known)
    assert (answer.status, answer.body) == (412, b"")
    org.traits(precondition_body="array")
    assert code(salesforce.call("PATCH", path, {}, if_unmodified_since=known))[0] == 412
    assert code(salesforce.call("PATCH", path, {}, if_unmodified_since="yesterday"))[0] == 400
    assert salesforce.call("DELETE", path, if_unmodified_since=known).status == 204


def test_only_accounts_have_tags(salesforce: SalesforceHttp) -> None:
    account = salesforce.create("Account", Name="Oakline")
    path = f"/sobjects/Account/{account}"
    tag = salesforce.get(path).headers["etag"]
    assert salesforce.call("GET", path, if_none_match=tag).status == 304
    assert salesforce.call("PATCH", path, {"Site": "x"}, if_match=tag).status == 204
    assert salesforce.call("PATCH", path, {"Site": "y"}, if_match=tag).status == 412
    assert "etag" not in salesforce.get(f"/sobjects/Lead/{salesforce.lead()}").headers


def test_duplicates_that_alert_and_that_block(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    first = salesforce.lead(Email="twice@acme.example")
    again = {"LastName": "V", "Company": "A", "Email": "TWICE@acme.example"}
    org.traits(duplicate_rule="alert")
    answer = salesforce.call("POST", "/sobjects/Lead", again)
    assert code(answer) == (400, "DUPLICATES_DETECTED")
    match = listed(answer)[0]["duplicateResut"]["matchResults"][0]["matchRecords"][0]
    assert match["record"]["Id"] == first
    header = "allowSave=true; runAsCurrentUser=true"
    assert salesforce.call("POST", "/sobjects/Lead", again, Sforce_Duplicate_Rule_Header=header).status == 201
    other = f"/sobjects/Lead/{salesforce.lead(Email='other@acme.example')}"
    assert salesforce.call("PATCH", other, {"City": "Nantes"}).status == 204
    assert code(salesforce.call("PATCH", other, {"Email": "twice@acme.example"})) == (400, "DUPLICATES_DETECTED")
    changed = {"Email": "twice@acme.example"}
    assert salesforce.call("PATCH", other, changed, Sforce_Duplicate_Rule_Header=header).status == 204
    org.traits(duplicate_rule="block", duplicate_key="duplicateResult")
    answer = salesforce.call("POST", "/sobjects/Lead", again, Sforce_Duplicate_Rule_Header=header)
    assert "duplicateResult" in listed(answer)[0]


def test_rules_locks_and_assignment(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    users = salesforce.rows("SELECT Id FROM User WHERE IsActive = true ORDER BY Id")
    org.traits(validation_rules={"Lead.City": "Indiquez la ville."}, assignment_owner=users[2]["Id"])
    answer = salesforce.call("POST", "/sobjects/Lead", {"LastName": "V", "Company": "A"})
    assert (code(answer)[1], listed(answer)[0]["message"]) == (
        "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Indiquez la ville.",
    )  # fmt: skip
    lead = salesforce.lead(City="Nantes")
    assert salesforce.value("Lead", lead, "OwnerId") == users[2]["Id"]
    body = {"LastName": "V", "Company": "A", "City": "x"}
    kept = salesforce.call("POST", "/sobjects/Lead", body, Sforce_Auto_Assign="FALSE").json()["id"]
    assert salesforce.value("Lead", kept, "OwnerId") == users[0]["Id"]
    org.traits(locked_rows=[lead])
    assert code(salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {"City": "y"})) == (400, "UNABLE_TO_LOCK_ROW")


def test_a_lead_leaves_no_room_for_another_row(salesforce: SalesforceHttp) -> None:
    lead, account = salesforce.lead(), salesforce.create("Account", Name="Oakline")
    answer = salesforce.call("POST", "/sobjects/Task", {"WhoId": lead, "WhatId": account})
    assert code(answer) == (400, "FIELD_INTEGRITY_EXCEPTION")
    contact = salesforce.create("Contact", LastName="Voss", AccountId=account)
    task = salesforce.create("Task", WhoId=contact)
    assert salesforce.value("Task", task, "AccountId") == account
    answer = salesforce.call("POST", "/sobjects/Event", {"Subject": "x"})
    assert code(answer) == (400, "REQUIRED_FIELD_MISSING")


def test_deleting_takes_children_along_and_restoring_does_not_lose_the_row(
    salesforce: SalesforceHttp, org: SalesforceControl
) -> None:
    account = salesforce.create("Account", Name="Oakline")
    contact = salesforce.create("Contact", LastName="Voss", AccountId=account)
    before = salesforce.value("Account", account, "SystemModstamp")
    org.advance(10)
    salesforce.call("DELETE", f"/sobjects/Account/{account}")
    assert salesforce.get(f"/sobjects/Contact/{contact}").status == 404
    org.advance(20)
    org.edit("Account", account, IsDeleted=False)
    assert salesforce.value("Account", account, "SystemModstamp") > before


def test_merging_moves_the_children(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    winner, loser = salesforce.create("Account", Name="A"), salesforce.create("Account", Name="B", Site="Nantes")
    contact = salesforce.create("Contact", LastName="Voss", AccountId=loser)
    stamp = salesforce.value("Contact", contact, "SystemModstamp")
    org.advance(10)
    assert org.merge("Account", winner, loser) == winner
    assert salesforce.value("Account", winner, "Site") == "Nantes"
    assert salesforce.value("Contact", contact, "AccountId") == winner
    assert salesforce.value("Contact", contact, "SystemModstamp") == stamp
    assert salesforce.rows("SELECT Id FROM Contact")[0]["Id"] == contact


def test_fields_without_access_are_absent_or_read_only(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead = salesforce.lead(Phone="02 40 11 22 33")
    org.traits(hidden_fields=["Lead.Phone"], read_only_fields=["Lead.City"])
    assert "Phone" not in salesforce.get(f"/sobjects/Lead/{lead}").json()
    fields = {one["name"]: one for one in salesforce.get("/sobjects/Lead/describe").json()["fields"]}
    assert "Phone" not in fields
    assert (fields["City"]["createable"], fields["City"]["updateable"]) == (False, False)
    assert (fields["Street"]["createable"], fields["Street"]["updateable"]) == (True, True)
    assert code(salesforce.query("SELECT Phone FROM Lead")) == (400, "INVALID_FIELD")
    answer = salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {"City": "x"})
    assert code(answer) == (400, "INVALID_FIELD_FOR_INSERT_UPDATE")


def test_history_tells_who_changed_what(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead = org.edit("Lead", None, LastName="Voss", Company="Oakline", City="Nantes")
    org.edit("Lead", lead, "julien", City="Vertou")
    entries = salesforce.rows("SELECT Field, OldValue, NewValue, CreatedBy.Name FROM LeadHistory")
    assert [(one["Field"], one["OldValue"], one["NewValue"], one["CreatedBy"]["Name"]) for one in entries] == [
        ("City", "Nantes", "Vertou", "Julien Baudouin")
    ]
    org.traits(field_history=False)
    assert code(salesforce.query("SELECT Field FROM LeadHistory")) == (400, "INVALID_TYPE")


def test_describe_may_be_unchanged(salesforce: SalesforceHttp) -> None:
    answer = salesforce.get("/sobjects/Lead/describe")
    assert answer.headers["etag"].startswith('"')
    path = "/sobjects/Lead/describe"
    assert salesforce.call("GET", path, if_modified_since=answer.headers["last-modified"]).status == 304


def test_counts_of_rows_and_a_new_colleague(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    salesforce.lead()
    counted = salesforce.get("/limits/recordCount", sObjects="Lead,Contact").json()
    assert counted == {"sObjects": [{"count": 1, "name": "Lead"}]}
    lead = org.edit("Lead", None, "Anna Le Goff", LastName="Voss", Company="Oakline")
    row = salesforce.rows(f"SELECT CreatedBy.Name FROM Lead WHERE Id = '{lead}'")[0]  # noqa: S608 - an id of our own
    assert row["CreatedBy"]["Name"] == "Anna Le Goff"


def test_the_gateway_speaks_html(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    answer = salesforce.get("/query", q="SELECT Id FROM Lead WHERE LastName = '" + "x" * 17_000 + "'")
    assert (answer.status, answer.headers["content-type"]) == (414, "text/html;charset=utf-8")
    org.fault("status", value=503)
    with pytest.raises(json.JSONDecodeError):
        salesforce.get("/limits").json()
