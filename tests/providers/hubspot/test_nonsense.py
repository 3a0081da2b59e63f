"""Answers that no page of HubSpot's allows end in an error with a name, never in a defect, in a circle or in wrong rows."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RateLimited, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import (
    Account,
    ConnectionSettings,
    Create,
    Cursor,
    Done,
    Grant,
    RemoteRecord,
    Unknown,
    Update,
)
from crmdesk.providers.hubspot.account import HubSpotSetup
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.provider import HubSpotProvider
from tests.conftest import RunAsync
from tests.providers.answers import response
from tests.providers.hubspot.schema import ACCOUNT, full_schema
from tests.providers.telling import Telling, pulled

KEY = "01K000000000000000000000AA"
CHANGED: Cursor = {"since_ms": 1_795_000_000_000}
ROW = {
    "id": "7",
    "properties": {"lastname": "Kerbrat"},
    "createdAt": "2026-11-19T10:00:00Z",
    "updatedAt": "2026-11-20T10:00:00Z",
}
LATE = {"id": "8", "properties": {"lastmodifieddate": "2026-11-19T10:00:00Z"}}


def provider(**told: Any) -> HubSpotProvider:
    answers = {f"/{end.replace('__', '/')}": each for end, each in told.items()}
    return HubSpotProvider(Api(Telling(answers), Paths()), ConnectionSettings(), full_schema(), ACCOUNT)


def listed(*rows: Any, after: Any = None) -> dict[str, Any]:
    return {"results": list(rows), **({} if after is None else {"paging": {"next": {"after": after}}})}


def circle(*rows: Any) -> Any:
    """A list whose second page leads to the first one again."""
    return lambda _, before: listed(*rows, after="b" if before % 2 else "a")


@pytest.mark.parametrize("id", [None, "", 7, [], {}, True])
@pytest.mark.parametrize(
    ("feed", "cursor"),
    [("contacts", None), ("contacts:all", None), ("contacts:archived", {"since_ms": 0}), ("owners", None)],
)
def test_a_row_without_an_id_is_nonsense(run_async: RunAsync, feed: str, cursor: Any, id: Any) -> None:
    if feed == "owners" and id == 7:
        return  # owners' ids may be numbers
    account = provider(
        contacts=listed({**ROW, "id": id}), search={"total": 1, "results": []}, **{"2026-03": listed({"id": id})}
    )
    with pytest.raises(VendorNonsense):
        run_async(pulled(account, feed, cursor))


@pytest.mark.parametrize(
    "at", ["yesterday", "0001-01-01T00:00:00Z", "2026-02-31T00:00:00.000Z", "9999-12-31T23:59:59Z", 7, {}]
)
def test_a_stamp_that_is_none_is_not_told(run_async: RunAsync, at: Any) -> None:
    row = {**ROW, "createdAt": at, "updatedAt": at, "archivedAt": at}
    account = provider(contacts=listed(row), search={"total": 1, "results": []}, read=listed())
    (record,) = run_async(pulled(account, "contacts"))[0].records
    assert (record.created_at, record.modified_at) == (None, None)
    (absence,) = run_async(pulled(account, "contacts:archived", {"since_ms": 1_795_000_000_000}))[0].absences
    assert absence.at is None


@pytest.mark.parametrize(
    "links",
    ["x", [], 7, {"companies": []}, {"companies": "x"}, {"companies": {"results": {}}}, {"companies": {"results": ["x"]}},
     {"companies": {"results": [{"id": {}}]}}, {"companies": {"results": [{}]}}],
)  # fmt: skip
def test_links_of_another_shape_are_not_none(run_async: RunAsync, links: Any) -> None:
    account = provider(deals=listed({**ROW, "associations": links}), search={"total": 1, "results": []})
    with pytest.raises(VendorNonsense):
        run_async(pulled(account, "deals"))


@pytest.mark.parametrize("paging", [{"next": None}, {"next": "x"}, {"next": {"after": {}}}, "x", []])
def test_links_that_go_on_nowhere_end(run_async: RunAsync, paging: Any) -> None:
    tied = {"results": [{"from": {"id": "7"}, "to": [{"toObjectId": 5}], "paging": paging}]}
    account = provider(deals__batch__read=listed(ROW), contacts__batch__read=tied, companies__batch__read=tied)
    found = run_async(account.fetch("deals", ["7"]))["7"]
    assert isinstance(found, RemoteRecord)
    assert found.fields["contacts"] == [["contacts", "5"]]


UNREAD = {"RATE_LIMITS": RateLimited, "INTERNAL_ERROR": OutcomeUnknown, "VALIDATION_ERROR": VendorNonsense}


@pytest.mark.parametrize("category", UNREAD)
@pytest.mark.parametrize("status", [207, 200])
def test_an_item_that_was_not_read_is_not_gone_and_has_not_lost_its_links(
    run_async: RunAsync, category: str, status: int
) -> None:
    failed = {"status": "error", "category": category, "message": "x", "context": {"fromObjectId": ["7"]}}
    unread = response(status, {"status": "COMPLETE", "results": [], "numErrors": 1, "errors": [failed]})
    tied = {"results": [{"from": {"id": "7"}, "to": [{"toObjectId": 5}]}]}
    of_links = provider(deals__batch__read=listed(ROW), contacts__batch__read=unread, companies__batch__read=tied)
    of_rows = provider(deals__batch__read=unread)
    for account in (of_links, of_rows):
        with pytest.raises(UNREAD[category]):
            run_async(account.fetch("deals", ["7"]))


def test_a_row_without_links_has_none(run_async: RunAsync) -> None:
    none = {"category": "OBJECT_NOT_FOUND", "subCategory": "crm.associations.NO_ASSOCIATIONS_FOUND"}
    told = response(207, {"results": [], "errors": [none, {"message": "No company is associated with deal 7."}]})
    account = provider(deals__batch__read=listed(ROW), contacts__batch__read=told, companies__batch__read=told)
    found = run_async(account.fetch("deals", ["7"]))["7"]
    assert isinstance(found, RemoteRecord)
    assert (found.fields["contacts"], found.fields["company"]) == (None, None)


def test_links_that_lead_in_a_circle_are_nonsense(run_async: RunAsync) -> None:
    def tied(_: Any, before: int) -> Any:
        after = {"next": {"after": str(before % 3)}}
        return {"results": [{"from": {"id": "7"}, "to": [{"toObjectId": 5}], "paging": after}] * 2}

    account = provider(deals__batch__read=listed(ROW), contacts__batch__read=tied, companies__batch__read=tied)
    with pytest.raises(VendorNonsense) as caught:
        run_async(account.fetch("deals", ["7"]))
    assert caught.value.key == "paging_stuck"


@pytest.mark.parametrize("feed", ["contacts", "contacts:all", "contacts:archived", "owners"])
def test_a_list_that_leads_in_a_circle_is_nonsense(run_async: RunAsync, feed: str) -> None:
    account = provider(contacts=circle(ROW), search={"total": 1, "results": []}, **{"2026-03": circle({"id": "3"})})
    with pytest.raises(VendorNonsense) as caught:
        run_async(pulled(account, feed))
    assert caught.value.key == "paging_stuck"


@pytest.mark.parametrize(
    "found",
    [
        listed(after="200"),
        listed({**LATE, "properties": {"lastmodifieddate": "2001-01-01T00:00:00Z"}}, after="200"),
        listed(*({**LATE, "id": str(id)} for id in range(1, 201)), after="200"),
        listed({**LATE, "properties": {"lastmodifieddate": "0001-01-01T00:00:00"}}),
        listed({**LATE, "id": "9" * 5000}),
    ],
    ids=["empty pages", "rows of long ago", "the same rows", "a year that nobody has", "a long id"],
)
def test_a_search_that_has_no_end_is_nonsense(run_async: RunAsync, found: Any) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider(search=found), "contacts", CHANGED))


@pytest.mark.parametrize("total", ["9" * 5000, -1, True, 2**63, {}, "many"])
def test_a_total_that_nobody_has_is_not_told(run_async: RunAsync, total: Any) -> None:
    account = provider(contacts=listed(ROW), search={"total": total, "results": []}, read=listed())
    assert run_async(pulled(account, "contacts"))[0].total is None


@pytest.mark.parametrize("trace", ["9" * 5000, {}, [], "-1", True])
def test_an_answer_to_nobodys_item_is_no_answer(run_async: RunAsync, trace: Any) -> None:
    made = {"results": [{**ROW, "objectWriteTraceId": trace}], "errors": [{"context": {"objectWriteTraceId": [trace]}}]}
    account = provider(upsert=made)
    (outcome,) = run_async(account.create("contacts", [Create(KEY, Kind.LEAD, {"city": "Laval"}, "x")]))
    assert not isinstance(outcome, Done)


def test_a_new_row_without_an_id_leaves_its_outcome_unknown(run_async: RunAsync) -> None:
    made = {"results": [{**ROW, "id": "", "objectWriteTraceId": "0"}]}
    (outcome,) = run_async(provider(update=made).update("contacts", [Update("7", Kind.LEAD, {"city": "Laval"}, {})]))
    assert isinstance(outcome, Unknown)


@pytest.mark.parametrize("at", ["2026-11-20T10:00:00", "yesterday", "0001-01-01", 7, None, {}, []])
def test_histories_with_odd_times_are_read(run_async: RunAsync, at: Any) -> None:
    known = {"value": "a@oakline.fr", "timestamp": "2026-11-20T10:00:00Z"}
    told = {"email": [{**known, "timestamp": at}, known], "hs_additional_emails": [{**known, "timestamp": at}, known]}
    account = provider(read=listed({"id": "7", "propertiesWithHistory": told}), **{"2026-03": listed()})
    for version in run_async(account.versions("contacts", {"7": ["emails"]}))["7", "emails"]:
        assert version.at in (None, "2026-11-20T10:00:00.000Z")
    (stamp,) = run_async(account.authorship("contacts", {"7": ["emails"]})).values()
    assert stamp.at in (None, "2026-11-20T10:00:00.000Z")


@pytest.mark.parametrize("id", [{}, [], True, 1.5, ""])
def test_an_account_is_a_number_or_a_text(run_async: RunAsync, id: Any) -> None:
    setup = HubSpotSetup(Api(Telling({}), Paths()), Grant(facts={"hub_id": id}))
    with pytest.raises(VendorNonsense):
        run_async(setup.account())


def test_an_account_is_known_by_its_number(run_async: RunAsync) -> None:
    account: Account = run_async(HubSpotSetup(Api(Telling({}), Paths()), Grant(facts={"hub_id": 24681012})).account())
    assert account.id == "24681012"


@pytest.mark.parametrize("owner", [{"a": 1}, [], True, 1.5])
def test_a_reference_that_is_none_is_unknown(run_async: RunAsync, owner: Any) -> None:
    row = {**ROW, "properties": {"hubspot_owner_id": owner}}
    (page,) = run_async(pulled(provider(contacts=listed(row), search={"total": 1, "results": []}), "contacts"))
    assert "owner" not in page.records[0].fields
