"""What goes wrong on the way to a vendor: chosen by the seed, request by request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

READS = ("offline", "lost_before", "limited", "nonsense", "signed_out", "duplicate", "shuffle", "cut", "expired")
WRITES = ("offline", "lost_before", "lost_after", "lost_after", "limited", "partial", "nonsense", "not_now")
CALM, BREEZE, GALE, STORM = 0.0, 0.04, 0.2, 0.6


class Weather:
    """The mishaps of one run. ``meanwhile`` is something that people do while a request is under way."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.force = CALM
        self.forbidden: tuple[str, str] | None = None
        """An object fault and the object it is about, for the whole run."""
        self.bustle = 0.0
        self.loses_creation = False
        """Whether the next creation happens, and its answer is lost."""
        self.loses_answer: str | None = None
        """What becomes of the next request that writes, whatever it is: lost after it happened, or before."""
        self.still = False
        """Whether requests take no time, and chance is left alone."""
        self.before_write: Callable[[], None] | None = None
        """What somebody does just before the next request that writes, once."""
        self.meanwhile: Callable[[], None] = lambda: None

    def brew(self) -> str:
        """New weather for a run; what, in words."""
        self.force = self._random.choice((CALM, CALM, CALM, BREEZE, BREEZE, GALE, GALE, STORM))
        self.bustle = self._random.choice((0.0, 0.1, 0.3))
        return f"force {self.force}, bustle {self.bustle}"

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        self.force = self.bustle = CALM
        self.forbidden = None
        self.loses_creation = False
        self.loses_answer = None
        self.meanwhile = lambda: None

    @property
    def is_calm(self) -> bool:
        """Whether nothing can go wrong, and nobody does anything meanwhile."""
        loses = self.loses_creation or self.loses_answer is not None
        return self.force == CALM and self.bustle == 0.0 and self.forbidden is None and not loses

    def strike(self, *, writes: bool, creates: bool = False) -> str | None:
        """What goes wrong with the next request."""
        if writes and self.before_write is not None:
            act, self.before_write = self.before_write, None
            act()
        if creates and self.loses_creation:
            self.loses_creation = False
            return "lost_after"
        if writes and self.loses_answer is not None:
            mishap, self.loses_answer = self.loses_answer, None
            return mishap
        if self.force and self._random.random() < self.force:
            return self._random.choice(WRITES if writes else READS)
        return None

    def pause_s(self) -> float:
        """How long the next request takes."""
        return 0.0 if self.still else self._random.choice((0.01, 0.01, 0.2, 1.0))

    def pass_by(self) -> None:
        """Give people the occasion to do something just now."""
        if self.bustle and self._random.random() < self.bustle:
            self.meanwhile()

    def split(self, count: int) -> list[bool]:
        """Which of several items something happens to; at least one."""
        hit = [self._random.random() < 0.5 for _ in range(count)]
        if hit and not any(hit):
            hit[self._random.randrange(count)] = True
        return hit

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same items in another order."""
        return self._random.sample(items, len(items))
