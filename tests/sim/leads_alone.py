"""An account that keeps leads in a table of their own, as Salesforce does, or a sheet, beside one in which they become contacts.

Some histories of two accounts have one; it has dice of its own, so that all others stay as they were. At the end somebody whom the
other account made a contact is edited on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from tests.sim.memory_side import MemorySide
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

SHARE = 0.4
"""How many histories of two accounts have one."""


def give_one(sides: Sequence[Side], random: Random) -> None:
    """Perhaps let the last account hold leads alone."""
    last = sides[-1]
    if len(sides) > 1 and isinstance(last, MemorySide) and random.random() < SHARE:
        last.hold_leads_alone()


async def qualify(history: History, random: Random) -> list[Violation]:
    """Make a lead of both accounts a contact in the first; somebody here and a colleague at the other go on editing."""
    *others, last = history.sides.values()
    if not others or not isinstance(last, MemorySide) or not last.leads_alone or Kind.LEAD not in others[0].objects:
        return []
    first = others[0]
    record, _ = history.replica.write(
        partial(editing.create, kind=Kind.LEAD, values={"last_name": "Qualifié", "city": "Sète", "job_title": "Agent"})
    )
    await history.settle()
    there, here = _tied(history, first, record), _tied(history, last, record)
    if there is None or here is None:
        return []
    history.trace(f"{first.name}: {there.place} becomes a contact, {last.name} has leads alone")
    first.convert(there.place[2], Kind.CONTACT)
    first.observe()
    await history.settle()
    mine, theirs = random.sample(("city", "job_title", "first_name"), 2)
    history.replica.write(partial(editing.edit, record=record, values={mine: "Ici"}))
    last.change(here.object, here.place[2], {theirs: "Là"})
    last.observe()
    await history.settle()
    return list(_wrong(history, last, here, mine, theirs))


def _tied(history: History, side: Side, record: str) -> Link | None:
    """The link that ties a record to a row of an account that is there."""
    tied = (link for link in history.picture.of_record(record) if (link.connection, link.state) == (side.id, "active"))
    return next((link for link in tied if history.oracle.alive(link.place)), None)


def _wrong(history: History, side: Side, link: Link, mine: str, theirs: str) -> Iterator[Violation]:
    record, row = history.picture.records[link.record], history.oracle.rows[link.place]
    if record.kind is not Kind.CONTACT:
        yield Violation("I5", f"{record.id} is a {record.kind.value}, another account made a contact of them")
    stored = [version.raw for version in history.oracle.past[link.place].versions.get(theirs, ())]
    if record.fields[theirs] != stored[-1]:
        yield Violation(
            "I5", f"{record.id} {theirs}: {record.fields[theirs]!r} here, {stored[-1]!r} in a table of leads"
        )
    if str(row.fields[mine]).casefold() != "ici":
        yield Violation("I5", f"{record.id} {mine}: 'Ici' here, {row.fields[mine]!r} in a table of leads")
