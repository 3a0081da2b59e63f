"""Links in bulk: find them by remote id, by record, by what is to be sent; insert them, rebase them, give them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store import bulk
from crmdesk.store.bases import Bases, pack, text_of, unpack
from crmdesk.store.records import Record, chunks, load_many, survivors
from crmdesk.store.tables import Alias, Dangling, Link, core
from crmdesk.store.unit import Unit

NEW, ACTIVE, GONE, NO_ACCESS, UNLINKED, LOOSE = "new", "active", "gone", "no_access", "unlinked", "loose"
"""A loose row stands at the account, and the row that it adds fields to does not (``parts.py``)."""
KEPT = "kept"
"""The row was deleted there and the record stays here, as was chosen for the account. As gone, but never made anew."""
STATES = frozenset({NEW, ACTIVE, GONE, NO_ACCESS, UNLINKED, LOOSE, KEPT})

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")

_LINK, _ALIAS = core(Link), core(Alias)

# Built once: a pull asks these for every few hundred rows, and putting them together takes longer than their answer.
_BY_REMOTE = sa.select(_LINK).where(bulk.rows_given(_LINK))
_BY_ALIAS = (
    sa.select(_LINK, _ALIAS.c.remote_id.label("given_up"))
    .select_from(_ALIAS.join(_LINK, _LINK.c.id == _ALIAS.c.link))
    .where(bulk.rows_given(_ALIAS) & (_ALIAS.c.gone == sa.bindparam("gone")))
)
_OTHER = _LINK.alias("other")
_BACK = sa.exists().where(
    (_OTHER.c.connection == _ALIAS.c.connection)
    & (_OTHER.c.object == _ALIAS.c.object)
    & (_OTHER.c.remote_id == _ALIAS.c.remote_id)
    & (_OTHER.c.state == ACTIVE)
)
_MADE_ANEW = (
    sa.select(_ALIAS.c.remote_id, _LINK.c.record)
    .select_from(_ALIAS.join(_LINK, _LINK.c.id == _ALIAS.c.link))
    .where(bulk.rows_given(_ALIAS) & (_ALIAS.c.gone == 1) & ~_BACK)
)
_GIVE_UP = (
    _ALIAS.insert()
    .prefix_with("OR IGNORE")
    .from_select(
        ("connection", "object", "remote_id", "link", "gone"),
        sa.select(_LINK.c.connection, _LINK.c.object, _LINK.c.remote_id, _LINK.c.id, sa.literal(1)).where(
            _LINK.c.id.in_(bulk.GIVEN) & _LINK.c.remote_id.is_not(None)
        ),
    )
)
_BY_RECORD = sa.select(_LINK).where(_LINK.c.record.in_(bulk.GIVEN)).order_by(_LINK.c.id)
_BY_ID = sa.select(_LINK).where(_LINK.c.id.in_(bulk.GIVEN))
_RECORDS = sa.select(_LINK.c.remote_id, _LINK.c.record, _LINK.c.state).where(bulk.rows_given(_LINK))
_GONE = sa.union(
    sa.select(_LINK.c.remote_id).where(bulk.rows_given(_LINK) & _LINK.c.state.in_((GONE, KEPT))),
    sa.select(_ALIAS.c.remote_id).where(bulk.rows_given(_ALIAS) & (_ALIAS.c.gone == 1) & ~_BACK),
)
_VERSIONS = sa.select(_LINK.c.remote_id, _LINK.c.version).where(bulk.rows_given(_LINK))
_DIRTY = (
    sa.select(_LINK)
    .where((_LINK.c.connection == sa.bindparam("account")) & (_LINK.c.object == sa.bindparam("object")))
    .where((_LINK.c.dirty == 1) & (_LINK.c.id > sa.bindparam("after")))
    .order_by(_LINK.c.id)
    .limit(sa.bindparam("most"))
)
_LIVE_OF = (
    sa.select(_LINK.c.object, _LINK.c.record, _LINK.c.remote_id)
    .where((_LINK.c.connection == sa.bindparam("account")) & _LINK.c.record.in_(bulk.GIVEN))
    .where(_LINK.c.state.in_((NEW, ACTIVE, NO_ACCESS)))
)
_OF_OBJECT = (
    sa.select(_LINK)
    .where((_LINK.c.connection == sa.bindparam("account")) & (_LINK.c.object == sa.bindparam("object")))
    .where(_LINK.c.id > sa.bindparam("after"))
    .order_by(_LINK.c.id)
    .limit(sa.bindparam("most"))
)
_BASES = (
    sa.select(_LINK.c.id, _LINK.c.base)
    .where(_LINK.c.id > sa.bindparam("after"))
    .order_by(_LINK.c.id)
    .limit(sa.bindparam("most"))
)
_COUNT_ACTIVE = (
    sa.select(_LINK.c.kind, sa.func.count())
    .where((_LINK.c.connection == sa.bindparam("account")) & (_LINK.c.object == sa.bindparam("object")))
    .where(_LINK.c.state == ACTIVE)
    .group_by(_LINK.c.kind)
)
_LAST_ID = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'link'"
"""The greatest number that a link has ever had (SQLite, AUTOINCREMENT)."""
_MARK = _LINK.update().where(_LINK.c.id.in_(bulk.GIVEN)).values(dirty=sa.bindparam("dirty"))
_COUNT_DIRTY = (
    sa.select(sa.func.count())
    .select_from(_LINK)
    .where((_LINK.c.connection == sa.bindparam("account")) & (_LINK.c.dirty == 1))
)


@dataclass(slots=True)
class LinkState:
    """A link as the engine handles it. ``id`` is 0 until it is inserted; ``packed`` is its base as stored (``bases``)."""

    id: int
    connection: str
    object: str
    remote_id: str | None
    record: str
    kind: Kind
    state: str = ACTIVE
    version: str | None = None
    seen_hash: bytes | None = None
    packed: bytes | None = None
    dirty: bool = False
    _bases: Bases | None = field(default=None, init=False, repr=False)

    @property
    def bases(self) -> Bases:
        """The base, unpacked when it is first looked at; what is changed in it is stored with the link."""
        if self._bases is None:
            self._bases = unpack(self.packed)
        return self._bases

    @bases.setter
    def bases(self, bases: Bases) -> None:
        self._bases = bases

    @property
    def base(self) -> bytes | None:
        """The base as it is to be stored."""
        if self._bases is None:
            return self.packed
        return pack(self._bases) if self._bases else None

    @property
    def name(self) -> str:
        """The link's name in plans and conflicts."""
        return str(self.id)

    @property
    def is_gone(self) -> bool:
        """Whether the row was there and is no more."""
        return self.state in (GONE, KEPT)

    @property
    def has_row(self) -> bool:
        """Whether a row stands for the record, also where this access may not see it."""
        return self.state in (ACTIVE, NO_ACCESS)

    @property
    def is_vacant(self) -> bool:
        """Whether nothing is at the account, and may be made there: the row is gone, or never was."""
        return self.state == GONE or (self.state == UNLINKED and self.remote_id is None)

    def wish_anew(self) -> None:
        """The row is gone and wanted again: nothing is agreed on yet with the one that will be made."""
        self.remote_id, self.state, self.bases, self.seen_hash, self.version = None, NEW, {}, None, None


