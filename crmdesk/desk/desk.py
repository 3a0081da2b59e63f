"""What the window is handed: reading, editing, deciding, syncing, signing in. Every write is a unit of work of the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from crmdesk.desk.accounts import Accounts
from crmdesk.desk.signing_in import SigningIn
from crmdesk.domain.conflicts import Resolution
from crmdesk.domain.errors import CrmdeskError
from crmdesk.domain.kinds import Kind
from crmdesk.domain.signin import AccountInfo, LifeStage, SignInRequest, VendorInfo
from crmdesk.domain.values import Value
from crmdesk.store import connections, deciding, editing, removal, troubles
from crmdesk.store.store import Reader, ThreadedStore
from crmdesk.store.unit import Unit
from crmdesk.sync.worker import Worker

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one open profile. Awaited on the window's loop; requests run on the worker's."""

    store: ThreadedStore
    accounts: Accounts
    worker: Worker
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

    async def resolve(self, resolutions: Sequence[Resolution]) -> str:
        """Decide conflicts, all or none; the change's id. Raises InvalidInput."""
        return await self._edit(lambda unit: deciding.resolve(unit, resolutions))

    async def undo(self, change: str) -> None:
        """Take a change back. Raises InvalidInput("cannot_undo")."""
        await self._edit(lambda unit: deciding.undo(unit, change))

    async def redo(self, change: str) -> None:
        """Make a change again that was taken back. Raises InvalidInput("cannot_undo")."""
        await self._edit(lambda unit: deciding.redo(unit, change))

    def sync(self, connection: str | None = None) -> None:
        """Run one account, or all of them, as soon as possible."""
        self.worker.sync(connection)

    def stop(self, connection: str | None = None) -> None:
        """Stop the run of one account, or all runs."""
        self.worker.cancel(connection)

    async def set_paused(self, connection: str, paused: bool) -> None:
        """Pause an account, or go on with it."""
        state = connections.PAUSED if paused else connections.ACTIVE
        await self._write(lambda unit: connections.change(unit, connection, state=state))
        if paused:
            self.worker.cancel(connection)
        else:
            self.worker.sync(connection)

    async def set_sending(self, connection: str, on: bool) -> None:
        """Switch sending on or off; what was held goes out with the next run."""
        await self._write(lambda unit: connections.change(unit, connection, sending=on))
        if on:
            self.worker.sync(connection)

    def set_offline(self, forced: bool) -> None:
        """Make no request by choice, or end that."""
        self.worker.set_offline(forced)

    async def retry(self, problem: int) -> None:
        """Try at once what failed."""
        connection = await self._write(lambda unit: troubles.retry(unit, problem))
        if connection is not None:
            self.worker.sync(connection)

    async def disconnect(self, connection: str, *, keep_data: bool) -> None:
        """Stop the account, give the access back at the vendor as far as it answers, and forget it here."""
        await asyncio.wrap_future(self.worker.submit(disconnect(self.accounts, connection, keep_data=keep_data)))
        self.worker.refresh()

    def vendors(self) -> list[VendorInfo]:
        """The vendors that can be signed in to."""
        return [_info(self.accounts, key) for key in sorted(self.accounts.vendors)]

    def sign_in(self, request: SignInRequest) -> WorkerSignIn:
        """Begin a sign-in. Raises InvalidInput for a vendor that there is not."""
        self.accounts.vendor(request.vendor)
        if request.connection is not None:
            row = self.store.read_now(lambda reader: connections.get(reader, request.connection or ""))
            request = replace(request, name=row.name, base_url=row.base_url, ca_file=row.ca_file)
        known = self.sandboxes.get(request.vendor)
        if known is not None and request.base_url in (None, known["base_url"]):
            request = replace(request, base_url=known["base_url"], redirect_uris=tuple(known["redirect_uris"]))
        return WorkerSignIn(self, request)

    async def _edit(self, work: Callable[[Unit], T]) -> T:
        """Write what a person typed or chose, and let it go out soon."""
        done = await self._write(work)
        self.worker.edited()
        return done

    async def _write(self, work: Callable[[Unit], T]) -> T:
        return await self.store.write(work, urgent=True)


async def disconnect(accounts: Accounts, connection: str, *, keep_data: bool) -> bool:
    """Revoke the access and forget a connection; whether the vendor confirmed. Raises InvalidInput for an unknown one."""
    row = await accounts.store.read(lambda reader: connections.get(reader, connection))
    try:
        confirmed = await accounts.revoke(row)
    except CrmdeskError:
        # A vendor out of reach never keeps a person from disconnecting.
        confirmed = False
    await accounts.store.write(lambda unit: removal.remove_connection(unit, row.id, keep_data=keep_data))
    return confirmed


def _info(accounts: Accounts, key: str) -> VendorInfo:
    vendor = accounts.vendor(key)
    settings = vendor.oauth(None)
    ports = settings.redirect_ports
    uris = tuple(f"http://{settings.redirect_host}:{port}{settings.redirect_path}" for port in ports)
    return VendorInfo(key, vendor.title, vendor.personal_tokens, settings.secret_required, uris)


class WorkerSignIn:
    """A sign-in for the window: its steps run on the worker's loop and are awaited on the window's."""

    def __init__(self, desk: Desk, request: SignInRequest) -> None:
        self._desk = desk
        self._stack = AsyncExitStack()
        self._signing_in = SigningIn(desk.accounts, request, language=desk.language)
        self._stages: tuple[LifeStage, ...] = ()

    async def url(self) -> str:
        """The address to open; empty where a personal token makes the browser unnecessary. Raises SignInFailed."""
        return await self._on_worker(self._begin())

    async def account(self) -> AccountInfo:
        """Wait for the person in the browser and look at the account. Raises the connection faults."""
        found = await self._on_worker(self._signing_in.account())
        missing = tuple((each.object, each.label) for each in found.missing)
        self._stages = found.stages
        return AccountInfo(found.account.name, found.account.user or "", found.account.id, missing, found.stages)

    async def finish(self, *, create_missing: bool, send: bool, lead_stages: tuple[str, ...] | None) -> str:
        """Store the connection and start its first run; its id."""
        connection = await self._on_worker(
            self._finish(create_missing=create_missing, send=send, lead_stages=self._rule(lead_stages))
        )
        self._desk.worker.refresh()
        self._desk.worker.sync(connection)
        return connection

    def _rule(self, chosen: tuple[str, ...] | None) -> tuple[str, ...]:
        """The stages to store: none where the vendor's own rule was left as it is; people without a stage stay leads."""
        usual = {stage.value for stage in self._stages if stage.counts}
        return () if chosen is None or set(chosen) == usual else (*chosen, "")

    def cancel(self) -> None:
        """Give up and close the listener; harmless once the sign-in is over."""
        self._desk.worker.submit(self._end())

    async def _begin(self) -> str:
        await self._stack.enter_async_context(self._signing_in)
        return await self._signing_in.begin() or ""

    async def _finish(self, *, create_missing: bool, send: bool, lead_stages: tuple[str, ...]) -> str:
        stored = await self._signing_in.finish(create_missing=create_missing, send=send, lead_stages=lead_stages)
        await self._stack.aclose()
        return stored.id

    async def _end(self) -> None:
        self._signing_in.cancel()
        await self._stack.aclose()

    async def _on_worker(self, step: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(self._desk.worker.submit(step))
