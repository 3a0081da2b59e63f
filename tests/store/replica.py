"""A real encrypted replica in a temporary folder, written to and read from in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, Self, TypeVar

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.ids import ulid_factory
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import bases, connections, editing, links, records
from crmdesk.store.connections import Connection, Route
from crmdesk.store.database import engine, faults
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit
from tests.store.template import KEY, put_empty

T = TypeVar("T")


class Replica:
    """A database file of the newest version. ``clock`` is the time of the last unit of work, in seconds."""

    def __init__(self, folder: Path, *, now_s: float = 1_700_000_000.0) -> None:
        self.path = folder / "replica.db"
        put_empty(self.path)
        self._writer = engine(self.path, KEY, read_only=False)
        self._reader = engine(self.path, KEY, read_only=True)
        self.clock = now_s
        self.new_id = ulid_factory(lambda: int(self.clock * 1000), Random(7))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._reader.dispose()
        self._writer.dispose()

    def write(self, work: Callable[[Unit], T]) -> T:
        """Run one unit of work."""
        self.clock += 1
        with faults(self.path), self._writer.begin() as connection:
            return work(Unit(connection, self.clock, self.new_id))

    def read(self, query: Callable[[sa.Connection], T]) -> T:
        """Run a query on a read-only connection."""
        with faults(self.path), self._reader.connect() as connection:
            return query(connection)

    def sql(self, statement: str, *parameters: Any) -> list[Any]:
        """The rows of a statement that only reads."""
        return self.read(lambda connection: list(connection.exec_driver_sql(statement, parameters)))

    def add(self, kind: Kind, **values: Value) -> str:
        """A record as it comes from an account: nothing to send. Values are made canonical; returns its id."""
        return self.add_many(kind, [values])[0]

    def add_many(self, kind: Kind, rows: list[dict[str, Value]], *, life: str = "live") -> list[str]:
        """Several records of one kind."""
        made = [Record(self.new_id(), kind, life, canonical(kind, row)) for row in rows]
        self.write(lambda unit: records.insert_many(unit, kind, made))
        return [record.id for record in made]

    def connect(self, name: str, *, sending: bool = True, vendor: str = "hubspot", **values: Any) -> str:
        """An account; returns its id."""
        account: dict[str, Any] = {
            "id": f"{name}-org",
            "name": f"{name} org",
            "user": None,
            "currency": "EUR",
            "granted": [],
        }
        routes = (Route(Kind.LEAD, "contacts"), Route(Kind.COMPANY, "companies"))
        made = Connection(self.new_id(), name, vendor, account, routes=routes, sending=sending, **values)
        self.write(lambda unit: connections.insert(unit, made))
        return made.id

    def link(
        self,
        record: str,
        account: str,
        base: Mapping[str, Value],
        *,
        object_name: str = "contacts",
        state: str = links.ACTIVE,
    ) -> int:
        """Tie a record to a row of an account that agrees on ``base``; returns the link's id."""
        kind = self.read(lambda connection: records.kinds_of(connection, [record]))[record]
        pairs: bases.Bases = {name: (value, value) for name, value in base.items()}
        made = LinkState(0, account, object_name, f"r-{record}", record, kind, state, packed=bases.pack(pairs))
        self.write(lambda unit: links.insert_many(unit, [made]))
        return made.id

    def edit(self, record: str, **values: Value) -> str:
        """What a person types; returns the change's id."""
        return self.write(lambda unit: editing.edit(unit, record, values))


def canonical(kind: Kind, values: Mapping[str, Value]) -> dict[str, Value]:
    """All fields of a kind, those given in canonical form; read-only ones too, as a vendor may set them."""
    given = {name: CATALOGUE[kind][name].canonical(value) for name, value in values.items()}
    return dict.fromkeys(CATALOGUE[kind]) | given


def email(address: str) -> list[dict[str, Value]]:
    """A list with one e-mail address."""
    return [{"value": address, "label": None, "primary": True}]


def phone(*numbers: str) -> list[dict[str, Value]]:
    """A list of phone numbers, the first one primary."""
    return [{"value": number, "label": None, "primary": not place} for place, number in enumerate(numbers)]
