"""What the window is handed: reading, editing, deciding, syncing, signing in. Every write is a unit of work of the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from crmdesk.desk import uniting
from crmdesk.desk.later import Later
from crmdesk.desk.vendors import OFFERED, check_vendor, hosts_of
from crmdesk.domain.conflicts import Resolution
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.lookup import Lookup
from crmdesk.domain.policies import Policy
from crmdesk.domain.reviews import Answer
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import WITHOUT_STAGE, AccountInfo, LifeStage, MadeUpApp, SignInRequest, VendorInfo
from crmdesk.domain.unfinished import Unfinished
from crmdesk.domain.values import Value
from crmdesk.paths import guide
from crmdesk.store import (
    adopting,
    answering,
    connections,
    deciding,
    discarding,
    editing,
    policies,
    problems,
    reviews,
    run_undoing,
    undoing,
    unfinished,
)
from crmdesk.store.queries.duplicates import PossibleDuplicate, United
from crmdesk.store.queries.rows import ReviewSample
from crmdesk.store.store import Reader, ThreadedStore
from crmdesk.store.unit import Unit

if TYPE_CHECKING:
    # What speaks to the vendors is handed over late, and only for typing named here: its modules take as long to load as
    # the window takes to be shown.
    from crmdesk.desk.accounts import Accounts
    from crmdesk.desk.session import Session
    from crmdesk.desk.signing_in import SigningIn
    from crmdesk.sync.worker import Worker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outside:
    """What speaks to the vendors: the accounts of the session, and the worker that runs them."""

    session: Session
    worker: Worker

    @property
    def accounts(self) -> Accounts:
        """The accounts."""
        return self.session.accounts


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one open profile. Awaited on the window's loop, which nothing here blocks; requests run on the worker's.

    ``outside`` is what speaks to the vendors, which is still being loaded when the window is shown.
    """

    store: ThreadedStore
    outside: Later[Outside]
    language: str = "fr"
    sandboxes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What a sandbox says about vendors that are looked for there instead of at their real hosts: the demonstration's."""

    async def read(self, query: Callable[[Reader], T]) -> T:
        """Run a query on a reader; cancelling the task interrupts it."""
        return await self.store.read(query)

    async def edit(self, record: str, values: Mapping[str, Value]) -> str:
        """Change fields of a record; the change's id. Raises InvalidInput."""
        return await self._edit(lambda unit: editing.edit(unit, record, values))

    async def create(self, kind: Kind, values: Mapping[str, Value]) -> tuple[str, str]:
        """Make a record; its id and the change's. Raises InvalidInput."""
        return await self._edit(lambda unit: editing.create(unit, kind, values))

    async def delete(self, record: str) -> str:
        """Move a record to the trash; the change's id."""
        return await self._edit(lambda unit: editing.delete(unit, record))

    async def restore(self, record: str) -> str:
        """Bring a record back from the trash; the change's id."""
        return await self._edit(lambda unit: editing.restore(unit, record))

    async def discard(self, record: str, connection: str) -> str:
        """Give up what a record has to send to an account; the change's id. Raises InvalidInput."""
        return await self._write(lambda unit: discarding.discard(unit, record, connection))

    async def adopt(self, record: str, field: str, connection: str, stored: Value) -> str:
        """Let a field hold what an account stored instead of what it was sent; the change's id. Raises InvalidInput."""
        return await self._edit(lambda unit: adopting.adopt(unit, record, field, connection, stored=stored))

    async def resolve(self, resolutions: Sequence[Resolution]) -> str:
        """Decide conflicts, all or none; the change's id. Raises InvalidInput."""
        return await self._edit(lambda unit: deciding.resolve(unit, resolutions))

    async def undo(self, change: str) -> None:
        """Take a change back. Raises InvalidInput("cannot_undo")."""
        await self._edit(lambda unit: undoing.undo(unit, change))

    async def redo(self, change: str) -> None:
        """Make a change again that was taken back. Raises InvalidInput("cannot_redo")."""
        try:
            await self._edit(lambda unit: undoing.redo(unit, change))
        except InvalidInput as error:
            if error.key != "cannot_undo":
                raise
            raise InvalidInput("cannot_redo", **error.data) from error

    async def undo_run(self, run: str, shown: str) -> str:
        """Take back what a run did here, as it was shown; the change's id. Raises InvalidInput."""
        return await self._edit(lambda unit: run_undoing.undo_run(unit, run, shown=shown))

    async def put_policy(self, policy: Policy) -> str:
        """Put a policy in force; its id. Raises InvalidInput."""
        return await self._write(lambda unit: policies.put(unit, policy))

    async def switch_policy(self, policy: str, on: bool) -> None:
        """Switch a policy on or off. Raises InvalidInput."""
        await self._write(lambda unit: policies.switch(unit, policy, on=on))

    async def remove_policy(self, policy: str) -> None:
        """Remove a policy. Raises InvalidInput."""
        await self._write(lambda unit: policies.remove(unit, policy))

    def keep_unfinished(self, forms: Sequence[Unfinished], over: Sequence[str]) -> None:
        """Keep what was typed and not saved, and forget what is over, before this returns: the system ends the program."""
        self.store.write_now(lambda unit: unfinished.keep(unit, forms, over=over))

    async def forget_unfinished(self, key: str) -> None:
        """Forget what was kept under a key: it was saved, or given up."""
        await self._write(lambda unit: unfinished.forget(unit, [key]))

    def sync(self, connection: str | None = None) -> None:
        """Run one account, or all of them, as soon as possible."""
        self._tell(lambda worker: worker.sync(connection))

    def stop(self, connection: str | None = None) -> None:
        """Stop the run of one account, or all runs."""
        self._tell(lambda worker: worker.cancel(connection))

    async def set_paused(self, connection: str, paused: bool) -> None:
        """Pause an account, or go on with it."""
        state = connections.PAUSED if paused else connections.ACTIVE
        await self._write(lambda unit: connections.change(unit, connection, state=state))
        if paused:
            self.stop(connection)
        else:
            self.sync(connection)

    async def set_sending(self, connection: str, on: bool) -> None:
        """Switch sending on or off. What was held goes out with the next run; a run that sends stops at once."""
        await self._write(lambda unit: connections.change(unit, connection, sending=on))
        if on:
            self.sync(connection)
        else:
            self.stop(connection)

    async def set_deletions(self, connection: str, deletions: Deletions) -> None:
        """Say what a deletion at an account means here."""
        await self._write(lambda unit: connections.choose_deletions(unit, connection, deletions))

    async def set_interval(self, connection: str, seconds: int) -> None:
        """Say how much time passes between two synchronisations of an account, from a first one now."""
        await self._write(lambda unit: connections.change(unit, connection, interval_s=seconds))
        self.sync(connection)

    def set_offline(self, forced: bool) -> None:
        """Make no request by choice, or end that."""
        self._tell(lambda worker: worker.set_offline(forced))

    async def retry(self, problem: int) -> None:
        """Try at once what failed."""
        connection = await self._write(lambda unit: problems.retry(unit, problem))
        if connection is not None:
            self.sync(connection)

    async def review_sample(self, review: str) -> list[ReviewSample]:
        """Some of the records that a review is about, as they would change here. Raises InvalidInput("review_not_open")."""
        outside = await self.opened()
        # See Outside for why it is not loaded above.
        from crmdesk.desk.reviewing import sample

        return await asyncio.wrap_future(outside.worker.submit(sample(outside.session, review)))

    async def never_blank(self, record: str) -> Mapping[str, tuple[str, ...]]:
        """The fields of a record that its accounts never hold blank: by field, the accounts' names."""
        outside = await self.opened()
        # See Outside for why it is not loaded above.
        from crmdesk.desk.never_blank import never_blank

        return await asyncio.wrap_future(outside.worker.submit(never_blank(outside.session, record)))

    async def look_up(self, address: str) -> Lookup:
        """Ask all accounts for the people with an e-mail address or a phone number.

        Raises InvalidInput for a text that is neither, and ``working_offline`` where no request is to be made.
        """
        outside = await self.opened()
        return await asyncio.wrap_future(outside.worker.submit(_look_up(outside, address)))

    async def decide_review(self, review: str, answer: Answer, shown: str) -> None:
        """Decide what is to be done with something uncommon, and go on with the account. Raises InvalidInput."""
        connection = await self._write(lambda unit: reviews.decide(unit, review, answer, shown=shown))
        await answering.carry_out_all(self.store, review)
        if answer is Answer.STOP:
            self.stop(connection)
        else:
            self.sync(connection)

    async def possible_duplicates(self, record: str | None = None) -> list[PossibleDuplicate]:
        """The pairs of records that may be the same, the best reasons first; or those of one record."""
        return await uniting.possible_duplicates(self.store, record)

    async def preview_union(self, survivor: str, other: str) -> United:
        """What uniting two records would bring about. Raises InvalidInput where they cannot be united."""
        return await uniting.preview(self.store, survivor, other)

    async def unite(self, survivor: str, other: str) -> str | None:
        """Make two records one; the account by which ``separate`` takes that back, None where it cannot. Raises InvalidInput."""
        return await self._edit(lambda unit: uniting.unite(unit, survivor, other))

    async def separate(self, record: str, connection: str) -> str:
        """Give an account's rows of a record a record of their own; its id. Raises InvalidInput."""
        return await self._edit(lambda unit: uniting.separate(unit, record, connection))

    async def keep_apart(self, first: str, second: str) -> None:
        """Two records are not the same: they are not suggested any more. Raises InvalidInput."""
        await self._write(lambda unit: uniting.keep_apart(unit, first, second))

    async def suggest_again(self, first: str, second: str) -> None:
        """Two records may be the same after all."""
        await self._write(lambda unit: uniting.suggest_again(unit, first, second))

    async def follow_users(self) -> None:
        """Let what users own follow whoever they have become, slice by slice; after a crash or an end, the next run goes on."""
        outside = await self.opened()
        # See Outside for why it is not loaded above.
        from crmdesk.sync import owners

        await asyncio.wrap_future(outside.worker.submit(owners.follow_all(self.store)))
        outside.worker.edited()

    async def disconnect(self, connection: str, *, keep_data: bool) -> bool:
        """Stop the account, give the access back at the vendor as far as it answers, and forget it here.

        Says whether the vendor confirmed. Raises Busy while another process runs the account.
        """
        outside = await self.opened()
        return await asyncio.wrap_future(outside.worker.submit(_leave(outside, connection, keep_data=keep_data)))

    def vendors(self) -> list[VendorInfo]:
        """The vendors that can be signed in to."""
        return [
            replace(
                each,
                guide=guide(each.key, self.language),
                made_up=self._made_up(each.key, each.personal_tokens),
                hosts=hosts_of(each.key),
            )
            for each in OFFERED
        ]

    def sign_in(self, request: SignInRequest) -> WorkerSignIn:
        """Begin a sign-in. Raises InvalidInput for a vendor that there is not."""
        check_vendor(request.vendor)
        return WorkerSignIn(self, request)

    async def completed(self, request: SignInRequest) -> SignInRequest:
        """A request with what is known of the connection it signs in to again, and of the sandbox it goes to.

        Raises InvalidInput for a connection that there is not.
        """
        known = request.connection
        if known is not None:
            row = await self.store.read(lambda reader: connections.get(reader, known))
            request = replace(request, name=row.name, base_url=request.base_url or row.base_url, ca_file=row.ca_file)
        sandbox = self.sandboxes.get(request.vendor)
        if sandbox is not None and request.base_url in (None, sandbox["base_url"]):
            document = request.document or (sandbox.get("document") if known is None else None)
            uris = tuple(sandbox["redirect_uris"])
            request = replace(request, base_url=sandbox["base_url"], redirect_uris=uris, document=document)
        return request

    async def known_application(self, connection: str) -> str | None:
        """The client id of the application that an account is signed in with; None where it is a token, or not known."""
        vault = (await self.opened()).accounts.vault
        stored = await asyncio.to_thread(vault.load, connection)
        return None if stored is None else stored.app.client_id or None

    async def opened(self) -> Outside:
        """What speaks to the vendors, once it is there."""
        return await asyncio.wrap_future(self.outside.begin())

    def _made_up(self, vendor: str, tokens: bool) -> MadeUpApp | None:
        """The application of the sandbox that a vendor is looked for in; None where it is looked for at its real hosts."""
        known = self.sandboxes.get(vendor)
        if known is None:
            return None
        token = Secret(known["access_token"]) if tokens else None
        return MadeUpApp(
            known["client_id"], Secret(known["client_secret"]), known["base_url"], token, known.get("document")
        )

    def _tell(self, act: Callable[[Worker], None]) -> None:
        """Tell the worker something, at once or as soon as it is there. That it never comes is told by whoever began it."""
        here = self.outside.here
        if here is not None:
            act(here.worker)
        else:
            self.outside.begin().add_done_callback(lambda made: None if made.exception() else act(made.result().worker))

    async def _edit(self, work: Callable[[Unit], T]) -> T:
        """Write what a person typed or chose, and let it go out soon. The worker's first run sends what was typed before it."""
        done = await self._write(work)
        here = self.outside.here
        if here is not None:
            here.worker.edited()
        return done

    async def _write(self, work: Callable[[Unit], T]) -> T:
        return await self.store.write(work, urgent=True)


