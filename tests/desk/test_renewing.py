"""One sign-in that is renewed from several sides at once: a run, and what a person asks the account meanwhile."""

from __future__ import annotations

import asyncio

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.net.messages import Effect, Request
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

TOKEN = "POST /services/oauth2/token"
LIMITS = "/services/data/v67.0/limits"
LOOK = Request("GET", LIMITS, LIMITS, effect=Effect.READS)


def test_an_account_that_is_opened_twice_is_renewed_once(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """Where refresh tokens rotate, using an old one ends the whole sign-in (fact sheet section 1)."""
    entry = dict(served.directory()["vendors"]["salesforce"])

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "salesforce")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            await signing_in.account()
            connection = await signing_in.finish()
        control.done("POST", "/traits", {"vendor": "salesforce", "refresh_rotates": True})
        control.done("DELETE", "/calls")
        control.done("POST", "/faults", [{"vendor": "salesforce", "action": "expire_token"}])
        async with session.accounts.client(connection) as run, session.accounts.client(connection) as looking_up:
            answers = await asyncio.gather(run.send(LOOK), looking_up.send(LOOK))
        assert [answer.status for answer in answers] == [200, 200]
        assert control.done("GET", "/calls")["salesforce"][TOKEN] == 1

    run_async(story())
