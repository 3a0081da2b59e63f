"""``python -m tests.sim``: run seeds, each twice in processes that hash differently, or tell one seed as a story."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.sim.playing import play
from tests.sim.runner import keep, report, serve, simulate
from tests.sim.script import STEPS
from tests.sim.shrinking import shrunk

KEPT = Path(__file__).with_name("seeds.txt")


def main() -> int:
    """Run what the command line says; 1 where an invariant does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.sim", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many seeds")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--seed", type=int, help="only this one, in this process")
    parser.add_argument("--verbose", action="store_true", help="with --seed: every line of it")
    parser.add_argument(
        "--shrink", action="store_true", help="with --seed: without the steps that its failure does not need"
    )
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        return serve(sys.stdin, sys.stdout)
    if chosen.seed is not None:
        show, left_out = print if chosen.verbose else None, frozenset[int]()
        if chosen.shrink:
            left_out, outcome = shrunk(chosen.seed, show)
        else:
            outcome = play(chosen.seed, show)
        shorter = f", without {len(left_out)} of its {STEPS} steps" if left_out else ""
        print(f"seed {outcome.seed} ({outcome.vendors}){shorter}: {outcome.violation or 'nothing wrong'}")
        return int(outcome.violation is not None)
    results = simulate(range(chosen.first, chosen.first + chosen.seeds))
    keep(KEPT, results)
    print(report(results))
    return int(bool(results.violations))


if __name__ == "__main__":
    sys.exit(main())
