"""Two people that were taken for one: an account's rows get a record of their own again. One unit of work.

The new record holds what the account holds, and what only came from there leaves the old one. What was written into the
account's rows meanwhile stays there: nobody can tell what of it was meant for whom, and the histories of both show it. Where a
person had made two records one, what was typed for either and not sent yet is that one's again, and who had still to be made at an
account is made there after all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from crmdesk.domain.catalogue import CATALOGUE, in_order
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.values import Value
from crmdesk.store import apart, editing, intents, ledger, links, notices, open_conflicts, problems, records
from crmdesk.store.ledger import Cause, Entry, TakenIn
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.records import LIVE, MERGED, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.differing import NOT_THERE
from crmdesk.sync.survivors import pointed
from crmdesk.sync.users import separate_user


def separate(unit: Unit, record: str, connection: str) -> str:
    """Give an account's rows of a record a record of their own; returns its id. They are not taken for one again.

    Raises InvalidInput for a record that is deleted, where it has no row there ("not_at_account") or nowhere else
    ("only_at_account"), while a request about it is on its way ("on_its_way"), and while a person is asked whether it exists
    ("decide_existence_first").
    """
    named = editing.found(unit, record)
    if named.kind is Kind.USER:
        return separate_user(unit, named, connection)
    present = editing.live(unit, record)
    states = links.by_record(unit.connection, [record]).get(record, [])
    asked = open_conflicts.open_of(unit.connection, [record]).get(record, {})
    # One about a value that was overwritten shows what no row holds any more.
    held = {name: each for name, each in asked.items() if each.kind is not ConflictKind.OVERWROTE}
    leaving = [state for state in states if state.connection == connection]
    staying = [state for state in states if state.connection != connection]
    _check(unit, present, leaving, staying, asked)
    taken_in = ledger.united_with(unit.connection, present.kind, present.id, connection)
    later = set() if taken_in is None else ledger.changed_after(unit.connection, present.id, taken_in.ended)
    made = _made(unit, present, leaving, held)
    # First: what is given back to the record is known by whoever says that the two are not one.
    notices.hand_over(unit, connection, present.id, made.id, {name for state in leaving for name in state.bases})
    _give_back(unit, present, leaving, staying, held, taken_in)
    for state in leaving:
        state.record = made.id
    links.update_many(unit, leaving)
    editing.forget_sends(unit, leaving)
    problems.settle(unit, connection, [present.id])
    notices.drop(unit, connection, {present.id: set(CATALOGUE[present.kind])})
    _leave_conflicts(unit, present, leaving, asked)
    _take_overwritten(unit, made, leaving, asked)
    if taken_in is not None:
        # What names it still, in an edit that may be taken back or a row that is read again, is about the new record.
        records.set_life(unit, present.kind, [taken_in.record], MERGED, merged_into=made.id)
    _follow(unit, present.id, made.id, leaving)
    if taken_in is not None:
        _make_again(unit, present, made, connection, taken_in.record)
        _type_again(unit, made, leaving, held, taken_in.record, later)
    apart.keep_apart(unit, present.id, made.id)
    parted = [Entry(each.id, each.kind, Cause.UNDO, event=ledger.SEPARATED) for each in (present, made)]
    ledger.append(unit, parted)
    for each in (present, made):
        editing.mark(unit, each, None)
    return made.id


def _check(
    unit: Unit,
    record: Record,
    leaving: Sequence[LinkState],
    staying: Sequence[LinkState],
    asked: Mapping[str, Conflict],
) -> None:
    if not any(state.has_row for state in leaving):
        raise InvalidInput("not_at_account", record=record.id)
    if not any(state.has_row for state in staying):
        raise InvalidInput("only_at_account", record=record.id)
    sent = intents.of_links(unit.connection, [state.id for state in leaving])
    if any(intent.is_unresolved for intent in sent.values()):
        raise InvalidInput("on_its_way", record=record.id)
    if EXISTENCE in asked:
        raise InvalidInput("decide_existence_first", record=record.id)


def _made(unit: Unit, present: Record, leaving: Sequence[LinkState], asked: Mapping[str, Conflict]) -> Record:
    """The record of what the account holds, as far as anybody has read it; both sides agree about it from now on."""
    fields: dict[str, Value] = dict.fromkeys(CATALOGUE[present.kind])
    for state in leaving:
        for name, pair in list(state.bases.items()):
            state.bases[name] = _shown(asked, name, state) or _named_there(unit, state, name, pair)
            if fields.get(name) is None:
                fields[name] = state.bases[name][0]
    fields |= dict.fromkeys(("created_at", "modified_at"), unit.now)
    made = Record(unit.new_id(), present.kind, LIVE, fields)
    records.insert_many(unit, present.kind, [made])
    came = Entry(made.id, made.kind, Cause.IMPORT, event=ledger.IMPORTED, connection=leaving[0].connection)
    ledger.append(unit, [came])
    return made


def _shown(asked: Mapping[str, Conflict], name: str, state: LinkState) -> tuple[Value, Value] | None:
    found = _asked_of(asked, name, [state])
    return (found[0].value, found[0].raw) if found else None


def _named_there(unit: Unit, state: LinkState, name: str, pair: tuple[Value, Value]) -> tuple[Value, Value]:
    """What an account names itself where both had agreed to differ, because it has no row of what the record refers to."""
    ours, raw = pair
    if not (isinstance(ours, str) and references.is_reference(state.kind, name)):
        return pair
    if links.remote_ids(unit.connection, state.connection, [ours]):
        return pair
    known = links.records_of(unit.connection, state.connection, references.wanted([raw]))
    named, _ = references.Targets(known).read(state.kind, name, raw)
    return pair if named is None else (named, raw)


def _asked_of(asked: Mapping[str, Conflict], name: str, states: Sequence[LinkState]) -> tuple[AccountValue, ...]:
    """What a question shows of these rows."""
    names = {state.name for state in states}
    return tuple(each for each in asked[name].accounts if each.link in names) if name in asked else ()


def _give_back(
    unit: Unit,
    present: Record,
    leaving: Sequence[LinkState],
    staying: Sequence[LinkState],
    asked: Mapping[str, Conflict],
    taken_in: TakenIn | None,
) -> None:
    """What the account brought, and nobody has touched since, becomes again what it was before."""
    values = ledger.before_account(unit.connection, present.id, leaving[0].connection, taken_in)
    # What the record began with is in no entry: it is the account's where no other one has agreed to it.
    brought = {name: ours for state in leaving for name, (ours, _) in state.bases.items()}
    for state in staying:
        for name, pair in list(state.bases.items()):
            mine = present.fields.get(name)
            if mine is None or pair[0] == mine or brought.get(name) != mine or name in values:
                continue
            if not ledger.was_typed(unit.connection, present.id, name):
                state.bases[name] = _shown(asked, name, state) or pair
                values[name] = state.bases[name][0]
    links.update_many(unit, staying)
    known = {name: value for name, value in values.items() if name in CATALOGUE[present.kind]}
    editing.apply_values(unit, present, known, Cause.UNDO)


def _make_again(unit: Unit, present: Record, made: Record, account: str, half: str) -> None:
    """Whoever had still to be made somewhere, and was not because the two were one, is made there after all.

    The union has noted it with the one that was united (``uniting``): at the account of that one's rows the survivor had waited.
    """
    noted = links.by_record(unit.connection, [half]).get(half, [])
    waited = [state for state in noted if state.state == links.UNLINKED and state.remote_id is None]
    tied = links.by_record(unit.connection, [present.id, made.id])
    over: list[int] = []
    for state in waited:
        owner = present if state.connection == account else made
        if any(each.connection == state.connection for each in tied.get(owner.id, ())):
            over.append(state.id)
        else:
            state.record, state.kind, state.state, state.dirty = owner.id, owner.kind, links.NEW, True
    links.update_many(unit, [state for state in waited if state.id not in over])
    links.delete(unit, over)


def _type_again(
    unit: Unit,
    made: Record,
    leaving: Sequence[LinkState],
    asked: Mapping[str, Conflict],
    half: str,
    later: Collection[str],
) -> None:
    """What had been typed for the one that was united, and is at no account, is an edit of the new record.

    But for what was changed ``later`` than the union. What its rows were sent since stays there; where a colleague wrote there
    what it never held, a person is asked.
    """
    typed = records.load_many(unit.connection, made.kind, [half])[half].fields
    names = in_order(made.kind, {*typed, *made.fields}.difference(later))
    names = [
        name for name in names if not CATALOGUE[made.kind][name].read_only and typed.get(name) != made.fields.get(name)
    ]
    once = ledger.ever_held(unit.connection, [half], names)
    values: dict[str, Value] = {}
    found: list[FoundConflict] = []
    for name in names:
        shown = _asked_of(asked, name, leaving)
        known = once.get((half, name), [])
        is_its_own = all(each.value in known and not each.earlier for each in shown)
        carried = any(name in state.bases for state in leaving)
        if not carried or (is_its_own and made.fields.get(name) in known):
            values[name] = typed.get(name)
        elif shown and ledger.was_typed(unit.connection, half, name):
            values[name] = typed.get(name)
            found.append(FoundConflict(made.id, made.kind, name, asked[name].kind, asked[name].before, shown))
    for conflict in found:
        for state in leaving:
            state.bases |= {conflict.field: (None, None)} if conflict.field in state.bases else {}
    links.update_many(unit, leaving)
    open_conflicts.open_or_refresh(unit, found, run=None)
    editing.apply_values(unit, made, values, Cause.UNDO)


def _leave_conflicts(unit: Unit, present: Record, leaving: Sequence[LinkState], asked: Mapping[str, Conflict]) -> None:
    """What an account has asked about ends with it; what others ask about goes on without it, unless they agree now."""
    names = {state.name for state in leaving}
    over = []
    for name, conflict in asked.items():
        mine = present.fields.get(name)
        others = [each for each in conflict.accounts if each.link not in names and each.value != mine]
        if not others:
            over.append(conflict.id)
        elif len(others) < len(conflict.accounts):
            open_conflicts.set_accounts(unit, conflict, others)
    open_conflicts.close(unit, over, open_conflicts.OBSOLETE)


def _take_overwritten(unit: Unit, made: Record, leaving: Sequence[LinkState], asked: Mapping[str, Conflict]) -> None:
    """What was overwritten at the rows that leave is asked about the new record, which holds what was sent to them."""
    names = {state.name for state in leaving}
    found = []
    for name, conflict in asked.items():
        lost = tuple(each for each in conflict.accounts if each.link in names and each.value != made.fields.get(name))
        if conflict.kind is ConflictKind.OVERWROTE and lost:
            found.append(FoundConflict(made.id, made.kind, name, conflict.kind, conflict.before, lost))
    open_conflicts.open_or_refresh(unit, found, run=None)


def _follow(unit: Unit, old: str, new: str, leaving: Sequence[LinkState]) -> None:
    """What refers to the rows that leave, and lives at their account alone, refers to the new record from now on.

    So does what had referred to the one that was united and is the new record now, where nobody has touched it since. What the
    other accounts were sent meanwhile stays there: they have no row of the new record, and agree to differ.
    """
    rows = {(state.object, state.remote_id) for state in leaving}
    account = leaving[0].connection
    for kind, named in records.mentioning(unit.connection, old).items():
        loaded, tied = records.load_many(unit.connection, kind, list(named)), links.by_record(unit.connection, named)
        entries: list[Entry] = []
        changed: dict[int, LinkState] = {}
        told: list[Notice] = []
        before = _before_unions(unit, kind, named, loaded, old, new)
        for record, name in ((loaded[source], name) for source, names in named.items() for name in names):
            held, states = record.fields[name], [state for state in tied.get(record.id, ()) if name in state.bases]
            mine = [state for state in states if state.connection == account]
            value = before.get((record.id, name))
            if value is None:
                is_named = any(rows & set(references.pairs(state.bases[name][1])) for state in mine)
                if not is_named or len(mine) < len(states):
                    continue
                value = pointed(held, old, new)
            entries.append(Entry(record.id, kind, Cause.UNDO, name, held, value))
            record.fields[name] = value
            for state in states:
                ours, theirs = state.bases[name]
                followed = pointed(ours, old, new) if state in mine else ours
                state.bases[name] = (value if ours == held else followed, theirs)
                changed[state.id] = state
            elsewhere = [state for state in states if state.connection != account and state.state == links.ACTIVE]
            told += [Notice(state.connection, record.id, name, NOT_THERE, {}) for state in elsewhere]
        moved = {entry.record: loaded[entry.record] for entry in entries}
        ledger.append(unit, entries)
        records.update_many(unit, kind, [(moved[id], frozenset(named[id])) for id in moved])
        links.update_many(unit, list(changed.values()))
        notices.write(unit, told)
        editing.mark_all(unit, list(moved.values()), None)


def _before_unions(
    unit: Unit, kind: Kind, named: Mapping[str, Collection[str]], loaded: Mapping[str, Record], old: str, new: str
) -> dict[tuple[str, str], Value]:
    """What references were before a union took them from the one that is ``new`` now, but for what something else wrote since.

    Several may have become one, and some of them be records of their own again. Of all that the field has held since anybody else
    wrote it, the oldest that tells the same of today tells the most: there they are still named one by one.
    """
    found: dict[tuple[str, str], Value] = {}
    for name in sorted({name for names in named.values() for name in names}):
        held = ledger.held_through_unions(unit.connection, [id for id, names in named.items() if name in names], name)
        each = [(id, value) for id, values in held.items() for value in values]
        today = records.standing_all(unit.connection, kind, [{name: value} for _, value in each])
        for (id, _), fields in zip(each, today, strict=True):
            value = fields[name]
            if new in records.targets(value) and pointed(value, new, old) == loaded[id].fields[name]:
                found.setdefault((id, name), value)
    return found
