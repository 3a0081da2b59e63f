"""Many rows in few statements, and lists of values as one."""

from __future__ import annotations

import pytest

from crmdesk.store import bulk
from tests.store.replica import Replica

EDGES = [size + more for size in bulk.TOGETHER for more in (-1, 0, 1)]


@pytest.mark.parametrize("count", [0, 1, *EDGES, 2 * sum(bulk.TOGETHER) + 7])
def test_every_row_is_inserted_once_and_in_order(replica: Replica, count: int) -> None:
    rows = [(f"key {number}", f"it's \N{SNOWMAN} {number}", number + 0.5) for number in range(count)]
    replica.write(lambda unit: bulk.insert(unit.connection, "lease", ("name", "holder", "until"), rows))
    assert [tuple(row) for row in replica.sql("SELECT name, holder, until FROM lease ORDER BY rowid")] == rows


def test_values_keep_their_types(replica: Replica) -> None:
    values: list[str | int] = [1, "1", "quote ' and \" and \\", "ligne\nsuivante", "é"]
    found = replica.read(lambda connection: list(connection.execute(bulk.given(values)).scalars()))
    assert found == values
    bound = {"given": bulk.listed(values)}
    assert replica.read(lambda connection: list(connection.execute(bulk.GIVEN, bound).scalars())) == values
