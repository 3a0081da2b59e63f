"""A few histories in the ordinary suite; ``make sim`` and the gate tell many more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sim.history import play
from tests.sim.mutants.broken import ROOT, Mutant, mutants
from tests.sim.runner import kept, report, simulate

KEPT = Path(__file__).with_name("seeds.txt")


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
