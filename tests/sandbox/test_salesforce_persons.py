"""Person accounts of the sandbox's Salesforce (section 8.3)."""

from __future__ import annotations

import pytest

from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code, listed

PERSON = {"LastName": "Voss", "FirstName": "Ada", "PersonEmail": "ada@oakline.example"}


@pytest.fixture
def account(salesforce: SalesforceHttp, org: SalesforceControl) -> str:
    org.traits(person_accounts=True)
    return str(salesforce.call("POST", "/sobjects/Account", PERSON).json()["id"])


def test_an_account_that_is_a_person_is_a_contact_too(salesforce: SalesforceHttp, account: str) -> None:
    held = salesforce.get(f"/sobjects/Account/{account}").json()
    assert (held["IsPersonAccount"], held["Name"]) == (True, "Ada Voss")
    contact = salesforce.get(f"/sobjects/Contact/{held['PersonContactId']}").json()
    assert (contact["IsPersonAccount"], contact["AccountId"], contact["Email"]) == (
        True,
        account,
        PERSON["PersonEmail"],
    )
    assert salesforce.rows("SELECT Id FROM Account WHERE IsPersonAccount = true") == [
        {"attributes": held["attributes"], "Id": account}
    ]


def test_its_name_and_its_account_are_not_written(salesforce: SalesforceHttp, account: str) -> None:
    contact = salesforce.value("Account", account, "PersonContactId")
    refused = salesforce.call("PATCH", f"/sobjects/Account/{account}", {"Name": "Oakline"})
    assert (code(refused), listed(refused)[0]["fields"]) == ((400, "INVALID_FIELD_FOR_INSERT_UPDATE"), ["Name"])
    company = salesforce.create("Account", Name="Oakline")
    refused = salesforce.call("PATCH", f"/sobjects/Account/{company}", {"LastName": "Ode"})
    assert (code(refused), listed(refused)[0]["fields"]) == ((400, "INVALID_FIELD_FOR_INSERT_UPDATE"), ["LastName"])
    refused = salesforce.call("PATCH", f"/sobjects/Account/{account}", {"LastName": None})
    assert code(refused) == (400, "REQUIRED_FIELD_MISSING")
    refused = salesforce.call("PATCH", f"/sobjects/Contact/{contact}", {"AccountId": None})
    assert (code(refused), listed(refused)[0]["fields"]) == ((400, "INVALID_FIELD_FOR_INSERT_UPDATE"), ["AccountId"])


def test_both_halves_follow_each_other(salesforce: SalesforceHttp, account: str) -> None:
    contact = salesforce.value("Account", account, "PersonContactId")
    assert salesforce.call("PATCH", f"/sobjects/Contact/{contact}", {"LastName": "Ode"}).status == 204
    assert salesforce.value("Account", account, "Name") == "Ada Ode"
    changed = {"FirstName": None, "PersonEmail": "ode@oakline.example"}
    assert salesforce.call("PATCH", f"/sobjects/Account/{account}", changed).status == 204
    held = salesforce.get(f"/sobjects/Contact/{contact}").json()
    assert (held["Name"], held["Email"]) == ("Ode", "ode@oakline.example")
    assert held["SystemModstamp"] == salesforce.value("Account", account, "SystemModstamp")


def test_an_organisation_without_them_knows_none(salesforce: SalesforceHttp) -> None:
    assert code(salesforce.query("SELECT IsPersonAccount FROM Account")) == (400, "INVALID_FIELD")
