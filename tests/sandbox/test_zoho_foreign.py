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


def test_a_record_that_is_known_already(zoho_http: ZohoHttp, zoho_control: ZohoControl) -> None:
    lead = zoho_http.create("Leads", Last_Name="Riou")
    modified = zoho_http.rows(f"/Leads/{lead}")[0]["Modified_Time"]
    assert zoho_http.get(f"/Leads/{lead}", since=modified).status == 200
    zoho_control.advance(2)
    later = zoho_http.item("PUT", "/Leads", {"id": zoho_http.create("Leads", Last_Name="Joly"), "City": "Nantes"})
    known = zoho_http.get(f"/Leads/{lead}", since=later["details"]["Modified_Time"])
    assert (known.status, known.body) == (304, b"")
    assert zoho_http.get(f"/Leads/{lead}", since="yesterday").status == 200


def test_the_recycle_bin_by_pages_and_at_once(zoho_http: ZohoHttp) -> None:
    bin_of = "/settings/recycle_bin"
    leads = [zoho_http.create("Leads", Last_Name=f"Riou{number}") for number in range(5)]
    zoho_http.call("DELETE", f"/Leads?ids={','.join(leads)}")
    first, second = (zoho_http.get(bin_of, per_page="3", page=page).json() for page in ("1", "2"))
    assert sorted(row["id"] for page in (first, second) for row in page["recycle_bin"]) == leads
    assert (first["info"]["count"], first["info"]["more_records"], second["info"]["more_records"]) == (3, True, False)
    assert [row["id"] for row in zoho_http.get(bin_of, ids=leads[2]).json()["recycle_bin"]] == [leads[2]]
    some = zoho_http.call("DELETE", f"{bin_of}?ids={leads[0]},77")
    assert (some.status, [one["status"] for one in some.json()["recycle_bin"]]) == (207, ["success", "error"])
    assert code_of(zoho_http.call("DELETE", bin_of)) == (400, "REQUIRED_PARAM_MISSING")
    assert zoho_http.get(f"{bin_of}/actions/count").json() == {"count": 4}
    emptied = zoho_http.call("POST", f"{bin_of}/actions/empty")
    assert (emptied.status, len(emptied.json()["recycle_bin"])) == (200, 4)
    assert zoho_http.get(bin_of).status == 204
    assert {row["type"] for row in zoho_http.rows("/Leads/deleted")} == {"permanent"}


def test_what_a_lead_may_be_converted_into(zoho_http: ZohoHttp) -> None:
    contact = zoho_http.create("Contacts", Last_Name="Riou", Email="zoe@acme.example")
    account = zoho_http.create("Accounts", Account_Name="Acme")
    lead = zoho_http.create("Leads", Last_Name="Riou", Email="Zoe@acme.example", Company="ACME")
    path = f"/Leads/{lead}/__conversion_options"
    found = zoho_http.get(path).json()["__conversion_options"]
    assert [found[name][0]["id"] for name in ("Contacts", "Accounts")] == [contact, account]
    assert (found["Deals"], found["modules_with_multiple_layouts"]) == ([], [])
    matched = found["preference_field_matched_value"]
    by = {
        name: [(one["field"]["api_name"], one["matched_lead_value"]) for one in ones] for name, ones in matched.items()
    }
    assert by == {"Contacts": [("Email", "Zoe@acme.example")], "Accounts": [("Account_Name", "ACME")], "Deals": []}
    zoho_http.call("POST", f"/Leads/{lead}/actions/convert", {"data": [{}]})
    assert code_of(zoho_http.get(path)) == (400, "ID_ALREADY_CONVERTED")
    assert zoho_http.get("/Leads/77/__conversion_options").status == 204
    alone = zoho_http.create("Leads", Last_Name="Joly")
    found = zoho_http.get(f"/Leads/{alone}/__conversion_options").json()["__conversion_options"]
    assert (found["Contacts"], found["Accounts"], found["preference_field_matched_value"]["Contacts"]) == ([], [], [])


def test_a_module_with_all_that_belongs_to_it(zoho_http: ZohoHttp) -> None:
    (module,) = zoho_http.get("/settings/modules/Leads", include="layouts,fields").json()["modules"]
    assert module["fields"] == zoho_http.get("/settings/fields", module="Leads").json()["fields"]
    assert module["layouts"] == zoho_http.get("/settings/layouts", module="Leads").json()["layouts"]
    (bare,) = zoho_http.get("/settings/modules/Leads").json()["modules"]
    assert not {"fields", "layouts"} & bare.keys()
    assert zoho_http.get("/settings/modules", status="visible").json() == zoho_http.get("/settings/modules").json()
    assert zoho_http.get("/settings/modules", status="user_hidden").status == 204


def test_lists_of_related_records(zoho_http: ZohoHttp) -> None:
    (notes,) = zoho_http.get("/settings/related_lists", module="Leads").json()["related_lists"]
    assert (notes["api_name"], notes["module"]["api_name"], notes["href"]) == (
        "Notes",
        "Notes",
        "Leads/{ENTITYID}/Notes",
    )
    assert zoho_http.get(f"/settings/related_lists/{notes['id']}", module="Leads").json()["related_lists"] == [notes]
    assert zoho_http.get("/settings/related_lists", module="Notes").status == 204
    assert code_of(zoho_http.get("/settings/related_lists")) == (400, "REQUIRED_PARAM_MISSING")


