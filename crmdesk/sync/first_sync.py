"""The first sync of an account that comes beside others: a dry pull, a preview of what it would bring about, and a question.

While that is not settled, every row of the account waits in the inbox and nothing is sent to it (decision 0021). Where nobody is
here yet there is nobody to tie rows to, and they are taken in as they come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.domain.first_sync import FirstSync, Preview
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, held_rows, inbox, ledger, reviews, traits
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.context import Context
from crmdesk.sync.matching import FIELDS
from crmdesk.sync.previewing import PLACE, Counted, Previewing

PATIENT_S = 0.01
"""Seconds for each waiting row, before what was typed here has a preview counted anew: far longer than counting takes."""

FEW = 1_000
"""So many rows are counted anew at once."""


@dataclass(frozen=True, slots=True)
class CountedOver:
    """What a preview was counted over, and when: the account's waiting rows, the newest of them, the newest row of the ledger."""

    rows: int
    last: int
    ledger: int
    at_s: int

    def __str__(self) -> str:
        return f"{self.rows} {self.last} {self.ledger} {self.at_s}"


@dataclass(slots=True)
class Asking:
    """What a run does about its account's first sync. ``now_s`` is the clock (epoch seconds).

    A ``thorough`` run, which a person asked for, never leaves a preview as it was where that may be out of date.
    """

    store: Store
    context: Context
    backlog: Backlog
    now_s: Callable[[], float]
    thorough: bool = False

    async def begin(self) -> None:
        """Where nobody is here, and nobody is about to come, let rows be taken in at full speed."""
        if self.context.dry:
            await self.store.write(self._begin)

    def _begin(self, unit: Unit) -> None:
        if not connections.is_asking(unit.connection, self.context.id):
            self.context.dry = False
        elif not traits.is_anybody_here(unit.connection) and not self._is_waiting(unit.connection):
            connections.settle_first_sync(unit, self.context.id)
            self.context.dry = False

    async def ask(self) -> None:
        """After a whole dry pull: ask about what it would tie, or take its rows in where that is nothing.

        Another account whose first pull goes on is waited for: what it brings may be the same people.
        """
        if not self.context.dry:
            return
        if not await self.store.read(lambda reader: connections.is_asking(reader, self.context.id)):
            await self.backlog.work_off()
            return
        state = await self.store.read(self._state)
        if state is None:
            return
        while await self.store.write(lambda unit: traits.follow(unit, by=0)):
            pass
        counted = await Previewing(self.store, self.context).count(state)
        await self.store.write(lambda unit: self._conclude(unit, counted))
        await self.backlog.work_off()

    def _state(self, reader: Reader) -> str | None:
        """What the preview is to be counted over; None where that is done, or too early."""
        if connections.is_first_arriving(reader, self.context.id, self.now_s()):
            return None
        present = CountedOver(*inbox.newest(reader, self.context.id), ledger.newest(reader), int(self.now_s()))
        shown = [each.preview for each in reviews.all_open(reader, self.context.id) if each.preview is not None]
        if shown and not self._is_outdated(reader, CountedOver(*map(int, shown[0].state.split())), present):
            return None
        return str(present)

    def _is_outdated(self, reader: Reader, counted: CountedOver, present: CountedOver) -> bool:
        """Whether a preview has to be counted anew: the account's rows have moved, or something here that it is about.

        The latter may wait, for counting reads every row: otherwise each word that is typed meanwhile would cost as much.
        """
        if (counted.rows, counted.last) != (present.rows, present.last):
            return True
        if counted.ledger == present.ledger:
            return False
        patience = 0.0 if self.thorough else max(0, present.rows - FEW) * PATIENT_S
        # A clock that was ahead and is right again must not hold it up for as long as it was ahead.
        rested = abs(present.at_s - counted.at_s) >= patience
        return rested and ledger.is_touched(reader, counted.ledger, self._fields())

    def _fields(self) -> dict[Kind, set[str]]:
        """What here a preview is about: the fields that the account carries, by kind, and those that somebody is known by."""
        found: dict[Kind, set[str]] = {}
        for spec in self.context.objects.values():
            for kind, rules in spec.mapping.items():
                found.setdefault(kind, {*FIELDS, *PLACE}).update(rules)
        return found

    def _conclude(self, unit: Unit, counted: Counted) -> None:
        """Open the review, or bring it up to date; where there is nothing to ask (any more), settle the first sync."""
        if not connections.is_asking(unit.connection, self.context.id):
            return
        if reviews.is_answered(unit.connection, self.context.id, reviews.WHOLE_ACCOUNT, sending=False):
            return
        held_rows.set_untied(unit, self.context.id, counted.doubts, counted.outdone)
        if counted.preview.asks:
            self._ask(unit, counted.preview)
        else:
            reviews.close_empty(unit, self.context.id, reviews.WHOLE_ACCOUNT, sending=False)
            connections.settle_first_sync(unit, self.context.id)

    def _ask(self, unit: Unit, preview: Preview) -> None:
        if reviews.ask_about_first_sync(unit, self.context.id, preview, run=self.context.run):
            self.context.counts["reviews"] += 1

    def _is_waiting(self, reader: Reader) -> bool:
        """Whether rows of the account were staged already, or another account's are on their way."""
        arriving = connections.is_first_arriving(reader, self.context.id, self.now_s())
        return arriving or inbox.newest(reader, self.context.id) != (0, 0)


def is_dry(connection: connections.Connection) -> bool:
    """Whether a run of an account begins with nothing to be taken in."""
    return connection.first_sync is FirstSync.ASKING
