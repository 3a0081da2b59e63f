"""Open conflicts: the list, one record's case for the side-by-side view, and one row per field for the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name, in_order
from crmdesk.domain.conflicts import (
    EXISTENCE,
    AccountValue,
    Conflict,
    ConflictKind,
    by_our_clock,
    is_unknown,
    newest_side,
)
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import FieldType, Value
from crmdesk.store import connections, ledger, links, open_conflicts
from crmdesk.store import records as stored
from crmdesk.store.columns import dump, load
from crmdesk.store.connections import Connection
from crmdesk.store.editing import DELETED
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.queries.names import names_of
from crmdesk.store.queries.rows import (
    AccountSide,
    ConflictCase,
    ConflictField,
    ConflictRow,
    Destination,
    MergedField,
    OpenConflict,
    SimilarField,
)
from crmdesk.store.records import Record
from crmdesk.store.tables import Conflict as ConflictTable
from crmdesk.store.tables import Decision, History, core

_CONFLICT, _HISTORY, _DECISION = core(ConflictTable), core(History), core(Decision)

_GONE = ConflictKind.CHANGED_HERE_DELETED_THERE.value
_OPEN = _CONFLICT.c.state == sa.literal_column("'open'")


def conflict_list(connection: sa.Connection) -> list[ConflictRow]:
    """Records with open conflicts, the oldest conflict first."""
    rows = _open_rows(connection)
    present = _load(connection, rows)
    accounts = _accounts(connection)
    by_record: dict[str, list[sa.RowMapping]] = {}
    for row in rows:
        by_record.setdefault(row["record"], []).append(row)
    unedited = _unedited(connection, present, rows)
    return [
        replace(_conflict_row(present[record], found, accounts), edited=record not in unedited)
        for record, found in by_record.items()
        if record in present
    ]


def conflict_case(connection: sa.Connection, record: str) -> ConflictCase | None:
    """Everything to decide the open conflicts of a record; None where it has none."""
    present = stored.find(connection, record)
    conflicts = open_conflicts.open_of(connection, [record]).get(record, {})
    if present is None or not conflicts:
        return None
    seen = _Seen(connection, present, _accounts(connection), links.by_record(connection, [record]).get(record, []))
    merged, tables = _merged(seen, conflicts), _tables(seen, conflicts.values())
    settled = {each.field for each in merged} | set(conflicts)
    fields = [conflicts[name] for name in in_order(present.kind, conflicts)]
    return ConflictCase(
        record=record,
        kind=present.kind,
        name=display_name(present.kind, present.fields),
        fields=tuple(_told_apart(_field(seen, conflict), tables) for conflict in fields),
        merged=merged,
        same=tuple(
            name
            for name in in_order(present.kind, _carried(seen.tied) - settled)
            if present.fields.get(name) is not None
        ),
        names=names_of(connection, _mentioned(present, fields, merged)),
        similar=_similar(connection, present, conflicts),
        elsewhere=_elsewhere(seen, conflicts),
    )


def similar_fields(connection: sa.Connection, record: str) -> list[SimilarField]:
    """The open conflicts of other records of the kind about the fields that are contested in ``record``, the oldest first."""
    present = stored.find(connection, record)
    fields = set(open_conflicts.open_of(connection, [record]).get(record, {})) - {EXISTENCE}
    if present is None or not fields:
        return []
    rows = [
        row
        for row in _open_rows(connection)
        if row["field"] in fields and row["kind"] == present.kind.value and row["record"] != record
    ]
    found = {id: other for id, other in _load(connection, rows).items() if other.kind is present.kind}
    accounts = _accounts(connection)
    similar = [open_conflicts.conflict_of(row) for row in rows if row["record"] in found]
    mentioned = set().union(*(_mentioned(found[each.record], [each], ()) for each in similar))
    names = names_of(connection, mentioned)
    return [
        SimilarField(
            id=each.id,
            record=each.record,
            name=display_name(present.kind, found[each.record].fields),
            field=each.field,
            before=each.before,
            computer=open_conflicts.local_value(found[each.record], each.field),
            accounts=_sides(present.kind, each, accounts),
            names=names,
            shown=open_conflicts.shown(each, found[each.record]),
        )
        for each in similar
    ]


def contested_fields(connection: sa.Connection) -> list[OpenConflict]:
    """Every contested field, once for each account that holds another value, the oldest first."""
    rows = _open_rows(connection)
    present = _load(connection, rows)
    accounts = _accounts(connection)
    return [
        OpenConflict(
            id=row["id"],
            kind=present[row["record"]].kind,
            record=row["record"],
            field=row["field"],
            why=ConflictKind(row["why"]),
            before=load(row["before"]),
            computer=_on_computer(present[row["record"]], row),
            account=held["value"],
            connection=_name(accounts, held["connection"]),
            changed_at=held["changed_at"],
            changed_by=held["changed_by"],
            unknown=_is_unknown(present[row["record"]].kind, row["field"], AccountValue(**held)),
            shown=open_conflicts.shown(open_conflicts.conflict_of(row), present[row["record"]]),
        )
        for row in rows
        if row["record"] in present
        for held in load(row["accounts"])
    ]


def destinations(connection: sa.Connection, record: str) -> list[Destination]:
    """The accounts that have to be told something of a record, in the order of their links."""
    accounts = _accounts(connection)
    tied = links.by_record(connection, [record]).get(record, [])
    told = dict.fromkeys(each.connection for each in tied if each.dirty and each.connection in accounts)
    return [Destination(accounts[id].name, accounts[id].sending) for id in told]


def _on_computer(record: Record, row: sa.RowMapping) -> Value:
    """What this computer stands for: gone where it was deleted here, although the question keeps it visible meanwhile."""
    if row["why"] == ConflictKind.DELETED_HERE_CHANGED_THERE.value:
        return False
    return open_conflicts.local_value(record, row["field"])


@dataclass(frozen=True, slots=True)
class _Seen:
    """A record in conflict with what is needed to tell about it."""

    connection: sa.Connection
    record: Record
    accounts: Mapping[str, Connection]
    tied: Sequence[LinkState]


def _open_rows(connection: sa.Connection) -> list[sa.RowMapping]:
    query = sa.select(_CONFLICT).where(_OPEN).order_by(_CONFLICT.c.opened_at, _CONFLICT.c.id)
    return list(connection.execute(query).mappings())


def _load(connection: sa.Connection, rows: Iterable[sa.RowMapping]) -> dict[str, Record]:
    """The records of conflicts. A conflict knows its kind, but a conversion may have changed the record's since."""
    by_kind: dict[Kind, list[str]] = {}
    for record, kind in stored.kinds_of(connection, sorted({row["record"] for row in rows})).items():
        by_kind.setdefault(kind, []).append(record)
    return {
        record: found
        for kind, ids in by_kind.items()
        for record, found in stored.load_many(connection, kind, ids).items()
    }


