"""The sandbox of the contract's tests, for tests of Salesforce alone."""

from __future__ import annotations

import pytest

from tests.contract.conftest import control, sandbox, served
from tests.contract.salesforce import SalesforceControl
from tests.contract.subjects import Control

__all__ = ["control", "org", "sandbox", "served"]


@pytest.fixture
def org(control: Control) -> SalesforceControl:
    """The hands of a colleague."""
    return SalesforceControl(control)
