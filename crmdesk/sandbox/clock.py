"""The vendors' clock: real or virtual time plus an offset, and the forms in which vendors write a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import formatdate

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class VendorClock:
    """Epoch seconds as the vendors see them; ``offset_s`` makes them run ahead of (or behind) the clock given."""

    def __init__(self, source: Callable[[], float]) -> None:
        self._source = source
        self.offset_s = 0.0

    def __call__(self) -> float:
        """Epoch seconds."""
        return self._source() + self.offset_s

    def ms(self) -> int:
        """Epoch milliseconds."""
        return int(self() * 1000)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Stand still meanwhile: what several vendors make is then of one moment."""
        moment, source = self._source(), self._source
        self._source = lambda: moment
        try:
            yield
        finally:
            self._source = source

    def http_date(self) -> str:
        """The value of a ``Date`` header."""
        return formatdate(self(), usegmt=True)


def iso(ms: int) -> str:
    """``2026-11-20T10:00:00.011Z``."""
    return (EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")[:-6] + "Z"