def by_remote(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> dict[str, LinkState]:
    """Links of one object by remote id, aliases of given-up ids included."""
    found: dict[str, LinkState] = {}
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        for row in connection.execute(_BY_REMOTE, asked):
            found[row.remote_id] = _state(row)
        missing = [one for one in chunk if one not in found]
        if missing:
            found.update(by_alias(connection, account, object_name, missing))
    return found


def by_alias(
    connection: sa.Connection, account: str, object_name: str, ids: Sequence[str], *, gone: bool = False
) -> dict[str, LinkState]:
    """The links that given-up ids stand for now, by these; or those whose row of such an id is ``gone``, and is made anew."""
    asked = {"account": account, "object": object_name, "given": bulk.listed(ids), "gone": int(gone)}
    return {row.given_up: _state(row) for row in connection.execute(_BY_ALIAS, asked)}


def by_record(connection: sa.Connection, records: Iterable[str]) -> dict[str, list[LinkState]]:
    """All links of records, by record, in the order they were made."""
    found: dict[str, list[LinkState]] = {}
    for chunk in chunks(records):
        for row in connection.execute(_BY_RECORD, {"given": bulk.listed(chunk)}):
            found.setdefault(row.record, []).append(_state(row))
    return found


def by_id(connection: sa.Connection, ids: Iterable[int]) -> dict[int, LinkState]:
    """Links by their own id."""
    found: dict[int, LinkState] = {}
    for chunk in chunks(ids):
        found.update((row.id, _state(row)) for row in connection.execute(_BY_ID, {"given": bulk.listed(chunk)}))
    return found


def dirty(connection: sa.Connection, account: str, object_name: str, *, after: int, limit: int) -> list[LinkState]:
    """Links of an object with something to send, in order, behind link ``after``."""
    asked = {"account": account, "object": object_name, "after": after, "most": limit}
    return [_state(row) for row in connection.execute(_DIRTY, asked)]


def count_dirty(connection: sa.Connection, account: str) -> int:
    """How many links of a connection have something to send."""
    return connection.execute(_COUNT_DIRTY, {"account": account}).scalar_one()


def count_active(connection: sa.Connection, account: str, object_name: str) -> dict[Kind, int]:
    """How many rows of an object stand for a record, by kind."""
    rows = connection.execute(_COUNT_ACTIVE, {"account": account, "object": object_name})
    return {Kind(kind): count for kind, count in rows}


def count_new(connection: sa.Connection, account: str) -> dict[Kind, int]:
    """How many records have still to be made at an account, by kind; rows that only add fields to others do not count."""
    where = (_LINK.c.connection == account) & (_LINK.c.state == NEW)
    query = sa.select(_LINK.c.kind, sa.func.count(_LINK.c.record.distinct())).where(where).group_by(_LINK.c.kind)
    return {Kind(kind): count for kind, count in connection.execute(query)}


def are_wished(connection: sa.Connection, account: str, object_name: str, *, more_than: int) -> bool:
    """Whether more rows of an object than that have still to be made."""
    some = sa.select(_LINK.c.id).where(
        (_LINK.c.connection == account)
        & (_LINK.c.object == object_name)
        & (_LINK.c.dirty == 1)
        & (_LINK.c.state == NEW)
    )
    return connection.execute(some.offset(more_than).limit(1)).first() is not None


def remote_ids(connection: sa.Connection, account: str, records: Iterable[str]) -> dict[tuple[str, str], str | None]:
    """Where records live at a connection: (object, record) → remote id, None for a row still to be made."""
    found: dict[tuple[str, str], str | None] = {}
    for chunk in chunks(records):
        for row in connection.execute(_LIVE_OF, {"account": account, "given": bulk.listed(chunk)}):
            found[row.object, row.record] = row.remote_id
    return found


def records_of(
    connection: sa.Connection, account: str, wanted: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str], str]:
    """Which records stand for rows: ``wanted`` maps objects to remote ids, the answer (object, remote id) to the record.

    An unlinked row stays with its record when that becomes part of another one; then the other one is meant.
    """
    found: dict[tuple[str, str], str] = {}
    unlinked: set[str] = set()
    for object_name, ids in wanted.items():
        for chunk in chunks(sorted(ids)):
            asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
            rows = connection.execute(_RECORDS, asked).all()
            found.update(((object_name, row.remote_id), row.record) for row in rows)
            unlinked.update(row.record for row in rows if row.state == UNLINKED)
            # A given-up id stands for its survivor, although the link of the row that is gone still names it.
            aliases = by_alias(connection, account, object_name, chunk)
            found.update(((object_name, given_up), state.record) for given_up, state in aliases.items())
    became = survivors(connection, unlinked) if unlinked else {}
    return {pair: became.get(record, record) for pair, record in found.items()}


