"""I2, its second half: what was written over unseen is asked about, wherever the vendor keeps the histories of fields."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from crmdesk.domain.alike import same
from tests.sim.moments import Moments, Replaced
from tests.sim.oracle import US
from tests.sim.reading import Reading
from tests.sim.side import FIELDS, REFERENCES
from tests.sim.violation import Violation


def told_of_what_was_replaced(reading: Reading, moments: Moments, database: sa.Connection) -> Iterator[Violation]:
    """Every overwrite that nobody saw had a question of its own; those that nobody can ask about are counted."""
    for one in moments.replaced:
        if any(_is_about(reading, one, link, field, why) for link, field, why in _questions(reading)):
            continue
        if not _is_left_to_ask(reading, one):
            moments.unseen["verified"] += 1
            continue
        yield Violation("I2", f"{one.place} {one.name}: {one.there!r} was written over, and nobody was asked")
    for row in database.exec_driver_sql("SELECT link, field FROM look"):
        link = reading.picture.links.get(row.link)
        if link is not None and link.state == "active" and row.field not in reading.picture.open_conflicts(link.record):
            yield Violation("L1", f"the history of {row.field} of link {row.link} was never looked at")


def _questions(reading: Reading) -> Iterator[tuple[int, str, str]]:
    for conflict in reading.picture.conflicts.values():
        for link in conflict.shown:
            yield link, conflict.field, conflict.why


def _is_about(reading: Reading, one: Replaced, link: int, field: str, why: str) -> bool:
    held = reading.picture.links.get(link)
    return why == "overwrote" and field == one.name and held is not None and held.place == one.place


def _is_left_to_ask(reading: Reading, one: Replaced) -> bool:
    """Whether a question was due: nobody has written since, everything is still there, and the value was really replaced."""
    side, past = reading.sides[one.place[0]], reading.oracle.past[one.place]
    links = [link for link in reading.picture.links.values() if link.place == one.place and link.state == "active"]
    if one.name in REFERENCES | side.once_unreadable | side.once_hidden or not links or past.gone or past.back:
        return False
    record = reading.picture.records[links[0].record]
    told = [entry for entry in reading.picture.ledger if entry.record == record.id]
    deleted = any(entry.event == "deleted" for entry in told)
    if deleted or one.name not in FIELDS[record.kind] or past.last_foreign(one.name) > one.tick:
        return False
    theirs = reading.value(side, one.place[1], record.kind, one.name, one.there)
    written = [version.raw for version in past.versions[one.name] if version.by == US and version.tick > one.tick][:1]
    ours = [reading.value(side, one.place[1], record.kind, one.name, raw) for raw in (*written, one.sent, one.believed)]
    unchanged = any(same(theirs, value) for value in ours)
    here = any(entry.field == one.name and same(theirs, entry.new) for entry in told)
    return not unchanged and not here
