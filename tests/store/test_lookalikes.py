"""Records that may be the same as others: found by name, first e-mail or first phone, and by index."""

from __future__ import annotations

from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store.lookalikes import lookalikes
from crmdesk.store.records import LIVE, TRASH, Record, insert_many
from crmdesk.store.unit import Unit
from tests.store.replica import Replica
from tests.sync.counting import statements


def someone(id: str, life: str = LIVE, **fields: Any) -> Record:
    for items in ("emails", "phones"):
        if items in fields:
            fields[items] = [{"value": fields[items], "label": None, "primary": True}]
    return Record(id, Kind.LEAD, life, dict.fromkeys(CATALOGUE[Kind.LEAD]) | fields)


KNOWN = [
    someone("name", first_name="Élodie", last_name="Martin"),
    someone("mail", last_name="Roux", emails="m@example.org"),
    someone("phone", last_name="Petit", phones="+33140112233"),
    someone("other", last_name="Durand", emails="d@example.org", phones="+33140112234"),
    someone("trash", TRASH, last_name="Martin", first_name="Elodie"),
]


def test_who_is_like_whom(replica: Replica) -> None:
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, KNOWN))

    def like(**fields: Any) -> set[str]:
        return set(replica.read(lambda reader: lookalikes(reader, Kind.LEAD, [someone("new", **fields)])))

    assert like(last_name="MARTIN", first_name="elodie") == {"name"}
    assert like(last_name="X", emails="m@example.org", phones="+33140112233") == {"mail", "phone"}
    assert like(last_name="Martin") == set()
    assert like() == set()
    asked = [someone("a", last_name="Roux"), someone("b", last_name="Petit")]
    assert set(replica.read(lambda reader: lookalikes(reader, Kind.LEAD, asked))) == {"mail", "phone"}


def test_they_are_found_by_index(replica: Replica) -> None:
    def plan(unit: Unit) -> list[str]:
        with statements() as seen:
            lookalikes(unit.connection, Kind.LEAD, KNOWN)
        (statement,) = seen
        rows = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", ("live", "[]") * 3)
        return [row.detail for row in rows]

    told = replica.write(plan)
    assert not [line for line in told if line.startswith("SCAN lead")], told
    for name in ("sort_name", "email", "phone"):
        assert any(f"ix_lead_{name}" in line for line in told), told
