"""The words and lines of the table of negotiators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.words import folded
from crmdesk.store.queries.users import UserPlace, UserRow
from crmdesk.ui import formats
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.rows_table import Head, Line


def user_name(user: UserRow) -> str:
    """What a user is called: its name, or else its address."""
    return user.name or user.email or QCoreApplication.translate("Users", "Without a name")


def accounts_of(users: Iterable[UserRow]) -> dict[str, str]:
    """The accounts that have any of the users: their names by connection, in the order of the names."""
    found = {place.connection: place.account for user in users for place in user.places}
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def accounts_text(user: UserRow) -> str:
    """The accounts that have a user."""
    names = ", ".join(place.account for place in user.places)
    return names or QCoreApplication.translate("Users", "in no account any more")


def shared_accounts(users: Sequence[UserRow]) -> list[str]:
    """The names of the accounts that have a row for more than one of the users."""
    places = [place for user in users for place in user.places]
    counts: dict[str, int] = {}
    for place in places:
        counts[place.account] = counts.get(place.account, 0) + 1
    return sorted(account for account, count in counts.items() if count > 1)


def matching(users: Iterable[UserRow], text: str) -> list[UserRow]:
    """The users in whose names, addresses or accounts each word of ``text`` is found."""
    words = folded(text).split()
    return [user for user in users if all(word in _searched(user) for word in words)]


def _searched(user: UserRow) -> str:
    told = (part for place in user.places for part in (place.account, place.name, place.email))
    return folded(" ".join(part for part in (user.name, user.email, *told) if part))


def heads(accounts: Mapping[str, str]) -> list[Head]:
    """Who it is, a column for each account, why it is one person, what it looks after."""
    translate = QCoreApplication.translate
    return [
        Head(translate("Users", "Name"), 0, strong=True),
        *(Head(account, 190) for account in accounts.values()),
        Head(translate("Users", "Matched by"), 165, muted=True),
        Head(translate("Users", "Records"), 90, muted=True),
    ]


def lines(users: Iterable[UserRow], accounts: Mapping[str, str], marked: Collection[str]) -> list[Line]:
    """A line for each user; its key is the user's id."""
    return [_line(user, accounts, marked=user.id in marked) for user in users]


def _line(user: UserRow, accounts: Mapping[str, str], *, marked: bool) -> Line:
    translate = QCoreApplication.translate
    places = {place.connection: place for place in user.places}
    cells = [place_text(user, places[each]) if each in places else formats.BLANK for each in accounts]
    state = translate("Users", "marked") if marked else translate("Users", "not marked")
    icon, tone = ("square-check", Tone.ACCENT) if marked else ("square", Tone.MUTED)
    return Line(user.id, icon, tone, state, (_name(user), *cells, _because(user), _owned(user)))


def _name(user: UserRow) -> str:
    if user.active is False:
        return QCoreApplication.translate("Users", "{name} (inactive)").format(name=user_name(user))
    return user_name(user)


def place_text(user: UserRow, place: UserPlace) -> str:
    """What an account calls a user: its address there, and its name where that is another one."""
    name = place.name if place.name and place.name != user.name else ""
    told = [part for part in (name, place.email) if part]
    return " · ".join(told) or place.name or QCoreApplication.translate("Users", "under another name")


def _because(user: UserRow) -> str:
    """By what the rows of a user are one person; a dash for somebody who has one row."""
    told = sum(place.told for place in user.places)
    by_address = len(user.places) - told > 1
    match bool(told), by_address:
        case True, True:
            return QCoreApplication.translate("Users", "Same e-mail, told by you")
        case True, False:
            return QCoreApplication.translate("Users", "Told by you")
        case False, True:
            return QCoreApplication.translate("Users", "Same e-mail")
        case _:
            return formats.BLANK


def _owned(user: UserRow) -> str:
    return "…" if user.owned is None else formats.number(user.owned)