def _accounts(connection: sa.Connection) -> dict[str, Connection]:
    return {account.id: account for account in connections.all_of(connection)}


def _name(accounts: Mapping[str, Connection], connection: str) -> str:
    return accounts[connection].name if connection in accounts else connection


def _conflict_row(record: Record, rows: Sequence[sa.RowMapping], accounts: Mapping[str, Connection]) -> ConflictRow:
    held = dict.fromkeys(_name(accounts, each["connection"]) for row in rows for each in load(row["accounts"]))
    return ConflictRow(
        record=record.id,
        kind=record.kind,
        name=display_name(record.kind, record.fields),
        fields=tuple(row["field"] for row in rows),
        why=ConflictKind(rows[0]["why"]),
        accounts=tuple(held),
        opened_at=rows[0]["opened_at"],
    )


def _field(seen: _Seen, conflict: Conflict) -> ConflictField:
    changed = _changed(seen, conflict) if conflict.field == EXISTENCE else ()
    typed = _typed_at(seen, conflict, changed)
    ours = _by_our_clock(conflict, seen.accounts)
    side = newest_side(ours, typed) if conflict.accounts else None
    return ConflictField(
        id=conflict.id,
        field=conflict.field,
        why=conflict.kind,
        before=conflict.before,
        before_at=_before_at(seen, conflict),
        computer=open_conflicts.local_value(seen.record, conflict.field),
        computer_at=typed,
        computer_by=None,
        accounts=_sides(seen.record.kind, conflict, seen.accounts),
        newest=None if side is None else side.value,
        shown=open_conflicts.shown(conflict, seen.record),
        changed=changed,
        taken_back=_taken_back(seen, conflict),
        computer_from=_brought_by(seen, conflict),
    )


def _tables(seen: _Seen, conflicts: Iterable[Conflict]) -> dict[str, str]:
    """The tables of the rows, by link, of which an account shows several: each may hold another value of a field."""
    shown = {held.link for conflict in conflicts if conflict.field != EXISTENCE for held in conflict.accounts}
    rows = [state for state in seen.tied if state.name in shown]
    many = Counter(state.connection for state in rows)
    return {state.name: state.object for state in rows if many[state.connection] > 1}


def _told_apart(field: ConflictField, tables: Mapping[str, str]) -> ConflictField:
    return replace(field, accounts=tuple(replace(side, object=tables.get(side.link)) for side in field.accounts))


