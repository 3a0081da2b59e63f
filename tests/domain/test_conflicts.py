from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.conflicts import (
    CLOCK_DOUBT_S,
    AccountValue,
    Conflict,
    ConflictKind,
    Keep,
    Resolution,
    chosen_value,
    newest_side,
    shown,
)
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import instant
from tests.domain.kit import unhurried

START = datetime(2026, 11, 20, 10, tzinfo=UTC)


def at(seconds: float) -> str:
    made = instant(START + timedelta(seconds=seconds))
    assert made is not None
    return made


def conflict(*accounts: tuple[str, float | None]) -> Conflict:
    """A conflict in which each account holds a value since so many seconds (None: the vendor does not tell)."""
    held = tuple(
        AccountValue(str(place), "c", value, value, None if seconds is None else at(seconds))
        for place, (value, seconds) in enumerate(accounts)
    )
    return Conflict("k", "r", "city", ConflictKind.BOTH_CHANGED, "before", held)


@pytest.mark.parametrize(
    ("resolution", "expected"),
    [
        (Resolution("k", Keep.COMPUTER), "local"),
        (Resolution("k", Keep.BEFORE), "before"),
        (Resolution("k", Keep.OTHER, value="typed"), "typed"),
        (Resolution("k", Keep.OTHER), None),
        (Resolution("k", Keep.ACCOUNT, link="0"), "old"),
        (Resolution("k", Keep.ACCOUNT, link="1"), "new"),
        (Resolution("k", Keep.ACCOUNT), "new"),
        (Resolution("k", Keep.NEWEST), "new"),
        (Resolution("k", Keep.NEWEST, link="0"), "new"),
    ],
)
def test_the_chosen_value(resolution: Resolution, expected: str | None) -> None:
    assert chosen_value(conflict(("old", 10), ("new", 20)), resolution, "local", at(0)) == expected


def test_newest_keeps_the_local_value_where_it_is_the_newest_or_nobody_knows() -> None:
    newest = Resolution("k", Keep.NEWEST)
    assert chosen_value(conflict(("there", 10)), newest, "local", at(20)) == "local"
    assert chosen_value(conflict(("there", None)), newest, "local", at(20)) == "local"


@pytest.mark.parametrize(
    ("accounts", "local_s", "expected"),
    [
        ([("x", 10)], 20, Keep.COMPUTER),
        ([("x", 10)], 0, Keep.ACCOUNT),
        ([("x", 10)], 10, None),
        ([("x", 10)], 11, None),
        ([("x", 10)], 9, None),
        ([("x", 10)], 10 + CLOCK_DOUBT_S, Keep.COMPUTER),
        ([("x", None)], 0, None),
        ([("x", 10)], None, None),
        ([("x", 10), ("y", None)], 0, None),  # y may be newer still
        ([("x", 10), ("y", 11)], 0, None),  # which account was last is a guess
        ([("x", 10), ("x", 11)], 0, Keep.ACCOUNT),  # both hold the same: nothing to lose
        ([("x", 10), ("y", 30)], 10, Keep.ACCOUNT),
        ([("x", 10), ("y", 30)], 31, None),
    ],
)
def test_which_side_is_the_newest(
    accounts: list[tuple[str, float | None]], local_s: float | None, expected: Keep | None
) -> None:
    assert newest_side(conflict(*accounts), None if local_s is None else at(local_s)) is expected


seconds = st.none() | st.integers(0, 8)


@unhurried
@given(st.lists(st.tuples(st.sampled_from("xy"), seconds), min_size=1, max_size=3), seconds)
def test_newest_never_guesses(accounts: list[tuple[str, int | None]], local_s: int | None) -> None:
    """A side wins only if every stamp is known and every different value is older by more than clocks can be wrong."""
    question = conflict(*accounts)
    side = newest_side(question, None if local_s is None else at(local_s))
    if side is None:
        return
    assert local_s is not None
    stamps = [(value, stamp) for value, stamp in accounts if stamp is not None]
    assert len(stamps) == len(accounts)
    if side is Keep.COMPUTER:
        assert all(local_s - stamp >= CLOCK_DOUBT_S for _, stamp in stamps)
        return
    won = shown(question, None)
    last = max(stamp for _, stamp in stamps)
    rivals = [local_s, *(stamp for value, stamp in stamps if value != won.value)]
    assert won.changed_at == at(last)
    assert all(last - stamp >= CLOCK_DOUBT_S for stamp in rivals)


def test_an_account_that_has_left_the_conflict_cannot_be_chosen() -> None:
    with pytest.raises(InvalidInput, match="account_not_in_conflict"):
        shown(conflict(("old", 10)), "gone")
