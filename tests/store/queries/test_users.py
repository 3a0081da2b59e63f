"""Who is listed as a person: by the address, by somebody's word, with what each looks after and who has the same name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.store import indexing
from crmdesk.store.queries.users import UserPlace, UserRow, user_rows
from crmdesk.store.removal import remove_connection
from crmdesk.sync import owners
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import not_same, unite
from tests.sync.counting import statements
from tests.sync.kit import Office
from tests.sync.test_users import OTHERS, Agency


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Agency]:
    with Office(tmp_path / "office") as office:
        yield Agency(office)


def listed(agency: Agency) -> dict[str, UserRow]:
    return {row.id: row for row in agency.office.read(user_rows)}


def there(agency: Agency, name: str, called: str | None, email: str | None, *, told: bool = False) -> UserPlace:
    return UserPlace(agency.office.ids[name], name, called, email, told)


def test_each_user_is_a_line_with_its_rows_and_what_it_looks_after(agency: Agency) -> None:
    row = agency.lead("b", "Roux", agency.rows["b"])
    agency.office.settle()
    first, second = agency.id("a"), agency.id("b")
    found = listed(agency)
    assert [row.name for row in agency.office.read(user_rows)] == ["Marc", "Prénom Nom", "Prénom Nom"]
    assert found[first].places == (there(agency, "a", "Prénom Nom", OTHERS["a"]),)
    assert (found[first].owned, found[second].owned) == (0, 1)
    agency.office.edit(agency.office.record_of(row, name="b"), owner=None)
    assert listed(agency)[second].owned == 0


def test_who_is_one_by_the_address_is_called_otherwise_in_an_account(agency: Agency) -> None:
    rows = {name: agency.user(name, f"Eva {name}", "eva@agence.example") for name in OTHERS}
    agency.office.settle()
    user = listed(agency)[agency.office.record_of(rows["a"], object="users")]
    assert user.places == (
        there(agency, "a", "Eva a", "eva@agence.example"),
        there(agency, "b", "Eva b", "eva@agence.example"),
    )


def test_who_is_one_by_somebodys_word_keeps_its_names_and_its_records_follow(agency: Agency) -> None:
    leads = [agency.lead("b", f"Lead{number}", agency.rows["b"]) for number in range(3)]
    agency.office.settle()
    first, second = agency.id("a"), agency.id("b")
    agency.unite(wholly=False)
    found = listed(agency)
    assert second not in found
    assert found[first].places == (
        there(agency, "a", "Prénom Nom", OTHERS["a"]),
        there(agency, "b", "Prénom Nom", OTHERS["b"], told=True),
    )
    assert (found[first].owned, found[first].following) == (len(leads), len(leads))
    agency.office.run(owners.follow_all(agency.office.store))
    assert (listed(agency)[first].owned, listed(agency)[first].following) == (len(leads), 0)
    agency.separate()
    assert [each.told for row in listed(agency).values() for each in row.places] == [False] * 3


def test_many_who_are_one_by_somebodys_word_are_read_as_one_is(agency: Agency) -> None:
    agency.office.settle()
    agency.unite()
    with statements() as for_one:
        listed(agency)
    for number in range(3):
        rows = {name: agency.user(name, f"User {number}", f"{number}@{name}.example") for name in OTHERS}
        agency.office.settle()
        ids = [agency.office.record_of(row, object="users", name=name) for name, row in rows.items()]
        agency.office.write(partial(unite, survivor=ids[0], other=ids[1]))
    agency.office.run(owners.follow_all(agency.office.store))
    with statements() as for_four:
        found = listed(agency)
    assert sorted([place.told for place in row.places] for row in found.values()) == [[False], *[[False, True]] * 4]
    assert len(for_four) == len(for_one)


def test_namesakes_of_two_accounts_name_each_other_until_a_person_says_otherwise(agency: Agency) -> None:
    agency.user("b", "Marc", "another@agence.example")
    agency.office.settle()
    first, second = agency.id("a"), agency.id("b")
    assert {row.id: row.namesakes for row in listed(agency).values() if row.namesakes} == {
        first: (second,),
        second: (first,),
    }, "the two of one account are not asked about"
    agency.office.write(lambda unit: not_same(unit, first, second))
    assert not any(row.namesakes for row in listed(agency).values())


def test_a_user_of_an_account_that_is_gone_stays_and_is_nobodys_namesake_alone(agency: Agency) -> None:
    agency.office.settle()
    first, second = agency.id("a"), agency.id("b")
    agency.office.write(lambda unit: remove_connection(unit, agency.office.ids["b"], keep_data=True))
    assert listed(agency)[second].places == ()
    assert listed(agency)[first].namesakes == (second,)
    agency.office.write(lambda unit: remove_connection(unit, agency.office.ids["a"], keep_data=True))
    assert listed(agency)[first].namesakes == ()


def test_three_accounts_by_address_and_by_word(agency: Agency) -> None:
    third = agency.office.connect("c")
    third.account.edit("users", None, {"name": "PN", "email": OTHERS["a"]}, kind=Kind.USER)
    agency.office.settle()
    first = agency.unite()
    assert [(each.account, each.name, each.told) for each in listed(agency)[first].places] == [
        ("a", "Prénom Nom", False),
        ("b", "Prénom Nom", True),
        ("c", "PN", False),
    ]


def test_nothing_is_counted_while_no_index_tells(agency: Agency) -> None:
    agency.office.settle()
    agency.office.write(lambda unit: indexing.set_aside(unit, [Kind.LEAD]))
    assert {row.owned for row in listed(agency).values()} == {None}


def test_a_chain_of_unions_is_one_person(agency: Agency) -> None:
    third = agency.office.connect("c")
    row = third.account.edit("users", None, {"name": "PN", "email": "pn@example.org"}, kind=Kind.USER)
    for name in OTHERS:
        agency.lead(name, f"Of {name}", agency.rows[name])
    agency.office.settle()
    last = agency.office.record_of(row, object="users", name="c")
    first = agency.unite(wholly=False)
    agency.office.write(lambda unit: unite(unit, last, first))
    found = listed(agency)[last]
    assert [(each.account, each.told) for each in found.places] == [("a", True), ("b", True), ("c", False)]
    assert (found.owned, found.following) == (2, 2)
    made = agency.office.write(lambda unit: separate(unit, last, agency.office.ids["b"]))
    assert [each.account for each in listed(agency)[made].places] == ["b"]
