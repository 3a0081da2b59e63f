"""The window's services: nothing waits for what is still being loaded, and what is disconnected leaves nothing."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from crmdesk.desk.desk import Desk, Outside
from crmdesk.desk.later import Later
from crmdesk.desk.session import Session
from crmdesk.desk.vendors import OFFERED
from crmdesk.domain.errors import Busy, InvalidInput
from crmdesk.domain.events import Event, RunProgress, RunReport, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.secret import Secret
from crmdesk.domain.signin import SignInRequest
from crmdesk.sandbox.serve import Sandbox
from crmdesk.store import connections, leases, reviews
from crmdesk.store.queries import status
from crmdesk.store.store import Reader
from crmdesk.sync.worker import Worker
from tests.conftest import RunAsync
from tests.sandbox.raw import Control

PATIENCE_S = 30.0


class Office:
    """A desk over a worker that is there as soon as ``loaded`` is set."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.events: queue.Queue[Event] = queue.Queue()
        self.loaded = threading.Event()
        self.desk = Desk(session.store, Later(self._outside))

    def _outside(self) -> Outside:
        assert self.loaded.wait(PATIENCE_S)
        session = self.session
        emit = self.events.put
        worker = Worker(session.store, session.accounts.open, holder=session.holder, now_s=time.time, emit=emit)
        worker.start()
        return Outside(session, worker)

    async def connect(self, served: Sandbox) -> str:
        known = served.vendors["hubspot"]
        request = SignInRequest("hubspot", "", token=Secret(known["access_token"]), base_url=known["base_url"])
        flow = self.desk.sign_in(request)
        assert await flow.url() == ""
        await flow.account()
        return await flow.finish(create_missing=False, send=True, lead_stages=None)

    async def until(self, wanted: type[Event], *, done: int = 0) -> Event:
        """The next event of a sort; one of progress with so many rows at least."""
        while True:
            event = await asyncio.to_thread(self.events.get, timeout=PATIENCE_S)
            if isinstance(event, wanted) and (not isinstance(event, RunProgress) or event.done >= done):
                return event


@pytest.fixture
def office(session: Session) -> Iterator[Office]:
    made = Office(session)
    yield made
    if made.desk.outside.begun:
        made.loaded.set()
        made.desk.outside().worker.stop()


def test_nothing_waits_for_what_is_still_being_loaded(office: Office, run_async: RunAsync) -> None:
    desk = office.desk

    async def work() -> None:
        record, change = await desk.create(Kind.LEAD, {"last_name": "Kervadec"})
        await desk.edit(record, {"city": "Nantes"})
        begun = desk.outside.begun
        assert not begun, "an edit loads nothing"
        assert change
        assert [vendor.key for vendor in desk.vendors()] == [vendor.key for vendor in OFFERED]
        assert [vendor.key for vendor in desk.vendors() if vendor.hosts is not None] == ["salesforce", "zoho"]
        desk.sync()
        desk.stop()
        desk.set_offline(True)
        await desk.edit(record, {"city": "Orvault"})
        with pytest.raises(InvalidInput, match="unknown_vendor"):
            desk.sign_in(SignInRequest("nobody", ""))
        assert desk.outside.begun
        assert desk.outside.here is None

    run_async(work())


def test_what_was_asked_meanwhile_reaches_the_worker(office: Office, served: Sandbox, run_async: RunAsync) -> None:
    office.desk.set_offline(True)
    office.loaded.set()

    async def work() -> None:
        with pytest.raises(InvalidInput, match="working_offline"):
            await office.connect(served)
        office.desk.set_offline(False)
        await office.connect(served)
        report = await office.until(RunReport)
        assert isinstance(report, RunReport)
        assert report.status is RunStatus.DONE

    run_async(work())


