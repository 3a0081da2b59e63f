"""What has to hold once nothing goes wrong any more, nobody does anything, and every account was read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.store.queries import doctor
from crmdesk.store.records import targets
from tests.sim.moments import alive_part
from tests.sim.oracle import Place
from tests.sim.picture import KINDS, OPEN_SENDS, Entry, Link, Picture
from tests.sim.reading import Reading
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.violation import Violation

_STAMPS = frozenset({"created_at", "modified_at"})

FOUND_BY = ("first_name", "last_name", "emails", "name", "subject", "body")
"""What a row without a key is found by."""


def at_rest(reading: Reading, database: sa.Connection, *, swept: bool) -> Iterator[Violation]:
    """Everything that is wrong in the end. Open questions are allowed.

    Only where every account has been ``swept`` is a row known to be gone of which no feed tells.
    """
    # Where lists of addresses are merged, each side goes on having its own first one, and no other notice says so.
    query = "SELECT connection, record, field FROM notice WHERE key <> 'lists_merged' OR field = 'emails'"
    notices = set(database.exec_driver_sql(query))
    query = "SELECT record, connection, data->>'object', data->>'row' FROM problem WHERE key = "
    twice = {row.record for row in database.exec_driver_sql(f"{query}'created_twice'")}
    copies = {(row.record, tuple(row[1:])) for row in database.exec_driver_sql(f"{query}'possible_copy'")}
    yield from replayed(reading.picture)
    yield from _live(reading.picture)
    for row in database.exec_driver_sql("SELECT connection, object, remote_id FROM inbox WHERE waiting = 0"):
        yield Violation("L1", f"{(*row,)} was read, and nobody takes it in")
    yield from _no_ghosts(reading.picture)
    for side in reading.sides.values():
        yield from _single(reading, side, twice, copies)
        yield from _agree(reading, side, notices, swept=swept)
    yield from _secrets(database)
    for rule in doctor.CHECKS:
        if rule is not doctor.whole_file:
            yield from (Violation("doctor", str(each)) for each in rule(database))


def replayed(picture: Picture) -> Iterator[Violation]:
    """I14: the ledger from its beginning gives what is there. Nobody follows users and stages: they are only read."""
    told: dict[tuple[str, str], list[Entry]] = {}
    for entry in picture.ledger:
        if entry.kind in KINDS and entry.field is not None and entry.field != EXISTENCE:
            told.setdefault((entry.record, entry.field), []).append(entry)
    born = {entry.record for entry in picture.ledger if entry.event == "created"}
    for (record, name), rows in told.items():
        if record in born and rows[0].old is not None:
            yield Violation("I14", f"{record} {name} begins with {rows[0].old!r}")
        for first, second in pairwise(rows):
            if first.new != second.old:
                yield Violation("I14", f"{record} {name}: {first.new!r} became {second.old!r} without a word")
        if picture.records[record].value(name) != rows[-1].new:
            yield Violation("I14", f"{record} {name}: replayed {rows[-1].new!r}")
    for record in born:
        present = picture.records[record]
        for name in CATALOGUE[present.kind]:
            if name not in _STAMPS and present.fields[name] is not None and (record, name) not in told:
                yield Violation("I14", f"{record} {name}: {present.fields[name]!r} came from nowhere")


def _no_ghosts(picture: Picture) -> Iterator[Violation]:
    """I10: nothing refers to a record that became part of another, or that was forgotten with its account."""
    merged = {one.id for one in picture.records.values() if one.life == "merged"}
    for record in picture.records.values():
        for name in REFERENCES & record.fields.keys() if record.life == "live" else ():
            named = set(targets(record.fields[name]))
            ghosts = (merged & named) | (named - picture.records.keys())
            if ghosts:
                yield Violation("I10", f"{record.id} {name} refers to {sorted(ghosts)}, which is merged or forgotten")


def _live(picture: Picture) -> Iterator[Violation]:
    """L1: every send has an end, and nothing is marked that nothing will ever unmark."""
    for send in picture.intents.values():
        if send.state in OPEN_SENDS:
            yield Violation("L1", f"the {send.verb} of {send.record} is {send.state}")
    waiting = _waiting(picture)
    for link in picture.links.values():
        if link.dirty and link.id not in waiting and not picture.open_conflicts(link.record):
            yield Violation("L1", f"link {link.id} ({link.state}) of {link.record} is still marked")


def _waiting(picture: Picture) -> set[int]:
    """The links that wait with reason: their send was refused, or the creation of a record to which theirs refers."""
    waiting = {send.link for send in picture.intents.values() if send.state == "refused"}
    reached = [picture.links[id] for id in waiting if id in picture.links]
    while reached:
        unmade = {(link.connection, link.record) for link in reached if link.remote_id is None}
        others = [link for link in picture.links.values() if link.dirty and link.id not in waiting]
        reached = [link for link in others if any((link.connection, one) in unmade for one in _targets(picture, link))]
        waiting |= {link.id for link in reached}
    return waiting


def _targets(picture: Picture, link: Link) -> set[str]:
    """The records to which the record of a link refers."""
    record = picture.records[link.record]
    return {one for name in REFERENCES & record.fields.keys() for one in targets(record.fields[name])}


def _single(reading: Reading, side: Side, twice: Set[str], copies: Set[tuple[str, Place]]) -> Iterator[Violation]:
    """I3: each row stands for one record, and each record has one row in an object, or a person was told of the others.

    Of all of them in ``twice``. Of one in ``copies``, which is told as a possible copy of the record, only where a colleague has
    changed it: any other would have been known for ours.
    """
    tied = {link.place for link in reading.picture.links.values()}
    told: set[Place] = set()
    for (connection, object_name, key), ids in reading.oracle.made.items():
        places = [(connection, object_name, id) for id in ids]
        if key in twice:
            told |= set(places)
            continue
        mine = [place for place in places if not ((key, place) in copies and _is_touched(reading, place))]
        alive = [place[2] for place in mine if reading.oracle.alive(place) and not _is_theirs(reading, side, place)]
        if connection == side.id and len(alive) > 1:
            yield Violation("I3", f"{key} has {len(alive)} rows in {object_name} of {connection}: {alive}")
    for place, row in reading.oracle.rows.items():
        if place[0] == side.id and row.alive and place not in tied | told:
            yield Violation("I3", f"no record stands for {place}")


def _is_touched(reading: Reading, place: Place) -> bool:
    """Whether a colleague has changed a row."""
    past = reading.oracle.past[place]
    return any(past.last_foreign(name) for name in past.versions)


def _is_theirs(reading: Reading, side: Side, place: Place) -> bool:
    """Whether a row that we made has become a colleague's own.

    A colleague took it out of the vendor's bin after it had been deleted and made anew. Or it carries no key, and a colleague
    renamed it before we had found it again, which nobody can know for ours: the residual risk of 2.5.
    """
    past = reading.oracle.past[place]
    return bool(past.back) or (not side.keyed and any(past.last_foreign(name) for name in FOUND_BY))


def _agree(reading: Reading, side: Side, notices: Set[tuple[Any, ...]], *, swept: bool) -> Iterator[Violation]:
    """I5: what nobody is asked about is the same on both sides, or is told to be stored otherwise."""
    picture = reading.picture
    refused = {picture.links[id].record for id in _waiting(picture) if id in picture.links}
    for link in picture.links.values():
        if link.connection != side.id or link.state != "active" or link.object not in side.objects.values():
            continue
        record, conflicts = picture.records[link.record], picture.open_conflicts(link.record)
        if "*exists*" in conflicts:
            continue
        row = reading.oracle.rows.get(link.place)
        if row is None or not row.alive:
            if swept or side.tells_of(link.place):
                yield Violation("I5", f"{record.id} is {record.life}, its row {link.place} is gone")
            continue
        if record.life != "live":
            if record.id not in refused:
                yield Violation("I5", f"{record.id} is {record.life}, its row {link.place} is there")
            continue
        told = swept or side.ties_tell
        yield from (Violation("I5", f"{record.id} {text}") for text in reading.unread(side, link, references=told))
        if record.id not in refused:
            yield from _equal(reading, side, link, notices, references=told)


def _equal(
    reading: Reading, side: Side, link: Link, notices: Set[tuple[Any, ...]], *, references: bool
) -> Iterator[Violation]:
    record, conflicts = reading.picture.records[link.record], reading.picture.open_conflicts(link.record)
    row = reading.oracle.rows[link.place]
    for name in FIELDS[record.kind]:
        rule = side.rule(link.object, record.kind, name)
        if rule is None or name in conflicts or name not in row.fields or (name in REFERENCES and not references):
            continue
        here, raw = record.fields[name], row.fields[name]
        if name not in link.bases:
            if here is not None or raw is not None:
                yield Violation("I5", f"{record.id} {name}: {here!r} here, {raw!r} there, and no base")
            continue
        if here != link.bases[name][0]:
            yield Violation("I5", f"{record.id} {name}: {here!r} here, agreed was {link.bases[name][0]!r}")
        there = reading.value(side, link.object, record.kind, name, raw)
        if name in REFERENCES:
            yield from _same_targets(reading, side, link, name)
        elif (
            not same(there, here) and rule.codec.encode(here, raw) != raw and (side.id, record.id, name) not in notices
        ):
            yield Violation("I5", f"{record.id} {name}: {here!r} here, {raw!r} there, and nobody was told")


def _same_targets(reading: Reading, side: Side, link: Link, name: str) -> Iterator[Violation]:
    """References to records that live on both sides are on both sides."""
    picture = reading.picture
    record, row = picture.records[link.record], reading.oracle.rows[link.place]
    here = set(targets(record.fields[name]))
    homes = {
        one.record: one.place for one in picture.links.values() if one.connection == side.id and one.state == "active"
    }
    # Whose row became part of one that is kept apart has none there: whether they stay is asked about.
    steady = {record_id: place for record_id, place in homes.items() if alive_part(side, [place[1:]]) == [[*place[1:]]]}
    wanted = {steady[one] for one in here if one in steady}
    there = {(side.id, each, id) for each, id in alive_part(side, row.fields[name])}
    old = [pair for pair in row.fields[name] or () if _went_before(reading, side, pair)]
    unheard = {(side.id, each, id) for each, id in alive_part(side, old)}
    known = {one for one in there if one in homes.values()}
    if wanted - unheard != known - unheard and not (name == "company" and here and not wanted):
        yield Violation("I5", f"{record.id} {name}: {sorted(wanted)} here, {sorted(known)} there")


def _went_before(reading: Reading, side: Side, pair: Sequence[str]) -> bool:
    """Whether a row was merged away before its account was connected: nobody may ever have heard into which one."""
    past = reading.oracle.past.get((side.id, pair[0], pair[1]))
    return past is not None and past.merged_into is not None and max(past.gone) <= side.connected_at


def _secrets(database: sa.Connection) -> Iterator[Violation]:
    """I18: no token in what is kept for people to read."""
    for table, column in (("problem", "data"), ("intent", "error"), ("run", "error"), ("connection", "failure")):
        query = f"SELECT count(*) FROM {table} WHERE {column} LIKE '%pat-na1%'"  # noqa: S608 - names of this module
        if database.exec_driver_sql(query).scalar_one():
            yield Violation("I18", f"a token in {table}.{column}")
