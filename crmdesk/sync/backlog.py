"""The rows in the inbox that are to be reconciled: looked for by reading, worked off in units of work, wherever a run needs it.

A row that waits for another one is looked at again only when something arrived, was made or was deleted since: whatever
does that wakes the waiting rows in its own transaction (``inbox.wake``). So nothing is written where nothing waits, and a crash
in between forgets nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from crmdesk.store import connections, inbox, reviews
from crmdesk.store.answering import carry_out_all
from crmdesk.store.inbox import Pile
from crmdesk.store.store import Store
from crmdesk.sync import under_way
from crmdesk.sync.admission import Admission
from crmdesk.sync.context import Context
from crmdesk.sync.reconcile import reconcile_chunk
from crmdesk.sync.reverting import revert_chunk


@dataclass(slots=True)
class Backlog:
    """The inbox of one connection."""

    store: Store
    context: Context

    async def wake(self) -> None:
        """Have rows that wait looked at again although nothing happened: a person asked for everything."""
        if await self.store.read(lambda connection: inbox.has_waiting(connection, self.context.id)):
            await self.store.write(lambda unit: inbox.wake(unit, self.context.id))

    async def work_off(self) -> None:
        """Reconcile every row that has nothing to wait for, object by object, and what that wakes.

        What was answered about a review is carried out first, so that none of it can be taken for news. What is uncommon is then
        held for a review; what a review has refused goes back to the account. Before the first sync is settled nothing is taken in,
        and what came of a feed that broke off waits for the rest (``under_way``).
        """
        for review in await self.store.read(lambda connection: reviews.answered(connection, self.context.id)):
            await carry_out_all(self.store, review)
        if self.context.dry:
            self.context.dry = await self.store.read(lambda reader: connections.is_asking(reader, self.context.id))
        if self.context.dry:
            return
        piles = await self._piles()
        for name in [name for name in self.context.objects if name in piles and piles[name].refused]:
            while await self.store.write(partial(revert_chunk, context=self.context, object_name=name)):
                pass
            piles = await self._piles()
        unjudged = await Admission(self.store, self.context).look(piles)
        while any(pile.ready for pile in piles.values()):
            piles = await self._piles()
            if not sum([await self._work_off(name) for name in self._ready(piles) if name not in unjudged]):
                return

    async def _piles(self) -> dict[str, Pile]:
        """What there is of each object, but for those of which the rest has still to be read."""
        found = await self.store.read(lambda connection: inbox.piles(connection, self.context.id))
        waiting = await self.store.write(partial(under_way.waiting, context=self.context)) if found else ()
        return {name: pile for name, pile in found.items() if name not in waiting}

    def _ready(self, piles: Mapping[str, Pile]) -> list[str]:
        """The objects with rows to reconcile, as far as the account has them, in its order."""
        return [name for name in self.context.objects if name in piles and piles[name].ready]

    async def _work_off(self, object_name: str) -> int:
        """Returns how many rows were taken."""
        taken = 0
        while some := await self.store.write(lambda unit: reconcile_chunk(unit, self.context, object_name)):
            taken += some
        return taken
