"""What really happened: every version of every row at the accounts, who wrote it, and when the engine last looked.

It is told by the accounts themselves, never by the engine, and knows nothing of links, bases or plans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.kinds import Kind

US, COLLEAGUE = "us", "colleague"
Place = tuple[str, str, str]
"""Connection, object, remote id."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row at an account: fields in the vendor's own comparable form. ``changed_ms`` is the stamp that feeds go by."""

    kind: Kind
    alive: bool
    fields: Mapping[str, Any]
    changed_ms: int
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One value that a field had; ``raw`` is what the account made of it."""

    raw: Any
    by: str
    tick: int


@dataclass(slots=True)
class Past:
    """Everything about one row: the versions of its fields, when it was gone, and who made it."""

    maker: str
    born: int
    versions: dict[str, list[Version]] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    merged_into: str | None = None
    for_good: bool = False

    def by_others(self, name: str) -> list[Any]:
        """What anybody but us ever wrote into a field."""
        return [version.raw for version in self.versions.get(name, ()) if version.by != US]

    def last_foreign(self, name: str) -> int:
        """When somebody else last wrote a field; 0 for never."""
        return max((version.tick for version in self.versions.get(name, ()) if version.by != US), default=0)


class Oracle:
    """The memory of all accounts. Ticks count whatever happens."""

    def __init__(self) -> None:
        self.tick = 0
        self.past: dict[Place, Past] = {}
        self.rows: dict[Place, Row] = {}
        self.looked: dict[Place, int] = {}
        self.sent: dict[tuple[str, str, str], list[Any]] = {}
        """By connection, record and field: what we asked the account to store."""
        self.made: dict[tuple[str, str, str], list[str]] = {}
        """By connection, object and record: the rows that our creations made."""
        self.writes = 0
        self.written: list[tuple[Place, str]] = []
        """The fields that we have just written, whether or not the account holds something else in them now."""

    def observe(self, connection: str, rows: Mapping[tuple[str, str], Row], by: str) -> list[str]:
        """Take in an account as it is now; ``by`` did what is new. Returns what is new, in words."""
        self.tick += 1
        news: list[str] = []
        before = {place: row for place, row in self.rows.items() if place[0] == connection}
        for (object_name, id), row in rows.items():
            place = (connection, object_name, id)
            self._compare(place, before.pop(place, None), row, by, news)
            self.rows[place] = row
        for place, row in before.items():
            self.past[place].for_good = True
            if row.alive:
                self.past[place].gone.append(self.tick)
                news.append(f"{place[1]} {place[2]} gone by {by}")
            self.rows[place] = Row(row.kind, alive=False, fields=row.fields, changed_ms=row.changed_ms)
        if by == US:
            self._confirm()
        return news

    def _confirm(self) -> None:
        """What an account holds after a write of ours is its answer to us, also where it held the same before."""
        for place, name in self.written:
            versions = self.past[place].versions.get(name) if place in self.past else None
            if versions and versions[-1].by != US:
                versions.append(Version(versions[-1].raw, US, self.tick))
        self.written.clear()

    def _compare(self, place: Place, old: Row | None, new: Row, by: str, news: list[str]) -> None:
        if old is None:
            self.past[place] = Past(by, self.tick)
        past = self.past[place]
        for name, raw in new.fields.items():
            known = name in past.versions
            if not known or old is None or old.fields.get(name) != raw:
                past.versions.setdefault(name, []).append(Version(raw, by, self.tick))
                if known or raw is not None:
                    news.append(f"{place[1]} {place[2]} {name} = {raw!r} by {by}")
        if old is not None and old.alive and not new.alive:
            past.gone.append(self.tick)
            news.append(f"{place[1]} {place[2]} gone by {by}" + (f" into {new.merged_into}" if new.merged_into else ""))
        if old is not None and not old.alive and new.alive:
            past.back.append(self.tick)
            news.append(f"{place[1]} {place[2]} back by {by}")
        past.merged_into = None if new.alive else new.merged_into or past.merged_into

    def begin_anew(self, before: str, after: str) -> None:
        """An account is connected under another id: all that it holds is others' work to the connection, which has read nothing."""
        for place in [place for place in self.past if place[0] == before]:
            moved, past = (after, *place[1:]), self.past.pop(place)
            for name, versions in past.versions.items():
                past.versions[name] = [replace(version, by=COLLEAGUE) for version in versions]
            self.past[moved], self.rows[moved] = past, self.rows.pop(place)
            self.looked.pop(place, None)
        self.sent = {key: raws for key, raws in self.sent.items() if key[0] != before}
        self.made = {(after if key[0] == before else key[0], *key[1:]): ids for key, ids in self.made.items()}

    def look(self, connection: str, object_name: str, ids: list[str], tick: int) -> None:
        """Note that the engine read rows, at the latest as they were at ``tick``."""
        for id in ids:
            place = (connection, object_name, id)
            self.looked[place] = max(tick, self.looked.get(place, 0))

    def ever_held(self, place: Place, name: str) -> list[Any]:
        """Every raw value that a field of a row ever had."""
        past = self.past.get(place)
        return [] if past is None else [version.raw for version in past.versions.get(name, ())]

    def ever_gone(self, connection: str) -> bool:
        """Whether any row of an account was gone at some time."""
        return any(past.gone for place, past in self.past.items() if place[0] == connection)

    def survivor(self, place: Place) -> Place:
        """The row that a row has become part of, or the row itself."""
        while place in self.past and self.past[place].merged_into is not None:
            place = (*place[:2], self.past[place].merged_into or "")
        return place

    def alive(self, place: Place) -> bool:
        """Whether a row is there now."""
        row = self.rows.get(place)
        return row is not None and row.alive
