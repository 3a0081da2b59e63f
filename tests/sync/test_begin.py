"""What another process has done to a connection between opening its account and the run's first transaction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.events import RunStatus
from crmdesk.store import connections, removal
from crmdesk.store.unit import Unit
from tests.sync.kit import Office, Wire
from tests.sync.steps import known, someone, writes


def disconnect(unit: Unit, connection: str) -> None:
    removal.remove_connection(unit, connection, keep_data=True)


def pause(unit: Unit, connection: str) -> None:
    connections.change(unit, connection, state=connections.PAUSED)


def sign_out(unit: Unit, connection: str) -> None:
    connections.change(unit, connection, state=connections.SIGN_IN)


@pytest.mark.parametrize("act", [disconnect, pause, sign_out])
def test_a_connection_that_was_withdrawn_meanwhile_is_not_run(office: Office, act: Callable[..., None]) -> None:
    wire = office.connect()
    known(office, wire)
    run, runs = office.run_of(), len(office.sql("SELECT 1 FROM run"))
    office.write(partial(act, connection=office.ids["a"]))
    before = len(wire.calls)
    report = office.run(run.execute())
    assert (report.status, report.error and report.error.key) == (RunStatus.BUSY, "connection_withdrawn")
    assert len(wire.calls) == before
    assert len(office.sql("SELECT 1 FROM run")) in (0, runs)
    assert not office.sql("SELECT 1 FROM lease")
    if act is disconnect:
        del office.wires["a"]
        for table in ("cursor", "link", "inbox", "run", "problem"):
            assert not office.sql(f"SELECT 1 FROM {table}"), table  # noqa: S608 - names of this test


def test_a_paused_connection_that_is_named_is_run(office: Office) -> None:
    office.connect()
    office.write(partial(pause, connection=office.ids["a"]))
    assert office.sync().status is RunStatus.DONE


@pytest.mark.parametrize("paused", [False, True])
def test_an_account_that_works_again_needs_no_sign_in(office: Office, paused: bool) -> None:
    """A vendor may refuse an access for an hour; what is run by name, or by a schedule of the system's, finds out."""
    wire = office.connect()
    office.write(partial(sign_out, connection=office.ids["a"]))
    if paused:
        wire.on("pull people", lambda: office.meanwhile(partial(pause, connection=office.ids["a"])))
    office.synced()
    state = office.read(lambda reader: connections.get(reader, office.ids["a"])).state
    assert state == (connections.PAUSED if paused else connections.ACTIVE)


def off(office: Office) -> Callable[[], None]:
    """Another process switches sending off."""
    return lambda: office.meanwhile(lambda unit: connections.change(unit, office.ids["a"], sending=False))


def test_sending_that_was_switched_off_meanwhile_is_heard(office: Office) -> None:
    wire = office.connect()
    someone(office)
    run = office.run_of()
    off(office)()
    assert office.run(run.execute()).status is RunStatus.DONE
    assert writes(wire, "create") == 0


def test_a_creation_in_doubt_is_not_repeated_while_sending_is_off(office: Office) -> None:
    wire = office.connect()
    someone(office)
    in_doubt(office, wire)
    off(office)()
    office.synced()
    assert (writes(wire, "create"), office.intents()) == (2, [("create", "uncertain")])
    office.write(lambda unit: connections.change(unit, office.ids["a"], sending=True))
    office.settle()
    assert len(wire.account.there()) == 1


def in_doubt(office: Office, wire: Wire) -> None:
    """A creation that did not happen, and whose repetition has no answer either."""
    wire.fails("create", OutcomeUnknown("no_answer", endpoint="create"), times=2)
    office.synced()


@pytest.mark.parametrize("place", ["fetch", "update"])
def test_sending_is_read_again_before_every_request(office: Office, place: str) -> None:
    """A vendor that takes ten at once, and somebody who switches sending off while the first are verified or under way."""
    wire = office.connect()
    wire.capable(batch=10)
    records = [known(office, wire)[0] for _ in range(25)]
    for record in records:
        office.edit(record, city="Nantes")
    wire.on(place, off(office))
    office.synced()
    assert writes(wire, "update") == (1 if place == "update" else 0)
    assert len([record for record in records if office.link(record).dirty]) == (15 if place == "update" else 25)
