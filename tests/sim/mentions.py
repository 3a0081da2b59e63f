"""I1 of references: nobody stops being referred to because an account does not show a row that is in its bin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crmdesk.store.records import targets
from tests.sim.oracle import Oracle, Place
from tests.sim.picture import Change, Entry
from tests.sim.reading import Reading
from tests.sim.side import REFERENCES
from tests.sim.violation import Violation


def mentions_are_not_lost(reading: Reading, change: Change) -> Iterator[Violation]:
    """Whom an account takes out of a field somebody there has taken out of it, while their row was there."""
    for entry in change.entries:
        if entry.cause != "remote" or entry.connection is None or entry.field not in REFERENCES:
            continue
        if entry.field == "company" and entry.new is not None:
            continue  # another one stands in its place
        for target in sorted(set(targets(entry.old)) - set(targets(entry.new))):
            homes = reading.places(entry.connection, target)
            if homes and not _is_part_of_named(reading, entry, homes) and not _was_taken_out(reading, entry, homes):
                yield Violation("I1", f"{entry.record} {entry.field}: {target} went, and nobody had taken it out")


def _is_part_of_named(reading: Reading, entry: Entry, homes: Iterable[Place]) -> bool:
    """Whether a row had become part of another one, whose record stands in its place: the account has said so of it there first."""
    survivors = {reading.oracle.survivor(home) for home in homes}.difference(homes)
    named = (place for each in targets(entry.new) for place in reading.places(entry.connection or "", each))
    return not survivors.isdisjoint(named)


def _was_taken_out(reading: Reading, entry: Entry, homes: Iterable[Place]) -> bool:
    oracle = reading.oracle
    survivors = {oracle.survivor(home) for home in homes}
    rows = survivors.union(homes)  # who was taken out may have been merged since, into a row that is younger
    for place in reading.places(entry.connection or "", entry.record):
        past = oracle.past.get(place)
        for version in past.versions.get(entry.field or "", ()) if past is not None else ():
            there = any(_was_there(oracle, row, version.tick) for row in rows)
            if there and not _named(oracle, place[0], version.raw) & survivors:
                return True
    return False


def _named(oracle: Oracle, connection: str, raw: Any) -> set[Place]:
    return {oracle.survivor((connection, pair[0], pair[1])) for pair in raw or ()}


def _was_there(oracle: Oracle, place: Place, tick: int) -> bool:
    past = oracle.past.get(place)
    if past is None or past.born > tick:
        return False
    gone = max((each for each in past.gone if each <= tick), default=0)
    return gone == 0 or max((each for each in past.back if each <= tick), default=0) > gone