def test_nobody_is_signed_in_while_no_request_is_to_be_made(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    office.loaded.set()

    async def work() -> None:
        office.desk.set_offline(True)
        control.done("DELETE", "/calls")
        with pytest.raises(InvalidInput, match="working_offline"):
            await office.connect(served)
        assert control.done("GET", "/calls")["hubspot"] == {}
        office.desk.set_offline(False)
        await office.connect(served)

    run_async(work())


def test_nobody_is_looked_up_while_no_request_is_to_be_made(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    office.loaded.set()

    async def work() -> None:
        await office.connect(served)
        await office.until(RunReport)
        control.edit("contacts", None, email="mael.kerbrat@example.org", lastname="Kerbrat")
        office.desk.set_offline(True)
        with pytest.raises(InvalidInput, match="working_offline"):
            await office.desk.look_up("mael.kerbrat@example.org")
        office.desk.set_offline(False)
        (found,) = (await office.desk.look_up("mael.kerbrat@example.org")).found
        assert (found.name, found.record) == ("Kerbrat", None)

    run_async(work())


def test_disconnecting_during_a_run_leaves_nothing(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    office.loaded.set()
    control.fault("hang", value=0.3, times=100, path="/crm/v3/objects")

    async def work() -> str:
        connection = await office.connect(served)
        await office.until(RunProgress, done=1)
        await office.desk.disconnect(connection, keep_data=False)
        return connection

    connection = run_async(work())
    control.done("DELETE", "/faults")
    assert office.session.store.read_now(lambda reader: left_of(reader, connection)) == {}


def left_of(reader: Reader, connection: str) -> dict[str, int]:
    """Rows of a connection, and records, by table."""
    left = {}
    for table in sa.inspect(reader).get_table_names():
        columns = {column["name"] for column in sa.inspect(reader).get_columns(table)}
        if "connection" in columns:
            where = sa.column("connection") == connection
        elif table in {"lead", "contact", "company", "deal", "history"}:
            where = sa.true()
        else:
            continue
        count = reader.execute(sa.select(sa.func.count()).select_from(sa.table(table)).where(where)).scalar_one()
        if count:
            left[table] = count
    return left


def test_an_account_that_another_process_runs_is_not_disconnected_and_goes_on(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    assert control.url
    office.loaded.set()
    store = office.session.store

    async def work() -> None:
        connection = await office.connect(served)
        await office.until(RunReport)
        await store.write(lambda unit: leases.acquire(unit, f"run:{connection}", "elsewhere", PATIENCE_S))
        with pytest.raises(Busy, match="run_elsewhere"):
            await office.desk.disconnect(connection, keep_data=False)
        await store.write(lambda unit: leases.release(unit, f"run:{connection}", "elsewhere"))
        office.desk.sync(connection)
        await office.until(RunReport)

    run_async(work())
    assert len(store.read_now(status.connections)) == 1


def test_switching_sending_off_stops_the_run_that_sends(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    office.loaded.set()

    async def work() -> None:
        connection = await office.connect(served)
        await office.until(RunReport)
        await office.desk.create(Kind.LEAD, {"last_name": "Kervadec"})
        control.fault("hang", value=0.3, times=100, path="/crm/v3/objects")
        office.desk.sync(connection)
        await office.until(RunProgress)
        await office.desk.set_sending(connection, False)
        report = await office.until(RunReport)
        assert isinstance(report, RunReport)
        assert report.status is RunStatus.CANCELLED

    run_async(work())
    control.done("DELETE", "/faults")
    assert office.session.store.read_now(status.totals).pending == 1


def test_a_chosen_interval_counts_from_a_run_that_starts_now(
    office: Office, served: Sandbox, run_async: RunAsync
) -> None:
    office.loaded.set()

    async def work() -> None:
        connection = await office.connect(served)
        await office.until(RunReport)
        await office.desk.set_interval(connection, 86_400)
        report = await office.until(RunReport)
        assert isinstance(report, RunReport)
        assert report.status is RunStatus.DONE

    run_async(work())
    (row,) = office.session.store.read_now(status.connections)
    assert row.interval_s == 86_400


_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def _endless(begun: threading.Event) -> Callable[[Reader], int]:
    """A query that ends only when it is interrupted."""

    def query(reader: Reader) -> int:
        begun.set()
        found: int = reader.execute(sa.text(_ENDLESS)).scalar_one()
        return found

    return query


def test_a_sign_in_to_a_known_account_never_waits_for_the_store_on_the_windows_thread(
    office: Office, served: Sandbox, run_async: RunAsync
) -> None:
    """While every reader of the store is busy, it can be begun; what is known of the account is read when a reader is free."""
    office.loaded.set()
    store = office.session.store
    readings = [threading.Event() for _ in range(2)]

    async def work() -> str:
        connection = await office.connect(served)
        await office.until(RunReport)
        busy = [asyncio.ensure_future(store.read(_endless(reading))) for reading in readings]
        for reading in readings:
            assert await asyncio.to_thread(reading.wait, PATIENCE_S)
        known = served.vendors["hubspot"]
        request = SignInRequest("hubspot", "", token=Secret(known["access_token"]), connection=connection)
        flow = office.desk.sign_in(request)
        address = asyncio.ensure_future(flow.url())
        for each in busy:
            each.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        assert await address == ""
        assert (await flow.account()).account_id
        return await flow.finish(create_missing=False, send=True, lead_stages=None)

    assert run_async(work()) == store.read_now(status.connections)[0].id


def test_who_counts_as_a_lead_holds_also_for_what_a_run_of_before_had_read(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    """Signed in again during the first pull with another rule: what is half read is read from its start once more."""
    office.loaded.set()
    control.fault("hang", value=0.3, times=100, path="/crm/v3/objects")
    known = served.vendors["hubspot"]

    async def work() -> None:
        connection = await office.connect(served)
        await office.until(RunProgress, done=1)
        request = SignInRequest("hubspot", "", token=Secret(known["access_token"]), connection=connection)
        flow = office.desk.sign_in(request)
        await flow.url()
        await flow.account()
        await flow.finish(create_missing=False, send=True, lead_stages=("customer",))
        control.done("DELETE", "/faults")
        while True:
            report = await office.until(RunReport)
            if isinstance(report, RunReport) and report.status is RunStatus.DONE:
                return

    run_async(work())
    rows = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    stages = {row["id"]: row["properties"].get("lifecyclestage") for row in rows}
    query = sa.text("SELECT remote_id, kind FROM link WHERE object = 'contacts'")
    found = office.session.store.read_now(lambda reader: reader.execute(query).all())
    kinds = {row.remote_id: row.kind for row in found}
    assert kinds == {id: "lead" if stage in ("customer", "", None) else "contact" for id, stage in stages.items()}


def test_the_window_asks_before_it_ties_and_signing_in_again_is_no_answer(
    office: Office, served: Sandbox, control: Control, run_async: RunAsync
) -> None:
    office.loaded.set()
    rows = control.done("GET", "/dump?vendor=hubspot&object=contacts")["records"]
    known = next(row["properties"] for row in rows if row["properties"]["lifecyclestage"] == "lead")
    read = office.session.store.read

    async def work() -> None:
        email = [{"value": known["email"], "label": None, "primary": True}]
        await office.desk.create(Kind.LEAD, {"last_name": "Martin", "emails": email})
        account = await office.connect(served)
        await office.until(RunReport)
        (review,) = await read(reviews.all_open)
        assert (await office.desk.review_sample(review.id))[0].there
        assert await office.connect(served) == account
        await office.until(RunReport)
        assert await read(reviews.all_open) == [review]
        assert review.preview is not None
        assert await read(lambda reader: connections.is_asking(reader, account))

    run_async(work())


def test_the_first_account_is_taken_in_without_a_question(office: Office, served: Sandbox, run_async: RunAsync) -> None:
    office.loaded.set()

    async def work() -> None:
        account = await office.connect(served)
        await office.until(RunReport)
        assert not await office.session.store.read(lambda reader: connections.is_asking(reader, account))

    run_async(work())


def test_a_sign_in_to_an_account_that_is_not_there_says_so(office: Office, run_async: RunAsync) -> None:
    office.loaded.set()
    flow = office.desk.sign_in(SignInRequest("hubspot", "", connection="01NOTHING"))
    with pytest.raises(InvalidInput, match="unknown_connection"):
        run_async(flow.url())


def test_what_cannot_be_done_again_is_told_as_that(office: Office, run_async: RunAsync) -> None:
    async def work() -> None:
        desk = office.desk
        note, _ = await desk.create(Kind.NOTE, {"body": "first"})
        change = await desk.edit(note, {"body": "second"})
        await desk.undo(change)
        await desk.edit(note, {"body": "third"})
        with pytest.raises(InvalidInput, match="cannot_redo"):
            await desk.redo(change)

    run_async(work())
