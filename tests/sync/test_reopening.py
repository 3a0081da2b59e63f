"""References to somebody whose row comes, comes back or is made anew: the account is told of them then."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.errors import OutcomeUnknown, PermissionLost
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import links
from crmdesk.sync import guards
from crmdesk.sync.uniting import unite
from tests.sync.counting import statements
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import known, rest

DAY_S = 86_400.0
ADDRESS = {"email": "durand@example.org", "more_emails": None}
FEW, MANY, SLACK = 3, 60, 12
"""Records of the two runs that are compared, and the statements that the larger one may cost more (further chunks)."""


def about(office: Office, wire: Wire, note: str, name: str = "a") -> list[Any]:
    """The rows that a note is about at an account."""
    row = office.link(note, object="notes", name=name).remote_id or ""
    return wire.account.value(row, "about", object="notes") or []


def row_of(office: Office, record: str, name: str = "a") -> list[str]:
    """The row of a person at an account, as references have it."""
    return [PEOPLE, office.link(record, name=name).remote_id or ""]


@pytest.mark.parametrize("early", [True, False], ids=["before the row is gone", "while a person is asked"])
def test_a_row_that_is_made_anew_is_referred_to_again(office: Office, early: bool) -> None:
    wire = office.connect(only=(PEOPLE, "notes"))
    record, id = known(office, wire)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record] if early else None)
    office.synced()
    office.edit(record, city="Nantes")
    wire.account.delete(PEOPLE, id)
    office.synced()
    if not early:
        office.edit(note, about=[record])
        office.synced()
    office.resolve(office.conflict(record), Keep.COMPUTER)
    rest(office)
    assert row_of(office, record) != [PEOPLE, id]
    assert row_of(office, record) in about(office, wire, note)
    assert office.value(note, "about") == [record]


HIDING = pytest.mark.parametrize("restored", [True, False], ids=["restored here", "kept by a decision"])


def hide(wire: Wire, object_name: str, id: str, field: str, left: list[Any] | None = None) -> None:
    """The account shows a link to what is in its bin no longer, and does not tell so: the row counts as unchanged."""
    wire.account.rows[object_name][id].fields[field] = left


def make_anew(office: Office, wire: Wire, record: str, object_name: str, id: str, *, restored: bool) -> None:
    """A row ends, and its record stands: feeds bring nothing of what referred to it meanwhile."""
    office.clock.tick(DAY_S)
    if restored:
        office.delete(record)
        office.synced()
        office.restore(record)
    else:
        office.edit(record, city="Nantes")
        wire.account.delete(object_name, id)
        office.synced()
        office.resolve(office.conflict(record), Keep.COMPUTER)


@HIDING
@pytest.mark.parametrize("colleague", [True, False])
def test_a_row_that_is_made_anew_is_referred_to_where_links_were_hidden(
    office: Office, *, restored: bool, colleague: bool
) -> None:
    """Nobody has read the note since: that its link is hidden is seen only as it is about to be written."""
    wire = office.connect(only=(PEOPLE, "notes"))
    record, id = known(office, wire)
    other, other_id = known(office, wire, last_name="Petit")
    row = wire.account.edit("notes", None, {"body": "Rappeler", "about": [[PEOPLE, id]]}, kind=Kind.NOTE)
    office.synced()
    note = office.record_of(row, object="notes")
    office.clock.tick(DAY_S)
    wire.account.edit("notes", None, {"body": "Plus tard"}, kind=Kind.NOTE)
    office.synced()
    wire.on("fetch notes", lambda: hide(wire, "notes", row, "about", [[PEOPLE, other_id]] if colleague else None))
    make_anew(office, wire, record, PEOPLE, id, restored=restored)
    rest(office)
    held = sorted([record, other] if colleague else [record])
    assert office.value(note, "about") == held
    assert about(office, wire, note) == sorted(row_of(office, each) for each in held)


@HIDING
def test_a_company_that_is_made_anew_is_named_where_links_were_hidden(office: Office, *, restored: bool) -> None:
    wire = office.connect(only=("companies", PEOPLE))
    company_id = wire.account.edit("companies", None, {"name": "Durand et fils"}, kind=Kind.COMPANY)
    person, id = known(office, wire, company=[["companies", company_id]])
    company = office.record_of(company_id, object="companies")
    office.clock.tick(DAY_S)
    known(office, wire, last_name="Petit")
    wire.on("fetch people", lambda: hide(wire, PEOPLE, id, "company"))
    make_anew(office, wire, company, "companies", company_id, restored=restored)
    rest(office)
    assert office.value(person, "company") == company
    row = office.link(company, object="companies").remote_id
    assert row != company_id
    assert wire.account.value(id, "company") == [["companies", row]]


def test_a_single_reference_names_the_new_row_alone(office: Office) -> None:
    wire = office.connect()
    company = office.new(Kind.COMPANY, name="Durand et fils")
    person = office.new(last_name="Durand", company=company)
    rest(office)
    office.delete(company)
    rest(office)
    office.restore(company)
    rest(office)
    row = office.link(company, object="companies").remote_id
    assert wire.account.value(row_of(office, person)[1], "company") == [["companies", row]]


@pytest.mark.parametrize("keyed", [True, False])
def test_a_row_that_is_taken_over_is_referred_to(office: Office, keyed: bool) -> None:
    wire = office.connect(behaviour=Behaviour(keyed=keyed), only=(PEOPLE, "notes"))
    record, id = known(office, wire, emails=ADDRESS)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    office.synced()
    office.delete(record)
    rest(office)
    office.restore(record)
    other = {"last_name": "Durand", "emails": ADDRESS}
    wire.on("find", lambda: wire.account.edit(PEOPLE, None, other, kind=Kind.LEAD))
    rest(office)
    assert row_of(office, record) != [PEOPLE, id]
    assert row_of(office, record) in about(office, wire, note)


def test_a_row_that_is_entered_later_is_referred_to(office: Office) -> None:
    first, second = office.connect("a"), office.connect("b")
    record, _ = known(office, first, emails=ADDRESS)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    rest(office)
    assert about(office, second, note, "b") == []
    second.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": ADDRESS}, kind=Kind.LEAD)
    rest(office)
    assert about(office, second, note, "b") == [row_of(office, record, "b")]


def test_a_row_that_comes_back_is_referred_to(office: Office) -> None:
    office.connect("a")
    second = office.connect("b")
    record = office.new(last_name="Durand")
    note = office.new(Kind.NOTE, body="Rappeler")
    rest(office)
    row = row_of(office, record, "b")
    second.account.delete(*row)
    rest(office)
    assert office.link(record, name="b").state == links.GONE
    office.edit(note, about=[record])
    rest(office)
    assert about(office, second, note, "b") == []
    second.account.restore(*row)
    rest(office)
    assert about(office, second, note, "b") == [row]


@dataclass
class Employer:
    """Ann, in accounts a and b. Xenon is a company of a, and another one of b until somebody unites the two; Ypsilon is in both."""

    office: Office
    there: str | None
    """What b says of Ann's company from the beginning: a company's name."""
    agreed: bool = False
    """Whether Ann begins with Ypsilon in a as well, and gets Xenon here once both agree."""

    def __post_init__(self) -> None:
        self.wires = {name: self.office.connect(name) for name in "ab"}
        self.rows = {(name, of): self._company(name, of) for name in "ab" for of in ("Xenon", "Ypsilon")}
        begins = {"a": "Ypsilon" if self.agreed else "Xenon", "b": self.there}
        self.people = {name: self._ann(name, of) for name, of in begins.items()}
        rest(self.office)
        self.ann = self.office.record_of(self.people["a"])
        self.xenon, self.other = (
            self.office.record_of(self.rows[name, "Xenon"], object="companies", name=name) for name in "ab"
        )
        if self.agreed:
            self.office.edit(self.ann, company=self.xenon)
            rest(self.office)
        assert self.office.value(self.ann, "company") == self.xenon
        assert (self.in_b(), self.notices()) == (self.there, ["reference_not_there"])

    def _company(self, name: str, of: str) -> str:
        fields = {"name": of, "domain": "ypsilon.example" if of == "Ypsilon" else None}
        return self.wires[name].account.edit("companies", None, fields, kind=Kind.COMPANY)

    def _ann(self, name: str, of: str | None) -> str:
        company = None if of is None else [["companies", self.rows[name, of]]]
        fields = {"last_name": "Durand", "emails": ADDRESS, "company": company}
        return self.wires[name].account.edit(PEOPLE, None, fields, kind=Kind.LEAD)

    def unite(self) -> None:
        self.office.write(lambda unit: unite(unit, self.xenon, self.other))
        rest(self.office)

    def in_b(self) -> str | None:
        """The company that b has for Ann."""
        held = self.wires["b"].account.value(self.people["b"], "company")
        names = {("companies", row): of for (name, of), row in self.rows.items() if name == "b"}
        return None if not held else names[tuple(held[0])]

    def notices(self) -> list[str]:
        return [row.key for row in self.office.sql("SELECT key FROM notice WHERE field = 'company'")]


@pytest.mark.parametrize(
    ("there", "agreed", "asked", "after"),
    [
        pytest.param(None, False, False, "Xenon", id="blank there"),
        pytest.param("Ypsilon", True, False, "Xenon", id="chosen here after they had agreed"),
        pytest.param("Ypsilon", False, True, "Ypsilon", id="never agreed"),
        pytest.param("Xenon", False, False, "Xenon", id="what is united with it"),
    ],
)
def test_a_row_that_is_got_by_uniting_is_referred_to(
    office: Office, there: str | None, agreed: bool, asked: bool, after: str
) -> None:
    story = Employer(office, there, agreed)
    story.unite()
    assert set(office.conflicts(story.ann)) == ({"company"} if asked else set())
    assert (story.in_b(), story.notices()) == (after, [])
    if asked:
        office.resolve(office.conflict(story.ann), Keep.COMPUTER)
        rest(office)
        assert (office.conflicts(story.ann), story.in_b()) == ({}, "Xenon")


def test_what_refers_to_one_of_two_that_are_united_is_told_to_the_account_of_the_other(office: Office) -> None:
    wires = {name: office.connect(name) for name in "ab"}
    rows = {name: wires[name].account.edit(PEOPLE, None, {"last_name": name}, kind=Kind.LEAD) for name in "ab"}
    rest(office)
    one, other = (office.record_of(rows[name], name=name) for name in "ab")
    notes = [office.new(Kind.NOTE, body="Rappeler", about=[each]) for each in (one, other)]
    rest(office)
    assert [about(office, wires["b"], notes[0], "b"), about(office, wires["a"], notes[1], "a")] == [[], []]
    office.write(lambda unit: unite(unit, one, other))
    rest(office)
    for note in notes:
        assert {name: about(office, wires[name], note, name) for name in "ab"} == {
            name: [[PEOPLE, rows[name]]] for name in "ab"
        }


def test_a_reference_that_was_taken_away_meanwhile_stays_away(office: Office) -> None:
    wire = office.connect(only=(PEOPLE, "notes"))
    record, _ = known(office, wire)
    note = office.new(Kind.NOTE, body="Rappeler", about=[record])
    rest(office)
    office.delete(record)
    rest(office)
    office.restore(record)
    office.edit(note, about=None)
    rest(office)
    assert row_of(office, record) not in about(office, wire, note)


def cost(folder: Path, count: int) -> int:
    """Statements of the run that makes rows anew, each with a note about it."""
    with Office(folder) as office:
        office.connect(only=(PEOPLE, "notes"))
        made = [office.new(last_name=f"Martin {n}") for n in range(count)]
        for record in made:
            office.new(Kind.NOTE, body="Rappeler", about=[record])
        rest(office)
        for record in made:
            office.delete(record)
        rest(office)
        for record in made:
            office.restore(record)
        with statements() as seen:
            office.synced()
        return len(seen)


@pytest.mark.thorough
def test_many_references_cost_hardly_more_statements_than_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "FEW", 10 * MANY)
    monkeypatch.setattr(guards, "WHOLE", 10 * MANY)
    few, many = cost(tmp_path / "few", FEW), cost(tmp_path / "many", MANY)
    assert many - few <= SLACK, f"{few} statements for {FEW} records, {many} for {MANY}"


def test_a_row_that_comes_while_it_is_unknown_whether_a_creation_happened_is_referred_to(office: Office) -> None:
    """The deal went out without the client, who had no row there yet; that is no agreement to leave the client out."""
    here = office.connect("a", Behaviour(keyed=False, index_lag_ms=60_000))
    there = office.connect("b", only=(PEOPLE,))
    there.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": ADDRESS}, kind=Kind.CONTACT)
    office.synced("b")
    client = office.record_of(there.account.there()[0], name="b")
    deal = office.new(Kind.DEAL, name="Vente", contacts=[client])
    here.lost_after("create deals", OutcomeUnknown("no_answer", endpoint="deals"))
    row = here.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": ADDRESS}, kind=Kind.CONTACT)
    office.clock.tick(30)
    office.sync("a")
    office.clock.tick(40)
    office.synced("a")
    assert office.link(client, name="a").remote_id == row
    assert office.link(deal, object="deals", name="a").remote_id is None
    office.clock.tick(200)
    office.settle()
    made = office.link(deal, object="deals", name="a").remote_id or ""
    assert here.account.value(made, "contacts", object="deals") == [[PEOPLE, row]]


def test_a_row_that_comes_while_it_is_unknown_whether_an_update_happened_is_referred_to(office: Office) -> None:
    """The note went out without the client, who had no row there yet; that is no agreement to leave the client out."""
    here = office.connect("a", only=(PEOPLE, "notes"))
    there = office.connect("b", only=(PEOPLE,))
    there.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": ADDRESS}, kind=Kind.CONTACT)
    office.synced("b")
    client = office.record_of(there.account.there()[0], name="b")
    agent = office.new(last_name="Roux")
    note = office.new(Kind.NOTE, body="Rappeler")
    office.settle()
    office.edit(note, about=[agent, client])
    here.lost_after("update notes", OutcomeUnknown("no_answer", endpoint="notes"))
    here.on("fetch notes", lambda: None)  # before it is written
    here.fails("fetch notes", PermissionLost("permission_lost", object="notes"), times=3)
    office.sync("a")
    assert about(office, here, note) == [row_of(office, agent)]
    row = here.account.edit(PEOPLE, None, {"last_name": "Durand", "emails": ADDRESS}, kind=Kind.CONTACT)
    office.synced("a")
    assert office.link(client, name="a").remote_id == row
    assert ("update", "uncertain") in office.intents()
    here.calm()
    office.settle()
    assert sorted(about(office, here, note)) == sorted([row_of(office, agent), [PEOPLE, row]])
