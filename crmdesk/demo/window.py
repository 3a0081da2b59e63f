"""The demonstration behind the window: the main job up to its conflicts, then a colleague who goes on working."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

from crmdesk.demo.agency import MAIN
from crmdesk.demo.colleague import Colleague
from crmdesk.demo.job import Job, Steps
from crmdesk.demo.sandbox_process import SandboxProcess
from crmdesk.desk.session import Session
from crmdesk.domain.kinds import Kind
from crmdesk.net.client import open_client
from crmdesk.store import connections, links
from crmdesk.store.queries import lists, status
from crmdesk.store.queries.rows import ListQuery
from crmdesk.sync.connection_run import Emit
from crmdesk.sync.worker import Worker

PACE_S = 30.0
"""How often the colleague changes something, in seconds."""

LOOK_S = 2.0
"""How often the colleague looks whether somebody here is working on a lead, in seconds."""

SAME_FIELD = {
    "phones": ("phone", "06 39 98 00 99"),
    "street": ("address", "3 quai de la Fosse"),
    "city": ("city", "Pornic"),
    "job_title": ("jobtitle", "Retraitée"),
    "status": ("hs_lead_status", "VISIT_PLANNED"),
    "sector": ("crmdesk_sector", "Nantes – Procé"),
    "asking_price": ("crmdesk_asking_price", "299000"),
    "estimate": ("crmdesk_estimate", "305000"),
    "description": ("crmdesk_description", "Rappeler après les fêtes."),
}
"""What the colleague makes of a field that is being changed here: property and value."""

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
    """The colleague moves one lead after the other along its statuses, and gets in the way of what is typed here."""
    query = ListQuery(Kind.LEAD, sort="modified_at", descending=True)
    rows = await session.store.read(lambda reader: lists.page(reader, query, None, 100))
    control = open_client(sandbox.control)
    colleague = Colleague(control, MAIN)
    met: set[str] = set()
    try:
        for number, row in enumerate(rows):
            await _edit_there(session, colleague, row.id, {"hs_lead_status": STATUSES[number % len(STATUSES)]})
            for _ in range(int(PACE_S / LOOK_S)):
                await _get_in_the_way(session, colleague, met)
                await asyncio.sleep(LOOK_S)
    finally:
        await control.aclose()


async def _get_in_the_way(session: Session, colleague: Colleague, met: set[str]) -> None:
    """Change the same field of a record that waits to be sent from here: with the next run that is a conflict."""
    for waiting in await session.store.read(status.pending):
        same = next((SAME_FIELD[name] for name in waiting.fields if name in SAME_FIELD), None)
        if waiting.kind is Kind.LEAD and waiting.record not in met and same is not None:
            met.add(waiting.record)
            await _edit_there(session, colleague, waiting.record, dict([same]))


async def _edit_there(session: Session, colleague: Colleague, record: str, fields: dict[str, str]) -> None:
    states = await session.store.read(lambda reader: links.by_record(reader, [record]))
    for state in states.get(record, []):
        if state.object == "contacts" and state.remote_id is not None and state.state == links.ACTIVE:
            await colleague.edit("contacts", state.remote_id, fields)
