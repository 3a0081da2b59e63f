"""A first pull against the bare loop, idle runs at two sizes, and the window's loop while records arrive."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

from crmdesk.commands.syncing import sync_once
from crmdesk.demo.job import sign_in_to
from crmdesk.demo.sandbox_process import SandboxProcess, sandbox_process
from crmdesk.desk.profile import open_profile
from crmdesk.desk.session import Session, session_of
from crmdesk.domain.events import RunReport
from crmdesk.paths import profile_folders
from crmdesk.providers.hubspot.tables import TABLES
from crmdesk.store import connections
from crmdesk.store.database import connect
from crmdesk.sync.connection_run import run_connection
from crmdesk.sync.describe import account_of, schema_of, settings_of
from tests.bench.bars import Bar, at_least, at_most

VENDOR = "hubspot"
FEWER = 10_000
LISTED = ("companies", "contacts", "leads", "deals", "tasks", "calls", "meetings", "notes")


def measure(records: int) -> list[Bar]:
    """The figures of syncing with ``records`` contacts and all that belongs to them."""
    small = _idle(FEWER)
    with sandbox_process(records) as sandbox, _profile() as session, tempfile.TemporaryDirectory() as place:
        asyncio.run(sign_in_to(session, VENDOR, sandbox.vendors[VENDOR]))
        bare = asyncio.run(_bare_loop(session, sandbox, Path(place) / "bare.db"))
        before = _writer_s(session)
        pulled, ours = _pull(session)
        writing = _writer_s(session) - before
        calls, seconds = _idle_run(session)
    return [
        at_least(
            f"first pull of {records} contacts ({pulled} records): share of the bare loop's speed",
            bare / ours,
            "ratio",
            0.6,
        ),
        at_least("first pull: records a second", pulled / ours, "records/s", 0),
        at_least("first pull: processor time of the writer, a record", writing / pulled * 1e6, "µs", 0),
        at_most("idle run: calls", calls, "calls", 2 * len(LISTED)),
        at_most(f"idle run at {records} over {FEWER} contacts: local time", seconds / small, "ratio", 1.2),
    ]


@contextmanager
def _profile() -> Iterator[Session]:
    with tempfile.TemporaryDirectory(prefix="crmdesk-bench-") as place:
        profile = open_profile(profile_folders(Path(place)), throwaway=True)
        try:
            yield session_of(profile)
        finally:
            profile.close()


def _pull(session: Session) -> tuple[int, float]:
    started = time.perf_counter()
    (report,) = asyncio.run(sync_once(session))
    if report.error is not None:
        raise report.error
    return report.counts["pulled"], time.perf_counter() - started


def _writer_s(session: Session) -> float:
    """Seconds of processor time that the writer's thread has had so far; unlike the clock, what else runs hardly counts."""
    return asyncio.run(session.store.write(lambda _: time.thread_time()))


def _idle_run(session: Session) -> tuple[int, float]:
    """Calls of an idle run, and the processor time it takes in this process (waiting for the vendor's limits is not ours).

    It is a run as the schedule makes it: what is read once a day or once an hour has been read by the one before.
    """
    asyncio.run(sync_once(session))
    best = float("inf")
    calls = 0
    for _ in range(3):
        started = time.process_time()
        calls = asyncio.run(_scheduled_run(session)).counts["calls"]
        best = min(best, time.process_time() - started)
    return calls, best


async def _scheduled_run(session: Session) -> RunReport:
    (row,) = await session.store.read(connections.all_of)
    report = await run_connection(session.store, session.accounts.open, row, holder=session.holder, now_s=time.time)
    if report.error is not None:
        raise report.error
    return report


def _idle(records: int) -> float:
    with sandbox_process(records) as sandbox, _profile() as session:
        asyncio.run(sign_in_to(session, VENDOR, sandbox.vendors[VENDOR]))
        _pull(session)
        return _idle_run(session)[1]


async def _bare_loop(session: Session, sandbox: SandboxProcess, file: Path) -> float:
    """Seconds to fetch the same pages, parse them and insert them, one after the other and nothing else."""
    (row,) = await session.store.read(connections.all_of)
    vendor = session.accounts.vendor(VENDOR)
    async with session.accounts.client(row) as client:
        schema = schema_of(row.described or {})
        objects = vendor.provider(client, settings_of(row), schema, account_of(row.account)).objects()
    names = {
        spec.name: sorted({name for rules in spec.mapping.values() for rule in rules.values() for name in rule.remote})
        for spec in objects
        if spec.name in LISTED
    }
    known = sandbox.vendors[VENDOR]
    database = connect(file, os.urandom(32), read_only=False)
    started = time.perf_counter()
    async with httpx.AsyncClient(
        base_url=known["base_url"], headers={"Authorization": f"Bearer {known['access_token']}"}
    ) as http:
        for name, properties in names.items():
            await _bare_object(http, database, name, properties)
    seconds = time.perf_counter() - started
    database.close()
    return seconds


async def _bare_object(http: httpx.AsyncClient, database: Any, name: str, properties: list[str]) -> None:
    plain = [each for each in properties if not each.startswith("associations.")]
    linked = sorted(each.removeprefix("associations.") for each in properties if each.startswith("associations."))
    columns = ", ".join(f'"{each}"' for each in ("id", *plain))
    database.execute(f"CREATE TABLE {name} ({columns})")
    insert = f"INSERT INTO {name} VALUES ({', '.join('?' for _ in range(len(plain) + 1))})"  # noqa: S608
    query = {"limit": "100", "properties": ",".join([*plain, TABLES[name].modified])}
    query |= {"associations": ",".join(linked)} if linked else {}
    after: str | None = None
    while True:
        answer = await http.get(f"/crm/objects/2026-03/{name}", params=query | ({"after": after} if after else {}))
        page = orjson.loads(answer.content)
        rows = [(row["id"], *(row["properties"].get(each) for each in plain)) for row in page["results"]]
        database.execute("BEGIN")
        database.executemany(insert, rows)
        database.execute("COMMIT")
        after = page.get("paging", {}).get("next", {}).get("after")
        if after is None:
            return


def loop_latency(records: int) -> list[Bar]:
    """How late the window's loop is while ``records`` contacts arrive on the worker: a timer every 5 ms, offscreen.

    Its processor time from one tick to the next is what the window itself does; what is late besides waited for others.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.bench.window import latencies

    with sandbox_process(records) as sandbox:
        ticks = latencies(sandbox)
    late, own = sorted(tick.late_s for tick in ticks), max(tick.own_s for tick in ticks)
    return [
        at_most("window loop while records arrive: p99", late[int(len(late) * 0.99)] * 1000, "ms", 10),
        at_most("window loop while records arrive: worst", late[-1] * 1000, "ms", 50),
        at_most("window loop while records arrive: most processor time between two ticks", own * 1000, "ms", 50),
    ]
