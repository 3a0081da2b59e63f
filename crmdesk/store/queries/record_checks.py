"""The doctor's checks of single records: each with its links, its ledger, its references and its place in the search.

A slice of some hundred records is loaded with everything that is kept about them; the checks themselves look at one record
and ask nothing more of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Value
from crmdesk.store import bulk, cursors, inbox, links
from crmdesk.store.bases import Bases
from crmdesk.store.columns import load
from crmdesk.store.ledger import IMPORTED
from crmdesk.store.links import LinkState
from crmdesk.store.queries.differences import unsent_fields
from crmdesk.store.queries.findings import UNREADABLE, Look, Slice, Violation, carried_out, is_of_cells
from crmdesk.store.queries.search import SEARCHED, WITH_FRAGMENTS
from crmdesk.store.records import LIVE, MERGED, TRASH, Record, load_many, targets
from crmdesk.store.tables import record_table

SLICE = 500
"""Records that are loaded together."""

_STAMPS = frozenset({"created_at", "modified_at"})
_LIVES = {"created": LIVE, IMPORTED: LIVE, "restored": LIVE, "deleted": TRASH, "merged": MERGED}
"""What the events of the ledger make of a record."""

Row = sa.Row[Any]


@dataclass(frozen=True, slots=True)
class Account:
    """What the marks of links depend on: whether it is sent to, and when its last good run began (UTC text, may be empty)."""

    sending: bool
    good: str


@dataclass(frozen=True, slots=True)
class Case:
    """One record with everything that is kept about it. ``bases`` lacks links whose base cannot be read.

    ``lives`` are those of the records that it refers to; ``mentions`` its references as they are turned round, as (field,
    target); ``unsearched`` the tables of the search that lack it; ``unsent`` the fields that do not travel, by connection,
    object and kind, None where that cannot be read; ``refused`` the links whose row a review has refused, which the next run
    puts right.
    """

    record: Record
    merged_into: str | None
    links: Sequence[LinkState]
    bases: Mapping[int, Bases]
    ledger: Sequence[Row]
    contested: frozenset[str]
    sends: frozenset[int]
    refused: frozenset[int]
    has_problem: bool
    mentions: frozenset[tuple[str, str]]
    lives: Mapping[str, str]
    unsearched: Sequence[str]
    accounts: Mapping[str, Account]
    unsent: Mapping[tuple[str, str, str], frozenset[str]] | None

    def value(self, name: str) -> Value:
        """What the record holds in a field, of whatever kind: what a conversion took away is kept beside its fields."""
        return self.record.fields.get(name) if self.has(name) else (self.record.kept or {}).get(name)

    def has(self, name: str) -> bool:
        """Whether a field is one of the record's kind; a custom one that is blank has no entry."""
        return name in self.record.fields or is_custom(name)

    def found(self, invariant: str, detail: str) -> Violation:
        """A violation of this record."""
        return Violation(invariant, self.record.id, detail)


def look_at(kind: Kind) -> Look:
    """The check of all records of a kind, slice by slice in the order of their rows."""
    table = record_table(kind)
    columns = (table.c.rowid, table.c.id, table.c.merged_into)
    behind = sa.select(*columns).where(table.c.rowid > sa.bindparam("after")).order_by(table.c.rowid)
    behind = behind.limit(sa.bindparam("most"))
    last_row = sa.select(sa.func.max(table.c.rowid))

    def look(connection: sa.Connection, after: int) -> Slice:
        rows = connection.execute(behind, {"after": after, "most": SLICE}).all()
        if not rows:
            return Slice(())
        found = _looked_at(connection, kind, rows)
        last, end = rows[-1].rowid, connection.execute(last_row).scalar_one()
        return Slice(found, last if last < end else None, last / end)

    return look


def _looked_at(connection: sa.Connection, kind: Kind, rows: Sequence[Any]) -> list[Violation]:
    """What is wrong with the records of these rows; where they cannot be loaded together, each is looked at alone."""
    found: list[Violation] = []
    try:
        for case in _cases(connection, kind, rows, found):
            for check in CHECKS:
                found += carried_out(check(case), check.__name__, case.record.id)
    except UNREADABLE as error:
        if not is_of_cells(error):
            raise
        if len(rows) > 1:
            return [violation for row in rows for violation in _looked_at(connection, kind, [row])]
        found.append(Violation("check_carried_out", rows[0].id, kind.value))
    return found


