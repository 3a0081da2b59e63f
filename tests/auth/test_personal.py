from __future__ import annotations

import pytest

from crmdesk.auth.personal import PersonalToken
from crmdesk.domain.errors import InvalidInput, SignInNeeded
from crmdesk.domain.secret import Secret
from tests.conftest import RunAsync


def test_a_personal_token_is_used_as_it_is_and_never_renewed(run_async: RunAsync) -> None:
    source = PersonalToken(Secret(" pat-na1-1\r\n"))
    assert run_async(source.token()) == "pat-na1-1"
    with pytest.raises(SignInNeeded) as caught:
        run_async(source.renew("pat-na1-1"))
    assert caught.value.key == "personal_token_refused"


@pytest.mark.parametrize("text", ["", "  ", "two words", "a\r\nX-Evil: 1", "clé"])
def test_what_cannot_be_a_token_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        PersonalToken(Secret(text))
    assert caught.value.key == "token_unusable"
