"""Connections and their sealed secrets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.deletions import Deletions, Version, versions_of
from crmdesk.domain.errors import CrmdeskError, InvalidInput, error_json
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import Kind
from crmdesk.store import traits
from crmdesk.store.columns import dump, dump_in_order, load
from crmdesk.store.indexing import RUN_LEASE
from crmdesk.store.mapping_tables import FieldMapping
from crmdesk.store.tables import Connection as ConnectionTable
from crmdesk.store.tables import Lease, Secret, core
from crmdesk.store.unit import Unit

_CONNECTION, _LEASE, _SECRET, _MAPPING = core(ConnectionTable), core(Lease), core(Secret), core(FieldMapping)

_IN_FORCE = (
    sa.select(_MAPPING.c.rules)
    .where(_MAPPING.c.connection == _CONNECTION.c.id)
    .order_by(_MAPPING.c.version.desc())
    .limit(1)
    .scalar_subquery()
    .label("mapping")
)

# Built once: every run asks these again and again.
_WHOLE = sa.select(_CONNECTION, _IN_FORCE)
_ALL = _WHOLE.order_by(_CONNECTION.c.name)
_BY_ID = _WHOLE.where(_CONNECTION.c.id == sa.bindparam("account"))
_NAMED = _WHOLE.where((_CONNECTION.c.id == sa.bindparam("account")) | (_CONNECTION.c.name == sa.bindparam("account")))
_SENDING = sa.select(_CONNECTION.c.sending).where(_CONNECTION.c.id == sa.bindparam("account"))
_SETTINGS = sa.select(_CONNECTION.c.id, _CONNECTION.c.settings).order_by(_CONNECTION.c.name)
_CHANGED = _CONNECTION.update().where(_CONNECTION.c.id == sa.bindparam("account"))

_DELETIONS = "deletions"
"""The key of the settings under which the versions of what deletions mean stand, the oldest first."""

ACTIVE, PAUSED, SIGN_IN = "active", "paused", "sign_in"


@dataclass(frozen=True, slots=True)
class Route:
    """Which object a new record of a kind goes to; ``field`` and ``value`` decide between several objects of one kind.

    A row that only adds fields is made where its record has one in ``part_of``, once one of these ``fields`` has a value. With a
    row that is deleted there the account deletes those that it ``takes_along``: their object, and the field by which they name it.
    """

    kind: Kind
    object: str
    field: str | None = None
    value: str | None = None
    part_of: str | None = None
    fields: tuple[str, ...] = ()
    takes_along: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """A signed-in account. ``account`` is the vendor's account as it was bound, ``described`` its schema (both JSON).

    ``clock_offset_s`` is how many seconds its server's clock is ahead of ours, None while nobody knows. ``mapping`` is the field
    mapping in force (JSON), None where nothing was chosen; ``mappings`` writes it. ``first_sync`` tells whether its rows may be
    taken in. ``deletions`` is what a deletion there means here; ``choose_deletions`` writes it.
    """

    id: str
    name: str
    vendor: str
    account: Mapping[str, Any]
    base_url: str | None = None
    ca_file: str | None = None
    settings: Mapping[str, Any] | None = None
    routes: tuple[Route, ...] = ()
    described: Mapping[str, Any] | None = None
    described_at: str | None = None
    sending: bool = False
    state: str = ACTIVE
    interval_s: int = 300
    clock_offset_s: float | None = None
    last_success: str | None = None
    failure: Mapping[str, Any] | None = None
    mapping: Mapping[str, Any] | None = None
    first_sync: FirstSync = FirstSync.SETTLED
    deletions: Deletions = Deletions.TRASH


def insert(unit: Unit, connection: Connection) -> None:
    """Store a new connection. Raises InvalidInput where its name is taken."""
    taken = sa.select(_CONNECTION.c.id).where(_CONNECTION.c.name == connection.name)
    if unit.connection.execute(taken).first():
        raise InvalidInput("connection_name_taken", field="name", name=connection.name)
    traits.begin_beside_others(unit)
    unit.connection.execute(_CONNECTION.insert().values(created_at=unit.now, **_row(connection)))
    unit.touch(connections=True)


def update(unit: Unit, connection: Connection) -> None:
    """Write a connection back whole, but for what is chosen by versions: the field mapping, and what deletions mean."""
    row = _row(connection, _chosen(unit.connection, connection.id))
    unit.connection.execute(_CONNECTION.update().where(_CONNECTION.c.id == connection.id).values(row))
    unit.touch(connections=True)


def change(unit: Unit, connection: str, **values: Any) -> None:
    """Change single columns of a connection (sending, state, interval_s, clock_offset_s, budget, first_sync)."""
    unit.connection.execute(_CHANGED, {"account": connection, **values})
    unit.touch(connections=True)


def all_of(connection: sa.Connection) -> list[Connection]:
    """Every connection by name."""
    rows = connection.execute(_ALL).mappings()
    return [_connection(row) for row in rows]


def routes(connection: sa.Connection) -> list[tuple[str, Route]]:
    """The routes of every connection, each with the connection's id: asked for at every edit, so without the descriptions."""
    rows = connection.execute(_SETTINGS)
    return [(row.id, route) for row in rows for route in _routes(load(row.settings).get("routes", []))]


