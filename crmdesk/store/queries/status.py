"""How things stand: totals, accounts, what waits to be sent, what failed, what ran."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import display_name, in_order
from crmdesk.domain.conflicts import EXISTENCE, ConflictKind
from crmdesk.domain.conflicts import Conflict as OpenConflict
from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import cursors, intents, links, open_conflicts, traffic
from crmdesk.store import records as stored
from crmdesk.store.columns import load
from crmdesk.store.connections import PAUSED, Connection, deletions_in
from crmdesk.store.connections import all_of as all_accounts
from crmdesk.store.ledger import TYPED
from crmdesk.store.links import LinkState
from crmdesk.store.queries.differences import unsent_fields, verb_of
from crmdesk.store.queries.flags import among
from crmdesk.store.queries.holding import held_back
from crmdesk.store.queries.lists import count
from crmdesk.store.queries.names import names_of
from crmdesk.store.queries.rows import ConnectionRow, ListQuery, PendingRow, ProblemRow, RunRow, Totals
from crmdesk.store.records import Record
from crmdesk.store.tables import Conflict, History, Link, Problem, Review, Run, core
from crmdesk.store.tables import Connection as ConnectionTable

_CONFLICT, _CONNECTION, _HISTORY = core(Conflict), core(ConnectionTable), core(History)
_LINK, _PROBLEM, _REVIEW, _RUN = core(Link), core(Problem), core(Review), core(Run)

_OWNER = "owner"
"""The field that says whose a record is: what an account refuses about it is about a person, who is named."""

_OPEN = _CONFLICT.c.state == sa.literal_column("'open'")
_DIRTY = _LINK.c.dirty == sa.literal_column("1")
"""Written out, not bound: only so does SQLite know that the partial index answers it."""


def totals(connection: sa.Connection) -> Totals:
    """The numbers of the whole profile.

    ``pending`` counts records once for each account that has still to be told, ``held`` those of them whose account
    does not send; ``conflicts`` counts contested fields, ``contested`` their records. ``last_success`` is that of the
    account furthest behind that is not paused: one that needs signing in falls further behind all the while. Where all are
    paused, it is that of them.
    """
    waiting = _waiting(connection)
    accounts = all_accounts(connection)
    held = sum(waiting.get(account.id, 0) for account in accounts if not account.sending)
    running = [account for account in accounts if account.state != PAUSED] or accounts
    seen = [account.last_success for account in running if account.last_success]
    return Totals(
        records={kind: count(connection, ListQuery(kind)) for kind in Kind},
        pending=sum(waiting.get(account.id, 0) for account in accounts),
        held=held,
        conflicts=_count(connection, _CONFLICT, _OPEN),
        problems=_count(connection, _PROBLEM),
        reviews=_count(connection, _REVIEW, _REVIEW.c.state == "open"),
        last_success=min(seen, default=None),
        contested=connection.execute(sa.select(sa.func.count(_CONFLICT.c.record.distinct())).where(_OPEN)).scalar_one(),
    )


def connections(connection: sa.Connection) -> list[ConnectionRow]:
    """Every account by name, with what waits, what failed and what its last finished run did."""
    waiting = _waiting(connection)
    failed = _by_connection(
        connection, sa.select(_PROBLEM.c.connection, sa.func.count()).group_by(_PROBLEM.c.connection)
    )
    contested = _contested(connection)
    undecided = sa.select(_REVIEW.c.connection, sa.func.count()).where(_REVIEW.c.state == "open")
    reviewed = _by_connection(connection, undecided.group_by(_REVIEW.c.connection))
    figures_of = {account: asdict(figures) for account, figures in traffic.totals(connection).items()}
    rows = connection.execute(sa.select(_CONNECTION).order_by(_CONNECTION.c.name)).mappings()
    return [
        ConnectionRow(
            id=row["id"],
            name=row["name"],
            vendor=row["vendor"],
            account_name=row["account_name"],
            sending=bool(row["sending"]),
            state=row["state"],
            last_success=row["last_success"],
            failure=_error(row["failure"]),
            budget=load(row["budget"]),
            pending=waiting.get(row["id"], 0),
            problems=failed.get(row["id"], 0),
            last_counts=_last_counts(connection, row["id"]),
            interval_s=row["interval_s"],
            conflicts=contested.get(row["id"], 0),
            reviews=reviewed.get(row["id"], 0),
            first_sync=FirstSync(row["first_sync"]),
            traffic=figures_of.get(row["id"], {}),
            deletions=deletions_in(load(row["settings"])),
            base_url=row["base_url"],
        )
        for row in rows
    ]


def pending(connection: sa.Connection, limit: int = 500) -> list[PendingRow]:
    """What waits to be sent: one row per record and account; accounts by name, within them the longest wait first.

    Where more waits, every account has its share of the places.
    """
    marked = sa.select(_LINK.c.connection, sa.func.count()).where(_DIRTY).group_by(_LINK.c.connection)
    shares = _shares(_by_connection(connection, marked), limit)
    accounts = [account for account in all_accounts(connection) if account.id in shares]
    return [row for each in accounts for row in _pending_of(connection, each, shares[each.id])]


def _shares(wanted: Mapping[str, int], places: int) -> dict[str, int]:
    """How many places each one gets: all that it wants, or as many as the others who want more."""
    shares: dict[str, int] = {}
    for name in sorted(wanted, key=lambda name: wanted[name]):
        shares[name] = min(wanted[name], places // (len(wanted) - len(shares)))
        places -= shares[name]
    return shares


def pending_at(connection: sa.Connection, account: str, limit: int = 500) -> list[PendingRow]:
    """The same of one account alone, by its id."""
    return [
        row for each in all_accounts(connection) if each.id == account for row in _pending_of(connection, each, limit)
    ]


def problems(connection: sa.Connection, limit: int = 500) -> list[ProblemRow]:
    """What failed and is not over, the latest first."""
    return _problem_rows(
        connection, sa.select(_PROBLEM).order_by(_PROBLEM.c.last_at.desc(), _PROBLEM.c.id.desc()).limit(limit)
    )


def problems_of(connection: sa.Connection, record: str) -> list[ProblemRow]:
    """What failed with one record, the latest first."""
    query = sa.select(_PROBLEM).where(_PROBLEM.c.record == record)
    return _problem_rows(connection, query.order_by(_PROBLEM.c.last_at.desc(), _PROBLEM.c.id.desc()))


def runs(connection: sa.Connection, limit: int = 100) -> list[RunRow]:
    """The latest runs of all accounts, the latest first."""
    joined = _RUN.outerjoin(_CONNECTION, _CONNECTION.c.id == _RUN.c.connection)
    query = sa.select(_RUN, _CONNECTION.c.name.label("account")).select_from(joined)
    latest = query.order_by(_RUN.c.started_at.desc(), _RUN.c.id.desc()).limit(limit)
    return [
        RunRow(
            id=row.id,
            connection=row.connection,
            account=row.account or row.connection,
            started_at=row.started_at,
            ended_at=row.ended_at,
            status=row.status,
            counts=load(row.counts),
            error=_error(row.error),
        )
        for row in connection.execute(latest)
    ]


def _waiting(connection: sa.Connection) -> dict[str, int]:
    """How many records each account has still to be told about."""
    each = sa.select(_LINK.c.connection, _LINK.c.record).where(_DIRTY).distinct().subquery()
    return _by_connection(connection, sa.select(each.c.connection, sa.func.count()).group_by(each.c.connection))


def _contested(connection: sa.Connection) -> dict[str, int]:
    """How many records have an open conflict that shows a value of each account."""
    held = sa.func.json_each(_CONFLICT.c.accounts).table_valued("value")
    account = sa.func.json_extract(held.c.value, "$.connection")
    counted = (
        sa.select(account, sa.func.count(_CONFLICT.c.record.distinct())).select_from(_CONFLICT).join(held, sa.true())
    )
    return _by_connection(connection, counted.where(_OPEN).group_by(account))


def _by_connection(connection: sa.Connection, query: sa.Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _count(connection: sa.Connection, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one()


def _last_counts(connection: sa.Connection, account: str) -> Mapping[str, int]:
    ended = sa.select(_RUN.c.counts).where((_RUN.c.connection == account) & _RUN.c.ended_at.is_not(None))
    counts: Mapping[str, int] | None = load(
        connection.execute(ended.order_by(_RUN.c.started_at.desc()).limit(1)).scalar()
    )
    return counts or {}


def _error(text: str | None) -> tuple[str, Mapping[str, Value]] | None:
    error = load(text)
    return None if error is None else (error["key"], error["data"])


def _problem_rows(connection: sa.Connection, query: sa.Select[Any]) -> list[ProblemRow]:
    found = connection.execute(query).all()
    others = {row.id: other for row in found if (other := load(row.data).get("other")) is not None}
    owners = _owners(connection, [row.record for row in found if row.field == _OWNER and row.record is not None])
    about = {row.record for row in found if row.record is not None}
    names = names_of(connection, about | set(others.values()) | set(owners.values()))
    accounts = {account.id: account.name for account in all_accounts(connection)}
    return [
        ProblemRow(
            id=row.id,
            connection=row.connection,
            account=accounts.get(row.connection, row.connection),
            record=row.record,
            kind=None if row.kind is None else Kind(row.kind),
            name=names.get(row.record, ""),
            field=row.field,
            verb=row.verb,
            key=row.key,
            data=_data(row, names, owners),
            first_at=row.first_at,
            last_at=row.last_at,
            times=row.times,
            next_try=row.next_try,
        )
        for row in found
    ]


def _owners(connection: sa.Connection, records: Sequence[str]) -> dict[str, str]:
    """The owner of each of these records that has one now."""
    found = {id: each.fields.get(_OWNER) for id, each in stored.load_any(connection, records).items()}
    return {id: owner for id, owner in found.items() if owner}


def _data(row: sa.Row[Any], names: Mapping[str, str], owners: Mapping[str, str]) -> Mapping[str, Value]:
    """What a problem tells; where it names another record, or is about the owner, with the name that is known now."""
    data: dict[str, Value] = load(row.data)
    if row.field == _OWNER:
        data |= {"owner_name": names.get(owners.get(row.record, ""), "")}
    return data | {"other_name": names.get(data["other"], "")} if "other" in data else data


def _pending_of(connection: sa.Connection, account: Connection, limit: int) -> list[PendingRow]:
    dirty = (_LINK.c.connection == account.id) & _DIRTY
    ids = connection.execute(
        sa.select(_LINK.c.id).where(dirty).order_by(_LINK.c.object, _LINK.c.id).limit(limit)
    ).scalars()
    by_record: dict[str, list[LinkState]] = {}
    for state in links.by_id(connection, list(ids)).values():
        by_record.setdefault(state.record, []).append(state)
    present = _present(connection, by_record.values())
    since = _since(connection, list(present))
    contested = open_conflicts.open_of(connection, present)
    failed, barred = _failures(connection, account.id, list(present)), _barred(connection, account.id)
    hidden = _hidden(connection, account.id, present.values(), barred) if barred else {}
    flying = _in_flight(connection, by_record.values())
    holds, staying = held_back(connection, account, by_record), cursors.unsent(connection)
    parts = {route.object for route in account.routes if route.part_of is not None}
    rows = []
    for record in present.values():
        states, conflicts = by_record[record.id], contested.get(record.id, {})
        unsent = {name for state in states for name in unsent_fields(record, state, staying=staying)}
        # What does not travel is unmarked by the next run, and told until then where it is all that there is.
        unsent = unsent or {name for state in states for name in unsent_fields(record, state)}
        asked = _asks_existence(conflicts.get(EXISTENCE), account.id)
        ordered = () if asked else tuple(in_order(record.kind, unsent - conflicts.keys()))
        needed = [state.object for state in states]
        if ordered and all((record.id, name) in hidden for name in ordered):
            needed += [hidden[record.id, name] for name in ordered]
        rows.append(
            PendingRow(
                record=record.id,
                kind=record.kind,
                name=display_name(record.kind, record.fields),
                connection=account.id,
                account=account.name,
                verb=verb_of(record, states[0]),
                fields=ordered,
                since=_waiting_since(since.get(record.id, {}), ordered),
                held=not account.sending,
                in_flight=any(state.id in flying for state in states),
                problem=failed.get(record.id) or next((barred[each] for each in needed if each in barred), None),
                contested=_asked(record, unsent, conflicts, existence=asked),
                hold=holds.get(record.id),
                adds=_only_adds(states, parts),
            )
        )
    return sorted(rows, key=lambda row: row.since or "")


def _only_adds(states: Sequence[LinkState], parts: Collection[str]) -> bool:
    """Whether all that is to be made are rows that only add fields: those of the objects ``parts``."""
    made = {state.object for state in states if state.state == links.NEW}
    return bool(made) and made <= set(parts)


def _asked(
    record: Record, unsent: Collection[str], conflicts: Mapping[str, OpenConflict], *, existence: bool
) -> tuple[str, ...]:
    """What of a record's unsent fields waits for a decision; about the existence that is all of them, after the existence."""
    if not existence:
        return tuple(in_order(record.kind, conflicts.keys() & unsent))
    if conflicts[EXISTENCE].kind is not ConflictKind.CHANGED_HERE_DELETED_THERE:
        return (EXISTENCE,)
    return (EXISTENCE, *in_order(record.kind, unsent))