def made_anew(
    connection: sa.Connection, account: str, wanted: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str], str]:
    """Of these rows (``wanted`` as in ``records_of``), those that were deleted and made anew, or will be, with their records.

    A row that a colleague has taken out of the bin since is not among them: it has a link of its own again.
    """
    found: dict[tuple[str, str], str] = {}
    for object_name, ids in wanted.items():
        for chunk in chunks(sorted(ids)):
            asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
            found.update(((object_name, row.remote_id), row.record) for row in connection.execute(_MADE_ANEW, asked))
    return found


def loose_of(connection: sa.Connection, account: str, records: Iterable[str]) -> dict[str, list[LinkState]]:
    """The loose rows of records at a connection, by record."""
    found: dict[str, list[LinkState]] = {}
    for record, states in by_record(connection, records).items():
        loose = [state for state in states if state.connection == account and state.state == LOOSE]
        if loose:
            found[record] = loose
    return found


def load_records(connection: sa.Connection, states: Iterable[LinkState]) -> dict[str, Record]:
    """The records that links stand for, by id."""
    by_kind: dict[Kind, set[str]] = {}
    for state in states:
        by_kind.setdefault(state.kind, set()).add(state.record)
    found: dict[str, Record] = {}
    for kind, ids in by_kind.items():
        found |= load_many(connection, kind, sorted(ids))
    return found


