"""What has to hold whatever happened: the safety invariants, read from the database and from the accounts.

``check`` holds at every moment between two commits; ``check_at_rest`` once nothing more is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import orjson
import sqlalchemy as sa

from crmdesk.domain.alike import same
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, FieldType, Value
from crmdesk.providers.base import FieldRule
from crmdesk.providers.memory_account import US
from crmdesk.store import cursors, links, records
from crmdesk.store.links import LinkState
from crmdesk.store.queries import doctor
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.tables import record_table
from crmdesk.sync import references
from crmdesk.sync.taking import is_taken
from tests.sync.kit import Office, Wire

T = TypeVar("T")

_STAMPS = {"created_at", "modified_at"}
_MINE = ("user", "undo", "redo", "decision")


def check(office: Office) -> None:
    """Fail with everything that is wrong."""
    if _SOUND.get(office) == _stamp(office):
        return  # looked at more thoroughly, and nothing has happened since
    found = [text for rule in _ALWAYS for text in rule(office)]
    found += office.read(lambda reader: [str(each) for rule in _DOCTORS for each in rule(reader)])
    assert not found, "\n".join(found)


def check_at_rest(office: Office) -> None:
    """Fail with everything that is wrong, as ``check`` does, once all is said and done. Open conflicts are allowed."""
    found = [text for rule in (*_ALWAYS, *_AT_REST) for text in rule(office)]
    found += [str(each) for each in office.read(doctor.violations)]
    assert not found, "\n".join(found)
    _SOUND[office] = _stamp(office)


_SOUND: WeakKeyDictionary[Office, tuple[int, int]] = WeakKeyDictionary()
"""The offices that were found sound at rest, and when."""


def _stamp(office: Office) -> tuple[int, int]:
    """Changes with whatever is written here or there."""
    return office.commits, sum(len(wire.account.written) for wire in office.wires.values())


def _once(look: Callable[[Office], T]) -> Callable[[Office], T]:
    """What one look at the replica found serves every rule until something is written."""
    seen: WeakKeyDictionary[Office, tuple[int, T]] = WeakKeyDictionary()

    def found(office: Office) -> T:
        known = seen.get(office)
        if known is None or known[0] != office.commits:
            known = seen[office] = (office.commits, look(office))
        return known[1]

    return found


@_once
def _records(office: Office) -> dict[str, Record]:
    def load(connection: sa.Connection) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for kind in Kind:
            table = record_table(kind)
            ids = [row.id for row in connection.execute(sa.select(table.c.id))]
            found |= records.load_many(connection, kind, ids)
        return found

    return office.read(load)


@_once
def _all_links(office: Office) -> list[LinkState]:
    ids = [row.id for row in office.sql("SELECT id FROM link ORDER BY id")]
    return list(office.read(lambda connection: links.by_id(connection, ids)).values())


def _held(record: Record, name: str) -> Value:
    return record.fields[name] if name in record.fields else (record.kept or {}).get(name)


@_once
def _history(office: Office) -> dict[tuple[str, str], list[Any]]:
    rows: dict[tuple[str, str], list[Any]] = {}
    # A decision by which a record stays what it is says so of its existence, which is no value.
    query = "SELECT seq, record, field, old, new, cause, connection, run FROM history WHERE field <> ? ORDER BY seq"
    for row in office.sql(query, EXISTENCE):
        rows.setdefault((row.record, row.field), []).append(row)
    return rows


def _load(text: str | None) -> Value:
    return None if text is None else orjson.loads(text)


# -- always -------------------------------------------------------------------------------------------------------------


def replay_gives_what_is_there(office: Office) -> Iterator[str]:
    """I14: the ledger is a chain without a gap, and it ends in what the record holds."""
    present = _records(office)
    born_here = {row.record for row in office.sql("SELECT record FROM history WHERE event = 'created'")}
    told = _history(office)
    for (record, name), rows in told.items():
        if record in born_here and rows[0].old is not None:
            yield f"I14 {record} {name}: begins with {rows[0].old}"
        for before, after in pairwise(rows):
            if _load(before.new) != _load(after.old):
                yield f"I14 {record} {name}: {before.new} became {after.old} without a word"
        if _held(present[record], name) != _load(rows[-1].new):
            yield f"I14 {record} {name}: {_held(present[record], name)!r} is not {rows[-1].new}"
    for record in born_here:
        for name, value in present[record].fields.items():
            if value is not None and name not in _STAMPS and (record, name) not in told:
                yield f"I14 {record} {name}: {value!r} came from nowhere"


def no_typed_value_is_lost(office: Office) -> Iterator[str]:
    """I1: what a person typed is there, or what replaced it had the right to.

    A person or a decision may. An account may where it was given the value first (or agreed to it), a merge of lists may, and a
    merge of two records where the other one keeps its own.
    """
    told: dict[tuple[str, str], set[bytes]] = {}
    for row in office.sql("SELECT record, connection, fields FROM intent WHERE verb <> 'delete'"):
        for name, (value, _) in orjson.loads(row.fields).items():
            told.setdefault((row.record, f"{row.connection} {name}"), set()).add(orjson.dumps(value))
    kinds = {row.record: Kind(row.kind) for row in office.sql("SELECT record, kind FROM history")}
    for (record, name), rows in _history(office).items():
        kind = next(kind for kind in (kinds[record], *Kind) if name in CATALOGUE[kind])
        if CATALOGUE[kind][name].type in SET_TYPES | ITEM_TYPES:
            continue
        for before, after in pairwise(rows):
            if before.cause not in _MINE or after.cause != "remote" or before.new is None:
                continue
            value = _load(before.new)
            given = orjson.dumps(value) in told.get((record, f"{after.connection} {name}"), set())
            if not given and not _ever_held(office, after.connection, name, value):
                yield f"I1 {record} {name}: {value!r} was replaced by {after.new} unsent"
    for row in office.sql(
        "SELECT conflict.record, field, rejected, conflict.accounts FROM decision"
        " JOIN conflict ON conflict.id = decision.conflict"
    ):
        # What names a row that nobody knows has no value that could be told.
        unknown = any(each["value"] is None and each["raw"] for each in orjson.loads(row.accounts))
        if row.field != EXISTENCE and not orjson.loads(row.rejected) and not unknown:
            yield f"I1 {row.record} {row.field}: a decision without what it turned down"


def _ever_held(office: Office, connection: str, name: str, value: Value) -> bool:
    wire = next((wire for short, wire in office.wires.items() if office.ids[short] == connection), None)
    return wire is None or any(
        each.field == name and same(_decoded(wire, each.object, name, each.raw), value) for each in wire.account.written
    )


def _rule(wire: Wire, object_name: str, name: str) -> FieldRule | None:
    spec = next(spec for spec in wire.objects() if spec.name == object_name)
    return next((rules[name] for rules in spec.mapping.values() if name in rules), None)


def _decoded(wire: Wire, object_name: str, name: str, raw: Any) -> Value:
    rule = _rule(wire, object_name, name)
    return raw if rule is None else rule.codec.decode(raw)


def own_writing_is_no_change_of_theirs(office: Office) -> Iterator[str]:
    """I7: a change from an account is one that somebody else made there."""
    strangers: dict[str, set[str]] = {}
    for short, wire in office.wires.items():
        strangers[office.ids[short]] = {each.field for each in wire.account.written if each.by != US}
    for (record, name), rows in _history(office).items():
        for row in rows:
            # What was written at an account that was disconnected nobody can be asked any more.
            known = row.cause == "remote" and row.connection in strangers
            if known and name not in _STAMPS | strangers[row.connection]:
                yield f"I7 {record} {name}: {row.old} became {row.new} through our own writing"


def nothing_is_overwritten_unseen(office: Office) -> Iterator[str]:
    """I2: what a colleague wrote was read by us before we wrote over it."""
    for name, wire in office.wires.items():
        yield from (f"I2 {name}: {each}" for each in wire.account.unseen)


def sends_are_single(office: Office) -> Iterator[str]:
    """I9: at most one open send per link, none of them open for a run that ended well."""
    query = "SELECT link, count(*) AS n FROM intent WHERE state <> 'done' GROUP BY link HAVING n > 1"
    yield from (f"I9 link {row.link}: {row.n} sends" for row in office.sql(query))


def nothing_refers_to_what_is_missing(office: Office) -> Iterator[str]:
    """I10: no row that we wrote ever referred to one that was not there."""
    for name, wire in office.wires.items():
        yield from (f"I10 {name}: {each}" for each in wire.account.missing_targets)


def deletions_have_a_reason(office: Office) -> Iterator[str]:
    """I11: what was deleted through us was deleted by a person here, or by a decision."""
    deleted = {row.record for row in office.sql("SELECT record FROM history WHERE event IN ('deleted', 'created')")}
    for row in office.sql("SELECT record FROM intent WHERE verb = 'delete'"):
        if row.record not in deleted:
            yield f"I11 {row.record}: deleted there for no reason"


def what_differs_is_marked(office: Office) -> Iterator[str]:
    """A link whose record differs from its base is marked, unless a conflict holds the difference back."""
    present, unsent = _records(office), office.read(cursors.unsent)
    for state in _all_links(office):
        record = present[state.record]
        contested = {*office.conflicts(record.id), *unsent.get((state.connection, state.object, state.kind.value), ())}
        if EXISTENCE in contested or state.dirty or state.state not in (links.ACTIVE, links.NEW):
            continue
        if state.state == links.NEW or record.life == TRASH:
            yield f"mark: link {state.id} ({state.state}) of a record in {record.life} is not marked"
            continue
        for name, (ours, _) in state.bases.items():
            if record.life == LIVE and name not in contested and record.fields.get(name) != ours:
                yield f"mark: {record.id} {name} differs from link {state.id} and is not marked"


def conflicts_concern_what_is_there(office: Office) -> Iterator[str]:
    """An open conflict is about a record and about links that can still be decided about."""
    present = _records(office)
    states = {state.name: state for state in _all_links(office)}
    for record in present.values():
        for name, conflict in office.conflicts(record.id).items():
            if record.life not in (LIVE, TRASH):
                yield f"conflict {name} of {record.id}, which is {record.life}"
            if all(states[each.link].state in (links.GONE, links.UNLINKED) for each in conflict.accounts):
                yield f"conflict {name} of {record.id} about links that are no more"
            if name not in (*record.fields, EXISTENCE):
                yield f"conflict {name} of {record.id}, which has no such field"


# -- at rest ------------------------------------------------------------------------------------------------------------


def both_sides_agree(office: Office) -> Iterator[str]:
    """I5: what is not contested is the same on both sides, or is told to be stored otherwise."""
    present = _records(office)
    notices = {(row.record, row.field) for row in office.sql("SELECT record, field FROM notice")}
    for state in _all_links(office):
        wire = next((wire for short, wire in office.wires.items() if office.ids[short] == state.connection), None)
        record = present[state.record]
        if wire is None or state.state != links.ACTIVE or state.remote_id is None or office.conflicts(record.id):
            continue
        row = wire.account.rows[state.object].get(state.remote_id)
        if row is None or row.gone is not None:
            yield f"I5 {record.id}: its row {state.remote_id} is gone"
            continue
        if record.life != LIVE:
            yield f"I5 {record.id} is {record.life}, its row {state.remote_id} is there"
            continue
        refused = {each.record for each in office.sql("SELECT record FROM intent WHERE state = 'refused'")}
        if record.id not in refused:
            yield from _unequal(wire, state, record, row.fields, notices)


def _unequal(
    wire: Wire, state: LinkState, record: Record, raws: Mapping[str, Any], notices: set[tuple[str, str]]
) -> Iterator[str]:
    spec = next(spec for spec in wire.objects() if spec.name == state.object)
    for name, rule in spec.rules(record.kind).items():
        if not rule.writable:
            continue
        here, raw = record.fields[name], rule.codec.canon(raws.get(name))
        if name not in state.bases:
            if here is not None or raw is not None:
                yield f"I5 {record.id} {name}: {here!r} here, {raw!r} there, and no base"
            continue
        ours, theirs = state.bases[name]
        if raw != theirs or here != ours:
            yield f"I5 {record.id} {name}: {here!r} here, {raw!r} there, base {ours!r} {theirs!r}"
        if references.is_reference(record.kind, name):
            continue
        alike = _alike(CATALOGUE[record.kind][name].type, rule.codec.decode(raw), here)
        alike = alike or rule.codec.encode(here, raw) == raw
        apart = not is_taken(rule, raw) or (rule.keep_blank and here is None)
        if not alike and not apart and (record.id, name) not in notices:
            yield f"I5 {record.id} {name}: {here!r} here, {raw!r} there, and nobody was told"


def _alike(field_type: FieldType, there: Value, here: Value) -> bool:
    """Whether both tell the same; where the base says that they agree, a number may be called otherwise there."""
    if field_type not in ITEM_TYPES:
        return same(there, here)
    return {item["value"] for item in there or ()} == {item["value"] for item in here or ()}


def one_row_per_record(office: Office) -> Iterator[str]:
    """I3: every row that is there stands for exactly one record here; none that we made was forgotten."""
    problems = {key for _, key, _ in office.problems()}
    for short, wire in office.wires.items():
        tied: dict[tuple[str, str], list[LinkState]] = {}
        for state in _all_links(office):
            if state.connection == office.ids[short] and state.remote_id is not None:
                tied.setdefault((state.object, state.remote_id), []).append(state)
        for name in wire.account.rows:
            for id in wire.account.there(name):
                if not tied.get((name, id)) and "created_twice" not in problems:
                    yield f"I3 {short} {name} {id}: no record stands for it"


def nothing_waits_without_reason(office: Office) -> Iterator[str]:
    """Marks that nothing will ever take away, rows that nobody will ever take out of the inbox, sends that hang."""
    present = _records(office)
    refused = {row.link for row in office.sql("SELECT link FROM intent WHERE state <> 'done'")}
    sending = {office.ids[short] for short in office.ids}
    sending -= {row.id for row in office.sql("SELECT id FROM connection WHERE sending = 0")}
    for state in _all_links(office):
        record = present[state.record]
        if state.dirty and state.id not in refused and state.connection in sending and not office.conflicts(record.id):
            yield f"rest: link {state.id} ({state.state}) of {record.id} is still marked"
        if state.state in (links.GONE, links.UNLINKED) and state.id in refused:
            yield f"rest: link {state.id} is {state.state} and has an open send"
    yield from (
        f"rest: {row.object} {row.remote_id} is in the inbox"
        for row in office.sql("SELECT * FROM inbox WHERE waiting = 0")
    )
    yield from (f"rest: {each}" for each in office.intents() if each[1] != "refused")
    for record_id, key, _ in office.problems():
        open_sends = office.sql("SELECT 1 FROM intent WHERE record = ? AND state = 'refused'", record_id)
        if (
            record_id is not None
            and key not in ("created_twice", "possible_copy", "perhaps_the_same")
            and not open_sends
        ):
            yield f"rest: problem {key} of {record_id} about nothing"


_DOCTORS = [rule for rule in doctor.CHECKS if rule is not doctor.whole_file]
"""What ``crmdesk doctor`` asks too, apart from reading every page of the file, which takes longer than all the rest."""

_ALWAYS = (
    replay_gives_what_is_there,
    no_typed_value_is_lost,
    own_writing_is_no_change_of_theirs,
    nothing_is_overwritten_unseen,
    sends_are_single,
    nothing_refers_to_what_is_missing,
    deletions_have_a_reason,
    what_differs_is_marked,
    conflicts_concern_what_is_there,
)
_AT_REST = (
    both_sides_agree,
    one_row_per_record,
    nothing_waits_without_reason,
)
