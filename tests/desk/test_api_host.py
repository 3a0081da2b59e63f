"""An account's calls go to the host that its vendor's token replies name, and its tokens to no other."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import VendorNonsense
from crmdesk.net.messages import Effect, Request
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store.connections import Connection
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

VENDORS = (
    ("salesforce", "instance_url", "/services/data/v67.0"),
    ("pipedrive", "api_domain", "/v1/users/me"),
    ("zoho", "api_domain", "/crm/v8/org"),
)


async def sign_in(session: Session, entry: dict[str, Any], vendor: str) -> Connection:
    """Sign in with the agency's application at the sandbox's plain address."""
    async with SigningIn(session.accounts, requested(entry, vendor)) as signing_in:
        address = await signing_in.begin()
        assert address is not None
        await asyncio.to_thread(approve, address)
        await signing_in.account()
        return await signing_in.finish()


async def status_at(session: Session, connection: Connection, url: str) -> int:
    """The answer to a call at an absolute address. Raises VendorNonsense where that is not the account's host."""
    async with session.accounts.client(connection) as client:
        return (await client.send(Request("GET", url, url, effect=Effect.READS))).status


@pytest.mark.parametrize(("vendor", "fact", "path"), VENDORS)
def test_calls_go_where_the_latest_token_reply_says(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, vendor: str, fact: str, path: str
) -> None:
    entry = dict(served.directory()["vendors"][vendor])
    plain, secure = f"{entry['base_url']}{path}", f"{entry['tls_base_url']}{path}"

    async def story() -> None:
        control.done("POST", "/traits", {"vendor": vendor, fact: entry["tls_base_url"]})
        connection = await sign_in(session, entry, vendor)
        assert connection.base_url == entry["base_url"], "one signs in there again"
        assert await status_at(session, connection, secure) == 200
        with pytest.raises(VendorNonsense, match="foreign_url"):
            await status_at(session, connection, plain)
        # The account moves: the next renewal of its token says so.
        control.done("POST", "/traits", {"vendor": vendor, fact: entry["base_url"]})
        control.done("POST", "/faults", [{"vendor": vendor, "action": "expire_token", "times": 1}])
        assert await status_at(session, connection, secure) == 200
        assert await status_at(session, connection, plain) == 200
        with pytest.raises(VendorNonsense, match="foreign_url"):
            await status_at(session, connection, secure)

    run_async(story())


@pytest.mark.parametrize(("vendor", "fact", "path"), VENDORS)
def test_a_host_in_place_of_the_vendors_keeps_the_tokens(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, vendor: str, fact: str, path: str
) -> None:
    entry = dict(served.directory()["vendors"][vendor])
    elsewhere = entry["base_url"].replace("127.0.0.1", "localhost")

    async def story() -> None:
        control.done("POST", "/traits", {"vendor": vendor, fact: elsewhere})
        connection = await sign_in(session, entry, vendor)
        assert await status_at(session, connection, entry["base_url"] + path) == 200
        with pytest.raises(VendorNonsense, match="foreign_url"):
            await status_at(session, connection, elsewhere + path)

    run_async(story())
