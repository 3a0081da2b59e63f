"""What an account was asked, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """Exchanges, and bytes of their bodies as they travelled.

    ``refusals`` (the account asked to wait), ``retries`` and ``refreshes`` (a renewal of the sign-in was asked for) are among
    ``calls``.
    """

    calls: int = 0
    sent_bytes: int = 0
    received_bytes: int = 0
    refusals: int = 0
    retries: int = 0
    refreshes: int = 0

    def __add__(self, more: Figures) -> Figures:
        return Figures(
            self.calls + more.calls,
            self.sent_bytes + more.sent_bytes,
            self.received_bytes + more.received_bytes,
            self.refusals + more.refusals,
            self.retries + more.retries,
            self.refreshes + more.refreshes,
        )


@dataclass(frozen=True, slots=True)
class Quota:
    """What an account may be asked in a day, in the vendor's units (calls, credits, tokens), and how much is left."""

    limit: int
    left: int

    @property
    def used(self) -> float:
        """How much of it is used, from 0 to 1."""
        return min(1.0, max(0.0, (self.limit - self.left) / self.limit))


def quota_of(budget: Mapping[str, Any] | None) -> Quota | None:
    """The day's quota among what a connection's ``budget`` tells of the account's limits; None where the vendor does not tell."""
    limit, left = ((budget or {}).get(f"daily_{name}") for name in ("limit", "remaining"))
    return Quota(limit, left) if limit and left is not None else None
