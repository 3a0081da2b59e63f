from __future__ import annotations

import pytest

from crmdesk.auth.revoke import revoke
from tests.auth.kit import endpoint, settings_for, stored
from tests.conftest import RunAsync
from tests.net.raw_server import RawServer, Step, hang, reply, reset


async def _revoke(step: Step, *, refresh: str | None = "r1", known: bool = True) -> tuple[bool, RawServer]:
    async with endpoint(step) as (server, http):
        settings = settings_for(server.url) if known else settings_for(server.url, revoke_url=None)
        return await revoke(settings, stored("a1", refresh), http), server


def test_the_refresh_token_is_given_back(run_async: RunAsync) -> None:
    done, server = run_async(_revoke(reply(200, b"")))
    assert done
    assert server.seen[0].target == "/oauth/v3/token/revoke"
    assert server.seen[0].form == {
        "token": "r1",
        "token_type_hint": "refresh_token",
        "client_id": "id-1",
        "client_secret": "shh-1",
    }


def test_without_one_it_is_the_access_token(run_async: RunAsync) -> None:
    done, server = run_async(_revoke(reply(204, b""), refresh=None))
    assert done
    assert server.seen[0].form["token"] == "a1"


@pytest.mark.parametrize("step", [reply(400), reply(500), reset()])
def test_a_vendor_that_does_not_confirm_stops_nothing(run_async: RunAsync, step: Step) -> None:
    assert run_async(_revoke(step))[0] is False


def test_a_vendor_without_revocation_is_not_called(run_async: RunAsync) -> None:
    done, server = run_async(_revoke(hang(), known=False))
    assert (done, server.seen) == (False, [])


def test_a_confirmation_that_is_no_json_is_one_all_the_same(run_async: RunAsync) -> None:
    assert run_async(_revoke(reply(200, b"<html>OK</html>")))[0] is True
