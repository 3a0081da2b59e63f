"""A vendor in memory: the smallest provider, and the one that tests of the engine run against.

Its objects hold every field of the catalogue. ``memory_account`` is the vendor's side.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.errors import OutcomeUnknown, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType
from crmdesk.providers import codecs
from crmdesk.providers.base import (
    Absence,
    Capabilities,
    Create,
    Cursor,
    Done,
    Feed,
    FieldRule,
    Needle,
    ObjectSpec,
    Outcome,
    Page,
    Refused,
    RemoteRecord,
    Stamp,
    Unknown,
    Update,
)
from crmdesk.providers.histories import Version, Versions
from crmdesk.providers.memory_account import CODECS, OBJECTS, REFUSED_TEXT, US, MemoryAccount, Mishap, Row

T = TypeVar("T")

DAILY_S = 86_400
ALL = ":all"

SPREAD = {FieldType.EMAILS: ("email", "more_emails"), FieldType.PHONES: ("phone", "mobile")}


class MemoryProvider:
    """One account as the engine uses it (``base.Provider``)."""

    vendor = "memory"

    def __init__(self, account: MemoryAccount) -> None:
        behaviour = account.behaviour
        self._account = account
        self.capabilities = Capabilities(
            batch=behaviour.batch,
            guarded=behaviour.guarded,
            index_lag_s=behaviour.index_lag_ms / 1000,
            authorship=True,
            histories=behaviour.histories,
        )

    def objects(self) -> Sequence[ObjectSpec]:
        """All of them."""
        return [_spec(name, keyed=self._account.behaviour.keyed) for name in OBJECTS]

    def feeds(self) -> Sequence[Feed]:
        """One for each object; it tells of deletions too, where this vendor lists them. All ids daily."""
        swept = [name for name in OBJECTS if name != "users"]
        return [
            *(Feed(name, name) for name in OBJECTS),
            *(Feed(name + ALL, name, DAILY_S, whole=True) for name in swept),
        ]

    def past_writes(self, feed: Feed, cursor: Cursor) -> Cursor:
        """The cursor as it is: it keeps nothing of what rows hold."""
        return cursor

    async def pull(self, feed: Feed, cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """Rows in the order of their changes. The cursor is the time reached, which is read again next time."""
        self._account.meet("pull")
        if feed.whole:
            for page in self._listed(feed.object, (cursor or {}).get("after", "")):
                yield page
            return
        since, size = (cursor or {"since_ms": 0})["since_ms"], self._account.behaviour.page
        rows = [row for row in self._account.visible(feed.object) if row.changed_ms >= since]
        rows.sort(key=lambda row: (row.changed_ms, row.id))
        for start in range(0, max(len(rows), 1), size):
            part = rows[start : start + size]
            told = [row.gone for row in part if row.gone is not None and self._account.behaviour.lists_deletions]
            yield Page(
                records=[_record(feed.object, row) for row in part if row.gone is None],
                cursor={"since_ms": part[-1].changed_ms if part else since},
                last=start + size >= len(rows),
                absences=[absence for absence in told if absence.merged_into is None],
                total=len(rows),
            )

    def _listed(self, object_name: str, after: str) -> Iterator[Page]:
        """The rows that are there, in the order of their ids."""
        size = self._account.behaviour.page
        rows = [row for row in self._account.visible(object_name) if row.gone is None and row.id > after]
        rows.sort(key=lambda row: row.id)
        for start in range(0, max(len(rows), 1), size):
            part, last = rows[start : start + size], start + size >= len(rows)
            listed = {row.id: str(row.version) for row in part}
            yield Page((), {} if last else {"after": part[-1].id}, last=last, listed=listed)

    async def fetch(self, object_name: str, ids: Sequence[str]) -> Mapping[str, RemoteRecord | Absence]:
        """The rows as they are now, whatever the index knows."""
        self._account.meet("fetch")
        rows = self._account.rows[object_name]
        return {id: _present(object_name, rows[id]) if id in rows else Absence(object_name, id) for id in ids}

    async def find(self, object_name: str, kind: Kind, needle: Needle) -> Sequence[RemoteRecord]:
        """Rows with one of the addresses or numbers, or with the name."""
        self._account.meet("find")
        wanted = {*needle.emails, *needle.phones}
        rows = [row for row in self._account.indexed(object_name) if row.gone is None and row.kind is kind]
        return [_record(object_name, row) for row in rows if wanted & row.addresses() or row.named(needle.name)]

    async def made_since(self, object_name: str, kind: Kind, since: str) -> Sequence[RemoteRecord]:
        """The rows that the index knows of by now."""
        self._account.meet("made_since")
        rows = [row for row in self._account.indexed(object_name) if row.gone is None and row.kind is kind]
        return [
            record
            for row in rows
            if (record := _record(object_name, row)).created_at is not None and record.created_at >= since
        ]

    async def create(self, object_name: str, items: Sequence[Create]) -> Sequence[Outcome]:
        """Make rows; a key that is known gives the row that was made with it, and writes over it as vendors do."""

        def make(item: Create) -> Row:
            known = self._account.keys.get(item.key)
            if known is not None and item.repeated:
                return known
            _check(item.fields)
            if known is not None:
                self._account.edit(object_name, known.id, item.fields, by=US)
                return known
            id = self._account.edit(object_name, None, item.fields, kind=item.kind, by=US)
            row = self._account.rows[object_name][id]
            if self._account.behaviour.keyed:
                row.key = item.key
                self._account.keys[item.key] = row
            return row

        return self._write("create", object_name, items, make)

    async def update(self, object_name: str, items: Sequence[Update]) -> Sequence[Outcome]:
        """Change fields; with a guard only where the row still is of the version that is believed."""

        def change(item: Update) -> Row:
            row = self._account.rows[object_name].get(item.id)
            if row is None or row.gone is not None:
                raise RecordRefused("row_not_there", vendor_words="No such row.")
            if self._account.behaviour.guarded and item.version not in {None, str(row.version)}:
                raise RecordRefused("changed_meanwhile", vendor_words="The row has another version.")
            _check(item.fields)
            self._account.edit(object_name, item.id, item.fields, by=US)
            return row

        return self._write("update", object_name, items, change)

    async def delete(self, object_name: str, ids: Sequence[str]) -> Sequence[Outcome]:
        """Delete rows; one that is not there is no error."""

        def drop(id: str) -> None:
            if id in self._account.rows[object_name]:
                self._account.delete(object_name, id)

        return self._write("delete", object_name, ids, drop)

    async def authorship(
        self, object_name: str, wanted: Mapping[str, Sequence[str]]
    ) -> Mapping[tuple[str, str], Stamp]:
        """Who wrote which value."""
        self._account.meet("authorship")
        rows = self._account.rows[object_name]
        written = {(id, name): rows[id].stamps.get(name) for id in wanted if id in rows for name in wanted[id]}
        return {
            place: Stamp(codecs.moment(str(stamp[0])), stamp[1], ours=stamp[1] == US)
            for place, stamp in written.items()
            if stamp is not None
        }

    async def versions(self, object_name: str, wanted: Mapping[str, Sequence[str]], *, named: bool = False) -> Versions:
        """What was written, newest first; before that every field was blank."""
        self._account.meet("versions")
        rows = self._account.rows[object_name]
        kept = {(id, name): rows[id] for id in wanted if id in rows for name in wanted[id]}
        return {place: _versions(row, place[1]) for place, row in kept.items()} if self.capabilities.histories else {}

    def _write(self, verb: str, name: str, items: Sequence[T], act: Callable[[T], Row | None]) -> list[Outcome]:
        """Carry out a write item by item: one that is refused leaves the others alone."""
        mishap = self._account.meet(verb)
        if mishap is Mishap.LOST_BEFORE:
            return [Unknown(OutcomeUnknown("no_answer", endpoint=verb)) for _ in items]
        outcomes: list[Outcome] = []
        for item in items:
            try:
                if mishap is Mishap.REFUSED:
                    raise RecordRefused("record_refused", vendor_words="Not today.")
                row = act(item)
                outcomes.append(Done(None if row is None else _record(name, row)))
            except RecordRefused as error:
                outcomes.append(Refused(error))
        if mishap is Mishap.LOST_AFTER:
            return [Unknown(OutcomeUnknown("no_answer", endpoint=verb)) for _ in items]
        return outcomes


def _spec(name: str, *, keyed: bool) -> ObjectSpec:
    writable = name != "users"
    mapping = {
        kind: {
            spec.name: FieldRule(spec.name, SPREAD.get(spec.type, (spec.name,)), CODECS[spec.type], writable)
            for spec in CATALOGUE[kind].values()
            if not spec.read_only
        }
        for kind in OBJECTS[name]
    }
    creates = frozenset(OBJECTS[name] if writable else ())
    return ObjectSpec(name, mapping, creates, keyed=keyed and writable, writable=writable)


def _record(name: str, row: Row) -> RemoteRecord:
    """The row as it is read: every field of its kind is listed, blank where nothing was written."""
    specs = (spec for spec in CATALOGUE[row.kind].values() if not spec.read_only)
    fields = {spec.name: CODECS[spec.type].canon(row.fields.get(spec.name)) for spec in specs}
    made, changed = codecs.moment(str(row.made_ms)), codecs.moment(str(row.changed_ms))
    version, ours = str(row.version), row.maker == US
    return RemoteRecord(name, row.id, row.kind, fields, version, made, changed, row.key, row.merged, ours=ours)


def _versions(row: Row, name: str) -> list[Version]:
    codec = CODECS[CATALOGUE[row.kind][name].type]
    written = [
        Version(codec.canon(raw), codecs.moment(str(at_ms)), by, by == US) for raw, at_ms, by in row.past.get(name, ())
    ]
    return [*reversed(written), Version(None)]


def _present(name: str, row: Row) -> RemoteRecord | Absence:
    return row.gone or _record(name, row)


def _check(fields: Mapping[str, object]) -> None:
    """This vendor's validation."""
    for name, raw in fields.items():
        if raw == REFUSED_TEXT:
            raise RecordRefused("value_refused", vendor_words=f"{raw!r} is not accepted.", remote_field=name)
