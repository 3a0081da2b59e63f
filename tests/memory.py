"""Where tests write what nobody keeps: in memory, where the system has room there."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOM = 2 * 1024**3
"""What the files of a run of all tests, of those that fail, and of the simulator fit into, in bytes."""


def memory() -> Path | None:
    """A folder in memory with enough room, where the system has one: a container's may be small."""
    shared = Path("/dev/shm")  # noqa: S108 - folders of random names are made in it
    return shared if shared.is_dir() and shutil.disk_usage(shared).free >= ROOM else None
