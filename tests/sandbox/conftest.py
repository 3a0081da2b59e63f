"""One sandbox for all tests of this folder, as freshly started for each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crmdesk.sandbox.serve import Sandbox, running
from tests.sandbox.raw import Control, HubSpotHttp

RECORDS = 40


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    with running(records=RECORDS, seed=5) as sandbox:
        yield sandbox


@pytest.fixture
def control(served: Sandbox) -> Iterator[Control]:
    control = Control(served.control)
    control.done("POST", "/reset")
    yield control
    served.settle()


@pytest.fixture
def hubspot(served: Sandbox, control: Control) -> HubSpotHttp:
    """HubSpot with the service key, seeded with 40 people."""
    entry = served.vendors["hubspot"]
    return HubSpotHttp(str(entry["base_url"]), str(entry["access_token"]))


@pytest.fixture
def empty(hubspot: HubSpotHttp, control: Control) -> HubSpotHttp:
    """HubSpot with the service key and no records."""
    control.done("POST", "/reset", {"records": 0})
    return hubspot