def test_meetings_have_guests_and_reminders(zoho_http: ZohoHttp) -> None:
    contact = zoho_http.create("Contacts", Last_Name="Riou", Email="zoe@acme.example")
    hours = {"Start_DateTime": "2026-05-04T10:00:00+02:00", "End_DateTime": "2026-05-04T11:00:00+02:00"}
    guests = [{"type": "contact", "participant": contact}, {"type": "email", "Email": "x@y.example"}]
    remind = [{"unit": 15, "period": "minutes"}]
    event = zoho_http.create("Events", Event_Title="Visite", Participants=guests, Remind_At=remind, **hours)
    (read,) = zoho_http.rows(f"/Events/{event}")
    assert read["Remind_At"] == remind
    assert [(one["type"], one["participant"], one["Email"], one["name"]) for one in read["Participants"]] == [
        ("contact", contact, "zoe@acme.example", "Riou"), ("email", "x@y.example", "x@y.example", "x@y.example"),
    ]  # fmt: skip
    many = [{"type": "email", "participant": f"x{number}@y.example"} for number in range(51)]
    refused = zoho_http.item("PUT", f"/Events/{event}", {"Participants": many})
    assert (refused["code"], refused["details"]["limit"]) == ("LIMIT_EXCEEDED", 50)
    for wrong in (
        "x",
        [5],
        [{"type": "contact", "participant": "77"}],
        [{"type": "friend", "participant": "x@y.example"}],
    ):
        assert zoho_http.item("PUT", f"/Events/{event}", {"Participants": wrong})["code"] == "INVALID_DATA"
    assert zoho_http.item("PUT", f"/Events/{event}", {"Participants": None, "Remind_At": None})["code"] == "SUCCESS"
    assert zoho_http.rows(f"/Events/{event}")[0]["Participants"] is None
    assert len(zoho_http.get(f"/Events/{event}/__timeline").json()["__timeline"]) == 2


def test_tasks_come_again_and_remind(zoho_http: ZohoHttp) -> None:
    alarm = {"ALARM": "ACTION=EMAIL;TRIGGER=-P1D;TRIGGER_TIME=09:00"}
    rule = {"RRULE": "FREQ=DAILY;INTERVAL=1;DTSTART=2026-05-04;UNTIL=2026-05-09"}
    task = zoho_http.create("Tasks", Subject="Rappeler", Remind_At=alarm, Recurring_Activity=rule)
    (read,) = zoho_http.rows(f"/Tasks/{task}")
    assert (read["Remind_At"], read["Recurring_Activity"]) == (alarm, rule)
    assert zoho_http.item("PUT", f"/Tasks/{task}", {"Remind_At": {"TRIGGER": "x"}})["code"] == "INVALID_DATA"
    assert (
        zoho_http.query("select Remind_At from Tasks where Subject = 'Rappeler'").json()["data"][0]["Remind_At"]
        == alarm
    )
    described = {one["api_name"]: one for one in zoho_http.get("/settings/fields", module="Events").json()["fields"]}
    shown = {
        name: (described[name]["data_type"], described[name]["json_type"]) for name in ("Participants", "Remind_At")
    }
    assert shown == {"Participants": ("bigint", "jsonarray"), "Remind_At": ("multireminder", "jsonarray")}
    query = {"module": {"api_name": "Tasks"}, "fields": ["Subject", "Remind_At", "Recurring_Activity"]}
    job = zoho_http.call("POST", "/crm/bulk/v8/read", {"query": query}, content_type="application/json").json()
    id = job["data"][0]["details"]["id"]
    assert zoho_http.get(f"/crm/bulk/v8/read/{id}").json()["data"][0]["state"] == "COMPLETED"
    assert zoho_http.get(f"/crm/bulk/v8/read/{id}/result").status == 200


def test_queries_ask_of_the_record_that_a_lookup_names(zoho_http: ZohoHttp) -> None:
    account = zoho_http.create("Accounts", Account_Name="Oakline", Website="https://oak.example")
    ids = [zoho_http.create("Contacts", Last_Name=name, Account_Name={"id": account}) for name in ("Riou", "Joly")]
    alone = zoho_http.create("Contacts", Last_Name="Joly", City="x")
    me = zoho_http.get("/users", type="CurrentUser").json()["users"][0]

    def found(rest: str) -> list[str]:
        answer = zoho_http.query(f"select id from Contacts where {rest}")  # noqa: S608 - COQL
        assert answer.status in {200, 204}, answer.body
        return [row["id"] for row in answer.json()["data"]] if answer.status == 200 else []

    assert found("Account_Name.Account_Name like 'Oak%' order by Last_Name asc") == ids[::-1]
    assert found("Account_Name.Website is null") == [alone]
    assert found(f"Account_Name.id = '{account}' order by id desc") == ids[::-1]
    assert found("id is not null order by Account_Name.Account_Name asc, Last_Name asc") == [alone, *ids[::-1]]
    assert found(f"(Owner.email = '{me['email']}' and Owner.id = {me['id']})") == [*ids, alone]
    assert found("Owner.full_name = 'Nobody'") == []
    for column in ("Account_Name.Nothing", "Last_Name.x", "Owner.zip"):
        answer = zoho_http.query(f"select id from Contacts where {column} is null")  # noqa: S608 - COQL
        assert code_of(answer) == (400, "INVALID_QUERY")
        assert answer.json()["details"]["column_name"] == column
