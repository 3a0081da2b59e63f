"""``python -m tests.sim.mutants``: break crmdesk in every known way, and see that the simulator notices."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.sim.mutants.broken import ROOT, Mutant, install, mutants

KILLS = Path(__file__).with_name("kills.txt")
NO_ANSWER = ("crash", "determinism")


def main() -> int:
    """Break and simulate; 1 where a mutant survives or cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m tests.sim.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--seeds", type=int, default=200, help="how many seeds each mutant may see")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    wanted = [one for one in mutants() if not chosen.names or one.name in chosen.names]
    if chosen.child:
        return _hunt(wanted[0], chosen.seeds)
    found: dict[str, tuple[int, str] | None] = {}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        hunts = {pool.submit(_child, one, chosen.seeds): one.name for one in wanted}
        for hunt in as_completed(hunts):
            kill = found[hunts[hunt]] = hunt.result()
            if kill is not None:
                _keep(_kills() | {hunts[hunt]: kill})
    unsound = _unsound({kill[0] for kill in found.values() if kill is not None})
    alive = [name for name, kill in found.items() if kill is None]
    print(f"{len(found) - len(alive)} of {len(found)} noticed; alive: {', '.join(alive) or 'none'}")
    return int(bool(alive or unsound))


def _unsound(seeds: set[int]) -> bool:
    """Whether a seed that noticed a mutant fails without any: then it noticed nothing."""
    from tests.sim.playing import play

    failing = [seed for seed in sorted(seeds) if play(seed).violation is not None]
    if failing:
        print(f"seeds that fail without a mutant, too: {failing}")
    return bool(failing)


def _child(mutant: Mutant, seeds: int) -> tuple[int, str] | None:
    """Hunt a mutant in a process of its own; the seed and the invariant that noticed it."""
    mutant.text()
    command = [sys.executable, "-m", "tests.sim.mutants", "--child", "--seeds", str(seeds), mutant.name]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    words = answer.stdout.strip().split(" ", 2)
    if answer.returncode or len(words) < 2:
        print(f"{mutant.name}: {answer.stdout.strip()} {answer.stderr.strip()[-500:]}", flush=True)
        return None
    print(f"{mutant.name}: seed {words[0]} {words[1]} {words[2]}", flush=True)
    return int(words[0]), words[1].rstrip(":")


def _hunt(mutant: Mutant, seeds: int) -> int:
    """Tell seeds over the broken crmdesk until one fails: first the one that did before."""
    install(mutant)
    from tests.sim.playing import play

    before = _kills().get(mutant.name)
    order: Iterable[int] = dict.fromkeys(([before[0]] if before else []) + list(range(1, seeds + 1)))
    crashes = 0
    for seed in order:
        violation = play(seed).violation
        if violation is not None and violation.invariant not in NO_ANSWER:
            print(seed, str(violation).replace("\n", " ")[:160])
            return 0
        crashes += violation is not None
    print(f"alive after {seeds} seeds, {crashes} crashes")
    return 1


def _kills() -> dict[str, tuple[int, str]]:
    """Which seed noticed a mutant by which invariant, by name."""
    lines = KILLS.read_text(encoding="utf-8").splitlines() if KILLS.exists() else []
    parts = [line.split() for line in lines if line.strip()]
    return {name: (int(seed), invariant) for name, seed, invariant in parts}


def _keep(kills: dict[str, tuple[int, str]]) -> None:
    present = {one.name for one in mutants()}
    lines = [f"{name} {seed} {invariant}\n" for name, (seed, invariant) in sorted(kills.items()) if name in present]
    KILLS.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
