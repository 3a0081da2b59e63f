"""Past the limits of the search: more than 10,000 rows, thousands in one millisecond, rows that move while they are
read.

The search is a small model of HubSpot's (fact sheet section 3.1): rows by time, offsets below 10,000, 200 a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crmdesk.domain.errors import VendorNonsense
from crmdesk.providers.hubspot.walk import walk
from crmdesk.providers.rest import Answer
from tests.conftest import RunAsync

START_MS = 1_795_000_000_000
MODIFIED = "lastmodifieddate"


def iso(ms: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).isoformat()


class Index:
    """The search of one object. ``meanwhile`` happens after each answer."""

    def __init__(self, times: Mapping[int, int], meanwhile: Callable[[Index], None] = lambda index: None) -> None:
        self.times = dict(times)
        self.calls: list[Mapping[str, Any]] = []
        self._meanwhile = meanwhile

    async def __call__(self, body: Mapping[str, Any]) -> Answer:
        self.calls.append(body)
        low, high, after_id = 0, 1 << 60, 0
        for one in body["filterGroups"][0]["filters"]:
            value = int(one["value"])
            match one["propertyName"], one["operator"]:
                case "hs_object_id", "GT":
                    after_id = value
                case _, "GTE":
                    low = value
                case _, "EQ":
                    low = high = value
        by_id = body["sorts"][0]["propertyName"] == "hs_object_id"
        found = [(time, id) for id, time in self.times.items() if low <= time <= high and id > after_id]
        found.sort(key=lambda row: row[1] if by_id else row)
        offset = int(body["after"])
        assert offset < 10_000, "beyond the vendor's limit"
        part = found[offset : offset + body["limit"]]
        rows = [{"id": str(id), "properties": {MODIFIED: iso(time)}} for time, id in part]
        content: dict[str, Any] = {"total": len(found), "results": rows}
        if offset + len(part) < len(found):
            content["paging"] = {"next": {"after": str(offset + len(part))}}
        self._meanwhile(self)
        return Answer("/search", 200, content, datetime(2026, 11, 20, tzinfo=UTC))


async def seen(index: Index, since: int = START_MS) -> dict[str, str]:
    """What a walk gives, by id, the newest last; its progress never goes back and ends with the last step."""
    found: dict[str, str] = {}
    reached = 0
    last = False
    async with aclosing(walk(index, MODIFIED, since)) as steps:
        async for step in steps:
            assert not last
            assert step.reached_ms >= reached
            reached, last = step.reached_ms, step.last
            found |= {row["id"]: row["properties"][MODIFIED] for row in step.rows}
    assert last
    return found


def as_seen(times: Mapping[int, int]) -> dict[str, str]:
    return {str(id): iso(time) for id, time in times.items()}


def test_nothing_changed(run_async: RunAsync) -> None:
    index = Index({1: START_MS - 1})
    assert run_async(seen(index)) == {}
    assert len(index.calls) == 1


@pytest.mark.parametrize(("rows", "calls"), [(1, 1), (200, 1), (201, 2), (1_000, 6), (10_000, 51)])
def test_the_number_of_calls(run_async: RunAsync, rows: int, calls: int) -> None:
    index = Index({id: START_MS + id for id in range(1, rows + 1)})
    assert len(run_async(seen(index))) == rows
    assert len(index.calls) == calls


@pytest.mark.thorough
def test_more_rows_than_a_search_reaches(run_async: RunAsync) -> None:
    index = Index({id: START_MS + id // 3 for id in range(1, 25_001)})
    assert run_async(seen(index)) == as_seen(index.times)
    assert len(index.calls) <= 25_000 / 200 * 1.02 + 2
    assert max(int(body["after"]) for body in index.calls) < 9_800


@pytest.mark.thorough
def test_more_rows_in_one_millisecond_than_a_search_reaches(run_async: RunAsync) -> None:
    ties = dict.fromkeys(range(100, 12100), START_MS + 5)
    index = Index({1: START_MS, 2: START_MS + 6} | ties | {20_000: START_MS + 7})
    assert run_async(seen(index)) == as_seen(index.times)
    by_id = [body for body in index.calls if body["sorts"][0]["propertyName"] == "hs_object_id"]
    assert [one["operator"] for one in by_id[0]["filterGroups"][0]["filters"]] == ["EQ", "GT"]
    assert len(by_id) == 12_000 / 200 + 1


def test_ties_at_the_very_start(run_async: RunAsync) -> None:
    index = Index(dict.fromkeys(range(1, 11_000), START_MS) | {20_000: START_MS + 1})
    assert run_async(seen(index)) == as_seen(index.times)


def test_a_row_changed_meanwhile_does_not_hide_another(run_async: RunAsync) -> None:
    """Each answer is followed by an edit of a row that was read: all behind it move up by one."""

    def edit_one(index: Index) -> None:
        if len(index.calls) <= 4:
            index.times[len(index.calls)] = START_MS + 1_000_000 + len(index.calls)

    index = Index({id: START_MS + id for id in range(1, 1_001)}, edit_one)
    assert run_async(seen(index)) == as_seen(index.times)


def test_a_row_deleted_meanwhile_does_not_hide_another(run_async: RunAsync) -> None:
    def delete_two(index: Index) -> None:
        for id in (len(index.calls), 100 + len(index.calls)):
            index.times.pop(id, None)

    index = Index({id: START_MS + id for id in range(1, 1_001)}, delete_two)
    assert as_seen(index.times).items() <= run_async(seen(index)).items()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4_000))
@example(210_877, 1_831)  # a row of the page before comes again on the last page, under a new time
def test_whatever_happens_meanwhile_every_row_is_seen(seed: int, spread: int) -> None:
    import asyncio

    random = Random(seed)

    def colleague(index: Index) -> None:
        for _ in range(random.randrange(3)):
            id = random.randrange(1, 4_000)
            if random.random() < 0.3:
                index.times.pop(id, None)
            else:
                index.times[id] = START_MS + 10_000 + len(index.calls)

    index = Index({id: START_MS + random.randrange(spread) for id in range(1, 3_000)}, colleague)

    async def story() -> None:
        found = await seen(index)
        late = {id for id, time in index.times.items() if time == START_MS + 10_000 + len(index.calls)}
        expected = {id: time for id, time in as_seen(index.times).items() if int(id) not in late}
        assert expected.items() <= found.items()

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(story())


def test_pages_in_another_order(run_async: RunAsync) -> None:
    class Shuffled(Index):
        async def __call__(self, body: Mapping[str, Any]) -> Answer:
            answer = await super().__call__(body)
            Random(len(self.calls)).shuffle(answer.content["results"])
            return answer

    index = Shuffled({id: START_MS + id // 2 for id in range(1, 2_000)})
    assert run_async(seen(index)) == as_seen(index.times)


@pytest.mark.parametrize("row", [{"id": 7}, {"id": "x"}, {"id": "7"}, {"id": "7", "properties": {MODIFIED: "soon"}},
                                 {"id": "7", "properties": {MODIFIED: None}}])  # fmt: skip
def test_rows_without_id_or_time_are_nonsense(run_async: RunAsync, row: dict[str, Any]) -> None:
    class Broken(Index):
        async def __call__(self, body: Mapping[str, Any]) -> Answer:
            return Answer("/search", 200, {"results": [row]}, None)

    with pytest.raises(VendorNonsense) as caught:
        run_async(seen(Broken({})))
    assert caught.value.data["endpoint"] == "/search"
