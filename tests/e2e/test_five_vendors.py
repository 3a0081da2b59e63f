"""One round of the whole job over five services; ``make e2e`` tells the others."""

from __future__ import annotations

from random import Random

import pytest

from tests.e2e.accounts import ACCOUNTS
from tests.e2e.five import Job, roles
from tests.e2e.kit import Desk
from tests.e2e.services import as_processes, services


@pytest.mark.thorough
def test_a_round_with_one_vendor_away_one_slow_and_one_failing(desk: Desk) -> None:
    with as_processes() as controls:
        job = Job(desk, controls, Random(3))
        with job.signed_in(4):
            job.round(2)
    assert len(job.typed) == 4


def test_every_vendor_gets_every_role() -> None:
    rounds = [roles(number) for number in range(len(ACCOUNTS))]
    assert {one.name for one in services()} == set(ACCOUNTS)
    for parts in zip(*((one.away, one.slow, one.failing, *one.well) for one in rounds), strict=True):
        assert sorted(parts) == sorted(ACCOUNTS)
