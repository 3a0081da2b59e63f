"""One more account is connected, which keeps a field in rows of their own, and a colleague gives such a row to somebody else.

What it says is said of that one from then on, and what was typed for the first one stays with them (I13). It comes when everything
is at rest and has dice of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.store import connections, editing
from tests.sim.folder_side import FIELD, FOLDERS, FolderSide
from tests.sim.leaving import disconnect
from tests.sim.violation import Violation
from tests.sim.with_parts import new_lead, tied_at

if TYPE_CHECKING:
    from tests.sim.history import History


async def give_away(history: History, random: Random) -> list[Violation]:
    """Connect the account, type the field for one of two people, perhaps once more, and give their row there to the other one."""
    side = FolderSide("g", history.oracle, history.trace, history.weather, random, history.clocks)
    side.moments = history.moments
    history.trace(f"here: {side.id} is connected, which keeps {FIELD} in {FOLDERS}")
    history.replica.write(partial(connections.insert, connection=side.connection()))
    history.sides[side.id] = side
    first, second = new_lead(history, "Cédant", "Nord"), new_lead(history, "Repreneur", None)
    await history.settle()
    wrong = await _give(history, side, first, second, typed=random.random() < 0.5)
    disconnect(history, side)
    return wrong


async def _give(history: History, side: FolderSide, first: str, second: str, *, typed: bool) -> list[Violation]:
    main, own = (tied_at(history, side, record) for record in (second, first))
    folder = next((id for id, (person, _) in side.folders.items() if own is not None and person == own.remote_id), None)
    if main is None or main.remote_id is None or folder is None:
        return []
    if typed:
        history.replica.write(partial(editing.edit, record=first, values={FIELD: "Sud"}))
    history.trace(f"{side.name}: give {folder} to {main.place}, edited here {typed}")
    side.folders[folder] = (main.remote_id, "Nord")
    await history.settle()
    return list(_wrong(history, side, folder, (first, second), main.remote_id, typed=typed))


def _wrong(
    history: History, side: FolderSide, folder: str, people: tuple[str, str], place: str, *, typed: bool
) -> Iterator[Violation]:
    held = [history.picture.records[record].fields[FIELD] for record in people]
    if held != ["Sud" if typed else "Nord", "Nord"]:
        yield Violation("I13", f"{people} have {held} where {folder} was given from one to the other, typed {typed}")
    if side.folders[folder] != (place, "Nord"):
        yield Violation(
            "I13", f"{folder} is {side.folders[folder]} where it was given to {place}, and nobody wrote in it"
        )
