"""The vendor's side of ``memory``: rows, a clock, a colleague's hands, and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import OutcomeUnknown, Unreachable
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers import codecs
from crmdesk.providers.base import Absence, Codec, Raw
from crmdesk.providers.slots import Emails, Phones

OBJECTS: Mapping[str, tuple[Kind, ...]] = {
    "users": (Kind.USER,),
    "companies": (Kind.COMPANY,),
    "people": (Kind.LEAD, Kind.CONTACT),
    "deals": (Kind.DEAL,),
    "activities": (Kind.ACTIVITY,),
    "notes": (Kind.NOTE,),
}
"""The vendor's objects and the kinds that their rows may be."""

CODECS: Mapping[FieldType, Codec] = {
    FieldType.TEXT: codecs.Text(),
    FieldType.LONG_TEXT: codecs.LongText(),
    FieldType.INTEGER: codecs.Integer(),
    FieldType.DECIMAL: codecs.Number(),
    FieldType.MONEY: codecs.Money("EUR"),
    FieldType.BOOLEAN: codecs.Boolean(),
    FieldType.DATE: codecs.Day(),
    FieldType.DATETIME: codecs.Moment(),
    FieldType.CHOICE: codecs.Choice(),
    FieldType.TAGS: codecs.Tags(),
    FieldType.EMAILS: Emails("email", "more_emails"),
    FieldType.PHONES: Phones((("phone", "phone"), ("mobile", "mobile"))),
    FieldType.REFERENCE: codecs.References(),
    FieldType.REFERENCES: codecs.References(),
    FieldType.CONSENT: codecs.Consent(),
}
"""How this vendor writes values of each type."""

REFUSED_TEXT = "refuse this"
"""A value that this vendor's validation does not accept."""

US = "crmdesk"
"""Who the vendor says wrote what came through its API."""

MOST_CHARACTERS = 10
"""What a truncating vendor keeps of a text."""

WRITES = frozenset({"create", "update", "delete"})


