"""The sandbox's Zoho over bare HTTP: lists, writes, conversions, limits, as the fact sheet has them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.zoho_http import ZohoControl, ZohoHttp, code_of

LATE = "2038-01-01T00:00:00+01:00"
EARLY = "2020-01-01T00:00:00+01:00"


def test_nothing_found_has_no_body(zoho_http: ZohoHttp) -> None:
    for answer in (
        zoho_http.get("/Leads", fields="Last_Name"),
        zoho_http.get("/Leads/deleted"),
        zoho_http.get("/Leads/search", email="a@b.fr"),
        zoho_http.get("/Leads/554023000000999999"),
        zoho_http.query("select id from Leads where id is not null"),
    ):
        assert (answer.status, answer.body, "content-type" in answer.headers) == (204, b"", False)
    for path in ("/Leads", "/Leads/deleted"):
        answer = zoho_http.get(path, since=EARLY, fields="Last_Name")
        assert (answer.status, answer.body) == (304, b"")


def test_lists_need_fields(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    assert code_of(zoho_http.get("/Leads")) == (400, "REQUIRED_PARAM_MISSING")
    assert code_of(zoho_http.get("/Leads", fields=",".join(["City"] * 51))) == (400, "LIMIT_EXCEEDED")
    assert code_of(zoho_http.get("/Leads", fields="City", per_page="201")) == (400, "INVALID_DATA")
    assert code_of(zoho_http.get("/Leads", fields="City", page="11")) == (400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED")
    assert code_of(zoho_http.get("/Leads", fields="City", ids="1," * 600)) == (400, "LIMIT_EXCEEDED")
    assert code_of(zoho_http.get("/Leads", fields="City", converted="maybe")) == (400, "PATTERN_NOT_MATCHED")
    assert code_of(zoho_http.get("/Leads", fields="City", sort_by="City")) == (400, "INVALID_DATA")
    zoho_control.traits(list_errors_wrapped=True, unknown_fields="refused")
    assert "data" in zoho_http.get("/Leads").json()
    assert code_of(zoho_http.get("/Leads", fields="Nothing")) == (400, "INVALID_DATA")


def test_page_tokens(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    ids = [zoho_http.create("Leads", Last_Name=f"N{number}") for number in range(3)]
    asked = {"fields": "Last_Name", "per_page": "2"}
    first = zoho_http.get("/Leads", **asked).json()
    token = first["info"]["next_page_token"]
    assert [row["id"] for row in first["data"]] == ids[:0:-1], "by id, the newest first"
    second = zoho_http.get("/Leads", **asked, page_token=token).json()
    assert [row["id"] for row in second["data"]] == ids[:1]
    assert (second["info"]["more_records"], second["info"]["next_page_token"]) == (False, None)
    assert code_of(zoho_http.get("/Leads", **asked, page_token=token, page="2")) == (400, "AMBIGUITY_DURING_PROCESSING")
    other = zoho_http.get("/Leads", fields="City", per_page="2", page_token=token)
    assert code_of(other) == (400, "TOKEN_BOUND_DATA_MISMATCH")
    zoho_control.advance(86_401)
    assert code_of(zoho_http.get("/Leads", **asked, page_token=token)) == (400, "EXPIRED_VALUE")
    zoho_control.advance(0)
    zoho_control.traits(token_rows=2)
    assert code_of(zoho_http.get("/Leads", **asked, page_token=token)) == (400, "PAGINATION_LIMIT_EXCEEDED")


def test_values_and_their_forms(zoho_http: ZohoHttp) -> None:
    account = zoho_http.create("Accounts", Account_Name="Oak", Employees=3)
    id = zoho_http.create("Contacts", Last_Name="Berg", Account_Name={"id": int(account)}, Tag=[{"name": "a"}])
    (row,) = zoho_http.rows(f"/Contacts/{id}")
    assert (row["Full_Name"], row["Account_Name"]) == ("Berg", {"name": "Oak", "id": account})
    assert [tag["name"] for tag in row["Tag"]] == ["a"]
    assert row["Modified_Time"].endswith("+01:00")
    assert row["Phone"] is None
    assert row["Owner"]["email"].startswith("helene")
    refused: dict[str, Any] = {
        "Email": "none", "Phone": "0" * 31, "Account_Name": {"id": "1"}, "Tag": "a", "crmdesk_last_contact_at": "2026-01-01",
        "Owner": {"id": "1"},
    }  # fmt: skip
    for name, value in refused.items():
        answer = zoho_http.item("POST", "/Contacts", {"Last_Name": "X", name: value})
        assert (answer["code"], answer["details"]["api_name"]) == ("INVALID_DATA", name)
    number = zoho_http.item("POST", "/Accounts", {"Account_Name": "X", "Employees": "3"})
    assert number["details"]["expected_data_type"] == "integer"


def test_updates_are_partial_and_guarded(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    id = zoho_http.create("Leads", Last_Name="Berg", City="Nantes", Phone="1")
    (row,) = zoho_http.rows(f"/Leads/{id}")
    assert zoho_http.item("PUT", f"/Leads/{id}", {"City": None})["message"] == "record updated"
    assert zoho_http.rows(f"/Leads/{id}")[0]["Phone"] == "1"
    zoho_control.advance(5)
    zoho_http.item("PUT", f"/Leads/{id}", {"City": "Rezé"})
    guard = {"if_unmodified_since": row["Modified_Time"]}
    answer = zoho_http.call("PUT", f"/Leads/{id}", {"data": [{"City": "Vertou"}]}, **guard)
    assert code_of(answer) == (412, "ALREADY_MODIFIED")
    assert answer.json()["data"][0]["details"]["id"] == id
    assert code_of(zoho_http.call("PUT", "/Leads", {"data": [{"id": id, "City": "x"}]}, **guard)) == (
        412,
        "ALREADY_MODIFIED",
    )
    assert zoho_http.rows(f"/Leads/{id}")[0]["City"] == "Rezé"
    assert (
        zoho_http.item("PUT", f"/Leads/{id}", {"City": "Vertou"}, if_unmodified_since="yesterday")["status"]
        == "success"
    )
    zoho_control.traits(unmodified_since="ignored")
    assert zoho_http.item("PUT", f"/Leads/{id}", {"City": "Orvault"}, **guard)["status"] == "success"


def test_batches(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    many = {"data": [{"Last_Name": "x"}] * 101}
    assert code_of(zoho_http.call("POST", "/Leads", many)) == (400, "LIMIT_EXCEEDED")
    assert code_of(zoho_http.call("POST", "/Leads", {"data": []})) == (400, "MANDATORY_NOT_FOUND")
    assert code_of(zoho_http.call("POST", "/Leads", [])) == (400, "INVALID_DATA")
    mixed = {"data": [{"Last_Name": "x"}, {}]}
    assert zoho_http.call("POST", "/Leads", mixed).status == 207
    zoho_control.traits(mixed_status="202")
    assert zoho_http.call("POST", "/Leads", mixed).status == 202
    assert zoho_http.call("POST", "/Leads", {"data": [{}]}).status == 400
    assert zoho_http.call("POST", "/Leads", {"data": [{"Last_Name": "x"}]}).status == 201
    assert zoho_http.item("PUT", "/Leads", {"City": "x"})["details"]["api_name"] == "id"
    zoho_control.fault("partial", path="/crm/v8/Leads")
    found = zoho_http.call("POST", "/Leads", {"data": [{"Last_Name": "x"}] * 3}).json()["data"]
    assert [one["status"] for one in found] == ["success", "error", "success"]


def test_unique_fields_and_upsert(zoho_http: ZohoHttp) -> None:
    id = zoho_http.create("Leads", Last_Name="Berg", Email="a@b.fr", crmdesk_uid="K1")
    answer = zoho_http.item("POST", "/Leads", {"Last_Name": "X", "crmdesk_uid": "K1"})
    assert (answer["code"], answer["details"]["duplicate_record"]["id"]) == ("DUPLICATE_DATA", id)

    def upsert(record: dict[str, Any], *check: str) -> tuple[str, Any, str]:
        (found,) = zoho_http.call("POST", "/Leads/upsert", {"data": [record], "duplicate_check_fields": check}).json()[
            "data"
        ]
        return found["action"], found["duplicate_field"], found["details"]["id"]

    assert upsert({"Last_Name": "Voss", "crmdesk_uid": "K1"}, "crmdesk_uid") == ("update", "crmdesk_uid", id)
    action, field, other = upsert({"Last_Name": "Ode", "Email": "a@b.fr"}, "crmdesk_uid")
    assert (action, field, other != id) == ("insert", None, True), "the system field counts no more"
    assert upsert({"Last_Name": "Ode", "Email": "a@b.fr"})[:2] == ("update", "Email")
    assert code_of(zoho_http.call("POST", "/Tasks/upsert", {"data": [{"Subject": "x"}]})) == (400, "NOT_SUPPORTED")


def test_deletions(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    one, two = (zoho_http.create("Leads", Last_Name=name) for name in ("un", "deux"))
    note = zoho_http.create("Notes", Parent_Id={"module": {"api_name": "Leads"}, "id": one}, Note_Content="x")
    found = zoho_http.call("DELETE", f"/Leads?ids={one},{two},77").json()["data"]
    assert [answer["message"] for answer in found] == ["record deleted", "record deleted", "record not deleted"]
    assert zoho_http.get(f"/Notes/{note}").status == 204, "its notes go along"
    rows = zoho_http.rows("/Leads/deleted", type="recycle")
    assert {(row["id"], row["display_name"]) for row in rows} == {(one, "un"), (two, "deux")}
    assert code_of(zoho_http.get("/Leads/deleted", type="other")) == (400, "PATTERN_NOT_MATCHED")
    assert zoho_http.get("/Leads/deleted", since=LATE).status == 304
    zoho_control.edit("Leads", one, restore=True)
    zoho_control.delete("Leads", one, hard=True)
    assert [row["id"] for row in zoho_http.rows("/Leads/deleted", type="permanent")] == [one]
    zoho_control.advance(61 * 86_400)
    zoho_http.token = zoho_control.http().token
    assert [row["id"] for row in zoho_http.rows("/Leads/deleted")] == [one], "the bin forgets after 60 days"


def test_what_waits_for_an_approval_is_listed_where_it_is_asked_for(
    zoho_http: ZohoHttp, zoho_control: ZohoControl
) -> None:
    """Zoho CRM API, Get Records: ``approved`` is ``true`` unless another value is given."""
    waiting, other = (zoho_control.edit("Accounts", None, Account_Name=name) for name in ("Ode", "Voss"))
    zoho_control.traits(awaiting_approval=[waiting])

    def listed(**query: str) -> set[str]:
        return {row["id"] for row in zoho_http.rows("/Accounts", fields="Account_Name", **query)}

    assert listed() & {waiting, other} == listed(approved="true") & {waiting, other} == {other}
    assert listed(approved="false") == {waiting}
    assert listed(approved="both") >= {waiting, other}


def test_converted_leads(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    lead = zoho_http.create("Leads", Last_Name="Ode", Company="Acme", City="Rezé")
    task = zoho_http.create("Tasks", Subject="x", What_Id={"id": lead}, **{"$se_module": "Leads"})
    deal = {"Deal_Name": "Maison", "Stage": "Qualification"}
    refused = zoho_http.item("POST", f"/Leads/{lead}/actions/convert", {"Deals": deal})
    assert (refused["code"], refused["details"]["api_name"]) == ("MANDATORY_NOT_FOUND", "Pipeline")
    wish = {"Deals": {**deal, "Pipeline": "Standard (Standard)"}}
    details = zoho_http.item("POST", f"/Leads/{lead}/actions/convert", wish)["details"]
    assert details["Accounts"]["name"] == "Acme"
    assert zoho_http.get("/Leads", fields="City").status == 204, "it vanishes from lists"
    assert zoho_http.get("/Leads/deleted").status == 204, "and is not deleted"
    (row,) = zoho_http.rows("/Leads", fields="Converted__s,Converted_Contact,Converted_Deal", converted="both")
    assert (row["Converted__s"], row["Converted_Contact"]["id"]) == (True, details["Contacts"]["id"])
    assert row["Converted_Deal"]["name"] == "Maison"
    assert zoho_http.item("PUT", f"/Leads/{lead}", {"City": "x"})["code"] == "CONVERTED_RECORD"
    assert zoho_http.item("POST", f"/Leads/{lead}/actions/convert", {})["code"] == "ID_ALREADY_CONVERTED"
    assert zoho_http.rows(f"/Tasks/{task}")[0]["What_Id"]["id"] == details["Contacts"]["id"]
    coql = (
        f"select Last_Name, Account_Name.Account_Name from Contacts where Account_Name = '{details['Accounts']['id']}'"  # noqa: S608 - COQL
    )
    assert zoho_http.query(coql).json()["data"][0]["Account_Name.Account_Name"] == "Acme"
    assert zoho_http.query("select id from Leads where id is not null").status == 200
    zoho_control.traits(coql_converted="hidden")
    assert zoho_http.query("select id from Leads where id is not null").status == 204


def test_activities_have_rules(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Ode")
    call = {"Subject": "x", "Call_Type": "Outbound", "Call_Start_Time": EARLY, "Call_Duration": "00:00"}
    assert zoho_http.item("POST", "/Calls", call)["code"] == "DEPENDENT_MISMATCH"
    assert zoho_http.item("POST", "/Calls", {**call, "Call_Duration": "ten"})["code"] == "INVALID_DATA"
    assert zoho_http.item("POST", "/Calls", {**call, "Call_Duration": "03:00"})["code"] == "SUCCESS"
    wrong = zoho_http.item("POST", "/Tasks", {"Subject": "x", "What_Id": {"id": lead}})
    assert wrong["details"]["api_name"] == "$se_module"
    event = {"Event_Title": "x", "Start_DateTime": LATE, "End_DateTime": EARLY}
    assert zoho_http.item("POST", "/Events", event)["details"]["api_name"] == "End_DateTime"
    assert zoho_http.item("POST", "/Notes", {"Note_Content": "x"})["details"]["api_name"] == "Parent_Id"
    for field, wrong, words in (
        ("Stage", {}, "Pipeline doesn't contain the Stage"),
        ("Pipeline", {"Stage": "Qualification"}, "Layout doesn't contain the Pipeline"),
    ):
        refused = zoho_http.item("POST", "/Deals", {"Deal_Name": "x", field: "Nowhere", **wrong})
        assert (refused["code"], refused["message"]) == ("INVALID_DATA", words)
        assert refused["details"] == {"api_name": field, "json_path": f"$.data[0].{field}"}
    zoho_http.create("Notes", Parent_Id={"module": {"api_name": "Leads"}, "id": lead}, Note_Content="x")
    assert len(zoho_http.rows(f"/Leads/{lead}/Notes", fields="Note_Content")) == 1


def test_search_is_behind_and_queries_are_not(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(search_lag_s=30.0)
    zoho_http.create("Leads", Last_Name="Berg", Phone="02 40 11 22 33", Email="a@b.fr")
    assert zoho_http.get("/Leads/search", email="a@b.fr").status == 204
    assert zoho_http.query("select id from Leads where Email = 'A@b.fr'").status == 200
    zoho_control.advance(31)
    assert len(zoho_http.rows("/Leads/search", phone="+33240112233")) == 1
    assert len(zoho_http.rows("/Leads/search", word="berg")) == 1
    zoho_control.traits(phone_search="exact")
    assert zoho_http.get("/Leads/search", phone="+33240112233").status == 204
    for criteria, count in (
        ("(Last_Name:equals:er)", 1), ("((Last_Name:equals:Berg)and(Email:equals:a@b.fr))", 1),
        ("((Last_Name:equals:X)or(Email:in:a@b.fr,c@d.fr))", 1), ("(Last_Name:not_equal:Berg)", 0),
        ("(Modified_Time:greater_equal:2020-01-01T00:00:00+00:00)", 1), (r"(Last_Name:starts_with:\(x)", 0),
    ):  # fmt: skip
        answer = zoho_http.get("/Leads/search", criteria=criteria)
        assert answer.status == (200 if count else 204), criteria
    for criteria in (
        "Last_Name:equals:x",
        "(Nothing:equals:x)",
        "(Last_Name:between:a,b)",
        "((City:equals:x)(City:equals:y))",
    ):
        assert code_of(zoho_http.get("/Leads/search", criteria=criteria)) == (400, "INVALID_QUERY")
    assert code_of(zoho_http.get("/Leads/search")) == (400, "EXPECTED_PARAM_MISSING")
    chain = "(" + "and".join(["(City:equals:x)"] * 16) + ")"
    assert code_of(zoho_http.get("/Leads/search", criteria=chain)) == (400, "CRITERIA_LIMIT_EXCEEDED")
    assert code_of(zoho_http.get("/Leads/search", word="x", page="11")) == (400, "LIMIT_REACHED")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("select id from Leads", "SYNTAX_ERROR"),
        ("select id, from Leads where id is not null", "SYNTAX_ERROR"),
        ("select Nothing from Leads where id is not null", "INVALID_QUERY"),
        ("select id from Leads where City = 'a' and City = 'b' and City = 'c'", "SYNTAX_ERROR"),
        ("select id from Leads where id is not null limit 2001", "LIMIT_EXCEEDED"),
        ("select id from Leads where City in ({})".format(",".join(["'x'"] * 101)), "LIMIT_EXCEEDED"),  # noqa: S608 - COQL
        ("select id from Leads where City ~ 'x'", "SYNTAX_ERROR"),
    ],
)
def test_queries_that_are_none(zoho_http: ZohoHttp, query: str, code: str) -> None:
    assert code_of(zoho_http.query(query)) == (400, code)


def test_queries(zoho_http: ZohoHttp) -> None:
    for number in range(3):
        zoho_http.create("Leads", Last_Name=f"N{number}", City="Nantes" if number else None)
    for condition, names in (
        ("City is null", ["N0"]), ("City is not null", ["N1", "N2"]), ("Last_Name in ('N0', 'N2')", ["N0", "N2"]),
        ("Last_Name not in ('N0', 'N2')", ["N1"]), ("Last_Name like 'N%'", ["N0", "N1", "N2"]),
        ("Last_Name between 'n1' and 'n2'", ["N1", "N2"]), ("(City = 'Nantes' and Last_Name != 'N1')", ["N2"]),
        ("(Last_Name = 'N0' or (City = 'Nantes' and Last_Name > 'N1'))", ["N0", "N2"]),
    ):  # fmt: skip
        query = f"select Last_Name from Leads where {condition} order by id asc"  # noqa: S608 - COQL
        rows = zoho_http.query(query).json()["data"]
        assert [row["Last_Name"] for row in rows] == names, condition
    page = zoho_http.query("select id from Leads where id is not null order by id desc limit 1, 1").json()
    assert (len(page["data"]), page["info"]["more_records"]) == (1, True)


def test_credits(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    assert "x-api-credits-remaining" not in zoho_http.get("/org").headers
    zoho_control.traits(credits=10, used_by_others=5, rate_limits=True)
    left = [int(zoho_http.get("/org").headers["x-api-credits-remaining"]) for _ in range(2)]
    assert left[1] == left[0] - 1
    zoho_control.traits(used_by_others=10)
    answer = zoho_http.get("/org")
    assert code_of(answer) == (429, "TOO_MANY_REQUESTS")
    assert "retry-after" not in answer.headers
    zoho_control.traits(limit_retry_after=True, credits_header="never")
    assert zoho_http.get("/org").headers["retry-after"] == "60"


def test_faults_of_the_control_endpoint(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    id = zoho_http.create("Leads", Last_Name="Berg", City="Nantes")
    zoho_control.fault("forbid_field", value="City")
    assert zoho_http.item("PUT", f"/Leads/{id}", {"City": "x"})["code"] == "NO_PERMISSION"
    zoho_control.fault("remove_field", value="City")
    assert "City" not in zoho_http.rows("/Leads", fields="City,Last_Name")[0]
    zoho_control.fault("retry_after", value=3)
    assert zoho_http.get("/org").headers["retry-after"] == "3"
    zoho_control.fault("status", value=503)
    assert zoho_http.get("/org").headers["content-type"].startswith("text/html")
    zoho_control.fault("status", value=500)
    assert code_of(zoho_http.get("/org")) == (500, "INTERNAL_ERROR")
    zoho_control.fault("reorder")
    assert zoho_http.rows("/Leads", fields="City")


def test_what_people_may_not_see_or_write(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(hidden_fields=["Leads.Phone"], read_only_fields=["Leads.City"], user_is_admin=False)
    fields = {one["api_name"]: one for one in zoho_http.get("/settings/fields", module="Leads").json()["fields"]}
    assert "Phone" not in fields
    assert fields["City"]["field_read_only"] is True
    assert zoho_http.item("POST", "/Leads", {"Last_Name": "x", "City": "x"})["code"] == "NO_PERMISSION"
    assert code_of(zoho_http.get("/Notes", fields="Note_Content")) == (403, "NOT_SUPPORTED")


def test_the_recycle_bin(zoho_http: ZohoHttp) -> None:
    bin_of = "/settings/recycle_bin"
    assert zoho_http.get(bin_of).status == 204
    one, two = (zoho_http.create("Leads", Last_Name=name) for name in ("un", "deux"))
    zoho_http.call("DELETE", f"/Leads?ids={one},{two}")
    shown = zoho_http.get(bin_of).json()["recycle_bin"]
    assert {(row["id"], row["module"]["api_name"], row["display_name"]) for row in shown} == {
        (one, "Leads", "un"), (two, "Leads", "deux"),
    }  # fmt: skip
    assert zoho_http.get(f"{bin_of}/actions/count").json() == {"count": 2}
    zoho_http.call("POST", f"{bin_of}/actions/restore", {"recycle_bin": [{"id": one}]})
    assert zoho_http.get(f"/Leads/{one}").status == 200
    zoho_http.call("DELETE", f"{bin_of}/{two}")
    assert [row["type"] for row in zoho_http.rows("/Leads/deleted")] == ["permanent"]
    assert code_of(zoho_http.get(f"{bin_of}/{two}")) == (400, "INVALID_DATA")


def test_single_definitions(zoho_http: ZohoHttp) -> None:
    user = zoho_http.get("/users").json()["users"][1]
    assert zoho_http.get(f"/users/{user['id']}").json()["users"] == [user]
    field = zoho_http.get("/settings/fields", module="Leads").json()["fields"][3]
    assert zoho_http.get(f"/settings/fields/{field['id']}", module="Leads").json()["fields"] == [field]
    (layout,) = zoho_http.get("/settings/layouts", module="Deals").json()["layouts"]
    assert zoho_http.get(f"/settings/layouts/{layout['id']}", module="Deals").json()["layouts"] == [layout]
    (pipeline,) = zoho_http.get("/settings/pipeline", layout_id=layout["id"]).json()["pipeline"]
    found = zoho_http.get(f"/settings/pipeline/{pipeline['id']}", layout_id=layout["id"])
    assert found.json()["pipeline"] == [pipeline]
    assert zoho_http.get("/settings/modules/Leads").json()["modules"][0]["convertable"] is True
    assert code_of(zoho_http.get("/users/77")) == (400, "INVALID_DATA")
    assert code_of(zoho_http.get("/settings/pipeline", layout_id="1")) == (400, "INVALID_DATA")


def test_notes_of_a_record(zoho_http: ZohoHttp) -> None:
    lead = zoho_http.create("Leads", Last_Name="Ode")
    assert zoho_http.item("POST", f"/Leads/{lead}/Notes", {"Note_Content": "x"})["code"] == "SUCCESS"
    (note,) = zoho_http.rows(f"/Leads/{lead}/Notes", fields="Note_Content,Parent_Id")
    assert note["Parent_Id"]["module"]["api_name"] == "Leads"
    unsaid = zoho_http.item("PUT", f"/Notes/{note['id']}", {"Parent_Id": note["Parent_Id"]})
    assert unsaid["code"] == "EXPECTED_FIELD_MISSING"
    assert [one["api_name"] for one in unsaid["details"]["expected_fields"]] == ["Note_Title", "Note_Content"]


def test_second_readings(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(guarded_batch="each", malformed_guard="refused", se_module_in_lists=False, note_bumps_parent=True,
                        tags_on_update="ignored", picklist="closed", unknown_id="400", filtered_credits=3)  # fmt: skip
    one, two = (zoho_http.create("Leads", Last_Name=name, Tag=[{"name": "a"}]) for name in ("un", "deux"))
    stamp = zoho_http.rows(f"/Leads/{one}")[0]["Modified_Time"]
    zoho_control.advance(5)
    zoho_http.create("Notes", Parent_Id={"module": {"api_name": "Leads"}, "id": two}, Note_Content="x")
    body = {"data": [{"id": one, "City": "x", "Tag": []}, {"id": two, "City": "x"}]}
    found = zoho_http.call("PUT", "/Leads", body, if_unmodified_since=stamp).json()["data"]
    assert [one["code"] for one in found] == ["SUCCESS", "ALREADY_MODIFIED"]
    assert [tag["name"] for tag in zoho_http.rows(f"/Leads/{one}")[0]["Tag"]] == ["a"]
    assert code_of(zoho_http.call("PUT", "/Leads", body, if_unmodified_since="x")) == (400, "INVALID_DATA")
    task = zoho_http.create("Tasks", Subject="x", What_Id={"id": one}, **{"$se_module": "Leads"})
    (listed,) = zoho_http.rows("/Tasks", fields="What_Id,$se_module")
    assert ("$se_module" in listed, zoho_http.rows(f"/Tasks/{task}")[0]["$se_module"]) == (False, "Leads")
    assert zoho_http.item("PUT", f"/Leads/{one}", {"Lead_Status": "Anything"})["code"] == "INVALID_DATA"
    assert code_of(zoho_http.get("/Leads/77")) == (400, "INVALID_DATA")
    zoho_control.traits(credits_header="always")
    before = int(zoho_http.get("/org").headers["x-api-credits-remaining"])
    after = int(zoho_http.get("/Leads", since=EARLY, fields="City").headers["x-api-credits-remaining"])
    assert before - after == 3


def test_fields_are_made(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(bare_org=True)
    wish = {"field_label": "Échéance du projet", "data_type": "picklist",
            "pick_list_values": [{"display_value": "Moins de 3 mois", "actual_value": "under_3_months"}]}  # fmt: skip
    made = zoho_http.call("POST", "/settings/fields?module=Leads", {"fields": [wish]})
    assert (made.status, made.json()["fields"][0]["code"]) == (201, "SUCCESS")
    fields = {one["field_label"]: one for one in zoho_http.get("/settings/fields", module="Leads").json()["fields"]}
    assert fields["Échéance du projet"]["pick_list_values"][0]["actual_value"] == "under_3_months"
    again = zoho_http.call("POST", "/settings/fields?module=Leads", {"fields": [wish]})
    assert code_of(again) == (400, "DUPLICATE_DATA")
    assert code_of(zoho_http.call("POST", "/settings/fields?module=Leads", {"fields": [wish] * 6})) == (
        400,
        "LIMIT_EXCEEDED",
    )
    zoho_control.traits(field_creation="forbidden")
    assert code_of(zoho_http.call("POST", "/settings/fields?module=Leads", {"fields": [wish]})) == (
        403,
        "NO_PERMISSION",
    )
    assert code_of(zoho_http.get("/settings/fields")) == (400, "REQUIRED_PARAM_MISSING")


def test_bulk_read(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    zoho_control.traits(bulk_polls=1)
    body = {"query": {"module": {"api_name": "Leads"}, "fields": ["Last_Name"], "page": 1}}
    assert code_of(zoho_http.call("POST", "/crm/bulk/v8/read", body)) == (415, "MEDIA_TYPE_NOT_SUPPORTED")
    made = zoho_http.call("POST", "/crm/bulk/v8/read", body, content_type="application/json")
    job = made.json()["data"][0]["details"]["id"]
    path = f"/crm/bulk/v8/read/{job}"
    assert code_of(zoho_http.get(f"{path}/result")) == (400, "INVALID_REQUEST")
    states = [zoho_http.get(path).json()["data"][0]["state"] for _ in range(2)]
    assert states == ["QUEUED", "COMPLETED"]
    assert zoho_http.get(f"{path}/result").body[:2] == b"PK"
    assert code_of(zoho_http.get("/crm/bulk/v8/read/77")) == (404, "RESOURCE_NOT_FOUND")


def test_merges_leave_traces(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    winner, loser = (
        zoho_control.edit("Leads", None, Last_Name=name, City=city) for name, city in (("a", None), ("b", "Rezé"))
    )
    zoho_control.merge("Leads", winner, loser)
    (row,) = zoho_http.rows("/Leads", fields="Last_Name,City,Modified_By")
    assert (row["id"], row["Last_Name"], row["City"]) == (winner, "a", "Rezé")
    (gone,) = zoho_http.rows("/Leads/deleted")
    assert (gone["id"], gone["deleted_by"]["id"]) == (loser, row["Modified_By"]["id"])
    assert zoho_http.get(f"/Leads/{winner}/__timeline").json()["__timeline"][0]["action"] == "merged"
