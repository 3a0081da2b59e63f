from __future__ import annotations

import httpx
import pytest

from crmdesk.domain.errors import OutcomeUnknown, RateLimited, SignInNeeded, Unreachable, VendorNonsense
from crmdesk.net.messages import Effect, Request
from tests.conftest import RunAsync
from tests.net.conftest import Ledger, Naps, OpenFor
from tests.net.raw_server import RawServer, reply

GET = Request("GET", "/me", "/me", effect=Effect.READS)


class Purse:
    """A token source that hands out t1, t2, … and may run dry."""

    def __init__(self, *, dry: Exception | None = None) -> None:
        self.rejected: list[str] = []
        self._dry = dry

    async def token(self) -> str:
        return f"t{len(self.rejected) + 1}"

    async def renew(self, rejected: str) -> str:
        if self._dry is not None:
            raise self._dry
        self.rejected.append(rejected)
        return await self.token()


def test_every_request_carries_the_token(run_async: RunAsync, client_for: OpenFor) -> None:
    async def story() -> RawServer:
        async with RawServer(reply()) as server, client_for(server.url, tokens=Purse()) as client:
            await client.send(GET)
        return server

    assert run_async(story()).seen[0].headers["authorization"] == "Bearer t1"


def test_a_token_may_have_a_header_of_its_own(run_async: RunAsync, client_for: OpenFor) -> None:
    server = RawServer(reply(401), reply())

    async def story() -> None:
        async with server, client_for(server.url, tokens=Purse(), token_header="x-api-token") as client:
            await client.send(GET)

    run_async(story())
    assert [seen.headers["x-api-token"] for seen in server.seen] == ["t1", "t2"]
    assert not any("authorization" in seen.headers for seen in server.seen)


def test_a_rejected_token_is_renewed_once(run_async: RunAsync, client_for: OpenFor, ledger: Ledger) -> None:
    purse = Purse()
    server = RawServer(reply(401, b"x" * 100), reply(200, b"[]"))

    async def story() -> bytes:
        async with server, client_for(server.url, tokens=purse, token_scheme="Zoho-oauthtoken") as client:
            return (await client.send(Request("POST", "/a", "/a", json=b"[1]", effect=Effect.WRITES))).body

    assert run_async(story()) == b"[]"
    assert [seen.headers["authorization"] for seen in server.seen] == ["Zoho-oauthtoken t1", "Zoho-oauthtoken t2"]
    assert [seen.body for seen in server.seen] == [b"[1]", b"[1]"]
    assert purse.rejected == ["t1"]
    assert [record.attempt for record in ledger.records] == [1, 2]


def test_a_second_rejection_is_the_callers(run_async: RunAsync, client_for: OpenFor) -> None:
    purse = Purse()
    server = RawServer(reply(401))

    async def story() -> int:
        async with server, client_for(server.url, tokens=purse) as client:
            return (await client.send(GET)).status

    assert run_async(story()) == 401
    assert (len(server.seen), purse.rejected) == (2, ["t1"])


@pytest.mark.parametrize("error", [SignInNeeded("gone"), RateLimited("rate_limited", retry_after_s=1.0)])
def test_what_stops_a_renewal_ends_the_call(
    run_async: RunAsync, client_for: OpenFor, naps: Naps, error: Exception
) -> None:
    server = RawServer(reply(401))

    async def story() -> None:
        async with server, client_for(server.url, tokens=Purse(dry=error)) as client:
            await client.send(GET)

    with pytest.raises(type(error)):
        run_async(story())
    assert (len(server.seen), naps.taken) == (1, [])


@pytest.mark.parametrize("error", [OutcomeUnknown("server_error"), VendorNonsense("token_reply_unreadable")])
def test_a_failed_renewal_leaves_no_doubt_about_the_call_itself(
    run_async: RunAsync, client_for: OpenFor, naps: Naps, error: OutcomeUnknown | VendorNonsense
) -> None:
    async def story() -> None:
        async with RawServer(reply(401)) as server, client_for(server.url, tokens=Purse(dry=error)) as client:
            await client.send(Request("POST", "/a", "/a", json=b"{}", effect=Effect.WRITES))

    with pytest.raises(Unreachable) as caught:
        run_async(story())
    assert (caught.value.key, caught.value.data, naps.taken) == ("token_renewal_failed", {"reason": error.key}, [])


def test_a_token_goes_to_its_own_servers_only(run_async: RunAsync, client_for: OpenFor) -> None:
    async def story(*origins: str) -> int:
        async with RawServer(reply()) as own, RawServer(reply()) as other:
            named = tuple(other.url for _ in origins)
            async with client_for(own.url, tokens=Purse(), token_origins=named) as client:
                return (await client.send(Request("GET", f"{other.url}/next", "/next", effect=Effect.READS))).status

    with pytest.raises(VendorNonsense) as caught:
        run_async(story())
    assert caught.value.key == "foreign_url"
    assert run_async(story("named")) == 200


def test_without_tokens_any_absolute_address_goes(run_async: RunAsync, client_for: OpenFor) -> None:
    async def story() -> int:
        async with RawServer(reply()) as server, client_for("https://elsewhere.test") as client:
            return (
                await client.send(Request("POST", f"{server.url}/token", "/token", form=(), effect=Effect.WRITES))
            ).status

    assert run_async(story()) == 200


def test_a_transport_of_ones_own_takes_the_place_of_sockets(run_async: RunAsync, client_for: OpenFor) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"token": request.headers["authorization"]})

    async def story() -> bytes:
        transport = httpx.MockTransport(answer)
        async with client_for("https://api.test", tokens=Purse(), transport=transport) as client:
            return (await client.send(GET)).body

    assert run_async(story()) == b'{"token":"Bearer t1"}'


def test_a_token_that_is_refused_beforehand_ends_the_call(run_async: RunAsync, client_for: OpenFor, naps: Naps) -> None:
    class Waiting(Purse):
        async def token(self) -> str:
            raise RateLimited("rate_limited", retry_after_s=1.0)

    server = RawServer(reply())

    async def story() -> None:
        async with server, client_for(server.url, tokens=Waiting()) as client:
            await client.send(GET)

    with pytest.raises(RateLimited):
        run_async(story())
    assert (server.seen, naps.taken) == ([], [])
