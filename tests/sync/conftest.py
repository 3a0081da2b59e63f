"""Fixtures of the engine's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync import invariants
from tests.sync.kit import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office without accounts yet. When the story is told, every invariant has to hold."""
    with Office(tmp_path) as made:
        yield made
        invariants.check(made)