def gone_among(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Which of these rows are known to be gone, also where another one was made in their place, or will be."""
    asked = ({"account": account, "object": object_name, "given": bulk.listed(chunk)} for chunk in chunks(ids))
    return {id for each in asked for id in connection.execute(_GONE, each).scalars()}


def outdated_among(
    connection: sa.Connection, account: str, object_name: str, versions: Mapping[str, str | None]
) -> set[str]:
    """Which of these rows, given with their versions, are older than what their link saw last.

    Only versions that are moments (UTC text of one length) can be compared; others tell change and nothing else.
    """
    found: set[str] = set()
    moments = {id: version for id, version in versions.items() if version is not None and _MOMENT.fullmatch(version)}
    for chunk in chunks(moments):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        for row in connection.execute(_VERSIONS, asked):
            known = row.version or ""
            if _MOMENT.fullmatch(known) and known > moments[row.remote_id]:
                found.add(row.remote_id)
    return found


def of_object(connection: sa.Connection, account: str, object_name: str, *, after: int, limit: int) -> list[LinkState]:
    """Links of an object in order, behind link ``after``."""
    asked = {"account": account, "object": object_name, "after": after, "most": limit}
    return [_state(row) for row in connection.execute(_OF_OBJECT, asked)]


def with_base_naming(connection: sa.Connection, record: str, *, after: int, limit: int) -> tuple[list[int], int | None]:
    """Which of so many links behind link ``after`` have a base that names a record; and where to go on, None at the end."""
    rows = connection.execute(_BASES, {"after": after, "most": limit}).all()
    found = [row.id for row in rows if row.base is not None and record.encode() in text_of(row.base)]
    return found, rows[-1].id if len(rows) == limit else None


def insert_many(unit: Unit, states: Sequence[LinkState]) -> None:
    """Insert new links; each is given its id."""
    if not states:
        return
    first = unit.connection.exec_driver_sql(_LAST_ID).scalar_one() + 1
    for offset, state in enumerate(states):
        state.id = first + offset
    bulk.insert(unit.connection, "link", ("id", *_COLUMNS), [(state.id, *_row(state)) for state in states])
    if any(state.dirty for state in states):
        unit.touch(pending=True)


def update_many(unit: Unit, states: Sequence[LinkState]) -> None:
    """Write links back whole.

    Where a link has wished its row anew (``LinkState.wish_anew``), the id that it had until now is kept beside it as an alias whose
    row is ``gone``: references may go on naming that row.
    """
    if not states:
        return
    given_up = [state.id for state in states if state.state == NEW and state.remote_id is None]
    for chunk in chunks(given_up):
        unit.connection.execute(_GIVE_UP, {"given": bulk.listed(chunk)})
    unit.connection.exec_driver_sql(_UPDATE, [(*_row(state), state.id) for state in states])
    unit.touch(pending=True)


def delete(unit: Unit, ids: Iterable[int]) -> None:
    """Delete links that no row stands behind, with what refers to them."""
    for chunk in chunks(ids):
        for column in (_ALIAS.c.link, core(Dangling).c.link, _LINK.c.id):
            unit.connection.execute(column.table.delete().where(column.in_(bulk.given(chunk))))
        unit.touch(pending=True)


def mark(unit: Unit, ids: Iterable[int], *, dirty: bool) -> None:
    """Note that links have something to send, or nothing any more."""
    for chunk in chunks(ids):
        unit.connection.execute(_MARK, {"given": bulk.listed(chunk), "dirty": int(dirty)})
        unit.touch(pending=True)


def add_alias(unit: Unit, account: str, object_name: str, remote_id: str, link: int) -> None:
    """Remember that a given-up id now stands for ``link``."""
    row = {"connection": account, "object": object_name, "remote_id": remote_id, "link": link, "gone": 0}
    unit.connection.execute(_ALIAS.insert().prefix_with("OR REPLACE"), row)


def drop_aliases(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> None:
    """Given-up ids stand for nobody else any more: their rows are there again."""
    for chunk in chunks(ids):
        asked = {"account": account, "object": object_name, "given": bulk.listed(chunk)}
        unit.connection.execute(_ALIAS.delete().where(bulk.rows_given(_ALIAS)), asked)


_COLUMNS = (
    "connection",
    "object",
    "remote_id",
    "record",
    "kind",
    "state",
    "version",
    "seen_hash",
    "base",
    "dirty",
)
_UPDATE = f"UPDATE link SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?"  # noqa: S608


def _row(state: LinkState) -> tuple[object, ...]:
    return (
        state.connection,
        state.object,
        state.remote_id,
        state.record,
        state.kind.value,
        state.state,
        state.version,
        state.seen_hash,
        state.base,
        int(state.dirty),
    )


def _state(row: sa.Row[Any]) -> LinkState:
    return LinkState(
        row.id,
        row.connection,
        row.object,
        row.remote_id,
        row.record,
        Kind(row.kind),
        row.state,
        row.version,
        row.seen_hash,
        row.base,
        bool(row.dirty),
    )