def _asks_existence(conflict: OpenConflict | None, account: str) -> bool:
    """Whether a conflict asks if the record shall exist at an account."""
    return conflict is not None and any(held.connection == account for held in conflict.accounts)


def _present(connection: sa.Connection, tied: Iterable[Sequence[LinkState]]) -> dict[str, Record]:
    by_kind: dict[Kind, list[str]] = {}
    for states in tied:
        by_kind.setdefault(states[0].kind, []).append(states[0].record)
    found: dict[str, Record] = {}
    for kind, ids in by_kind.items():
        found |= stored.load_many(connection, kind, ids)
    return found


def _since(connection: sa.Connection, records: Sequence[str]) -> dict[str, dict[str | None, str]]:
    """When each field was last typed here, by record; under None when the record was last made, deleted or restored."""
    at = sa.func.max(_HISTORY.c.at)
    query = sa.select(_HISTORY.c.record, _HISTORY.c.field, at.label("at"))
    typed = query.where(among(_HISTORY.c.record, records), _HISTORY.c.cause.in_(TYPED))
    found: dict[str, dict[str | None, str]] = {}
    for row in connection.execute(typed.group_by(_HISTORY.c.record, _HISTORY.c.field)):
        found.setdefault(row.record, {})[row.field] = row.at
    return found


