"""Faults that tests and the demo inject: what goes wrong, for which requests, how many times.

A request takes the first matching fault of the passing kinds (each stands for one mishap) and every matching fault of
the lasting kinds (a state of the account, such as a field that is gone). Both count down ``times``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What goes wrong. ``value`` of the fault, where it has a meaning, is given in brackets."""

    STATUS = "status"
    """Answer with a status [an integer, or {"status": n, "body": …}]; nothing is carried out."""
    HANG = "hang"
    """Never answer, or answer [seconds] later than usual."""
    DROP_BEFORE = "drop_before"
    """Close the connection; nothing was carried out."""
    DROP_AFTER = "drop_after"
    """Carry the request out, then close the connection in place of the reply."""
    RETRY_AFTER = "retry_after"
    """429 with ``Retry-After: value`` [seconds]; without a value, 429 without that header."""
    DUPLICATE_PAGE = "duplicate_page"
    """The page's cursor leads to the same page once more."""
    REORDER = "reorder"
    """The records of the page come in another order."""
    GARBAGE = "garbage"
    """The reply ends in the middle of its JSON [or is this text]."""
    FLOOD = "flood"
    """The reply goes on for [bytes], 100 million by default."""
    LAG = "lag"
    """Search answers from its index as it was [seconds] ago. Lasting."""
    PARTIAL = "partial"
    """Every second input of a batch is refused."""
    EXPIRE_TOKEN = "expire_token"
    """The access token of this request expires just before it."""
    REVOKE_TOKEN = "revoke_token"
    """The whole grant behind this request's token is withdrawn just before it."""
    FORBID_FIELD = "forbid_field"
    """A field [name] may not be written by this user. Lasting."""
    REMOVE_FIELD = "remove_field"
    """A field [name] does not exist any more. Lasting."""


LASTING = frozenset({Action.LAG, Action.FORBID_FIELD, Action.REMOVE_FIELD})


@dataclass(slots=True)
class Fault:
    """One injected fault. ``times`` is what is left of it; ``None`` lasts until the faults are cleared."""

    vendor: str
    action: Action
    method: str | None = None
    path: str = ""
    times: int | None = 1
    value: Any = None

    def matches(self, vendor: str, method: str, path: str) -> bool:
        """Whether it bears on a request; ``path`` of a fault is a prefix."""
        return (
            self.vendor == vendor
            and self.times != 0
            and (self.method is None or self.method.upper() == method)
            and path.startswith(self.path)
        )


class FaultBoard:
    """The faults in force, for all vendors of one sandbox."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, faults: list[Fault]) -> None:
        """Put faults in force, after those already there."""
        self._faults.extend(faults)

    def clear(self) -> None:
        """Take all faults away."""
        self._faults.clear()

    def take(self, vendor: str, method: str, path: str) -> tuple[Fault, ...]:
        """The faults that bear on this request, each counted once."""
        if not self._faults:
            return ()
        taken: list[Fault] = []
        passing_taken = False
        for fault in self._faults:
            lasting = fault.action in LASTING
            if (lasting or not passing_taken) and fault.matches(vendor, method, path):
                passing_taken = passing_taken or not lasting
                taken.append(fault)
                if fault.times is not None:
                    fault.times -= 1
        self._faults = [fault for fault in self._faults if fault.times != 0]
        return tuple(taken)
