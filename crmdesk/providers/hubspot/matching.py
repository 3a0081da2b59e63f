"""Which new row belongs to which item, where the answer carries neither key nor trace id and promises no order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def by_likeness(
    sent: Mapping[int, Mapping[str, str]], rows: Sequence[Mapping[str, Any]]
) -> dict[int, Mapping[str, Any]]:
    """Pairs of item and row that share the most values. Where two items fit a row equally well, neither gets it.

    Items that were sent with the same values are the same to everyone: each gets one of the rows.
    """
    waiting = dict(sent)
    pairs: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        listed = row.get("properties")
        held = listed if isinstance(listed, dict) else {}
        scores = {number: _alike(properties, held) for number, properties in waiting.items()}
        best = max(scores.values(), default=0)
        likely = [number for number, score in scores.items() if score == best and best > 0]
        if likely and all(waiting[number] == waiting[likely[0]] for number in likely):
            pairs[likely[0]] = row
            del waiting[likely[0]]
    return pairs


def _alike(sent: Mapping[str, str], held: Mapping[str, Any]) -> int:
    return sum(1 for name, value in sent.items() if str(held.get(name) or "").casefold() == value.casefold())
