"""Forgetting a connection: its links, inbox, cursors and secrets, and, if so wished, the records that only it carried."""

from __future__ import annotations

import sqlalchemy as sa

from crmdesk.domain.conflicts import Conflict
from crmdesk.domain.kinds import Kind
from crmdesk.store import bulk, deciding, editing, links, open_conflicts, policies, problems, records, users
from crmdesk.store.forgetting import forget_references
from crmdesk.store.look_tables import Look
from crmdesk.store.mapping_tables import FieldMapping
from crmdesk.store.queries.leaving import is_elsewhere, is_there
from crmdesk.store.tables import (
    Alias,
    Change,
    Connection,
    Cursor,
    Dangling,
    Decision,
    History,
    Inbox,
    Intent,
    Lease,
    Link,
    Mention,
    Notice,
    Problem,
    Review,
    Run,
    Secret,
    Sweep,
    Unfinished,
    core,
    record_table,
)
from crmdesk.store.tables import Conflict as ConflictTable
from crmdesk.store.traffic_tables import Traffic
from crmdesk.store.unit import Unit

_OF_CONNECTION = (
    Alias,
    Cursor,
    Dangling,
    FieldMapping,
    Inbox,
    Intent,
    Look,
    Notice,
    Problem,
    Review,
    Run,
    Secret,
    Sweep,
    Traffic,
)


def remove_connection(unit: Unit, connection: str, *, keep_data: bool) -> None:
    """Forget a connection. Without ``keep_data`` the records that no other connection carries go with it, history included.

    Open conflicts that showed nobody but the account are closed: there is nobody left to disagree with. Others go on without it.
    """
    link = core(Link)
    orphans = [] if keep_data else _orphans(unit, connection)
    left, over = _leave_questions(unit, connection)
    users.leave(unit, connection)
    unit.connection.execute(link.delete().where(link.c.connection == connection))
    for model in _OF_CONNECTION:
        table = core(model)
        unit.connection.execute(table.delete().where(table.c.connection == connection))
    lease = core(Lease)
    unit.connection.execute(lease.delete().where(lease.c.name.endswith(connection)))
    row = core(Connection)
    unit.connection.execute(row.delete().where(row.c.id == connection))
    forgotten = {record for _, record in orphans}
    policies.forget(unit, connection, forgotten)
    forget_references(unit, forgotten)
    _forget(unit, orphans)
    for record in sorted(left - forgotten):
        # What was asked held it back at the other accounts, too.
        editing.mark(unit, editing.found(unit, record), None)
    deciding.end_unanswered(unit, [each for each in over if each.record not in forgotten])
    unit.touch(connections=True, pending=True, problems=True, conflicts=True)


def _leave_questions(unit: Unit, connection: str) -> tuple[set[str], list[Conflict]]:
    """Take an account out of the open conflicts that show it; returns the records of those that go on, and those that do not."""
    conflict = core(ConflictTable)
    shown = (conflict.c.state == open_conflicts.OPEN) & conflict.c.accounts.contains(connection)
    found = [
        open_conflicts.conflict_of(row) for row in unit.connection.execute(sa.select(conflict).where(shown)).mappings()
    ]
    over = open_conflicts.leave(unit, found, lambda account: account.connection == connection)
    ended = {each.id for each in over}
    return {each.record for each in found if each.id not in ended}, over


def _orphans(unit: Unit, connection: str) -> list[tuple[str, str]]:
    """(kind, record) of the records that live at this connection and no other.

    A record that was made here and never sent lives on this computer only, and so does one that was kept here although the account
    deleted it (``is_there``): nobody could give it back. One that became part of
    another goes with that one, or stays with it: where it had a row at another connection, that one lives there, too.
    """
    link = core(Link)
    query = sa.select(link.c.kind, link.c.record).where(is_there(connection) & ~is_elsewhere(connection)).distinct()
    ended = _ended(unit)
    became = records.survivors(unit.connection, ended)
    had_row = (link.c.connection != connection) & link.c.remote_id.is_not(None) & link.c.record.in_(bulk.given(became))
    shared = {became[record] for record in unit.connection.execute(sa.select(link.c.record).where(had_row)).scalars()}
    found = {row.record: row.kind for row in unit.connection.execute(query)}
    alone = {record: kind for record, kind in found.items() if record not in ended and record not in shared}
    halves = {record: kind for record, kind in ended.items() if became.get(record) in alone}
    return [(kind, record) for record, kind in (*alone.items(), *halves.items())]


def _ended(unit: Unit) -> dict[str, str]:
    """The records that became part of others, with their kinds."""
    found: dict[str, str] = {}
    for kind in Kind:
        table = record_table(kind)
        ids = unit.connection.execute(sa.select(table.c.id).where(table.c.life == records.MERGED)).scalars()
        found |= dict.fromkeys(ids, kind.value)
    return found


def _forget(unit: Unit, orphans: list[tuple[str, str]]) -> None:
    """Delete records with all that was kept about them: history, conflicts, decisions, what is unfinished or could be undone."""
    mention, change = core(Mention), core(Change)
    about = [core(model).c.record for model in (History, ConflictTable, Decision, Unfinished)]
    for kind in Kind:
        ids = [record for of_kind, record in orphans if of_kind == kind.value]
        if not ids:
            continue
        rows = [{"_id": record} for record in ids]
        for column in (record_table(kind).c.id, mention.c.source, *about):
            unit.connection.execute(column.table.delete().where(column == sa.bindparam("_id")), rows)
        for chunk in records.chunks(ids):
            of_record = sa.func.json_extract(change.c.what, "$.record").in_(chunk)
            unit.connection.execute(change.delete().where(of_record))
        _forget_ties(unit, ids)
        problems.settle_doubts_of(unit, ids)
        unit.touch_records(kind, ids)


def _forget_ties(unit: Unit, ids: list[str]) -> None:
    """Delete what other accounts have still to do with records, whose rows there are gone, or were about to be made."""
    tied = links.by_record(unit.connection, ids)
    ended = [state.id for states in tied.values() for state in states]
    by_link = [(core(model).c.link, ended) for model in (Intent, Look)]
    by_record = [(core(model).c.record, tied) for model in (Notice, Problem)]
    for column, given in (*by_link, *by_record):
        for chunk in records.chunks(given):
            unit.connection.execute(column.table.delete().where(column.in_(bulk.given(chunk))))
    links.delete(unit, ended)