class Rewriting(StrEnum):
    """What the vendor makes of a text it stores."""

    NONE = "none"
    UPPER = "upper"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How this vendor differs from others.

    ``keyed``: rows carry crmdesk's key. ``guarded``: updates may name the version they are meant for.
    ``lists_deletions``: feeds tell of deleted rows. ``index_lag_ms``: how long a change stays invisible to feeds, and a new
    row to ``find``. ``batch``: the most items in one write. ``page``: rows on a page. ``histories``: ``Capabilities.histories``.
    """

    rewriting: Rewriting = Rewriting.NONE
    keyed: bool = True
    guarded: bool = False
    lists_deletions: bool = True
    index_lag_ms: int = 0
    batch: int = 100
    page: int = 100
    histories: int = 100


class Mishap(StrEnum):
    """What goes wrong with one call."""

    OFFLINE = "offline"
    """Nothing was sent."""
    LOST_BEFORE = "lost_before"
    """It was sent and no answer came; nothing was done."""
    LOST_AFTER = "lost_after"
    """It was done, and no answer came."""
    REFUSED = "refused"
    """Every item of a write is refused."""


@dataclass(slots=True)
class Row:
    """One row. ``stamps`` tell per field when and by whom it was written; ``gone`` why the row is no longer there.

    ``past`` is what each field held, oldest first, with the same stamps; what changes nothing is not noted.
    """

    id: str
    kind: Kind
    made_ms: int
    maker: str
    changed_ms: int = 0
    version: int = 0
    fields: dict[str, Raw] = field(default_factory=dict)
    stamps: dict[str, tuple[int, str]] = field(default_factory=dict)
    past: dict[str, list[tuple[Raw, int, str]]] = field(default_factory=dict)
    key: str | None = None
    merged: tuple[str, ...] = ()
    gone: Absence | None = None

    def addresses(self) -> set[str]:
        """The canonical addresses and numbers that a search finds it by."""
        specs = (CATALOGUE[self.kind].get(name) for name in ("emails", "phones"))
        lists = (CODECS[spec.type].decode(self.fields.get(spec.name)) or [] for spec in specs if spec is not None)
        return {item["value"] for items in lists for item in items}

    def named(self, name: str) -> bool:
        """Whether all words of its name are in ``name``, which may have more (a salutation)."""
        parts = (self.fields.get(part) for part in ("first_name", "last_name", "name", "subject", "body"))
        words = set(" ".join(filter(None, parts)).casefold().split())
        return bool(words) and words <= set(name.casefold().split())


class MemoryAccount:
    """One account. ``now_ms`` is its clock; ``mishaps`` are (verb, what), each met once, the first first."""

    def __init__(self, now_ms: Callable[[], int], behaviour: Behaviour | None = None) -> None:
        self.now_ms = now_ms
        self.behaviour = behaviour or Behaviour()
        self.rows: dict[str, dict[str, Row]] = {name: {} for name in OBJECTS}
        self.keys: dict[str, Row] = {}
        self.mishaps: list[tuple[str, Mishap]] = []
        self._last_id = 0

    def edit(
        self, name: str, id: str | None, fields: Mapping[str, Raw], *, kind: Kind | None = None, by: str = "colleague"
    ) -> str:
        """Make a row (without an id) or change one, and give its id. ``kind`` is needed where an object has several."""
        if id is None:
            self._last_id += 1
            id = str(self._last_id)
            self.rows[name][id] = Row(id, kind or OBJECTS[name][0], self.now_ms(), by)
        row = self.rows[name][id]
        row.kind = kind or row.kind
        row.changed_ms, row.version = self.now_ms(), row.version + 1
        stored = {field: self._stored(row.kind, field, raw) for field, raw in fields.items()}
        for each, raw in stored.items():
            if each not in row.fields or row.fields[each] != raw:
                row.past.setdefault(each, []).append((raw, row.changed_ms, by))
        row.fields |= stored
        row.stamps |= dict.fromkeys(fields, (row.changed_ms, by))
        return id

    def delete(self, name: str, id: str, *, merged_into: str | None = None) -> None:
        """Delete a row; that it was there stays known."""
        row = self.rows[name][id]
        if row.gone is None:
            row.changed_ms, row.version = self.now_ms(), row.version + 1
            row.gone = Absence(name, id, merged_into=merged_into, at=codecs.moment(str(row.changed_ms)))
            self.keys.pop(row.key or "", None)

    def merge(self, name: str, winner: str, loser: str) -> str:
        """Merge two rows: the winner's values count where both have one. The id of the survivor."""
        first, second = self.rows[name][winner], self.rows[name][loser]
        added = {field: raw for field, raw in second.fields.items() if first.fields.get(field) is None}
        self.delete(name, loser, merged_into=winner)
        first.merged += (loser, *second.merged)
        return self.edit(name, winner, added)

    def visible(self, name: str) -> list[Row]:
        """The rows whose last change feeds know of by now."""
        seen_ms = self.now_ms() - self.behaviour.index_lag_ms
        return [row for row in self.rows[name].values() if row.changed_ms <= seen_ms]

    def indexed(self, name: str) -> list[Row]:
        """The rows that ``find`` knows of by now: an index keeps what it had of a row until it learns of the next change."""
        seen_ms = self.now_ms() - self.behaviour.index_lag_ms
        return [row for row in self.rows[name].values() if row.made_ms <= seen_ms]

    def meet(self, verb: str) -> Mishap | None:
        """What goes wrong with the present call. Raises for what ends it; a write answers item by item instead."""
        at = next((index for index, (wanted, _) in enumerate(self.mishaps) if wanted == verb), None)
        found = None if at is None else self.mishaps.pop(at)[1]
        if found is Mishap.OFFLINE:
            raise Unreachable("unreachable", host="memory")
        if found is not None and verb not in WRITES:
            raise OutcomeUnknown("no_answer", endpoint=verb)
        return found

    def _stored(self, kind: Kind, field: str, raw: Raw) -> Raw:
        """What the vendor makes of a value."""
        rewriting = self.behaviour.rewriting
        if not isinstance(raw, str) or CATALOGUE[kind][field].type not in {FieldType.TEXT, FieldType.LONG_TEXT}:
            return raw
        return {"upper": raw.upper(), "truncate": raw[:MOST_CHARACTERS]}.get(rewriting.value, raw)
