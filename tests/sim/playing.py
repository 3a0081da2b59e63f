"""A history from its seed, told and judged."""

from __future__ import annotations

import asyncio
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.memory import memory
from tests.sim.clocks import VirtualTimeLoop
from tests.sim.history import History
from tests.sim.outcome import Outcome
from tests.sim.script import Script
from tests.sim.trace import Trace
from tests.sim.violation import Broken, Violation


def play(seed: int, show: Callable[[str], None] | None = None, script: Script | None = None) -> Outcome:
    """Tell the history of a seed, all of it or what a script has of it."""
    with (
        tempfile.TemporaryDirectory(dir=memory(), prefix="crmdesk-sim-") as folder,
        asyncio.Runner(loop_factory=VirtualTimeLoop) as runner,
    ):
        trace = Trace(Path(folder), show)
        history = runner.run(_made(seed, Path(folder), trace, script or Script()))
        violation = None
        try:
            runner.run(history.tell())
        except Broken as broken:
            violation = broken.violation
        except Exception as error:  # noqa: BLE001 - whatever the engine raises is a finding
            where = "".join(traceback.format_exception(error)[-3:])
            violation = Violation("crash", f"{type(error).__name__}: {error}\n{where}")
        commits = history.replica.commits
        history.replica.close()
    if violation is not None:
        trace(f"VIOLATION {violation}")
    return Outcome(seed, trace.digest, history.vendors, violation, history.moments.unseen, history.runs, commits)


async def _made(seed: int, folder: Path, trace: Trace, script: Script) -> History:
    """The history of a seed, on the loop that runs."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualTimeLoop)
    return History(seed, folder, loop, trace, script)
