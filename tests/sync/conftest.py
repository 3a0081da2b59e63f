"""Fixtures of the engine's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync import invariants
from tests.sync.kit import Office
from tests.sync.shop import Shop


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office without accounts yet. When the story is told, every invariant has to hold."""
    with Office(tmp_path) as made:
        yield made
        invariants.check(made)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A worker over an empty store, not started yet."""
    made = Shop(tmp_path)
    yield made
    made.worker.stop()
    made.store.close()