# -- the checks ---------------------------------------------------------------------------------------------------------


def ledger_has_no_gap(case: Case) -> Iterator[Violation]:
    """Each entry about a field begins with what the one before ended with, and the last is what the record holds (I1, I14).

    So every value that was ever typed is here, or was replaced by an entry that names its cause. The first one of a record that
    was made here begins with a blank; what others began with is in no entry.
    """
    made_here = any(entry.event == "created" for entry in case.ledger)
    for name, entries in _by_field(case.ledger).items():
        begins = load(entries[0].old) is None or not made_here
        if not begins or any(_differ(first.new, second.old) for first, second in pairwise(entries)):
            yield case.found("ledger_has_no_gap", name)
        if load(entries[-1].new) != case.value(name):
            yield case.found("ledger_tells_value", name)


def values_have_a_source(case: Case) -> Iterator[Violation]:
    """A record has a beginning in the ledger, and one that was made here holds nothing that nobody typed (I14)."""
    events = {entry.event for entry in case.ledger}
    if case.record.kind not in RECORD_KINDS:
        return
    if not events & {"created", IMPORTED}:
        yield case.found("record_has_beginning", case.record.kind.value)
    if IMPORTED in events or "created" not in events:
        return
    told = _by_field(case.ledger)
    for name, value in case.record.fields.items():
        if value is not None and name not in told and name not in _STAMPS:
            yield case.found("ledger_tells_value", name)


def life_is_told(case: Case) -> Iterator[Violation]:
    """What is in the trash was put there by an entry of the ledger, and what is not was not (I11, I14)."""
    lives = [_LIVES[entry.event] for entry in case.ledger if entry.event in _LIVES]
    if lives and lives[-1] != case.record.life:
        yield case.found("life_is_told", case.record.life)
    if case.record.life == MERGED and case.merged_into is None:
        yield case.found("life_is_told", "merged_into")


def bases_can_be_read(case: Case) -> Iterator[Violation]:
    """What was last agreed on can be read and is about fields there are; a row to be made has no such thing yet (I6)."""
    for link in case.links:
        bases = case.bases.get(link.id)
        if bases is None:
            yield case.found("base_is_readable", f"link {link.id}, {link.object}")
            continue
        unknown = sorted(name for name in bases if not (name in _FIELDS or is_custom(name)))
        if unknown:
            yield case.found("base_is_readable", f"link {link.id}, {', '.join(unknown)}")
        if link.state == links.NEW and (
            link.remote_id is not None or any(base != (None, None) for base in bases.values())
        ):
            yield case.found("base_is_readable", f"link {link.id}, {link.object}, new")
        if link.state == links.ACTIVE and link.remote_id is None:
            yield case.found("base_is_readable", f"link {link.id}, {link.object}, no row")


def typed_values_are_marked(case: Case) -> Iterator[Violation]:
    """What an account has not confirmed is marked to be sent, or waits in a conflict; so is what is still to be made (I1, I5)."""
    if case.record.kind not in RECORD_KINDS or EXISTENCE in case.contested:
        return
    for link in case.links:
        if link.state == links.NEW and not link.dirty:
            yield case.found("typed_value_is_marked", f"link {link.id}, {link.state}")
    if case.record.life != LIVE or case.unsent is None:
        return
    for link in case.links:
        if link.dirty or link.state != links.ACTIVE:
            continue
        stays = case.contested | case.unsent.get((link.connection, link.object, link.kind.value), frozenset())
        for name, (ours, _) in case.bases.get(link.id, {}).items():
            if name not in stays and case.has(name) and case.record.fields.get(name) != ours:
                yield case.found("typed_value_is_marked", f"link {link.id}, {name}")


def deletions_are_marked(case: Case) -> Iterator[Violation]:
    """What was deleted here is deleted at its account, or marked to be, or a person is asked (I5)."""
    if case.record.life != TRASH or case.has_problem or EXISTENCE in case.contested:
        return
    for link in case.links:
        if link.state == links.ACTIVE and not link.dirty and link.id not in case.sends:
            yield case.found("deletion_is_marked", f"link {link.id}, {link.object}")