def get(connection: sa.Connection, id_or_name: str) -> Connection:
    """The connection with this id or name. Raises InvalidInput naming those there are."""
    row = connection.execute(_NAMED, {"account": id_or_name}).mappings().first()
    if row is None:
        names = ", ".join(each.name for each in all_of(connection)) or "–"
        raise InvalidInput("unknown_connection", name=id_or_name, names=names)
    return _connection(row)


def find(connection: sa.Connection, id: str) -> Connection | None:
    """The connection with this id, None where it was disconnected."""
    row = connection.execute(_BY_ID, {"account": id}).mappings().first()
    return None if row is None else _connection(row)


def is_sending(connection: sa.Connection, id: str) -> bool:
    """Whether changes may go out to an account: asked again and again, because a person may switch it off meanwhile."""
    return bool(connection.execute(_SENDING, {"account": id}).scalar())


def is_asking(connection: sa.Connection, id: str) -> bool:
    """Whether nothing of an account may be taken in or sent yet, because its first sync is not settled."""
    query = sa.select(_CONNECTION.c.first_sync).where(_CONNECTION.c.id == id)
    return connection.execute(query).scalar() == FirstSync.ASKING


def is_first_arriving(connection: sa.Connection, but: str, now_s: float) -> bool:
    """Whether the first run of another account, which takes its rows in, is under way: what it brings is not all here yet."""
    running = (_LEASE.c.name == sa.literal(RUN_LEASE).concat(_CONNECTION.c.id)) & (_LEASE.c.until > now_s)
    arriving = (
        (_CONNECTION.c.id != but)
        & (_CONNECTION.c.first_sync == FirstSync.SETTLED.value)
        & _CONNECTION.c.last_success.is_(None)
    )
    query = sa.select(_CONNECTION.c.id).join(_LEASE, running).where(arriving)
    return connection.execute(query.limit(1)).first() is not None


def settle_first_sync(unit: Unit, connection: str) -> None:
    """From now on rows of an account are taken in as they come."""
    change(unit, connection, first_sync=FirstSync.SETTLED.value)


def deletion_versions(connection: sa.Connection, id: str) -> list[Version]:
    """Every version of what a deletion at an account means here, the newest first; the usual one is always the last."""
    return versions_of(_chosen(connection, id))


def deletions(connection: sa.Connection) -> dict[str, Deletions]:
    """What a deletion means here, by the account where it happens."""
    rows = connection.execute(_SETTINGS)
    return {row.id: deletions_in(load(row.settings)) for row in rows}


def choose_deletions(unit: Unit, id: str, chosen: Deletions, *, who: str = "user") -> int:
    """Say what a deletion at an account means here; the version. The one that counts already makes no new version."""
    newest = deletion_versions(unit.connection, id)[0]
    if newest.deletions is chosen:
        return newest.number
    settings = load(unit.connection.execute(_SETTINGS.where(_CONNECTION.c.id == id)).one().settings)
    made = {"made_at": unit.now, "who": who, "deletions": chosen.value}
    change(unit, id, settings=dump({**settings, _DELETIONS: [*settings.get(_DELETIONS, ()), made]}))
    return newest.number + 1


def deletions_in(settings: Mapping[str, Any]) -> Deletions:
    """What a connection's settings, as they are stored, say of deletions."""
    return versions_of(settings.get(_DELETIONS, ()))[0].deletions


