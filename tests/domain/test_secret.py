from __future__ import annotations

import pickle

import pytest

from crmdesk.domain.secret import Secret


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret("hush")
    assert (repr(secret), str(secret), f"{secret}", f"{[secret]}") == ("***", "***", "***", "[***]")
    assert secret.reveal() == "hush"


def test_secrets_are_compared_by_what_they_hide() -> None:
    assert Secret("é") == Secret("é")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert (bool(Secret("a")), bool(Secret(""))) == (True, False)


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret("hush"))
