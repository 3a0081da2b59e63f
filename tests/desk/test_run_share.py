"""A run of Salesforce ends at a quarter of the day's calls (fact sheet section 7.2); the next one begins anew."""

from __future__ import annotations

import asyncio

from crmdesk.desk.session import Session
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.errors import BudgetSpent
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Effect, Request
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.desk.browser import approve, requested
from tests.sandbox.raw import Control

LIMITS = "/services/data/v67.0/limits"
LOOK = Request("GET", LIMITS, LIMITS, effect=Effect.READS)


async def calls_until_it_ends(client: HttpClient) -> int:
    """How many calls a run can make."""
    for number in range(100):
        try:
            await client.send(LOOK)
        except BudgetSpent:
            return number
    return 100


def test_a_run_stops_at_a_quarter_of_the_day_and_the_next_goes_on(
    session: Session, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    entry = dict(served.directory()["vendors"]["salesforce"])

    async def story() -> None:
        async with SigningIn(session.accounts, requested(entry, "salesforce")) as signing_in:
            await asyncio.to_thread(approve, await signing_in.begin() or "")
            await signing_in.account()
            connection = await signing_in.finish()
        control.done("POST", "/traits", {"vendor": "salesforce", "daily_limit": 120})
        for _ in range(2):
            async with session.accounts.client(connection) as client:
                assert await calls_until_it_ends(client) == 30
        async with session.accounts.client(connection) as client:
            assert await calls_until_it_ends(client) < 30, "four fifths of the organisation's calls are spent"
        async with session.accounts.client(connection, interactive=True) as client:
            assert (await client.send(LOOK)).status == 200

    run_async(story())
