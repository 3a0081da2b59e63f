"""A person chooses that a field only travels to an account, or only from there, and later the usual direction again.

It has dice of its own, so that histories in which it does not happen are as they would be without it. A direction answers no
question (I1), what is not sent stays here, and once a field travels both ways again both sides agree, or a person is asked (the
checks at rest). People like to choose one while they are asked about that very field.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.sim.memory_side import MemorySide

if TYPE_CHECKING:
    from tests.sim.history import History

_CHOSEN, _ASKED, _USUAL = 0.03, 0.25, 0.3
"""How often somebody chooses a direction before a step, where they are asked about the field, and the usual one again."""

_FIELDS = ("city", "job_title", "first_name")
_OUT, _IN = {"readable": False}, {"writable": False}


def choose_a_direction(history: History, random: Random) -> None:
    """Perhaps let a field of an account travel one way only, or both ways again."""
    for side in history.sides.values():
        chance = random.random()
        if not isinstance(side, MemorySide):
            continue
        if side.directed and chance < _USUAL:
            history.trace(f"here: {', '.join(side.directed)} travel both ways again at {side.name}")
            side.directed.clear()
        elif not side.directed and chance < (_ASKED if _asked(history, side) else _CHOSEN):
            _choose(history, side, random)


def _choose(history: History, side: MemorySide, random: Random) -> None:
    """One field, and one way; whoever is asked goes on typing into the record."""
    asked = _asked(history, side)
    record, name = random.choice(asked) if asked else (None, random.choice(_FIELDS))
    way = random.choice((_OUT, _OUT, _IN))
    history.trace(f"here: {name} travels one way at {side.name}: not {', '.join(way)}")
    side.direct(name, way)
    if record is not None:
        history.person.edit(record, {"last_name": f"Sens {random.randrange(100)}"})


def _asked(history: History, side: MemorySide) -> list[tuple[str, str]]:
    """Records and fields that a person is asked about, and the account is one of those that disagree."""
    picture = history.picture
    return sorted(
        (one.record, one.field)
        for one in picture.conflicts.values()
        if one.state == "open"
        and one.field in _FIELDS
        and picture.records[one.record].life == "live"
        and "last_name" in picture.records[one.record].fields
        and any(picture.links[link].connection == side.id for link in one.shown if link in picture.links)
    )
