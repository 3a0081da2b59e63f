"""Links in bulk: find them by remote id, by record, by what is to be sent; insert them, rebase them, give them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.store.bases import Bases, pack, unpack
from crmdesk.store.records import chunks
from crmdesk.store.tables import Alias, Dangling, Link, core
from crmdesk.store.unit import Unit

NEW, ACTIVE, GONE, NO_ACCESS, UNLINKED = "new", "active", "gone", "no_access", "unlinked"

_LINK, _ALIAS, _DANGLING = core(Link), core(Alias), core(Dangling)


@dataclass(slots=True)
class LinkState:
    """A link as the engine handles it, with its base unpacked. ``id`` is 0 until it is inserted."""

    id: int
    connection: str
    object: str
    remote_id: str | None
    record: str
    kind: Kind
    state: str = ACTIVE
    version: str | None = None
    seen_hash: bytes | None = None
    bases: Bases = field(default_factory=dict)
    dirty: bool = False

    @property
    def name(self) -> str:
        """The link's name in plans and conflicts."""
        return str(self.id)


def by_remote(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> dict[str, LinkState]:
    """Links of one object by remote id, aliases of given-up ids included."""
    found: dict[str, LinkState] = {}
    where = (_LINK.c.connection == account) & (_LINK.c.object == object_name)
    for chunk in chunks(ids):
        for row in connection.execute(sa.select(_LINK).where(where & _LINK.c.remote_id.in_(chunk))).mappings():
            found[row["remote_id"]] = _state(row)
        missing = [one for one in chunk if one not in found]
        if missing:
            found.update(_by_alias(connection, account, object_name, missing))
    return found


def _by_alias(connection: sa.Connection, account: str, object_name: str, ids: Sequence[str]) -> dict[str, LinkState]:
    joined = _ALIAS.join(_LINK, _LINK.c.id == _ALIAS.c.link)
    where = (_ALIAS.c.connection == account) & (_ALIAS.c.object == object_name) & _ALIAS.c.remote_id.in_(ids)
    rows = connection.execute(sa.select(_LINK, _ALIAS.c.remote_id.label("given_up")).select_from(joined).where(where))
    return {row["given_up"]: _state(row) for row in rows.mappings()}


def by_record(connection: sa.Connection, records: Iterable[str]) -> dict[str, list[LinkState]]:
    """All links of records, by record, in the order they were made."""
    found: dict[str, list[LinkState]] = {}
    for chunk in chunks(records):
        query = sa.select(_LINK).where(_LINK.c.record.in_(chunk)).order_by(_LINK.c.id)
        for row in connection.execute(query).mappings():
            found.setdefault(row["record"], []).append(_state(row))
    return found


def by_id(connection: sa.Connection, ids: Iterable[int]) -> dict[int, LinkState]:
    """Links by their own id."""
    found = {}
    for chunk in chunks(ids):
        for row in connection.execute(sa.select(_LINK).where(_LINK.c.id.in_(chunk))).mappings():
            found[row["id"]] = _state(row)
    return found


def dirty(connection: sa.Connection, account: str, object_name: str, *, after: int, limit: int) -> list[LinkState]:
    """Links of an object with something to send, in order, behind link ``after``."""
    where = (
        (_LINK.c.connection == account) & (_LINK.c.object == object_name) & (_LINK.c.dirty == 1) & (_LINK.c.id > after)
    )
    rows = connection.execute(sa.select(_LINK).where(where).order_by(_LINK.c.id).limit(limit)).mappings()
    return [_state(row) for row in rows]


def count_dirty(connection: sa.Connection, account: str) -> int:
    """How many links of a connection have something to send."""
    where = (_LINK.c.connection == account) & (_LINK.c.dirty == 1)
    return connection.execute(sa.select(sa.func.count()).select_from(_LINK).where(where)).scalar_one()


def remote_ids(connection: sa.Connection, account: str, records: Iterable[str]) -> dict[tuple[str, str], str | None]:
    """Where records live at a connection: (object, record) → remote id, None for a row still to be made."""
    found: dict[tuple[str, str], str | None] = {}
    columns = (_LINK.c.object, _LINK.c.record, _LINK.c.remote_id)
    live = _LINK.c.state.in_((NEW, ACTIVE, NO_ACCESS))
    for chunk in chunks(records):
        where = (_LINK.c.connection == account) & _LINK.c.record.in_(chunk) & live
        for row in connection.execute(sa.select(*columns).where(where)):
            found[row.object, row.record] = row.remote_id
    return found


def records_of(
    connection: sa.Connection, account: str, wanted: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str], str]:
    """Which records stand for rows: ``wanted`` maps objects to remote ids, the answer (object, remote id) to the record."""
    found: dict[tuple[str, str], str] = {}
    for object_name, ids in wanted.items():
        where = (_LINK.c.connection == account) & (_LINK.c.object == object_name)
        for chunk in chunks(sorted(ids)):
            query = sa.select(_LINK.c.remote_id, _LINK.c.record).where(where & _LINK.c.remote_id.in_(chunk))
            found.update(((object_name, row.remote_id), row.record) for row in connection.execute(query))
            # A given-up id stands for its survivor, although the link of the row that is gone still names it.
            aliases = _by_alias(connection, account, object_name, chunk)
            found.update(((object_name, given_up), state.record) for given_up, state in aliases.items())
    return found


