"""The parts whose every branch their own tests have to reach: the pure core, the planner, sign-in.

Each part is measured by its own tests alone: a branch that nobody thought about cannot hide behind an end-to-end test.
``--tests`` only names these tests, for whoever runs all the others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# source path: module to measure, tests that must reach all of it; the part that takes longest comes first
PARTS = {
    "crmdesk/domain": ("crmdesk.domain", ["tests/domain"]),
    "crmdesk/auth": ("crmdesk.auth", ["tests/auth"]),
    "crmdesk/sync/plan.py": ("crmdesk.sync.plan", ["tests/sync/test_plan.py", "tests/sync/test_plan_policies.py"]),
}
AT_ONCE = 2


def measured(module: str, tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run ``tests``; exit status 0 if they pass and reach every line and branch of ``module``."""
    command = [sys.executable, "-m", "pytest", "--quiet", "--no-header", "-p", "no:cacheprovider", *tests]
    command += [f"--cov={module}", "--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "COVERAGE_FILE": f"{folder}/coverage"}
        return subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )


def main() -> int:
    """Exit status 0 if every part that exists is covered by its own tests."""
    if sys.argv[1:] == ["--tests"]:
        print("\n".join(test for _, tests in PARTS.values() for test in tests))
        return 0
    parts = {source: part for source, part in PARTS.items() if (ROOT / source).exists()}
    missed = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for source, done in zip(parts, pool.map(lambda part: measured(*part), parts.values()), strict=True):
            print(done.stdout, end="", flush=True)
            if done.returncode:
                missed.append(source)
    for source in missed:
        print(
            f"coverage: {source} is not covered to 100 % by its own tests ({', '.join(PARTS[source][1])})",
            file=sys.stderr,
        )
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
