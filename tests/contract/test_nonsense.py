"""Every one of the five, told nonsense: each verb ends in an error with a name that is the vendor's fault, or in usable rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, cast

import pytest

from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Response
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Schema
from crmdesk.providers.registry import VENDORS
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract import google_sheets, pipedrive, salesforce, zoho
from tests.contract.nonsense import WRONG, Damage, Player, Recorder, bodies, drop, everything, places, put
from tests.contract.subjects import Control, hubspot

Opened = AbstractAsyncContextManager[tuple[HttpClient, Account, Provider]]
OPENERS: Mapping[str, Callable[..., Opened]] = {
    "hubspot": hubspot,
    "salesforce": salesforce.salesforce,
    "pipedrive": pipedrive.pipedrive,
    "zoho": zoho.zoho,
    "google_sheets": google_sheets.sheets,
}
PEOPLE = 6
SAMPLE = 60
"""How many pieces of damage to one place are tried of each vendor; a run with SAMPLE = 0 tries all."""


@dataclass(frozen=True)
class Recording:
    """One vendor's answers to every verb, and what its provider was made from."""

    vendor: str
    answers: Mapping[str, Sequence[Response]]
    settings: ConnectionSettings
    schema: Schema
    account: Account

    async def damaged(self, endpoint: str | None, damage: Damage) -> list[Any]:
        """The errors of all verbs over damaged answers."""
        client = Player(self.answers, endpoint, damage).as_client()
        vendor = VENDORS[self.vendor]
        setup = vendor.setup(client, self.settings, Grant(scopes=tuple(sorted(self.account.granted))))
        return await everything(setup, vendor.provider(client, self.settings, self.schema, self.account))


@asynccontextmanager
async def recorded(name: str, sandbox: Sandbox) -> AsyncIterator[Recording]:
    """Record an account with some people in it."""
    answers: dict[str, list[Response]] = {}
    entry = sandbox.directory()["vendors"][name]
    settings = ConnectionSettings(document=entry.get("document"))
    async with OPENERS[name](sandbox, wrap=lambda http: cast(HttpClient, Recorder(http, answers))) as opened:
        client, account, provider = opened
        setup = VENDORS[name].setup(client, settings, Grant(scopes=tuple(sorted(account.granted))))
        schema = await setup.describe()
        assert await everything(setup, provider) == []
        yield Recording(name, answers, settings, schema, account)


@pytest.fixture(scope="module", params=list(VENDORS))
def recording(request: pytest.FixtureRequest, served: Sandbox) -> Recording:
    """One vendor's answers, recorded once."""
    import asyncio

    async def record() -> Recording:
        async with recorded(request.param, served) as made:
            return made

    Control(served)("POST", "/reset", {"records": PEOPLE})
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(record())


def test_answers_of_no_shape(recording: Recording, run_async: RunAsync) -> None:
    for name, damage in bodies().items():
        ended = run_async(recording.damaged(None, damage))
        assert ended, f"{name} is no answer"
        assert [error for error in ended if error.ours] == [], name


def test_one_place_put_wrong(recording: Recording, run_async: RunAsync) -> None:
    found = list(places(recording.answers))
    pieces = [(endpoint, path, name) for endpoint, path in found for name in (*WRONG, "missing")]
    assert len(pieces) > SAMPLE
    for endpoint, path, name in Random(recording.vendor).sample(pieces, SAMPLE) if SAMPLE else pieces:
        damage = drop(path) if name == "missing" else put(path, WRONG[name])
        try:
            ended = run_async(recording.damaged(endpoint, damage))
        except Exception as error:
            raise AssertionError(f"{endpoint}: {name} at {'/'.join(path)}: {error!r}") from error
        assert [error for error in ended if error.ours] == [], f"{endpoint}: {name} at {'/'.join(path)}"
