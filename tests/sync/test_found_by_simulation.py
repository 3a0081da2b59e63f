"""What the simulator found (``tests/sim``), each as the shortest story that shows it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from crmdesk.domain.errors import OutcomeUnknown
from crmdesk.domain.events import RunStatus
from crmdesk.providers.base import Cursor, Done, Feed, Outcome, Page, Raw, Update
from crmdesk.providers.memory_account import Behaviour, Rewriting
from crmdesk.sync.run import Reach
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import known, rest

EARLIER, LATER = "2026-11-20T10:00:00.000Z", "2026-11-20T10:05:00.000Z"


def test_a_keyless_row_in_another_case_is_known_again(office: Office) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=False, rewriting=Rewriting.UPPER), only=(PEOPLE,))
    record = office.new(last_name="Durand", city="Lyon")
    wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.sync()
    rest(office)
    assert [office.record_of(id) for id in wire.account.there()] == [record]


def test_a_field_that_a_repeated_creation_does_not_list_is_sent_all_the_same(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record = office.new(last_name="Durand")
    wire.lost_after("create", OutcomeUnknown("no_answer", endpoint="create"))
    office.sync()

    def brief(outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
        (done,) = outcomes
        assert isinstance(done, Done)
        assert done.record is not None
        return [Done(replace(done.record, fields={"last_name": "Durand"}))]

    office.edit(record, job_title="Notaire")
    wire.after("create", brief)
    rest(office)
    assert wire.account.value(wire.account.there()[0], "job_title") == "Notaire"


def test_a_run_that_only_sends_notices_what_the_mapping_lost(office: Office) -> None:
    wire = office.connect(only=(PEOPLE,))
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    wire.hidden.add("city")
    run = office.run_of()
    run.reach = Reach.SEND
    assert office.run(run.execute()).status is RunStatus.DONE
    wire.hidden.clear()
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"


class Lagging(Wire):
    """A vendor whose versions are moments, and whose feed may show rows as they were: ``past`` fields with ``version``."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        self.version, self.past = LATER, dict[str, Raw]()

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        async for page in super().pull(feed, cursor):
            rows = [replace(row, version=self.version, fields={**row.fields, **self.past}) for row in page.records]
            yield replace(page, records=rows)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        outcomes = await super().update(object_name, items)
        records = [each.record for each in outcomes if isinstance(each, Done) and each.record is not None]
        return [Done(replace(record, version=LATER)) for record in records]


def test_a_row_as_it_was_before_our_own_writing_is_no_news(office: Office) -> None:
    wire = Lagging(WatchedAccount(office.clock, Behaviour()))
    wire.only = frozenset((PEOPLE,))
    office.attach("a", wire)
    record, id = known(office, wire)
    office.edit(record, city="Nantes")
    office.synced()
    wire.version, wire.past = EARLIER, {"city": "Lyon"}
    office.synced()
    assert office.value(record, "city") == "Nantes"
    wire.version, wire.past = LATER, {}
    rest(office)
    assert wire.account.value(id, "city") == "Nantes"
