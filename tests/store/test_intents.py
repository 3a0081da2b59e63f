"""Sends as rows: how long those that came to their end are kept."""

from __future__ import annotations

import sqlalchemy as sa

from crmdesk.store import intents
from crmdesk.store.intents import DONE, REFUSED, UNCERTAIN, UPDATE, Intent, Standing
from crmdesk.store.unit import Unit
from tests.store.replica import Replica
from tests.sync.counting import statements

DAY_S = 86_400.0


def send(unit: Unit, link: int, *, days_ago: float, state: str = DONE) -> int:
    """A send of some days ago, as it stands now; its number."""
    (begun,) = intents.begin(unit, "a", [Intent(link, f"record {link}", UPDATE, {}, {})], run="run")
    if state == DONE:
        intents.finish(unit, [begun.id])
    else:
        intents.note(unit, [Standing(begun.id, state, 1)])
    sent_at = intents.later(unit, -days_ago * DAY_S)
    unit.connection.execute(sa.text("UPDATE intent SET sent_at = :at WHERE id = :id"), {"at": sent_at, "id": begun.id})
    return begun.id


def kept(unit: Unit) -> list[int]:
    return list(unit.connection.execute(sa.text("SELECT id FROM intent ORDER BY id")).scalars())


def test_what_came_to_its_end_long_ago_is_forgotten(replica: Replica) -> None:
    def story(unit: Unit) -> tuple[list[int], list[int]]:
        old = [send(unit, link, days_ago=40 - link) for link in range(1, 6)]
        opened = [send(unit, 6, days_ago=33, state=REFUSED), send(unit, 7, days_ago=32, state=UNCERTAIN)]
        young = [send(unit, 8, days_ago=29), send(unit, 9, days_ago=0)]
        assert kept(unit) == [*old, *opened, *young]
        with statements() as seen:
            intents.forget_done(unit, days=30)
        assert len(seen) == 1
        return kept(unit), [*opened, *young]

    left, expected = replica.write(story)
    assert left == expected


def test_where_all_are_old_all_go(replica: Replica) -> None:
    def story(unit: Unit) -> list[int]:
        for link in range(3):
            send(unit, link, days_ago=31)
        intents.forget_done(unit, days=30)
        return kept(unit)

    assert replica.write(story) == []


def test_their_number_does_not_make_it_slower(replica: Replica) -> None:
    """Only rows in front of the first young one are looked at: by number, not by going through all."""

    def plan(unit: Unit) -> str:
        with statements() as seen:
            intents.forget_done(unit, days=30)
        rows = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {seen[0]}", ("done", "x", "x", 1, 0, 2**63 - 1))
        return " ".join(row.detail for row in rows)

    told = replica.write(plan)
    assert "SEARCH intent USING INTEGER PRIMARY KEY (rowid<?)" in told


def test_a_number_that_is_given_again_does_not_open_what_is_over(replica: Replica) -> None:
    """Another process has found out that the first one did not happen, and a person has edited its record since."""

    def story(unit: Unit) -> list[Intent]:
        (first,) = intents.begin(unit, "a", [Intent(1, "record 1", UPDATE, {}, {})], run="run")
        assert intents.still_open(unit.connection, [first]) == [first]
        intents.note(unit, [Standing(first.id, REFUSED, 1)])
        intents.forget_refusals(unit, [1])
        (second,) = intents.begin(unit, "a", [Intent(2, "record 2", UPDATE, {}, {})], run="another run")
        assert second.id == first.id
        return intents.still_open(unit.connection, [first])

    assert replica.write(story) == []