def _taken_back(seen: _Seen, conflict: Conflict) -> str | None:
    """When the last decision about a conflict was made that is open again."""
    of_it = sa.select(sa.func.max(_DECISION.c.at)).where(_DECISION.c.conflict == conflict.id)
    return seen.connection.execute(of_it.where(_DECISION.c.record == seen.record.id)).scalar()


def _typed_at(seen: _Seen, conflict: Conflict, changed: Sequence[str]) -> str | None:
    """When a person typed what the field holds here, or changed or deleted the record that is in question."""
    if conflict.kind is ConflictKind.DELETED_HERE_CHANGED_THERE:
        where = (_HISTORY.c.record == seen.record.id) & (_HISTORY.c.event == DELETED)
        return seen.connection.execute(sa.select(sa.func.max(_HISTORY.c.at)).where(where)).scalar()
    names = changed if conflict.field == EXISTENCE else (conflict.field,)
    typed = ledger.typed_as_it_stands(seen.connection, {seen.record.id: names})
    return max(typed.get(seen.record.id, {}).values(), default=None)


def _brought_by(seen: _Seen, conflict: Conflict) -> str | None:
    """The account that the value here is from, where nobody typed it here."""
    account = ledger.brought_as_it_stands(seen.connection, seen.record.id, conflict.field)
    return None if account is None else _name(seen.accounts, account)


def _changed(seen: _Seen, conflict: Conflict) -> tuple[str, ...]:
    """The fields of a record that one side changed before the other deleted it, in their order."""
    if conflict.kind is ConflictKind.DELETED_HERE_CHANGED_THERE:
        names = _brought(seen, conflict)
    else:
        names = _edited(seen.record, seen.tied, conflict)
    specs = CATALOGUE[seen.record.kind]
    return tuple(name for name in in_order(seen.record.kind, names) if name in specs and not specs[name].read_only)


def _unedited(connection: sa.Connection, present: Mapping[str, Record], rows: Iterable[sa.RowMapping]) -> set[str]:
    """The records that an account deleted and nobody changed here, among those that a person is asked about."""
    gone = [open_conflicts.conflict_of(row) for row in rows if row["why"] == _GONE and row["record"] in present]
    tied = links.by_record(connection, sorted({each.record for each in gone}))
    return {each.record for each in gone if not _edited(present[each.record], tied.get(each.record, ()), each)}


def _edited(record: Record, tied: Sequence[LinkState], conflict: Conflict) -> set[str]:
    """The fields that were changed here since the accounts agreed which have deleted a record."""
    asked = {held.link for held in conflict.accounts}
    bases = [link.bases for link in tied if link.name in asked]
    specs = CATALOGUE[record.kind]
    names = {name for base in bases for name, (ours, _) in base.items() if record.fields.get(name) != ours}
    return {name for name in names if name in specs and not specs[name].read_only}


def _sides(kind: Kind, conflict: Conflict, accounts: Mapping[str, Connection]) -> tuple[AccountSide, ...]:
    """What each account holds for a contested field; moments are by our clock as far as that is known."""
    ours = _by_our_clock(conflict, accounts)
    return tuple(
        AccountSide(
            link=held.link,
            account=_name(accounts, held.connection),
            vendor=accounts[held.connection].vendor if held.connection in accounts else "",
            value=held.value,
            changed_at=at_ours.changed_at or held.changed_at,
            changed_by=held.changed_by,
            unknown=_is_unknown(kind, conflict.field, held),
        )
        for held, at_ours in zip(conflict.accounts, ours.accounts, strict=True)
    )


def _is_unknown(kind: Kind, field: str, held: AccountValue) -> bool:
    spec = CATALOGUE[kind].get(field)
    return spec is not None and is_unknown(spec.type, held)


def _by_our_clock(conflict: Conflict, accounts: Mapping[str, Connection]) -> Conflict:
    return by_our_clock(conflict, {id: account.clock_offset_s for id, account in accounts.items()})


def _before_at(seen: _Seen, conflict: Conflict) -> str | None:
    """When the field came to hold the value before, here or from an account; a first pull tells that of the record as a whole."""
    of_record = _HISTORY.c.record == seen.record.id
    came = of_record & (_HISTORY.c.field == conflict.field) & (_HISTORY.c.new == dump(conflict.before))
    imported = of_record & _HISTORY.c.field.is_(None) & (_HISTORY.c.cause == Cause.IMPORT.value)
    for where in (came, imported):
        at: str | None = seen.connection.execute(sa.select(sa.func.max(_HISTORY.c.at)).where(where)).scalar()
        if at is not None:
            return at
    return None


def _carried(tied: Sequence[LinkState]) -> set[str]:
    return {name for link in tied if link.state == links.ACTIVE for name in link.bases}


