"""What changes where anything moves: two marks that are equal tell that nothing has happened in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tests.sim.history import History

Mark: TypeAlias = tuple[object, ...]


def mark(history: History, hidden: frozenset[str] = frozenset()) -> Mark:
    """How everything stands. ``hidden`` are fields that are left out."""
    picture = history.picture
    sends = [send.state for send in picture.intents.values() if send.state in ("sending", "uncertain")]
    asked = [one for one in picture.conflicts.values() if one.field not in hidden]
    shown = [(one.id, one.state, repr(one.shown)) for one in asked]
    bases = [
        (
            link.id,
            link.state,
            link.dirty,
            # A field that was blank on both sides, and is listed again by now, is no news.
            repr({name: pair for name, pair in link.bases.items() if name not in hidden and pair != (None, None)}),
        )
        for link in picture.links.values()
    ]
    told = sum(entry.field not in hidden for entry in picture.ledger)
    wrote = 0 if not sends else history.clocks.here()
    refused = any(send.state == "refused" for send in picture.intents.values())
    return (wrote, 0 if refused else history.oracle.writes, told, sorted(shown), sorted(bases))


def differing(before: Mark, now: Mark) -> str:
    """What differs first, in words."""
    for first, second in zip(before, now, strict=True):
        if first != second:
            if isinstance(first, list) and isinstance(second, list):
                return f"{[one for one in first if one not in second]} -> {[one for one in second if one not in first]}"
            return f"{first} -> {second}"
    return ""
