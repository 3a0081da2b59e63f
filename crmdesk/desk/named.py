"""An account as a person names it in a command."""

from __future__ import annotations

from crmdesk.store import connections
from crmdesk.store.connections import Connection
from crmdesk.store.store import Reader


def account_named(reader: Reader, name: str) -> Connection:
    """The account of this name or id; upper and lower case are one where only one account is called so.

    Where no account is called so, the only one of the vendor whose key it is: the window calls it otherwise than a command
    and the guides do (``Zoho CRM``, ``zoho``). Raises InvalidInput naming those there are.
    """
    known = connections.all_of(reader)
    alike = [row.name for row in known if row.name.casefold() == name.casefold()]
    if not alike and all(row.id != name for row in known):
        alike = [row.name for row in known if row.vendor == name]
    return connections.get(reader, alike[0] if len(alike) == 1 else name)
