"""Zoho's sandbox under clients of the versions before v8 (section 9)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.raw import Answer
from tests.sandbox.zoho_http import ZohoControl, ZohoHttp, code_of

OLD = ("v2", "v2.1")
LATER = ("v3", "v4", "v5", "v6", "v7", "v8")


@pytest.mark.parametrize("version", [*OLD, *LATER])
def test_every_version_reads_and_writes_the_same_records(zoho_http: ZohoHttp, version: str) -> None:
    path = f"/crm/{version}/Leads"
    made = zoho_http.item("POST", path, {"Last_Name": "Riou", "City": "Nantes"})
    id = made["details"]["id"]
    assert zoho_http.item("PUT", f"{path}/{id}", {"City": "Orvault"})["code"] == "SUCCESS"
    assert zoho_http.rows(f"{path}/{id}", fields="City") == [{"id": id, "City": "Orvault"}]
    assert zoho_http.rows(path, fields="City", ids=id) == [{"id": id, "City": "Orvault"}]
    job = {"query": {"module": {"api_name": "Leads"}}}
    bulk = f"/crm/bulk/{version}/read"
    started = zoho_http.call("POST", bulk, job, content_type="application/json").json()["data"][0]["details"]["id"]
    assert zoho_http.get(f"{bulk}/{started}").status == 200


def test_a_version_that_there_is_not(zoho_http: ZohoHttp) -> None:
    for path in ("/crm/v9/Leads", "/crm/v1/Leads", "/crm/bulk/v9/read/1", "/crm"):
        assert code_of(zoho_http.get(path, fields="City")) == (404, "INVALID_URL_PATTERN")


@pytest.mark.parametrize("version", OLD)
def test_old_lists_need_no_fields_and_have_no_last_page(zoho_http: ZohoHttp, version: str) -> None:
    path = f"/crm/{version}/Leads"
    lead = zoho_http.create("Leads", Last_Name="Ode")
    (whole,) = zoho_http.rows(path, ids=lead)
    assert {"Last_Name", "Email", "Lead_Status"} <= whole.keys()
    assert zoho_http.get(path, page="11").status == 204
    zoho_http.create("Notes", Parent_Id={"module": {"api_name": "Leads"}, "id": lead}, Note_Content="x")
    assert zoho_http.rows(f"{path}/{lead}/Notes")[0]["Note_Content"] == "x"


@pytest.mark.parametrize("version", LATER)
def test_later_lists_need_fields_and_tokens(zoho_http: ZohoHttp, version: str) -> None:
    path = f"/crm/{version}/Leads"
    assert code_of(zoho_http.get(path)) == (400, "REQUIRED_PARAM_MISSING")
    assert code_of(zoho_http.get(path, fields="City", page="11")) == (400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED")


def test_the_word_for_an_approved_record(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Ode")
    for version in (*OLD, *LATER):
        (row,) = zoho_http.rows(f"/crm/{version}/Leads/{lead}")
        told = zoho_http.item("PUT", f"/crm/{version}/Leads/{lead}", {"City": "x"})["details"]
        for held in (row, told):
            assert (held.get("$approved"), held.get("$approval_state")) == (
                (True, None) if version in OLD else (None, "approved")
            )


def converted(http: ZohoHttp, version: str) -> dict[str, Any]:
    lead = http.create("Leads", Last_Name="Ode", Company="Étude")
    return http.item("POST", f"/crm/{version}/Leads/{lead}/actions/convert", {})


def test_old_conversions_answer_ids(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    found = converted(zoho_http, "v2.1")
    assert found.keys() == {"Contacts", "Deals", "Accounts"}
    assert zoho_http.rows(f"/Contacts/{found['Contacts']}")[0]["Last_Name"] == "Ode"
    assert found["Deals"] is None
    assert converted(zoho_http, "v3")["details"]["Contacts"]["name"] == "Ode"
    zoho_control.traits(old_conversion="objects")
    assert converted(zoho_http, "v2")["details"]["Contacts"]["name"] == "Ode"


def test_guarded_updates_are_known_since_v2_1(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Ode")
    codes = [
        zoho_http.item("PUT", f"/crm/{version}/Leads/{lead}", {"City": "x"}, if_unmodified_since="2020-01-01T00:00:00Z")
        for version in ("v2", "v2.1", "v7")
    ]
    assert [one["code"] for one in codes] == ["SUCCESS", "ALREADY_MODIFIED", "ALREADY_MODIFIED"]


@pytest.mark.parametrize(("version", "columns", "words", "criteria"), [("v6", 50, 50, 10), ("v7", 500, 100, 10),
                                                                        ("v8", 500, 100, 15)])  # fmt: skip
def test_how_much_a_query_may_hold(zoho_http: ZohoHttp, version: str, columns: int, words: int, criteria: int) -> None:
    def query(columns: int, words: int) -> Answer:
        names, values = ", ".join(["id"] * columns), ", ".join(["'nowhere'"] * words)
        text = f"select {names} from Leads where City in ({values})"  # noqa: S608 - COQL of two counted lists
        return zoho_http.call("POST", f"/crm/{version}/coql", {"select_query": text})

    assert query(columns, words).status == 204
    assert code_of(query(columns + 1, words)) == (400, "LIMIT_EXCEEDED")
    assert code_of(query(columns, words + 1)) == (400, "LIMIT_EXCEEDED")

    def search(count: int) -> Answer:
        one = "(City:equals:nowhere)"
        return zoho_http.get(f"/crm/{version}/Leads/search", criteria=f"({'and'.join([one] * count)})")

    assert search(criteria).status == 204
    assert code_of(search(criteria + 1)) == (400, "CRITERIA_LIMIT_EXCEEDED")
