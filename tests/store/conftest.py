"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.replica import Replica


@pytest.fixture
def replica(profile: Path) -> Iterator[Replica]:
    """An empty replica in a profile of its own."""
    with Replica(profile) as made:
        yield made
