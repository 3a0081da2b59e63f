"""A feed that cannot be read, time and again: nothing else waits for it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest

from crmdesk.domain.errors import CrmdeskError, OutcomeUnknown, PermissionLost, VendorNonsense
from crmdesk.domain.events import RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Cursor, Feed, Page
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import records
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import known, rest, someone

NONSENSE = VendorNonsense("answer_truncated", endpoint="companies")
TROUBLE = OutcomeUnknown("server_error", status=500, endpoint="companies")
DELETED = f"{PEOPLE}:deleted"


@pytest.mark.parametrize("error", [NONSENSE, TROUBLE])
def test_an_object_that_cannot_be_read_holds_back_no_other(office: Office, error: CrmdeskError) -> None:
    wire = office.connect()
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    new = wire.account.edit(PEOPLE, None, {"last_name": "Morel"}, kind=Kind.LEAD)
    wire.fails("pull companies", error)
    report = office.sync()
    assert (report.status, report.error) == (RunStatus.FAILED, error)
    assert wire.account.value(id, "city") == "Nantes"
    assert office.value(office.record_of(new), "last_name") == "Morel"
    rest(office)


def test_an_account_of_which_two_objects_cannot_be_read_is_left_alone(office: Office) -> None:
    wire = office.connect()
    record, _ = known(office, wire)
    office.edit(record, city="Nantes")
    wire.fails("pull companies", TROUBLE)
    wire.fails("pull people", TROUBLE)
    wire.calls.clear()
    assert office.sync().status is RunStatus.FAILED
    assert wire.calls == ["pull users", "pull companies", "pull people"]
    rest(office)


def test_nothing_is_sent_before_it_is_known_what_the_account_holds(office: Office) -> None:
    wire = office.connect()
    someone(office)
    wire.fails("pull companies", NONSENSE)
    assert office.sync().status is RunStatus.FAILED
    assert wire.account.there() == []
    rest(office)
    assert len(wire.account.there()) == 1


class TwoFeeds(Wire):
    """A vendor that tells of deletions apart from changes, and of a merge with the changes alone."""

    def feeds(self) -> Sequence[Feed]:
        return [*super().feeds(), Feed(DELETED, PEOPLE)]

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        if feed.name != DELETED:
            async for page in super().pull(feed, cursor):
                yield page
            return
        self.calls.append(f"pull {DELETED}")
        gone = [Absence(PEOPLE, row.id) for row in self.account.rows[PEOPLE].values() if row.gone is not None]
        yield Page((), {}, last=True, absences=gone)


def test_who_is_gone_is_not_asked_before_it_is_known_who_was_merged(office: Office) -> None:
    wire = TwoFeeds(WatchedAccount(office.clock, Behaviour(lists_deletions=False)))
    office.attach("a", wire)
    (kept, survivor), (ended, loser) = known(office, wire), known(office, wire, last_name="Martin")
    note = office.new(Kind.NOTE, body="rappeler", about=[ended])
    wire.account.merge(PEOPLE, survivor, loser)
    wire.fails(f"pull {PEOPLE}", NONSENSE)
    wire.calls.clear()
    assert office.sync().status is RunStatus.FAILED
    assert f"pull {DELETED}" not in wire.calls
    rest(office)
    assert office.read(lambda reader: records.survivors(reader, [ended])) == {ended: kept}
    assert office.value(note, "about") == [kept]


def test_what_may_not_be_read_holds_back_no_deletion(office: Office) -> None:
    """A refusal lasts: what else the account tells of the object is read."""
    wire = TwoFeeds(WatchedAccount(office.clock, Behaviour(lists_deletions=False)))
    office.attach("a", wire)
    record, id = known(office, wire)
    wire.account.delete(PEOPLE, id)
    wire.fails(f"pull {PEOPLE}", PermissionLost("not_allowed", status=403))
    office.sync()
    assert office.record(record).life == records.TRASH
