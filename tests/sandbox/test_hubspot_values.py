"""Property values: what is accepted, how it is stored, what is refused and how it is said (fact sheet sections 5.5, 6)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.sandbox.raw import Control, HubSpotHttp, invalid_values

CONTACTS = "/crm/v3/objects/contacts"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("foo", "1", "PROPERTY_DOESNT_EXIST"),
        ("hs_lead_status", "NOUVEAU", "INVALID_OPTION"),
        ("hs_lead_status", "new", "INVALID_OPTION"),
        ("createdate", "2026-01-01", "READ_ONLY_VALUE"),
        ("hs_searchable_calculated_phone_number", "1", "READ_ONLY_VALUE"),
        ("crmdesk_estimate", "beaucoup", "INVALID_LONG"),
        ("crmdesk_estimate", "1 500", "INVALID_LONG"),
        ("crmdesk_estimate", " 1500", "INVALID_VALUE"),
        ("crmdesk_last_contact_at", "hier", "INVALID_DATE"),
        ("email", "nobody", "INVALID_EMAIL"),
        ("hubspot_owner_id", "1", "INVALID_OWNER_ID"),
        ("second_negociateur", "1", "INVALID_OWNER_ID"),
        ("second_negociateur", "Julien Baudouin", "INVALID_OWNER_ID"),
        ("hs_email_optout", "oui", "INVALID_OPTION"),
    ],
)
def test_a_bad_value_is_named(hubspot: HubSpotHttp, name: str, value: str, code: str) -> None:
    assert invalid_values(hubspot.post(CONTACTS, {"properties": {"lastname": "Petit", name: value}})) == [(code, name)]


def test_all_bad_values_are_named_at_once(hubspot: HubSpotHttp) -> None:
    answer = hubspot.post(CONTACTS, {"properties": {"foo": "1", "email": "x"}})
    assert invalid_values(answer) == [("PROPERTY_DOESNT_EXIST", "foo"), ("INVALID_EMAIL", "email")]


@pytest.mark.parametrize(
    ("kind", "sent", "stored"),
    [
        ("date", "2026-11-20", "2026-11-20"),
        ("date", "1795132800000", "2026-11-20"),
        ("datetime", "1795132800011", "2026-11-20T00:00:00.011Z"),
        ("datetime", "2026-11-20T11:00:00+01:00", "2026-11-20T10:00:00.000Z"),
        ("number", "1500.00", "1500.00"),
    ],
)
def test_values_are_stored_in_the_vendors_form(hubspot: HubSpotHttp, kind: str, sent: str, stored: str) -> None:
    look = "number" if kind == "number" else "date"
    made = {"name": "essai", "label": "Essai", "type": kind, "fieldType": look, "groupName": "crmdesk"}
    assert hubspot.post("/crm/v3/properties/contacts", made).status == 201
    contact = hubspot.contact(lastname="Lucas", essai=sent)
    assert hubspot.values(f"{CONTACTS}/{contact}", "essai") == {"essai": stored}


def test_a_date_has_to_be_midnight(hubspot: HubSpotHttp) -> None:
    made = {"name": "jour", "label": "Jour", "type": "date", "fieldType": "date", "groupName": "crmdesk"}
    hubspot.post("/crm/v3/properties/contacts", made)
    answer = hubspot.post(CONTACTS, {"properties": {"jour": "1795168800000"}})
    assert invalid_values(answer) == [("INVALID_DATE", "jour")]
    assert "is at 10:0:0.0 UTC, not midnight!" in answer.json()["message"]


def test_multiple_options_append_after_a_semicolon(hubspot: HubSpotHttp) -> None:
    options = [{"value": one, "label": one.upper()} for one in "abc"]
    made = {"name": "choix", "label": "Choix", "type": "enumeration", "fieldType": "checkbox", "groupName": "crmdesk"}
    hubspot.post("/crm/v3/properties/contacts", {**made, "options": options})
    contact = hubspot.contact(lastname="Pichon", choix="a;b")
    hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"choix": ";c"}})
    assert hubspot.values(f"{CONTACTS}/{contact}", "choix") == {"choix": "a;b;c"}
    hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"choix": "b"}})
    assert hubspot.values(f"{CONTACTS}/{contact}", "choix") == {"choix": "b"}


def test_a_taken_email_answers_409_with_the_id_in_the_text(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(email="a@acme.example", hs_additional_emails="b@acme.example")
    for email in ("A@acme.example", "b@acme.example"):
        answer = hubspot.post(CONTACTS, {"properties": {"email": email}})
        assert answer.status == 409
        assert answer.json()["category"] == "CONFLICT"
        assert re.search(r"Existing ID:\s*(\d+)", answer.json()["message"]).group(1) == contact  # type: ignore[union-attr]


@pytest.mark.parametrize("status", ["409", "400"])
def test_both_readings_of_changing_to_a_taken_email(hubspot: HubSpotHttp, control: Control, status: str) -> None:
    control.traits(email_conflict=status)
    hubspot.contact(email="a@acme.example")
    other = hubspot.contact(email="b@acme.example")
    answer = hubspot.patch(f"{CONTACTS}/{other}", {"properties": {"email": "a@acme.example"}})
    assert answer.status == int(status)
    assert hubspot.values(f"{CONTACTS}/{other}", "email") == {"email": "b@acme.example"}


def test_an_archived_contact_frees_its_email(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(email="a@acme.example")
    hubspot.call("DELETE", f"{CONTACTS}/{contact}")
    assert hubspot.contact(email="a@acme.example") != contact


def test_unique_values_of_a_custom_property(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(lastname="Un", crmdesk_uid="01HX")
    answer = hubspot.post(CONTACTS, {"properties": {"lastname": "Deux", "crmdesk_uid": "01HX"}})
    assert invalid_values(answer) == [("CONFLICTING_UNIQUE_VALUE", "crmdesk_uid")]
    assert hubspot.get(f"{CONTACTS}/01HX", idProperty="crmdesk_uid").json()["id"] == contact
    assert hubspot.get(f"{CONTACTS}/01HX", idProperty="lastname").status == 400


def test_lifecycle_moves_forward_only_unless_cleared(hubspot: HubSpotHttp, control: Control) -> None:
    contact = hubspot.contact(lastname="Ménard", lifecyclestage="opportunity")

    def write(value: str) -> Any:
        answer = hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"lifecyclestage": value}})
        return answer.status, hubspot.values(f"{CONTACTS}/{contact}", "lifecyclestage")["lifecyclestage"]

    assert write("lead") == (200, "opportunity")
    assert write("customer") == (200, "customer")
    assert write("") == (200, None)
    assert write("lead") == (200, "lead")
    control.traits(backward_lifecycle="refused")
    assert write("subscriber") == (400, "lead")
    control.edit("contacts", contact, lifecyclestage="subscriber")
    assert hubspot.values(f"{CONTACTS}/{contact}", "lifecyclestage") == {"lifecyclestage": "subscriber"}


@pytest.mark.parametrize(
    ("reading", "status", "value"), [("clears", 200, None), ("ignored", 200, "1"), ("refused", 400, "1")]
)
def test_readings_of_null(hubspot: HubSpotHttp, control: Control, reading: str, status: int, value: str | None) -> None:
    control.traits(null_write=reading)
    contact = hubspot.contact(phone="1")
    assert hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"phone": None, "city": "Rezé"}}).status == status
    assert hubspot.values(f"{CONTACTS}/{contact}", "phone") == {"phone": value}


def test_the_strict_version_enforces_the_accounts_rules(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(dated_write_rules=True)
    body = {"properties": {"email": "a@acme.example"}}
    assert invalid_values(hubspot.post("/crm/objects/2026-09/contacts", body)) == [("REQUIRED_FIELD", "lastname")]
    contact = hubspot.post("/crm/objects/2026-03/contacts", body).json()["id"]
    timing = {"properties": {"hs_lead_status": "BAD_TIMING"}}
    refused = hubspot.patch(f"/crm/objects/2026-09/contacts/{contact}", timing)
    assert invalid_values(refused) == [("REQUIRED_FIELD", "hubspot_owner_id")]
    assert hubspot.patch(f"{CONTACTS}/{contact}", timing).status == 200
    rules = hubspot.get("/crm/property-validations/2026-09/0-1").json()["results"]
    assert {one["propertyName"] for one in rules} == {"lastname", "hubspot_owner_id"}


def test_validation_rules_of_the_account(hubspot: HubSpotHttp, control: Control) -> None:
    control.traits(
        validation_rules={"contacts.firstname": "ALPHA", "contacts.zip": "NUMERIC", "contacts.city": "MAX_LENGTH:4"}
    )
    body = {"properties": {"firstname": "R2D2", "zip": "F-44", "city": "Nantes"}}
    assert sorted(invalid_values(hubspot.post(CONTACTS, body))) == [
        ("INVALID_ALPHA", "firstname"), ("INVALID_LENGTH", "city"), ("INVALID_NUMERIC", "zip"),
    ]  # fmt: skip
    assert (
        hubspot.post(CONTACTS, {"properties": {"firstname": "Anne-Sophie", "zip": "44000", "city": "Rezé"}}).status
        == 201
    )
    rows = hubspot.get("/crm/property-validations/2026-03/0-1/city").json()["results"]
    assert rows == [{"ruleType": "MAX_LENGTH", "ruleArguments": ["4"], "shouldApplyNormalization": False}]


def test_counts_mirrors_and_figures_are_worked_out(hubspot: HubSpotHttp) -> None:
    contact = hubspot.contact(firstname="Ana", lastname="Riou", phone="+33 6 39 98 12 34")
    names = ("num_associated_deals", "hs_full_name_or_email", "hs_searchable_calculated_phone_number")
    assert hubspot.values(f"{CONTACTS}/{contact}", *names) == dict(
        zip(names, ("0", "Ana Riou", "639981234"), strict=True)
    )
    tie = [{"to": {"id": contact}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 3}]}]
    values = {"dealname": "Vente", "dealstage": "qualifiedtobuy", "amount": "1000"}
    deal = hubspot.post("/crm/v3/objects/deals", {"properties": values, "associations": tie}).json()["id"]
    assert hubspot.values(f"{CONTACTS}/{contact}", "num_associated_deals") == {"num_associated_deals": "1"}
    assert hubspot.values(f"/crm/v3/objects/deals/{deal}", "hs_forecast_amount") == {"hs_forecast_amount": "400.00"}
    owners = hubspot.get("/crm/v3/owners").json()["results"]
    hubspot.patch(f"{CONTACTS}/{contact}", {"properties": {"hubspot_owner_id": owners[0]["id"]}})
    assert hubspot.values(f"{CONTACTS}/{contact}", "hubspot_owner_assigneddate")["hubspot_owner_assigneddate"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("companies", {"properties": {"city": "Rezé"}}),
        ("deals", {"properties": {"dealname": "x"}}),
        ("contacts", {"properties": {"lastname": "x" * 65_537}}),
        ("contacts", {"properties": {"lastname": "x"}, "associations": [7]}),
        (
            "contacts",
            {
                "properties": {"lastname": "x"},
                "associations": [{"to": {"id": "99"}, "types": [{"associationTypeId": 1}]}],
            },
        ),
        (
            "contacts",
            {
                "properties": {"lastname": "x"},
                "associations": [{"to": {"id": "99"}, "types": [{"associationTypeId": 7777}]}],
            },
        ),
    ],
)
def test_creations_that_are_refused(hubspot: HubSpotHttp, name: str, body: dict[str, Any]) -> None:
    answer = hubspot.post(f"/crm/v3/objects/{name}", body)
    assert (answer.status, answer.json()["category"]) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize(
    "query", ["limit=%C2%B2", "after=%C2%B2", "after=" + "9" * 5000, "limit=-1", "after=%00", "associations=unicorns"]
)
def test_odd_queries_are_refused(hubspot: HubSpotHttp, query: str) -> None:
    assert hubspot.get(f"{CONTACTS}?{query}").status == 400


@pytest.mark.parametrize("value", ["9" * 17, "9" * 5000, "-" + "9" * 15, "0001-01-01T00:00:00+23:00x", "٣"])
def test_moments_out_of_this_world_are_refused(hubspot: HubSpotHttp, value: str) -> None:
    answer = hubspot.post(CONTACTS, {"properties": {"crmdesk_last_contact_at": value}})
    assert invalid_values(answer) == [("INVALID_DATE", "crmdesk_last_contact_at")]


@pytest.mark.parametrize("value", ["1e999999", "NaN", "Infinity", "1_000", "0x10", "1,5"])
def test_numbers_that_are_none(hubspot: HubSpotHttp, control: Control, value: str) -> None:
    control.traits(numbers_normalised=True)
    answer = hubspot.post(CONTACTS, {"properties": {"crmdesk_estimate": value}})
    assert invalid_values(answer) == [("INVALID_LONG", "crmdesk_estimate")]


@pytest.mark.parametrize("stages", [[[]], {"label": "x"}, 7, [{"label": "x", "metadata": 7}]])
def test_pipelines_whose_stages_are_none(hubspot: HubSpotHttp, stages: object) -> None:
    assert hubspot.post("/crm/v3/pipelines/deals", {"label": "x", "stages": stages}).status == 400


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("INVALID_LONG", "long"),
        ("INVALID_INTEGER", "integer"),
        ("INVALID_DECIMAL", "decimal"),
        ("INVALID_NUMBER", "number"),
    ],
)
def test_readings_of_what_a_bad_number_is_called(hubspot: HubSpotHttp, control: Control, code: str, word: str) -> None:
    control.traits(number_code=code)
    answer = hubspot.post("/crm/v3/objects/companies", {"properties": {"name": "SCI", "numberofemployees": "many"}})
    assert invalid_values(answer) == [(code, "numberofemployees")]
    assert answer.json()["errors"][0]["message"] == f"many was not a valid {word}."


@pytest.mark.parametrize("writable", [False, True])
def test_both_readings_of_when_a_task_was_done(hubspot: HubSpotHttp, control: Control, writable: bool) -> None:
    control.traits(completion_date_writable=writable)
    name, then = "hs_task_completion_date", "2026-11-20T10:00:00.000Z"
    shown = hubspot.get(f"/crm/v3/properties/tasks/{name}").json()["modificationMetadata"]["readOnlyValue"]
    listed = hubspot.get("/crm/v3/properties/tasks").json()["results"]
    assert shown is not writable
    assert [one["modificationMetadata"]["readOnlyValue"] for one in listed if one["name"] == name] == [shown]
    values = {"hs_timestamp": then, "hs_task_status": "COMPLETED", name: then}
    answer = hubspot.post("/crm/v3/objects/tasks", {"properties": values})
    if writable:
        assert (answer.status, answer.json()["properties"][name]) == (201, then)
    else:
        assert invalid_values(answer) == [("READ_ONLY_VALUE", name)]


@pytest.mark.parametrize("source", ["INTEGRATION", "API"])
def test_readings_of_who_a_service_key_is(hubspot: HubSpotHttp, control: Control, source: str) -> None:
    control.traits(service_key_source=source)
    contact = hubspot.contact(lastname="Riou")
    shown = hubspot.get(f"{CONTACTS}/{contact}", propertiesWithHistory="lastname").json()
    assert [one["sourceType"] for one in shown["propertiesWithHistory"]["lastname"]] == [source]