def _waiting_since(typed: Mapping[str | None, str], fields: Sequence[str]) -> str | None:
    """The oldest of the changes that wait: of the fields, or of the record where no field is named."""
    return min((typed[name] for name in fields if name in typed), default=typed.get(None))


def _failures(connection: sa.Connection, account: str, records: Collection[str]) -> dict[str, str]:
    """The key of the latest problem that each record has with an account."""
    where = among(_PROBLEM.c.record, sorted(records)) & (_PROBLEM.c.connection == account)
    rows = connection.execute(sa.select(_PROBLEM.c.record, _PROBLEM.c.key).where(where).order_by(_PROBLEM.c.last_at))
    return {row.record: row.key for row in rows}


def _barred(connection: sa.Connection, account: str) -> dict[str, str]:
    """The objects of an account that it does not show, or in which nothing may be written, each with the problem that says so."""
    what = (_PROBLEM.c.verb == "write") | (_PROBLEM.c.key == "objects_not_shown")
    where = (_PROBLEM.c.connection == account) & _PROBLEM.c.record.is_(None) & what
    rows = connection.execute(sa.select(_PROBLEM.c.key, _PROBLEM.c.data).where(where))
    return {name: row.key for row in rows for name in str(load(row.data).get("objects", "")).split(", ")}


def _hidden(
    connection: sa.Connection, account: str, present: Iterable[Record], barred: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The fields, by record, that refer to what lives only in objects that an account does not show, each with one of these."""
    named = {
        (record.id, name): stored.targets(record.fields.get(name))
        for record in present
        for name in stored.reference_fields(record.kind)
    }
    homes: dict[str, set[str]] = {}
    for object_name, target in links.remote_ids(connection, account, {one for ids in named.values() for one in ids}):
        homes.setdefault(target, set()).add(object_name)
    away = {name for name, key in barred.items() if key == "objects_not_shown"}
    unseen = {target: min(found) for target, found in homes.items() if found <= away}
    return {place: unseen[one] for place, ids in named.items() for one in ids if one in unseen}


def _in_flight(connection: sa.Connection, tied: Iterable[Sequence[LinkState]]) -> set[int]:
    """The links whose last request has no recorded outcome yet."""
    sent = intents.of_links(connection, [state.id for states in tied for state in states])
    return {link for link, intent in sent.items() if intent.is_unresolved}
