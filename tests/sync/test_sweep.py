"""The sweep over all ids: what no feed tells is found, proven, and takes the ordinary way."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

import pytest

from crmdesk.domain.errors import PermissionLost, VendorNonsense
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Uncommon
from crmdesk.providers.base import Absence, Cursor, Feed, Gone, Page, RemoteRecord
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import links, reviews
from crmdesk.store.queries import doctor
from crmdesk.store.records import LIVE, MERGED, TRASH
from crmdesk.store.removal import remove_connection
from crmdesk.sync import sweeping
from tests.sync import invariants
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import known

DAY_S = 86_400.0 + 60.0
SILENT = Behaviour(lists_deletions=False)


def swept(office: Office, days: int = 1) -> Mapping[str, int]:
    """Let days pass, with the runs of each in which a sweep is made; the counts of the last run."""
    counts: Mapping[str, int] = {}
    for _ in range(days):
        office.clock.tick(DAY_S)
        counts = office.synced()
    return counts


def vanish(wire: Wire, id: str) -> None:
    """A row goes, and nothing at the vendor knows that it ever was."""
    del wire.account.rows[PEOPLE][id]


def unseen(wire: Wire, id: str, *, object: str = PEOPLE, **fields: object) -> None:
    """A colleague's edit that no feed tells of: it was committed late, under a stamp long past."""
    row = wire.account.rows[object][id]
    before = row.changed_ms
    wire.account.edit(object, id, fields)
    row.changed_ms = before - 7_200_000


def test_a_row_of_which_nothing_is_known_is_gone_once_two_sweeps_have_missed_it(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    record, id = known(office, wire)
    known(office, wire, last_name="Martin")
    vanish(wire, id)
    swept(office)
    assert office.record(record).life == LIVE
    assert office.link(record).state == links.ACTIVE
    swept(office)
    assert office.record(record).life == TRASH
    assert office.link(record).state == links.GONE
    invariants.check(office)


def test_many_rows_that_are_gone_are_asked_about_although_they_are_asked_for_in_portions(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "ASKED", 11)
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    ids = [wire.account.edit(PEOPLE, None, {"last_name": f"Nom {at}"}, kind=Kind.LEAD) for at in range(230)]
    office.synced()
    for id in ids[:22]:
        vanish(wire, id)
    swept(office)
    office.synced()
    swept(office)
    ((alarm,),) = [each.alarms for each in office.read(reviews.all_open)]
    assert (alarm.what, alarm.count, alarm.total) == (Uncommon.DELETED, 11, 230)
    office.synced()
    ((alarm,),) = [each.alarms for each in office.read(reviews.all_open)]
    assert alarm.count == 22
    assert {office.record(office.record_of(id)).life for id in ids} == {LIVE}


@pytest.mark.parametrize(("city", "changed", "what"), [("Brest", 80, Uncommon.CHANGED), (None, 60, Uncommon.BLANKED)])
def test_many_rows_that_differ_are_asked_about_although_they_are_asked_for_in_portions(
    office: Office, monkeypatch: pytest.MonkeyPatch, city: str | None, changed: int, what: Uncommon
) -> None:
    monkeypatch.setattr(sweeping, "ASKED", 11)
    wire = office.connect(only=(PEOPLE,))
    person = {"last_name": "Nom", "city": "Lyon"}
    ids = [wire.account.edit(PEOPLE, None, person, kind=Kind.LEAD) for at in range(230)]
    office.synced()
    for id in ids[:changed]:
        unseen(wire, id, city=city)
    swept(office)
    for portions in (1, 2):
        office.clock.tick(1200)
        office.synced()
        ((alarm,),) = [each.alarms for each in office.read(reviews.all_open)]
        assert (alarm.what, alarm.field, alarm.count, alarm.total) == (what, "city", 11 * portions, 230)
    assert {office.value(office.record_of(id), "city") for id in ids} == {"Lyon"}


def test_rows_that_differ_count_in_the_proportion_of_those_that_were_asked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "ASKED", 44)
    wire = office.connect(only=(PEOPLE,))
    person = {"last_name": "Nom", "city": "Lyon"}
    ids = [wire.account.edit(PEOPLE, None, person, kind=Kind.LEAD) for at in range(230)]
    office.synced()
    for at, id in enumerate(ids[:132]):
        unseen(wire, id, **{("city", "job_title", "last_name")[at % 3]: "Brest"})
    swept(office)
    office.clock.tick(1200)
    assert (office.synced()["feed_misses"], office.read(reviews.all_open)) == (44, [])


