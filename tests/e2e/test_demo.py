"""The demonstration without a window, as ``make demo`` starts it."""

from __future__ import annotations

import json
import subprocess

from tests.e2e.kit import LONG_S, PROGRAM
from tests.e2e.processes import ROOT

STEPS = (
    "signed_in", "pulled", "edited_offline", "pulled_again", "merged_without_asking", "conflicts", "resolved", "pushed",
    "together", "verified_at_vendor", "lost",
)  # fmt: skip


def test_the_headless_demonstration_reports_every_step_and_loses_nothing() -> None:
    command = (*PROGRAM, "demo", "--headless", "--json", "--records", "60")
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONG_S)
    assert ended.returncode == 0, ended.stderr
    document = json.loads(ended.stdout)
    assert [step["step"] for step in document["steps"]] == list(STEPS)
    assert {name: document[name] for name in STEPS} == {step["step"]: step["count"] for step in document["steps"]}
    assert document["pulled"] >= 60
    assert (document["accounts"], document["together"]) == (5, 2)
    assert document["conflicts"] == document["resolved"] > 0
    assert all(document[name] > 0 for name in STEPS if name != "lost")
    assert document["lost"] == 0
