"""Possible duplicates as the window is handed them: over two accounts, and what uniting would bring about without doing it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.desk import uniting
from crmdesk.domain.errors import InvalidInput, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.store import problems
from crmdesk.store.problems import Problem
from crmdesk.store.queries.duplicates import PossibleDuplicate, UnitedField
from crmdesk.store.records import MERGED
from tests.sync.kit import PEOPLE, Office

PHONES = {"phone": "+33140112233", "mobile": None}
HERE = {"last_name": "Martin", "city": "Lyon", "postal_code": "69002", "job_title": "Notaire"}
THERE = {"last_name": "Martin", "city": "Paris", "postal_code": "69002", "street": "1 rue A"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path) as made:
        yield made


def namesakes(office: Office, *, sending: bool = False) -> tuple[str, str]:
    """A record in each of two accounts, of one name and place."""
    rows = []
    for name, fields in (("a", HERE), ("b", THERE)):
        wire = office.connect(name, sending=sending)
        rows.append(wire.account.edit(PEOPLE, None, fields))
    office.settle()
    return office.record_of(rows[0]), office.record_of(rows[1], name="b")


def found(office: Office, record: str | None = None) -> list[PossibleDuplicate]:
    return office.run(uniting.possible_duplicates(office.store, record))


def held(office: Office, record: str) -> dict[str, Any]:
    fields = office.record(record).fields
    return {name: fields[name] for name in ("last_name", "city", "postal_code", "job_title", "street")}


def test_the_pairs_of_one_record_are_those_of_all_that_it_is_in(office: Office) -> None:
    first, second = namesakes(office)
    alone = office.new(last_name="Roux", city="Lyon")
    (pair,) = found(office)
    assert {pair.first.record, pair.second.record} == {first, second}
    assert (pair.because, sorted((pair.first.accounts, pair.second.accounts))) == ("name", [("a",), ("b",)])
    assert found(office, first) == found(office, second) == [pair]
    assert found(office, alone) == []


def test_a_record_is_compared_by_its_number_before_any_run_took_it_in(office: Office) -> None:
    first = office.new(last_name="Martin", phones=[{"value": "+33140112233", "label": None, "primary": True}])
    second = office.new(last_name="Martin", phones=[{"value": "+33140112233", "label": None, "primary": True}])
    (pair,) = found(office, second)
    assert ({pair.first.record, pair.second.record}, pair.because) == ({first, second}, "number")


def test_a_preview_tells_what_uniting_does_and_does_nothing(office: Office) -> None:
    first, second = namesakes(office)
    before = held(office, first), held(office, second), office.conflicts(first), office.history(first)
    united = office.run(uniting.preview(office.store, first, second))
    after = held(office, first), held(office, second), office.conflicts(first), office.history(first)
    assert after == before
    assert (united.kind, united.reversible, united.equal) == (Kind.LEAD, True, 2)
    assert sorted(united.fields, key=lambda each: each.name) == [
        UnitedField("city", "Lyon", "Paris", "Lyon", asked=True),
        UnitedField("job_title", "Notaire", None, "Notaire", asked=False),
        UnitedField("street", None, "1 rue A", "1 rue A", asked=False),
    ]
    office.write(lambda unit: uniting.unite(unit, first, second))
    assert {name: office.value(first, name) for name in ("job_title", "street", "city")} == {
        each.name: each.result for each in united.fields
    }
    assert list(office.conflicts(first)) == ["city"]


def test_a_preview_tells_of_the_agency_s_own_fields_too(office: Office) -> None:
    first, second = namesakes(office)
    office.edit(second, **{"x.text.cadastre": "AB 12"})
    united = office.run(uniting.preview(office.store, first, second))
    assert united.fields[-1] == UnitedField("x.text.cadastre", None, "AB 12", "AB 12", asked=False)


def test_what_cannot_be_united_has_no_preview(office: Office) -> None:
    first = office.new(last_name="Martin")
    with pytest.raises(InvalidInput) as raised:
        office.run(uniting.preview(office.store, first, first))
    assert raised.value.key == "not_unitable"


def test_separating_takes_uniting_back_before_anything_was_sent(office: Office) -> None:
    first, second = namesakes(office)
    before = held(office, first), held(office, second)
    account = office.write(lambda unit: uniting.unite(unit, first, second))
    assert account == office.ids["b"]
    assert office.record(second).life == MERGED
    made = office.write(lambda unit: uniting.separate(unit, first, account))
    assert (held(office, first), held(office, made)) == before
    assert office.conflicts(first) == {}
    assert found(office) == [], "who was separated is not suggested"
    office.write(lambda unit: uniting.suggest_again(unit, first, made))
    assert len(found(office)) == 1


def test_what_was_typed_here_alone_cannot_be_separated_again(office: Office) -> None:
    first, _ = namesakes(office)
    typed = office.new(last_name="Martin", city="Lyon", postal_code="69002")
    assert office.run(uniting.preview(office.store, first, typed)).reversible is False
    assert office.write(lambda unit: uniting.unite(unit, first, typed)) is None


def test_two_that_are_kept_apart_are_not_suggested(office: Office) -> None:
    first, second = namesakes(office)
    office.write(lambda unit: uniting.keep_apart(unit, second, first))
    assert found(office) == found(office, first) == []
    office.write(lambda unit: uniting.suggest_again(unit, first, second))
    assert len(found(office, second)) == 1


def three_namesakes(office: Office) -> tuple[str, str, str]:
    """Namesakes in three accounts, of whom the second one and the third one are not the same."""
    first, second = namesakes(office)
    row = office.connect("c", sending=False).account.edit(PEOPLE, None, THERE)
    office.settle()
    third = office.record_of(row, name="c")
    office.write(lambda unit: uniting.keep_apart(unit, second, third))
    return first, second, third


def test_what_was_said_of_one_holds_for_whom_it_became_part_of_and_is_given_back_to_it_alone(office: Office) -> None:
    first, second, third = three_namesakes(office)
    account = office.write(lambda unit: uniting.unite(unit, first, second)) or ""
    assert found(office) == found(office, first) == found(office, third) == []
    made = office.write(lambda unit: uniting.separate(unit, first, account))
    (pair,) = found(office)
    assert {pair.first.record, pair.second.record} == {first, third}
    office.write(lambda unit: uniting.suggest_again(unit, made, third))
    assert len(found(office, made)) == 1


def test_who_is_united_with_one_it_was_said_not_to_be_is_the_same_after_all(office: Office) -> None:
    first, second, third = three_namesakes(office)
    office.write(lambda unit: uniting.unite(unit, first, second))
    account = office.write(lambda unit: uniting.unite(unit, first, third)) or ""
    made = office.write(lambda unit: uniting.separate(unit, first, account))
    office.write(lambda unit: uniting.suggest_again(unit, first, made))
    assert len(found(office, made)) == 1


def test_whom_a_problem_names_are_listed_although_it_was_said_of_one_who_became_part_of_either(office: Office) -> None:
    """Nothing else would end the problem."""
    first, second, third = three_namesakes(office)
    doubt = RecordRefused(problems.PERHAPS_THE_SAME, other=third, object=PEOPLE, row="1")
    office.write(lambda unit: problems.report(unit, Problem(office.ids["a"], doubt, first, Kind.LEAD)))
    office.write(lambda unit: uniting.unite(unit, first, second))
    assert len(found(office, third)) == 1
    office.write(lambda unit: uniting.keep_apart(unit, first, third))
    assert (found(office, third), office.problems()) == ([], [])
