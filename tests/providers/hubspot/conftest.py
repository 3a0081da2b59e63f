"""The sandbox of the contract's tests, for tests of HubSpot alone."""

from __future__ import annotations

from tests.contract.conftest import control, sandbox, served

__all__ = ["control", "sandbox", "served"]
