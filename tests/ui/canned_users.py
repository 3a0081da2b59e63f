"""Negotiators of the small agency: in one account or several, one person by their address or because somebody said so."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.store.queries.users import UserPlace, UserRow

_ACCOUNTS = {"H": "HubSpot", "S": "Salesforce", "P": "Pipedrive", "Z": "Zoho CRM"}


def place(account: str, name: str | None, email: str | None, *, told: bool = False) -> UserPlace:
    """A row at an account."""
    return UserPlace(account, _ACCOUNTS[account], name, email, told)


BERTRAND = UserRow(
    "U3",
    "Sophie Bertrand",
    "sophie.bertrand@efficience.example",
    True,
    (
        place("H", "Sophie Bertrand", "sophie.bertrand@efficience.example"),
        place("P", None, "sophie.bertrand@efficience.example"),
        place("S", "Sophie Bertrand", "sophie.bertrand@efficience.example"),
    ),
    412,
)
LEROY = UserRow(
    "U2",
    "Marie Leroy",
    "marie.leroy@efficience.example",
    True,
    (
        place("H", "Marie Leroy", "marie.leroy@efficience.example"),
        place("S", "M. Leroy-Caron", "mleroy@groupe.example", told=True),
    ),
    365,
)
PETIT = UserRow(
    "U1",
    "Jean Petit",
    "jean.petit@efficience.example",
    True,
    (
        place("H", "Jean Petit", "jean.petit@efficience.example"),
        place("P", "Jean Petit", "jean.petit@efficience.example"),
    ),
    287,
    namesakes=("U4",),
)
PETIT_THERE = UserRow(
    "U4", "Jean Petit", "jpetit@gmail.example", True, (place("S", "Jean Petit", "jpetit@gmail.example"),), 58,
    namesakes=("U1",),
)  # fmt: skip
HADDAD = UserRow(
    "U5", "Karim Haddad", "karim@zoho.example", None, (place("Z", "Karim Haddad", "karim@zoho.example"),), 21
)
FORMER = UserRow("U6", "Paul Ancel", "", False, (place("S", "Paul Ancel", None),), 4)
USERS = (PETIT, PETIT_THERE, HADDAD, LEROY, FORMER, BERTRAND)


def united(users: list[UserRow], survivor: str, other: str) -> str | None:
    """Make two of them one, whose records have still to follow; the account that takes it back, None where none can."""
    first, second = (next(user for user in users if user.id == id) for id in (survivor, other))
    users.remove(second)
    joined = (*first.places, *(replace(each, told=True) for each in second.places))
    owned = (first.owned or 0) + (second.owned or 0)
    places = tuple(sorted(joined, key=lambda each: each.account))
    made = replace(first, places=places, owned=owned, following=second.owned or 0, namesakes=())
    users[users.index(first)] = made
    return second.places[0].connection if len(second.places) == 1 and first.places else None


def separated(users: list[UserRow], user: str, connection: str, made: str) -> None:
    """Give an account's row a person of its own."""
    whole = next(each for each in users if each.id == user)
    leaving = next(each for each in whole.places if each.connection == connection)
    users[users.index(whole)] = replace(whole, places=tuple(each for each in whole.places if each is not leaving))
    users.append(UserRow(made, leaving.name or "", leaving.email or "", None, (replace(leaving, told=False),), 0))
