"""What a run costs the database: transactions where nothing happens, statements where much does. Counted, never timed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from crmdesk.domain.errors import OutcomeUnknown, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Policy, Scope, Way
from crmdesk.providers.base import Refused, Unknown
from crmdesk.providers.memory_account import Behaviour
from crmdesk.store import policies
from crmdesk.sync import guards
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import unite
from tests.sampling import sample
from tests.sync import invariants
from tests.sync.counting import statements
from tests.sync.kit import PEOPLE, Office, Wire

LOST = OutcomeUnknown("no_answer", endpoint="x")
FEW, MANY = 10, 100
SLACK = 8
"""Statements by which a hundred rows may cost more than ten: they go in two statements of fifty, and in a second look."""


def commits(office: Office) -> int:
    """Transactions of one run; each is told before and after it."""
    before = office.commits
    office.synced()
    return (office.commits - before) // 2


def test_a_run_in_which_nothing_happens_writes_three_times(office: Office) -> None:
    wire = office.connect()
    wire.account.edit(PEOPLE, None, {"last_name": "Durand"}, kind=Kind.LEAD)
    office.synced()
    assert commits(office) == 3  # begun, cursors moved, closed


def made(office: Office, wire: Wire, count: int) -> list[str]:
    """Rows that are known here."""
    ids = [
        wire.account.edit(PEOPLE, None, {"last_name": f"Martin {n}", "city": "Lyon"}, kind=Kind.LEAD)
        for n in range(count)
    ]
    office.synced()
    return [office.record_of(id) for id in ids]


def typed(office: Office, count: int) -> None:
    """Records that are made here."""
    for n in range(count):
        office.new(
            last_name=f"Martin {n}",
            emails=[{"value": f"m{n}@example.org", "primary": True}],
        )


def create(office: Office, wire: Wire, count: int) -> None:
    typed(office, count)


def update(office: Office, wire: Wire, count: int) -> None:
    for record in made(office, wire, count):
        office.edit(record, city="Nantes")


def delete(office: Office, wire: Wire, count: int) -> None:
    for record in made(office, wire, count):
        office.delete(record)


def refuse(office: Office, wire: Wire, count: int) -> None:
    update(office, wire, count)
    wire.after("update", lambda outcomes: [Refused(RecordRefused("required")) for _ in outcomes])


def fall_silent(office: Office, wire: Wire, count: int) -> None:
    update(office, wire, count)
    wire.after("update", lambda outcomes: [Unknown(LOST) for _ in outcomes])


def recover_updates(office: Office, wire: Wire, count: int) -> None:
    update(office, wire, count)
    wire.lost_after("update", LOST)
    wire.on("fetch", lambda: None)
    wire.fails("fetch", LOST)
    office.sync()


def recover_deletions(office: Office, wire: Wire, count: int) -> None:
    delete(office, wire, count)
    wire.lost_after("delete", LOST)
    wire.on("fetch", lambda: None)
    wire.fails("fetch", LOST)
    office.sync()


def keyed_arrivals(office: Office, wire: Wire, count: int) -> None:
    """Creations whose answer is lost; the feed brings the rows while sending is off."""
    typed(office, count)
    wire.lost_after("create", LOST)
    wire.on("create", lambda: None)
    wire.fails("create", LOST, times=count)
    office.sync()
    office.write(lambda unit: unit.connection.exec_driver_sql("UPDATE connection SET sending = 0"))


def take_over(office: Office, wire: Wire, count: int) -> None:
    """Creations of people who are there already, as a colleague has just entered them."""
    typed(office, count)

    def enter() -> None:
        for n in range(count):
            address = {"email": f"m{n}@example.org", "more_emails": None}
            wire.account.edit(PEOPLE, None, {"last_name": f"Martin {n}", "emails": address}, kind=Kind.LEAD)

    wire.on("find", enter)


def vanish(office: Office, wire: Wire, count: int) -> None:
    """Rows that are deleted there."""
    made(office, wire, count)
    for id in wire.account.there():
        wire.account.delete(PEOPLE, id)


def contest(office: Office, wire: Wire, count: int) -> None:
    """Conflicts that are open, and a policy that covers them all and knows no answer."""
    records = made(office, wire, count)
    for record, row in zip(records, wire.account.there(), strict=True):
        office.edit(record, city="Nantes")
        wire.account.edit(PEOPLE, row, {"city": "Rennes"})
    office.synced()
    assert all(office.conflicts(record) for record in records)
    office.write(lambda unit: policies.put(unit, Policy("", Scope(), Way.FILLED)))


PATHS: dict[str, Callable[[Office, Wire, int], None]] = {
    "create": create,
    "update": update,
    "delete": delete,
    "refuse": refuse,
    "fall_silent": fall_silent,
    "recover_updates": recover_updates,
    "recover_deletions": recover_deletions,
    "recover_creations": keyed_arrivals,
    "take_over": take_over,
    "vanish": vanish,
    "contest": contest,
}


@pytest.fixture(autouse=True)
def _nothing_is_uncommon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred of a hundred rows would wait for a review, and not be worked off at all."""
    monkeypatch.setattr(guards, "FEW", 10 * MANY)
    monkeypatch.setattr(guards, "WHOLE", 10 * MANY)


