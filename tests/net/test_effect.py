"""Whether a request writes is what its caller says, never what its method suggests."""

from __future__ import annotations

import asyncio

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RateLimited, Unreachable
from crmdesk.net.messages import Effect, Request
from tests.conftest import RunAsync
from tests.net.conftest import OpenFor
from tests.net.raw_server import RawServer, Seen, hang, reply, reset
from tests.net.test_client import GET, SEARCH, ask


@pytest.mark.parametrize("request_", [GET, SEARCH], ids=["GET", "POST"])
def test_a_read_that_breaks_off_is_told_as_one(run_async: RunAsync, client_for: OpenFor, request_: Request) -> None:
    """Nothing was on its way to the vendor, whatever the method."""
    server = RawServer(reset())
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, server, request_))
    assert (caught.value.key, len(server.seen)) == ("reading_interrupted", 4)
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, RawServer(hang()), request_, timeout_s=0.05))
    assert caught.value.key == "reading_timed_out"


def test_a_read_is_never_in_doubt(run_async: RunAsync, client_for: OpenFor) -> None:
    """A search that is refused, or meets a server that went away, after it broke off: nothing may have happened."""

    async def vanish(seen: Seen, writer: asyncio.StreamWriter) -> None:
        server.stop_listening()
        await reset()(seen, writer)

    server = RawServer(vanish)
    with pytest.raises(Unreachable):
        run_async(ask(client_for, server, SEARCH))
    with pytest.raises(RateLimited):
        run_async(ask(client_for, RawServer(reset(), reply(429, retry_after="3600")), SEARCH))


def test_a_write_is_one_whatever_its_method(run_async: RunAsync, client_for: OpenFor) -> None:
    server = RawServer(reset())
    with pytest.raises(OutcomeUnknown) as caught:
        run_async(ask(client_for, server, Request("GET", "/do", "/do", effect=Effect.WRITES)))
    assert (caught.value.key, len(server.seen)) == ("connection_lost", 1)
