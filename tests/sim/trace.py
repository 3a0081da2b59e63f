"""What happened, line by line: the same seed has to give the same lines in every process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path


class Trace:
    """The lines of one history and their hash. ``show`` is called with each line. None tells where ``folder`` is."""

    def __init__(self, folder: Path, show: Callable[[str], None] | None = None) -> None:
        self._folder = str(folder)
        self._hash = hashlib.blake2b(digest_size=12)
        self._show = show
        self.lines = 0

    def __call__(self, line: str) -> None:
        """Add a line."""
        line = line.replace(self._folder, "folder")
        self.lines += 1
        self._hash.update(line.encode())
        self._hash.update(b"\n")
        if self._show is not None:
            self._show(line)

    @property
    def digest(self) -> str:
        """The hash of all lines so far."""
        return self._hash.hexdigest()