def cost(folder: Path, path: str, count: int, *, keyed: bool = True) -> int:
    """Statements of the run that follows a preparation."""
    with Office(folder) as office:
        wire = office.connect(behaviour=Behaviour(keyed=keyed), only=(PEOPLE,))
        PATHS[path](office, wire, count)
        with statements() as seen:
            office.sync()
        invariants.check(office)
        return len(seen)


@pytest.mark.parametrize("path", sample(PATHS, "create", "recover_updates", "take_over", "contest"))
def test_many_rows_cost_hardly_more_statements_than_few(tmp_path: Path, path: str) -> None:
    few, many = cost(tmp_path / "few", path, FEW), cost(tmp_path / "many", path, MANY)
    assert many - few <= SLACK, f"{few} statements for {FEW} rows, {many} for {MANY}"


@pytest.mark.parametrize("path", ["create", "take_over"])
def test_keyless_rows_cost_no_more(tmp_path: Path, path: str) -> None:
    few, many = (cost(tmp_path / str(count), path, count, keyed=False) for count in (FEW, MANY))
    assert many - few <= SLACK, f"{few} statements for {FEW} rows, {many} for {MANY}"


@pytest.mark.parametrize("act", ["unite", "separate"])
def test_whoever_is_named_by_many_costs_hardly_more_statements_to_unite_and_separate(tmp_path: Path, act: str) -> None:
    """With 1,500 notes a union took six seconds, and its taking back twenty, in which nothing else could be stored."""
    asked = []
    for count in (FEW, MANY):
        with Office(tmp_path / str(count)) as office:
            one, two = office.connect(), office.connect("b")
            first = made(office, one, 1)[0]
            row = two.account.edit(PEOPLE, None, {"last_name": "Dupont", "city": "Lille"}, kind=Kind.LEAD)
            for at in range(count):
                two.account.edit("notes", None, {"body": f"{at}", "about": [[PEOPLE, row]]}, kind=Kind.NOTE)
            office.settle()
            second = office.record_of(row, name="b")
            with statements() as united:
                office.write(partial(unite, survivor=first, other=second))
            with statements() as separated:
                office.write(partial(separate, record=first, connection=office.ids["b"]))
            asked.append(len(united if act == "unite" else separated))
    few, many = asked
    assert many - few <= SLACK, f"{few} statements for {FEW} notes, {many} for {MANY}"


def test_an_edit_asks_no_more_where_there_are_more_accounts(tmp_path: Path) -> None:
    asked = []
    for accounts in (1, 4):
        with Office(tmp_path / str(accounts)) as office:
            for number in range(accounts):
                office.connect(str(number), only=(PEOPLE,))
            record = office.new(last_name="Martin")
            office.settle()
            with statements() as seen:
                office.edit(record, city="Lyon")
            asked.append(len(seen))
    assert asked[0] == asked[1]
