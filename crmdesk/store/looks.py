"""Looks: what was written over unconditionally, and whose history has still to be read. Noted with the answer to the send."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.conflicts import Conflict
from crmdesk.store import links, open_conflicts
from crmdesk.store.columns import dump, load
from crmdesk.store.links import LinkState
from crmdesk.store.look_tables import Look as LookTable
from crmdesk.store.records import Record, chunks
from crmdesk.store.tables import core
from crmdesk.store.unit import Unit

_LOOK = core(LookTable)
_WAITING = sa.select(_LOOK).where(_LOOK.c.connection == sa.bindparam("account")).order_by(_LOOK.c.id)


@dataclass(frozen=True, slots=True)
class Look:
    """A field of a link that was written, in the vendor's forms.

    ``sent`` is what was sent, ``stored`` what the account made of it, ``expected`` what it was believed to hold before.
    """

    link: int
    field: str
    sent: Any
    stored: Any
    expected: Any
    id: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Looks to be made, with what they are about: links by id, records by id, open conflicts by record and field."""

    looks: Sequence[Look]
    states: Mapping[int, LinkState]
    records: Mapping[str, Record]
    conflicts: Mapping[str, Mapping[str, Conflict]]


def note(unit: Unit, connection: str, looks: Sequence[Look]) -> None:
    """Remember looks to be made."""
    rows = [
        {
            "connection": connection,
            "link": each.link,
            "field": each.field,
            "sent": dump(each.sent),
            "stored": dump(each.stored),
            "expected": dump(each.expected),
        }
        for each in looks
    ]
    if rows:
        unit.connection.execute(_LOOK.insert(), rows)


def waiting(connection: sa.Connection, account: str) -> Waiting:
    """The looks to be made at an account, oldest first."""
    rows = connection.execute(_WAITING, {"account": account})
    found = [Look(row.link, row.field, load(row.sent), load(row.stored), load(row.expected), row.id) for row in rows]
    states = links.by_id(connection, {each.link for each in found})
    loaded = links.load_records(connection, states.values())
    return Waiting(found, states, loaded, open_conflicts.open_of(connection, loaded))


def answered(unit: Unit, tied: Collection[int], field: str) -> list[dict[str, Any]]:
    """Forget the looks at a field of some links: a person has decided about what they found; returns them for taking that back."""
    about = _LOOK.c.link.in_(sorted(tied)) & (_LOOK.c.field == field)
    found = unit.connection.execute(sa.select(_LOOK).where(about).order_by(_LOOK.c.id)).mappings().all()
    unit.connection.execute(_LOOK.delete().where(about))
    return [{name: value for name, value in row.items() if name != "id"} for row in found]


def asked_again(unit: Unit, kept: Sequence[Mapping[str, Any]]) -> None:
    """The decision is taken back: what ``answered`` returned waits again."""
    if kept:
        unit.connection.execute(_LOOK.insert(), list(kept))


def end(unit: Unit, ids: Iterable[int]) -> None:
    """Forget looks that were made, or about which there is nothing left to ask."""
    for chunk in chunks(ids):
        unit.connection.execute(_LOOK.delete().where(_LOOK.c.id.in_(chunk)))
