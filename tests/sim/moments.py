"""The moment at which a vendor carries out what the engine sent: the checks that no later look can make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.providers.base import Create, Update
from tests.sim.oracle import US, Place
from tests.sim.picture import OPEN_SENDS, Picture
from tests.sim.side import FIELDS, REFERENCES, Side
from tests.sim.violation import Violation


@dataclass(frozen=True, slots=True)
class Replaced:
    """A field that we wrote over although a colleague had written ``there`` since the last look.

    ``believed`` is what the engine had seen, ``sent`` what it wrote, ``tick`` when.
    """

    place: Place
    name: str
    there: Any
    believed: Any
    sent: Any
    tick: int


class Moments:
    """Told of every row just before it is written through us. ``fail`` keeps what is wrong until somebody can say it."""

    def __init__(self, picture: Picture, fail: Callable[[Violation], None]) -> None:
        self._picture = picture
        self._fail = fail
        self.unseen: Counter[str] = Counter()
        """Overwrites of what a colleague wrote after the last look, of which nobody learned, by mode."""
        self.replaced: list[Replaced] = []
        """Those of updates that no condition guarded: a vendor's history tells of them afterwards."""
        self.noted: set[int] = set()
        """The notes of requests that a vendor has got."""

    def update(self, side: Side, object_name: str, item: Update) -> None:
        """An update is about to be carried out."""
        place = (side.id, object_name, item.id)
        self._announced(place, "update")
        row = side.oracle.rows.get(place)
        side.oracle.writes += 1
        for name, raw in item.fields.items():
            self._note_sent(side, place, name, raw)
            if row is None or name not in row.fields or row.fields[name] == item.expected.get(name):
                continue
            if name in REFERENCES and alive_part(side, row.fields[name]) == alive_part(side, item.expected.get(name)):
                continue
            if row.fields[name] != raw and self._overwritten(
                side, place, name, row.fields[name], item.expected.get(name)
            ):
                tick = side.oracle.tick
                self.replaced.append(Replaced(place, name, row.fields[name], item.expected.get(name), raw, tick))
        self._targets(side, place, item.fields)

    def create(self, side: Side, object_name: str, item: Create) -> None:
        """A row is about to be made."""
        side.oracle.writes += 1
        open_sends = [one for one in self._picture.intents.values() if one.record == item.key and one.verb == "create"]
        noted = {one.id for one in open_sends if one.state in OPEN_SENDS and one.connection == side.id}
        self.noted |= noted
        if not noted:
            self._fail(Violation("I9", f"{object_name} for {item.key} is made without a note of it"))
        for name, raw in item.fields.items():
            if name in FIELDS.get(item.kind, ()):
                side.oracle.sent.setdefault((side.id, item.key, name), []).append(raw)
        self._targets(side, (side.id, object_name, "new"), item.fields)

    def made_again(self, side: Side, place: Place, item: Create) -> None:
        """A creation is repeated and finds the row of the first attempt: what a colleague wrote since must stay."""
        row, past = side.oracle.rows[place], side.oracle.past[place]
        for name, raw in item.fields.items():
            if name not in row.fields or row.fields[name] == raw or name in REFERENCES:
                continue
            if past.last_foreign(name) > 0:
                unseen = self._overwritten(side, place, name, row.fields[name], "a row that was not made yet")
                self.unseen[side.mode] += unseen

    def made(self, side: Side, object_name: str, key: str, id: str) -> None:
        """A row was made for a record."""
        rows = side.oracle.made.setdefault((side.id, object_name, key), [])
        if id not in rows:
            rows.append(id)

    def delete(self, side: Side, object_name: str, id: str) -> None:
        """A row is about to be deleted."""
        place = (side.id, object_name, id)
        side.oracle.writes += 1
        self._announced(place, "delete")
        row = side.oracle.rows.get(place)
        for link in self._picture.links.values():
            if link.place != place:
                continue
            for name, (_, theirs) in link.bases.items() if row is not None and row.alive else ():
                if row is None or name not in row.fields or row.fields[name] == theirs or name in REFERENCES:
                    continue
                asked = [one for one in self._picture.conflicts.values() if one.record == link.record]
                if any(one.field == name and one.shown.get(link.id) == row.fields[name] for one in asked):
                    continue  # whoever deleted it was shown what it holds
                # No vendor has a condition for deletions (design 1.5).
                unseen = self._overwritten(side, place, name, row.fields[name], theirs, guarded=False)
                self.unseen["deletions"] += unseen

    def forget(self, connection: str) -> None:
        """An account is disconnected: its sends are forgotten, and nobody is asked any more what they replaced."""
        self.noted &= self._picture.intents.keys()
        self.replaced = [one for one in self.replaced if one.place[0] != connection]

    def _overwritten(
        self, side: Side, place: Place, name: str, there: Any, believed: Any, *, guarded: bool | None = None
    ) -> bool:
        """Whether this overwrites what nobody could have seen; fails where somebody should have.

        ``guarded``: whether the request is meant for what was seen, where the account's mode does not say it.
        """
        guarded = side.mode == "guarded" if guarded is None else guarded
        past = side.oracle.past[place]
        if side.blind(name) or past.versions[name][-1].by == US:
            return False
        unseen = past.last_foreign(name) > side.oracle.looked.get(place, 0)
        if unseen:
            side.trace(f"    {side.name}: {place[1]} {place[2]} {name} {there!r} overwritten unseen")
        if not unseen or guarded:
            self._fail(Violation("I2", f"{place} {name}: {there!r} is written over, believed was {believed!r}"))
        return unseen

    def _announced(self, place: Place, verb: str) -> None:
        links = {link.id for link in self._picture.links.values() if link.place == place}
        sends = [one for one in self._picture.intents.values() if one.link in links and one.verb == verb]
        noted = {one.id for one in sends if one.state in OPEN_SENDS}
        self.noted |= noted
        if not noted:
            self._fail(Violation("I9", f"{verb} of {place} without a note of it"))

    def _note_sent(self, side: Side, place: Place, name: str, raw: Any) -> None:
        side.oracle.written.append((place, name))
        for link in self._picture.links.values():
            if link.place == place:
                side.oracle.sent.setdefault((side.id, link.record, name), []).append(raw)

    def _targets(self, side: Side, place: Place, fields: Mapping[str, Any]) -> None:
        for name in REFERENCES & fields.keys():
            for object_name, id in fields[name] or ():
                if (side.id, object_name, id) not in side.oracle.past:
                    self._fail(Violation("I10", f"{place} {name} refers to {object_name} {id}, which never was"))


def alive_part(side: Side, raw: Any) -> list[list[str]]:
    """The references to rows that were always there: a vendor shows others at times, and tells nobody when.

    A reference to a row that was merged into another means that one.
    """
    places = [side.oracle.survivor((side.id, pair[0], pair[1])) for pair in raw or ()]
    steady = {place for place in places if side.oracle.alive(place) and not side.oracle.past[place].gone}
    return sorted([*place[1:]] for place in steady)