def marks_have_reasons(case: Case) -> Iterator[Violation]:
    """A link that a whole run with sending has passed is marked only where something differs, waits or was refused (I4)."""
    if case.record.life != LIVE or case.has_problem or case.contested:
        return
    newest = max((entry.at for entry in case.ledger), default="")
    for link in case.links:
        account = case.accounts.get(link.connection)
        if account is None or not account.sending or account.good <= newest or link.id not in case.bases:
            continue
        waits = link.id in case.sends | case.refused or unsent_fields(case.record, link)
        if link.dirty and link.state == links.ACTIVE and not waits:
            yield case.found("mark_has_reason", f"link {link.id}, {link.object}")


def references_have_records(case: Case) -> Iterator[Violation]:
    """What a live record refers to is there, and is not a record that became part of another (I10)."""
    if case.record.life != LIVE:
        return
    for name, ids in _references(case.record).items():
        if any(case.lives.get(one, MERGED) == MERGED for one in ids):
            yield case.found("reference_has_record", name)


def references_are_turned_round(case: Case) -> Iterator[Violation]:
    """What tells which records point to another says the same as the records."""
    wanted = {(name, one) for name, ids in _references(case.record).items() for one in ids}
    for name in sorted({name for name, _ in wanted ^ case.mentions}):
        yield case.found("references_agree", name)


def search_knows(case: Case) -> Iterator[Violation]:
    """Search knows every record that it has come to."""
    for table in case.unsearched:
        yield case.found("search_knows_record", table)


CHECKS: Sequence[Callable[[Case], Iterator[Violation]]] = (
    ledger_has_no_gap,
    values_have_a_source,
    life_is_told,
    bases_can_be_read,
    typed_values_are_marked,
    deletions_are_marked,
    marks_have_reasons,
    references_have_records,
    references_are_turned_round,
    search_knows,
)

_FIELDS = frozenset(name for fields in CATALOGUE.values() for name in fields)


def _by_field(ledger: Sequence[Row]) -> dict[str, list[Row]]:
    """The entries about each field. What was decided about the existence is told there, too, and is no field.

    Nor is what cannot be read, which the look at single cells names.
    """
    found: dict[str, list[Row]] = {}
    for entry in ledger:
        if isinstance(entry.field, str) and entry.field != EXISTENCE:
            found.setdefault(entry.field, []).append(entry)
    return found


def _differ(first: str | None, second: str | None) -> bool:
    return first != second and load(first) != load(second)


def _references(record: Record) -> dict[str, list[str]]:
    """The records that people write and that a record refers to, by field."""
    specs = CATALOGUE[record.kind].values() if record.kind in RECORD_KINDS else ()
    wanted = (spec.name for spec in specs if set(spec.targets) & set(RECORD_KINDS))
    return {name: targets(record.fields[name]) for name in wanted}


# -- loading ------------------------------------------------------------------------------------------------------------


def _cases(connection: sa.Connection, kind: Kind, rows: Sequence[Any], found: list[Violation]) -> Iterator[Case]:
    """The records of these rows; those that cannot be read go to ``found``."""
    read = _read(connection, kind, [row.id for row in rows], found)
    given = {"ids": bulk.listed(read)}
    ties = links.by_record(connection, read)
    ledger = _grouped(connection, _LEDGER, given)
    contested = _grouped(connection, _CONTESTED, given)
    sends = _grouped(connection, _SENDS, given)
    refused = _grouped(connection, _REFUSED, given)
    problems = _grouped(connection, _PROBLEMS, given)
    mentions = _grouped(connection, _MENTIONS, given)
    lives = _lives(connection, read.values())
    unsearched = _unsearched(connection, kind, [row.rowid for row in rows])
    accounts, unsent = _accounts(connection), unsent_of(connection)
    for row in rows:
        record = read.get(row.id)
        if record is None:
            continue
        states = ties.get(record.id, [])
        yield Case(
            record=record,
            merged_into=row.merged_into,
            links=states,
            bases={state.id: bases for state in states if (bases := _bases(state)) is not None},
            ledger=ledger.get(record.id, ()),
            contested=frozenset(each.field for each in contested.get(record.id, ())),
            sends=frozenset(each.link for each in sends.get(record.id, ())),
            refused=frozenset(each.link for each in refused.get(record.id, ())),
            has_problem=record.id in problems,
            mentions=frozenset((each.field, each.target) for each in mentions.get(record.id, ())),
            lives=lives,
            unsearched=[table for table, missing in unsearched.items() if row.rowid in missing],
            accounts=accounts,
            unsent=unsent,
        )


