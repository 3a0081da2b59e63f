"""Plots: situations that chance alone makes too rarely, set up on purpose and then left to chance again.

Each is a few steps of a history. What goes wrong in them is told by the same invariants as everything else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from crmdesk.domain.kinds import Kind
from crmdesk.sync.run import Reach
from tests.sim.oracle import Place
from tests.sim.people import TARGETS
from tests.sim.side import FIELDS, REFERENCES, Side

if TYPE_CHECKING:
    from tests.sim.history import History

Plot = Callable[["History"], Awaitable[None]]


async def lost_creation(history: History) -> None:
    """The answer to a creation is lost. The next run comes before or after the vendor's search knows of the row.

    The clock here may be wrong while it is sent, and be put right afterwards.
    """
    side = history.random.choice(list(history.sides.values()))
    kinds = [kind for kind in history.person.kinds if kind in side.objects]
    history.weather.forbidden = None
    skew_s = history.random.choice((0.0, 0.0, 0.0, 0.0, 3600.0, -3600.0))
    history.clocks.skew_s += skew_s
    history.person.create(history.random.choice(kinds))
    history.weather.loses_creation = True
    await history.run(side)
    history.weather.loses_creation = False
    history.clocks.skew_s -= history.random.choice((0.0, skew_s))
    if history.random.random() < 0.2:
        history.by_person()
    for _ in range(2):
        await asyncio.sleep(history.random.choice((0.0, 1.0, 15.0, 120.0)))
        await history.run(side)


async def lost_target(history: History) -> None:
    """A record and another that refers to it are new; the answer to the creation of the first is lost."""
    side = history.random.choice(list(history.sides.values()))
    found = _references(side, list(side.objects.values()))
    if not found:
        return
    kind, name, target = history.random.choice(found)
    known = set(history.picture.live())
    history.weather.forbidden = None
    history.person.create(target)
    made = [record for record in history.picture.live() if record not in known]
    for record in made:
        history.person.create(kind, {name: record if name == "company" else [record]})
    history.weather.loses_creation = True
    await history.run(side)
    history.weather.loses_creation = False
    await asyncio.sleep(history.random.choice((1.0, 300.0)))
    await history.run(side)


async def gone_from_one_account(history: History) -> None:
    """A record lives in two accounts, and a colleague deletes it in one of them."""
    await _share(history)
    shared = _shared(history)
    if not shared:
        return
    places = history.random.choice(shared)
    connection, object_name, id = history.random.choice(places)
    side = history.sides[connection]
    history.trace(f"{side.name}: drop {object_name} {id}, which another account has, too")
    side.drop(object_name, id, hard=False)
    side.observe()
    await asyncio.sleep(60)
    await history.run(side)


async def _share(history: History) -> None:
    """See to it that a record lives in every account, where all have a kind in common."""
    kinds = [kind for kind in history.person.kinds if all(kind in side.objects for side in history.sides.values())]
    history.weather.forbidden = None
    if kinds and not _shared(history):
        history.person.create(history.random.choice(kinds))
        for side in history.sides.values():
            await history.run(side)


def _shared(history: History) -> list[list[tuple[str, str, str]]]:
    """The rows of each record that lives in more than one account."""
    found = []
    for record in history.picture.live():
        links = [link for link in history.picture.of_record(record) if link.state == "active"]
        places = sorted(link.place for link in links if history.oracle.alive(link.place))
        if len({place[0] for place in places}) > 1:
            found.append(places)
    return found


async def merge_of_what_others_refer_to(history: History) -> None:
    """A colleague merges a row away to which another record refers; a person here, who cannot know, refers to it, too."""
    colleague = history.random.choice(history.colleagues)
    side, chosen = colleague.side, _referring(history, colleague.side)
    if chosen is None:
        return
    kind, name, target = chosen
    object_name = side.objects[target]
    history.weather.forbidden = None
    for _ in range(2 - len(side.alive(object_name))):
        colleague.add(target)
    colleague.add(kind)
    side.observe()
    (_, winner), (_, loser) = history.random.sample(side.alive(object_name), 2)
    first, second = (history.random.choice(side.alive(side.objects[kind])) for _ in range(2))
    if {first, second} & {(object_name, winner), (object_name, loser)}:
        return
    side.change(*first, {name: [[object_name, loser]]})
    side.observe()
    await asyncio.sleep(600)
    await history.run(side)
    if not all(history.oracle.alive((side.id, object_name, id)) for id in (winner, loser)):
        return  # the run has deleted one of them
    history.trace(f"{side.name}: merge {object_name} {loser}, to which {first} refers, into {winner}")
    side.merge(object_name, winner, loser)
    side.observe()
    here, there = _known(history, (side.id, *second)), _known(history, (side.id, object_name, loser))
    if here is not None and there is not None:
        history.person.edit(here, {name: there if name == "company" else [there]})
    await asyncio.sleep(history.random.choice((1.0, 600.0)))
    await history.run(side)


def _known(history: History, place: Place) -> str | None:
    """The live record that stands for a row."""
    records = [link.record for link in history.picture.links.values() if link.place == place]
    return next((record for record in records if history.picture.records[record].life == "live"), None)


def _referring(history: History, side: Side) -> tuple[Kind, str, Kind] | None:
    """A kind, a field of it, and a kind whose rows that field refers to and a colleague can merge; by chance."""
    found = _references(side, side.merging)
    return history.random.choice(found) if found else None


def _references(side: Side, objects: Sequence[str]) -> list[tuple[Kind, str, Kind]]:
    """Every kind and field that refers to a kind in one of these objects, with that kind."""
    return [
        (kind, name, target)
        for kind in sorted(side.objects)
        for name in sorted(REFERENCES & set(FIELDS[kind]))
        for target in TARGETS[name]
        if target in side.objects and side.objects[target] in objects
    ]


async def contested_again(history: History) -> None:
    """Both sides change a field. While a person is asked about it, the colleague changes it once more."""
    chosen = _standing(history)
    if chosen is None:
        return
    place, record = chosen
    names = sorted(set(FIELDS[history.picture.records[record].kind]) - REFERENCES - {"tags", "emails"})
    name = history.random.choice(names)
    side = history.sides[place[0]]
    history.weather.forbidden = None
    history.person.edit(record, {name: "Brest"})
    for value in ("Quimper", "Vannes"):
        history.trace(f"{side.name}: edit {place[1]} {place[2]} {name} {value}, which is contested")
        side.change(place[1], place[2], {name: value})
        side.observe()
        await asyncio.sleep(600)
        await history.run(side, Reach.USUAL)
        if not history.oracle.alive(place):
            return


async def contested_by_two(history: History) -> None:
    """A record lives in two accounts. Here and in both of them somebody writes something else into one field."""
    await _share(history)
    shared = _shared(history)
    if not shared:
        return
    places = history.random.choice(shared)
    record = next(link.record for link in history.picture.links.values() if link.place == places[0])
    names = sorted(set(FIELDS[history.picture.records[record].kind]) - REFERENCES - {"tags", "emails"})
    name = history.random.choice(names)
    history.weather.forbidden = None
    history.person.edit(record, {name: "Brest"})
    for place, value in zip(places, history.random.sample(("Quimper", "Vannes", "Brest"), len(places)), strict=True):
        side = history.sides[place[0]]
        history.trace(f"{side.name}: edit {place[1]} {place[2]} {name} {value}, which others write, too")
        side.change(place[1], place[2], {name: value})
        side.observe()
    await asyncio.sleep(600)
    for place in places:
        await history.run(history.sides[place[0]], Reach.USUAL)


async def typed_into_what_was_deleted(history: History) -> None:
    """A person deletes what a colleague changes; while the person is asked, and types, the colleague deletes it, too."""
    chosen = _standing(history)
    if chosen is None:
        return
    place, record = chosen
    name = next(name for name in FIELDS[history.picture.records[record].kind] if name not in REFERENCES)
    side = history.sides[place[0]]
    history.weather.forbidden = None
    history.person.delete(record)
    side.change(place[1], place[2], {name: "Quimper"})
    side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.USUAL)
    if history.picture.records[record].life == "live" and history.random.random() < 0.8:
        history.person.edit(record, {name: "Brest"})
    history.trace(f"{side.name}: drop {place[1]} {place[2]}, which was deleted here")
    if history.oracle.alive(place):
        side.drop(place[1], place[2], hard=False)
        side.observe()
    await asyncio.sleep(600)
    await history.run(side, Reach.USUAL)


async def within_one_tick(history: History) -> None:
    """A colleague writes to two rows at the same moment, and a run that takes no time comes in between."""
    colleague = history.random.choice(history.colleagues)
    side, there = colleague.side, colleague.side.alive()
    if len(there) < 2:
        return
    history.weather.forbidden = None
    history.weather.still = True
    for object_name, id in history.random.sample(there, 2):
        if side.oracle.alive((side.id, object_name, id)):
            colleague.edit(object_name, id)
            side.observe()
            await history.run(side, Reach.USUAL)
    history.weather.still = False


def _standing(history: History) -> tuple[Place, str] | None:
    """A row that is there, and the live record that it stands for; by chance."""
    links = history.picture.links.values()
    there = sorted(
        (link.place, link.record)
        for link in links
        if link.state == "active"
        and history.picture.records[link.record].life == "live"
        and history.oracle.alive(link.place)
        and not history.sides[link.connection].veils(link.place)
    )
    return history.random.choice(there) if there else None


PLOTS: tuple[Plot, ...] = (
    lost_creation,
    lost_target,
    gone_from_one_account,
    merge_of_what_others_refer_to,
    contested_again,
    contested_by_two,
    typed_into_what_was_deleted,
    within_one_tick,
)
