"""Describe at the sandbox's Salesforce: keys and flags of fields, record types, what counts as unchanged (sections 2 and 8)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code, listed


def fields(salesforce: SalesforceHttp, name: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in salesforce.get(f"/sobjects/{name}/describe").json()["fields"]}


def test_a_field_is_as_it_was_recorded(salesforce: SalesforceHttp) -> None:
    status = fields(salesforce, "Lead")["Status"]
    shown = {name: value for name, value in status.items() if name != "picklistValues"}
    assert shown == {
        "aggregatable": True, "aiPredictionField": False, "autoNumber": False, "byteLength": 765, "calculated": False,
        "calculatedFormula": None, "cascadeDelete": False, "caseSensitive": False, "compoundFieldName": None,
        "controllerName": None, "createable": True, "custom": False, "defaultValue": "Open - Not Contacted",
        "defaultValueFormula": None, "defaultedOnCreate": True, "dependentPicklist": False, "deprecatedAndHidden": False,
        "digits": 0, "displayLocationInDecimal": False, "encrypted": False, "externalId": False, "extraTypeInfo": None,
        "filterable": True, "filteredLookupInfo": None, "formulaTreatNullNumberAsZero": False, "groupable": True,
        "highScaleNumber": False, "htmlFormatted": False, "idLookup": False, "inlineHelpText": None, "label": "Status",
        "length": 255, "mask": None, "maskType": None, "name": "Status", "nameField": False, "namePointing": False,
        "nillable": False, "permissionable": False, "polymorphicForeignKey": False, "precision": 0,
        "queryByDistance": False, "referenceTargetField": None, "referenceTo": [], "relationshipName": None,
        "relationshipOrder": None, "restrictedDelete": False, "restrictedPicklist": False, "scale": 0,
        "searchPrefilterable": False, "soapType": "xsd:string", "sortable": True, "type": "picklist", "unique": False,
        "updateable": True, "writeRequiresMasterRead": False,
    }  # fmt: skip
    assert status["picklistValues"][0].keys() == {"active", "defaultValue", "label", "validFor", "value"}
    permitted = {name for name, one in fields(salesforce, "Lead").items() if one["permissionable"]}
    assert {"Phone", "crmdesk_uid__c", "Cles_recues__c"} <= permitted
    assert not permitted & {"Id", "LastName", "OwnerId", "SystemModstamp", "IsDeleted"}


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Lead", "EmailBouncedReason EmailBouncedDate LastViewedDate LastReferencedDate"),
        ("Contact", "LastCURequestDate LastCUUpdateDate PhotoUrl LastViewedDate LastReferencedDate"),
        ("Account", "Sic SicDesc TickerSymbol IsPartner IsCustomerPortal LastViewedDate LastReferencedDate RecordTypeId"),
        ("Opportunity", "TotalOpportunityQuantity HasOpportunityLineItem HasOpenActivity HasOverdueTask Fiscal"),
        ("Opportunity", "FiscalQuarter FiscalYear LastViewedDate LastReferencedDate"),
        ("Event", "ReminderDateTime IsReminderSet EventSubtype IsChild IsGroupEvent GroupEventType"),
        ("Opportunity", "CampaignId Pricebook2Id"),
        ("User", "ManagerId LanguageLocaleKey EmailEncodingKey Department CompanyName FederationIdentifier"),
        ("User", "ProfileId UserRoleId"),
    ],
)  # fmt: skip
def test_an_object_has_its_standard_fields(salesforce: SalesforceHttp, name: str, listed: str) -> None:
    assert set(listed.split()) <= fields(salesforce, name).keys()
    assert salesforce.query(f"SELECT {','.join(listed.split())} FROM {name}").status == 200  # noqa: S608 - the table above


def test_flags_that_are_rare(salesforce: SalesforceHttp) -> None:
    def flags(name: str, field: str) -> tuple[bool, bool]:
        one = fields(salesforce, name)[field]
        return one["createable"], one["updateable"]

    assert flags("Lead", "EmailBouncedReason") == flags("Account", "IsPartner") == (False, True)
    assert flags("Event", "EventSubtype") == flags("Opportunity", "ContactId") == (True, False)
    assert flags("Opportunity", "FiscalYear") == flags("Contact", "LastCURequestDate") == (False, False)
    owned = [one["value"] for one in fields(salesforce, "Account")["Ownership"]["picklistValues"]]
    assert owned == ["Public", "Private", "Subsidiary", "Other"]


def test_what_an_opportunity_tells_of_its_year_and_its_tasks(salesforce: SalesforceHttp) -> None:
    deal = salesforce.create("Opportunity", Name="Sale", StageName="Prospecting", CloseDate="2026-11-30")
    names = "FiscalYear,FiscalQuarter,Fiscal,HasOpenActivity,HasOverdueTask,HasOpportunityLineItem"

    def told() -> list[Any]:
        row = salesforce.get(f"/sobjects/Opportunity/{deal}", fields=names).json()
        return [row[name] for name in names.split(",")]

    assert told() == [2026, 4, "2026 4", False, False, False]
    task = salesforce.create("Task", Subject="Call", WhatId=deal, ActivityDate="2020-01-01")
    assert told()[3:5] == [True, True]
    salesforce.call("PATCH", f"/sobjects/Task/{task}", {"Status": "Completed"})
    assert told()[3:5] == [False, False]


def test_a_text_that_is_too_long_is_told_by_its_label(salesforce: SalesforceHttp) -> None:
    assert fields(salesforce, "Account")["Name"]["label"] == "Account Name"
    answer = salesforce.call("POST", "/sobjects/Account", {"Name": "x" * 256})
    (refused,) = listed(answer)
    assert refused["fields"] == ["Name"]
    assert refused["message"] == f"Account Name: data value too large: {'x' * 256} (max length=255)"


def test_an_account_may_be_of_a_record_type(salesforce: SalesforceHttp) -> None:
    types = salesforce.call("GET", "/services/data/v60.0/sobjects/Account/describe").json()["recordTypeInfos"]
    assert [(one["developerName"], one["master"], one["defaultRecordTypeMapping"]) for one in types] == [
        ("Partenaire", False, False), ("Master", True, True),
    ]  # fmt: skip
    assert types[0]["recordTypeId"].startswith("012")
    start = "/services/data/v60.0/sobjects/Account/describe/layouts/"
    assert [one["urls"]["layout"] for one in types] == [start + one["recordTypeId"] for one in types]
    kept = salesforce.create("Account", Name="Oak", RecordTypeId=types[0]["recordTypeId"][:15])
    salesforce.create("Account", Name="Elm")
    rows = salesforce.rows("SELECT Name, RecordTypeId, RecordType.DeveloperName FROM Account ORDER BY Name")
    assert [row["RecordTypeId"] for row in rows] == [None, types[0]["recordTypeId"]]
    assert [row["RecordType"] and row["RecordType"]["DeveloperName"] for row in rows] == [None, "Partenaire"]
    (row,) = salesforce.rows("SELECT Id FROM RecordType WHERE SobjectType = 'Account' AND IsActive = true")
    assert row["Id"] == types[0]["recordTypeId"]
    answer = salesforce.call("PATCH", f"/sobjects/Account/{kept}", {"RecordTypeId": "012gk0000000009AAA"})
    assert code(answer) == (400, "INVALID_CROSS_REFERENCE_KEY")
    others = salesforce.get("/sobjects/Lead/describe").json()["recordTypeInfos"]
    assert [one["name"] for one in others] == ["Master"]


def test_a_describe_that_changed_is_told_anew(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    path = "/sobjects/Lead/describe"
    first = salesforce.get(path).headers
    assert salesforce.call("GET", path, if_modified_since=first["last-modified"]).status == 304
    org.traits(hidden_fields=["Lead.Phone"])
    answer = salesforce.call("GET", path, if_modified_since=first["last-modified"])
    assert (answer.status, b'"Phone"' in answer.body) == (200, False)
    assert answer.headers["etag"] != first["etag"]
    assert salesforce.call("GET", path, if_modified_since=answer.headers["last-modified"]).status == 304
    assert salesforce.call("GET", path, if_unmodified_since=first["last-modified"]).status == 412


def test_a_describe_tells_what_else_an_object_is(salesforce: SalesforceHttp) -> None:
    assert "implementsInterfaces" in salesforce.get("/sobjects/Lead/describe").json()


def test_users_and_lists_are_never_deleted(salesforce: SalesforceHttp) -> None:
    for name in ("User", "LeadStatus", "OpportunityStage"):
        id = salesforce.rows(f"SELECT Id FROM {name}")[0]["Id"]  # noqa: S608 - the names above
        before = len(salesforce.rows(f"SELECT Id FROM {name}"))  # noqa: S608 - the names above
        assert salesforce.call("DELETE", f"/sobjects/{name}/{id}").status == 400
        (item,) = listed(salesforce.call("DELETE", f"/composite/sobjects?ids={id}"))
        assert item["success"] is False
        assert len(salesforce.rows(f"SELECT Id FROM {name}")) == before  # noqa: S608 - the names above


def test_campaigns_profiles_and_roles_can_be_named(salesforce: SalesforceHttp) -> None:
    campaign = salesforce.create("Campaign", Name="Portes ouvertes")
    assert campaign.startswith("701")
    deal = {"Name": "Sale", "StageName": "Prospecting", "CloseDate": "2026-11-30", "CampaignId": campaign[:15]}
    salesforce.create("Opportunity", **deal)
    (row,) = salesforce.rows("SELECT CampaignId, Campaign.Name, Pricebook2.Name FROM Opportunity")
    assert (row["CampaignId"], row["Campaign"]["Name"], row["Pricebook2"]) == (campaign, "Portes ouvertes", None)
    users = salesforce.rows("SELECT Profile.Name, UserRole.Name FROM User")
    assert all(user["Profile"]["Name"] and user["UserRole"]["Name"] for user in users)
