"""Zoho's data centres: a code goes to the accounts server that the redirect names, if it is Zoho's, or the one signed in at."""

from __future__ import annotations

import asyncio

import pytest

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import VendorNonsense
from crmdesk.net.messages import Effect, Request
from crmdesk.net.trust import origin_of
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

TOKEN = "POST /oauth/v2/token"


def test_a_stranger_gets_no_code(session: Session, served: Sandbox, control: Control, run_async: RunAsync) -> None:
    entry = dict(served.directory()["vendors"]["zoho"])
    control.done("POST", "/traits", {"vendor": "zoho", "accounts_server": "https://accounts.zoho.example"})

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "zoho")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            with pytest.raises(VendorNonsense, match="foreign_url"):
                await signing_in.account()

    run_async(story())
    assert TOKEN not in control.done("GET", "/calls")["zoho"]


def test_the_account_is_signed_out_at_its_own_server(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = dict(served.directory()["vendors"]["zoho"])

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "zoho")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            found = await signing_in.account()
            assert (found.account.name, found.account.currency) == ("Talensac Immobilier", "EUR")
            assert found.account.user == "helene.kermarec@talensac-immobilier.example"
            connection = await signing_in.finish()
        stored = session.accounts.vault.load(connection.id)
        assert stored is not None
        assert stored.tokens.extra["accounts-server"] == entry["base_url"]
        assert await session.accounts.revoke(connection)

    run_async(story())
    assert control.done("GET", "/calls")["zoho"]["POST /oauth/v2/token/revoke"] == 1


def test_a_missing_scope_renews_no_token(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = dict(served.directory()["vendors"]["zoho"])

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "zoho")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            await signing_in.account()
            connection = await signing_in.finish()
        control.done("DELETE", "/calls")
        refusal = {"code": "OAUTH_SCOPE_MISMATCH", "details": {}, "message": "Unauthorized", "status": "error"}
        fault = {"vendor": "zoho", "action": "status", "times": 1, "value": {"status": 401, "body": refusal}}
        control.done("POST", "/faults", [fault])
        async with session.accounts.client(connection) as client:
            assert (await client.send(Request("GET", "/crm/v8/org", "/crm/v8/org", effect=Effect.READS))).status == 401
            assert TOKEN not in control.done("GET", "/calls")["zoho"]
            control.done("POST", "/faults", [{"vendor": "zoho", "action": "expire_token"}])
            assert (await client.send(Request("GET", "/crm/v8/org", "/crm/v8/org", effect=Effect.READS))).status == 200
        assert control.done("GET", "/calls")["zoho"][TOKEN] == 1

    run_async(story())


@pytest.mark.parametrize(
    ("base_url", "told", "found"),
    [
        (None, "https://www.zohoapis.in", "https://www.zohoapis.in"),
        (None, "", "https://www.zohoapis.eu"),
        ("https://accounts.zoho.com", "https://www.zohoapis.com", "https://www.zohoapis.com"),
        ("https://accounts.zohocloud.ca", "https://www.zohoapis.ca", "https://www.zohoapis.ca"),
        ("https://crm.agency.example", "https://www.zohoapis.com", "https://crm.agency.example"),
    ],
)
def test_the_host_of_the_api_is_the_one_named(base_url: str | None, told: str, found: str) -> None:
    assert origin_of(Zoho().api_url(base_url, {"api_domain": told})) == origin_of(found)


@pytest.mark.parametrize(
    "told", ["https://www.zohoapis.example", "http://www.zohoapis.eu", "https://zohoapis.eu.example"]
)
def test_a_host_that_is_not_zohos_gets_no_token(told: str) -> None:
    with pytest.raises(VendorNonsense, match="foreign_url"):
        Zoho().api_url(None, {"api_domain": told})
