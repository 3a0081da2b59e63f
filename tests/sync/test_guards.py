"""When a run is uncommon enough to be looked at before it changes anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Uncommon
from crmdesk.store.bases import Bases
from crmdesk.sync.guards import Tally, alarms, changed_fields, concerned, is_anothers, may_alarm, sending_alarms

BASE: Bases = {"city": ("Rennes", "RENNES"), "phone": (None, None), "job_title": ("Notaire", "Notaire")}


def tally(links: int, rows: list[dict[str, Any]], *, same_version: bool = False, absences: int = 0) -> Tally:
    """What so many rows of an object with ``links`` links count up to."""
    counted = Tally(Kind.LEAD, links)
    for row in rows:
        counted.add_row(BASE, row, same_version=same_version)
    for _ in range(absences):
        counted.add_absence()
    return counted


def found(counted: Tally, filled: int | None = None) -> list[Alarm]:
    """The alarms, with ``filled`` records that hold a value in whatever was blanked."""
    return alarms(counted, dict.fromkeys(counted.blanked, counted.links if filled is None else filled))


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [({"city", "job_title"}, True), ({"city"}, False), ({"city", "phone"}, False), (set(), False)],
)
def test_a_row_is_anothers_where_most_of_what_it_held_is_reviewed(reviewed: set[str], expected: bool) -> None:
    raws = {"city": "BREST", "phone": "02", "job_title": "Juriste"}
    assert is_anothers(BASE, raws, reviewed) is expected
    assert changed_fields(BASE, raws) == ["city", "phone", "job_title"]
    assert changed_fields(BASE, {"city": "RENNES", "phone": None}) == []


@pytest.mark.parametrize(
    ("deleted", "links", "expected"),
    [
        (10, 12, []),
        (11, 12, [Alarm(Uncommon.DELETED, Kind.LEAD, 11, 12)]),
        (11, 220, []),
        (12, 220, [Alarm(Uncommon.DELETED, Kind.LEAD, 12, 220)]),
        (2, 2, []),
        (3, 3, [Alarm(Uncommon.EMPTIED, Kind.LEAD, 3, 3)]),
        (500, 500, [Alarm(Uncommon.EMPTIED, Kind.LEAD, 500, 500)]),
        (0, 0, []),
    ],
)
def test_deletions(deleted: int, links: int, expected: list[Alarm]) -> None:
    assert found(tally(links, [], absences=deleted)) == expected


@pytest.mark.parametrize(("rows", "links", "expected"), [(10, 10, 0), (11, 12, 1), (30, 100, 0), (31, 100, 1)])
def test_one_field_changed_in_many_records(rows: int, links: int, expected: int) -> None:
    alarmed = found(tally(links, [{"city": "Brest", "phone": None}] * rows))
    assert alarmed == [Alarm(Uncommon.CHANGED, Kind.LEAD, rows, links, "city")] * expected


@pytest.mark.parametrize(
    ("rows", "others", "differing", "expected"),
    [(11, 0, 19, 0), (11, 0, 20, 1), (11, 11, 38, 0), (11, 11, 40, 1), (10, 0, 80, 0)],
)
def test_rows_that_differ_and_were_not_asked_for_count_as_the_others_do(
    rows: int, others: int, differing: int, expected: int
) -> None:
    counted = tally(100, [{"city": "Brest"}] * rows + [{"job_title": "Avocat"}] * others)
    counted.differing = differing
    alarmed = [each for each in found(counted) if each.field == "city"]
    assert alarmed == [Alarm(Uncommon.CHANGED, Kind.LEAD, rows, 100, "city")] * expected


def test_several_fields_that_changed_in_few_records_each_are_ordinary() -> None:
    assert found(tally(40, [{"city": "Brest"}] * 12 + [{"job_title": "Avocat"}] * 12)) == []


@pytest.mark.parametrize(("blanked", "filled", "expected"), [(10, 20, 0), (11, 20, 1), (20, 100, 0), (21, 100, 1)])
def test_a_field_that_is_emptied(blanked: int, filled: int, expected: int) -> None:
    alarmed = found(tally(1000, [{"city": None}] * blanked), filled)
    assert alarmed == [Alarm(Uncommon.BLANKED, Kind.LEAD, blanked, filled, "city")] * expected


def test_a_field_that_is_emptied_everywhere_is_told_once() -> None:
    assert found(tally(50, [{"city": None}] * 40)) == [Alarm(Uncommon.BLANKED, Kind.LEAD, 40, 50, "city")]


@pytest.mark.parametrize(("rows", "expected"), [(10, 0), (11, 1)])
def test_rows_that_differ_although_they_did_not_change(rows: int, expected: int) -> None:
    alarmed = found(tally(1000, [{"city": "Rennes"}] * rows, same_version=True))
    assert alarmed == [Alarm(Uncommon.UNANNOUNCED, Kind.LEAD, rows, rows)] * expected


def test_rows_as_they_were_do_not_count_as_changed() -> None:
    counted = tally(100, [{"city": "RENNES", "phone": None, "unmapped": "x"}] * 50, same_version=True)
    assert (counted.rows, counted.unannounced, counted.changed) == (50, 0, {})
    assert found(counted) == []


def test_the_gravest_comes_first() -> None:
    counted = tally(60, [{"city": None, "job_title": "Avocat"}] * 30, absences=15)
    assert [each.what for each in found(counted)] == [Uncommon.DELETED, Uncommon.BLANKED, Uncommon.CHANGED]


@pytest.mark.parametrize(
    ("rows", "absences", "expected"), [(10, 0, False), (11, 0, True), (8, 2, False), (0, 3, True), (9, 2, True)]
)
def test_little_news_need_not_be_counted(rows: int, absences: int, *, expected: bool) -> None:
    assert may_alarm(rows, absences) is expected


@pytest.mark.parametrize(("deletions", "found"), [(10, []), (11, [Alarm(Uncommon.DELETING, Kind.LEAD, 11, 5000)])])
def test_deletions_to_send(deletions: int, found: list[Alarm]) -> None:
    assert sending_alarms(Kind.LEAD, list(map(str, range(deletions))), 5000, {}) == found


ALONG = {
    "B": Counter({Kind.CONTACT: 2}),
    "A": Counter({Kind.CONTACT: 1, Kind.DEAL: 4}),
    "elsewhere": Counter({Kind.DEAL: 9}),
}
TAKING = Alarm(Uncommon.TAKING_ALONG, Kind.COMPANY, 2, 50, along={Kind.CONTACT: 3, Kind.DEAL: 4})


def test_few_deletions_that_take_others_along_are_asked_about_alone() -> None:
    assert sending_alarms(Kind.COMPANY, ["C", "B", "A"], 50, ALONG) == [replace(TAKING, records=("A", "B"))]


def test_of_many_deletions_all_are_asked_about_together_with_what_some_take_along() -> None:
    deleted = ["A", "B", *map(str, range(9))]
    assert sending_alarms(Kind.COMPANY, deleted, 50, ALONG) == [Alarm(Uncommon.DELETING, Kind.COMPANY, 11, 50), TAKING]
    put_back = sending_alarms(Kind.COMPANY, ["A", "B"], 50, ALONG, put_back=True)
    assert put_back == [Alarm(Uncommon.DELETING, Kind.COMPANY, 2, 50), TAKING]


def test_filling_what_was_blank_takes_nothing_away() -> None:
    """A field that the mapping gains is blank on both sides until its rows are read once more."""
    assert found(tally(20, [{"phone": "+33600000001"}] * 20, same_version=True)) == []


@pytest.mark.parametrize(
    ("raws", "same_version", "expected"),
    [
        ({"city": None}, False, True),
        ({"city": "RENNES", "job_title": "Avocat"}, False, False),
        ({"job_title": "Avocat"}, True, True),
        ({"city": "RENNES"}, True, False),
    ],
)
def test_only_what_an_alarm_is_about_is_held(raws: dict[str, Any], *, same_version: bool, expected: bool) -> None:
    raised = [Alarm(Uncommon.BLANKED, Kind.LEAD, 20, 40, "city"), Alarm(Uncommon.UNANNOUNCED, Kind.LEAD, 20, 20)]
    assert concerned(raised, BASE, raws, same_version=same_version) is expected
