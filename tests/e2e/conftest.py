"""One sandbox process for the whole folder, and profiles whose key is in a real keyring."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.kit import Desk, SandboxUnderTest, sandbox_process
from tests.e2e.processes import Nursery
from tests.services import PrivateBus

RECORDS = 60


@pytest.fixture(scope="session")
def _sandbox() -> Iterator[SandboxUnderTest]:
    with sandbox_process(RECORDS) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def sandbox(_sandbox: SandboxUnderTest) -> SandboxUnderTest:
    """HubSpot as freshly started, with 60 people."""
    _sandbox.control.done("POST", "/reset")
    return _sandbox


@pytest.fixture
def desk(nursery: Nursery, profile: Path, secret_service: PrivateBus) -> Desk:
    """crmdesk over an empty profile."""
    assert secret_service.address
    return Desk(nursery, profile)