def _elsewhere(seen: _Seen, conflicts: Mapping[str, Conflict]) -> tuple[str, ...]:
    about = [conflicts[EXISTENCE]] if EXISTENCE in conflicts else conflicts.values()
    asked = {held.connection for each in about for held in each.accounts}
    others = (link.connection for link in seen.tied if link.state == links.ACTIVE and link.connection not in asked)
    return tuple(dict.fromkeys(_name(seen.accounts, each) for each in others))


def _merged(seen: _Seen, conflicts: Mapping[str, Conflict]) -> tuple[MergedField, ...]:
    """Fields that are settled: changed there by the run that opened the conflict, or here and not sent; or decided before."""
    found: dict[str, MergedField] = {}
    decided = _decided_before(seen)
    fields = seen.record.fields
    for link in seen.tied:
        for name, (ours, _) in link.bases.items():
            spec = CATALOGUE[seen.record.kind].get(name)
            if spec is not None and not spec.read_only and link.state == links.ACTIVE and fields.get(name) != ours:
                value = fields.get(name)
                found[name] = MergedField(name, ours, value, ours, value, decided=name in decided)
    for row in _taken(seen, conflicts):
        if row.field in CATALOGUE[seen.record.kind] and not CATALOGUE[seen.record.kind][row.field].read_only:
            old, new = load(row.old), load(row.new)
            found[row.field] = MergedField(row.field, old, old, new, fields.get(row.field))
    return tuple(found[name] for name in in_order(seen.record.kind, found) if name not in conflicts)


def _decided_before(seen: _Seen) -> set[str]:
    """The fields of a record about which a conflict was decided."""
    joined = _DECISION.join(_CONFLICT, _CONFLICT.c.id == _DECISION.c.conflict)
    query = sa.select(_CONFLICT.c.field).select_from(joined).where(_DECISION.c.record == seen.record.id)
    return set(seen.connection.execute(query.distinct()).scalars())


def _taken(seen: _Seen, conflicts: Mapping[str, Conflict]) -> Sequence[sa.Row[str, str | None, str | None]]:
    """What the runs that opened the conflicts took over from accounts, oldest first."""
    ids = [conflict.id for conflict in conflicts.values()]
    runs = sa.select(_CONFLICT.c.run).where(_CONFLICT.c.id.in_(ids), _CONFLICT.c.run.is_not(None))
    where = (_HISTORY.c.record == seen.record.id) & _HISTORY.c.field.is_not(None) & _HISTORY.c.run.in_(runs)
    query = sa.select(_HISTORY.c.field, _HISTORY.c.old, _HISTORY.c.new).where(where).order_by(_HISTORY.c.seq)
    return seen.connection.execute(query).all()


def _brought(seen: _Seen, conflict: Conflict) -> set[str]:
    """The fields that accounts changed from the run on that opened a conflict: colleagues, also of other accounts, go on."""
    mine = _HISTORY.c.record == seen.record.id
    run = sa.select(_CONFLICT.c.run).where(_CONFLICT.c.id == conflict.id).scalar_subquery()
    opened = sa.select(sa.func.min(_HISTORY.c.seq)).where(mine & (_HISTORY.c.run == run)).scalar_subquery()
    theirs = _HISTORY.c.cause.in_((Cause.REMOTE.value, Cause.MERGE.value)) & _HISTORY.c.field.is_not(None)
    query = sa.select(_HISTORY.c.field).where(mine & theirs & (_HISTORY.c.seq >= opened))
    return set(seen.connection.execute(query.distinct()).scalars())


def _mentioned(record: Record, conflicts: Sequence[Conflict], merged: Sequence[MergedField]) -> set[str]:
    """The ids of the records that any value of a case refers to."""
    values = [
        (each.field, value) for each in conflicts for value in (each.before, *(held.value for held in each.accounts))
    ]
    values += [
        (each.field, value) for each in merged for value in (each.before, each.computer, each.account, each.result)
    ]
    values += list(record.fields.items())
    reference = (FieldType.REFERENCE, FieldType.REFERENCES)
    catalogue = CATALOGUE[record.kind]
    found = (value for name, value in values if name in catalogue and catalogue[name].type in reference)
    return {target for value in found for target in stored.targets(value)}


def _similar(connection: sa.Connection, record: Record, conflicts: Mapping[str, Conflict]) -> int:
    """How many other records of the kind have an open conflict about one of the same fields."""
    where = (
        _OPEN
        & (_CONFLICT.c.kind == record.kind.value)
        & _CONFLICT.c.field.in_(conflicts)
        & (_CONFLICT.c.record != record.id)
    )
    return connection.execute(sa.select(sa.func.count(_CONFLICT.c.record.distinct())).where(where)).scalar_one()
