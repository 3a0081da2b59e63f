"""What records are known by: kept from the moment that there is anything to compare with, and in step from then on."""

from __future__ import annotations

from typing import Any

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import Kind
from crmdesk.store import connections, editing, records, traits
from crmdesk.store.connections import Connection
from crmdesk.store.records import LIVE, Record, insert_many
from crmdesk.store.tables import record_table
from crmdesk.store.unit import Unit
from tests.store.replica import Replica
from tests.sync.counting import statements

ANN, MARC = "ann@example.org", "marc@example.org"


def person(id: str, *addresses: str, phones: tuple[str, ...] = (), kind: Kind = Kind.LEAD) -> Record:
    fields: dict[str, Any] = dict.fromkeys(CATALOGUE[kind])
    fields["emails"] = [{"value": each, "label": None, "primary": at == 0} for at, each in enumerate(addresses)] or None
    fields["phones"] = [{"value": each, "label": None, "primary": at == 0} for at, each in enumerate(phones)] or None
    return Record(id, kind, LIVE, fields)


def account(name: str) -> Connection:
    return Connection(name, name, "memory", {"id": name, "name": name})


def known_by(replica: Replica, *values: str, kind: Kind = Kind.LEAD) -> set[str]:
    return replica.write(lambda unit: traits.sharing(unit, kind, values))


def held(replica: Replica) -> set[tuple[str, str]]:
    return {(row.record, row.value) for row in replica.sql("SELECT record, value FROM trait")}


def test_every_address_counts_not_only_the_first(replica: Replica) -> None:
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, [person("1", ANN, MARC, phones=("+33140112233",))]))
    replica.write(traits.begin)
    assert known_by(replica, MARC) == known_by(replica, "+33140112233") == {"1"}
    assert known_by(replica, "nobody@example.org") == known_by(replica, MARC, kind=Kind.CONTACT) == set()


def test_they_are_kept_once_there_is_anything_to_compare_with(replica: Replica) -> None:
    def kept() -> bool:
        return replica.read(traits.are_kept)

    replica.write(lambda unit: connections.insert(unit, account("first")))
    assert not kept(), "the first account of an empty replica"
    replica.write(lambda unit: connections.insert(unit, account("second")))
    assert kept()


def test_what_is_here_is_compared_with_the_first_account_too(replica: Replica) -> None:
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, [person("1", ANN)]))
    replica.write(lambda unit: connections.insert(unit, account("first")))
    assert replica.read(traits.are_kept)


def test_and_so_is_who_is_typed_here(replica: Replica) -> None:
    replica.write(lambda unit: editing.create(unit, Kind.NOTE, {"body": "x"}))
    assert not replica.read(traits.are_kept)
    replica.write(lambda unit: editing.create(unit, Kind.LEAD, {"last_name": "Martin"}))
    assert replica.read(traits.are_kept)


def test_edits_conversions_and_deletions_are_followed(replica: Replica) -> None:
    one, two = person("1", ANN), person("2", MARC)
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, [one, two]))
    replica.write(traits.begin)
    assert known_by(replica, ANN, MARC) == {"1", "2"}
    changed = person("1", "ann.m@example.org")
    replica.write(lambda unit: records.update_many(unit, Kind.LEAD, [(changed, frozenset({"emails"}))]))
    assert held(replica) == {("1", "ann.m@example.org"), ("2", MARC)}
    replica.write(lambda unit: records.convert(unit, two, Kind.CONTACT))
    assert (known_by(replica, MARC), known_by(replica, MARC, kind=Kind.CONTACT)) == (set(), {"2"})


def test_a_row_that_takes_the_number_of_a_deleted_one_is_taken_in(replica: Replica) -> None:
    """SQLite numbers a row behind the last one, whatever was there before."""
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, [person("1", ANN), person("2", MARC), person("3", MARC)]))
    replica.write(traits.begin)
    assert known_by(replica, MARC) == {"2", "3"}
    table = record_table(Kind.LEAD)
    replica.write(lambda unit: unit.connection.execute(table.delete().where(table.c.id.in_(("2", "3")))))
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, [person("4", MARC)]))
    assert known_by(replica, MARC) == {"4"}


def test_many_are_taken_in_slice_by_slice(replica: Replica) -> None:
    many = [person(f"{n:05}", f"p{n}@example.org") for n in range(traits.SLICE + 10)]
    replica.write(lambda unit: insert_many(unit, Kind.LEAD, many))
    replica.write(traits.begin)
    assert replica.read(lambda reader: traits.behind(reader, by=0)) == {Kind.LEAD: 0}
    assert [replica.write(traits.follow), replica.write(traits.follow)] == [True, False]
    assert replica.read(lambda reader: traits.behind(reader, by=0)) == {Kind.LEAD: traits.SLICE}
    assert known_by(replica, f"p{traits.SLICE + 5}@example.org") == {many[-5].id}
    assert replica.read(lambda reader: traits.behind(reader, by=0)) == {}


def test_they_are_found_by_index(replica: Replica) -> None:
    def plan(unit: Unit) -> list[str]:
        with statements() as seen:
            traits.sharing(unit, Kind.LEAD, [ANN])
        rows = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {seen[-1]}", ("[]", "lead"))
        return [row.detail for row in rows]

    told = replica.write(plan)
    assert not [line for line in told if line.startswith("SCAN trait")], told


def test_companies_and_users_are_known_by_what_is_their_own(replica: Replica) -> None:
    agency = dict.fromkeys(CATALOGUE[Kind.COMPANY]) | {"domain": "https://WWW.Agence.example/"}
    user = dict.fromkeys(CATALOGUE[Kind.USER]) | {"email": "Ann@Example.org"}
    replica.write(lambda unit: insert_many(unit, Kind.COMPANY, [Record("1", Kind.COMPANY, LIVE, agency)]))
    replica.write(lambda unit: insert_many(unit, Kind.USER, [Record("2", Kind.USER, LIVE, user)]))
    replica.write(traits.begin)
    assert known_by(replica, "agence.example", kind=Kind.COMPANY) == {"1"}
    assert known_by(replica, ANN, kind=Kind.USER) == {"2"}
