"""A sandbox in a process of its own, which ends when this one does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.errors import Bug

STOP_S = 10.0


@dataclass(frozen=True, slots=True)
class SandboxProcess:
    """A running sandbox: its control address and what it says about each vendor (architecture page, section 8)."""

    control: str
    vendors: Mapping[str, Mapping[str, Any]]


@contextmanager
def sandbox_process(records: int, seed: int = 1) -> Iterator[SandboxProcess]:
    """Serve a sandbox inside the block. Raises Bug where it does not start."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "crmdesk"]
    options = ["sandbox", "--json", "--until-input-ends", "--records", str(records), "--seed", str(seed)]
    process = subprocess.Popen([*program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        # Nothing at all, or the document of an error.
        found = _document(process.stdout.readline())
        if "control" not in found:
            raise Bug("sandbox_did_not_start", status=process.wait(STOP_S))
        yield SandboxProcess(found["control"], found["vendors"])
    finally:
        process.stdin.close()
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _document(line: str) -> dict[str, Any]:
    """The JSON object of a line; an empty one for anything else."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
