"""A vendor with several servers for tokens: the one that the redirect names takes the calls, if it is the vendor's."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from crmdesk.auth.endpoint import TokenEndpoint
from crmdesk.auth.flow import SignIn
from crmdesk.auth.revoke import revoke
from crmdesk.auth.tokens import StoredTokens, Tokens, read_tokens
from crmdesk.domain.errors import ConnectionFault, VendorNonsense
from tests.auth.kit import APP, NOW, answer, endpoint, granted, settings_for, stored, tokens
from tests.auth.test_flow import _visit
from tests.conftest import RunAsync
from tests.net.raw_server import RawServer, Step

SERVER = "accounts-server"


async def signed_in(named: str, *steps: Step, **changes: Any) -> tuple[Tokens, RawServer]:
    """A sign-in whose redirect names a server; ``{url}`` in it stands for the one signed in at."""
    async with endpoint(*steps) as (server, http):
        settings = settings_for(server.url, server_parameter=SERVER, **changes)
        sign_in = await SignIn.begin(settings, APP, http, now=lambda: NOW)
        finishing = asyncio.create_task(sign_in.finish())
        await _visit(sign_in, code="c-1", **({SERVER: named.format(url=server.url)} if named else {}))
        return await finishing, server


def test_the_server_is_kept_with_the_tokens(run_async: RunAsync) -> None:
    found, server = run_async(signed_in("{url}", granted("a1", "r1")))
    assert found.extra[SERVER] == server.url
    assert server.seen[0].target == "/oauth/v3/token"


def test_without_a_name_the_usual_server_answers(run_async: RunAsync) -> None:
    found, server = run_async(signed_in("", granted("a1", "r1")))
    assert SERVER not in found.extra
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "named",
    [
        "https://accounts.example",
        "http://accounts.zoho.eu",
        "https://zoho.eu.example",
        "x",
        "{url}1",
        "http://[::1",
        "ftp://accounts.zoho.eu",
    ],
)
def test_a_code_goes_to_no_other_server(run_async: RunAsync, named: str) -> None:
    async def story() -> None:
        with pytest.raises(VendorNonsense, match="foreign_url"):
            await signed_in(named, granted(), server_domains=("zoho.eu",))

    run_async(story())


def test_another_server_of_the_vendors_takes_the_calls(run_async: RunAsync) -> None:
    """Nobody listens there: that nothing came to the usual server shows where the calls went."""

    async def story() -> None:
        async with endpoint(granted()) as (server, http):
            settings = settings_for(server.url, server_parameter=SERVER, server_domains=("localhost",))
            held = replace(tokens(), extra={SERVER: "https://localhost:9"})
            with pytest.raises(ConnectionFault):
                await TokenEndpoint(settings, APP, http).renew(held)
            assert not await revoke(settings, StoredTokens(APP, held), http)
            assert server.seen == []

    run_async(story())


def test_a_revocation_that_answers_200_may_have_failed(run_async: RunAsync) -> None:
    async def confirmed(content: Any) -> bool:
        async with endpoint(answer(200, content)) as (server, http):
            return await revoke(settings_for(server.url), stored(), http)

    assert run_async(confirmed({"status": "success"}))
    assert not run_async(confirmed({"error": "invalid_token"}))


def test_seconds_come_before_milliseconds() -> None:
    read = read_tokens({"access_token": "a", "expires_in_sec": 3600, "expires_in": 3_600_000}, now=NOW)
    assert read.expires_at == NOW + 3600
    assert read.extra == {}
