from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.ids import is_ulid, made_ms, new_ulid, ulid_factory
from tests.domain.kit import unhurried

moments = st.integers(0, 2**48 - 1)


@unhurried
@given(moments, st.randoms(use_true_random=False))
def test_an_id_has_26_characters_of_the_alphabet(now_ms: int, random: Random) -> None:
    made = new_ulid(now_ms, random)
    assert len(made) == 26
    assert is_ulid(made)


@unhurried
@given(moments, moments, st.integers(), st.integers())
def test_ids_sort_by_the_time_they_were_made(one: int, other: int, seed: int, other_seed: int) -> None:
    early, late = sorted((one, other))
    if early < late:
        assert new_ulid(early, Random(seed)) < new_ulid(late, Random(other_seed))


@unhurried
@given(moments, st.randoms(use_true_random=False))
def test_an_id_tells_when_it_was_made(now_ms: int, random: Random) -> None:
    assert made_ms(new_ulid(now_ms, random)) == now_ms


def test_the_time_is_spelled_as_the_specification_does() -> None:
    # https://github.com/ulid/spec, "Encoding": the first ten characters are the time.
    assert new_ulid(1469918176385, Random(1)).startswith("01ARYZ6S41")
    assert new_ulid(2**48 - 1, Random(1)).startswith("7ZZZZZZZZZ")


def test_a_factory_takes_clock_and_randomness_from_its_maker() -> None:
    clock = iter((5, 6, 5))
    make = ulid_factory(lambda: next(clock), Random(3))
    first, second, third = make(), make(), make()
    assert first[:10] == third[:10] < second[:10]
    assert len({first, second, third}) == 3
    assert first == new_ulid(5, Random(3))


@pytest.mark.parametrize("text", ["", "0" * 25, "0" * 27, "8" + "0" * 25, "0" * 25 + "I", "0" * 25 + "a"])
def test_other_text_is_no_id(text: str) -> None:
    assert not is_ulid(text)
    assert made_ms(text) is None
