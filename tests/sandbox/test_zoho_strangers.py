"""Zoho's sandbox under clients that do not read its pages: odd numbers, criteria, queries, jobs and bodies."""

from __future__ import annotations

import csv
import io
import urllib.request
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.sandbox.raw import Answer
from tests.sandbox.zoho_http import ZohoControl, ZohoHttp, code_of

READ = "/crm/bulk/v8/read"


def job(http: ZohoHttp, **query: Any) -> Any:
    return http.call("POST", READ, {"query": query}, content_type="application/json")


def finished(http: ZohoHttp, **query: Any) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What a job that has ended tells, and the lines of its file."""
    id = job(http, **query).json()["data"][0]["details"]["id"]
    (state,) = http.get(f"{READ}/{id}").json()["data"]
    sent = urllib.request.Request(  # noqa: S310 - the sandbox on loopback
        f"{http.base_url}{READ}/{id}/result", headers={"Authorization": f"Zoho-oauthtoken {http.token}"}
    )
    with urllib.request.urlopen(sent) as answer, zipfile.ZipFile(io.BytesIO(answer.read())) as archive:  # noqa: S310
        text = archive.read(f"{id}.csv").decode()
    return state, list(csv.DictReader(io.StringIO(text)))


def test_odd_parameters_of_lists(zoho_http: ZohoHttp) -> None:
    asked = {"fields": "City"}
    for name in ("page", "per_page"):
        assert code_of(zoho_http.get("/Leads", **asked, **{name: "9" * 5000})) == (400, "INVALID_DATA")
    both = zoho_http.get("/Leads", **asked, cvid="1", sort_by="id")
    assert code_of(both) == (400, "AMBIGUITY_DURING_PROCESSING")
    wrong = zoho_http.get("/Leads", **asked, sort_order="up").json()
    assert wrong["details"] == {"param_name": "sort_order"}
    none = zoho_http.call("DELETE", "/Leads").json()
    assert (none["code"], none["message"]) == ("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing")
    many = zoho_http.call("DELETE", f"/Leads?ids={','.join(['1'] * 101)}")
    assert code_of(many) == (400, "LIMIT_EXCEEDED")


@pytest.mark.parametrize(
    ("query", "near", "line", "column"),
    [
        ("selec id from Leads", "selec", 1, 1),
        ("select count(id) from Leads where id is not null", "(", 1, 13),
        ("select id from Leads", "end of query", 1, 21),
        ("select id\nfrom Leads\nwhere City ~ 'x'", "~", 3, 12),
        ("select id from Leads where City = 'x' limit many", "many", 1, 45),
        ("select id from Leads where City = 'x' and Phone = '1' and Email = 'x'", "and", 1, 55),
    ],
)
def test_a_query_that_cannot_be_read_says_where(
    zoho_http: ZohoHttp, query: str, near: str, line: int, column: int
) -> None:
    assert zoho_http.query(query).json()["details"] == {"near": near, "line": line, "column": column}


def test_a_module_by_its_id(zoho_http: ZohoHttp) -> None:
    (leads,) = (one for one in zoho_http.get("/settings/modules").json()["modules"] if one["api_name"] == "Leads")
    assert zoho_http.get(f"/settings/modules/{leads['id']}").json()["modules"] == [leads]
    assert code_of(zoho_http.get("/settings/modules/77")) == (400, "INVALID_MODULE")


def test_criteria_over_lists_and_without_end(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Riou", Equipements=["Cave", "Garage"])
    assert code_of(zoho_http.get("/Leads/search", criteria="(Equipements:greater_than:x)")) == (400, "INVALID_QUERY")
    assert code_of(zoho_http.get("/Leads/search", criteria="(" * 3000)) == (400, "INVALID_QUERY")
    many = ",".join(["x"] * 101)
    assert code_of(zoho_http.get("/Leads/search", criteria=f"(Last_Name:in:{many})")) == (400, "LIMIT_EXCEEDED")
    assert zoho_http.rows("/Leads/search", criteria="(Last_Name:in:Riou,Joly)", fields="City")[0]["id"] == id


def test_queries_order_rows_without_a_value(zoho_http: ZohoHttp) -> None:
    bare = zoho_http.create("Leads", Last_Name="A")
    late, early = (zoho_http.create("Leads", Last_Name="B", Email=email) for email in ("z@a.fr", "b@a.fr"))
    query = "select id from Leads where id is not null order by Email"
    found = {way: [row["id"] for row in zoho_http.query(f"{query} {way}").json()["data"]] for way in ("asc", "desc")}
    assert found == {"asc": [bare, early, late], "desc": [late, early, bare]}
    assert zoho_http.query("select id from Leads where id is not null order by Tag desc").status == 200


def test_queries_of_strangers(zoho_http: ZohoHttp) -> None:
    account = zoho_http.create("Accounts", Account_Name="Notaires", Website="https://notaires.example")
    zoho_http.create("Contacts", Last_Name="Le Goff", Account_Name={"id": account}, Email="a@b.fr")
    where = "from Contacts where id is not null"
    (row,) = zoho_http.query(f"select Account_Name.Website, Account_Name.Account_Name, Owner.email {where}").json()[
        "data"
    ]
    assert row["Account_Name.Website"] == "https://notaires.example"
    assert row["Account_Name.Account_Name"] == "Notaires"
    assert "@" in row["Owner.email"]
    for text in ("where " + "(" * 2000, "where id is not null limit " + "9" * 5000, "where Email not"):
        assert code_of(zoho_http.query(" ".join(("select id from Contacts", text)))) == (400, "SYNTAX_ERROR")
    assert zoho_http.query("select id from Contacts where Email not like 'a%'").status == 204
    assert zoho_http.query("select id from Leads where Equipements > 'x'").status == 204


def test_credits_by_what_a_call_does(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(credits_header="always")

    def left() -> int:
        return int(zoho_http.get("/org").headers["x-api-credits-remaining"])

    costs = {}
    calls: tuple[tuple[str, Callable[[], Answer]], ...] = (
        ("ten", lambda: zoho_http.call("POST", "/Leads", {"data": [{"Last_Name": "N"}] * 10})),
        (
            "eleven",
            lambda: zoho_http.call("POST", "/Leads", {"data": [{"Last_Name": "N" * 80, "City": "x" * 200}] * 11}),
        ),
        ("small query", lambda: zoho_http.query("select id from Leads where id is not null limit 200")),
        ("large query", lambda: zoho_http.query("select id from Leads where id is not null limit 2000")),
    )
    for name, call in calls:
        before = left()
        call()
        costs[name] = before - left() - 1
    assert costs == {"ten": 1, "eleven": 2, "small query": 1, "large query": 3}


def test_an_owner_cannot_be_taken_away(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Riou", crmdesk_uid="K1")
    answer = zoho_http.item("PUT", f"/Leads/{id}", {"Owner": None})
    assert (answer["code"], answer["details"]["api_name"]) == ("INVALID_DATA", "Owner")
    assert zoho_http.item("POST", "/Leads", {"Last_Name": "X", "crmdesk_uid": "K1"})["code"] == "DUPLICATE_DATA"


def test_a_conversion_that_is_refused_leaves_nothing(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Riou", Company="Riou SARL")
    convert = f"/Leads/{lead}/actions/convert"
    assert zoho_http.item("POST", convert, {"Deals": {"Deal_Name": "Vente"}})["code"] == "MANDATORY_NOT_FOUND"
    assert zoho_http.item("POST", convert, {"assign_to": {"id": "77"}})["code"] == "INVALID_DATA"
    for module in ("Accounts", "Contacts", "Deals"):
        assert zoho_http.get(f"/{module}", fields="id").status == 204
    assert zoho_http.item("POST", convert, {})["code"] == "SUCCESS"


def test_types_of_new_fields(zoho_http: ZohoHttp) -> None:
    def make(**field: object) -> dict[str, Any]:
        body = {"fields": [{"field_label": "Numéro", "data_type": "text", **field}]}
        answer = zoho_http.call("POST", "/settings/fields?module=Leads", body)
        found: dict[str, Any] = answer.json()
        return found if answer.status == 400 else found["fields"][0]

    for wrong in ({"data_type": "nonsense"}, {"length": [1]}, {"pick_list_values": ["a"]}):
        assert make(**wrong)["code"] == "INVALID_DATA"
    assert make(data_type="autonumber")["code"] == "SUCCESS"
    name = next(one for one in zoho_http.get("/settings/fields", module="Leads").json()["fields"]
                if one["field_label"] == "Numéro")  # fmt: skip
    assert (name["data_type"], name["operation_type"]["api_update"]) == ("autonumber", False)
    id = zoho_http.create("Leads", Last_Name="Riou", **{name["api_name"]: "7"})
    assert zoho_http.rows(f"/Leads/{id}")[0][name["api_name"]] is None


@pytest.mark.parametrize(
    ("value", "fault"), [(1.5, "expected_data_type"), (10**9, "maximum_length"), ("3", "expected_data_type")]
)
def test_whole_numbers_have_nine_digits(zoho_http: ZohoHttp, value: object, fault: str) -> None:
    answer = zoho_http.item("POST", "/Leads", {"Last_Name": "Riou", "Visites": value})
    assert (answer["code"], fault in answer["details"]) == ("INVALID_DATA", True)


def test_values_are_added_to_a_choice_of_several(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Riou", Equipements=["Cave"])
    zoho_http.item("PUT", f"/Leads/{id}", {"Equipements": ["Garage"], "$append_values": {"Equipements": True}})
    assert zoho_http.rows(f"/Leads/{id}")[0]["Equipements"] == ["Cave", "Garage"]
    zoho_http.item("PUT", f"/Leads/{id}", {"Equipements": ["Jardin"]})
    assert zoho_http.rows(f"/Leads/{id}")[0]["Equipements"] == ["Jardin"]


def test_notes_of_a_record_by_page(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Riou")
    for number in range(3):
        zoho_http.item("POST", f"/Leads/{id}/Notes", {"Note_Content": f"n{number}"})
    pages = [
        zoho_http.get(f"/Leads/{id}/Notes", fields="Note_Content", per_page="2", page=page).json() for page in "12"
    ]
    assert [len(page["data"]) for page in pages] == [2, 1]
    assert [page["info"]["more_records"] for page in pages] == [True, False]


def test_a_job_goes_on_by_its_page_token(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(bulk_rows=2)
    ids = [zoho_http.create("Leads", Last_Name=f"N{number}") for number in range(3)]
    first, lines = finished(zoho_http, module={"api_name": "Leads"}, fields=["Last_Name", "Owner.email"], page=1)
    assert [line["Id"] for line in lines] == ids[:2]
    assert lines[0].keys() == {"Id", "Last_Name", "Owner.email"}
    assert "@" in lines[0]["Owner.email"]
    assert (first["result"]["more_records"], first["result"]["per_page"]) == (True, 2)
    token = first["result"]["next_page_token"]
    second, lines = finished(zoho_http, page_token=token)
    assert ([line["Id"] for line in lines], second["result"]["page"]) == (ids[2:], 2)
    assert second["result"]["next_page_token"] is None
    assert code_of(job(zoho_http, page_token="zz")) == (400, "TOKEN_BOUND_DATA_MISMATCH")
    zoho_control.advance(86_401)
    assert code_of(job(zoho_http, page_token=token)) == (400, "EXPIRED_VALUE")


def test_criteria_of_jobs(zoho_http: ZohoHttp) -> None:
    ids = {name: zoho_http.create("Leads", Last_Name=name, **more) for name, more in
           (("A", {"Visites": 3}), ("B", {"City": "Nantes"}), ("C", {}))}  # fmt: skip

    def one(name: str, comparator: str, value: object) -> dict[str, object]:
        return {"field": {"api_name": name}, "comparator": comparator, "value": value}

    def found(criteria: object) -> list[str]:
        return [line["Id"] for line in finished(zoho_http, module={"api_name": "Leads"}, criteria=criteria)[1]]

    either = {"group_operator": "or", "group": [one("Visites", "greater_than", 2), one("City", "equal", "Nantes")]}
    assert found(either) == [ids["A"], ids["B"]]
    assert found(one("City", "equal", "${EMPTY}")) == [ids["A"], ids["C"]]
    assert found(one("Last_Name", "in", ["A", "C"])) == [ids["A"], ids["C"]]
    leads = {"module": {"api_name": "Leads"}}
    for wrong in ({}, {"group_operator": "nor", "group": [one("City", "equal", "x")]}, one("Nope", "equal", "x"),
                  one("City", "about", "x"), one("City", "equal", {}), one("City", "in", "x"), one("City", "equal", ["x"]),
                  one("Visites", "less_than", "${EMPTY}")):  # fmt: skip
        assert code_of(job(zoho_http, **leads, criteria=wrong)) == (400, "INVALID_DATA")
    late = one("Modified_Time", "greater_equal", "2026-05-01T00:00:00.000+02:00")
    assert code_of(job(zoho_http, **leads, criteria=late)) == (400, "INVALID_QUERY"), "times have no milliseconds"
    assert code_of(job(zoho_http, **leads, criteria=one("Visites", "equal", "x"))) == (400, "INVALID_QUERY")
    assert code_of(job(zoho_http, **leads, fields="City")) == (400, "INVALID_DATA")
    assert code_of(job(zoho_http, **leads, page=0)) == (400, "INVALID_DATA")


def test_jobs_that_fail_and_files_too_many(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    id = job(zoho_http, module={"api_name": "Leads"}).json()["data"][0]["details"]["id"]
    zoho_control.traits(bulk_polls=2)
    states = [zoho_http.get(f"{READ}/{id}").json()["data"][0]["state"] for _ in range(3)]
    assert states == ["QUEUED", "IN PROGRESS", "COMPLETED"]
    zoho_control.traits(rate_limits=True)
    answers = [zoho_http.get(f"{READ}/{id}/result").status for _ in range(11)]
    assert answers == [200] * 10 + [429]
    zoho_control.traits(bulk_fails=True)
    (failed,) = zoho_http.get(f"{READ}/{id}").json()["data"]
    assert (failed["state"], "result" in failed) == ("FAILURE", False)
    assert code_of(zoho_http.get(f"{READ}/{id}/result")) == (400, "INVALID_REQUEST")
