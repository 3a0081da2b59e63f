"""What a run ends goes on elsewhere: the typed values of who was merged there (I1), and the wish that somebody be made (L1)."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from crmdesk.domain.alike import same
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES
from tests.sim.picture import MINE, Change, Link, Picture, Record, field_type
from tests.sim.side import FIELDS, REFERENCES
from tests.sim.violation import Violation

_LISTS = SET_TYPES | ITEM_TYPES


def typed_goes_on(picture: Picture, change: Change) -> Iterator[Violation]:
    """Where an account made two rows one, the survivor has, or had, what was typed for the other and never told that account.

    Lists are merged item by item, which ``commits`` looks at.
    """
    for entry in change.entries:
        if entry.event != "merged" or entry.cause != "merge":
            continue
        loser = picture.records[entry.record]
        survivor = picture.records.get(loser.merged_into or "")
        before = change.records.get(loser.id)
        if survivor is None or (before is not None and before.life != "live"):
            continue
        for name in sorted(_typed_alone(picture, change, loser) & {*FIELDS[survivor.kind]}):
            told = [one.new for one in picture.ledger if (one.record, one.field) == (survivor.id, name)]
            if not any(same(loser.fields[name], value) for value in (survivor.fields[name], *told)):
                text = (
                    f"{loser.id} became part of {survivor.id}, without {name} {loser.fields[name]!r}, typed and unsent"
                )
                yield Violation("I1", text)


def typed_comes_first(picture: Picture, change: Change) -> Iterator[Violation]:
    """Where an account made two rows one, what was typed for the survivor itself does not give way to what was for the other."""
    merged = [entry.record for entry in change.entries if (entry.event, entry.cause) == ("merged", "merge")]
    for id in sorted({picture.records[each].merged_into or "" for each in merged}):
        before = change.records.get(id)
        if before is None or before.kind is not picture.records[id].kind:
            continue
        for name in sorted(_typed_alone(picture, change, before, until=change.entries[0].seq)):
            last = [one for one in change.entries if (one.record, one.field) == (id, name)][-1:]
            if any(one.cause == "merge" and not same(one.new, before.fields[name]) for one in last):
                yield Violation(
                    "I1", f"{id} {name} {before.fields[name]!r}, typed and unsent, gave way to {last[0].new!r}"
                )


def _typed_alone(picture: Picture, change: Change, record: Record, *, until: float = inf) -> set[str]:
    """The fields that hold what was typed last, ``until`` an entry of the ledger, and what no account was told."""
    links = [before for before in change.links.values() if before is not None and before.record == record.id]
    links += [link for link in picture.of_record(record.id) if link.id not in change.links]
    found = set()
    for name in FIELDS[record.kind]:
        value = record.fields[name]
        if value is None or name in REFERENCES or field_type(record.kind.value, name) in _LISTS:
            continue
        rows = [one for one in picture.ledger if (one.record, one.field) == (record.id, name) and one.seq < until]
        agreed = any(same(link.bases.get(name, (None, None))[0], value) for link in links)
        if rows and rows[-1].cause in MINE and not agreed:
            found.add(name)
    return found


def creations_go_on(picture: Picture, change: Change) -> Iterator[Violation]:
    """Who is to be made at an account stays so, is there, or stands there in another object."""
    for id, before in change.links.items():
        if before is None or before.state != "new" or id in picture.links:
            continue
        record = picture.records.get(before.record)
        if record is not None and record.life == "live" and not _is_tied(picture, before):
            yield Violation("L1", f"{record.id} was to be made at {before.connection}, and is so no more")


def _is_tied(picture: Picture, link: Link) -> bool:
    return any(each.connection == link.connection for each in picture.of_record(link.record))
