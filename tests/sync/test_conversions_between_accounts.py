"""A person whom two accounts count as different kinds: qualified in one of them is qualified, and no edit turns it round."""

from __future__ import annotations

from crmdesk.domain.kinds import Kind
from crmdesk.store import links, removal
from tests.sync.kit import PEOPLE, Office, Wire


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
