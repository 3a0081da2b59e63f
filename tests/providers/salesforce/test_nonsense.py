"""Answers that no page of Salesforce's allows end in an error with a name, never in a defect, in a circle or in wrong rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.net.messages import Headers, Request, Response
from crmdesk.providers.base import ConnectionSettings, Create, Cursor, Done, Grant, Refused, Schema, Unknown, Update
from crmdesk.providers.salesforce.account import SalesforceSetup
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.errors import refused
from crmdesk.providers.salesforce.limits import SalesforceLimits
from crmdesk.providers.salesforce.paths import Paths
from crmdesk.providers.salesforce.provider import SalesforceProvider
from tests.conftest import RunAsync
from tests.providers.answers import response
from tests.providers.salesforce.schema import ACCOUNT, full_schema
from tests.providers.telling import Telling, pulled

ID, OTHER = "00Q000000000001AAA", "00Q000000000002AAA"
PRICE = "crmdesk_asking_price__c"
KEY = "01K000000000000000000000AA"
TIME = "2026-11-20T10:00:00.000+0000"
ROW = {
    "Id": ID,
    "LastName": "Kerbrat",
    "CreatedDate": TIME,
    "LastModifiedDate": TIME,
    "SystemModstamp": TIME,
    "IsDeleted": False,
}
CHANGED: Cursor = {"since": "2026-11-20T09:00:00.000Z"}
NO_TIMES = (
    "yesterday+0000",
    "0001-01-01T00:00:00.000+0000",
    "9999-12-31T23:59:59.000+0000",
    "2026-99-99T99:99:99.999+0000",
)


def provider(told: Any) -> SalesforceProvider:
    return SalesforceProvider(Api(Telling(told), Paths()), ConnectionSettings(), full_schema(), ACCOUNT)


def found(*rows: Any, **more: Any) -> dict[str, Any]:
    return {"totalSize": len(rows), "done": True, "records": list(rows), **more}


@pytest.mark.parametrize("at", [*NO_TIMES, 7, [], None])
def test_a_stamp_that_is_none_is_not_told(run_async: RunAsync, at: Any) -> None:
    row = {**ROW, "CreatedDate": at, "LastModifiedDate": at, "SystemModstamp": at}
    for cursor in (None, CHANGED):
        (page,) = run_async(pulled(provider({"": found(row)}), "Lead", cursor))
        (record,) = page.records
        assert (record.created_at, record.modified_at, record.version) == (None, None, None)


@pytest.mark.parametrize("covered", [*NO_TIMES, 7, {}])
def test_a_list_of_purged_rows_leads_on_from_a_moment(run_async: RunAsync, covered: Any) -> None:
    purged = {"deletedRecords": [{"id": ID, "deletedDate": covered}], "latestDateCovered": covered}
    account = provider({"/deleted/": purged, "": found()})
    (page,) = run_async(pulled(account, "Lead:purged", CHANGED))
    assert page.absences[0].at is None
    run_async(pulled(account, "Lead:purged", page.cursor))


@pytest.mark.parametrize("id", [None, "", 7, {}, "x' OR"])
def test_a_purged_row_without_an_id_is_nonsense(run_async: RunAsync, id: Any) -> None:
    purged = {"deletedRecords": [{"id": id, "deletedDate": TIME}], "latestDateCovered": TIME}
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"/deleted/": purged, "": found()}), "Lead:purged", CHANGED))


@pytest.mark.parametrize("feed", ["Lead", "Lead:all", "User"])
def test_a_query_that_leads_in_a_circle_is_nonsense(run_async: RunAsync, feed: str) -> None:
    def told(_: Request, before: int) -> Any:
        return found(ROW, done=False, nextRecordsUrl=f"/services/data/v67.0/query/01g-{before % 2}")

    with pytest.raises(VendorNonsense) as caught:
        run_async(pulled(provider({"": told}), feed))
    assert caught.value.key == "paging_stuck"


@pytest.mark.parametrize("following", [None, {}, [], ""])
@pytest.mark.parametrize("feed", ["Lead", "Lead:all", "User"])
def test_more_rows_that_nothing_leads_to_are_not_the_end(run_async: RunAsync, feed: str, following: Any) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": found(ROW, done=False, nextRecordsUrl=following)}), feed))


def test_a_page_without_rows_is_not_the_end(run_async: RunAsync) -> None:
    first = found(done=False, nextRecordsUrl="/query/01g-1")
    account = provider({"{locator}": found(ROW), "": first})
    assert [list(page.listed) for page in run_async(pulled(account, "Lead:all"))] == [[], [ID]]


@pytest.mark.parametrize("total", [True, -1, 2**63, "many", 1.5])
def test_a_total_that_nobody_has_is_not_told(run_async: RunAsync, total: Any) -> None:
    (page,) = run_async(pulled(provider({"": found(ROW, totalSize=total)}), "Lead"))
    assert page.total is None


@pytest.mark.parametrize("odd", [7, [], {}, True])
def test_what_is_no_reference_is_unknown(run_async: RunAsync, odd: Any) -> None:
    for name, fields in {
        "Task": {"about", "owner"},
        "Contact": {"company", "owner"},
        "Opportunity": {"company", "owner"},
    }.items():
        row = {**ROW, "WhoId": odd, "WhatId": odd, "OwnerId": odd, "AccountId": odd}
        (page,) = run_async(pulled(provider({"": found(row)}), name))
        assert not page.records[0].fields.keys() & fields


@pytest.mark.parametrize(
    "roles",
    [
        {"records": ["x"]},
        {"records": [{"ContactId": 7}]},
        {"records": [{"ContactId": "003000000000001AAA"}], "done": False},
    ],
)
def test_contacts_that_are_not_all_told_are_unknown(run_async: RunAsync, roles: Any) -> None:
    (page,) = run_async(pulled(provider({"": found({**ROW, "OpportunityContactRoles": roles})}), "Opportunity"))
    assert "contacts" not in page.records[0].fields


ITEMS = [Create(KEY[:-1] + end, Kind.LEAD, {"city": "Laval"}, "x") for end in "ABC"]
UPDATES = [Update(f"00Q{number:012}AAA", Kind.LEAD, {"city": "Laval"}, {}) for number in range(100)]
OK = {"id": ID, "success": True, "errors": []}


@pytest.mark.parametrize("count", [0, 2, 5])
def test_answers_of_another_number_belong_to_nobody(run_async: RunAsync, count: int) -> None:
    account = provider({"": lambda request, _: response(200, [OK] * count)})
    outcomes = [
        *run_async(account.create("Lead", ITEMS)), *run_async(account.update("Lead", UPDATES)),
        *run_async(account.delete("Lead", [ID, OTHER, ID])),
    ]  # fmt: skip
    assert all(isinstance(each, Unknown) for each in outcomes)


@pytest.mark.parametrize("said", ["true", None, 1, {}, []])
def test_an_item_that_does_not_say_what_became_of_it_is_unknown(run_async: RunAsync, said: Any) -> None:
    def told(request: Request, _: int) -> Any:
        count = 3 if request.method == "DELETE" else len(orjson.loads(request.json or b"{}").get("records", ()))
        return response(200, [{**OK, "success": said}] * count)

    account = provider({"": told})
    outcomes = [
        *run_async(account.create("Lead", ITEMS)), *run_async(account.update("Lead", UPDATES)),
        *run_async(account.delete("Lead", [ID, OTHER, ID])),
    ]  # fmt: skip
    assert all(isinstance(each, Unknown) for each in outcomes)


@pytest.mark.parametrize("id", [None, 7, "", "x", {}])
def test_a_new_row_without_an_id_is_unknown_and_not_refused(run_async: RunAsync, id: Any) -> None:
    account = provider({"": response(200, [{**OK, "id": id}])})
    (outcome,) = run_async(account.create("Lead", ITEMS[:1]))
    assert isinstance(outcome, Unknown)


@pytest.mark.parametrize(
    ("status", "outcome"), [(7, Unknown), (True, Unknown), (-1, Unknown), ("204", Unknown), (204, Done), (404, Refused)]
)
def test_a_status_that_is_none_confirms_nothing(run_async: RunAsync, status: Any, outcome: type) -> None:
    told = {"compositeResponse": [{"referenceId": "w0", "httpStatusCode": status, "body": None}]}
    (found_,) = run_async(provider({"/composite": told}).update("Lead", [Update(ID, Kind.LEAD, {"city": "x"}, {})]))
    assert isinstance(found_, outcome)


@pytest.mark.parametrize("body", [{**ROW, "Id": OTHER}, {}, {"Id": 7}])
def test_the_row_after_a_change_is_the_one_that_was_changed(run_async: RunAsync, body: Any) -> None:
    parts = [
        {"referenceId": "w0", "httpStatusCode": 204, "body": None},
        {"referenceId": "r0", "httpStatusCode": 200, "body": body},
    ]
    account = provider({"/composite": {"compositeResponse": parts}})
    (outcome,) = run_async(account.update("Lead", [Update(ID, Kind.LEAD, {"city": "Laval"}, {})]))
    assert isinstance(outcome, Done)
    assert outcome.record is not None
    assert (outcome.record.id, outcome.record.fields["city"]) == (ID, "Laval")


@pytest.mark.parametrize("name", [None, "", 7, {}])
def test_a_stage_without_a_name_is_nonsense(run_async: RunAsync, name: Any) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": found({"Id": ID, "ApiName": name, "MasterLabel": name})}), "stages"))


@pytest.mark.parametrize("cells", ["1e999", "nan", "9" * 5000, "-1E+999"])
def test_a_file_without_numbers_is_nonsense(run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, cells: str) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(by_job(monkeypatch, cells), "Lead"))


@pytest.mark.parametrize("locators", [("a",), ("a", "b")])
def test_a_file_that_leads_in_a_circle_is_nonsense(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, locators: tuple[str, ...]
) -> None:
    with pytest.raises(VendorNonsense) as caught:
        run_async(pulled(by_job(monkeypatch, "1", *locators), "Lead"))
    assert caught.value.key == "paging_stuck"


def by_job(monkeypatch: pytest.MonkeyPatch, number: str, *locators: str) -> SalesforceProvider:
    """An organisation whose first pull goes on by a job."""
    monkeypatch.setattr("crmdesk.providers.salesforce.feeds.LARGE", 1)
    lines = f"Id,{PRICE},SystemModstamp\n{ID},{number},{TIME}\n"

    def results(_: Request, before: int) -> Response:
        headers = [("sforce-locator", locators[before % len(locators)])] if locators else []
        return Response(200, Headers(headers), lines.encode(), 0.0, None)

    jobs = {
        "/results": results,
        "/jobs/query": {"id": "750000000000001AAA"},
        "/jobs/query/{id}": {"state": "JobComplete"},
    }
    schema = full_schema()
    price = replace(schema.objects["Lead"][PRICE], type="double")
    schema = Schema({**schema.objects, "Lead": {**schema.objects["Lead"], PRICE: price}})
    told = {**jobs, "": found(ROW, done=False, nextRecordsUrl="/query/01g-1")}
    return SalesforceProvider(Api(Telling(told), Paths()), ConnectionSettings(), schema, ACCOUNT)


@pytest.mark.parametrize("address", ["https://[", "https://x.test/id/a/b", 7, [], {"a": 1}])
def test_an_account_without_an_address_is_not_named(run_async: RunAsync, address: Any) -> None:
    setup = SalesforceSetup(Api(Telling({}), Paths()), Grant(facts={"id": address}))
    with pytest.raises(VendorNonsense) as caught:
        run_async(setup.account())
    assert caught.value.key == "account_not_named"


@pytest.mark.parametrize("told", [f"api-usage={'9' * 5000}/15000", f"api-usage=18/{'9' * 5000}", "api-usage=-1/x"])
def test_calls_are_a_number(told: str) -> None:
    assert SalesforceLimits().learn(response(200, **{"sforce-limit-info": told})) == {}


def test_a_longest_length_is_a_number() -> None:
    words = f"too long (max length={'9' * 5000})"
    assert refused({"errorCode": "STRING_TOO_LONG", "message": words}).key == "value_refused"
