"""Killed at any moment, nothing is lost and nothing is there twice."""

from __future__ import annotations

import signal
from collections import Counter
from typing import Any

import pytest

from tests.e2e.kit import Desk, SandboxUnderTest

MOMENTS = (
    # While rows are read.
    ("POST", "/crm/v3/objects/contacts/search", "before"),
    # A request that never arrived, and one whose answer was never read, for each kind of creation and for updates.
    ("POST", "/crm/v3/objects/contacts/batch", "before"),
    ("POST", "/crm/v3/objects/contacts/batch", "after"),
    ("POST", "/crm/v3/objects/deals/batch", "before"),
    ("POST", "/crm/v3/objects/deals/batch", "after"),
    ("POST", "/crm/v3/objects/tasks/batch", "after"),
    ("POST", "/crm/v3/objects/tasks/batch", "before"),
    ("POST", "/crm/v3/objects/notes/batch", "after"),
    ("POST", "/crm/v3/objects/notes/batch", "before"),
    ("POST", "/crm/v3/objects/contacts/batch/update", "after"),
)
