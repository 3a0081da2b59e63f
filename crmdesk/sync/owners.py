"""Owners follow their user: what one user owned becomes another one's, slice by slice, on our side of every base.

Two users are united in one short unit of work (``users``); what they own may be a year of records, and is gone through here.
How far that is stands with the cursors of an account, so whoever comes next goes on: the command that united them, or a run of
any account. Each slice is a unit of work: after a crash nothing is done twice. Meanwhile some records still name the user that
became part of the other one. Nothing of this is typed: the base changes together with the record, so there is nothing to
send. Only where an account has a row for the user and names another one is the owner pending, or compared anew (``reopening``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import Conflict, ConflictKind
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.store import cursors, editing, ledger, links, notices, open_conflicts, records
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.records import Record
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.differing import NOT_THERE
from crmdesk.sync.reopening import reopen_mentions

OWNER = "owner"
"""The field that names a user."""

AT_ONCE = 25
"""Records of one slice: some 20 ms."""

LINKS_AT_ONCE = 1_000
"""Links of which one slice looks at the bases."""

OWNED = tuple(kind for kind in RECORD_KINDS if OWNER in CATALOGUE[kind])
"""The kinds that have an owner, in the order in which they are gone through."""

_FEED = "*owners*"


@dataclass(frozen=True, slots=True)
class Handover:
    """What ``old`` owns becomes that of ``new``, behind number ``after`` of ``kind``; behind link ``link`` once all kinds are done.

    ``back``: only what ``new`` had owned before, as the two are two again.
    """

    old: str
    new: str
    back: bool
    kind: str | None = OWNED[0].value
    after: int = 0
    link: int = 0


def begin(unit: Unit, account: str, handover: Handover) -> None:
    """Note what is to be gone through, with an account that has a row of the user; what was noted of the same two is over."""
    same = {handover.old, handover.new}
    found = cursors.named(unit.connection, _FEED)
    for holder, tasks in found.items():
        left = [task for task in tasks if {task["old"], task["new"]} != same]
        if left != tasks:
            _note(unit, holder, left)
            found[holder] = left
    _note(unit, account, [*found.get(account, []), asdict(handover)])


def waiting(reader: Reader) -> bool:
    """Whether there is anything to go through."""
    return bool(cursors.named(reader, _FEED))


async def follow_all(store: Store) -> None:
    """Go through all that is left, a unit of work for each slice."""
    while await store.read(waiting):
        await store.write(follow)


def finish(unit: Unit) -> None:
    """Go through all that is left within one unit of work: the account that it is noted with is about to be removed."""
    while waiting(unit.connection):
        follow(unit)


def follow(unit: Unit) -> None:
    """Go through one slice."""
    for account, (task, *rest) in cursors.named(unit.connection, _FEED).items():
        handover = _as_it_stands(unit, Handover(**task))
        on = _records(unit, account, handover) if handover.kind is not None else _bases(unit, handover)
        _note(unit, account, [asdict(on), *rest] if on is not None else rest)
        return


def _as_it_stands(unit: Unit, handover: Handover) -> Handover:
    """The user who takes over may have become part of a third one meanwhile."""
    became = records.survivors(unit.connection, [handover.new])
    return replace(handover, new=became[handover.new]) if handover.new in became else handover


def _note(unit: Unit, account: str, tasks: Sequence[object]) -> None:
    if tasks:
        cursors.move(unit, account, _FEED, list(tasks), complete=False)
    else:
        cursors.drop(unit, account, _FEED)


def _records(unit: Unit, account: str, handover: Handover) -> Handover | None:
    """Go through some records that either user owns; returns where to go on."""
    kind = Kind(handover.kind or "")
    owners = [handover.old] if handover.back else [handover.old, handover.new]
    found = records.holding(unit.connection, kind, OWNER, owners, after=handover.after, limit=AT_ONCE)
    if found:
        _hand_over(unit, account, handover, kind, [id for _, id in found])
    if len(found) == AT_ONCE:
        return replace(handover, after=found[-1][0])
    later = OWNED[OWNED.index(kind) + 1 :]
    if not later and handover.back:
        return None
    return replace(handover, kind=later[0].value if later else None, after=0)


def _hand_over(unit: Unit, account: str, handover: Handover, kind: Kind, ids: Sequence[str]) -> None:
    loaded = records.load_many(unit.connection, kind, ids)
    tied = links.by_record(unit.connection, ids)
    found = open_conflicts.open_of(unit.connection, ids)
    asked = {id: conflicts[OWNER] for id, conflicts in found.items() if OWNER in conflicts}
    if handover.back:
        ids = sorted(_returning(unit, account, handover, tied, [id for id in ids if id not in asked]))
    moved = [loaded[id] for id in ids if loaded[id].fields[OWNER] == handover.old]
    cause = Cause.UNDO if handover.back else Cause.MERGE
    for record in moved:
        record.fields[OWNER] = handover.new
    records.update_many(unit, kind, [(record, frozenset({OWNER})) for record in moved])
    ledger.append(unit, [Entry(record.id, kind, cause, OWNER, handover.old, handover.new) for record in moved])
    states = [state for id in ids for state in tied.get(id, ())]
    changed = _point_bases(states, handover)
    for id in ids if not handover.back else ():
        if id in asked:
            changed |= _settle(unit, loaded[id], asked[id], tied.get(id, ()), handover)
    for state in changed.values():
        news = editing.has_news(loaded[state.record], state, found.get(state.record, {}))
        state.dirty = state.dirty or (state.state == links.ACTIVE and news)
    links.update_many(unit, list(changed.values()))
    _tell(unit, handover, [record.id for record in loaded.values() if record.fields[OWNER] == handover.new], tied)


def _returning(
    unit: Unit, account: str, handover: Handover, tied: Mapping[str, Sequence[LinkState]], ids: Sequence[str]
) -> set[str]:
    """The records that go back: nobody has touched their owner since the two were united, or they live at the account alone.

    Several users may have become one by several unions, and some of them be users of their own again: whom a record named first
    tells whose it was.
    """
    before = ledger.before_unions(unit.connection, ids, OWNER)
    became = records.survivors(unit.connection, {each for held in before.values() for each in held if each is not None})
    rows = {
        (object_name, remote_id)
        for (object_name, _), remote_id in links.remote_ids(unit.connection, account, [handover.new]).items()
    }
    found = set()
    for id in ids:
        held = before.get(id)
        if held == []:
            continue  # somebody has touched it
        today = (became.get(each, each) for each in held or ())
        if next((each for each in today if each in (handover.old, handover.new)), None) == handover.new:
            found.add(id)
            continue
        states = [state for state in tied.get(id, ()) if OWNER in state.bases]
        named = [set(references.pairs(state.bases[OWNER][1])) for state in states if state.connection == account]
        if len(named) == len(states) and any(rows & pairs for pairs in named):
            found.add(id)
    return found


def _point_bases(states: Sequence[LinkState], handover: Handover) -> dict[int, LinkState]:
    """Have our side of bases name the new user where it named the old one; the links that this changed, by id."""
    changed: dict[int, LinkState] = {}
    for state in states:
        ours, theirs = state.bases.get(OWNER, (None, None))
        if ours == handover.old:
            state.bases[OWNER] = (handover.new, theirs)
            changed[state.id] = state
    return changed


def _settle(
    unit: Unit, record: Record, conflict: Conflict, states: Sequence[LinkState], handover: Handover
) -> dict[int, LinkState]:
    """A question about the owner names the new user; accounts that agree by now are no part of it. The links that agree."""
    told = [replace(each, value=handover.new) if each.value == handover.old else each for each in conflict.accounts]
    if conflict.kind is ConflictKind.OVERWROTE:
        if told != list(conflict.accounts):
            open_conflicts.set_accounts(unit, conflict, told)
        return {}
    by_name = {state.name: state for state in states}
    agreed: dict[int, LinkState] = {}
    for each in told:
        if each.value == record.fields[OWNER] and each.link in by_name:
            state = by_name[each.link]
            state.bases[OWNER] = (each.value, each.raw)
            agreed[state.id] = state
    differing = [each for each in told if each.value != record.fields[OWNER]]
    if not differing:
        open_conflicts.close(unit, [conflict.id], open_conflicts.OBSOLETE)
    elif differing != list(conflict.accounts):
        open_conflicts.set_accounts(unit, conflict, differing)
    return agreed


def _tell(unit: Unit, handover: Handover, ids: Sequence[str], tied: Mapping[str, Sequence[LinkState]]) -> None:
    """Accounts that have a row of the new user are told of it; of the others it is said that they have none."""
    rows = links.by_record(unit.connection, [handover.new]).get(handover.new, ())
    places = {state.connection for state in rows if state.remote_id is not None and not state.is_gone}
    if handover.back:
        without = [
            Notice(state.connection, id, OWNER, NOT_THERE, {})
            for id in ids
            for state in tied.get(id, ())
            if OWNER in state.bases and state.state == links.ACTIVE and state.connection not in places
        ]
        notices.write(unit, without)
        return
    for place in sorted(places):
        reopen_mentions(unit, place, [(id, OWNER, handover.new) for id in ids], {handover.new})


def _bases(unit: Unit, handover: Handover) -> Handover | None:
    """Point the bases of what neither of the two owns by now; returns where to go on."""
    ids, last = links.with_base_naming(unit.connection, handover.old, after=handover.link, limit=LINKS_AT_ONCE)
    states = list(links.by_id(unit.connection, ids).values())
    links.update_many(unit, list(_point_bases(states, handover).values()))
    return None if last is None else replace(handover, link=last)
