"""What clients of other languages ask Zoho for, and what they get: paths, users, searches, timelines, lists of lists."""

from __future__ import annotations

import pytest

from tests.sandbox.zoho_http import ZohoControl, ZohoHttp, code_of


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("GET", "/settings", (404, "INVALID_URL_PATTERN")), ("GET", "/settings/nothing", (404, "INVALID_URL_PATTERN")),
        ("PUT", "/settings/modules", (400, "INVALID_REQUEST_METHOD")), ("GET", "/coql", (400, "INVALID_REQUEST_METHOD")),
        ("DELETE", "/org", (400, "INVALID_REQUEST_METHOD")), ("DELETE", "/users/12", (400, "INVALID_REQUEST_METHOD")),
        ("GET", "/Nothing", (400, "INVALID_MODULE")), ("GET", "/leads", (400, "INVALID_MODULE")),
    ],
)  # fmt: skip
def test_no_module_is_looked_for_in_another_path(
    zoho_http: ZohoHttp, method: str, path: str, refusal: tuple[int, str]
) -> None:
    assert code_of(zoho_http.call(method, path)) == refusal


def test_users_of_a_type(zoho_http: ZohoHttp) -> None:
    everyone = zoho_http.get("/users", type="AllUsers").json()["users"]
    active = [user["id"] for user in everyone if user["status"] == "active"]
    others = [user["id"] for user in everyone if user["status"] != "active"]
    assert active
    assert others
    wanted = {"ActiveUsers": active, "DeactiveUsers": others, "ConfirmedUsers": active + others, "CurrentUser": active[:1],
              "ActiveConfirmedUsers": active, "AdminUsers": active[:1], "ActiveConfirmedAdmins": active[:1]}  # fmt: skip
    for type, ids in wanted.items():
        assert [user["id"] for user in zoho_http.get("/users", type=type).json()["users"]] == ids, type
    for type in ("NotConfirmedUsers", "DeletedUsers"):
        assert zoho_http.get("/users", type=type).status == 204
    assert code_of(zoho_http.get("/users", type="Nobody")) == (400, "INVALID_DATA")


def test_searches_are_in_order(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    first, second = (zoho_http.create("Leads", Last_Name="Riou", City=city) for city in ("Nantes", "Rezé"))
    zoho_control.advance(5)
    zoho_http.item("PUT", f"/Leads/{first}", {"City": "Vertou"})
    for query, ids in (
        ({}, [second, first]), ({"sort_order": "asc"}, [first, second]), ({"sort_by": "Modified_Time"}, [first, second]),
        ({"sort_by": "Modified_Time", "sort_order": "asc"}, [second, first]),
    ):  # fmt: skip
        answer = zoho_http.get("/Leads/search", word="Riou", fields="City", **query).json()
        assert [row["id"] for row in answer["data"]] == ids, query
        assert (answer["info"]["sort_by"], answer["info"]["sort_order"]) == (
            query.get("sort_by", "id"), query.get("sort_order", "desc"),
        )  # fmt: skip
    assert code_of(zoho_http.get("/Leads/search", word="Riou", sort_by="City")) == (400, "INVALID_DATA")


@pytest.mark.parametrize(
    ("field", "operators"),
    [
        ("Last_Name:{}:a", "equals not_equal starts_with in"), ("Rating:{}:Hot", "equals not_equal in"),
        ("Owner:{}:1", "equals not_equal in"), ("Cles_recues:{}:true", "equals not_equal"),
        ("Visites:{}:1,2", "equals not_equal in between greater_than greater_equal less_than less_equal"),
        ("Date_du_mandat:{}:2026-01-01,2026-02-01",
         "equals not_equal in between greater_than greater_equal less_than less_equal"),
    ],
)  # fmt: skip
def test_a_type_has_its_operators(zoho_http: ZohoHttp, field: str, operators: str) -> None:
    every = "equals not_equal starts_with in between greater_than greater_equal less_than less_equal like"
    for operator in every.split():
        one = field if operator in {"in", "between"} else field.partition(",")[0]
        answer = zoho_http.get("/Leads/search", criteria=f"({one.format(operator)})")
        taken = operator in operators.split()
        assert answer.status == (204 if taken else 400), (operator, answer.body)
    assert code_of(zoho_http.get("/Leads/search", criteria="(Visites:between:1)")) == (400, "INVALID_QUERY")


def test_a_timeline_in_pages(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    lead = zoho_control.edit("Leads", None, Last_Name="Riou")
    for city in ("Nantes", "Rezé", "Vertou"):
        zoho_control.advance(1)
        zoho_http.item("PUT", f"/Leads/{lead}", {"City": city})
    path = f"/Leads/{lead}/__timeline"
    whole = [entry["id"] for entry in zoho_http.get(path).json()["__timeline"]]
    first = zoho_http.get(path, per_page="3", sort_by="audited_time", sort_order="desc").json()
    assert (first["info"]["count"], first["info"]["per_page"], first["info"]["more_records"]) == (3, 3, True)
    token = first["info"]["next_page_token"]
    second = zoho_http.get(path, page_token=token, sort_by="audited_time", sort_order="desc").json()
    assert [entry["id"] for page in (first, second) for entry in page["__timeline"]] == whole
    assert (second["info"]["more_records"], second["info"]["next_page_token"]) == (False, None)
    rising = zoho_http.get(path, sort_order="asc").json()["__timeline"]
    assert [entry["id"] for entry in rising] == whole[::-1]
    inner = "field_history.data_type,field_history.field_label,done_by.type__s"
    (entry, *_) = zoho_http.get(path, include_inner_details=inner).json()["__timeline"]
    assert (entry["field_history"][0]["field_label"], entry["done_by"]["type__s"]) == ("City", "Regular User")
    for wrong in ({"page_token": token, "per_page": "3"}, {"sort_by": "id"}, {"sort_order": "up"}, {"per_page": "201"}):
        assert zoho_http.get(path, **wrong).status == 400, wrong
    for wrong in ({"page_token": "x"}, {"page_token": token, "sort_order": "asc"}):
        assert code_of(zoho_http.get(path, **wrong)) == (400, "TOKEN_BOUND_DATA_MISMATCH")


def test_dates_have_the_written_form(zoho_http: ZohoHttp) -> None:
    for name, value in (
        ("Date_du_mandat", "20260504"), ("Date_du_mandat", "2026-W19-1"), ("Date_du_mandat", 20260504),
        ("Prochaine_visite", "20260504T101112+0200"), ("Prochaine_visite", "2026-W19-1T10:11:12+02:00"),
    ):  # fmt: skip
        answer = zoho_http.item("POST", "/Leads", {"Last_Name": "Riou", name: value})
        assert (answer["code"], answer["details"]["api_name"]) == ("INVALID_DATA", name)


def test_bulk_read_takes_its_content_type_in_any_letter_case(zoho_http: ZohoHttp) -> None:
    query = {"query": {"module": {"api_name": "Leads"}}}
    for kind, status in (("Application/JSON;charset=UTF-8", 201), ("text/plain", 415)):
        assert zoho_http.call("POST", "/crm/bulk/v8/read", query, content_type=kind).status == status
