"""One thing in Zoho's answers put wrong: an error with a name, never a defect, a circle or wrong rows."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest

from crmdesk.domain.errors import CrmdeskError, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Headers, Response
from crmdesk.providers.base import (
    Absence,
    ConnectionSettings,
    Create,
    Cursor,
    Done,
    Grant,
    Outcome,
    RemoteRecord,
    Unknown,
    Update,
)
from crmdesk.providers.zoho.account import ZohoSetup
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.errors import refused
from crmdesk.providers.zoho.limits import ZohoLimits
from crmdesk.providers.zoho.provider import ZohoProvider
from tests.conftest import RunAsync
from tests.providers.answers import response
from tests.providers.telling import Telling, pulled
from tests.providers.zoho.schema import ACCOUNT, full_schema

TIME = "2026-11-20T10:00:00+00:00"
ROW = {"id": "7", "Last_Name": "Kerbrat", "Created_Time": TIME, "Modified_Time": TIME}
KEY = "01K000000000000000000000AA"
SINCE = {"since": "2026-11-20T09:00:00.000Z"}
CHANGED: Cursor = {"Leads": SINCE, "Contacts": SINCE}


def provider(told: Any) -> ZohoProvider:
    return ZohoProvider(Api(Telling(told)), ConnectionSettings(), full_schema(), ACCOUNT)


def listed(*rows: Any, token: Any = None, more: Any = None) -> dict[str, Any]:
    info = {"more_records": token is not None if more is None else more, "next_page_token": token}
    return {"data": list(rows), "info": info}


@pytest.mark.parametrize("id", [None, "", 7, [], {}, "../users", "7?x=1", "\N{ARABIC-INDIC DIGIT SEVEN}"])
@pytest.mark.parametrize(
    ("feed", "cursor"),
    [("People", None), ("People", CHANGED), ("People:all", None), ("People:deleted", SINCE), ("users", None)],
)
def test_a_row_without_an_id_is_nonsense(run_async: RunAsync, feed: str, cursor: Any, id: Any) -> None:
    row = {**ROW, "id": id}
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": {**listed(row), "users": [row]}}), feed, cursor))


@pytest.mark.parametrize(
    "at", ["2026-99-99T99:99:99.999Z", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59Z", "soon", 7, []]
)
def test_a_stamp_that_is_none_is_not_told(run_async: RunAsync, at: Any) -> None:
    row = {**ROW, "Created_Time": at, "Modified_Time": at, "deleted_time": at}
    told = {"/deleted": listed(row), "": listed(row)}
    for cursor in (None, CHANGED):
        for page in run_async(pulled(provider(told), "People", cursor)):
            assert {(each.created_at, each.modified_at) for each in page.records} <= {(None, None)}
    for page in run_async(pulled(provider(told), "People:deleted", SINCE)):
        assert {each.at for each in page.absences} == {None}
    found = run_async(provider({"/deleted": listed(row), "": listed()}).fetch("People", ["Leads/7"]))
    assert found == {"Leads/7": Absence("People", "Leads/7")}


@pytest.mark.parametrize("feed", ["People", "People:all"])
@pytest.mark.parametrize("module", ["Leads", "Contacts"])
def test_a_list_that_leads_in_a_circle_is_nonsense(run_async: RunAsync, feed: str, module: str) -> None:
    told = {f"/{module}": lambda _, before: listed(ROW, token="ab"[before % 2]), "": listed()}
    for cursor in (None, CHANGED) if feed == "People" else (None,):
        with pytest.raises(VendorNonsense) as caught:
            run_async(pulled(provider(told), feed, cursor))
        assert caught.value.key == "paging_stuck"


@pytest.mark.parametrize("feed", ["People", "People:all"])
def test_more_rows_that_nothing_leads_to_are_not_the_end(run_async: RunAsync, feed: str) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": listed(ROW, more=True)}), feed))


def test_a_list_whose_tokens_never_hold_is_given_up(run_async: RunAsync) -> None:
    void = response(400, {"code": "EXPIRED_VALUE", "status": "error", "message": "expired", "details": {}})

    def told(request: Any, _: int) -> Any:
        return void if dict(request.query).get("page_token") else listed(ROW, token="a")

    for feed in ("People", "People:all"):
        with pytest.raises(VendorNonsense) as caught:
            run_async(pulled(provider({"": told}), feed))
        assert caught.value.key == "paging_stuck"


def test_deletions_without_an_end_are_given_up(run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmdesk.providers.zoho.api.DELETED_PAGES", 5)
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": listed(ROW, more=True)}), "People:deleted", SINCE))


@pytest.mark.parametrize("odd", [[], {}, 7, None, "x", [{}]])
def test_a_timeline_with_odd_entries_is_read(run_async: RunAsync, odd: Any) -> None:
    entries = [
        {"field_history": odd, "audited_time": odd, "done_by": odd, "action": odd},
        {"field_history": [{"api_name": odd}], "audited_time": odd, "done_by": {"name": odd}, "action": odd},
        {"field_history": [{"api_name": "Last_Name"}], "audited_time": TIME, "done_by": {"name": "Anna"}},
    ]
    account = provider({"__timeline": {"__timeline": entries}, "": listed(ROW)})
    (stamp,) = run_async(account.authorship("People", {"Leads/7": ["last_name"]})).values()
    assert (stamp.at, stamp.by) == ("2026-11-20T10:00:00.000Z", "Anna")


@pytest.mark.parametrize("odd", [["Contacts"], {}, 7, True, {"id": 7}, {"id": {}}, {"name": "x"}])
def test_what_is_no_reference_is_unknown(run_async: RunAsync, odd: Any) -> None:
    task = {**ROW, "Who_Id": odd, "What_Id": {"id": "5"}, "$se_module": odd, "Owner": odd, "Parent_Id": odd}
    for name in ("Tasks", "Notes"):
        (page,) = run_async(pulled(provider({"": listed(task)}), name))
        assert not page.records[0].fields.keys() & {"about", "owner"}
    person = {**ROW, "Account_Name": odd, "Owner": odd, "Tag": {"name": "x"}}
    pages = run_async(pulled(provider({"/Contacts": listed(person), "": listed()}), "People"))
    assert not pages[-1].records[0].fields.keys() & {"company", "owner", "tags"}


@pytest.mark.parametrize("odd", [[], {}, 7, True])
def test_a_refusal_with_odd_details_is_one(odd: Any) -> None:
    details = {"api_name": odd, "maximum_length": True, "expected_fields": [{"api_name": odd}], "id": odd}
    error = refused({"code": "INVALID_DATA", "message": "the id given seems to be invalid", "details": details})
    assert (error.key, error.remote_field) == ("row_not_there", None)


def made(id: Any, status: str = "success") -> dict[str, Any]:
    return {"code": "SUCCESS", "status": status, "message": "", "details": {"id": id}}


def test_answers_of_another_number_belong_to_nobody(run_async: RunAsync) -> None:
    items = [Create(KEY[:-1] + end, Kind.LEAD, {"city": "Laval"}, "x") for end in "ABC"]
    for answers in ([made("1"), made("3")], [], [made(str(each)) for each in range(1, 6)]):
        account = provider({"": {"data": answers}})
        outcomes: list[Outcome] = list(run_async(account.create("People", items)))
        outcomes += run_async(
            account.update("People", [Update(f"Leads/{n}", Kind.LEAD, {"city": "x"}, {}) for n in range(31)])
        )
        outcomes += run_async(account.delete("People", ["Leads/1", "Leads/2", "Leads/3"])) if len(answers) != 3 else []
        assert not any(isinstance(each, Done) for each in outcomes)


@pytest.mark.parametrize("id", [7, "", "x/y", {}, None])
def test_of_a_new_row_without_an_id_nobody_knows(run_async: RunAsync, id: Any) -> None:
    """It counted as refused: one that has no key was made again."""
    for name, kind in (("People", Kind.LEAD), ("Calls", Kind.ACTIVITY)):
        (outcome,) = run_async(provider({"": {"data": [made(id)]}}).create(name, [Create(KEY, kind, {}, "x")]))
        assert isinstance(outcome, Unknown)


@pytest.mark.parametrize(
    "answer", [{}, {"code": "SUCCESS", "details": {"id": "5"}}, {"status": None}, {"status": "scheduled"}]
)
def test_an_answer_that_says_neither_leaves_it_open(run_async: RunAsync, answer: Any) -> None:
    account = provider({"": {"data": [answer]}})
    told = [run_async(account.create("Calls", [Create(KEY, Kind.ACTIVITY, {}, "x")]))]
    told.append(run_async(account.update("People", [Update("Leads/5", Kind.LEAD, {"city": "x"}, {})])))
    told.append(run_async(account.delete("People", ["Leads/5"])))
    assert all(isinstance(outcome, Unknown) for (outcome,) in told)


def test_answers_in_another_order_belong_to_nobody(run_async: RunAsync) -> None:
    """What was refused for one row counted as written, and as refused what had been written into another."""
    refused = {"code": "INVALID_DATA", "status": "error", "message": "invalid data", "details": {"api_name": "City"}}
    answers = [made("2"), refused, *(made(str(number)) for number in range(3, 33))]
    account = provider({"": {"data": answers}})
    items = [Update(f"Leads/{number}", Kind.LEAD, {"city": "x"}, {}) for number in range(1, 33)]
    assert {type(each) for each in run_async(account.update("People", items))} == {Unknown}
    account = provider({"": {"data": [refused, made("5")]}})
    assert {type(each) for each in run_async(account.delete("People", ["Leads/5", "Leads/6"]))} == {Unknown}


def test_another_row_than_the_one_asked_for_is_nonsense(run_async: RunAsync) -> None:
    row = {**ROW, "Description": "x" * 500}
    with pytest.raises(VendorNonsense):
        run_async(provider({"{id}": listed({**row, "id": "8"}), "": listed(row)}).fetch("People", ["Leads/7"]))


@pytest.mark.parametrize("cursor", [None, CHANGED])
@pytest.mark.parametrize("status", [204, 400])
def test_the_beginning_of_a_text_is_not_all_of_it_where_the_row_is_gone_by_then(
    run_async: RunAsync, cursor: Any, status: int
) -> None:
    """What a list had cut went to the other accounts, before anybody told of the deletion."""
    unknown = {"code": "INVALID_DATA", "message": "the id given seems to be invalid", "status": "error", "details": {}}
    told = {
        "{id}": response(status, unknown if status == 400 else None),
        "/deleted": listed(),
        "/Contacts": listed(),
        "": listed({**ROW, "Description": "x" * 500}),
    }
    (lead,) = [each for page in run_async(pulled(provider(told), "People", cursor)) for each in page.records]
    for row in (lead, run_async(provider(told).fetch("People", ["Leads/7"]))["Leads/7"]):
        assert isinstance(row, RemoteRecord)
        assert row.fields["last_name"] == "Kerbrat"
        assert "description" not in row.fields


def test_a_read_that_is_refused_is_no_record_that_is(run_async: RunAsync) -> None:
    """It ended the run of the account, each time, instead of what is read of one module."""
    refusal = response(400, {"code": "NOT_APPROVED", "message": "not approved", "status": "error", "details": {}})
    long = {"{id}": refusal, "": listed({**ROW, "Description": "x" * 500})}

    def told(request: Any, _: int) -> Any:
        return refusal if dict(request.query).get("page_token") else listed(ROW, token="a")

    asked = [pulled(provider(long), "People", cursor) for cursor in (None, CHANGED)]
    asked += [pulled(provider({"": told}), name) for name in ("People", "People:all")]
    for each in (*asked, provider(long).fetch("People", ["Leads/7"])):
        with pytest.raises(VendorNonsense) as caught:
            run_async(each)
        assert (caught.value.key, caught.value.data["vendor_words"]) == ("request_refused", "not approved")


def test_titles_of_rows_without_ids_are_nonsense(run_async: RunAsync) -> None:
    change = Update("7", Kind.NOTE, {"body": "new"}, {"body": "old"})
    with pytest.raises(VendorNonsense):
        run_async(provider({"": listed({"id": [], "Note_Title": "old"})}).update("Notes", [change]))


def archive(text: str) -> Response:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("rows.csv", text)
    return Response(200, Headers(), held.getvalue(), 0.0, None)


@pytest.mark.parametrize(
    "job",
    [
        {"state": "COMPLETED"},
        {"state": "COMPLETED", "result": {}},
        {"state": "COMPLETED", "result": {"more_records": "x"}},
        {"state": "COMPLETED", "result": {"more_records": True, "next_page_token": 7}},
        {"state": "COMPLETED", "result": {"more_records": True, "next_page_token": "a"}},
    ],
)
def test_a_job_that_does_not_say_how_it_goes_on_is_nonsense(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, job: Any
) -> None:
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.LARGE", 1)
    told = {
        "/result": archive("Id,Last_Name,Modified_Time\n7,Voss,2026-11-20T10:00:00Z\n"),
        "{job}": {"data": [job]},
        "/read": {"data": [{"details": {"id": "5"}}]},
        "": listed(ROW, token="a"),
    }
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider(told), "People"))


@pytest.mark.parametrize("state", [[], {}, 7, None, "surprise"])
def test_a_job_in_no_state_is_given_up(run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, state: Any) -> None:
    for name, value in {"feeds.LARGE": 1, "bulk.POLL_S": 0.0, "bulk.POLLS": 3}.items():
        monkeypatch.setattr(f"crmdesk.providers.zoho.{name}", value)
    told = {
        "{job}": {"data": [{"state": state}]},
        "bulk/v8/read": {"data": [{"details": {"id": "5"}}]},
        "": lambda request, _: listed(ROW, token=None if dict(request.query).get("page_token") else "a"),
    }
    assert run_async(pulled(provider(told), "People"))[-1].last


@pytest.mark.parametrize("id", ["../users", 7, {}, None, ""])
def test_a_job_without_an_id_is_nonsense(run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, id: Any) -> None:
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.LARGE", 1)
    told = {"/read": {"data": [{"details": {"id": id}}]}, "": listed(ROW, token="a")}
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider(told), "People"))


@pytest.mark.parametrize("told", ["9" * 5000, "-1", "1.5", "\N{ARABIC-INDIC DIGIT FIVE}", ""])
def test_credits_are_a_number(told: str) -> None:
    assert ZohoLimits().learn(response(200, **{"x-api-credits-remaining": told})) == {}


@pytest.mark.parametrize("odd", [7, [], {}, True])
def test_an_organisation_is_a_text(run_async: RunAsync, odd: Any) -> None:
    told = {"/users": {"users": [{"id": odd, "email": odd}]}, "/org": {"org": [{"zgid": odd, "id": "5"}]}}
    with pytest.raises(CrmdeskError):
        run_async(ZohoSetup(Api(Telling(told)), Grant()).account())
    told["/org"] = {"org": [{"zgid": "5", "iso_code": "surprise", "company_name": odd}]}
    account = run_async(ZohoSetup(Api(Telling(told)), Grant()).account())
    assert (account.id, account.name, account.currency, account.user) == ("5", "5", "EUR", None)


@pytest.mark.parametrize("odd", ["", None, 7, [], {}])
def test_a_pipeline_or_a_stage_without_a_name_is_none(run_async: RunAsync, odd: Any) -> None:
    named, unnamed = {"actual_value": "Visit"}, {"actual_value": odd}
    told = {
        "/settings/layouts": {"layouts": [{"id": "1"}]},
        "/settings/pipeline": {
            "pipeline": [{**unnamed, "maps": [named]}, {"actual_value": "Sales", "maps": [unnamed, named]}]
        },
    }
    found = [run_async(pulled(provider(told), name))[0].records for name in ("pipelines", "stages")]
    assert [[each.id for each in records] for records in found] == [["Sales"], ["Sales|Visit"]]