async def _look_up(outside: Outside, address: str) -> Lookup:
    """Ask all accounts on the worker's loop, which knows by then whether any may be asked."""
    # See Outside for why it is not loaded above.
    from crmdesk.desk.lookup import look_up

    if outside.worker.is_offline:
        raise InvalidInput("working_offline")
    store = outside.session.store
    return await look_up(outside.session, address, await store.read(connections.all_of))


async def _leave(outside: Outside, connection: str, *, keep_data: bool) -> bool:
    """Disconnect an account on the worker's loop, where nothing runs it meanwhile."""
    # See Outside for why it is not loaded above.
    from crmdesk.desk.disconnecting import disconnect

    async with outside.worker.without(connection):
        # The dialog has told what was never sent.
        return await disconnect(outside.session, connection, keep_data=keep_data, discard_pending=True)


class WorkerSignIn:
    """A sign-in for the window: its steps run on the worker's loop and are awaited on the window's."""

    def __init__(self, desk: Desk, request: SignInRequest) -> None:
        self._desk = desk
        self._request = request
        self._stack = AsyncExitStack()
        self._signing_in: SigningIn | None = None
        self._stages: tuple[LifeStage, ...] = ()

    async def url(self) -> str:
        """The address to open; empty where a personal token makes the browser unnecessary.

        Raises SignInFailed, and InvalidInput for a connection that there is not, and ``working_offline`` where no request is to
        be made.
        """
        outside = await self._desk.opened()
        # See Outside for why it is not loaded above.
        from crmdesk.desk.signing_in import SigningIn

        request = await self._desk.completed(self._request)
        self._signing_in = SigningIn(outside.accounts, request, language=self._desk.language)
        return await self._on_worker(self._begin(self._signing_in))

    async def account(self) -> AccountInfo:
        """Wait for the person in the browser and look at the account. Raises the connection faults."""
        found = await self._on_worker(self._begun.account())
        missing = tuple((each.object, each.label) for each in found.missing if not each.by_hand)
        by_hand = tuple((each.object, f"{each.name} ({each.label})") for each in found.missing if each.by_hand)
        self._stages = found.stages
        who = found.account
        return AccountInfo(
            who.name, who.user or "", who.id, missing, found.stages, by_hand=by_hand, sending=found.sending,
            assumed_currency=who.currency if who.currency_assumed else "", lacking=found.lacking,
        )  # fmt: skip

    async def finish(self, *, create_missing: bool, send: bool, lead_stages: tuple[str, ...] | None) -> str:
        """Store the connection and start its first run; its id."""
        connection = await self._on_worker(
            self._finish(create_missing=create_missing, send=send, lead_stages=self._rule(lead_stages))
        )
        worker = (await self._desk.opened()).worker
        worker.refresh()
        worker.sync(connection)
        return connection

    def _rule(self, chosen: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """The stages to store: None where the rule was left as it was shown; people without a stage stay leads."""
        shown = {stage.value for stage in self._stages if stage.counts}
        return None if chosen is None or set(chosen) == shown else (*chosen, WITHOUT_STAGE)

    def cancel(self) -> None:
        """Give up and close the listener; harmless once the sign-in is over."""
        here = self._desk.outside.here
        if here is not None and self._signing_in is not None:
            here.worker.submit(self._end(self._signing_in))

    @property
    def _begun(self) -> SigningIn:
        assert self._signing_in is not None
        return self._signing_in

    async def _begin(self, signing_in: SigningIn) -> str:
        if (await self._desk.opened()).worker.is_offline:
            raise InvalidInput("working_offline")
        await self._stack.enter_async_context(signing_in)
        return await signing_in.begin() or ""

    async def _finish(self, *, create_missing: bool, send: bool, lead_stages: tuple[str, ...] | None) -> str:
        worker, known = (await self._desk.opened()).worker, self._begun.known
        # What a run of before stored later would be as the old access, and the old rule, have it.
        async with worker.without(known) if known is not None else nullcontext():
            stored = await self._begun.finish(
                create_missing=create_missing, send=send, lead_stages=lead_stages, ask_first=True
            )
        await self._stack.aclose()
        return stored.id

    async def _end(self, signing_in: SigningIn) -> None:
        signing_in.cancel()
        await self._stack.aclose()

    async def _on_worker(self, step: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future((await self._desk.opened()).worker.submit(step))
