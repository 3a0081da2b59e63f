"""Answers that no page of Pipedrive's allows end in an error with a name, never in a defect, in a circle or in wrong rows."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ConnectionSettings, Cursor, Grant, RemoteRecord, Unknown, Update
from crmdesk.providers.pipedrive.account import PipedriveSetup
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.gone import packed, unpacked
from crmdesk.providers.pipedrive.provider import PipedriveProvider
from tests.conftest import RunAsync
from tests.providers.pipedrive.schema import ACCOUNT, full_schema
from tests.providers.telling import Telling, pulled

TIME = "2026-11-20T10:00:00Z"
ROW = {"id": 7, "name": "Mara Kerbrat", "add_time": TIME, "update_time": TIME}
CHANGED: Cursor = {"since_ms": 1_795_000_000_000}
WALKED: Cursor = {"ids": "7", "at_ms": 1_795_000_000_000}


def provider(told: Any) -> PipedriveProvider:
    return PipedriveProvider(Api(Telling(told)), ConnectionSettings(), full_schema(), ACCOUNT)


def v2(*rows: Any, cursor: Any = None) -> dict[str, Any]:
    return {"success": True, "data": list(rows), "additional_data": {"next_cursor": cursor}}


def v1(*rows: Any, **paging: Any) -> dict[str, Any]:
    return {"success": True, "data": list(rows), "additional_data": {"pagination": paging}}


@pytest.mark.parametrize("id", [None, "", [], {}, True, 1.5])
@pytest.mark.parametrize(
    ("feed", "cursor"), [("persons", None), ("persons", CHANGED), ("persons:walk", WALKED), ("deals:deleted", CHANGED)]
)
def test_a_row_without_an_id_is_nonsense(run_async: RunAsync, feed: str, cursor: Any, id: Any) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": v2({**ROW, "id": id})}), feed, cursor))


@pytest.mark.parametrize(
    "at", ["2026-19-39T29:59:59Z", "2026-19-39 29:59:59", "0001-01-01T00:00:00Z", "soon", 7, {}, "9999-12-31 23:59:59"]
)
@pytest.mark.parametrize("cursor", [None, CHANGED])
def test_a_stamp_that_is_none_is_not_told(run_async: RunAsync, cursor: Any, at: Any) -> None:
    row = {**ROW, "add_time": at, "update_time": at}
    for feed in ("persons", "activities", "notes"):
        (page,) = run_async(pulled(provider({"recents": v1(), "": v2(row)}), feed, cursor))
        assert [(each.created_at, each.modified_at) for each in page.records] == [(None, None)]


def test_merges_with_odd_times_are_none(run_async: RunAsync) -> None:
    emails = [{"value": "m@oakline.fr", "label": "work", "primary": True}]
    gone = {**ROW, "is_deleted": True, "update_time": "2026-19-39T29:59:59Z", "emails": emails}
    told = {
        "search": {"data": {"items": [{"item": {"id": 8}}]}},
        "{id}": v2() | {"data": gone},
        "": v2({**ROW, "id": 8}),
    }
    found = run_async(provider(told).fetch("persons", ["7"]))["7"]
    assert not isinstance(found, RemoteRecord)
    assert (found.merged_into, found.at) == (None, None)


@pytest.mark.parametrize("following", [True, "x", -5, {}, 10**15])
def test_a_list_that_goes_on_nowhere_is_nonsense(run_async: RunAsync, following: Any) -> None:
    told = v1(ROW, more_items_in_collection=True, next_start=following)
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": told}), "notes"))


@pytest.mark.parametrize(
    ("feed", "cursor"),
    [("persons", None), ("persons", CHANGED), ("persons:walk", WALKED), ("deals:deleted", CHANGED), ("stages", None),
     ("notes", None), ("persons:deleted", CHANGED)],
)  # fmt: skip
def test_a_list_that_leads_in_a_circle_is_nonsense(run_async: RunAsync, feed: str, cursor: Any) -> None:
    def told(request: Any, before: int) -> Any:
        if request.path.startswith("/v1"):
            return v1(ROW, more_items_in_collection=True, next_start=500 * (1 + before % 2))
        return v2(ROW, cursor="ab"[before % 2])

    with pytest.raises(VendorNonsense) as caught:
        run_async(pulled(provider({"": told}), feed, cursor))
    assert caught.value.key == "paging_stuck"


def test_a_list_of_definitions_that_repeats_itself_is_not_whole(run_async: RunAsync) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": v2(ROW, cursor="a")}), "stages"))


@pytest.mark.parametrize("labels", ["x", 7, {}, True])
def test_a_client_does_not_become_a_lead(run_async: RunAsync, labels: Any) -> None:
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": v2({**ROW, "label_ids": labels})}), "persons"))


@pytest.mark.parametrize("odd", [True, {"x": 1}, {"value": []}, [1], 1.5])
def test_what_is_no_reference_is_unknown(run_async: RunAsync, odd: Any) -> None:
    person = {**ROW, "owner_id": odd, "org_id": odd, "emails": True, "phones": 7}
    (page,) = run_async(pulled(provider({"": v2(person)}), "persons"))
    assert not page.records[0].fields.keys() & {"owner", "company", "emails", "phones"}
    task = {**ROW, "participants": [odd], "org_id": None, "deal_id": None, "lead_id": None, "owner_id": odd}
    (page,) = run_async(pulled(provider({"": v2(task)}), "activities"))
    assert not page.records[0].fields.keys() & {"about", "owner"}
    with pytest.raises(VendorNonsense):
        run_async(pulled(provider({"": v2({**ROW, "person_id": odd})}), "leads"))


@pytest.mark.parametrize("id", [8, None, {}])
def test_another_row_than_the_one_asked_for_is_nonsense(run_async: RunAsync, id: Any) -> None:
    account = provider({"{id}": v2() | {"data": {**ROW, "id": id}}, "": v2()})
    with pytest.raises(VendorNonsense):
        run_async(account.fetch("persons", ["7"]))
    (outcome,) = run_async(account.update("persons", [Update("7", Kind.LEAD, {"last_name": "Kerbrat"}, {})]))
    assert isinstance(outcome, Unknown)


@pytest.mark.parametrize("ids", [{"7" * 5000}, {"\N{ARABIC-INDIC DIGIT FIVE}"}, {"007"}, {"1", "2", "x", "10"}])
def test_ids_of_any_kind_are_kept_as_they_are(ids: set[str]) -> None:
    assert unpacked(packed(ids)) == ids


@pytest.mark.parametrize("odd", [{}, [], True, 1.5])
def test_an_account_is_a_number_or_a_text(run_async: RunAsync, odd: Any) -> None:
    with pytest.raises(VendorNonsense):
        run_async(PipedriveSetup(Api(Telling({"": {"data": {"company_id": odd}}})), Grant()).account())
    found = {"company_id": 5, "company_domain": odd, "email": odd, "default_currency": "surprise"}
    account = run_async(PipedriveSetup(Api(Telling({"": {"data": found}})), Grant()).account())
    assert (account.id, account.name, account.user, account.currency) == ("5", "5", None, "EUR")