def _read(connection: sa.Connection, kind: Kind, ids: Sequence[str], found: list[Violation]) -> dict[str, Record]:
    """Records by id. Where one cannot be read, each is read alone, so that the one is named."""
    try:
        return load_many(connection, kind, ids)
    except UNREADABLE as error:
        if not is_of_cells(error):
            raise
        if len(ids) > 1:
            return {id: record for each in ids for id, record in _read(connection, kind, [each], found).items()}
        found.append(Violation("value_is_readable", ids[0], kind.value))
        return {}


def unsent_of(connection: sa.Connection) -> Mapping[tuple[str, str, str], frozenset[str]] | None:
    """The fields that do not travel; None where what was mapped last cannot be read."""
    try:
        return cursors.unsent(connection)
    except UNREADABLE as error:
        if not is_of_cells(error):
            raise
        return None


def _bases(state: LinkState) -> Bases | None:
    try:
        return state.bases
    except UNREADABLE:
        return None


_OF_THESE = "record IN (SELECT value FROM json_each(:ids))"
_LEDGER = f"SELECT record, seq, at, field, old, new, cause, event FROM history WHERE {_OF_THESE} ORDER BY record, seq"  # noqa: S608
_CONTESTED = f"SELECT record, field FROM conflict WHERE state = 'open' AND {_OF_THESE}"  # noqa: S608
_SENDS = f"SELECT record, link FROM intent WHERE state <> 'done' AND {_OF_THESE}"  # noqa: S608
_REFUSED = (
    "SELECT record, link.id AS link FROM link JOIN inbox USING (connection, object, remote_id)"  # noqa: S608
    f" WHERE inbox.held = {inbox.REFUSED} AND {_OF_THESE}"
)
_PROBLEMS = f"SELECT record FROM problem WHERE {_OF_THESE}"  # noqa: S608
_MENTIONS = "SELECT source AS record, field, target FROM mention WHERE source IN (SELECT value FROM json_each(:ids))"


def _grouped(connection: sa.Connection, query: str, given: Mapping[str, str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in connection.execute(sa.text(query), given):
        found.setdefault(row.record, []).append(row)
    return found


def _lives(connection: sa.Connection, records: Any) -> dict[str, str]:
    """The lives of all records that these refer to, by id."""
    wanted = bulk.listed({one for record in records for ids in _references(record).values() for one in ids})
    found: dict[str, str] = {}
    for kind in RECORD_KINDS:
        query = f'SELECT id, life FROM "{kind.value}" WHERE id IN (SELECT value FROM json_each(:ids))'  # noqa: S608
        found.update((row.id, row.life) for row in connection.execute(sa.text(query), {"ids": wanted}))
    return found


def _unsearched(connection: sa.Connection, kind: Kind, rows: Sequence[int]) -> dict[str, set[int]]:
    """The rows that the tables of the search lack, by table; what they have still to take in is not missed."""
    tables = [f"{kind.value}_{name}" for name, kinds in _SEARCH.items() if kind in kinds]
    until = connection.execute(
        sa.text("SELECT searched FROM unindexed WHERE kind = :kind"), {"kind": kind.value}
    ).scalar()
    due = {row for row in rows if until is None or row <= until}
    missing = {}
    for table in tables:
        query = f"SELECT id FROM {table}_docsize WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
        missing[table] = due - set(connection.execute(sa.text(query), {"ids": bulk.listed(due)}).scalars())
    return missing


_SEARCH: Mapping[str, Sequence[Kind]] = {"words": SEARCHED, "fragments": WITH_FRAGMENTS}


def _accounts(connection: sa.Connection) -> dict[str, Account]:
    query = (
        "SELECT connection.id, connection.sending, (SELECT max(started_at) FROM run"
        " WHERE run.connection = connection.id AND run.status = 'done' AND typeof(started_at) = 'text') AS good FROM connection"
    )
    return {row.id: Account(bool(row.sending), row.good or "") for row in connection.exec_driver_sql(query)}
