"""The sandbox of the contract's tests, for tests of Google Sheets alone."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.contract.conftest import sandbox, served
from tests.contract.google_sheets import SheetsControl

__all__ = ["control", "sandbox", "served"]


@pytest.fixture
def control(sandbox: Sandbox) -> SheetsControl:
    """The control endpoint in the words of Google Sheets."""
    return SheetsControl(sandbox)
