"""Every one of the five, told nonsense: each verb ends in an error with a name that is the vendor's fault, or in usable rows."""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, cast

import orjson
import pytest

from crmdesk.domain.errors import error_json
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Effect, Request, Response
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
REFUSALS: Mapping[str, Sequence[Any]] = {
    "hubspot": (
        {
            "status": "error", "message": "Property values were not valid: [{\"name\":\"city\",\"message\":\"no\"}]",
            "category": "VALIDATION_ERROR", "correlationId": "1", "policyName": "DAILY",
            "errors": [{"message": "no", "code": "INVALID_OPTION", "context": {"propertyName": ["city"]}}],
            "context": {"properties": ["city"]},
        },
        {"category": "MISSING_SCOPES", "message": "no", "errors": [{"context": {"requiredGranularScopes": ["crm"]}}]},
    ),
    "salesforce": (
        [{"message": "City: data value too large: x (max length=4)", "errorCode": "STRING_TOO_LONG", "fields": ["City"]}],
        [{
            "message": "Use one of these records?", "errorCode": "DUPLICATES_DETECTED", "fields": [],
            "duplicateResult": {"matchResults": [{"matchRecords": [{"record": {"Id": "003000000000001AAA"}}]}]},
        }],
        {"message": "no", "errorCode": "NOT_FOUND"},
    ),
    "pipedrive": (
        {"success": False, "error": "Validation failed: name: is required", "error_info": "no", "code": "ERR", "data": None},
        {"success": False, "message": "no", "errors": {"name": ["is required"]}},
    ),
    "zoho": (
        {
            "code": "INVALID_DATA", "message": "invalid data", "status": "error",
            "details": {"api_name": "City", "maximum_length": 40, "expected_data_type": "text", "json_path": "$.data[0].City"},
        },
        {"data": [{
            "code": "DUPLICATE_DATA", "message": "duplicate data", "status": "error",
            "details": {"id": "1", "api_name": "Email", "duplicate_record": {"id": "2"}},
        }]},
        {"code": "EXPECTED_FIELD_MISSING", "message": "no", "details": {"expected_fields": [{"api_name": "City"}]}},
    ),
    "google_sheets": ({
        "error": {
            "code": 400, "message": "Invalid requests[0].updateCells: protected cell or object", "status": "INVALID_ARGUMENT",
            "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED", "domain": "x"}],
        },
    },),
}  # fmt: skip
"""What each vendor's page has it say when it refuses."""
STATUSES = (400, 401, 402, 403, 404, 408, 409, 410, 412, 413, 414, 415, 422, 423, 428, 429, 477, 500, 502, 503)
PEOPLE = 6
SAMPLE = 60
"""How many pieces of damage to one place are tried of each vendor; a run with SAMPLE = 0 tries all."""
LONGEST = 4_000
"""Bytes that an error may have in the store."""


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


@pytest.mark.parametrize("vendor", list(VENDORS))
def test_refusals_put_wrong(vendor: str) -> None:
    """A refusal in which one thing is wrong is still an error that can be stored, or a wait."""
    judge = importlib.import_module(f"crmdesk.providers.{vendor}.errors").judge
    request = Request("POST", "/any", "/things/{id}", effect=Effect.WRITES)
    for status, refused in itertools.product(STATUSES, REFUSALS[vendor]):
        answer = Response(status, {"content-type": "application/json"}, json.dumps(refused).encode(), 0.1, None)
        damages = {f"no {'/'.join(path)}": drop(path) for _, path in places({"": [answer]})}
        for _, path in places({"": [answer]}):
            damages |= {f"{name} at {'/'.join(path)}": put(path, wrong) for name, wrong in WRONG.items()}
        for name, damage in damages.items():
            damaged = damage(answer)
            try:
                wait = VENDORS[vendor].refusal(request, damaged)
                stored = orjson.dumps(error_json(judge(request, damaged)))
            except Exception as error:
                raise AssertionError(f"{status}: {name}: {error!r}") from error
            assert wait is None or len(wait.policy) < LONGEST, name
            assert len(stored) < LONGEST, name
