"""Where an account lives: it is signed in to there, and there again; an error names the host that failed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.later import Later
from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import Unreachable
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.queries import status
from crmdesk.sync.worker import Worker
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

OWN = "https://acme.my.salesforce.com"
TEST = "https://test.salesforce.com"


async def connected(session: Session, served: Sandbox) -> Connection:
    """An account of Salesforce's sandbox."""
    async with SigningIn(session.accounts, requested(served.vendors["salesforce"], "salesforce")) as signing_in:
        await asyncio.to_thread(approve, await signing_in.begin() or "")
        await signing_in.account()
        return await signing_in.finish()


def desk_of(session: Session) -> Desk:
    def outside() -> Outside:
        worker = Worker(session.store, session.accounts.open, holder="test", now_s=time.time, emit=lambda event: None)
        return Outside(session, worker)

    return Desk(session.store, Later(outside))


@pytest.mark.parametrize(("asked", "used"), [(None, OWN), (TEST, TEST)])
def test_signing_in_again_uses_the_host_of_before_unless_another_is_chosen(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, asked: str | None, used: str
) -> None:
    assert control.url
    made = run_async(connected(session, served))
    session.store.write_now(lambda unit: connections.update(unit, replace(made, base_url=OWN)))
    (row,) = session.store.read_now(status.connections)
    assert row.base_url == OWN, "the window shows it"
    desk = desk_of(session)
    again = run_async(desk.completed(SignInRequest("salesforce", "", connection=made.id, base_url=asked)))
    assert again.base_url == used


@pytest.mark.parametrize(
    ("vendor", "url"), [("salesforce", OWN), ("salesforce", TEST), ("zoho", "https://accounts.zoho.in")]
)
def test_the_browser_is_sent_to_where_the_account_lives(
    session: Session, run_async: RunAsync, vendor: str, url: str
) -> None:
    async def story() -> str | None:
        request = SignInRequest(
            vendor, "", "id", Secret("secret"), base_url=url, redirect_uris=("http://localhost:*/callback",)
        )
        async with SigningIn(session.accounts, request) as signing_in:
            return await signing_in.begin()

    address = run_async(story())
    assert address is not None
    assert address.startswith(f"{url}/")


def test_the_host_that_failed_is_named(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """The token reply names where the organisation is, and nothing answers there."""
    control.done("POST", "/traits", {"vendor": "salesforce", "instance_url": "http://127.0.0.1:1"})

    async def story() -> None:
        async with SigningIn(session.accounts, requested(served.vendors["salesforce"], "salesforce")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            with pytest.raises(Unreachable) as caught:
                await signing_in.account()
            assert (caught.value.key, caught.value.data) == ("sign_in_unreachable", {"address": "http://127.0.0.1:1"})

    run_async(story())
