"""Who became something else before an account was asked for their row: it is made in the table of what they are by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Feed, ObjectSpec
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import connections, links
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire
from tests.sync.steps import rest
from tests.sync.test_conversions_between_accounts import counted_as

pytestmark = pytest.mark.thorough

CLIENTS = "clients"


class TwoTables(Wire):
    """An account that keeps leads and clients in tables of their own, as Salesforce and Zoho do."""

    def __init__(self, account: WatchedAccount) -> None:
        super().__init__(account)
        account.rows[CLIENTS] = {}

    def objects(self) -> Sequence[ObjectSpec]:
        return [each for spec in super().objects() for each in (_parted(spec) if spec.name == PEOPLE else [spec])]

    def feeds(self) -> Sequence[Feed]:
        return [*super().feeds(), Feed(CLIENTS, CLIENTS)]


def _parted(spec: ObjectSpec) -> list[ObjectSpec]:
    return [_alone(spec, CLIENTS, Kind.CONTACT), _alone(spec, PEOPLE, Kind.LEAD)]


def _alone(spec: ObjectSpec, name: str, kind: Kind) -> ObjectSpec:
    return replace(spec, name=name, mapping={kind: spec.mapping[kind]}, creates=frozenset({kind}))


class ClientsAlone(TwoTables):
    """An account that knows clients only."""

    def objects(self) -> Sequence[ObjectSpec]:
        return [spec for spec in super().objects() if spec.name != PEOPLE]

    def feeds(self) -> Sequence[Feed]:
        return [feed for feed in super().feeds() if feed.object != PEOPLE]


def waiting(office: Office, second: Wire, kind: Kind) -> tuple[Wire, str]:
    """Account a, and somebody there whom account b is not asked for yet."""
    first = office.connect("a")
    office.attach("b", second, sending=False)
    record = office.new(kind, last_name="Durand", city="Lyon")
    office.settle()
    return first, record


def allow(office: Office) -> None:
    office.write(lambda unit: connections.change(unit, office.ids["b"], sending=True))
    # What is sent on to a table that this run has behind it is made in the next one.
    office.synced("b")
    rest(office)


def test_a_client_who_is_a_lead_again_is_made_as_a_lead(office: Office) -> None:
    """A client without a name was made, or refused for ever."""
    second = TwoTables(WatchedAccount(office.clock, Behaviour()))
    first, record = waiting(office, second, Kind.CONTACT)
    counted_as(office, first, record, Kind.LEAD, name="a")
    allow(office)
    (made,) = second.account.there()
    assert (second.account.value(made, "last_name"), second.account.there(CLIENTS)) == ("Durand", [])


def test_a_lead_who_is_a_client_by_now_is_made_as_a_client(office: Office) -> None:
    second = TwoTables(WatchedAccount(office.clock, Behaviour()))
    first, record = waiting(office, second, Kind.LEAD)
    counted_as(office, first, record, Kind.CONTACT, name="a")
    allow(office)
    (made,) = second.account.there(CLIENTS)
    assert (second.account.value(made, "city", object=CLIENTS), second.account.there()) == ("Lyon", [])


def test_whoever_is_nothing_that_the_account_knows_is_not_made_there(office: Office) -> None:
    second = ClientsAlone(WatchedAccount(office.clock, Behaviour()))
    first, record = waiting(office, second, Kind.CONTACT)
    counted_as(office, first, record, Kind.LEAD, name="a")
    allow(office)
    assert second.account.there(CLIENTS) == []


def test_whoever_was_there_as_both_is_made_anew_as_what_they_are(office: Office) -> None:
    """Somebody is deleted there, counted as something else elsewhere, deleted here and restored; and all of it once more."""
    first, second = office.connect("a"), TwoTables(WatchedAccount(office.clock, Behaviour()))
    office.attach("b", second)
    record = office.new(Kind.CONTACT, last_name="Durand", city="Lyon")
    office.settle()
    for kind, before, there in ((Kind.LEAD, CLIENTS, PEOPLE), (Kind.CONTACT, PEOPLE, CLIENTS)):
        second.account.delete(before, office.link(record, object=before, name="b").remote_id or "")
        office.settle()
        counted_as(office, first, record, kind, name="a")
        office.delete(record)
        office.settle()
        office.restore(record)
        office.settle()
        (made,) = second.account.there(there)
        assert (second.account.value(made, "city", object=there), second.account.there(before)) == ("Lyon", [])
    assert office.link(record, object=CLIENTS, name="b").state == links.ACTIVE


def as_both(office: Office, second: TwoTables) -> tuple[Wire, str, str]:
    """A client of account b who was deleted there, counted as a lead at account a, and is a lead at b that a colleague made."""
    first = office.connect("a")
    office.attach("b", second)
    address = [{"value": "durand@example.org", "primary": True}]
    record = office.new(Kind.CONTACT, last_name="Durand", city="Lyon", emails=address)
    office.settle()
    client = office.link(record, object=CLIENTS, name="b").remote_id or ""
    second.account.delete(CLIENTS, client)
    office.settle()
    counted_as(office, first, record, Kind.LEAD, name="a")
    mine = second.account.rows[CLIENTS][client].fields
    lead = second.account.edit(PEOPLE, None, {**mine, "city": "Lyon"}, kind=Kind.LEAD)
    office.settle()
    assert office.record_of(lead, name="b") == record
    return first, record, lead


def test_a_lead_who_had_been_a_client_becomes_one_again(office: Office) -> None:
    """Every run ended in a defect: the record had a link to a client already."""
    second = TwoTables(WatchedAccount(office.clock, Behaviour()))
    _, record, lead = as_both(office, second)
    office.edit(record, job_title="Notaire")
    client = second.account.edit(CLIENTS, None, second.account.rows[PEOPLE][lead].fields, kind=Kind.CONTACT)
    second.account.delete(PEOPLE, lead)
    second.account.rows[PEOPLE][lead].gone = Absence(PEOPLE, lead, became=(CLIENTS, client))
    office.settle()
    assert (office.record(record).kind, office.record_of(client, object=CLIENTS, name="b")) == (Kind.CONTACT, record)
    assert second.account.value(client, "job_title", object=CLIENTS) == "Notaire"
    assert second.account.there(CLIENTS) == [client]


def test_a_lead_who_had_been_a_client_is_made_once(office: Office) -> None:
    second = TwoTables(WatchedAccount(office.clock, Behaviour()))
    _, record, _ = as_both(office, second)
    office.delete(record)
    office.settle()
    assert (second.account.there(), second.account.there(CLIENTS)) == ([], [])
    office.restore(record)
    office.settle()
    assert (len(second.account.there()), second.account.there(CLIENTS)) == (1, [])


def counted_on_the_way(office: Office, first: Wire, record: str) -> None:
    """A lead who is to be made anew at account b becomes a client of a: they wait in the table of clients from then on."""
    there = office.link(record).remote_id or ""
    first.account.rows[PEOPLE][there].kind = Kind.CONTACT
    first.account.edit(PEOPLE, there, {"city": "Nice"})
    office.synced("a")
    office.synced("b")  # the table of clients is behind this run as the lead is sent on to it
    assert office.link(record, object=CLIENTS, name="b").state == links.NEW


def test_a_lead_out_of_the_bin_is_not_the_client_who_is_made_instead(office: Office) -> None:
    """Their row became the client's, in a table that has no such row: nothing of it was ever read, and the client never made."""
    first, second = office.connect("a"), TwoTables(WatchedAccount(office.clock, Behaviour()))
    office.attach("b", second)
    record = office.new(Kind.LEAD, last_name="Durand", city="Lyon")
    office.settle()
    lead = office.link(record, name="b").remote_id or ""
    office.delete(record)
    office.settle()
    office.restore(record)
    office.synced("a")
    counted_on_the_way(office, first, record)
    second.account.restore(PEOPLE, lead)
    rest(office)
    (client,) = second.account.there(CLIENTS)
    assert office.record_of(client, object=CLIENTS, name="b") == record
    assert (second.account.there(), office.record_of(lead, name="b") == record) == ([lead], False)


