"""Writing rows at the sandbox's Salesforce in ways that are rare: other methods, names in any case, both readings (section 4)."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code, listed

LEAD = {"LastName": "Voss", "Company": "Oakline"}
DEAL = {"Name": "Sale", "StageName": "Prospecting", "CloseDate": "2026-11-30"}


def test_clients_without_patch_write_by_post(salesforce: SalesforceHttp) -> None:
    key = "/sobjects/Lead/crmdesk_uid__c/K1?_HttpMethod=PATCH"
    made = salesforce.call("POST", key, LEAD)
    assert (made.status, made.json()["created"]) == (201, True)
    assert salesforce.call("POST", f"{key}&updateOnly=true", {"City": "Nantes"}).json()["created"] is False
    lead = made.json()["id"]
    assert salesforce.call("POST", f"/sobjects/Lead/{lead}?_HttpMethod=PATCH", {"City": "Rezé"}).status == 204
    records = [{"attributes": {"type": "Lead"}, "id": lead, "Phone": "1"}]
    answers = listed(salesforce.call("POST", "/composite/sobjects?_HttpMethod=PATCH", {"records": records}))
    assert answers == [{"id": lead, "success": True, "errors": []}]
    assert salesforce.value("Lead", lead, "City") == "Rezé"
    assert code(salesforce.call("POST", f"/sobjects/Lead/{lead}", {"City": "x"})) == (405, "METHOD_NOT_ALLOWED")
    assert salesforce.call("POST", "/sobjects/Lead/Id", LEAD).status == 201


def test_a_date_that_is_none_is_refused_in_every_write(salesforce: SalesforceHttp) -> None:
    account = salesforce.create("Account", Name="Oak", crmdesk_uid__c="K1")
    for name in ("if_modified_since", "if_unmodified_since"):
        for method, path, body in (
            ("PATCH", f"/sobjects/Account/{account}", {"Site": "x"}),
            ("PATCH", "/sobjects/Account/crmdesk_uid__c/K1", {"Site": "x"}),
            ("PATCH", "/sobjects/Account/crmdesk_uid__c/K2", {"Name": "x"}),
            ("POST", "/sobjects/Account", {"Name": "x"}),
        ):
            answer = salesforce.call(method, path, body, **{name: "yesterday"})
            assert code(answer) == (400, "MALFORMED_HEADER"), (method, path, name)
    assert [row["Site"] for row in salesforce.rows("SELECT Site FROM Account")] == [None]
    assert salesforce.call("DELETE", f"/sobjects/Account/{account}", if_unmodified_since="yesterday").status == 204


def test_only_changes_of_unknown_ids_have_two_readings(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    path = "/sobjects/Lead/00Qgk0000000zzzAAA"
    for status in ("404", "400"):
        org.traits(unknown_id_status=status)
        assert code(salesforce.call("PATCH", path, {})) == (int(status), "INVALID_CROSS_REFERENCE_KEY")
        assert code(salesforce.call("DELETE", path)) == (404, "INVALID_CROSS_REFERENCE_KEY")


def test_both_readings_of_a_read_of_a_deleted_row(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    lead = salesforce.lead()
    salesforce.call("DELETE", f"/sobjects/Lead/{lead}")
    for error in ("ENTITY_IS_DELETED", "NOT_FOUND"):
        org.traits(deleted_read_error=error)
        assert code(salesforce.get(f"/sobjects/Lead/{lead}")) == (404, error)
        assert code(salesforce.call("PATCH", f"/sobjects/Lead/{lead}", {})) == (404, "ENTITY_IS_DELETED")


@pytest.mark.parametrize("name", ["Probability", "probability"])
def test_a_probability_stands_beside_a_stage(salesforce: SalesforceHttp, org: SalesforceControl, name: str) -> None:
    deal = salesforce.create("Opportunity", **{**DEAL, name: 33})
    assert salesforce.value("Opportunity", deal, "Probability") == 33
    salesforce.call("PATCH", f"/sobjects/Opportunity/{deal}", {"stagename": "Qualification", name: 44})
    assert salesforce.value("Opportunity", deal, "Probability") == 44
    org.traits(stage_overrules_probability=True)
    salesforce.call("PATCH", f"/sobjects/Opportunity/{deal}", {"StageName": "Needs Analysis", name: 55})
    assert salesforce.value("Opportunity", deal, "Probability") == 20


def test_old_versions_know_no_duplicate_rule_header(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    salesforce.lead(Email="twice@acme.example")
    org.traits(duplicate_rule="alert")
    for version, status in (("51.0", 400), ("52.0", 201)):
        again = {**LEAD, "Email": "twice@acme.example"}
        path = f"/services/data/v{version}/sobjects/Lead"
        answer = salesforce.call("POST", path, again, Sforce_Duplicate_Rule_Header="allowSave=true")
        assert answer.status == status
        if status == 400:
            match = listed(answer)[0]["duplicateResut"]["matchResults"][0]["matchRecords"][0]
            assert match["record"]["attributes"]["url"].startswith(path)


def test_an_administrator_s_rule_may_name_no_field(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    for named, fields in ((True, ["City"]), (False, [])):
        org.traits(validation_rules={"Lead.City": "Indiquez la ville."}, validation_names_field=named)
        (refused,) = listed(salesforce.call("POST", "/sobjects/Lead", LEAD))
        assert (refused["errorCode"], refused["fields"]) == ("FIELD_CUSTOM_VALIDATION_EXCEPTION", fields)


def test_a_row_that_is_shared_no_more_vanishes_without_a_trace(
    salesforce: SalesforceHttp, org: SalesforceControl
) -> None:
    lead, other = salesforce.lead(Email="a@acme.example"), salesforce.lead()
    org.traits(unshared_rows=[lead[:15]])
    assert [row["Id"] for row in salesforce.rows("SELECT Id FROM Lead", everything=True)] == [other]
    assert listed(salesforce.get("/composite/sobjects/Lead", ids=f"{lead},{other}", fields="Id"))[0] is None
    assert salesforce.get(f"/sobjects/Lead/Email/{quote('a@acme.example')}").status == 404
    path = f"/sobjects/Lead/{lead}"
    assert code(salesforce.get(path)) == (404, "NOT_FOUND")
    assert code(salesforce.call("PATCH", path, {"City": "x"})) == (404, "INVALID_CROSS_REFERENCE_KEY")
    org.traits(unshared_status="403")
    for method, body in (("GET", None), ("PATCH", {"City": "x"}), ("DELETE", None)):
        assert code(salesforce.call(method, path, body)) == (403, "INSUFFICIENT_ACCESS_OR_READONLY")
    org.traits(unshared_rows=[])
    assert salesforce.value("Lead", lead, "City") is None


def test_a_blank_is_no_key(salesforce: SalesforceHttp) -> None:
    kept = salesforce.lead()
    record = {"attributes": {"type": "Lead"}, **LEAD, "City": "Nantes", "Email": ""}
    (answer,) = listed(salesforce.call("PATCH", "/composite/sobjects/Lead/Email", {"records": [record]}))
    assert answer["errors"][0]["statusCode"] == "MISSING_ARGUMENT"
    assert salesforce.value("Lead", kept, "City") is None
