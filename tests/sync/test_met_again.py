"""Two accounts that hold the same people already: what both have is nobody's edit, on this computer or on a second one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.kinds import Kind
from crmdesk.providers.memory_account import US
from tests.sync.invariants import check_at_rest
from tests.sync.kit import PEOPLE, Office, Wire

NUMBER, SECOND = "+33639980590", "+33240123456"


def enter(wire: Wire, **phones: str) -> str:
    fields: dict[str, Any] = {
        "last_name": "Durand",
        "emails": {"email": "durand@example.org", "more_emails": None},
        "phones": {"phone": None, "mobile": None, **phones},
    }
    return wire.account.edit(PEOPLE, None, fields, kind=Kind.LEAD)


def written(office: Office) -> list[tuple[str, str]]:
    """What crmdesk wrote: account and field."""
    return [(name, each.field) for name, wire in office.wires.items() for each in wire.account.written if each.by == US]


@pytest.fixture
def second(office: Office, tmp_path: Path) -> Iterator[Office]:
    """Another computer on the same accounts, which are signed in to there when a test says so."""
    with Office(tmp_path / "second", clock=office.clock) as other:
        yield other


def test_a_number_under_another_label_is_the_same_number(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    row, other = enter(a, phone=NUMBER), enter(b, mobile=NUMBER)
    office.settle()
    assert office.record_of(row) == office.record_of(other, name="b")
    assert written(office) == []
    check_at_rest(office)


def test_another_number_goes_there_and_labels_stay(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    row, other = enter(a, phone=NUMBER), enter(b, mobile=NUMBER)
    office.settle()
    a.account.edit(PEOPLE, row, {"phones": {"phone": NUMBER, "mobile": SECOND}})
    office.settle()
    assert b.account.value(other, "phones") == {"phone": SECOND, "mobile": NUMBER}
    assert a.account.value(row, "phones") == {"phone": NUMBER, "mobile": SECOND}
    check_at_rest(office)


def test_a_label_that_is_changed_there_is_an_edit(office: Office) -> None:
    a, b = office.connect("a"), office.connect("b")
    row, other = enter(a, phone=NUMBER), enter(b, mobile=NUMBER)
    office.settle()
    b.account.edit(PEOPLE, other, {"phones": {"phone": NUMBER, "mobile": None}})
    office.settle()
    a.account.edit(PEOPLE, row, {"phones": {"phone": None, "mobile": NUMBER}})
    office.settle()
    assert b.account.value(other, "phones") == {"phone": None, "mobile": NUMBER}
    check_at_rest(office)


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids=["a first", "b first"])
def test_a_second_computer_sends_nothing_of_what_both_accounts_hold(
    office: Office, second: Office, order: tuple[str, ...]
) -> None:
    a, b = office.connect("a"), office.connect("b")
    enter(a, phone=NUMBER, mobile=SECOND)
    enter(b, mobile=NUMBER)
    office.settle()
    before = written(office)
    assert before == [("b", "phones")]
    for name in order:
        second.attach(name, Wire(office.wires[name].account))
        second.settle(*second.wires)
    second.settle()
    assert written(second) == before
    counts = office.synced("a"), office.synced("b")
    assert [(each["pushed"], each["conflicts_opened"]) for each in counts] == [(0, 0), (0, 0)]
    check_at_rest(second)
