"""Stages 6 to 8: verify, send, confirm. What is pending goes out; what moved there meanwhile is reconciled first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from crmdesk.domain.errors import ConnectionFault, OutcomeUnknown, PermissionLost, VendorNonsense
from crmdesk.domain.events import RunStage
from crmdesk.providers.base import Absence, Create, Done, ObjectSpec, Outcome, Provider, RemoteRecord, Unknown, Update
from crmdesk.store import connections, inbox, intents, links
from crmdesk.store.bases import is_echo
from crmdesk.store.intents import Intent
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import answers, needles
from crmdesk.sync.admission import Admission
from crmdesk.sync.backlog import Backlog
from crmdesk.sync.context import Context, Progress
from crmdesk.sync.forbidden import tell_forbidden
from crmdesk.sync.hidden import ask_for_missing
from crmdesk.sync.identify import reads_as_sent
from crmdesk.sync.outgoing import Batch, Sending, collect, standing
from crmdesk.sync.recover import take_found
from crmdesk.sync.rows import arrival, hash_of
from crmdesk.sync.takeover import place, sought

ROUNDS = 3
"""How often a row that keeps moving, or that keeps losing a field, is looked at in one run; after that it waits for the next."""


LOOKED_AT = 500
"""How many links one transaction looks at for something to send."""


@dataclass(slots=True)
class Sender:
    """Sends what is pending at one connection."""

    store: Store
    provider: Provider
    context: Context
    backlog: Backlog
    progress: Progress
    _sent: int = field(default=0, init=False)
    """How many items went out in this run, answered or not."""
    _waiting: int = field(default=0, init=False)
    """How many rows had something to send when it began, those that something holds included."""

    async def send_all(self) -> None:
        """Send creations and updates object by object, then deletions in reverse, so that nothing refers to what is missing."""
        self._waiting = await self.store.read(partial(links.count_dirty, account=self.context.id))
        specs = [spec for spec in self.context.objects.values() if spec.writable]
        for spec in specs:
            await self._allowed(spec, self._send_object(spec))
        deletable = await Admission(self.store, self.context).allowed_deletions()
        for spec in reversed(specs) if deletable else ():
            await self._allowed(spec, self._send_deletes(spec, deletable))

    async def _allowed(self, spec: ObjectSpec, sending: Coroutine[Any, Any, None]) -> None:
        """An object that may not be written (any more) is a problem of its own and stops no other."""
        try:
            await sending
        except PermissionLost as error:
            await tell_forbidden(self.store, self.context, spec.name, error, verb="write")

    async def _send_object(self, spec: ObjectSpec) -> None:
        for _ in range(ROUNDS):
            if not await self._pass(spec):
                return
            await self.backlog.work_off()

    async def _pass(self, spec: ObjectSpec) -> int:
        """One pass over the dirty links of an object; returns how many are to be looked at once more.

        These are rows that had moved and were set back to reconcile, and those of which one field was refused by itself.
        """
        after: int | None = 0
        again = 0
        usual, limit = self.context.capabilities.batch, await self._limit(spec)
        while after is not None:
            batch = await self._collect(spec, after, limit)
            after = batch.after
            creates, adopted = await self._search_first(spec, batch)
            again += adopted + await self._write(spec, creates, self._create, most=limit)
            for at in range(0, len(batch.updates), usual):
                updates, stale = await self._verify(spec, batch.updates[at : at + usual])
                self.context.restless = stale > 0
                again += stale + await self._write(spec, updates, self._update)
        return again

    async def _collect(self, spec: ObjectSpec, after: int, limit: int) -> Batch:
        """What the next links have to send, looked at a few at a time: what is typed meanwhile does not wait for all of them."""
        batch, looked = Batch(after=after), 0
        while batch.after is not None and looked < limit:
            some = min(LOOKED_AT, limit - looked)
            looking = partial(collect, context=self.context, spec=spec, after=batch.after, limit=some)
            batch = batch.with_more(await self.store.write(looking))
            looked += some
        return batch

    async def _limit(self, spec: ObjectSpec) -> int:
        """How many links of an object to look at together: one vendor batch, or a large one where it pays."""
        usual, large = self.context.capabilities.batch, self.context.capabilities.large_batch
        if large is None or not spec.keyed:
            return usual
        many = partial(links.are_wished, account=self.context.id, object_name=spec.name, more_than=usual)
        return large if await self.store.read(many) else usual

    async def _send_deletes(self, spec: ObjectSpec, deletable: Set[int]) -> None:
        after: int | None = 0
        while after is not None:
            batch = await self._collect(spec, after, self.context.capabilities.batch)
            after = batch.after
            deletes, stale = await self._verify(spec, [each for each in batch.deletes if each.state.id in deletable])
            await self._write(spec, deletes, self._delete)
            if stale:
                await self.backlog.work_off()

    # -- verify -------------------------------------------------------------------------------------------------------

    async def _verify(self, spec: ObjectSpec, items: Sequence[Sending]) -> tuple[list[Sending], int]:
        """Read again what is about to be written. What moved since goes to the inbox instead of out."""
        if not items:
            return [], 0
        self._tell(RunStage.VERIFY, spec)
        rows = await self.provider.fetch(spec.name, [sending.state.remote_id or "" for sending in items])
        current: list[Sending] = []
        moved: list[RemoteRecord | Absence] = []
        for sending in items:
            row = rows[sending.state.remote_id or ""]
            if isinstance(row, RemoteRecord) and row.id == sending.state.remote_id and _unmoved(sending, row):
                current.append(_as_read(sending, row))
            else:
                moved.append(row)
        if moved:
            await ask_for_missing(self.store, self.provider, self.context, spec.name, moved)
            await self.store.write(lambda unit: inbox.put(unit, self.context.id, [arrival(row) for row in moved]))
        return current, len(moved)

    async def _search_first(self, spec: ObjectSpec, batch: Batch) -> tuple[list[Sending], int]:
        """Where rows carry no key, look before creating: a row of the same person that nobody is tied to is taken over.

        Returns what is to be created, and how many rows were taken over. Where several fit equally well, a person is asked.
        """
        if spec.keyed:
            return batch.creates, 0
        hits: dict[int, Sequence[RemoteRecord]] = {}
        for number, sending in enumerate(batch.creates):
            self._tell(RunStage.VERIFY, spec, looked_for=number)
            needle = sought(sending)
            if needle is not None:
                hits[sending.state.id] = await self.provider.find(spec.name, sending.state.kind, needle)
        if not any(hits.values()):
            return batch.creates, 0
        placed = partial(place, context=self.context, creates=batch.creates, hits=hits)
        return await self.store.write(placed)

    # -- write --------------------------------------------------------------------------------------------------------

    async def _write(
        self,
        spec: ObjectSpec,
        items: Sequence[Sending],
        request: Callable[[ObjectSpec, Sequence[Sending]], Awaitable[Sequence[Outcome]]],
        *,
        most: int | None = None,
    ) -> int:
        """Write the intents, send, and record every item's answer before anything else is decided.

        Returns how many items can go out at once without the field that was refused.

        Whether sending is on, whether this run still has its place, and whether the items stand is read again in front of every
        request, in the transaction that writes its intents: what is switched off by another process too stops before the next
        request. One that is under way is finished.
        """
        again = 0
        for company in companies(items, self.context.capabilities.batch, most):
            again += await self._request(spec, company, request)
        return again

    async def _request(
        self,
        spec: ObjectSpec,
        items: Sequence[Sending],
        request: Callable[[ObjectSpec, Sequence[Sending]], Awaitable[Sequence[Outcome]]],
    ) -> int:
        context, again = self.context, 0
        due: list[Sending] = []

        def begin(unit: Unit) -> list[Intent]:
            context.check_place(unit)
            due[:] = standing(unit, items) if connections.is_sending(unit.connection, context.id) else []
            begun = [needles.timed(context, each.intent, unit.now) for each in due]
            return intents.begin(unit, context.id, begun, run=context.run)

        # A power cut may not take the note back of what an account has got already: it would be made twice.
        begun = await self.store.write(begin, durable=True)
        if not begun:
            return 0
        self._tell(RunStage.SEND, spec)
        try:
            outcomes = await request(spec, due)
        except (OutcomeUnknown, VendorNonsense) as error:
            # An answer that cannot be read says as little about a write as none.
            outcomes = [Unknown(error) for _ in due]
        except ConnectionFault:
            await self.store.write(lambda unit: answers.not_sent(unit, begun))
            raise
        answered = list(zip(begun, outcomes, strict=True))
        there = [each for each, sending in zip(answered, due, strict=True) if _was_there(context, sending, each[1])]
        if there:
            met = await self.store.write(lambda unit: _meet(unit, context, spec, there))
            again += len(met)
            answered = [each for each in answered if each[0].id not in met]
        for at in range(0, len(answered), context.capabilities.batch):
            some = answered[at : at + context.capabilities.batch]
            again += await self.store.write(partial(answers.record_answers, context=context, sent=some))
        self._sent += len(due)
        self._tell(RunStage.SEND, spec)
        return again

    def _tell(self, stage: RunStage, spec: ObjectSpec, *, looked_for: int = 0) -> None:
        """Say how far it is: what was sent, and how many of the next ones were ``looked_for`` before they are made."""
        done = self._sent + looked_for
        self.progress(stage, spec.name, done, max(done, self._waiting))

    async def _create(self, spec: ObjectSpec, items: Sequence[Sending]) -> Sequence[Outcome]:
        return await self.provider.create(spec.name, [each.item for each in items if isinstance(each.item, Create)])

    async def _update(self, spec: ObjectSpec, items: Sequence[Sending]) -> Sequence[Outcome]:
        return await self.provider.update(spec.name, [each.item for each in items if isinstance(each.item, Update)])

    async def _delete(self, spec: ObjectSpec, items: Sequence[Sending]) -> Sequence[Outcome]:
        return await self.provider.delete(spec.name, [each.item for each in items if isinstance(each.item, str)])


def _was_there(context: Context, sending: Sending, outcome: Outcome) -> bool:
    """Whether another computer has made a row anew that was to be made here: it holds something else than was sent."""
    item = sending.item
    if not (isinstance(item, Create) and item.repeated and isinstance(outcome, Done) and outcome.record is not None):
        return False
    row, rules = outcome.record, context.rules(outcome.record.object, item.kind)
    return any(
        not reads_as_sent(item.kind, rules[name], value, raw, row.fields[name])
        for name, (value, raw) in sending.intent.fields.items()
        if name in row.fields and name not in outcome.left_out
    )


def _meet(unit: Unit, context: Context, spec: ObjectSpec, there: Sequence[tuple[Intent, Outcome]]) -> set[int]:
    """Have such rows read like one that an earlier attempt made: what differs is compared as where two meet.

    Returns the intents of those.
    """
    left = {each.id for each in intents.still_open(unit.connection, [intent for intent, _ in there])}
    return take_found(unit, context, spec.name, [each for each in there if each[0].id in left])


def companies(items: Sequence[Sending], batch: int, most: int | None = None) -> list[Sequence[Sending]]:
    """What goes into one request: up to ``batch`` items, fewer of those that got no answer in larger company before.

    One item that makes a vendor fail is alone after a few attempts and holds up nobody else. ``most`` is how many of those that
    were never sent go together, where these may be more.
    """
    by_size: dict[int, list[Sending]] = {}
    for sending in items:
        size = max(1, batch // 5**sending.attempts) if sending.attempts else most or batch
        by_size.setdefault(size, []).append(sending)
    return [group[at : at + size] for size, group in sorted(by_size.items()) for at in range(0, len(group), size)]


def _as_read(sending: Sending, row: RemoteRecord) -> Sending:
    """What is written under a condition is meant for the row as it was just read.

    A field that is not mapped may have given it another version since its link saw it.
    """
    item = sending.item
    return replace(sending, item=replace(item, version=row.version)) if isinstance(item, Update) else sending


def _unmoved(sending: Sending, row: RemoteRecord) -> bool:
    return is_echo(hash_of(row), sending.state.seen_hash)
