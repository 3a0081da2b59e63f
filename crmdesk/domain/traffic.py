"""What an account was asked, in numbers."""

from __future__ import annotations

from dataclasses import dataclass


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
