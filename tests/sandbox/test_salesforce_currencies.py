"""Currencies of the sandbox's Salesforce: what an organisation of one tells, and one of several (Connect REST, CurrencyType)."""

from __future__ import annotations

import pytest

from tests.sandbox.salesforce_http import SalesforceControl, SalesforceHttp, code

PLACE = "/connect/organization"
CORPORATE = "SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true"


def test_an_organisation_of_one_currency_names_it(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    found = salesforce.get(PLACE).json()
    assert found["features"]["multiCurrency"] is False
    assert found["features"]["defaultCurrencyIsoCode"] == "EUR"
    assert (found["name"], found["orgId"][:3]) == ("Talensac Immobilier", "00D")
    org.traits(currency="USD")
    assert salesforce.get(PLACE).json()["features"]["defaultCurrencyIsoCode"] == "USD"
    assert code(salesforce.query(CORPORATE)) == (400, "INVALID_TYPE")
    assert code(salesforce.query("SELECT CurrencyIsoCode FROM Lead")) == (400, "INVALID_FIELD")


def test_an_organisation_of_several_names_the_corporate_one_elsewhere(
    salesforce: SalesforceHttp, org: SalesforceControl
) -> None:
    org.traits(multi_currency=True, currency="CHF")
    features = salesforce.get(PLACE).json()["features"]
    assert (features["multiCurrency"], features["defaultCurrencyIsoCode"]) == (True, None)
    assert [row["IsoCode"] for row in salesforce.rows(CORPORATE)] == ["CHF"]
    listed = salesforce.rows("SELECT IsoCode, ConversionRate, IsActive, DecimalPlaces FROM CurrencyType")
    assert [row["IsoCode"] for row in listed] == ["CHF", "EUR", "USD"]
    assert salesforce.value("Lead", salesforce.lead(), "CurrencyIsoCode") == "CHF"


def test_a_row_that_names_no_currency_gets_the_users(salesforce: SalesforceHttp, org: SalesforceControl) -> None:
    org.traits(multi_currency=True, user_currency="USD")
    assert salesforce.value("Lead", salesforce.lead(), "CurrencyIsoCode") == "USD"
    assert salesforce.value("Lead", salesforce.lead(CurrencyIsoCode="EUR"), "CurrencyIsoCode") == "EUR"
    refused = salesforce.call("POST", "/sobjects/Lead", {"LastName": "O", "Company": "A", "CurrencyIsoCode": "XTS"})
    assert code(refused) == (400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")


@pytest.mark.parametrize(("status", "refusal"), [("403", "FUNCTIONALITY_NOT_ENABLED"), ("404", "NOT_FOUND")])
def test_an_organisation_may_refuse_to_tell(
    salesforce: SalesforceHttp, org: SalesforceControl, status: str, refusal: str
) -> None:
    org.traits(organization_refused=status)
    assert code(salesforce.get(PLACE)) == (int(status), refusal)
