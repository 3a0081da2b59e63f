"""Indexes set aside for a first pull: nothing is missing from a list meanwhile, nothing from a search afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, editing, indexing, leases, records
from crmdesk.store.database import engine
from crmdesk.store.queries import lists
from crmdesk.store.queries.in_use import values_in_use
from crmdesk.store.queries.rows import Filter, ListQuery, Operator
from crmdesk.store.store import InlineStore, ThreadedStore
from crmdesk.store.unit import Unit
from tests.conftest import RunAsync
from tests.sampling import sample
from tests.store.queries import crowd
from tests.store.replica import Replica, email, phone
from tests.store.template import KEY

ROOT = Path(__file__).resolve().parents[2]
SORTS = ["name", "email", "phone", *(spec.name for spec in CATALOGUE[Kind.LEAD].values() if spec.indexed)]
FILTERS = [
    Filter("status", Operator.IS, "new"),
    Filter("status", Operator.IS_NOT, "new"),
    Filter("city", Operator.ANY_OF, ["Nantes", "Évreux"]),
    Filter("city", Operator.CONTAINS, "ant"),
    Filter("email", Operator.CONTAINS, "orange"),
    Filter("phone", Operator.IS, "+33611223344"),
    Filter("phones", Operator.CONTAINS, "+33611223344"),
    Filter("tags", Operator.CONTAINS, "vip"),
    Filter("owner", Operator.BLANK),
    Filter("estimate", Operator.AT_LEAST, {"amount": "100000", "currency": "EUR"}),
    Filter("created_at", Operator.NOT_BLANK),
    Filter("description", Operator.CONTAINS, "jardin"),
]


@pytest.fixture(autouse=True)
def short_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "SLICE", 7)


def _set_aside(replica: Replica, *kinds: Kind) -> None:
    replica.write(lambda unit: indexing.set_aside(unit, kinds or (Kind.LEAD,)))


def _bring_back(replica: Replica) -> int:
    steps = 0
    while replica.write(indexing.bring_back):
        steps += 1
    return steps


def _objects(replica: Replica) -> list[tuple[str, str]]:
    return sorted((row.name, row.sql) for row in replica.sql("SELECT name, sql FROM sqlite_schema WHERE sql <> ''"))


def _found(replica: Replica, text: str) -> list[str]:
    """The rows of leads that a search finds, each as often as it does."""
    rows = replica.sql(
        "SELECT lead.id FROM lead_words JOIN lead ON lead.rowid = lead_words.rowid WHERE lead_words MATCH ?", text
    )
    return sorted(row.id for row in rows)


def _leads(replica: Replica, count: int, name: str = "Durand") -> list[str]:
    rows = [{"last_name": f"{name} {number}", "city": f"Nantes {number % 5}"} for number in range(count)]
    return replica.add_many(Kind.LEAD, [dict(row) for row in rows])


def test_all_indexes_come_back_as_they_were(replica: Replica) -> None:
    before = _objects(replica)
    _set_aside(replica, *Kind)
    assert len(_objects(replica)) < len(before) - 50
    assert replica.read(indexing.unindexed) == set(Kind)
    _bring_back(replica)
    assert _objects(replica) == before
    assert replica.read(indexing.unindexed) == set()


def test_the_names_stay(replica: Replica) -> None:
    _set_aside(replica)
    names = {row.name for row in replica.sql("SELECT name FROM sqlite_schema WHERE tbl_name = 'lead' AND sql <> ''")}
    assert {"lead", "ix_lead_names"} <= names
    assert "ix_lead_city" not in names


TWO = (FILTERS[0], FILTERS[3])


@pytest.mark.parametrize("filters", sample([(), *((one,) for one in FILTERS), TWO], (), TWO), ids=str)
def test_lists_are_the_same_without_indexes(replica: Replica, filters: tuple[Filter, ...]) -> None:
    members = crowd.gather(replica, 40)
    _set_aside(replica)
    for sort in SORTS if not filters else ("name", "city", "modified_at"):
        for descending in (False, True):
            query = ListQuery(Kind.LEAD, filters=filters, sort=sort, descending=descending)
            wanted, found, after = crowd.expected(members, query), list[int](), None
            while rows := replica.read(partial(lists.page, query=query, after=after, limit=9)):
                found, after = found + [row.key[1] for row in rows], rows[-1].key
            assert found == wanted
            assert replica.read(partial(lists.count, query=query)) == len(wanted)


def test_the_values_in_use_are_the_same_without_indexes(replica: Replica) -> None:
    crowd.gather(replica, 40)
    ask = partial(values_in_use, kind=Kind.LEAD, life="live", column="city", limit=3)
    indexed = replica.read(ask)
    _set_aside(replica)
    assert replica.read(ask) == indexed


def test_search_follows_in_slices_and_then_knows_all(replica: Replica) -> None:
    _set_aside(replica)
    _leads(replica, 30)
    assert _found(replica, "durand") == []
    sizes = []
    while replica.write(indexing.follow):
        sizes.append(len(_found(replica, "durand")))
    assert sizes == [7, 14, 21, 28]
    found = replica.read(lambda connection: lists.count(connection, ListQuery(Kind.LEAD, search="durand")))
    assert found == 28
    _bring_back(replica)
    assert len(_found(replica, "durand")) == 30


def test_what_a_person_does_meanwhile_is_found_once(replica: Replica) -> None:
    """Ahead of the search and behind it: new, changed, converted, deleted."""
    _set_aside(replica)
    ids = _leads(replica, 20)
    assert replica.write(indexing.follow)
    known, ahead = ids[2], ids[15]
    for record in (known, ahead):
        replica.edit(record, last_name="Moreau", emails=email("m@example.org"), phones=phone("0612345678"))
    new = replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Moreau"}))[0]
    for record in (ids[3], ids[16]):
        present = replica.read(partial(records.find, record=record))
        assert present is not None
        replica.write(partial(records.convert, record=present, kind=Kind.CONTACT))
    _bring_back(replica)
    assert _found(replica, "moreau") == sorted([known, ahead, new])
    assert _found(replica, "durand") == sorted(set(ids) - {known, ahead, ids[3], ids[16]})
    contacts = replica.read(partial(lists.page, query=ListQuery(Kind.CONTACT, search="durand")))
    assert {row.id for row in contacts} == {ids[3], ids[16]}
    numbers = replica.sql("SELECT rowid FROM lead_fragments WHERE lead_fragments MATCH 'phone : 0612345678'")
    assert len(numbers) == 2


def test_a_row_number_that_is_used_again_is_searched(replica: Replica) -> None:
    _set_aside(replica)
    ids = _leads(replica, 9)
    while replica.write(indexing.follow):
        pass
    assert len(_found(replica, "durand")) == 7
    for record in ids[5:]:
        present = replica.read(partial(records.find, record=record))
        assert present is not None
        replica.write(partial(records.convert, record=present, kind=Kind.CONTACT))
    again = _leads(replica, 6, "Petit")
    _bring_back(replica)
    assert _found(replica, "petit") == sorted(again)
    assert _found(replica, "durand") == sorted(ids[:5])


def test_a_kind_with_many_rows_keeps_its_indexes(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "NEARLY_EMPTY", 10)
    _leads(replica, 11)
    _set_aside(replica, Kind.LEAD, Kind.CONTACT)
    assert replica.read(indexing.unindexed) == {Kind.CONTACT}


def test_setting_aside_twice_keeps_the_place_of_the_search(replica: Replica) -> None:
    _leads(replica, 3)
    _set_aside(replica)
    _leads(replica, 3)
    _set_aside(replica)
    _bring_back(replica)
    assert len(_found(replica, "durand")) == 6


@pytest.mark.parametrize(
    ("succeeded", "left_s", "waits"), [(False, 60, True), (False, -1, False), (True, 60, False)], ids=str
)
def test_the_first_run_of_another_account_is_waited_for(
    replica: Replica, succeeded: bool, left_s: float, waits: bool
) -> None:
    account = replica.connect("HubSpot")
    if succeeded:
        replica.write(lambda unit: connections.change(unit, account, last_success=unit.now))
    replica.write(lambda unit: leases.acquire(unit, f"run:{account}", "there", left_s))
    _set_aside(replica)
    assert replica.write(partial(indexing.bring_back, connection="another")) is not waits
    assert replica.write(partial(indexing.bring_back, connection=account))


def test_a_reader_that_began_before_goes_on_reading(replica: Replica) -> None:
    """Its plans name an index that is dropped under it; so does one that begins while the index is away."""
    ids = _leads(replica, 12)
    query = ListQuery(Kind.LEAD, sort="city")
    reader = engine(replica.path, KEY, read_only=True)
    with reader.connect() as before:
        first = lists.page(before, query, limit=5)
        _set_aside(replica)
        rest = lists.page(before, query, after=first[-1].key)
        assert {row.id for row in [*first, *rest]} == set(ids)
        before.rollback()
        assert {row.id for row in lists.page(before, query)} == set(ids)
        before.rollback()
        _bring_back(replica)
        assert {row.id for row in lists.page(before, query)} == set(ids)
    reader.dispose()


def _checks(path: Path, run_async: RunAsync, count: int, store: ThreadedStore | InlineStore) -> None:
    for text, number in (("durand", count), ("nantes", count)):
        query = ListQuery(Kind.LEAD, search=text)
        assert run_async(store.read(partial(lists.count, query=query))) == number
    for sort in ("name", "city"):
        query = ListQuery(Kind.LEAD, sort=sort)
        assert len(run_async(store.read(partial(lists.page, query=query, limit=count + 1)))) == count
    assert run_async(store.read(lambda c: c.exec_driver_sql("PRAGMA integrity_check").scalar())) == "ok"
    assert path.exists()


def test_whoever_opens_the_store_brings_them_back(profile: Path, run_async: RunAsync) -> None:
    with Replica(profile) as replica:
        _set_aside(replica)
        _leads(replica, 20)
        replica.write(indexing.follow)
        path = replica.path
    store = ThreadedStore(path, KEY)
    while run_async(store.read(indexing.unindexed)):
        run_async(store.write(lambda _: None))
    _checks(path, run_async, 20, store)
    store.close()


def test_closing_does_not_wait_for_all_of_them(profile: Path, run_async: RunAsync) -> None:
    """What is left is brought back by the next one."""
    with Replica(profile) as replica:
        _set_aside(replica)
        _leads(replica, 20)
        path = replica.path
    ThreadedStore(path, KEY).close()
    with Replica(profile) as replica:
        assert replica.read(indexing.unindexed) == {Kind.LEAD}
    store = InlineStore(path, KEY, now_s=lambda: 1.7e9, random=Random(1))
    assert run_async(store.read(indexing.unindexed)) == set()
    _checks(path, run_async, 20, store)
    store.close()


_FILLING = """
import sys
from pathlib import Path
from crmdesk.domain.kinds import Kind
from crmdesk.store import indexing
from tests.store.replica import Replica
from tests.sampling import sample

