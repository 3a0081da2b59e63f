"""Two accounts with a user each, who is one person, in a real profile: what the second one owns is there in sixty leads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from crmdesk.desk.session import Session
from crmdesk.domain.catalogue import CATALOGUE, canonical_fields
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import connections, ledger, links, records
from crmdesk.store.connections import Connection
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import owners
from crmdesk.sync.uniting import unite

HERE, THERE = "connection-a", "connection-b"
LEADS = 60
"""Three slices of what follows a user."""


class Agency:
    """Two accounts, a user of each, and leads that the second account brought with its user."""

    def __init__(self, session: Session) -> None:
        self.session = session
        for account in (HERE, THERE):
            self.write(partial(_connect, name=account))
        self.first = self.write(lambda unit: _row(unit, HERE, "users", Kind.USER, name="Eva", email="eva@a.example"))
        self.second = self.write(lambda unit: _row(unit, THERE, "users", Kind.USER, name="E.", email="eva@b.example"))
        self.leads = self.write(self._bring_leads)

    def write(self, work: Callable[[Unit], Any]) -> Any:
        return self.session.store.write_now(work)

    def _bring_leads(self, unit: Unit) -> list[str]:
        rows = [{"last_name": f"Lead{number}", "owner": self.second} for number in range(LEADS)]
        return [_row(unit, THERE, "contacts", Kind.LEAD, **row) for row in rows]

    def bring_unknown_owner(self) -> str:
        """A lead at the first account, which has no row of the user who looks after it."""

        def work(unit: Unit) -> str:
            lead = _row(unit, HERE, "contacts", Kind.LEAD, last_name="Kervadec", owner=self.second)
            (state,) = links.by_record(unit.connection, [lead])[lead]
            state.bases["owner"] = (self.second, None)
            links.update_many(unit, [state])
            return lead

        lead: str = self.write(work)
        return lead

    def owners(self) -> list[Value]:
        loaded = self.session.store.read_now(lambda reader: records.load_many(reader, Kind.LEAD, self.leads))
        return [each.fields["owner"] for each in loaded.values()]

    def unite(self) -> None:
        """The two become one, and the program ends after the first slice of what has to follow."""
        self.write(lambda unit: unite(unit, self.first, self.second))
        self.write(owners.follow)


def _connect(unit: Unit, name: str) -> None:
    account: dict[str, Any] = {"id": f"{name}-org", "name": name, "user": None, "currency": "EUR", "granted": []}
    connections.insert(unit, Connection(name, name, "hubspot", account, routes=(), sending=True))


def _row(unit: Unit, account: str, object_name: str, kind: Kind, **values: Value) -> str:
    """A record with its row at an account, where both agree."""
    id = unit.new_id()
    fields = canonical_fields(kind, values)
    ledger.append(unit, [Entry(id, kind, Cause.IMPORT, event=ledger.IMPORTED, connection=account)])
    records.insert_many(unit, kind, [Record(id, kind, LIVE, dict.fromkeys(CATALOGUE[kind]) | fields)])
    state = LinkState(0, account, object_name, f"r{id}", id, kind, links.ACTIVE)
    there: dict[str, Value] = fields | ({"owner": [["users", f"r{fields['owner']}"]]} if "owner" in fields else {})
    state.bases = {name: (value, there[name]) for name, value in fields.items()}
    links.insert_many(unit, [state])
    return id