def _chosen(connection: sa.Connection, id: str) -> Sequence[Mapping[str, Any]]:
    """The versions of what deletions mean, as they are stored, the oldest first."""
    row = connection.execute(_SETTINGS.where(_CONNECTION.c.id == id)).first()
    chosen: Sequence[Mapping[str, Any]] = () if row is None else load(row.settings).get(_DELETIONS, ())
    return chosen


def failed(unit: Unit, connection: str, error: CrmdeskError) -> None:
    """Remember the error that stopped a connection."""
    change(unit, connection, failure=dump(error_json(error)))


def sign_out(unit: Unit, connection: str) -> None:
    """A person has to sign in to an account before it is run again; one that was paused meanwhile stays as it is."""
    _turn(unit, connection, ACTIVE, SIGN_IN)


def sign_in(unit: Unit, connection: str) -> None:
    """An account that had to be signed in to works again without that; one that was paused meanwhile stays as it is."""
    _turn(unit, connection, SIGN_IN, ACTIVE)


def _turn(unit: Unit, connection: str, before: str, state: str) -> None:
    unit.connection.execute(_CHANGED.where(_CONNECTION.c.state == before), {"account": connection, "state": state})
    unit.touch(connections=True)


def worked(unit: Unit, connection: str, **values: Any) -> None:
    """Remember that a connection works just now, and change other columns with it as ``change`` does."""
    change(unit, connection, last_success=unit.now, failure=None, **values)


# -- secrets ----------------------------------------------------------------------------------------------------------


def save_secret(unit: Unit, connection: str, sealed: bytes) -> None:
    """Store the sealed tokens of a connection."""
    unit.connection.execute(_SECRET.insert().prefix_with("OR REPLACE").values(connection=connection, sealed=sealed))


def secret(connection: sa.Connection, account: str) -> bytes | None:
    """The sealed tokens of a connection."""
    return connection.execute(sa.select(_SECRET.c.sealed).where(_SECRET.c.connection == account)).scalar()


def drop_secret(unit: Unit, connection: str) -> None:
    """Forget the tokens of a connection."""
    unit.connection.execute(_SECRET.delete().where(_SECRET.c.connection == connection))


def _row(connection: Connection, chosen: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    settings = dict(connection.settings or {})
    if chosen:
        settings[_DELETIONS] = list(chosen)
    settings["routes"] = [
        [
            route.kind.value,
            route.object,
            route.field,
            route.value,
            route.part_of,
            list(route.fields),
            *route.takes_along,
        ]
        for route in connection.routes
    ]
    return {
        "id": connection.id,
        "name": connection.name,
        "vendor": connection.vendor,
        "base_url": connection.base_url,
        "ca_file": connection.ca_file,
        "account_id": connection.account["id"],
        "account_name": connection.account["name"],
        "account_json": dump(dict(connection.account)),
        "settings": dump(settings),
        "described": None if connection.described is None else dump_in_order(connection.described),
        "described_at": connection.described_at,
        "sending": connection.sending,
        "state": connection.state,
        "interval_s": connection.interval_s,
        "clock_offset_s": connection.clock_offset_s,
        "last_success": connection.last_success,
        "failure": None if connection.failure is None else dump(connection.failure),
        "first_sync": connection.first_sync.value,
    }


def _connection(row: sa.RowMapping) -> Connection:
    settings = load(row["settings"])
    routes, meant = _routes(settings.pop("routes", [])), deletions_in(settings)
    settings.pop(_DELETIONS, None)
    return Connection(
        id=row["id"],
        name=row["name"],
        vendor=row["vendor"],
        account=load(row["account_json"]),
        base_url=row["base_url"],
        ca_file=row["ca_file"],
        settings=settings,
        routes=routes,
        described=load(row["described"]),
        described_at=row["described_at"],
        sending=bool(row["sending"]),
        state=row["state"],
        interval_s=row["interval_s"],
        clock_offset_s=row["clock_offset_s"],
        last_success=row["last_success"],
        failure=load(row["failure"]),
        mapping=load(row["mapping"]),
        first_sync=FirstSync(row["first_sync"]),
        deletions=meant,
    )


def _routes(entries: Sequence[Sequence[Any]]) -> tuple[Route, ...]:
    return tuple(
        Route(Kind(kind), object_name, field, value, part_of, tuple(fields), tuple((other, by) for other, by in along))
        for kind, object_name, field, value, part_of, fields, *along in entries
    )
