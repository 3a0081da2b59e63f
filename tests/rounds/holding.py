"""What has to hold once everybody has rested: rows as they are read back, against what the engine believes and shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.providers.base import Absence, ObjectSpec, Provider, Raw, RemoteRecord
from crmdesk.store import links, records
from crmdesk.store.connections import Connection
from crmdesk.store.links import LinkState
from crmdesk.store.queries import doctor
from crmdesk.store.records import Record
from crmdesk.store.tables import (
    Alias,
    Conflict,
    Decision,
    History,
    Inbox,
    Intent,
    Link,
    Notice,
    Problem,
    core,
    record_table,
)
from tests.rounds.colleague import Colleague
from tests.rounds.desk import Desk

_LINK, _ALIAS, _CONFLICT, _DECISION = core(Link), core(Alias), core(Conflict), core(Decision)
_HISTORY, _INBOX, _INTENT, _NOTICE, _PROBLEM = core(History), core(Inbox), core(Intent), core(Notice), core(Problem)

TEXTS = frozenset({"first_name", "last_name", "city", "job_title", "street", "name", "subject"})
"""Fields that are the same text on both sides, whatever the vendor: what their tables have of one line."""
REFERENCES = frozenset({"about", "contacts", "company", "owner"})

MERGES_UNSAID = frozenset({"pipedrive", "zoho"})
"""Known limit: they do not say which rows were merged, and not every merge leaves traces (``docs/vendors``). Such a one
counts as deleted; what referred to it refers to the survivor there, without a new version, and crmdesk believes as before."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that does not hold: what, of which record, and what was seen."""

    invariant: str
    record: str = ""
    seen: str = ""

    def __str__(self) -> str:
        """One line."""
        return " | ".join(filter(None, (self.invariant, self.record, self.seen)))


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told of, or asked about: it need not be the same on both sides."""

    problems: Set[str]
    """Records of which something failed, with words and a remedy."""
    asked: Set[tuple[str, str]]
    """(record, field) of open conflicts."""
    noticed: Set[tuple[str, str, str]]
    """(connection, record, field) of notices: the vendor stores another spelling, or does not take the value."""
    rows: Mapping[tuple[str, str, str], str | None]
    """The record that a row stands for, by (connection, object, remote id); none for what is gone, or kept apart."""

    def explains(self, connection: str, record: str, field: str) -> bool:
        """Whether a person knows why both sides differ in a field."""
        return record in self.problems or (record, field) in self.asked or (connection, record, field) in self.noticed


async def violations(desk: Desk, vendors: Sequence[str]) -> AsyncIterator[Violation]:
    """Everything at one desk that does not hold."""
    for damage in await desk.store.read(lambda reader: list(doctor.violations(reader))):
        yield Violation("the doctor finds nothing", "", str(damage))
    told = await _told(desk)
    for connection in await desk.connections():
        if connection.vendor not in vendors:
            continue
        async with desk.accounts.open(connection) as account:
            for spec in account.provider.objects():
                async for each in _of_object(desk, connection, account.provider, spec, told):
                    yield each


async def lost(desks: Sequence[Desk], colleague: Colleague) -> AsyncIterator[Violation]:
    """Values that a colleague typed, nobody replaced there, and nobody can find any more."""
    somewhere = [colleague.everything()]
    tables: list[sa.Table] = [_HISTORY, _DECISION, _NOTICE, _CONFLICT, _INBOX, _INTENT]
    for desk in desks:
        for table in (*tables, *map(record_table, Kind)):
            somewhere += [" ".join(map(str, row)) for row in await desk.rows(sa.select(table))]
    found = "\n".join(somewhere)
    for value, place in colleague.written.items():
        if value not in found:
            yield Violation("no value of a colleague's is lost", "", f"{value} of {place}")


async def _told(desk: Desk) -> Told:
    columns = (_LINK.c.connection, _LINK.c.object, _LINK.c.remote_id, _LINK.c.record, _LINK.c.state)
    rows = {
        (row.connection, row.object, row.remote_id): row.record if row.state == links.ACTIVE else None
        for row in await desk.rows(sa.select(*columns).where(_LINK.c.remote_id.is_not(None)))
    }
    became = sa.select(_ALIAS.c.connection, _ALIAS.c.object, _ALIAS.c.remote_id, _LINK.c.record).join_from(
        _ALIAS, _LINK, (_ALIAS.c.link == _LINK.c.id) & (_LINK.c.state == links.ACTIVE)
    )
    for row in await desk.rows(became):
        name = (row.connection, row.object, row.remote_id)
        rows[name] = rows.get(name) or row.record
    conflicts = sa.select(_CONFLICT.c.record, _CONFLICT.c.field).where(_CONFLICT.c.state == "open")
    notices = sa.select(_NOTICE.c.connection, _NOTICE.c.record, _NOTICE.c.field)
    return Told(
        {row.record for row in await desk.rows(sa.select(_PROBLEM.c.record)) if row.record is not None},
        {(row.record, row.field) for row in await desk.rows(conflicts)},
        {(row.connection, row.record, row.field) for row in await desk.rows(notices)},
        rows,
    )


async def _of_object(
    desk: Desk, connection: Connection, provider: Provider, spec: ObjectSpec, told: Told
) -> AsyncIterator[Violation]:
    query = sa.select(_LINK.c.id).where((_LINK.c.connection == connection.id) & (_LINK.c.object == spec.name))
    ids = [row.id for row in await desk.rows(query.where(_LINK.c.remote_id.is_not(None)))]
    states = list((await desk.store.read(lambda reader: links.by_id(reader, ids))).values())
    if not states:
        return
    rows = await provider.fetch(spec.name, [state.remote_id or "" for state in states])
    here: dict[str, Record] = {}
    for kind in Kind:
        wanted = [state.record for state in states if state.kind is kind]
        here |= await desk.store.read(partial(records.load_many, kind=kind, ids=wanted))
    for state in states:
        name = f"{connection.vendor} {spec.name} {state.remote_id}"
        for invariant, seen in _of_link(
            connection.vendor, spec, state, here.get(state.record), rows[state.remote_id or ""], told
        ):
            yield Violation(invariant, f"{state.record} = {name}", seen)


def _of_link(
    vendor: str, spec: ObjectSpec, state: LinkState, record: Record | None, row: RemoteRecord | Absence, told: Told
) -> list[tuple[str, str]]:
    if record is None:
        return [("every link has a record of its kind", str(state.kind))]
    if state.state != links.ACTIVE:  # gone, hidden, or kept apart: nothing is agreed on with it
        return []
    if isinstance(row, Absence):
        return [("who is gone there is not live here", str(row))] if record.life == records.LIVE else []
    if record.life != records.LIVE:
        explained = state.record in told.problems or (state.record, EXISTENCE) in told.asked
        return [] if explained else [("who is in the trash here is gone there", record.life)]
    found: list[tuple[str, str]] = []
    rules = spec.rules(row.kind)
    for field, (ours, theirs) in state.bases.items():
        if field not in rules or (field not in record.fields and not field.startswith("x.")):
            continue  # not mapped any more, or no field of what the record has become
        raw, value = row.fields.get(field, theirs), record.fields.get(field)
        seen = f"{field}: there {raw!r}, believed there {theirs!r}, believed here {ours!r}, here {value!r}"
        explained = told.explains(state.connection, state.record, field)
        unsaid = vendor in MERGES_UNSAID and field in REFERENCES and _names_gone(theirs, state.connection, told)
        if not unsaid and not _same(field, raw, theirs, state.connection, told):
            found.append(("what the account holds is what the engine believes", seen))
        if value != ours and rules[field].writable and not explained:
            found.append(("what is here has been sent, or somebody is told why not", seen))
        if _are_texts(value, theirs) and field in TEXTS and value != theirs and not explained:
            found.append(("both sides show the same text", seen))
    return found


def _are_texts(value: Value, raw: Any) -> bool:
    return isinstance(value, str) and isinstance(raw, str)


def _same(field: str, raw: Raw, believed: Raw, connection: str, told: Told) -> bool:
    """Whether a row holds what is believed of it.

    Of references it is whom they name that counts. A vendor points them to whom somebody became part of, and drops those to
    who is deleted, and its feeds tell neither: the row itself has not changed. What became of the other is told by its own link.
    """
    if field not in REFERENCES:
        return bool(raw == believed)
    return _named(raw, connection, told) == _named(believed, connection, told)


def _names_gone(raw: Raw, connection: str, told: Told) -> bool:
    pairs = raw if isinstance(raw, list) else []
    return any(told.rows.get((connection, name, id), "") is None for name, id in pairs)


def _named(raw: Raw, connection: str, told: Told) -> set[str]:
    pairs = raw if isinstance(raw, list) else []
    named = [told.rows.get((connection, name, id), f"{name} {id}") for name, id in pairs]
    return {record for record in named if record is not None}


async def story(desk: Desk, record: str) -> Mapping[str, Sequence[sa.Row[Any]]]:
    """All that is stored about a record, for whoever looks into a violation."""
    tables = {"links": _LINK, "history": _HISTORY, "conflicts": _CONFLICT, "intents": _INTENT, "problems": _PROBLEM}
    return {name: await desk.rows(sa.select(table).where(table.c.record == record)) for name, table in tables.items()}
