"""Search (fact sheet section 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.sandbox.faults import Action
from crmdesk.sandbox.hubspot.calls import Call, names_of, paged
from crmdesk.sandbox.hubspot.errors import ApiError
from crmdesk.sandbox.hubspot.object_routes import ROUTES
from crmdesk.sandbox.hubspot.records import whole
from crmdesk.sandbox.hubspot.rendering import render_state, wanted
from crmdesk.sandbox.messages import Reply

MOST_CHARACTERS = 3000
MOST_RESULTS = 10_000
MOST_ON_PAGE = 200


@ROUTES.reads("POST", "/{object}/search")
def search(call: Call) -> Reply:
    """A page of live records that meet the filters; the cursor is an offset."""
    body = call.body
    if len(call.request.body.decode("utf-8", "replace")) > MOST_CHARACTERS:
        raise ApiError(400, f"The request body is too long: at most {MOST_CHARACTERS} characters are allowed.")
    start = _offset(body)
    limit = min(_limit(body), MOST_RESULTS - start)
    if call.account.traits["epoch_zero_500"] and _from_zero(body):
        raise ApiError(500, "internal error", "INTERNAL_ERROR")
    lag = call.request.fault(Action.LAG)
    lag_s = float(call.account.traits["search_lag_s"]) if lag is None else float(lag.value or 30)
    total, found = call.searcher.run(call.kind, body, lag_s, start, limit)
    want = wanted(call.account, call.kind, names_of(body.get("properties")))
    results = [
        {
            **render_state(call.account, call.kind, seen.record, want, seen.values(), seen.state.modified_ms),
            "archived": False,
        }
        for seen in found
    ]
    cursor = str(start + limit) if start + limit < total else ""
    return Reply.json(200, {"total": total, **paged(results, cursor, f"?after={cursor}")})


def _offset(body: Mapping[str, Any]) -> int:
    start = whole(str(body.get("after") or 0))
    if start is None:
        raise ApiError(400, f"Invalid paging cursor: {body['after']}")
    if start >= MOST_RESULTS:
        raise ApiError(400, f"Cannot page beyond {MOST_RESULTS} results")
    return start


def _limit(body: Mapping[str, Any]) -> int:
    limit = body.get("limit")
    if limit is None:
        return 10
    number = whole(str(limit))
    if number is None or not 0 < number <= MOST_ON_PAGE:
        raise ApiError(400, f"Invalid limit {limit}: it must be between 1 and {MOST_ON_PAGE}.")
    return number


def _from_zero(body: Mapping[str, Any]) -> bool:
    groups = [*(body.get("filterGroups") or ()), {"filters": body.get("filters") or ()}]
    return any(
        str(one.get("value")) == "0" and str(one.get("propertyName")).endswith("date")
        for group in groups
        for one in group.get("filters") or ()
    )
