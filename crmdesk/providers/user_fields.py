"""An agency's own fields that name a user of the account: each is a choice among the users, by the names that people know.

What is held here is the name and not the id: an id says nothing to another account, to a sheet, or to a person.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.domain.values import text
from crmdesk.providers.base import RemoteProperty, RemoteRecord

Objects = Mapping[str, Mapping[str, RemoteProperty]]
"""The properties of each object by name, as in ``base.Schema``."""


async def with_users(objects: Objects, read: Callable[[], Awaitable[Sequence[RemoteRecord]]]) -> Objects:
    """The objects with the users as the options of every field that names one: of those that are ``named`` and have none yet.

    ``read`` gives the users, those who left too, as rows still name them. It is asked once, and only where there is such a
    field. Where the account does not tell its users, nothing can live in these fields. Raises what stopped the call: an answer
    that is none says nothing about the users, and takes no field its place.
    """
    if not any(map(_names_a_user, (held for properties in objects.values() for held in properties.values()))):
        return objects
    try:
        users = called(await read())
    except (PermissionLost, RecordRefused):
        users = {}
    return {
        object_name: {name: _among(held, users) if _names_a_user(held) else held for name, held in properties.items()}
        for object_name, properties in objects.items()
    }


def _names_a_user(held: RemoteProperty) -> bool:
    return held.named and not held.options


def _among(held: RemoteProperty, users: Mapping[str, str]) -> RemoteProperty:
    return replace(held, options=users, closed=True) if users else replace(held, custom=None)


@dataclass(frozen=True, slots=True)
class _User:
    id: str
    name: str
    email: str

    @property
    def person(self) -> str:
        """What two users share who are the same person: somebody who left and came back."""
        return self.email.casefold() or self.id


def called(users: Iterable[RemoteRecord]) -> dict[str, str]:
    """What each user is called, by id: a name that several people share comes with the e-mail, or else the id, behind it."""
    found = [each for each in map(_user, users) if each.name]
    people: dict[str, set[str]] = {}
    for each in found:
        people.setdefault(each.name, set()).add(each.person)
    return {
        each.id: each.name if len(people[each.name]) == 1 else f"{each.name} ({each.email or each.id})"
        for each in found
    }


def _user(row: RemoteRecord) -> _User:
    name, email = (text(row.fields.get(name)) or "" for name in ("name", "email"))
    return _User(row.id, name or email, email)
