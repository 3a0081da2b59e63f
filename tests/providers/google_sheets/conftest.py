"""The sandbox of the contract's tests, for tests of Google Sheets alone."""

from __future__ import annotations

import pytest

from crmdesk.sandbox.serve import Sandbox
from tests.contract.conftest import sandbox, served
from tests.contract.google_sheets import SheetsControl
from tests.providers.google_sheets.grid import Grid

__all__ = ["control", "sandbox", "served"]


@pytest.fixture
def control(sandbox: Sandbox) -> SheetsControl:
    """The control endpoint in the words of Google Sheets."""
    return SheetsControl(sandbox)


@pytest.fixture
def grid(sandbox: Sandbox) -> Grid:
    """The agency's sheet, for a colleague who merges cells."""
    return Grid(sandbox)
