"""Users as their accounts tell them, where an account joins or leaves them outside of its runs."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from crmdesk.domain.kinds import Kind
from crmdesk.domain.users import Said, as_told
from crmdesk.domain.values import Value
from crmdesk.store import ledger, links, records
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.tables import Link, core
from crmdesk.store.unit import Unit


def leave(unit: Unit, connection: str) -> None:
    """An account is forgotten: what it said of users counts no more. To be called while its links are there."""
    link = core(Link)
    named = sa.select(link.c.record).where((link.c.connection == connection) & (link.c.kind == Kind.USER.value))
    tied = links.by_record(unit.connection, unit.connection.execute(named).scalars().all())
    for id, user in records.load_many(unit.connection, Kind.USER, sorted(tied)).items():
        tell_anew(
            unit,
            user,
            [said_by(each, leaves=each.connection == connection) for each in tied[id] if each.has_row],
        )


def words_of(state: LinkState) -> dict[str, Value]:
    """What an account says of a user, as far as anybody has read it."""
    return {name: value for name, (value, _) in state.bases.items()}


def said_by(state: LinkState, *, leaves: bool = False) -> Said:
    """What an account goes on saying of a user, or has said until now where it ``leaves`` them."""
    words = words_of(state)
    return Said(words, None if leaves else words)


def tell_anew(unit: Unit, user: Record, said: Collection[Said]) -> None:
    """Let a user be what the accounts say. Nobody has typed it, and nothing of it is sent."""
    told = {name: value for name, value in as_told(user.fields, said).items() if value != user.fields.get(name)}
    if not told:
        return
    changed = [Entry(user.id, Kind.USER, Cause.REMOTE, name, user.fields.get(name), told[name]) for name in told]
    ledger.append(unit, changed)
    user.fields.update(told)
    records.update_many(unit, Kind.USER, [(user, frozenset(told))])