def gone_among(connection: sa.Connection, account: str, object_name: str, ids: Iterable[str]) -> set[str]:
    """Which of these rows are known to be gone."""
    found: set[str] = set()
    where = (_LINK.c.connection == account) & (_LINK.c.object == object_name) & (_LINK.c.state == GONE)
    for chunk in chunks(ids):
        found.update(
            connection.execute(sa.select(_LINK.c.remote_id).where(where & _LINK.c.remote_id.in_(chunk))).scalars()
        )
    return found


def of_object(connection: sa.Connection, account: str, object_name: str, *, after: int, limit: int) -> list[LinkState]:
    """Links of an object in order, behind link ``after``."""
    where = (_LINK.c.connection == account) & (_LINK.c.object == object_name) & (_LINK.c.id > after)
    rows = connection.execute(sa.select(_LINK).where(where).order_by(_LINK.c.id).limit(limit)).mappings()
    return [_state(row) for row in rows]


def insert_many(unit: Unit, states: Sequence[LinkState]) -> None:
    """Insert new links; each is given its id."""
    if not states:
        return
    first = unit.connection.execute(sa.select(sa.func.coalesce(sa.func.max(_LINK.c.id), 0))).scalar_one() + 1
    for offset, state in enumerate(states):
        state.id = first + offset
    unit.connection.execute(_LINK.insert(), [{**_row(state), "id": state.id} for state in states])
    if any(state.dirty for state in states):
        unit.touch(pending=True)


def update_many(unit: Unit, states: Sequence[LinkState]) -> None:
    """Write links back whole."""
    if not states:
        return
    columns = [name for name in _row(states[0]) if name != "record"]
    statement = _LINK.update().where(_LINK.c.id == sa.bindparam("_id"))
    statement = statement.values({name: sa.bindparam(name) for name in [*columns, "record"]})
    unit.connection.execute(statement, [{**_row(state), "_id": state.id} for state in states])
    unit.touch(pending=True)


def mark(unit: Unit, ids: Iterable[int], *, dirty: bool) -> None:
    """Note that links have something to send, or nothing any more."""
    for chunk in chunks(ids):
        unit.connection.execute(_LINK.update().where(_LINK.c.id.in_(chunk)).values(dirty=int(dirty)))
        unit.touch(pending=True)


def add_alias(unit: Unit, account: str, object_name: str, remote_id: str, link: int) -> None:
    """Remember that a given-up id now stands for ``link``."""
    row = {"connection": account, "object": object_name, "remote_id": remote_id, "link": link}
    unit.connection.execute(_ALIAS.insert().prefix_with("OR REPLACE"), row)


def note_dangling(unit: Unit, account: str, rows: Iterable[tuple[str, str, int, str]]) -> None:
    """Remember references to rows that no link stands for yet: (object, remote id, link, field)."""
    values = [
        {"connection": account, "object": object_name, "remote_id": remote_id, "link": link, "field": name}
        for object_name, remote_id, link, name in rows
    ]
    if values:
        unit.connection.execute(_DANGLING.insert().prefix_with("OR IGNORE"), values)


def take_dangling(unit: Unit, account: str, object_name: str, ids: Iterable[str]) -> list[tuple[str, int, str]]:
    """The references that waited for these rows, as (remote id, link, field); they are no longer noted."""
    taken: list[tuple[str, int, str]] = []
    for chunk in chunks(ids):
        where = (
            (_DANGLING.c.connection == account) & (_DANGLING.c.object == object_name) & _DANGLING.c.remote_id.in_(chunk)
        )
        rows = unit.connection.execute(sa.select(_DANGLING).where(where)).all()
        if rows:
            taken.extend((row.remote_id, row.link, row.field) for row in rows)
            unit.connection.execute(_DANGLING.delete().where(where))
    return taken


def _row(state: LinkState) -> dict[str, object]:
    return {
        "connection": state.connection,
        "object": state.object,
        "remote_id": state.remote_id,
        "record": state.record,
        "kind": state.kind.value,
        "state": state.state,
        "version": state.version,
        "seen_hash": state.seen_hash,
        "base": pack(state.bases) if state.bases else None,
        "dirty": int(state.dirty),
    }


def _state(row: sa.RowMapping) -> LinkState:
    values = {
        name: row[name]
        for name in ("id", "connection", "object", "remote_id", "record", "state", "version", "seen_hash")
    }
    return LinkState(**values, kind=Kind(row["kind"]), bases=unpack(row["base"]), dirty=bool(row["dirty"]))
