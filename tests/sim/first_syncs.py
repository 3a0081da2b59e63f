"""In some histories the second account asks before anything of it is taken in, as does one that is connected again.

Until the answer nothing is tied or sent (F1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import Kind
from crmdesk.store.connections import Connection
from tests.sim.picture import Change, Picture
from tests.sim.side import Side
from tests.sim.trace import Trace
from tests.sim.violation import Violation

_SHARED = ("same1@example.org", "same2@example.org", "same3@example.org")


class FirstSyncs:
    """Decides by its own random numbers, so that histories of one account stay what they were."""

    def __init__(self, random: Random, picture: Picture, trace: Trace, sides: list[Side]) -> None:
        self.random = random
        self.picture = picture
        self.trace = trace
        self.asking = sides[-1] if len(sides) > 1 and random.random() < 0.5 else None
        self.sides = sides

    def connection(self, side: Side) -> Connection:
        """The connection of an account as it is stored."""
        made = side.connection()
        return replace(made, first_sync=FirstSync.ASKING) if side is self.asking else made

    def share(self) -> None:
        """Where one account asks: some people in both accounts, of whom one may be in one of them twice."""
        if self.asking is None:
            return
        kinds = [kind for kind in (Kind.LEAD, Kind.CONTACT) if all(kind in side.objects for side in self.sides)]
        for address in _SHARED[: self.random.randrange(1, len(_SHARED) + 1)] if kinds else ():
            kind = self.random.choice(kinds)
            for side in (*self.sides, *([self.asking] if self.random.random() < 0.2 else [])):
                name = self.random.choice(("Durand", "Durand", "Roux"))
                id = side.add(kind, {"last_name": name, "emails": side.emails_raw((address,))})
                self.trace(f"{side.name}: new {kind.value} {id} {name} {address}")
                side.observe()

    def check(self, change: Change, cursor: Any) -> Iterator[Violation]:
        """F1, over what the newest commit changed."""
        if not (change.links or change.intents):
            return
        query = "SELECT id FROM connection WHERE first_sync = ?"
        asking = {id for (id,) in cursor.execute(query, (FirstSync.ASKING,))}
        for id in change.links if asking else ():
            link = self.picture.links.get(id)
            if link is not None and link.connection in asking and link.remote_id is not None:
                yield Violation("F1", f"{link.place} was tied before anybody answered")
        for number in change.intents if asking else ():
            send = self.picture.intents.get(number)
            if send is not None and send.connection in asking:
                yield Violation("F1", f"the {send.verb} of {send.record} was begun before anybody answered")
