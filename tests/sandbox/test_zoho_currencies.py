"""Currencies of the sandbox's Zoho: each record of an organisation of several names its own (Zoho CRM help, multi-currency)."""

from __future__ import annotations

from tests.sandbox.raw import Json
from tests.sandbox.zoho_http import ZohoControl, ZohoHttp


def fields(zoho_http: ZohoHttp, module: str) -> Json:
    return {one["api_name"]: one for one in zoho_http.get("/settings/fields", module=module).json()["fields"]}


def test_an_organisation_of_one_currency_has_no_field_for_it(zoho_http: ZohoHttp) -> None:
    assert "Currency" not in fields(zoho_http, "Deals")
    assert zoho_http.get("/org").json()["org"][0]["mc_status"] is False
    id = zoho_http.create("Leads", Last_Name="Riou", Currency="USD")
    assert "Currency" not in zoho_http.rows(f"/Leads/{id}")[0]


def test_a_record_of_an_organisation_of_several_names_its_own(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(multi_currency=True)
    (org,) = zoho_http.get("/org").json()["org"]
    assert (org["mc_status"], org["iso_code"]) == (True, "EUR")
    held = fields(zoho_http, "Deals")
    assert (held["Currency"]["data_type"], held["Currency"]["field_read_only"]) == ("picklist", False)
    assert [one["actual_value"] for one in held["Currency"]["pick_list_values"]] == ["EUR", "USD", "CHF"]
    assert (held["Exchange_Rate"]["data_type"], held["Exchange_Rate"]["field_read_only"]) == ("double", True)
    assert "Currency" not in fields(zoho_http, "Notes")
    (home,) = zoho_http.rows(f"/Leads/{zoho_http.create('Leads', Last_Name='Riou')}")
    assert (home["Currency"], home["Exchange_Rate"], home["$currency_symbol"]) == ("EUR", 1.0, "€")
    (other,) = zoho_http.rows(f"/Leads/{zoho_http.create('Leads', Last_Name='Riou', Currency='USD')}")
    assert (other["Currency"], other["Exchange_Rate"], other["$currency_symbol"]) == ("USD", 1.08, "$")


def test_a_record_is_in_an_active_currency_and_stays_in_it(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(multi_currency=True)
    refused = zoho_http.item("POST", "/Leads", {"Last_Name": "Riou", "Currency": "XTS"})
    assert (refused["code"], refused["details"]["api_name"]) == ("INVALID_DATA", "Currency")
    id = zoho_http.create("Leads", Last_Name="Riou", Currency="CHF")
    zoho_http.item("PUT", f"/Leads/{id}", {"Currency": "USD", "City": "Nantes"})
    (row,) = zoho_http.rows(f"/Leads/{id}")
    assert (row["Currency"], row["City"]) == ("CHF", "Nantes")
    zoho_http.call("POST", f"/Leads/{id}/actions/convert", {"data": [{}]})
    assert [row["Currency"] for row in zoho_control.dump("Contacts")] == ["CHF"]
