"""A feed that breaks off: what it brought is judged together with the rest."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest

from crmdesk.domain.errors import SignInNeeded, Unreachable
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Cursor, Feed, Page
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import inbox
from crmdesk.store.records import LIVE
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire

COUNT, PAGE = 1500, 260
"""A page by itself is no mass change of so many; all of them are."""


@pytest.fixture
def people(office: Office) -> tuple[Wire, Sequence[str]]:
    wire = office.connect(behaviour=Behaviour(page=PAGE), only=(PEOPLE,))
    fields = [{"last_name": f"Martin {number}", "city": "Lyon"} for number in range(COUNT)]
    ids = [wire.account.edit(PEOPLE, None, each, kind=Kind.LEAD) for each in fields]
    office.synced()
    office.clock.tick(3600)
    return wire, ids


def breaks_off(wire: Wire) -> None:
    """Every reading of a feed ends after one page, until it is mended."""

    async def pull(feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        async for page in Wire.pull(wire, feed, cursor):
            yield page
            if not page.last:
                raise Unreachable("unreachable", host="memory")

    wire.pull = pull  # type: ignore[method-assign]


def blank(office: Office) -> int:
    """How many leads have no city."""
    ((count,),) = office.sql("SELECT count(*) FROM lead WHERE city IS NULL")
    return int(count)


def test_a_mass_change_that_comes_in_pieces_is_asked_about(office: Office, people: tuple[Wire, Sequence[str]]) -> None:
    wire, ids = people
    for id in ids:
        wire.account.edit(PEOPLE, id, {"city": None})
    breaks_off(wire)
    for _ in range(COUNT // PAGE):
        assert office.sync().status is RunStatus.FAILED
        assert blank(office) == 0
        office.clock.tick(60)
    assert office.synced()["reviews"] == 1
    (held,) = office.sql("SELECT count(*) FROM inbox WHERE held = ?", inbox.HELD)[0]
    assert (blank(office), held) == (0, COUNT)


@pytest.mark.thorough
def test_what_is_ordinary_is_taken_in_at_the_end(office: Office, people: tuple[Wire, Sequence[str]]) -> None:
    wire, ids = people
    for id in ids[: PAGE + 20]:
        wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    breaks_off(wire)
    assert office.sync().status is RunStatus.FAILED
    assert {office.value(office.record_of(id), "city") for id in ids} == {"Lyon"}
    del wire.pull
    office.synced()
    assert office.sql("SELECT count(*) FROM inbox")[0][0] == 0
    assert office.value(office.record_of(ids[PAGE + 10]), "city") == "Nantes"


@pytest.mark.thorough
def test_nobody_waits_for_ever(office: Office, people: tuple[Wire, Sequence[str]]) -> None:
    wire, ids = people
    for id in ids[: PAGE + 20]:
        wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    breaks_off(wire)
    assert office.sync().status is RunStatus.FAILED
    wire.calm()
    wire.fails("pull people", Unreachable("unreachable", host="memory"), times=9)
    office.clock.tick(86_400)
    assert office.sync().status is RunStatus.FAILED
    assert office.value(office.record_of(ids[0]), "city") == "Nantes"


def test_a_mass_change_is_asked_about_where_the_first_reading_broke_off_before_it(office: Office) -> None:
    """What it had read are records: that they read otherwise by now is no first reading of them."""
    wire = office.connect(behaviour=Behaviour(page=PAGE), only=(PEOPLE,))
    for _ in range(PAGE + 40):
        wire.account.edit(PEOPLE, None, {"last_name": "Martin", "city": "Lyon"}, kind=Kind.LEAD)
    breaks_off(wire)
    assert office.sync().status is RunStatus.FAILED
    read = [row.remote_id for row in office.sql("SELECT remote_id FROM link")]
    assert len(read) == PAGE
    for id in read:
        wire.account.edit(PEOPLE, id, {"city": None})
    del wire.pull
    assert office.synced()["reviews"] == 1
    assert (blank(office), office.sql("SELECT count(*) FROM inbox WHERE held = ?", inbox.HELD)[0][0]) == (0, PAGE)


class Archiving(Wire):
    """A vendor that tells of all that was deleted in a feed of its own, which comes after those of all objects."""

    def feeds(self) -> Sequence[Feed]:
        return [*super().feeds(), Feed(f"{PEOPLE}:archived", PEOPLE)]

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        if feed.name == feed.object or feed.whole:
            async for page in super().pull(feed, cursor):
                yield page
            return
        gone = [row.gone for row in self.account.rows[PEOPLE].values() if row.gone is not None]
        yield Page((), {"read": 1}, last=True, absences=gone)


def test_mass_deletions_are_asked_about_where_the_first_run_ended_before_the_list_of_them(office: Office) -> None:
    """The lid was closed, or the access ended, while the last object was read."""
    wire = Archiving(WatchedAccount(office.clock, Behaviour(lists_deletions=False)))
    wire.only = frozenset({PEOPLE, "notes"})
    office.attach("a", wire)
    ids = [wire.account.edit(PEOPLE, None, {"last_name": f"Martin {n}"}, kind=Kind.LEAD) for n in range(60)]
    wire.account.delete(PEOPLE, wire.account.edit(PEOPLE, None, {"last_name": "Roux"}, kind=Kind.LEAD))
    wire.fails("pull notes", SignInNeeded("access_refused"))
    assert office.sync().status is RunStatus.FAILED
    for id in ids[:40]:
        wire.account.delete(PEOPLE, id)
    office.clock.tick(86_400)
    assert office.synced()["reviews"] == 1
    assert all(office.record(office.record_of(id)).life == LIVE for id in ids)
