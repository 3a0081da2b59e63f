"""A few histories in the ordinary suite; ``make sim`` and the gate tell many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.domain import sets
from tests.sim.mutants.broken import ROOT, Mutant, mutants
from tests.sim.playing import play
from tests.sim.runner import kept, report, simulate
from tests.sim.script import STEPS
from tests.sim.shrinking import shrunk

KEPT = Path(__file__).with_name("seeds.txt")
FAILING = 10
"""A history that fails where sets are taken over instead of merged."""


@pytest.mark.thorough
@pytest.mark.parametrize("seed", sorted({*range(1, 9), *kept(KEPT)}))
def test_every_invariant_holds(seed: int) -> None:
    assert play(seed).violation is None


@pytest.mark.thorough
def test_two_processes_tell_the_same_histories() -> None:
    results = simulate([3, 4], pairs=1)
    assert results.violations == {}
    assert "2 histories (1 hubspot, 1 memory)" in report(results)


@pytest.mark.parametrize("mutant", mutants(), ids=lambda mutant: mutant.name)
def test_every_mutant_can_be_made(mutant: Mutant) -> None:
    original = (ROOT / mutant.file).read_text(encoding="utf-8")
    changed = mutant.text()
    assert changed != original
    compile(changed, mutant.file, "exec")


@pytest.mark.thorough
def test_a_failing_history_is_told_without_the_steps_that_it_does_not_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "merge", lambda local, sides: sides[0][1])
    whole = play(FAILING)
    left_out, short = shrunk(FAILING)
    assert whole.violation is not None
    assert short.violation is not None
    assert short.violation.invariant == whole.violation.invariant
    assert 0 < len(left_out) < STEPS
    assert short.commits < whole.commits
