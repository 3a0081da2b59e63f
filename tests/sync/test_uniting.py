"""Records that a person says are the same, or are not: united, separated, told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from crmdesk.domain.conflicts import Keep
from crmdesk.domain.deletions import Deletions
from crmdesk.domain.errors import InvalidInput, OutcomeUnknown
from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import REFUSED_TEXT, Behaviour, Rewriting
from crmdesk.store import connections, removal
from crmdesk.store.leaving import keep_apart
from crmdesk.store.queries.notices import notices_of
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import not_same, unite
from tests.sync.kit import PEOPLE, Office, Wire
from tests.sync.steps import rest

ANN = "ann@example.org"


def enter(wire: Wire, kind: Kind = Kind.LEAD, **fields: Any) -> str:
    return wire.account.edit(PEOPLE, None, fields, kind=kind)


def emails(address: str) -> Mapping[str, Any]:
    return {"email": address, "more_emails": None}


class Pair:
    """Two accounts, and a row in each."""

    def __init__(self, office: Office, here: dict[str, Any], there: dict[str, Any], kind: Kind = Kind.LEAD) -> None:
        self.office = office
        self.wires = {name: office.wires.get(name) or office.connect(name) for name in ("a", "b")}
        self.rows = {"a": enter(self.wires["a"], **here), "b": enter(self.wires["b"], kind, **there)}
        office.settle()

    def record(self, name: str) -> str:
        return self.office.record_of(self.rows[name], name=name)

    def there(self, name: str, field: str) -> Any:
        return self.wires[name].account.value(self.rows[name], field)

    def unite(self) -> str:
        first, second = self.record("a"), self.record("b")
        self.office.write(lambda unit: unite(unit, first, second))
        return first


def apart(office: Office, **more: dict[str, Any]) -> Pair:
    """Namesakes: nothing tells that they are the same."""
    return Pair(office, {"last_name": "Martin", **more.get("a", {})}, {"last_name": "Martin", **more.get("b", {})})


def refused(office: Office, key: str, work: Any) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.write(work)
    assert raised.value.key == key


def kept_apart_and_united(office: Office, *, survives: bool) -> tuple[Wire, str, str]:
    """A record whose row was left alone from then on, united with one that has another row at the same account."""
    wire = office.connect(only=(PEOPLE,))
    rows = [enter(wire, last_name=name, city="Lyon") for name in ("Martin", "Martin-Roux")]
    office.settle()
    records = [office.record_of(row) for row in rows]
    link = office.link(records[0]).id
    office.write(lambda unit: keep_apart(unit, [link]))
    first, second = records if survives else reversed(records)
    office.write(lambda unit: unite(unit, first, second))
    return wire, rows[0], rows[1]


def test_what_refers_to_a_row_kept_apart_refers_to_whoever_its_record_became(office: Office) -> None:
    wire = office.connect(only=(PEOPLE, "notes"))
    rows = [enter(wire, last_name=name) for name in ("Martin", "Martin-Roux")]
    office.settle()
    first, second = (office.record_of(row) for row in rows)
    link = office.link(first).id
    office.write(lambda unit: keep_apart(unit, [link]))
    office.write(lambda unit: unite(unit, second, first))
    note = wire.account.edit("notes", None, {"body": "Rappeler", "about": [[PEOPLE, rows[0]]]})
    rest(office)
    assert office.value(office.record_of(note, object="notes"), "about") == [second]


# -- unite --------------------------------------------------------------------------------------------------------------


def events(office: Office, record: str) -> list[str]:
    """What happened to a record as a whole, oldest first."""
    query = "SELECT event FROM history WHERE record = ? AND event IS NOT NULL ORDER BY seq"
    return office.read(lambda reader: list(reader.exec_driver_sql(query, (record,)).scalars()))


def test_united_nobody_is_asked_about_what_is_only_sent_to_an_account(office: Office) -> None:
    """The question showed a blank where the account holds something; who took that for an answer blanked the other account."""
    office.connect("a", only=(PEOPLE,))
    office.connect("b", only=(PEOPLE,)).chosen["city"] = {"readable": False}
    pair = apart(office, a={"city": "Lyon"}, b={"city": "Paris"})
    record = pair.unite()
    assert office.conflicts(record) == {}
    rest(office)
    assert (pair.there("a", "city"), pair.there("b", "city")) == ("Lyon", "Lyon")


def test_united_what_an_account_kept_over_a_blank_is_shown_as_it_is_there(office: Office) -> None:
    office.connect("a", only=(PEOPLE,))
    office.connect("b", only=(PEOPLE,)).chosen["city"] = {"keep_blank": True}
    pair = apart(office, a={"city": "Lyon"}, b={"city": "Paris"})
    office.edit(pair.record("b"), city=None)
    rest(office)
    assert pair.there("b", "city") == "Paris"
    record = pair.unite()
    rest(office)
    assert [each.value for each in office.conflict(record).accounts] == ["Paris"]
    assert pair.there("b", "city") == "Paris"


def test_united_blanks_are_filled_equals_agree_and_the_rest_is_asked(office: Office) -> None:
    pair = apart(
        office,
        a={"city": "Lyon", "job_title": "Notaire", "phones": {"phone": "+33140112233", "mobile": None}},
        b={"city": "Paris", "street": "1 rue A", "phones": {"phone": "+33140112244", "mobile": None}},
    )
    record = pair.unite()
    assert pair.record("b") == record
    assert events(office, record)[-1] == "united"
    assert list(office.conflicts(record)) == ["city"]
    assert office.conflict(record).accounts[0].value == "Paris"
    office.settle()
    assert (pair.there("a", "street"), pair.there("b", "job_title")) == ("1 rue A", "Notaire")
    assert (pair.there("a", "city"), pair.there("b", "city")) == ("Lyon", "Paris")
    assert [item["value"] for item in office.value(record, "phones")] == ["+33140112233", "+33140112244"]
    office.resolve(office.conflict(record), Keep.ACCOUNT)
    rest(office)
    assert (pair.there("a", "city"), pair.there("b", "city")) == ("Paris", "Paris")


def test_what_is_emptied_while_it_is_asked_about_is_not_filled_again(office: Office) -> None:
    pair = apart(office, a={"city": "Lyon"}, b={"city": "Paris"})
    record = pair.unite()
    office.edit(record, city=None)
    pair.wires["b"].account.edit(PEOPLE, pair.rows["b"], {"job_title": "Notaire"})
    office.settle()
    assert (office.value(record, "city"), office.value(record, "job_title")) == (None, "Notaire")
    assert office.conflict(record).accounts[0].value == "Paris"
    office.resolve(office.conflict(record), Keep.COMPUTER)
    rest(office)
    assert (pair.there("a", "city"), pair.there("b", "city")) == (None, None)


def test_what_differs_is_asked_although_crmdesk_itself_had_made_the_row(office: Office) -> None:
    first = office.connect(only=(PEOPLE,))
    other = office.new(Kind.CONTACT, last_name="Martin", city="Lyon")
    office.settle()
    (row,) = first.account.there()
    second = office.connect("b", only=(PEOPLE,))
    survivor_row = enter(second, Kind.CONTACT, last_name="Martin", city="Paris")
    office.settle()
    survivor = office.record_of(survivor_row, name="b")
    office.write(lambda unit: unite(unit, survivor, other))
    office.settle()
    assert [(each.connection, each.value) for each in office.conflict(survivor).accounts] == [(office.ids["a"], "Lyon")]
    assert first.account.value(row, "city") == "Lyon"


def test_nothing_that_was_typed_for_either_is_lost(office: Office) -> None:
    pair = apart(office, a={"city": "Lyon"})
    for name in ("a", "b"):
        office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE connection SET sending = 0"))
        office.edit(pair.record(name), job_title=f"typed for {name}")
    office.edit(pair.record("b"), city="Nice", street="2 rue B")
    record = pair.unite()
    assert office.value(record, "job_title") == "typed for a"
    assert ("merge", '"typed for a"', '"typed for b"') in office.history(record, "job_title")
    assert (office.value(record, "city"), office.value(record, "street")) == ("Nice", "2 rue B")
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE connection SET sending = 1"))
    rest(office)
    assert pair.there("a", "city") == pair.there("b", "city") == "Nice"


def test_whatever_refers_to_the_other_refers_to_the_survivor(office: Office) -> None:
    pair = apart(office)
    deal = pair.wires["b"].account.edit("deals", None, {"name": "Vente", "contacts": [["people", pair.rows["b"]]]})
    office.settle()
    record = pair.unite()
    assert office.value(office.record_of(deal, object="deals", name="b"), "contacts") == [record]
    rest(office)
    assert pair.wires["b"].account.value(deal, "contacts", object="deals") == [["people", pair.rows["b"]]]


def test_a_lead_and_a_contact_are_a_contact(office: Office) -> None:
    pair = Pair(office, {"last_name": "Martin", "rating": "hot"}, {"last_name": "Martin"}, Kind.CONTACT)
    record = pair.unite()
    assert office.record(record).kind is Kind.CONTACT
    assert office.record(pair.record("b")).id == record


def test_an_open_question_about_the_other_is_asked_about_the_survivor(office: Office) -> None:
    pair = apart(office, b={"city": "Paris"})
    office.edit(pair.record("b"), city="Nice")
    pair.wires["b"].account.edit(PEOPLE, pair.rows["b"], {"city": "Caen"})
    office.settle()
    assert office.conflicts(pair.record("b"))
    record = pair.unite()
    conflict = office.conflict(record)
    assert (conflict.field, [each.value for each in conflict.accounts], office.value(record, "city")) == (
        "city", ["Caen"], "Nice",
    )  # fmt: skip
    office.resolve(conflict, Keep.COMPUTER)
    rest(office)
    assert pair.there("a", "city") == pair.there("b", "city") == "Nice"


def test_a_record_that_waits_to_be_made_takes_the_row_of_the_other(office: Office) -> None:
    wire = office.connect("a", sending=False)
    id = enter(wire, last_name="Martin", city="Lyon")
    office.synced()
    record, other = office.new(last_name="Martin", street="1 rue A"), office.record_of(id)
    office.write(lambda unit: unite(unit, record, other))
    assert office.record_of(id) == record
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE connection SET sending = 1"))
    rest(office)
    assert (wire.account.there(), wire.account.value(id, "street")) == ([id], "1 rue A")


def test_what_cannot_be_united(office: Office) -> None:
    pair = apart(office)
    first, second = pair.record("a"), pair.record("b")
    id = enter(pair.wires["a"], last_name="Roux")
    company = pair.wires["a"].account.edit("companies", None, {"name": "Agence"})
    office.settle()
    other, agency = office.record_of(id), office.record_of(company, object="companies")
    refused(office, "not_unitable", lambda unit: unite(unit, first, first))
    refused(office, "not_unitable", lambda unit: unite(unit, first, agency))
    refused(office, "united_at_account", lambda unit: unite(unit, first, other))
    office.delete(second)
    refused(office, "record_deleted", lambda unit: unite(unit, first, second))


# -- separate -----------------------------------------------------------------------------------------------------------


def tied(office: Office, here: dict[str, Any], there: dict[str, Any]) -> Pair:
    """A couple with one address that was taken for one person."""
    pair = Pair(office, {"emails": emails(ANN), **here}, {"emails": emails(ANN), **there})
    assert pair.record("a") == pair.record("b")
    return pair


def test_separated_each_has_what_its_account_holds(office: Office) -> None:
    pair = tied(office, {"last_name": "Martin", "city": "Lyon"}, {"last_name": "Martin", "street": "1 rue A"})
    record = pair.record("a")
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    assert (pair.record("a"), pair.record("b")) == (record, made)
    assert events(office, record)[-1] == events(office, made)[-1] == "separated"
    assert office.value(made, "street") == "1 rue A"
    assert office.value(record, "street") is None, "it came from the other account"
    office.settle()
    assert pair.there("a", "street") is None
    pair.wires["b"].account.edit(PEOPLE, pair.rows["b"], {"job_title": "Notaire"})
    rest(office)
    assert (office.value(made, "job_title"), office.value(record, "job_title")) == ("Notaire", None)


def test_separated_before_anything_was_sent_nothing_is_mixed_up(office: Office) -> None:
    wires = {name: office.connect(name, sending=False) for name in ("a", "b")}
    rows = {
        "a": enter(wires["a"], last_name="Martin", first_name="Ann", emails=emails(ANN), city="Lyon"),
        "b": enter(wires["b"], last_name="Martin", first_name="Marc", emails=emails(ANN), street="1 rue A"),
    }
    office.settle()
    record = office.record_of(rows["a"])
    assert office.conflicts(record)
    made = office.write(lambda unit: separate(unit, record, office.ids["a"]))
    assert office.conflicts(record) == {}
    held = [[office.value(each, name) for name in ("first_name", "city", "street")] for each in (made, record)]
    assert held == [["Ann", "Lyon", None], ["Marc", None, "1 rue A"]]
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE connection SET sending = 1"))
    rest(office)
    assert wires["b"].account.value(rows["b"], "first_name") == "Marc"


def test_what_was_separated_is_not_taken_for_one_again(office: Office) -> None:
    pair = tied(office, {"last_name": "Martin"}, {"last_name": "Martin"})
    record = pair.record("a")
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    pair.wires["b"].account.delete(PEOPLE, pair.rows["b"])
    office.settle()
    pair.wires["b"].account.restore(PEOPLE, pair.rows["b"])
    office.settle()
    assert pair.record("b") == made != record
    rest(office)


def test_a_deal_of_the_account_goes_with_the_new_record(office: Office) -> None:
    pair = tied(office, {"last_name": "Martin"}, {"last_name": "Martin"})
    record = pair.record("a")
    deals = {
        name: pair.wires[name].account.edit("deals", None, {"name": name, "contacts": [["people", pair.rows[name]]]})
        for name in ("a", "b")
    }
    office.settle()
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    found = {
        name: office.value(office.record_of(id, object="deals", name=name), "contacts") for name, id in deals.items()
    }
    assert found == {"a": [record], "b": [made]}
    rest(office)


def test_what_an_account_refused_is_no_problem_of_who_has_no_row_there_any_more(office: Office) -> None:
    """It stood there for good: nothing is ever sent to that account for them again."""
    pair = apart(office, a={"emails": emails(ANN)}, b={"emails": emails(ANN)})
    record = pair.record("b")
    office.edit(record, city=REFUSED_TEXT, job_title="Notaire")
    office.settle()
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    told = office.sql("SELECT record FROM problem WHERE connection = ?", office.ids["b"])
    assert [row.record for row in told] == []
    office.edit(record, city="Lyon")
    office.edit(made, city="Nice")
    rest(office)
    assert (office.problems(), pair.there("a", "city"), pair.there("b", "city")) == ([], "Lyon", "Nice")


def test_what_cannot_be_separated(office: Office) -> None:
    pair = tied(office, {"last_name": "Martin"}, {"last_name": "Martin"})
    third = office.connect("c")
    record = pair.record("a")
    alone = enter(third, last_name="Roux")
    office.settle()
    refused(office, "not_at_account", lambda unit: separate(unit, record, office.ids["c"]))
    only = office.record_of(alone, name="c")
    refused(office, "only_at_account", lambda unit: separate(unit, only, office.ids["c"]))
    office.edit(record, city="Lyon")
    pair.wires["b"].lost_after("update", OutcomeUnknown("no_answer", endpoint="update"))
    pair.wires["b"].on("fetch", lambda: None)
    pair.wires["b"].fails("fetch", OutcomeUnknown("no_answer", endpoint="fetch"))
    office.sync("b")
    refused(office, "on_its_way", lambda unit: separate(unit, record, office.ids["b"]))


@pytest.mark.parametrize(("apart", "key"), [("b", "not_at_account"), ("a", "only_at_account")])
def test_what_is_kept_apart_is_no_half_of_a_record(office: Office, apart: str, key: str) -> None:
    pair = tied(office, {"last_name": "Martin"}, {"last_name": "Martin"})
    record = pair.record("a")
    link = office.link(record, name=apart).id
    office.write(lambda unit: keep_apart(unit, [link]))
    refused(office, key, lambda unit: separate(unit, record, office.ids["b"]))


def test_not_the_same_needs_two_records(office: Office) -> None:
    office.connect(behaviour=Behaviour())
    record = office.new(last_name="Martin")
    refused(office, "not_unitable", lambda unit: not_same(unit, record, record))
    refused(office, "unknown_record", lambda unit: not_same(unit, record, "nobody"))


@pytest.mark.parametrize("survives", [True, False])
def test_a_row_that_is_kept_apart_stays_so(office: Office, survives: bool) -> None:
    wire, alone, row = kept_apart_and_united(office, survives=survives)
    for id in (alone, row):
        wire.account.edit(PEOPLE, id, {"city": "Nantes"})
    rest(office)
    live = office.read(
        lambda reader: list(reader.exec_driver_sql("SELECT city FROM lead WHERE life = 'live'").scalars())
    )
    assert live == ["Nantes"]
    office.edit(office.record_of(row), city="Brest")
    rest(office)
    assert [wire.account.value(id, "city") for id in (alone, row)] == ["Nantes", "Brest"]


# -- what is told and refused goes along ----------------------------------------------------------------------------------

LONG = "Saint-Germain-en-Laye"


def told(office: Office, record: str) -> list[tuple[str, str]]:
    found = office.read(lambda reader: notices_of(reader, record))
    return [(each.account, each.field) for rows in found.values() for each in rows]


@pytest.mark.parametrize("leaves", ["a", "b"])
def test_another_address_in_first_place_is_told_of_the_survivor_too(office: Office, leaves: str) -> None:
    two = {"email": "claire@example.org", "more_emails": ANN}
    pair = Pair(office, {"last_name": "Martin", "emails": emails(ANN)}, {"last_name": "Martin", "emails": two})
    record = pair.record("a")
    assert pair.record("b") == record
    assert told(office, record) == [("b", "emails")]
    office.write(lambda unit: separate(unit, record, office.ids[leaves]))
    office.edit(pair.record("a"), emails=[{"value": ANN}])
    office.settle()
    survivor = pair.unite()
    rest(office)
    assert [each["value"] for each in office.value(survivor, "emails")] == [ANN, "claire@example.org"]
    assert told(office, survivor) == [("b", "emails")]


def test_another_address_in_first_place_is_told_where_two_meet(office: Office) -> None:
    first, second = "claire@example.org", ANN
    there = {"email": first, "more_emails": second}
    here = {"email": second, "more_emails": first}
    pair = Pair(office, {"last_name": "Martin", "emails": here}, {"last_name": "Martin", "emails": there})
    record = pair.record("a")
    office.write(lambda unit: separate(unit, record, office.ids["b"]))
    office.edit(pair.record("b"), emails=[{"value": first, "primary": True}, {"value": second}])
    office.settle()
    assert told(office, pair.record("b")) == []
    survivor = pair.unite()
    rest(office)
    assert told(office, survivor) == [("b", "emails")]


def cut_off(office: Office) -> Pair:
    """Namesakes with the same city, which account b has cut off."""
    office.connect("b", behaviour=Behaviour(rewriting=Rewriting.TRUNCATE))
    pair = Pair(office, {"last_name": "Martin", "city": LONG}, {"last_name": "Martin"})
    office.edit(pair.record("b"), city=LONG)
    office.settle()
    assert told(office, pair.record("b")) == [("b", "city")]
    return pair


def test_what_an_account_stored_otherwise_is_told_of_the_united_one(office: Office) -> None:
    pair = cut_off(office)
    record = pair.unite()
    assert told(office, record) == [("b", "city")]
    office.settle()
    assert (told(office, record), office.conflicts(record)) == ([("b", "city")], {})
    rest(office)


def test_what_an_account_stored_otherwise_is_told_of_the_one_that_has_its_row(office: Office) -> None:
    pair = cut_off(office)
    record = pair.unite()
    office.settle()
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    assert (told(office, record), told(office, made)) == ([], [("b", "city")])
    rest(office)


def test_what_was_refused_is_over_for_the_one_that_lost_the_row(office: Office) -> None:
    pair = tied(office, {"last_name": "Martin"}, {"last_name": "Martin"})
    record = pair.record("a")
    office.edit(record, city=REFUSED_TEXT)
    office.synced("b")
    assert [row[0] for row in office.problems()] == [record]
    made = office.write(lambda unit: separate(unit, record, office.ids["b"]))
    assert (office.problems(), office.intents()) == ([], [])
    rest(office)
    assert (office.value(made, "city"), pair.there("b", "city")) == (None, None)


def test_a_half_that_was_united_stays_known_with_the_one_that_there_is_now(office: Office) -> None:
    pair = apart(office)
    alone = enter(pair.wires["a"], last_name="Durand", city="Lyon")
    office.settle()
    half, record = office.record_of(alone), pair.unite()
    link = office.link(half).id
    office.write(lambda unit: keep_apart(unit, [link]))
    office.write(lambda unit: unite(unit, record, half))
    office.write(lambda unit: removal.remove_connection(unit, office.ids["a"], keep_data=False))
    del office.wires["a"]
    assert office.record(record).life == "live"
    assert events(office, half)[-1] == "merged"
    office.write(lambda unit: removal.remove_connection(unit, office.ids["b"], keep_data=False))
    assert office.sql("SELECT 1 FROM history WHERE record IN (?, ?)", half, record) == []


def test_what_a_row_held_that_is_gone_is_no_question_but_stays_in_the_history(office: Office) -> None:
    """Nobody is left there to disagree: the question ended by itself with the next edit. With the row it comes back."""
    first, second = office.connect("a"), office.connect("b")
    office.write(lambda unit: connections.choose_deletions(unit, office.ids["b"], Deletions.KEEP))
    elsewhere = enter(second, last_name="Durand", city="Lens")
    office.settle()
    other = office.record_of(elsewhere, name="b")
    second.account.delete(PEOPLE, elsewhere)
    there = enter(first, last_name="Durand", city="Nice", job_title="Notaire")
    office.settle()
    survivor = office.record_of(there)
    office.write(lambda unit: unite(unit, survivor, other))
    assert office.conflicts(survivor) == {}
    assert office.history(survivor, "city") == [("merge", '"Nice"', '"Lens"'), ("merge", '"Lens"', '"Nice"')]
    rest(office)
    assert first.account.value(there, "city") == "Nice"
    second.account.restore(PEOPLE, elsewhere)
    rest(office)
    assert [each.value for each in office.conflict(survivor).accounts] == ["Lens"]
