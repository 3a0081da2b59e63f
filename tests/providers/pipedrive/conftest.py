"""The sandbox of the contract's tests, for tests of Pipedrive alone."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.contract.conftest import sandbox, served
from tests.contract.pipedrive import PipedriveControl

__all__ = ["control", "sandbox", "served"]


@pytest.fixture
def control(sandbox: Sandbox) -> PipedriveControl:
    """The control endpoint in Pipedrive's words."""
    return PipedriveControl(sandbox)