def test_who_is_made_as_a_client_is_asked_about_as_the_lead_they_were_once_that_is_taken_back(office: Office) -> None:
    """The number of the lead's row stood for a client of that number: with all of theirs, or the act broke off in a defect."""
    first, second = office.connect("a"), TwoTables(WatchedAccount(office.clock, Behaviour()))
    first.hidden.add("job_title")
    office.attach("b", second)
    record = office.new(Kind.LEAD, last_name="Durand", city="Lyon")
    office.settle()
    lead = office.link(record, name="b").remote_id or ""
    second.account.next_id(int(lead))
    client = second.account.edit(CLIENTS, None, {"last_name": "Petit"}, kind=Kind.CONTACT)
    assert client == lead
    office.settle()
    office.edit(record, job_title="Notaire")
    second.account.delete(PEOPLE, lead)
    office.synced("b")
    change = office.resolve(office.conflict(record), Keep.COMPUTER)
    counted_on_the_way(office, first, record)
    office.undo(change)
    office.settle()
    assert office.link(record, name="b").remote_id == lead
    office.resolve(office.conflicts(record)[EXISTENCE], Keep.COMPUTER)
    office.synced("b")
    rest(office)
    assert sorted(row.fields["last_name"] for row in second.account.rows[CLIENTS].values()) == ["Durand", "Petit"]