def test_a_row_that_the_vendor_calls_deleted_is_gone_at_once(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    record, id = known(office, wire)
    known(office, wire, last_name="Martin")
    wire.account.delete(PEOPLE, id)
    office.synced()
    assert office.record(record).life == LIVE
    swept(office)
    assert office.record(record).life == TRASH


def test_a_row_that_is_listed_again_is_missed_anew(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    record, id = known(office, wire)
    known(office, wire, last_name="Martin")
    row = wire.account.rows[PEOPLE][id]
    vanish(wire, id)
    swept(office)
    wire.account.rows[PEOPLE][id] = row
    swept(office)
    vanish(wire, id)
    swept(office)
    assert office.record(record).life == LIVE
    swept(office)
    assert office.record(record).life == TRASH


def test_a_row_that_a_list_leaves_out_and_that_is_there_stays(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, _ = known(office, wire)
    monkeypatch.setattr(wire.account, "visible", lambda name: [])
    swept(office, 3)
    assert office.record(record).life == LIVE
    assert office.link(record).state == links.ACTIVE


def test_a_hidden_row_is_frozen_and_not_deleted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, _ = known(office, wire)

    async def hidden(object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        return {each: Absence(object_name, each, Gone.NO_ACCESS) for each in ids}

    monkeypatch.setattr(wire.account, "visible", lambda name: [])
    monkeypatch.setattr(wire, "fetch", hidden)
    swept(office, 3)
    assert office.record(record).life == LIVE
    assert office.link(record).state == links.NO_ACCESS
    monkeypatch.undo()
    swept(office)
    office.clock.tick(1200)
    office.synced()
    assert office.link(record).state == links.ACTIVE


def test_a_merged_row_leads_to_its_survivor(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    survivor, winner = known(office, wire)
    merged, loser = known(office, wire, last_name="Martin")
    wire.account.delete(PEOPLE, loser, merged_into=winner)
    swept(office)
    assert [office.record(survivor).life, office.record(merged).life] == [LIVE, MERGED]
    invariants.check(office)


def test_who_stands_alone_again_after_a_merge_is_somebody_again(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    survivor, winner = known(office, wire)
    merged, loser = known(office, wire, last_name="Martin")
    wire.account.delete(PEOPLE, loser, merged_into=winner)
    swept(office)
    assert office.record(merged).life == MERGED
    # A colleague takes the row out of the bin, and writes to it.
    wire.account.rows[PEOPLE][loser].gone = None
    unseen(wire, loser, city="Brest")
    swept(office)
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 1
    assert (office.record(merged).life, office.value(merged, "city")) == (LIVE, "Brest")
    assert (office.record(survivor).life, office.record_of(loser)) == (LIVE, merged)
    swept(office)
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 0
    office.edit(merged, job_title="Notaire")
    office.settle()
    assert wire.account.value(loser, "job_title") == "Notaire"
    assert office.read(doctor.violations) == []
    invariants.check(office)


@pytest.mark.parametrize("told", [True, False], ids=["told", "untold"])
def test_who_lives_in_two_accounts_has_the_row_again_that_was_merged_in_one(office: Office, *, told: bool) -> None:
    first = office.connect("a", behaviour=SILENT, only=(PEOPLE,))
    second = office.connect("b", behaviour=SILENT, only=(PEOPLE,))
    survivor, winner = known(office, first)
    loser = first.account.edit(PEOPLE, None, {"last_name": "Martin", "emails": "m@m.fr"}, kind=Kind.LEAD)
    second.account.edit(PEOPLE, None, {"last_name": "Martin", "emails": "m@m.fr"}, kind=Kind.LEAD)
    office.settle()
    merged = office.record_of(loser)
    first.account.delete(PEOPLE, loser, merged_into=winner)
    swept(office)
    assert (office.record(merged).life, office.link(merged, name="a").state) == (LIVE, links.GONE)
    if told:
        first.account.restore(PEOPLE, loser)
    else:
        first.account.rows[PEOPLE][loser].gone = None
    swept(office)
    office.clock.tick(1200)
    office.settle()
    assert office.link(merged, name="a").state == links.ACTIVE
    assert office.record(survivor).life == LIVE
    assert office.read(doctor.violations) == []
    invariants.check(office)


def test_what_a_feed_did_not_bring_is_fetched_where_runs_come_once_a_day(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    unseen(wire, id, city="Brest")
    swept(office, 3)
    assert office.value(record, "city") == "Brest"


def test_what_a_feed_did_not_bring_is_fetched_and_counted(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    known(office, wire, last_name="Martin")
    unseen(wire, id, city="Nantes")
    assert office.synced()["feed_misses"] == 0
    assert swept(office)["feed_misses"] == 0
    assert office.synced()["feed_misses"] == 0  # the feed may still bring it
    assert office.value(record, "city") == "Lyon"
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 1
    assert office.value(record, "city") == "Nantes"
    assert swept(office)["feed_misses"] == 0
    invariants.check(office)


def test_what_may_not_be_asked_for_holds_up_no_other_object(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs a day failed, and nothing came any more that only a sweep can tell."""
    monkeypatch.setattr(sweeping, "ASKED", 1)
    wire = office.connect(only=("companies", PEOPLE))
    row = wire.account.edit("companies", None, {"name": "Agence"}, kind=Kind.COMPANY)
    record, id = known(office, wire)
    company = office.record_of(row, object="companies")
    unseen(wire, row, object="companies", name="Notaires")
    unseen(wire, id, city="Nantes")
    swept(office)
    for _ in range(2):
        office.clock.tick(1200)
        wire.fails("fetch companies", PermissionLost("not_allowed"))
        assert office.synced()["problems"] == 1
        assert office.problems() == [(None, "not_allowed", None)]
    assert (office.value(record, "city"), office.value(company, "name")) == ("Nantes", "Agence")
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 1
    assert (office.value(company, "name"), office.problems()) == ("Notaires", [])


class Telling(Wire):
    """A vendor without a list of all rows that can be relied on: another feed of its tells versions besides."""

    def feeds(self) -> Sequence[Feed]:
        return [replace(feed, whole=False) for feed in super().feeds()]

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        lists = feed.name != feed.object
        async with aclosing(super().pull(replace(feed, whole=lists), None if lists else cursor)) as pages:
            async for page in pages:
                yield replace(page, cursor={"read": 1}) if lists else page


def test_what_another_feed_lists_otherwise_is_fetched_and_counted(office: Office) -> None:
    wire = Telling(WatchedAccount(office.clock, Behaviour()))
    wire.only = frozenset({PEOPLE})
    office.attach("a", wire)
    record, id = known(office, wire)
    other, _ = known(office, wire, last_name="Martin")
    unseen(wire, id, city="Nantes")
    assert swept(office)["feed_misses"] == 0  # the feed may still bring it
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 1
    assert (office.value(record, "city"), office.record(other).life) == ("Nantes", LIVE)
    assert office.sql("SELECT count(*) FROM sweep") == [(0,)]
    assert swept(office)["feed_misses"] == 0
    invariants.check(office)


def test_a_row_that_no_feed_brought_arrives(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    known(office, wire)
    id = wire.account.edit(PEOPLE, None, {"last_name": "Tard"}, kind=Kind.LEAD)
    unseen(wire, id)
    swept(office)
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 1
    assert office.value(office.record_of(id), "last_name") == "Tard"


def test_an_edit_that_the_feed_brings_in_time_is_no_miss(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    office.clock.tick(DAY_S)
    # Made between the reading of the feed and that of the list.
    wire.on(
        f"pull {PEOPLE}", lambda: wire.on(f"pull {PEOPLE}", lambda: wire.account.edit(PEOPLE, id, {"city": "Nantes"}))
    )
    office.synced()
    assert office.sql("SELECT state FROM sweep") == [("differs",)]
    assert office.value(record, "city") == "Lyon"
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 0
    assert office.value(record, "city") == "Nantes"
    assert office.sql("SELECT count(*) FROM sweep WHERE state = 'differs'") == [(0,)]


def test_a_version_that_moved_alone_is_no_miss_and_is_asked_for_once(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    unseen(wire, id)
    swept(office)
    office.clock.tick(1200)
    assert office.synced()["feed_misses"] == 0
    assert office.link(record).version == str(wire.account.rows[PEOPLE][id].version)
    swept(office)
    office.clock.tick(1200)
    calls = len(wire.calls)
    office.synced()
    assert not [call for call in wire.calls[calls:] if call.startswith("fetch")]


class Unmarked(Wire):
    """A vendor that ties people to companies without giving their rows another version. Its list tells whom each is tied to."""

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        async with aclosing(super().pull(feed, cursor)) as pages:
            async for page in pages:
                rows = self.account.rows[feed.object]
                tied = {id: {"company": rows[id].fields.get("company")} for id in page.listed}
                yield replace(page, unversioned=tied) if feed.object == PEOPLE else page

    def tie(self, id: str, company: str | None) -> None:
        row = self.account.rows[PEOPLE][id]
        version = row.version
        unseen(self, id, company=company and [["companies", company]])
        row.version = version


def test_whom_a_row_is_tied_to_without_another_version_is_learnt(office: Office) -> None:
    wire = Unmarked(WatchedAccount(office.clock, Behaviour()))
    wire.only = frozenset({PEOPLE, "companies"})
    office.attach("a", wire)
    first, second = (wire.account.edit("companies", None, {"name": name}) for name in ("Agence", "Notaires"))
    record, id = known(office, wire)
    alone, other = known(office, wire, last_name="Martin")
    for tied in (first, second, None):
        wire.tie(id, tied)
        swept(office)
        office.clock.tick(1200)
        assert office.synced()["feed_misses"] == 1
        company = office.value(record, "company")
        assert company == (tied and office.record_of(tied, object="companies"))
        assert office.value(alone, "company") is None
    wire.tie(other, first)
    office.edit(alone, job_title="Notaire")
    office.synced()
    swept(office, 2)
    assert office.value(alone, "company") == office.record_of(first, object="companies"), "also after a write of ours"
    calls = len(wire.calls)
    swept(office, 2)
    assert not [call for call in wire.calls[calls:] if call.startswith("fetch")], "each is asked for once"
    invariants.check(office)


@pytest.mark.parametrize("restarted", [False, True])
def test_a_sweep_goes_on_where_it_was(office: Office, monkeypatch: pytest.MonkeyPatch, restarted: bool) -> None:
    monkeypatch.setattr(sweeping, "PAGES", 2)
    wire = office.connect(behaviour=Behaviour(lists_deletions=False, page=2), only=(PEOPLE,))
    made = [known(office, wire, last_name=f"Martin {number}") for number in range(11)]
    record, id = made[3]
    wire.account.delete(PEOPLE, id)
    office.clock.tick(DAY_S)
    for _ in range(2):
        office.synced()
        assert office.record(record).life == LIVE
        if restarted:
            office.reopen()
    office.synced()
    assert office.record(record).life == TRASH
    assert [office.record(each).life for each, _ in made].count(LIVE) == 10
    assert office.sql("SELECT count(*) FROM sweep")[0][0] <= 1


def two_objects(office: Office, monkeypatch: pytest.MonkeyPatch) -> tuple[Wire, str, str]:
    """An account of which one run sweeps as many rows as there are companies, and a person of it with the row."""
    monkeypatch.setattr(sweeping, "PAGES", 2)
    wire = office.connect(behaviour=Behaviour(lists_deletions=False, page=1), only=("companies", PEOPLE))
    for name in ("Agence", "Notaires"):
        wire.account.edit("companies", None, {"name": name}, kind=Kind.COMPANY)
    record, id = known(office, wire)
    known(office, wire, last_name="Martin")
    return wire, record, id


def test_every_object_has_its_turn_where_runs_are_a_day_apart(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of them is due again in each run; a deletion among people was not noticed in months."""
    wire, record, id = two_objects(office, monkeypatch)
    wire.account.delete(PEOPLE, id)
    swept(office, 2)
    assert office.record(record).life == TRASH


def test_an_object_whose_ids_cannot_be_read_takes_no_other_s_turn(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, record, id = two_objects(office, monkeypatch)
    wire.account.delete(PEOPLE, id)
    office.clock.tick(DAY_S)
    error = VendorNonsense("answer_truncated", endpoint="companies")
    wire.on("pull companies", lambda: wire.fails("pull companies", error))
    report = office.sync()
    assert (report.status, report.error) == (RunStatus.FAILED, error)
    assert office.record(record).life == TRASH


def test_an_object_whose_ids_may_not_be_read_takes_no_other_s_turn(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire, _, _ = two_objects(office, monkeypatch)
    office.clock.tick(DAY_S)
    wire.on("pull companies", lambda: wire.fails("pull companies", PermissionLost("not_allowed")))
    office.synced()
    wire.calls.clear()
    office.synced()
    assert wire.calls.count("pull companies") == 1, "it is tried again a day later"


def test_a_sweep_that_misses_most_rows_asks_a_person(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    made = [known(office, wire, last_name=f"Martin {number}") for number in range(14)]
    for _, id in made[:12]:
        wire.account.delete(PEOPLE, id)
    assert swept(office)["reviews"] == 1
    assert all(office.record(record).life == LIVE for record, _ in made)


def test_nothing_is_asked_for_where_nothing_is_amiss(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    known(office, wire)
    calls = len(wire.calls)
    swept(office)
    assert wire.calls[calls:] == [f"pull {PEOPLE}", f"pull {PEOPLE}"]
    calls = len(wire.calls)
    office.synced()
    assert wire.calls[calls:] == [f"pull {PEOPLE}"]


def test_a_disconnected_account_leaves_nothing_of_its_sweep(office: Office) -> None:
    wire = office.connect(behaviour=SILENT, only=(PEOPLE,))
    _, id = known(office, wire)
    vanish(wire, id)
    swept(office)
    assert office.sql("SELECT state FROM sweep") == [("missing",)]
    office.write(lambda unit: remove_connection(unit, office.ids["a"], keep_data=True))
    assert office.sql("SELECT state FROM sweep") == []
