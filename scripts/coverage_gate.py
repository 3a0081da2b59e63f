"""The parts whose every branch their own tests have to reach: the pure core, the planner, sign-in.

Each part is measured by its own tests alone: a branch that nobody thought about cannot hide behind an end-to-end test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# source path: module to measure, tests that must reach all of it
PARTS = {
    "crmdesk/domain": ("crmdesk.domain", ["tests/domain"]),
    "crmdesk/sync/plan.py": ("crmdesk.sync.plan", ["tests/sync/test_plan.py", "tests/sync/test_plan_policies.py"]),
    "crmdesk/auth": ("crmdesk.auth", ["tests/auth"]),
}


def is_covered(module: str, tests: Sequence[str]) -> bool:
    """Run ``tests`` and tell whether they pass and reach every line and branch of ``module``."""
    command = [sys.executable, "-m", "pytest", "--quiet", "--no-header", "-p", "no:cacheprovider", *tests]
    command += [f"--cov={module}", "--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "COVERAGE_FILE": f"{folder}/coverage"}
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def main() -> int:
    """Exit status 0 if every part that exists is covered by its own tests."""
    missed = [source for source, (m, t) in PARTS.items() if (ROOT / source).exists() and not is_covered(m, t)]
    for source in missed:
        print(
            f"coverage: {source} is not covered to 100 % by its own tests ({', '.join(PARTS[source][1])})",
            file=sys.stderr,
        )
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
