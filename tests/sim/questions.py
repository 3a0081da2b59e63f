"""I1 of questions: what is asked about stays asked until somebody has answered, or until there is nothing left to ask.

A run may end a question where one side has given in: the record holds by now what the account holds or what was agreed, the row is
no longer there, nor the record. It may not end one because nobody looks at the field any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.domain.alike import same
from crmdesk.domain.conflicts import EXISTENCE
from tests.sim.oracle import US
from tests.sim.picture import Change, Conflict, Entry, Link
from tests.sim.reading import Reading
from tests.sim.side import FIELDS, REFERENCES
from tests.sim.violation import Violation

_BOTH_CHANGED = "both_changed"
_CHANGED_THERE = "deleted_here_changed_there"


def questions_are_answered(reading: Reading, change: Change) -> Iterator[Violation]:
    """No question ends by a run while both sides stand as they were when it was asked. Those that people end are not looked at."""
    for key, before in change.conflicts.items():
        now = reading.picture.conflicts.get(key)
        if before is None or now is None or (before.state, now.state) != ("open", "obsolete"):
            continue
        again = reading.picture.open_conflicts(now.record)
        if now.field in again or EXISTENCE in again or _told(change, now):
            continue
        for id in now.shown:
            link, earlier = reading.picture.links.get(id), change.links.get(id, reading.picture.links.get(id))
            if link is not None and earlier is not None and _stands(reading, now, link, earlier):
                yield Violation(
                    "I1", f"{now.record} {now.field} is asked about no more ({now.why}), and nobody has answered"
                )


def _told(change: Change, conflict: Conflict) -> list[Entry]:
    """What the ledger tells of the field in question, or of the record as a whole, in the newest commit."""
    return [one for one in change.entries if one.record == conflict.record and one.field in (conflict.field, None)]


def _stands(reading: Reading, conflict: Conflict, link: Link, earlier: Link) -> bool:
    """Whether a row still disagrees with its record as it did: there it is as it was shown, here as it was typed."""
    row, record = reading.oracle.rows.get(link.place), reading.picture.records[conflict.record]
    if row is None or not row.alive or link.state != "active" or link.record != record.id or record.life != "live":
        return False
    if conflict.field == EXISTENCE:
        return conflict.why == _CHANGED_THERE
    name = conflict.field
    if conflict.why != _BOTH_CHANGED or name in REFERENCES or name not in FIELDS[record.kind]:
        return False
    side = reading.sides[link.connection]
    if side.only_tells(name) or reading.oracle.past[link.place].versions[name][-1].by == US:
        return False  # nobody contests what the account made of what we sent
    raw, ours = conflict.shown[link.id], earlier.bases.get(name, (None, None))[0]
    theirs = reading.value(side, link.object, record.kind, name, raw)
    return row.fields.get(name) == raw and not any(same(record.fields[name], value) for value in (theirs, ours))
