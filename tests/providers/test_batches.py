"""Writing in batches: bad items alone, unknown ones never repeated, nothing sent after a fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from crmdesk.domain.errors import (
    CrmdeskError,
    OutcomeUnknown,
    PermissionLost,
    RateLimited,
    RecordRefused,
    SignInNeeded,
    Unreachable,
    VendorNonsense,
)
from crmdesk.providers.base import Done, NotNow, Outcome, Refused, Unknown
from crmdesk.providers.batches import in_batches
from tests.conftest import RunAsync

JOBS = [(number, f"item {number}") for number in range(10)]


class Vendor:
    """Takes batches; refuses those with a bad item as a whole, or raises at the n-th call."""

    def __init__(self, bad: frozenset[int] = frozenset(), fails: Mapping[int, CrmdeskError] | None = None) -> None:
        self.batches: list[list[int]] = []
        self._bad = bad
        self._fails = fails or {}

    async def __call__(self, jobs: Sequence[tuple[int, str]]) -> Mapping[int, Outcome]:
        self.batches.append([number for number, _ in jobs])
        if len(self.batches) in self._fails:
            raise self._fails[len(self.batches)]
        if self._bad & set(self.batches[-1]):
            raise RecordRefused("value_refused", vendor_words=f"{self.batches[-1]}")
        return {number: Done(None) for number, _ in jobs if number != 9}


def kinds(outcomes: Mapping[int, Outcome]) -> str:
    return "".join(type(outcomes[number]).__name__[0] for number in sorted(outcomes))


def test_every_item_gets_its_outcome(run_async: RunAsync) -> None:
    vendor = Vendor()
    outcomes = run_async(in_batches(JOBS, 4, vendor))
    assert [len(batch) for batch in vendor.batches] == [4, 4, 2]
    assert kinds(outcomes) == "DDDDDDDDDU", "an item that the answer passes over is unknown"


def test_the_bad_item_is_found_and_refused_alone(run_async: RunAsync) -> None:
    vendor = Vendor(bad=frozenset({2, 7}))
    outcomes = run_async(in_batches(JOBS, 8, vendor))
    assert kinds(outcomes) == "DDRDDDDRDU"
    refusal = outcomes[2]
    assert isinstance(refusal, Refused)
    assert refusal.error.data["vendor_words"] == "[2]"
    assert len(vendor.batches) <= 1 + 2 * 2 * 3 + 1


@pytest.mark.parametrize("error", [OutcomeUnknown("no_answer"), VendorNonsense("answer_unexpected")])
def test_a_lost_answer_leaves_its_items_unknown_and_sends_no_more(run_async: RunAsync, error: CrmdeskError) -> None:
    vendor = Vendor(fails={2: error})
    assert kinds(run_async(in_batches(JOBS, 4, vendor))) == "DDDDUUUUNN"
    assert len(vendor.batches) == 2


@pytest.mark.parametrize("error", [RateLimited("rate_limited", retry_after_s=7.0), Unreachable("unreachable")])
def test_what_was_not_sent_can_be_sent_later(run_async: RunAsync, error: CrmdeskError) -> None:
    outcomes = run_async(in_batches(JOBS, 4, Vendor(fails={1: error})))
    assert kinds(outcomes) == "N" * 10
    first = outcomes[0]
    assert isinstance(first, NotNow)
    assert first.retry_after_s == (7.0 if isinstance(error, RateLimited) else None)


@pytest.mark.parametrize("error", [SignInNeeded("access_refused"), PermissionLost("not_allowed")])
def test_lost_access_is_raised_unless_something_was_done_already(run_async: RunAsync, error: CrmdeskError) -> None:
    with pytest.raises(type(error)):
        run_async(in_batches(JOBS, 4, Vendor(fails={1: error})))
    assert kinds(run_async(in_batches(JOBS, 4, Vendor(fails={2: error})))) == "DDDDNNNNNN"
    assert kinds(run_async(in_batches(JOBS, 4, Vendor(fails={1: error}), begun=True))) == "N" * 10


def test_nothing_to_do(run_async: RunAsync) -> None:
    assert run_async(in_batches([], 4, Vendor())) == {}


def test_unknown_is_a_kind_of_its_own(run_async: RunAsync) -> None:
    outcomes = run_async(in_batches([(9, "item")], 4, Vendor()))
    assert isinstance(outcomes[9], Unknown)
    assert outcomes[9].error.key == "item_not_answered"
