"""Two users that are the same person: one user stands for the rows of both. Said by a person, one short unit of work.

Users are read and never written, so nothing of theirs is merged or asked: the survivor keeps its name and address, unless it is
active at an account of the other one alone (``domain/users``), and the other one's row is tied to it. What either of them owns
follows slice by slice (``owners``). Separating brings the other user back.
"""

from __future__ import annotations

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.users import Said
from crmdesk.domain.values import Value
from crmdesk.store import apart, editing, ledger, links, notices, open_conflicts, problems, records
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, MERGED, Record
from crmdesk.store.unit import Unit
from crmdesk.store.users import said_by, tell_anew, words_of
from crmdesk.sync import owners
from crmdesk.sync.owners import Handover


def unite_users(unit: Unit, first: Record, second: Record) -> None:
    """Make two users one; ``first`` keeps its id.

    Raises InvalidInput for what is not two users, or where neither has a row any more ("not_unitable"), for one that is deleted,
    where both have a row at one account ("users_at_account"), and while a person is asked whether one exists.
    """
    if first.id == second.id or {first.kind, second.kind} != {Kind.USER}:
        raise InvalidInput("not_unitable", record=first.id, other=second.id)
    _check(unit, first, second)
    tied = links.by_record(unit.connection, [first.id, second.id])
    ours, theirs = tied.get(first.id, []), tied.get(second.id, [])
    here, there = ({state.connection for state in group if state.has_row} for group in (ours, theirs))
    if here & there:
        raise InvalidInput("users_at_account", record=second.id)
    if not here | there:
        raise InvalidInput("not_unitable", record=first.id, other=second.id)
    # A row that is no more gives way to one that is there.
    gone = [state for state in ours if state.connection in there]
    taken = {state.connection for state in ours} - there
    gone += [state for state in theirs if state.connection in taken]
    links.delete(unit, [state.id for state in gone])
    staying = [state for state in theirs if state.connection not in taken]
    for state in staying:
        state.record = first.id
    links.update_many(unit, staying)
    standing = [state for state in ours if state not in gone] + staying
    tell_anew(unit, first, [said_by(state) for state in standing if state.has_row])
    _end(unit, first, second)
    owners.begin(unit, min(there or here), Handover(second.id, first.id, back=False))


def _check(unit: Unit, *users: Record) -> None:
    for each in users:
        if each.life != LIVE:
            raise InvalidInput("record_deleted", record=each.id)
    asked = open_conflicts.open_of(unit.connection, [each.id for each in users])
    if any(EXISTENCE in contested for contested in asked.values()):
        raise InvalidInput("decide_existence_first", record=users[-1].id)


def _end(unit: Unit, survivor: Record, other: Record) -> None:
    """The other user became part of the survivor."""
    apart.forget(unit, survivor.id, other.id)
    records.pass_on_merged(unit, Kind.USER, other.id, survivor.id)
    records.set_life(unit, Kind.USER, [other.id], MERGED, merged_into=survivor.id)
    ledger.append(unit, [Entry(other.id, Kind.USER, Cause.MERGE, event=ledger.MERGED)])
    ledger.append(unit, [Entry(survivor.id, Kind.USER, Cause.MERGE, event=ledger.UNITED)])
    asked = open_conflicts.open_of(unit.connection, [other.id]).get(other.id, {})
    open_conflicts.close(unit, [each.id for each in asked.values()], open_conflicts.OBSOLETE)
    notices.forget(unit, [other.id])
    problems.settle_doubts_of(unit, [other.id])


def separate_user(unit: Unit, user: Record, connection: str) -> str:
    """Give an account's row of a user a user of its own again; its id. Raises InvalidInput as ``separating.separate`` does."""
    _check(unit, user)
    states = links.by_record(unit.connection, [user.id]).get(user.id, [])
    leaving = [state for state in states if state.connection == connection]
    if not any(state.has_row for state in leaving):
        raise InvalidInput("not_at_account", record=user.id)
    if not any(state.has_row for state in states if state.connection != connection):
        raise InvalidInput("only_at_account", record=user.id)
    back = ledger.merged_from(unit.connection, Kind.USER, user.id, connection)
    made = _made(unit, user, leaving, connection) if back is None else _brought_back(unit, back)
    tell_anew(unit, user, [said_by(state, leaves=state in leaving) for state in states if state.has_row])
    # What its account has called it meanwhile is what it is called.
    tell_anew(unit, made, [Said(made.fields, {**made.fields, **words_of(state)}) for state in leaving])
    for state in leaving:
        state.record = made.id
    links.update_many(unit, leaving)
    apart.keep_apart(unit, user.id, made.id)
    ledger.append(unit, [Entry(each, Kind.USER, Cause.UNDO, event=ledger.SEPARATED) for each in (user.id, made.id)])
    owners.begin(unit, connection, Handover(user.id, made.id, back=True))
    return made.id


def _brought_back(unit: Unit, id: str) -> Record:
    records.set_life(unit, Kind.USER, [id], LIVE)
    ledger.append(unit, [Entry(id, Kind.USER, Cause.UNDO, event=editing.RESTORED)])
    return records.load_many(unit.connection, Kind.USER, [id])[id]


def _made(unit: Unit, user: Record, leaving: list[LinkState], connection: str) -> Record:
    """A user of what the account says; it has the name of the other one where that tells none."""
    fields: dict[str, Value] = dict.fromkeys(CATALOGUE[Kind.USER])
    for state in leaving:
        fields |= words_of(state)
    fields["name"] = fields["name"] or user.fields["name"]
    made = Record(unit.new_id(), Kind.USER, LIVE, fields)
    records.insert_many(unit, Kind.USER, [made])
    came = Entry(made.id, Kind.USER, Cause.IMPORT, event=ledger.IMPORTED, connection=connection)
    ledger.append(unit, [came])
    return made
