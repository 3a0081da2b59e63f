"""The database as it was at the last commit, read by SQL, and what the newest commit changed of it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any

import orjson

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store.columns import to_fields
from crmdesk.store.sweeps import DIFFERS

KINDS = {kind.value: kind for kind in Kind if kind in RECORD_KINDS}
OPEN_SENDS = ("sending", "uncertain")
MINE = frozenset({"user", "undo", "redo", "decision"})
"""The causes by which a person worked on a record here."""
Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``custom`` are values that its present kind has no field for."""

    id: str
    kind: Kind
    life: str
    merged_into: str | None
    fields: dict[str, Value]
    custom: dict[str, Value]

    def value(self, name: str) -> Value:
        """What it holds in a field, of whatever kind."""
        return self.fields[name] if name in self.fields else self.custom.get(name)


@dataclass(frozen=True, slots=True)
class Link:
    """One link with its base unpacked."""

    id: int
    connection: str
    object: str
    remote_id: str | None
    record: str
    kind: Kind
    state: str
    dirty: bool
    bases: dict[str, Pair]

    @property
    def place(self) -> tuple[str, str, str]:
        """The row it stands for; a row still to be made has no id."""
        return (self.connection, self.object, self.remote_id or "")


@dataclass(frozen=True, slots=True)
class Intent:
    """One send."""

    id: int
    connection: str
    link: int
    record: str
    verb: str
    state: str
    fields: dict[str, Pair]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question. ``shown`` are the vendors' forms of what accounts hold, by link."""

    id: str
    record: str
    field: str
    why: str
    state: str
    shown: dict[int, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger."""

    seq: int
    record: str
    kind: str
    field: str | None
    old: Value
    new: Value
    cause: str
    event: str | None
    connection: str | None


@dataclass(slots=True)
class Change:
    """What one commit did: the keys of the rows it touched by table, how they were before, and its ledger rows."""

    touched: dict[str, list[str]] = field(default_factory=dict)
    records: dict[str, Record | None] = field(default_factory=dict)
    links: dict[int, Link | None] = field(default_factory=dict)
    intents: dict[int, Intent | None] = field(default_factory=dict)
    conflicts: dict[str, Conflict | None] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class Picture:
    """Everything the checks ask about."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.links: dict[int, Link] = {}
        self.intents: dict[int, Intent] = {}
        self.conflicts: dict[str, Conflict] = {}
        self.cursors: dict[str, Any] = {}
        self.inbox: set[str] = set()
        self.doubted: set[str] = set()
        """Rows that are asked for at the end of a run, whatever the feeds have read; as of the last commit of a cursor."""
        self.ledger: list[Entry] = []
        self._seen = 0
        self._seq = 0

    def reopened(self) -> None:
        """The table of touched rows is a new one."""
        self._seen = 0

    def recall(self, cursor: Any) -> None:
        """Take in the whole database anew, over a plain cursor: the last commits are lost."""
        execute = cursor.execute
        self.records, self.ledger = {}, [_entry(row) for row in execute("SELECT * FROM history ORDER BY seq")]
        self._seq = self.ledger[-1].seq if self.ledger else 0
        for name in KINDS:
            for row in execute(f"SELECT id FROM {name}").fetchall():  # noqa: S608 - names of kinds
                self._load_record(execute, row["id"])
        self.links = {row["id"]: _link(row) for row in execute("SELECT * FROM link") if row["kind"] in KINDS}
        self.intents = {row.id: row for row in map(_intent, execute("SELECT * FROM intent"))}
        self.conflicts = {row.id: row for row in map(_conflict, execute("SELECT * FROM conflict"))}
        self._load_reading(execute, Change({"cursor": [], "inbox": []}))

    def look(self, cursor: Any) -> Change:
        """Take in what the newest commit changed, over a plain cursor."""
        execute = cursor.execute
        change = Change()
        for seq, what, key in execute("SELECT seq, what, row FROM touched WHERE seq > ?", (self._seen,)).fetchall():
            self._seen = seq
            keys = change.touched.setdefault(what, [])
            if key not in keys:
                keys.append(key)
        changed = [key for what in KINDS for key in change.touched.get(what, ())]
        for record in dict.fromkeys(changed):
            change.records[record] = self.records.pop(record, None)
            self._load_record(execute, record)
        for key in change.touched.get("link", ()):
            change.links[int(key)] = self.links.pop(int(key), None)
            rows = execute("SELECT * FROM link WHERE id = ?", (key,))
            self.links |= {row["id"]: _link(row) for row in rows if row["kind"] in KINDS}
        for key in change.touched.get("intent", ()):
            change.intents[int(key)] = self.intents.pop(int(key), None)
            self.intents |= {row.id: row for row in map(_intent, execute("SELECT * FROM intent WHERE id = ?", (key,)))}
        for key in change.touched.get("conflict", ()):
            change.conflicts[key] = self.conflicts.pop(key, None)
            rows = execute("SELECT * FROM conflict WHERE id = ?", (key,))
            self.conflicts |= {row.id: row for row in map(_conflict, rows)}
        self._load_reading(execute, change)
        if change.touched:
            rows = execute("SELECT * FROM history WHERE seq > ? ORDER BY seq", (self._seq,))
            change.entries = [_entry(row) for row in rows]
            self.ledger += change.entries
            self._seq = self.ledger[-1].seq if self.ledger else 0
        return change

    def _load_record(self, execute: Any, id: str) -> None:
        for name, kind in KINDS.items():
            row = execute(f"SELECT * FROM {name} WHERE id = ?", (id,)).fetchone()  # noqa: S608 - names of kinds
            if row is not None:
                custom = orjson.loads(row["custom"]) if row["custom"] else {}
                self.records[id] = Record(id, kind, row["life"], row["merged_into"], to_fields(kind, row), custom)
                return

    def _load_reading(self, execute: Any, change: Change) -> None:
        if "cursor" in change.touched:
            rows = execute("SELECT connection || ' ' || feed AS key, cursor FROM cursor")
            self.cursors = {row["key"]: orjson.loads(row["cursor"]) for row in rows}
            rows = execute(
                "SELECT connection || ' ' || object || ' ' || remote_id AS key FROM sweep WHERE state = ?", (DIFFERS,)
            )
            self.doubted = {row["key"] for row in rows}
        if "inbox" in change.touched:
            rows = execute("SELECT connection || ' ' || object || ' ' || remote_id AS key FROM inbox")
            self.inbox = {row["key"] for row in rows}

    # -- looking things up --------------------------------------------------------------------------------------------

    def of_record(self, record: str) -> list[Link]:
        """The links of a record."""
        return [link for link in self.links.values() if link.record == record]

    def open_conflicts(self, record: str) -> dict[str, Conflict]:
        """The open questions about a record, by field."""
        return {one.field: one for one in self.conflicts.values() if one.record == record and one.state == "open"}

    def open_intent(self, link: int) -> Intent | None:
        """The send of a link that is not done."""
        return next((one for one in self.intents.values() if one.link == link and one.state != "done"), None)

    def given_up_at(self, record: str) -> int:
        """Where in the ledger a person here deleted a record and has done nothing to it as a whole since; 0 where nobody has."""
        acts = [one for one in self.ledger if one.record == record and one.cause in MINE and one.event is not None]
        return acts[-1].seq if acts and acts[-1].event == "deleted" else 0

    def live(self, *kinds: Kind) -> list[str]:
        """Ids of the records that are there, in order."""
        return sorted(
            one.id for one in self.records.values() if one.life == "live" and (not kinds or one.kind in kinds)
        )

    def trash(self) -> list[str]:
        """Ids of the records in the trash, in order."""
        return sorted(one.id for one in self.records.values() if one.life == "trash")


def field_type(kind: str, name: str) -> Any:
    """The type of a field by the name of the kind that a ledger row is about; a convert may have come between."""
    for each in (Kind(kind), *CATALOGUE):
        if name in CATALOGUE[each]:
            return CATALOGUE[each][name].type
    raise KeyError(name)


def _load(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)


def _link(row: Any) -> Link:
    return Link(
        row["id"], row["connection"], row["object"], row["remote_id"], row["record"], Kind(row["kind"]), row["state"],
        bool(row["dirty"]), _bases(row["base"]),
    )  # fmt: skip


def _bases(packed: bytes | None) -> dict[str, Pair]:
    if packed is None:
        return {}
    text = packed if packed[:1] == b"{" else zlib.decompress(packed)
    return {name: ((entry[0], entry[-1]) if entry else (None, None)) for name, entry in orjson.loads(text).items()}


def _intent(row: Any) -> Intent:
    fields = {name: (pair[0], pair[1]) for name, pair in orjson.loads(row["fields"]).items()}
    return Intent(row["id"], row["connection"], row["link"], row["record"], row["verb"], row["state"], fields)


def _conflict(row: Any) -> Conflict:
    shown = {int(one["link"]): one["raw"] for one in orjson.loads(row["accounts"])}
    return Conflict(row["id"], row["record"], row["field"], row["why"], row["state"], shown)


def _entry(row: Any) -> Entry:
    return Entry(
        row["seq"], row["record"], row["kind"], row["field"], _load(row["old"]), _load(row["new"]), row["cause"],
        row["event"], row["connection"],
    )  # fmt: skip
