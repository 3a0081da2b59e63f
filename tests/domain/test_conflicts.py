from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.conflicts import (
    CLOCK_DOUBT_S,
    CLOCKS_APART_S,
    EXISTENCE,
    AccountValue,
    Conflict,
    ConflictKind,
    Keep,
    Resolution,
    by_our_clock,
    chosen_account,
    chosen_value,
    fingerprint,
    newest_side,
    shown,
    turn,
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
        (Resolution("k", Keep.COMPUTER, "f"), "local"),
        (Resolution("k", Keep.BEFORE, "f"), "before"),
        (Resolution("k", Keep.OTHER, "f", value="typed"), "typed"),
        (Resolution("k", Keep.OTHER, "f"), None),
        (Resolution("k", Keep.ACCOUNT, "f", link="0"), "old"),
        (Resolution("k", Keep.ACCOUNT, "f", link="1"), "new"),
        (Resolution("k", Keep.ACCOUNT, "f"), "new"),
        (Resolution("k", Keep.NEWEST, "f"), "new"),
        (Resolution("k", Keep.NEWEST, "f", link="0"), "new"),
    ],
)
def test_the_chosen_value(resolution: Resolution, expected: str | None) -> None:
    assert chosen_value(conflict(("old", 10), ("new", 20)), resolution, "local", at(0)) == expected


def test_newest_keeps_the_local_value_where_it_is_the_newest_or_nobody_knows() -> None:
    newest = Resolution("k", Keep.NEWEST, "f")
    assert chosen_value(conflict(("there", 10)), newest, "local", at(20)) == "local"
    assert chosen_value(conflict(("there", None)), newest, "local", at(20)) == "local"


@pytest.mark.parametrize(
    ("resolution", "link"),
    [
        (Resolution("k", Keep.ACCOUNT, "f", link="0"), "0"),
        (Resolution("k", Keep.ACCOUNT, "f"), "1"),
        (Resolution("k", Keep.NEWEST, "f", link="0"), "1"),
        (Resolution("k", Keep.COMPUTER, "f"), None),
        (Resolution("k", Keep.BEFORE, "f"), None),
        (Resolution("k", Keep.OTHER, "f", value="old"), None),
    ],
)
def test_whose_value_is_chosen(resolution: Resolution, link: str | None) -> None:
    account = chosen_account(conflict(("old", 10), ("new", 20)), resolution, at(0))
    assert (None if account is None else account.link) == link
    newest = Resolution("k", Keep.NEWEST, "f")
    assert chosen_account(conflict(("there", 10)), newest, at(20)) is None


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


@pytest.mark.parametrize("accounts", [[("x", 10), ("y", 11)], [("x", None), ("y", 11)], [("x", None), ("y", None)]])
def test_no_account_is_taken_for_the_newest_where_nobody_knows(accounts: list[tuple[str, float | None]]) -> None:
    with pytest.raises(InvalidInput, match="which_account"):
        chosen_value(conflict(*accounts), Resolution("k", Keep.ACCOUNT, "f"), "local", None)


@pytest.mark.parametrize("accounts", [[("x", None)], [("x", None), ("x", 3)], [("x", None), ("x", None)]])
def test_accounts_that_agree_need_no_stamps(accounts: list[tuple[str, float | None]]) -> None:
    assert chosen_value(conflict(*accounts), Resolution("k", Keep.ACCOUNT, "f"), "local", None) == "x"


def test_stamps_are_read_by_our_clock_where_the_accounts_clock_is_known() -> None:
    asked = conflict(("x", 200), ("y", -298.5), ("z", 5), ("unstamped", None))
    asked = replace(asked, accounts=tuple(replace(each, connection=each.link) for each in asked.accounts))
    ours = by_our_clock(asked, {"0": 190.0, "1": -CLOCKS_APART_S, "2": None, "3": 0.0})
    assert [each.changed_at for each in ours.accounts] == [at(10), at(1.5), None, None]
    assert by_our_clock(asked, {}).accounts[0].changed_at is None
    far = by_our_clock(asked, {"0": CLOCKS_APART_S + 1, "1": -CLOCKS_APART_S - 1})
    assert [each.changed_at for each in far.accounts[:2]] == [None, None], "one of the clocks is wrong"
    near = by_our_clock(asked, {"0": 1.9, "1": -1.9})
    assert [each.changed_at for each in near.accounts[:2]] == [at(200), at(-298.5)], "that is how vendors tell time"


def test_a_fingerprint_tells_values_apart_and_nothing_else() -> None:
    asked = conflict(("x", 1), ("y", None))
    seen = fingerprint(asked, {"b": 1, "a": 2})
    assert seen == fingerprint(replace(asked, accounts=asked.accounts[::-1]), {"a": 2, "b": 1})
    stamped = tuple(replace(each, changed_at=at(9), changed_by="Marie", value="read anew") for each in asked.accounts)
    assert seen == fingerprint(replace(asked, accounts=stamped), {"a": 2, "b": 1})
    raw = (replace(asked.accounts[0], raw="z"), asked.accounts[1])
    others = [
        fingerprint(asked, {"a": 2, "b": 2}),
        fingerprint(replace(asked, before=None), {"a": 2, "b": 1}),
        fingerprint(replace(asked, accounts=raw), {"a": 2, "b": 1}),
        fingerprint(replace(asked, accounts=asked.accounts[:1]), {"a": 2, "b": 1}),
        fingerprint(replace(asked, kind=ConflictKind.OVERWROTE), {"a": 2, "b": 1}),
    ]
    assert len({seen, *others}) == 6


def test_an_account_that_has_left_the_conflict_cannot_be_chosen() -> None:
    with pytest.raises(InvalidInput, match="account_not_in_conflict"):
        shown(conflict(("old", 10)), "gone")


def test_what_an_account_held_before_is_kept_once_and_not_without_end() -> None:
    held = AccountValue("1", "a", "Lens", "Lens")
    assert held.followed("Lens") == ()
    assert held.followed("Arras") == ("Lens",)
    again = AccountValue("1", "a", "Arras", "Arras", earlier=("Lens",))
    assert again.followed("Lens") == ("Arras",)
    assert AccountValue("1", "a", None, None, earlier=("Lens", "Arras")).followed("Douai") == ("Lens", "Arras")
    many = AccountValue("1", "a", "x", "x", earlier=tuple(str(each) for each in range(30)))
    assert many.followed("y") == (*(str(each) for each in range(11, 30)), "x")


def test_whether_a_record_exists_is_decided_last() -> None:
    assert sorted(["city", EXISTENCE, "last_name", "~"], key=turn) == ["city", "last_name", "~", EXISTENCE]
