"""``python -m tests.kill.victim FD``: the process that the program's processes are forked from (see ``tests.e2e.processes``).

Each runs the command line's ``main`` once for every list of arguments in CRMDESK_TEST_COMMANDS. With CRMDESK_TEST_MOMENT it kills
itself at that moment; its clock is CRMDESK_TEST_SHIFT_S ahead, so that a hundred deaths are spread over days.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Sequence

from tests.e2e.processes import serve

COMMANDS, MOMENT, SHIFT = "CRMDESK_TEST_COMMANDS", "CRMDESK_TEST_MOMENT", "CRMDESK_TEST_SHIFT_S"


class Clock:
    """The clock of a process that may be ahead."""

    def __init__(self) -> None:
        self._real = time.time
        self.shift_s = 0.0

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self._real() + self.shift_s


def run(clock: Clock, profile: Sequence[str]) -> int:
    """The commands one after the other; the worst exit status."""
    from crmdesk.__main__ import main
    from tests.kill.stages import Moment, install

    clock.shift_s = float(os.environ[SHIFT])
    if MOMENT in os.environ:
        install(Moment(*json.loads(os.environ[MOMENT])))
    worst = 0
    for command in json.loads(os.environ[COMMANDS]):
        worst = max(worst, main([*profile, *command]))
    return worst


if __name__ == "__main__":
    # Before anything of crmdesk is loaded: some of it keeps the clock that it finds.
    clock = Clock()
    setattr(time, "time", clock)  # noqa: B010 - a function of a module is replaced
    serve(socket.socket(fileno=int(sys.argv[1])), lambda arguments: run(clock, arguments))
