"""Salesforce's 401 that no other token would change (fact sheet section 7.1): renewing at each call would go on for ever."""

from __future__ import annotations

import asyncio

import pytest

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import PermissionLost
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.salesforce.errors import judge
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

TOKEN = "POST /services/oauth2/token"
LIMITS = "/services/data/v67.0/limits"
LOOK = Request("GET", LIMITS, LIMITS, effect=Effect.READS)


@pytest.mark.parametrize(
    "words",
    ["This session is not valid for use with the REST API", "Connected app is not attached to Agent"],
)
def test_a_session_that_may_not_use_the_api_is_not_renewed(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync, words: str
) -> None:
    entry = dict(served.directory()["vendors"]["salesforce"])

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "salesforce")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            await signing_in.account()
            connection = await signing_in.finish()
        control.done("DELETE", "/calls")
        refusal = [{"errorCode": "INVALID_SESSION_ID", "message": words}]
        fault = {"vendor": "salesforce", "action": "status", "times": 1, "value": {"status": 401, "body": refusal}}
        control.done("POST", "/faults", [fault])
        async with session.accounts.client(connection) as client:
            refused = await client.send(LOOK)
            assert refused.status == 401
            error = judge(LOOK, refused)
            assert isinstance(error, PermissionLost)  # signing in again would not help either
            assert error.data["vendor_words"] == words
            assert TOKEN not in control.done("GET", "/calls")["salesforce"]
            control.done("POST", "/faults", [{"vendor": "salesforce", "action": "expire_token"}])
            assert (await client.send(LOOK)).status == 200
        assert control.done("GET", "/calls")["salesforce"][TOKEN] == 1

    run_async(story())
