"""The demonstration behind the window: the main job up to its conflicts, then a colleague who goes on working."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

from crmdesk.commands.session import Session
from crmdesk.demo.colleague import Colleague
from crmdesk.demo.job import VENDOR, Job, Steps
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import open_client
from crmdesk.store import connections, links
from crmdesk.store.queries import lists
from crmdesk.store.queries.rows import ListQuery
from crmdesk.sync.worker import Emit, Worker

PACE_S = 30.0
"""How often the colleague changes something, in seconds."""

STATUSES = ("ATTEMPTED_TO_CONTACT", "CONNECTED", "VALUATION_PLANNED", "VALUATION_DONE", "VISIT_PLANNED")


def populate(session: Session, worker: Worker, sandbox: SandboxProcess, emit: Emit) -> Future[None]:
    """Fill the throw-away profile on the worker's loop, then keep the colleague working until the worker stops."""
    return worker.submit(_populate(session, worker, sandbox, emit))


async def _populate(session: Session, worker: Worker, sandbox: SandboxProcess, emit: Emit) -> None:
    job = Job(session, sandbox, Steps(lambda _: None), emit=emit)
    await job.until_conflicts()
    await job.set_sending(on=True)
    for row in await session.store.read(connections.all_of):
        name = row.id
        await session.store.write(lambda unit, n=name: connections.change(unit, n, interval_s=int(PACE_S)))  # type: ignore[misc]
    worker.refresh()
    await _work_on(session, sandbox)


async def _work_on(session: Session, sandbox: SandboxProcess) -> None:
    """The colleague moves one lead after the other along its statuses."""
    query = ListQuery(Kind.LEAD, sort="modified_at", descending=True)
    rows = await session.store.read(lambda reader: lists.page(reader, query, None, 100))
    states = await session.store.read(lambda reader: links.by_record(reader, [row.id for row in rows]))
    control = open_client(sandbox.control)
    colleague = Colleague(control, VENDOR)
    try:
        for number, row in enumerate(rows):
            remote_id = next((state.remote_id for state in states.get(row.id, []) if state.object == "contacts"), None)
            if remote_id is not None:
                await colleague.edit("contacts", remote_id, {"hs_lead_status": STATUSES[number % len(STATUSES)]})
            await asyncio.sleep(PACE_S)
    finally:
        await control.aclose()
