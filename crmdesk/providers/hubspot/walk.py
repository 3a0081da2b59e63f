"""Walking through everything that changed since a moment, past the limits of HubSpot's search (fact sheet section 3.2).

A search gives rows in the order of their modified time, by offset, and no further than 10,000. Three things can go
wrong on the way, and each ends in starting again at the time reached, never in a row left out:

- the offset comes near the end: start again at the time of the last row;
- starting again leads nowhere, because thousands of rows share one millisecond: take those by id, then go on after it;
- rows move while we read: a row changed meanwhile goes to the end, and all behind it move up by one, across the border
  between two pages. So each page begins with the last row of the page before; where it is missing, rows have moved.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crmdesk.domain.errors import VendorNonsense
from crmdesk.providers.hubspot.api import SEARCH_PAGE
from crmdesk.providers.rest import Answer, nonsense
from crmdesk.providers.trail import MOST_REPEATS

LAST_OFFSET = 9800
"""No page is asked for from here on."""

FIRST_MS = 1000
"""A lower bound of 0 ms was answered 500 (fact sheet section 3.1)."""

SECOND_MS = 1000
"""As exact as a time is taken to be that is held against the one that was asked for."""

_ID = re.compile(r"[0-9]{1,20}")

Row = dict[str, Any]
Search = Callable[[Mapping[str, Any]], Awaitable[Answer]]
"""Sends filters, sort, limit and offset, with the properties that the caller wants."""


@dataclass(frozen=True, slots=True)
class Step:
    """Some of the rows in the order of time; ``reached_ms`` is the time up to which all have come, ``last`` the end."""

    rows: list[Row]
    reached_ms: int
    answer: Answer
    last: bool


async def walk(search: Search, modified: str, since_ms: int) -> AsyncGenerator[Step, None]:
    """Every row whose ``modified`` time is ``since_ms`` or later, some of them more than once."""
    low = max(since_ms, FIRST_MS)
    offset, reached = 0, low
    before: dict[str, int] = {}
    empty = 0
    while True:
        answer = await search(changed_since(modified, low, offset))
        rows = answer.page("results")
        times = {_id(answer, row): _time_ms(answer, row, modified) for row in rows}
        following = answer.part("paging", "next", "after")
        empty = 0 if times or following is None else empty + 1
        if empty > MOST_REPEATS:
            raise VendorNonsense("paging_stuck", endpoint=answer.endpoint)
        if times and following is not None and max(times.values()) < low - SECOND_MS:  # they would come again for ever
            raise nonsense(answer.endpoint, f"results.properties.{modified}", "older than was asked for")
        moved = bool(before) and not before.items() & times.items()
        if not moved:
            reached = max(reached, *times.values()) if times else reached
            fresh = [row for row in rows if before.get(row["id"]) != times[row["id"]]]
            if following is None:
                yield Step(fresh, reached, answer, last=True)
                return
            offset += max(len(rows) - 1, 1)
            if offset < LAST_OFFSET:
                yield Step(fresh, reached, answer, last=False)
                before = times
                continue
            yield Step([row for row in fresh if times[row["id"]] < reached], reached, answer, last=False)
        if reached == low:
            async for step in _of_one_moment(search, modified, reached):
                yield step
            reached += 1
        low, offset, before = reached, 0, {}


async def _of_one_moment(search: Search, modified: str, moment_ms: int) -> AsyncGenerator[Step, None]:
    """Every row of one millisecond, by id."""
    last_id = 0
    while True:
        answer = await search(_changed_at(modified, moment_ms, str(last_id)))
        rows = answer.page("results")
        if not rows:
            return
        before, last_id = last_id, max(int(_id(answer, row)) for row in rows)
        if last_id <= before:
            raise VendorNonsense("paging_stuck", endpoint=answer.endpoint)
        yield Step(rows, moment_ms, answer, last=False)


def changed_since(modified: str, low: int, offset: int) -> Mapping[str, Any]:
    """The search for rows whose ``modified`` time is ``low`` (ms) or later, from ``offset`` on."""
    return {
        "filterGroups": [{"filters": [{"propertyName": modified, "operator": "GTE", "value": str(low)}]}],
        "sorts": [{"propertyName": modified, "direction": "ASCENDING"}],
        "limit": SEARCH_PAGE,
        "after": str(offset),
    }


def _changed_at(modified: str, moment_ms: int, last_id: str) -> Mapping[str, Any]:
    filters = [
        {"propertyName": modified, "operator": "EQ", "value": str(moment_ms)},
        {"propertyName": "hs_object_id", "operator": "GT", "value": last_id},
    ]
    return {
        "filterGroups": [{"filters": filters}],
        "sorts": [{"propertyName": "hs_object_id", "direction": "ASCENDING"}],
        "limit": SEARCH_PAGE,
        "after": "0",
    }


def _id(answer: Answer, row: Row) -> str:
    id = row.get("id")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise nonsense(answer.endpoint, "results.id", "no decimal text")
    return id


def _time_ms(answer: Answer, row: Row, modified: str) -> int:
    properties = row.get("properties")
    written = properties.get(modified) if isinstance(properties, dict) else None
    try:
        return time_ms(written)
    except (TypeError, ValueError, OverflowError):  # the last: a year at either end of the calendar
        raise nonsense(answer.endpoint, f"results.properties.{modified}", "no time") from None


def time_ms(written: Any) -> int:
    """Milliseconds since 1970 of an ISO time. Raises TypeError or ValueError for anything else."""
    return round(datetime.fromisoformat(written).timestamp() * 1000)
