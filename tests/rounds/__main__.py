"""``python -m tests.rounds``: tell histories over all vendors' providers, or one of them with every line."""

from __future__ import annotations

import argparse
import sys
import time

from tests.rounds.history import report, told
from tests.rounds.vendors import TABLES


def main() -> int:
    """Tell what the command line says; 1 where something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.rounds", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many seeds")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--verbose", action="store_true", help="with --seed: every line of it")
    parser.add_argument("--vendors", nargs="+", choices=TABLES, help="these accounts, and not those that the seed says")
    chosen = parser.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.seeds) if chosen.seed is None else [chosen.seed]
    show = print if chosen.verbose and chosen.seed is not None else None
    failed = False
    for seed in seeds:
        started = time.monotonic()
        outcome = told(seed, chosen.vendors, show=show)
        failed = failed or bool(outcome.violations)
        if outcome.violations:
            print(report([outcome]), flush=True)
        else:
            seconds = time.monotonic() - started
            print(f"seed {seed} ({', '.join(outcome.vendors)}): nothing wrong, {seconds:.0f} s", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
