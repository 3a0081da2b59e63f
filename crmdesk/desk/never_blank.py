"""Which fields of a record its accounts never hold blank, as the accounts were last described: asked without going there."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.desk.objects import objects_of
from crmdesk.desk.session import Session
from crmdesk.store import connections, links


async def never_blank(session: Session, record: str) -> Mapping[str, tuple[str, ...]]:
    """By field, the names of the accounts to which a blank is not sent: they keep their own value.

    An account may require a value, or a person may have chosen that a blank does nothing there (decision 0019).
    """
    states = (await session.store.read(lambda reader: links.by_record(reader, [record]))).get(record, [])
    found: dict[str, dict[str, None]] = {}
    for id in dict.fromkeys(state.connection for state in states):
        connection = await session.store.read(lambda reader, id=id: connections.get(reader, id))  # type: ignore[misc]
        objects = await objects_of(session, connection)
        for state in states:
            spec = objects.get(state.object) if state.connection == id else None
            for name, rule in ({} if spec is None else spec.rules(state.kind)).items():
                if rule.writable and (rule.keep_blank or not rule.clearable):
                    found.setdefault(name, {})[connection.name] = None
    return {name: tuple(accounts) for name, accounts in found.items()}
