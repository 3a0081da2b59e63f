"""How the checks read an account: what a raw value means here, and which rows ever stood for a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from tests.sim.moments import alive_part
from tests.sim.oracle import Oracle, Place
from tests.sim.picture import Change, Link, Picture
from tests.sim.side import FIELDS, REFERENCES, Side


class Reading:
    """Picture and oracle side by side."""

    def __init__(self, picture: Picture, oracle: Oracle, sides: Mapping[str, Side]) -> None:
        self.picture = picture
        self.oracle = oracle
        self.sides = sides
        self._places: dict[tuple[str, str], set[Place]] = {}
        self._records: dict[Place, str] = {}

    def take(self, change: Change) -> None:
        """Remember which rows stand for which records; what once was so stays known."""
        for id in change.links:
            link = self.picture.links.get(id)
            if link is not None and link.remote_id is not None:
                self._places.setdefault((link.connection, link.record), set()).add(link.place)
                self._records[link.place] = link.record

    def forget_lost(self) -> None:
        """Commits are lost: rows stand for no record that was not there before them."""
        known = self.picture.records
        self._places = {key: places for key, places in self._places.items() if key[1] in known}
        self._records = {place: record for place, record in self._records.items() if record in known}

    def forget_account(self, connection: str) -> None:
        """An account is disconnected: its rows stand for nobody any more."""
        self._places = {key: places for key, places in self._places.items() if key[0] != connection}
        self._records = {place: record for place, record in self._records.items() if place[0] != connection}

    def places(self, connection: str, record: str) -> list[Place]:
        """Every row of an account that ever stood for a record, and what was merged into it."""
        return sorted(self._places.get((connection, record), ()))

    def was_gone(self, place: Place) -> bool:
        """Whether a row was gone at any time; one that nobody ever saw counts as gone."""
        past = self.oracle.past.get(place)
        return past is None or bool(past.gone)

    def may_be_gone(self, place: Place) -> bool:
        """Whether the engine may take a row for gone: it is, or the engine has not looked at it since it is back."""
        if not self.oracle.alive(place):
            return True
        return self.was_gone(place) and self.oracle.looked.get(place, 0) < self.oracle.past[place].back[-1]

    def value(self, side: Side, object_name: str, kind: Kind, name: str, raw: Any) -> Value:
        """What a raw value means here."""
        if name in REFERENCES:
            targets = [self._records.get((side.id, each, id)) for each, id in raw or ()]
            found = sorted({one for one in targets if one is not None})
            return (found[0] if found else None) if name == "company" else (found or None)
        rules = [side.rule(object_name, each, name) for each in (kind, *Kind)]
        rule = next((one for one in rules if one is not None), None)
        return raw if rule is None else rule.codec.decode(raw)

    def held(self, connection: str, record: str, kind: Kind, name: str) -> list[Value]:
        """Everything that an account ever held, or was given, for a field of a record."""
        side = self.sides[connection]
        found = [
            self.value(side, place[1], kind, name, raw)
            for place in self.places(connection, record)
            for raw in self.oracle.ever_held(place, name)
        ]
        objects = sorted(set(side.objects.values()))
        object_name = side.objects.get(kind, objects[0])
        given = self.oracle.sent.get((connection, record, name), ())
        return found + [self.value(side, object_name, kind, name, raw) for raw in given]

    def behind(self, side: Side, object_name: str, before_ms: float, *, references: bool) -> list[str]:
        """Rows last changed before a moment of which the database knows nothing, or something else."""
        links = {link.place: link for link in self.picture.links.values() if link.connection == side.id}
        found = []
        read_anyway = self.picture.inbox | self.picture.doubted
        for place, row in self.oracle.rows.items():
            if place[:2] != (side.id, object_name) or not row.alive or row.changed_ms >= before_ms:
                continue
            if " ".join(place) in read_anyway or side.veils(place):
                continue
            link = links.get(place)
            if link is None:
                if not self._may_lack_a_link(side, place):
                    found.append(f"{object_name} {place[2]} is not known")
                continue
            found += [f"{object_name} {place[2]} {text}" for text in self.unread(side, link, references=references)]
        return found

    def _may_lack_a_link(self, side: Side, place: Place) -> bool:
        """A row of ours whose making is still in doubt, or one that was made twice and told so."""
        made = [key for key, ids in self.oracle.made.items() if key[:2] == place[:2] and place[2] in ids]
        sends = {one.record for one in self.picture.intents.values() if one.state != "done" and one.verb == "create"}
        return any(key[2] in sends for key in made) or (bool(made) and not side.keyed)

    def unread(self, side: Side, link: Link, *, references: bool) -> list[str]:
        """Fields of a row that differ from what its link believes, and that nobody is asked about."""
        record = self.picture.records.get(link.record)
        conflicts = self.picture.open_conflicts(link.record)
        if record is None or record.life != "live" or link.state != "active" or "*exists*" in conflicts:
            return []
        if self.picture.open_intent(link.id) is not None:
            return []
        found = []
        row = self.oracle.rows[link.place]
        for name in FIELDS[row.kind]:
            if name not in link.bases or name not in row.fields or (name in REFERENCES and not references):
                continue
            if side.blind(name):
                continue  # nobody can read it at present
            there, believed = row.fields[name], link.bases[name][1]
            if name in REFERENCES:
                there, believed = alive_part(side, there), alive_part(side, believed)
            if there == believed:
                continue
            asked = conflicts.get(name)
            if asked is not None and link.id in asked.shown:
                # A person who is asked is shown what is there now.
                shown = asked.shown[link.id]
                believed = alive_part(side, shown) if name in REFERENCES else shown
            if there == believed:
                continue
            found.append(f"{name}: {there!r} there, {believed!r} believed")
        return found
