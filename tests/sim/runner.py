"""Many seeds: told twice, by two processes that hash text differently, and counted."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from crmdesk.__main__ import COLLECTING
from tests.sim.playing import play

HASH_SEEDS = ("1", "2")


@dataclass(slots=True)
class Results:
    """What became of many histories. ``violations`` are the seeds by invariant, ``texts`` what was found, by seed."""

    first: int = 0
    last: int = 0
    histories: int = 0
    vendors: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    commits: int = 0
    unseen: Counter[str] = field(default_factory=Counter)
    violations: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        """Count a history, told by both processes."""
        self.histories += 1
        self.vendors[one["vendors"]] += 1
        self.runs += one["runs"]
        self.commits += one["commits"]
        self.unseen.update(one["unseen"])
        invariant, text = one["invariant"], one["text"]
        if one["digest"] != other["digest"]:
            invariant, text = "determinism", "two processes tell it differently"
        if invariant is not None:
            self.violations.setdefault(invariant, []).append(one["seed"])
            self.texts[one["seed"]] = f"{invariant}: {text}"


def serve(lines: IO[str], out: IO[str]) -> int:
    """Tell the seeds that come in, one a line, and answer each with a line of JSON."""
    gc.set_threshold(*COLLECTING)
    gc.freeze()
    for line in lines:
        outcome = play(int(line))
        wrong = outcome.violation
        answer = {
            "seed": outcome.seed,
            "digest": outcome.digest,
            "vendors": outcome.vendors,
            "runs": outcome.runs,
            "commits": outcome.commits,
            "unseen": dict(outcome.unseen),
            "invariant": None if wrong is None else wrong.invariant,
            "text": None if wrong is None else wrong.text,
        }
        out.write(json.dumps(answer) + "\n")
        out.flush()
    return 0


def simulate(seeds: Iterable[int], pairs: int | None = None) -> Results:
    """Tell every seed twice. ``pairs`` of processes share them; by default as many as there are pairs of processors."""
    listed = list(seeds)
    pairs = pairs or max((os.cpu_count() or 2) // 2, 1)
    results = Results(listed[0], listed[-1])
    started = time.perf_counter()
    with ExitStack() as stack:
        shares = [_pair(stack, listed[start::pairs]) for start in range(pairs)]
        for one, other in _taken_in_turn(shares):
            results.add(one, other)
    results.seconds = time.perf_counter() - started
    return results


def _pair(stack: ExitStack, seeds: Sequence[int]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    answers = [_teller(stack, seeds, hash_seed) for hash_seed in HASH_SEEDS]
    return zip(*answers, strict=True)


def _teller(stack: ExitStack, seeds: Sequence[int], hash_seed: str) -> Iterator[dict[str, Any]]:
    """A process that is handed all its seeds at once and answers them in turn."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sim", "--serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    stack.enter_context(process)
    stack.callback(process.kill)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{seed}\n" for seed in seeds))
    process.stdin.close()
    return map(json.loads, process.stdout)


def _taken_in_turn(shares: Sequence[Iterator[Any]]) -> Iterator[Any]:
    waiting = list(shares)
    while waiting:
        for share in list(waiting):
            try:
                yield next(share)
            except StopIteration:
                waiting.remove(share)


def report(results: Results) -> str:
    """What a person wants to know."""
    vendors = ", ".join(f"{count} {name}" for name, count in sorted(results.vendors.items()))
    lines = [
        f"seeds {results.first} to {results.last}: {results.histories} histories ({vendors})",
        f"{results.runs} runs, {results.commits} moments of commits",
        f"{results.histories / results.seconds:.2f} histories per second, each told twice",
        f"unseen overwrites: {', '.join(f'{mode} {results.unseen[mode]}' for mode in ('guarded', 'verified', 'deletions'))}",
    ]
    for seed, text in sorted(results.texts.items()):
        lines.append(f"seed {seed}: {text}")
    found = [f"{name} {len(seeds)}" for name, seeds in sorted(results.violations.items())]
    lines.append(f"violations: {', '.join(found) or 'none'}")
    return "\n".join(lines)


def keep(path: Path, results: Results) -> None:
    """Add failing seeds to those that are told again with every test run."""
    known = set(kept(path))
    with path.open("a", encoding="utf-8") as file:
        for invariant, seeds in sorted(results.violations.items()):
            file.writelines(f"{seed}  # {invariant}\n" for seed in seeds if seed not in known)


def kept(path: Path) -> list[int]:
    """The seeds that once failed."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [int(line.split("#")[0]) for line in lines if line.split("#")[0].strip()]
