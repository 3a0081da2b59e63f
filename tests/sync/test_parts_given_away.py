"""Rows that only add fields to a person, and that a colleague gives to somebody else, changing nothing in them.

They went on saying of the first one what was written about the other, and what was typed here was sent into them.
"""

from __future__ import annotations

import pytest

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.store import links
from crmdesk.store.leaving import keep_apart
from crmdesk.store.queries import doctor
from tests.sync.kit import PEOPLE, Office
from tests.sync.steps import known
from tests.sync.test_parts import PartWire, folder_of, parts

__all__ = ["parts"]


@pytest.fixture
def anne(office: Office, parts: PartWire) -> str:
    record, id = known(office, parts)
    parts.put("f1", id, "Centre")
    office.settle()
    return record


def test_a_part_that_is_given_away_says_nothing_of_the_first_one_any_more(
    office: Office, parts: PartWire, anne: str
) -> None:
    bruno, id = known(office, parts)
    parts.give("f1", id)
    office.settle()
    assert (office.value(bruno, "sector"), office.value(anne, "sector")) == ("Centre", "Centre")
    assert (folder_of(office, bruno).remote_id, folder_of(office, anne).state) == ("f1", links.GONE)
    parts.put("f1", id, "Nord")
    office.edit(anne, sector="Sud")
    office.settle()
    assert (office.value(bruno, "sector"), office.value(anne, "sector")) == ("Nord", "Sud")
    assert parts.folders == {"f1": (id, "Nord")}
    assert office.read(lambda reader: list(doctor.violations(reader))) == []


@pytest.mark.parametrize("read", [False, True], ids=["before it is read", "after it was read"])
def test_a_part_that_is_given_away_gets_nothing_that_was_typed_for_the_first_one(
    office: Office, parts: PartWire, anne: str, *, read: bool
) -> None:
    bruno, id = known(office, parts)
    office.edit(anne, sector="Sud")
    if read:
        parts.on(f"pull {PEOPLE}", lambda: parts.give("f1", id))
    else:
        parts.give("f1", id)
    office.settle()
    assert parts.folders == {"f1": (id, "Centre")}
    assert (office.value(bruno, "sector"), office.value(anne, "sector")) == ("Centre", "Sud")


def test_a_part_that_is_given_away_ends_what_was_asked_about_it(office: Office, parts: PartWire, anne: str) -> None:
    _, id = known(office, parts)
    office.edit(anne, sector="Sud")
    parts.put("f1", office.link(anne).remote_id or "", "Nord")
    office.settle()
    assert office.conflict(anne).field == "sector"
    parts.give("f1", id)
    office.settle()
    assert (office.conflicts(anne), office.value(anne, "sector")) == ({}, "Sud")


def test_a_part_that_is_given_away_is_compared_with_what_the_other_one_has(
    office: Office, parts: PartWire, anne: str
) -> None:
    bruno, id = known(office, parts)
    office.edit(bruno, sector="Sud")
    parts.give("f1", id)
    office.synced()
    assert office.conflict(bruno).accounts[0].value == "Centre"


def test_a_part_that_is_given_away_waits_for_the_other_one_s_own_place(
    office: Office, parts: PartWire, anne: str
) -> None:
    bruno, id = known(office, parts)
    parts.put("f2", id, "Sud")
    office.settle()
    parts.give("f1", id)
    office.settle()
    assert (folder_of(office, bruno).remote_id, folder_of(office, anne).state) == ("f2", links.GONE)
    parts.drop("f2")
    office.settle()
    assert folder_of(office, bruno).remote_id == "f1"


def test_a_part_that_is_given_away_waits_for_whom_nobody_knows_yet(office: Office, parts: PartWire, anne: str) -> None:
    parts.give("f1", "2")
    office.settle()
    assert folder_of(office, anne).state == links.GONE
    bruno, _ = known(office, parts)
    assert (office.value(bruno, "sector"), folder_of(office, bruno).remote_id) == ("Centre", "f1")


def test_a_part_that_is_given_away_changes_places_with_another_one(office: Office, parts: PartWire, anne: str) -> None:
    bruno, id = known(office, parts)
    parts.put("f2", id, "Sud")
    office.settle()
    parts.give("f1", id)
    parts.give("f2", office.link(anne).remote_id or "")
    office.settle()
    assert [folder_of(office, each).remote_id for each in (anne, bruno)] == ["f2", "f1"]


def test_a_part_that_is_given_away_comes_back(office: Office, parts: PartWire, anne: str) -> None:
    bruno, id = known(office, parts)
    parts.give("f1", id)
    office.settle()
    office.edit(anne, sector="Sud")
    parts.give("f1", office.link(anne).remote_id or "")
    office.settle()
    assert (office.conflict(anne).field, folder_of(office, bruno).state) == ("sector", links.GONE)
    office.resolve(office.conflict(anne), Keep.COMPUTER)
    office.settle()
    assert (parts.folders["f1"][1], office.value(bruno, "sector")) == ("Sud", "Centre")


def test_a_part_that_is_given_to_somebody_who_is_kept_apart_says_nothing_of_them(
    office: Office, parts: PartWire, anne: str
) -> None:
    bruno, id = known(office, parts)
    link = office.link(bruno).id
    office.write(lambda unit: keep_apart(unit, [link]))
    parts.give("f1", id)
    office.settle()
    assert (office.value(bruno, "sector"), folder_of(office, anne).state) == (None, links.GONE)
    office.edit(bruno, sector="Sud")
    office.settle()
    assert parts.folders == {"f1": (id, "Centre")}


def test_a_part_of_who_is_deleted_is_given_to_somebody_else(office: Office, parts: PartWire, anne: str) -> None:
    """It waited for the first one for good: nothing of it was seen here, and what was typed made a second one."""
    bruno, id = known(office, parts)
    parts.account.delete(PEOPLE, office.link(anne).remote_id or "")
    office.settle()
    parts.give("f1", id)
    office.settle()
    assert (office.value(bruno, "sector"), folder_of(office, anne).state) == ("Centre", links.GONE)
    office.edit(bruno, sector="Nord")
    office.settle()
    assert parts.folders == {"f1": (id, "Nord")}


def test_a_part_of_who_is_asked_about_is_given_to_somebody_else_once_that_is_answered(
    office: Office, parts: PartWire, anne: str
) -> None:
    bruno, id = known(office, parts)
    office.edit(anne, sector="Sud")
    parts.account.delete(PEOPLE, office.link(anne).remote_id or "")
    office.settle()
    parts.give("f1", id)
    office.settle()
    assert (office.value(bruno, "sector"), set(office.conflicts(anne))) == (None, {EXISTENCE})
    office.resolve(office.conflict(anne), Keep.ACCOUNT)
    known(office, parts)
    office.settle()
    assert (office.value(bruno, "sector"), office.value(anne, "sector")) == ("Centre", "Sud")
    assert parts.folders == {"f1": (id, "Centre")}
