"""How SQLite answers: along indexes, never by reading a whole table that can have a million rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import FieldType
from crmdesk.store import policies, runs
from crmdesk.store.queries import conflicts, history, lists, records, run_effects, status, users
from crmdesk.store.queries.rows import Filter, ListQuery, Operator
from crmdesk.store.records import naming
from tests.store.queries import crowd
from tests.store.queries.test_lists import SORTS
from tests.store.replica import Replica

LARGE = {kind.value for kind in RECORD_KINDS} | {"link", "history", "mention", "inbox", "conflict", "intent"}
_READS_ALL = re.compile(r"^SCAN (\w+)(?! USING (COVERING )?INDEX| VIRTUAL TABLE)")


@pytest.fixture(scope="module")
def crowded() -> Iterator[Replica]:
    """Sixty records, which nobody changes."""
    with TemporaryDirectory() as folder, Replica(Path(folder)) as replica:
        crowd.gather(replica, 60)
        yield replica


@contextmanager
def _plans(connection: sa.Connection) -> Iterator[list[str]]:
    """The plan of every statement that runs on a connection meanwhile."""
    steps: list[str] = []

    def explain(_conn: Any, cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps.extend(row[3] for row in cursor.fetchall())

    event.listen(connection, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(connection, "before_cursor_execute", explain)


def _steps(replica: Replica, query: Callable[[sa.Connection], object]) -> list[str]:
    def watched(connection: sa.Connection) -> list[str]:
        with _plans(connection) as steps:
            query(connection)
        return steps

    return replica.read(watched)


def _reads_all(steps: list[str]) -> list[str]:
    return [step for step in steps if (found := _READS_ALL.match(step)) and found[1] in LARGE]


def test_a_scan_is_seen(replica: Replica) -> None:
    steps = _steps(
        replica, lambda connection: connection.exec_driver_sql("SELECT * FROM lead WHERE street = 'x'").all()
    )
    assert _reads_all(steps) == ["SCAN lead"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_a_sort_walks_along_its_index(crowded: Replica, sort: str, descending: bool) -> None:
    query = ListQuery(Kind.LEAD, sort=sort, descending=descending)
    after = crowded.read(lambda connection: lists.page(connection, query, None, 3))[-1].key
    steps = _steps(crowded, lambda connection: lists.page(connection, query, after, 3))
    index = f"ix_lead_{'sort_name' if sort == 'name' else sort}"
    walks = [step for step in steps if index in step]
    assert walks
    column = index.removeprefix("ix_lead_")
    behind = "<" if descending else ">"
    first = f"{column}=? AND rowid{behind}?"
    assert walks[0] == f"SEARCH lead USING COVERING INDEX {index} (life=? AND {first})"
    assert all(step.startswith(f"SEARCH lead USING COVERING INDEX {index} (life=? AND {column}") for step in walks)
    assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step]
    assert _reads_all(steps) == []


def _indexed_filters() -> list[Filter]:
    filters = [Filter(name, Operator.CONTAINS, "abc") for name in ("email", "phone", "emails", "phones")]
    filters += [Filter(name, Operator.IS, "abc") for name in ("email", "phone")]
    filters += [Filter("tags", Operator.CONTAINS, "vip")]
    for spec in CATALOGUE[Kind.LEAD].values():
        if not spec.indexed:
            continue
        value: Any = {"amount": "10", "currency": "EUR"} if spec.type is FieldType.MONEY else "10"
        filters += [
            Filter(spec.name, operator, value) for operator in (Operator.IS, Operator.AT_LEAST, Operator.IS_NOT)
        ]
        filters += [Filter(spec.name, operator) for operator in (Operator.BLANK, Operator.NOT_BLANK)]
        if spec.type is FieldType.TEXT:
            filters.append(Filter(spec.name, Operator.CONTAINS, "abc"))
    return filters


@pytest.mark.thorough
@pytest.mark.parametrize("sizes", [{}, {"_FEW": -1, "_PEEK": 1}, {"_FEW": -1, "_SOME": -1, "_PEEK": 1}])
@pytest.mark.parametrize("sort", ["name", "modified_at"])
def test_an_indexed_filter_never_reads_the_table(
    crowded: Replica, sort: str, sizes: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in sizes.items():
        monkeypatch.setattr(lists, name, value)
    for wanted in _indexed_filters():
        for search in ("", "du", "06 11 22 orange.fr"):
            query = ListQuery(Kind.LEAD, search, (wanted,), sort)
            steps = _steps(crowded, partial(lists.page, query=query))
            assert _reads_all(steps) == [], query


def test_counting_by_an_index_never_reads_the_table(crowded: Replica) -> None:
    plain = ListQuery(Kind.LEAD)
    queries = [
        plain,
        replace(plain, search="du 06 11"),
        replace(plain, filters=(Filter("city", Operator.CONTAINS, "a"),)),
    ]
    queries.append(replace(plain, filters=(Filter("status", Operator.IS, "new"), Filter("sector", Operator.BLANK))))
    for query in queries:
        assert _reads_all(_steps(crowded, partial(lists.count, query=query))) == [], query


def test_whether_a_conflict_was_decided_is_asked_of_an_index(crowded: Replica) -> None:
    steps = _steps(crowded, lambda connection: policies.taken_back(connection, ["nobody"]))
    assert [step for step in steps if "ix_decision_conflict" in step]


def test_nothing_else_reads_a_large_table(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    members = crowd.gather(replica, 10)
    record = replica.sql("SELECT id FROM lead WHERE life = 'live'")[0].id
    replica.link(record, account, {"last_name": "x"})
    replica.edit(record, last_name="Dupont")
    assert members
    for query in (
        lambda connection: records.card(connection, record),
        lambda connection: history.record_history(connection, record),
        lambda connection: history.record_history(connection, record, "last_name"),
        lambda connection: records.kind_of(connection, record),
        lambda connection: records.choices(connection, Kind.LEAD, "sector"),
        lambda connection: records.choices(connection, Kind.LEAD, "owner"),
        lambda connection: records.choices(connection, Kind.LEAD, "status"),
        lambda connection: lists.find(connection, "dupont 06 11"),
        conflicts.conflict_list,
        conflicts.contested_fields,
        lambda connection: conflicts.conflict_case(connection, record),
        status.totals,
        status.connections,
        status.pending,
        status.problems,
        status.runs,
        users.user_rows,
    ):
        assert _reads_all(_steps(replica, query)) == []


def test_what_a_run_did_is_read_along_an_index_of_the_ledger(replica: Replica) -> None:
    account = replica.connect("HubSpot")
    crowd.gather(replica, 10)
    run = replica.write(lambda unit: runs.start(unit, account))
    replica.write(lambda unit: runs.end(unit, run, "done", {}, None))
    steps = _steps(replica, lambda connection: run_effects.run_effects(connection, run))
    assert [step for step in _reads_all(steps) if "history" in step] == []
    assert len([step for step in steps if "ix_history_run" in step]) == 5, steps


def test_who_names_a_record_is_found_by_that_record_and_not_among_all_rows_of_an_object(replica: Replica) -> None:
    account = replica.connect("Salesforce")
    company = replica.add(Kind.COMPANY, name="Oakline")
    contact = replica.add(Kind.CONTACT, last_name="Voss", company=company)
    replica.link(contact, account, {"last_name": "Voss"}, object_name="Contact")
    asked = partial(
        naming, kind=Kind.CONTACT, field="company", account=account, object_name="Contact", targets=[company]
    )
    assert replica.read(asked) == [(company, contact, True)]
    steps = _steps(replica, asked)
    assert [step for step in steps if "ix_mention_target (target=? AND kind=?)" in step]
    assert [step for step in steps if step.startswith("SEARCH link") and "(record=? AND" in step], steps
