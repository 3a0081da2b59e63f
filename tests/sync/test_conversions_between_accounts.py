"""A person whom two accounts count as different kinds: qualified in one of them is qualified, and no edit turns it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.errors import PermissionLost
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import ObjectSpec
from crmdesk.providers.memory_account import Behaviour, Row
from crmdesk.store import cursors, links, removal
from crmdesk.store.bases import fingerprint
from crmdesk.store.queries import doctor
from crmdesk.store.unit import Unit
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire

pytestmark = pytest.mark.thorough


class LeadsAlone(Wire):
    """An account that keeps leads in a table of their own, as Salesforce does, or a sheet."""

    def objects(self) -> Sequence[ObjectSpec]:
        return [
            replace(spec, mapping={Kind.LEAD: spec.mapping[Kind.LEAD]}, creates=frozenset({Kind.LEAD}))
            if spec.name == PEOPLE
            else spec
            for spec in super().objects()
        ]


def counted_as(office: Office, wire: Wire, record: str, kind: Kind, *, name: str, **fields: str) -> None:
    """A colleague edits a person whom the account counts as of this kind."""
    id = office.link(record, name=name).remote_id
    assert id is not None
    wire.account.rows[PEOPLE][id].kind = kind
    wire.account.edit(PEOPLE, id, fields)
    office.synced(name)
    office.settle()


def conversions(office: Office, record: str) -> int:
    return sum(event == "converted" for _, event, _ in office.history(record))


def in_both(office: Office) -> tuple[Wire, Wire, str]:
    first, second = office.connect("a"), office.connect("b")
    record = office.new(Kind.LEAD, last_name="Durand", city="Lyon")
    office.settle()
    return first, second, record


def in_a_table_of_leads(office: Office) -> tuple[Wire, Wire, str]:
    """A lead of two accounts, the second of which has a table for leads alone."""
    first, second = office.connect("a"), LeadsAlone(WatchedAccount(office.clock, Behaviour()))
    office.attach("b", second)
    record = office.new(Kind.LEAD, last_name="Durand", city="Lyon", rating="warm")
    office.settle()
    return first, second, record


def test_a_contact_of_one_account_stays_one_whatever_the_other_says(office: Office) -> None:
    first, second, record = in_both(office)
    counted_as(office, first, record, Kind.CONTACT, name="a", city="Nice")
    assert office.record(record).kind is Kind.CONTACT
    for at in range(3):
        counted_as(office, second, record, Kind.LEAD, name="b", city=f"Paris {at}")
        counted_as(office, first, record, Kind.CONTACT, name="a", job_title=f"Notaire {at}")
    assert office.record(record).kind is Kind.CONTACT
    assert (office.value(record, "city"), office.value(record, "job_title")) == ("Paris 2", "Notaire 2")
    assert conversions(office, record) == 1


def test_what_comes_last_does_not_matter(office: Office) -> None:
    first, second, record = in_both(office)
    counted_as(office, second, record, Kind.LEAD, name="b", city="Paris")
    counted_as(office, first, record, Kind.CONTACT, name="a", job_title="Notaire")
    counted_as(office, second, record, Kind.LEAD, name="b", city="Nice")
    assert (office.record(record).kind, conversions(office, record)) == (Kind.CONTACT, 1)


def test_the_only_account_may_take_a_qualification_back(office: Office) -> None:
    first, _, record = in_both(office)
    office.write(lambda unit: removal.remove_connection(unit, office.ids["b"], keep_data=True))
    del office.wires["b"]
    counted_as(office, first, record, Kind.CONTACT, name="a", city="Nice")
    counted_as(office, first, record, Kind.LEAD, name="a", city="Lyon")
    assert office.record(record).kind is Kind.LEAD
    assert {state.kind for state in office.links(record)} == {Kind.LEAD}
    assert [state.state for state in office.links(record)] == [links.ACTIVE]


def test_a_lead_of_one_account_goes_on_where_another_made_it_a_contact(office: Office) -> None:
    first, second, record = in_a_table_of_leads(office)
    there = office.link(record, name="b").remote_id or ""
    counted_as(office, first, record, Kind.CONTACT, name="a", city="Nice")
    assert (office.record(record).kind, second.account.value(there, "city")) == (Kind.CONTACT, "Nice")
    second.account.edit(PEOPLE, there, {"city": "Paris"})
    office.edit(record, job_title="Notaire")
    office.settle()
    assert office.value(record, "city") == "Paris"
    assert first.account.value(office.link(record).remote_id or "", "city") == "Paris"
    assert (second.account.value(there, "job_title"), second.account.value(there, "rating")) == ("Notaire", "warm")
    assert office.read(doctor.violations) == []


def test_what_both_sides_wrote_to_such_a_lead_is_asked_about(office: Office) -> None:
    first, second, record = in_a_table_of_leads(office)
    there = office.link(record, name="b").remote_id or ""
    counted_as(office, first, record, Kind.CONTACT, name="a", last_name="Durand")
    office.edit(record, city="Brest")
    second.account.edit(PEOPLE, there, {"city": "Paris"})
    office.synced("b")
    assert [account.value for account in office.conflict(record).accounts] == ["Paris"]
    assert second.account.value(there, "city") == "Paris"


def test_a_lead_that_was_left_behind_is_followed_again(office: Office) -> None:
    first, second, record = in_a_table_of_leads(office)
    there = office.link(record, name="b").remote_id or ""
    counted_as(office, first, record, Kind.CONTACT, name="a", last_name="Durand")
    office.edit(record, job_title="Notaire")
    second.account.edit(PEOPLE, there, {"city": "Paris"})
    office.write(lambda unit: leave_behind(unit, office, record, second.account.rows[PEOPLE][there]))
    office.settle()
    assert (office.value(record, "city"), second.account.value(there, "job_title")) == ("Paris", "Notaire")


def leave_behind(unit: Unit, office: Office, record: str, row: Row) -> None:
    """What earlier versions left: nothing was mapped for contacts in a table of leads, so nothing was noticed on either side."""
    account = office.ids["b"]
    known = cursors.mapping(unit.connection, account) or {}
    known[PEOPLE].pop(Kind.CONTACT.value)
    cursors.move(unit, account, cursors.MAPPING, known, complete=True)
    cursors.move(unit, account, PEOPLE, {"since_ms": row.changed_ms + 1}, complete=True)
    state = next(each for each in links.by_record(unit.connection, [record])[record] if each.connection == account)
    state.dirty, state.seen_hash = False, fingerprint(row.kind, row.fields)
    links.update_many(unit, [state])


def test_a_question_of_the_other_account_about_what_only_leads_have_ends(office: Office) -> None:
    first, second, record = in_both(office)
    office.edit(record, rating="warm")
    office.settle()
    second.account.edit(PEOPLE, office.link(record, name="b").remote_id, {"rating": "cold"})
    office.edit(record, rating="hot")
    office.synced("b")
    assert office.conflict(record).field == "rating"
    counted_as(office, first, record, Kind.CONTACT, name="a")
    assert (office.record(record).kind, office.conflicts(record)) == (Kind.CONTACT, {})


def test_whoever_is_asked_whether_somebody_exists_is_asked_until_they_answer(office: Office) -> None:
    wire = office.connect("a")
    record = office.new(Kind.LEAD, last_name="Durand", city="Lyon")
    office.settle()
    office.delete(record)
    wire.account.edit(PEOPLE, office.link(record).remote_id, {"city": "Lens"})
    office.synced()
    asked = office.conflicts(record)[EXISTENCE]
    counted_as(office, wire, record, Kind.CONTACT, name="a")
    office.resolve(asked, Keep.COMPUTER)
    office.settle()
    assert (office.record(record).life, wire.account.there()) == ("trash", [])


def test_nobody_looks_for_what_was_overwritten_in_a_field_that_there_is_no_more(office: Office) -> None:
    """The history could not be read before the lead became a contact."""
    wire = office.connect("a")
    record = office.new(Kind.LEAD, last_name="Durand", rating="warm")
    office.settle()
    office.edit(record, rating="hot")
    wire.fails("versions", PermissionLost("no_permission", endpoint="versions"))
    office.synced()
    assert office.sql("SELECT field FROM look")
    counted_as(office, wire, record, Kind.CONTACT, name="a")
    assert office.sql("SELECT field FROM look") == []
