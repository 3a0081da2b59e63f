"""The sandbox of the contract's tests, for tests of Zoho alone."""

from __future__ import annotations

import pytest

from tests.contract.conftest import control, sandbox, served
from tests.contract.subjects import Control
from tests.contract.zoho import ZohoControl

__all__ = ["control", "org", "sandbox", "served"]


@pytest.fixture
def org(control: Control) -> ZohoControl:
    """The hands of a colleague."""
    return ZohoControl(control)
