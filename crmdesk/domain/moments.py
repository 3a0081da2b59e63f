"""Moments as this computer's clock noted them. It may have been wrong: ahead for a while, and right again.

What came first is told by the order of the ledger, never by these (design 2.6). How long something has lasted is told by them, and
a moment that still lies ahead must not make anything wait until it comes.
"""

from __future__ import annotations

from datetime import datetime


def apart_s(one: str, other: str) -> float:
    """Seconds between two moments (UTC text), whichever of them is the earlier one."""
    return abs((datetime.fromisoformat(one) - datetime.fromisoformat(other)).total_seconds())


def is_over(until: str, now: str, *, longest_s: float) -> bool:
    """Whether a wait ``until`` a moment is over; one that would last longer than ``longest_s`` was noted by a wrong clock."""
    return until <= now or apart_s(until, now) > longest_s
