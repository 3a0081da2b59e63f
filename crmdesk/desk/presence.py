"""Which processes have a profile open: each holds a lock on a file of its own, which ends with it however it ends.

A lease of the store names such a process. One whose process was killed would keep others waiting until it runs out;
with the lock gone, everybody can tell that nobody is there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path

FOLDER = "open"
_PREFIX = "process-"
_TURNSTILE = "turnstile"

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, wait: bool) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


class Presence:
    """This process among those that have the profile in ``folder`` open. ``name`` is what its leases are held under.

    Raises OSError where the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self.name = f"{_PREFIX}{os.getpid()}-{os.urandom(4).hex()}"
        self._path = self._folder / self.name
        with self.turn():
            self._file = FileIO(self._path, "x")
            _lock(self._file.fileno(), wait=False)

    def gone(self) -> list[str]:
        """The names of processes that ended without leaving."""
        with self.turn():
            others = [path for path in self._folder.glob(f"{_PREFIX}*") if path != self._path]
            return [path.name for path in others if not _is_held(path)]

    def others(self) -> list[str]:
        """The names of the other processes that have the profile open. For a caller whose turn it is."""
        others = (path for path in self._folder.glob(f"{_PREFIX}*") if path != self._path)
        return [path.name for path in others if _is_held(path)]

    def forget(self, names: list[str]) -> None:
        """Remove what processes left that are gone, once their leases are given back."""
        for name in names:
            with suppress(OSError):
                (self._folder / name).unlink()

    def close(self) -> None:
        """Leave."""
        self._file.close()
        self.forget([self.name])

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One process at a time: to make what a profile has once, and so that no file is seen before its lock."""
        with FileIO(self._folder / _TURNSTILE, "w") as file:
            _lock(file.fileno(), wait=True)
            yield


@contextmanager
def alone(folder: Path, work: str) -> Iterator[bool]:
    """Whether nobody else, in this process or another, is at ``work`` on the profile in ``folder``, until the block ends.

    Nobody waits: whoever finds somebody at it leaves the work to them.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(FileIO(folder / FOLDER / work, "w"))
            _lock(file.fileno(), wait=False)
        except OSError:
            yield False
            return
        yield True


def _is_held(path: Path) -> bool:
    """Whether somebody holds the lock on a file. One that cannot be opened counts as held: waiting is always safe."""
    try:
        with FileIO(path, "r+") as file:
            _lock(file.fileno(), wait=False)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
