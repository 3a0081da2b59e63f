from __future__ import annotations

import re

from crmdesk.auth.pkce import Pkce, State


def test_the_challenge_is_that_of_rfc_7636_appendix_b() -> None:
    pair = Pkce.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    assert pair.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_a_verifier_has_the_length_and_the_letters_of_the_rfc() -> None:
    first, second = Pkce.fresh(), Pkce.fresh()
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", first.verifier.reveal())
    assert first.verifier != second.verifier
    assert first.verifier.reveal() not in repr(first)


def test_the_random_source_is_the_callers() -> None:
    assert Pkce.fresh(bytes).verifier.reveal() == "A" * 43
    assert State(bytes).value == "A" * 43


def test_a_state_is_good_for_one_answer() -> None:
    state = State()
    assert state.matches(state.value)
    assert not state.matches(state.value[:-1])
    assert not state.matches("é")
    assert (state.spend(), state.spend()) == (True, False)
