"""Who looks after records: one row for each person, with the rows of its accounts and what it owns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.store import apart, connections, indexing, ledger, links, records
from crmdesk.store.links import LinkState
from crmdesk.store.queries.duplicates import same_name_users
from crmdesk.store.records import LIVE, MERGED, Record
from crmdesk.store.tables import record_table

_USER = record_table(Kind.USER)
_OWNED = tuple(kind for kind in RECORD_KINDS if "owner" in CATALOGUE[kind])


@dataclass(frozen=True, slots=True)
class UserPlace:
    """A user's row at an account, called ``account``.

    ``name`` and ``email`` are what it is called there, None where the account does not tell. ``told``: a person has said that it
    is the same one; otherwise it is by its address.
    """

    connection: str
    account: str
    name: str | None
    email: str | None
    told: bool


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user. ``places`` are in the order of the accounts' names.

    ``owned`` counts the live records that name it, None while the indexes that tell are set aside. Of these, ``following``
    still name somebody who has become part of it. ``namesakes`` are the ids of users of other accounts that have the same
    name and are not kept apart. ``active`` is None where no account tells.
    """

    id: str
    name: str
    email: str
    active: bool | None
    places: tuple[UserPlace, ...]
    owned: int | None
    following: int = 0
    namesakes: tuple[str, ...] = ()


def user_rows(connection: sa.Connection) -> list[UserRow]:
    """All live users, by their names. Counting what they own walks along one index of each kind."""
    ids = _ids(connection, _USER.c.life == LIVE)
    users = records.load_many(connection, Kind.USER, ids)
    became = _became(connection)
    states = links.by_record(connection, ids)
    places = _places(connection, users, states, set(became.values()))
    owned = _owned(connection)
    following: dict[str, int] = {}
    for old, new in became.items():
        following[new] = following.get(new, 0) + (owned or {}).get(old, 0)
    namesakes = _namesakes(connection, places)
    return [_row(users[id], places[id], owned, following.get(id, 0), namesakes.get(id, ())) for id in ids]


def _ids(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[str]:
    return list(
        connection.execute(sa.select(_USER.c.id).where(where).order_by(_USER.c.sort_name, _USER.c.id)).scalars()
    )


def _row(
    user: Record,
    places: tuple[UserPlace, ...],
    owned: Mapping[str, int] | None,
    following: int,
    namesakes: tuple[str, ...],
) -> UserRow:
    name, email, active = (user.fields[field] for field in ("name", "email", "active"))
    count = None if owned is None else owned.get(user.id, 0) + following
    return UserRow(user.id, name or "", email or "", active, places, count, following, namesakes)


def _became(connection: sa.Connection) -> dict[str, str]:
    """The users that became part of others, each with the one that there is now."""
    return records.survivors(connection, _ids(connection, _USER.c.life == MERGED))


def _places(
    connection: sa.Connection, users: Iterable[str], states: Mapping[str, Sequence[LinkState]], united: set[str]
) -> dict[str, tuple[UserPlace, ...]]:
    """The rows of users. ``united`` are those of which others became a part."""
    titles = {each.id: each.name for each in connections.all_of(connection)}
    told = ledger.all_merged_from(connection, Kind.USER, united)
    places: dict[str, tuple[UserPlace, ...]] = {}
    for id in users:
        standing = [each for each in states.get(id, ()) if each.has_row and each.connection in titles]
        found = [_place(state, titles[state.connection], told=(id, state.connection) in told) for state in standing]
        places[id] = tuple(sorted(found, key=lambda place: place.account))
    return places


def _place(state: LinkState, account: str, *, told: bool) -> UserPlace:
    name, email = (_there(state, field) for field in ("name", "email"))
    return UserPlace(state.connection, account, name, email, told)


def _there(state: LinkState, field: str) -> str | None:
    """What an account calls a user in a field."""
    called, _ = state.bases.get(field, (None, None))
    return None if called is None else str(called)


def _owned(connection: sa.Connection) -> dict[str, int] | None:
    """How many live records name each user, None where that would be counted without an index."""
    counted: dict[str, int] = {}
    for kind in _OWNED:
        if not indexing.is_indexed(connection, kind):
            return None
        table = record_table(kind)
        named = (table.c.life == LIVE) & table.c.owner.is_not(None)
        query = sa.select(table.c.owner, sa.func.count().label("records")).where(named).group_by(table.c.owner)
        for row in connection.execute(query):
            counted[row.owner] = counted.get(row.owner, 0) + row.records
    return counted


def _namesakes(connection: sa.Connection, places: Mapping[str, Iterable[UserPlace]]) -> dict[str, tuple[str, ...]]:
    """By user, the others that have the same name, could be the same one, and were not said to be somebody else."""
    groups = list(same_name_users(connection))
    known = apart.pairs(connection) if groups else set()
    at = {id: {place.connection for place in found} for id, found in places.items()}
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for first, second in combinations(sorted(group), 2):
            if (first, second) in known or not at[first].isdisjoint(at[second]) or not (at[first] or at[second]):
                continue
            found[first] = (*found.get(first, ()), second)
            found[second] = (*found.get(second, ()), first)
    return found
