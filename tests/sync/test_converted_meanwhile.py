"""Somebody becomes a client, or a lead again, at one account while another one makes or changes their row, as it was sent.

Every run ended in a defect: the row was asked for as what the record is by now, in a table or with fields that have no such thing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Create, Outcome, Refused, Update
from crmdesk.providers.memory_account import Behaviour
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import rest
from tests.sync.test_rerouting import CLIENTS, TwoTables

pytestmark = pytest.mark.thorough

LAG_S = 60


def become(office: Office, record: str, kind: Kind) -> None:
    """A colleague counts a person as of another kind at account a, which no run has read yet."""
    account = office.wires["a"].account
    id = office.link(record, name="a").remote_id or ""
    account.rows[PEOPLE][id].kind = kind
    account.edit(PEOPLE, id, {})


def goes_on(office: Office, record: str) -> None:
    """One row stands for the person, without a problem, and what is typed goes there."""
    office.settle(pause_s=LAG_S)
    office.edit(record, city="Nice")
    rest(office)
    account = office.wires["b"].account
    there = [(name, id) for name in (PEOPLE, CLIENTS) if name in account.rows for id in account.there(name)]
    assert [account.value(id, "city", object=name) for name, id in there] == ["Nice"]
    assert (office.problems(), office.intents()) == ([], [])


class Strict(Wire):
    """An account whose provider can write nothing that it has no place for."""

    meanwhile: Callable[[], Awaitable[object]] | None = None
    """What happens before the first answer to an update."""

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        self._check(object_name, items)
        (spec,) = (each for each in self.objects() if each.name == object_name)
        assert {item.kind for item in items} <= spec.mapping.keys()
        return await super().create(object_name, items)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        self._check(object_name, items)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        return await super().update(object_name, items)

    def _check(self, object_name: str, items: Sequence[Create] | Sequence[Update]) -> None:
        (spec,) = (each for each in self.objects() if each.name == object_name)
        assert all(item.fields.keys() <= spec.rules(item.kind).keys() for item in items)


class StrictTables(Strict, TwoTables):
    """The same, with a table for leads and one for clients."""


class TestInDoubt:
    """Whether the account has made the row is not known as that is heard."""

    def left(self, office: Office, second: Wire, kind: Kind, *, made: bool, **fields: str) -> str:
        office.connect("a")
        office.attach("b", second)
        address = [{"value": "durand@example.org", "primary": True}]
        record = office.new(kind, last_name="Durand", city="Lyon", emails=address, **fields)
        office.synced("a")
        for _ in range(2):
            (second.lost_after if made else second.fails)("create", OutcomeUnknown("no_answer"))
        office.synced("b")
        become(office, record, Kind.CONTACT if kind is Kind.LEAD else Kind.LEAD)
        office.synced("a")
        assert office.record(record).kind is not kind
        return record

    @pytest.mark.parametrize("keyed", [True, False])
    @pytest.mark.parametrize("made", [True, False])
    @pytest.mark.parametrize("kind", [Kind.LEAD, Kind.CONTACT])
    def test_each_kind_has_a_table(self, office: Office, kind: Kind, *, made: bool, keyed: bool) -> None:
        account = WatchedAccount(office.clock, Behaviour(keyed=keyed, index_lag_ms=LAG_S * 1000 // 2))
        goes_on(office, self.left(office, StrictTables(account), kind, made=made))

    @pytest.mark.parametrize("made", [True, False])
    def test_only_leads_have_a_field(self, office: Office, *, made: bool) -> None:
        second = Strict(WatchedAccount(office.clock, Behaviour()))
        goes_on(office, self.left(office, second, Kind.LEAD, made=made, rating="warm"))


@pytest.mark.parametrize("ends", ["done", "lost", "refused"])
def test_what_only_a_lead_has_is_on_its_way(office: Office, ends: str) -> None:
    office.connect("a")
    second = Strict(WatchedAccount(office.clock, Behaviour()))
    office.attach("b", second)
    record = office.new(Kind.LEAD, last_name="Durand", city="Lyon")
    office.settle()
    office.edit(record, rating="warm")
    office.synced("a")
    become(office, record, Kind.CONTACT)
    second.meanwhile = lambda: office.run_of("a").execute()
    if ends == "lost":
        second.lost_after("update", OutcomeUnknown("no_answer"))
    elif ends == "refused":
        refusal = RecordRefused("value_refused", remote_field="rating")
        second.after("update", lambda outcomes: [Refused(refusal) for _ in outcomes])
    office.synced("b")
    assert office.record(record).kind is Kind.CONTACT
    goes_on(office, record)
