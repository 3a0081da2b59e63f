"""The vendors under the contract, and one sandbox for all tests of a process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from crmdesk.providers.memory_account import Behaviour
from crmdesk.sandbox.serve import Sandbox, running
from tests.contract import google_sheets, pipedrive, salesforce, zoho
from tests.contract.subjects import LACKS, Control, HubSpotSubject, Memory, Subject, hubspot

Open = Callable[[], AbstractAsyncContextManager[Subject]]


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    """One sandbox for all tests of a process."""
    with running(records=0, tls=False) as served:
        yield served


@pytest.fixture
def sandbox(served: Sandbox) -> Iterator[Sandbox]:
    """An empty sandbox as freshly started."""
    Control(served)("POST", "/reset", {"records": 0})
    yield served
    served.settle()


@pytest.fixture
def control(sandbox: Sandbox) -> Control:
    """Its control endpoint."""
    return Control(sandbox)


def _memory(behaviour: Behaviour) -> Open:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Subject]:
        yield Memory(behaviour)

    return opened


def _hubspot(sandbox: Sandbox, version: str) -> Open:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Subject]:
        control = Control(sandbox)
        colleague = control("GET", "/dump?vendor=hubspot&object=owners")["records"][1]
        async with hubspot(sandbox, version) as (_, _, provider):
            yield HubSpotSubject(provider, control, me=f"{colleague['firstName']} {colleague['lastName']}")

    return opened


def _opening(opened: Callable[[Sandbox], AbstractAsyncContextManager[Subject]]) -> Callable[[Sandbox], Open]:
    return lambda sandbox: lambda: opened(sandbox)


OPENERS: dict[str, Callable[[Sandbox], Open]] = {
    "salesforce": _opening(salesforce.opened),
    "pipedrive": _opening(pipedrive.opened),
    "zoho": _opening(zoho.opened),
    "google_sheets": _opening(google_sheets.opened),
}


SUBJECTS = ("memory", "memory guarded", "hubspot v3", "hubspot 2026-03", *OPENERS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each vendor that has what the test needs."""
    if "subject" in metafunc.fixturenames:
        wanted: frozenset[str] = getattr(metafunc.function, "needs", frozenset())
        fitting = [name for name in SUBJECTS if not wanted & LACKS.get(name, frozenset())]
        metafunc.parametrize("subject", fitting, indirect=True)


@pytest.fixture
def subject(request: pytest.FixtureRequest, sandbox: Sandbox) -> Open:
    """Opens one vendor's account inside the test's loop."""
    vendor, _, variant = request.param.partition(" ")
    if vendor == "memory":
        return _memory(Behaviour(guarded=variant == "guarded"))
    return OPENERS[vendor](sandbox) if vendor in OPENERS else _hubspot(sandbox, variant)
