"""One round, and that what has to hold can fail; ``make rounds`` tells twenty, in all combinations of accounts."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random

import pytest

from crmdesk.sandbox.serve import running
from tests.rounds.clock import Clock
from tests.rounds.colleague import Colleague, Place
from tests.rounds.desk import Desk
from tests.rounds.history import told
from tests.rounds.holding import lost, violations

pytestmark = pytest.mark.thorough


def test_a_round_of_two_accounts_ends_well() -> None:
    outcome = told(4, ("pipedrive", "google_sheets"))
    assert not outcome.violations, outcome.violations
    assert sum("  run " in line for line in outcome.log) > 20
    for who in ("here: edit", "pipedrive: edit", "google_sheets: edit"):
        assert any(line.startswith(who) for line in outcome.log), who


def test_what_is_not_as_it_has_to_be_is_found(tmp_path: Path) -> None:
    clock = Clock()

    async def story() -> None:
        await desk.sign_in(["salesforce"], ask_first=False)
        await desk.run(["salesforce"])
        assert [each async for each in violations(desk, ["salesforce"])] == []
        colleague = Colleague(sandbox, ["salesforce"], Random(1), lambda *_: None)
        edited, deleted, *_ = (str(row["Id"]) for row in colleague.rows("salesforce", "Lead"))
        colleague.vendor("salesforce").edit("Lead", edited, {"City": "R1q"}, None)
        colleague.vendor("salesforce").delete("Lead", deleted, hard=False)
        found = [each async for each in violations(desk, ["salesforce"])]
        assert sorted((each.invariant, each.record.partition(" = ")[2]) for each in found) == [
            ("what the account holds is what the engine believes", f"salesforce Lead {edited}"),
            ("who is gone there is not live here", f"salesforce Lead {deleted}"),
        ]
        colleague.written = {value: Place("salesforce", "Lead", edited, "City") for value in ("R1q", "R2q")}
        (one,) = [each async for each in lost([desk], colleague)]
        assert one.seen.startswith("R2q"), "the other one is still there"

    with running(records=8, seed=1, tls=False, vendors=["salesforce"], clock=clock) as sandbox:
        desk = Desk(tmp_path / "desk", sandbox, clock, Random(1))
        try:
            asyncio.run(story())
        finally:
            desk.close()
