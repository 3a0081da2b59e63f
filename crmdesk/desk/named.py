"""An account as a person names it in a command."""

from __future__ import annotations

from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import Reader


def account_named(reader: Reader, name: str) -> Connection:
    """The account of this name or id; upper and lower case are one where only one account is called so.

    Raises InvalidInput naming those there are.
    """
    alike = [row.name for row in connections.all_of(reader) if row.name.casefold() == name.casefold()]
    return connections.get(reader, alike[0] if len(alike) == 1 else name)
