"""The rows in the inbox that are to be reconciled: looked for by reading, worked off in units of work, wherever a run needs it.

A row that waits for another one is looked at again only when something arrived, was made or was deleted since: whatever
does that wakes the waiting rows in its own transaction (``inbox.wake``). So nothing is written where nothing waits, and a crash
in between forgets nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from crmdesk.store import inbox
from crmdesk.store.store import Store
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

        What is uncommon is held for a review first; what a review has refused goes back to the account.
        """
        for name in await self.store.read(lambda connection: inbox.refused_objects(connection, self.context.id)):
            while await self.store.write(partial(revert_chunk, context=self.context, object_name=name)):
                pass
        await Admission(self.store, self.context).look()
        while sum([await self._work_off(name) for name in await self._staged()]):
            pass

    async def _staged(self) -> list[str]:
        """The objects with rows to reconcile, as far as the account has them, in its order."""
        staged = await self.store.read(lambda connection: inbox.staged_objects(connection, self.context.id))
        return [name for name in self.context.objects if name in staged]

    async def _work_off(self, object_name: str) -> int:
        """Returns how many rows were taken."""
        taken = 0
        while some := await self.store.write(lambda unit: reconcile_chunk(unit, self.context, object_name)):
            taken += some
        return taken
