"""An account counts a lead as a contact while a person is asked about them: only what no contact has is asked about no more.

It comes when everything is at rest and has dice of its own, so that what went before stays as it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from crmdesk.domain.conflicts import EXISTENCE, Keep
from crmdesk.domain.kinds import Kind
from crmdesk.store import editing
from crmdesk.sync.run import Reach
from tests.sim.contested import decide
from tests.sim.memory_side import MemorySide
from tests.sim.overwriting import is_agreed
from tests.sim.picture import Link
from tests.sim.side import Side
from tests.sim.violation import Violation

if TYPE_CHECKING:
    from tests.sim.history import History

_TOWN, _SECTOR = "city", "sector"
"""A field that everybody has, and one that only leads have."""


async def convert_what_is_asked(history: History, random: Random) -> list[Violation]:
    """Let a person be asked about a lead of an account, and let the same account or another one make them a contact."""
    sides = [side for side in history.sides.values() if {Kind.LEAD, Kind.CONTACT} <= side.objects.keys()]
    about = random.choice((EXISTENCE, EXISTENCE, _TOWN, _SECTOR))
    if not sides:
        return []
    side, converting = random.choice(sides), random.choice(sides)
    if about == _SECTOR and not isinstance(side, MemorySide):
        return []
    values = {"last_name": "Promu", _TOWN: "Sète", _SECTOR: "Nord"}
    record, _ = history.replica.write(partial(editing.create, kind=Kind.LEAD, values=values))
    await history.settle()
    there, link = (_tied(history, each, record) for each in (converting, side))
    if there is None or link is None:
        return []
    _disagree(history, side, link, about)
    await _run(history, side)
    if about not in history.picture.open_conflicts(record):
        return []  # a policy has answered
    history.trace(f"{converting.name}: {there.place} becomes a contact while {about} is asked about")
    converting.convert(there.place[2], Kind.CONTACT)
    await _run(history, converting)
    await history.settle()
    if _policy_has_answered(history, record, about):
        return []  # one about contacts says nothing of leads
    wrong = list(_wrong(history, record, about))
    if about == EXISTENCE and not wrong:
        decide(history, history.picture.open_conflicts(record)[EXISTENCE], Keep.COMPUTER, link)
        await history.settle()
        if history.picture.records[record].life == "live" or history.oracle.alive(link.place):
            wrong.append(Violation("I5", f"{record} was to be deleted, and {link.place} is there"))
    return wrong


def _disagree(history: History, side: Side, link: Link, about: str) -> None:
    """Somebody here and a colleague do something that does not go together."""
    if about == EXISTENCE:
        history.replica.write(partial(editing.delete, record=link.record))
        side.change(link.object, link.place[2], {_TOWN: "Agde"})
        return
    history.replica.write(partial(editing.edit, record=link.record, values={about: "Ici"}))
    side.change(link.object, link.place[2], {about: "Là-bas"})


async def _run(history: History, side: Side) -> None:
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.THOROUGH)


def _tied(history: History, side: Side, record: str) -> Link | None:
    """The link that ties a record to a row of an account that is there, and holds what it holds."""
    links = (link for link in history.picture.of_record(record) if is_agreed(history, side, link, _TOWN))
    return next((link for link in links if link.kind is Kind.LEAD), None)


def _policy_has_answered(history: History, record: str, about: str) -> bool:
    query = """
        SELECT 1 FROM decision JOIN conflict ON conflict.id = decision.conflict
        WHERE conflict.record = ? AND conflict.field = ? AND decision.who LIKE 'policy:%'
    """
    return history.replica.read(lambda reader: reader.exec_driver_sql(query, (record, about)).first()) is not None


def _wrong(history: History, record: str, about: str) -> Iterator[Violation]:
    known, asked = history.picture.records[record], history.picture.open_conflicts(record)
    if known.kind is not Kind.CONTACT:
        yield Violation("I5", f"{record} is a {known.kind.value}, and an account has made a contact of them")
    if (about in asked) is (about == _SECTOR):
        yield Violation("I1", f"{record} {about}: asked about by now is {sorted(asked)}, and nobody has answered")
