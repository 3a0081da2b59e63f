"""Two computers over one account, small; ``make replicas`` tells many such histories."""

from __future__ import annotations

import pytest

from tests.sim.replicas import tell
from tests.sim.shared_account import TABLES


@pytest.mark.thorough
@pytest.mark.parametrize("vendor", TABLES)
@pytest.mark.parametrize("seed", [1, 2])
def test_both_end_up_with_the_same(vendor: str, seed: int) -> None:
    ending = tell(vendor, seed)
    assert ending.wrong == ()
    assert ending.sent > 0
