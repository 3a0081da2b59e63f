"""A person gives up what waits for one account, mostly of a record that lives in another one, too.

It has dice of its own, so that histories in which it does not happen are as they would be without it. Nothing that another account
holds may be given up by that, or it would be sent over what a colleague wrote there (I13, in ``tidier.py``).
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from tests.sim.history import History

_SHARED, _OTHER = 0.4, 0.01
"""How often it happens before a step where something waits for one account of two, and of one."""


def give_up(history: History, random: Random) -> None:
    """Perhaps give up what some record has for an account."""
    chance, picture = random.random(), history.picture
    if chance >= _SHARED:
        return
    waiting = sorted({(link.record, link.connection) for link in picture.links.values() if link.dirty})
    shared = [
        each for each in waiting if any(one.state == "active" for one in picture.of_record(each[0]) if not one.dirty)
    ]
    if not waiting or (not shared and chance >= _OTHER):
        return
    try:
        history.tidier.discard(*random.choice(shared or waiting))
    except InvalidInput as error:
        history.trace(f"here: refused, {error.key}")