indexing.SLICE = 7
with Replica(Path(sys.argv[1])) as replica:
    replica.write(lambda unit: indexing.set_aside(unit, [Kind.LEAD]))
    print(0, flush=True)
    for batch in range(12):
        rows = [{"last_name": f"Durand {number}", "city": "Nantes"} for number in range(10)]
        replica.add_many(Kind.LEAD, rows)
        print(batch * 10 + 10, flush=True)
        replica.write(indexing.follow)
    while replica.write(indexing.bring_back):
        print("step", flush=True)
    print("end", flush=True)
    sys.stdin.read()
"""


def _at_start(line: str, steps: int) -> bool:
    return line == "0" and not steps


def _half_way(line: str, steps: int) -> bool:
    return line == "60" and not steps


def _among_slices(_: str, steps: int) -> bool:
    return steps == 3


def _among_indexes(_: str, steps: int) -> bool:
    return steps == 20


@pytest.mark.parametrize("point", sample([_at_start, _half_way, _among_slices, _among_indexes], _among_slices))
def test_a_killed_process_leaves_nothing_out(
    profile: Path, run_async: RunAsync, point: Callable[[str, int], bool]
) -> None:
    command = [sys.executable, "-c", _FILLING, str(profile)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    steps = 0
    for line in process.stdout:
        if point(line.strip(), steps):
            break
        steps += line.strip() == "step"
    process.kill()
    process.wait(20)
    process.stdin.close()
    process.stdout.close()
    path = profile / "replica.db"
    store = InlineStore(path, KEY, now_s=lambda: 1.7e9, random=Random(1))
    count: int = run_async(store.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM lead").scalar_one()))
    assert count % 10 == 0
    _checks(path, run_async, count, store)
    store.close()


def test_a_step_that_fails_is_taken_again_by_the_next_one(replica: Replica) -> None:
    _set_aside(replica)
    _leads(replica, 10)

    def fails(unit: Unit) -> None:
        indexing.bring_back(unit)
        raise KeyError

    before = replica.sql("SELECT * FROM unindexed")
    with pytest.raises(KeyError):
        replica.write(fails)
    assert replica.sql("SELECT * FROM unindexed") == before
    _bring_back(replica)
    assert len(_found(replica, "durand")) == 10
