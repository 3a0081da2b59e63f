"""Two records that are the same person or company: united because a person says so. One unit of work.

Each has rows at other accounts than the other one. The rows go over to the survivor as if both met for the first time, with
what they held when they were last read: blanks are filled, equal values agree, and a person is asked about the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain import items
from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.conflicts import EXISTENCE, AccountValue, Conflict, ConflictKind
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.domain.values import ITEM_TYPES, SET_TYPES, Value
from crmdesk.providers.base import Raw
from crmdesk.store import apart, editing, intents, ledger, links, notices, open_conflicts, problems, records, sweeps
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.notices import Notice
from crmdesk.store.open_conflicts import FoundConflict
from crmdesk.store.records import MERGED, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.chunk import emptied
from crmdesk.sync.plan import WRITTEN_OTHERWISE, LinkView, Plan, RecordView, Seen, plan_record, seen_in
from crmdesk.sync.reopening import reopen_references
from crmdesk.sync.survivors import carried, only_here, pointed
from crmdesk.sync.users import unite_users


def unite(unit: Unit, survivor: str, other: str) -> None:
    """Make two records one; ``survivor`` keeps its id, and its own value where something was typed for both.

    Raises InvalidInput for records that are deleted, or not two of a kind that may be one ("not_unitable"), where both have a
    row at the same account ("united_at_account": it is there that they are merged), while a request about one of them is on its
    way ("on_its_way"), and while a person is asked whether one of them exists ("decide_existence_first").
    """
    named = [editing.found(unit, each) for each in (survivor, other)]
    if Kind.USER in {each.kind for each in named}:
        unite_users(unit, *named)
        return
    first, second = editing.live(unit, survivor), editing.live(unit, other)
    kinds = {first.kind, second.kind}
    if first.id == second.id or not (kinds <= {Kind.COMPANY} or kinds <= set(PERSON_KINDS)):
        raise InvalidInput("not_unitable", record=first.id, other=second.id)
    if len(kinds) > 1:
        first, second = (_as_contact(unit, each) for each in (first, second))
    tied = links.by_record(unit.connection, [first.id, second.id])
    asked = open_conflicts.open_of(unit.connection, [first.id, second.id])
    union = Union(unit, first, second, tied.get(first.id, []), tied.get(second.id, []), asked)
    union.check()
    union.make_room()
    union.meet()
    union.end_other()
    union.write()


def _as_contact(unit: Unit, record: Record) -> Record:
    """Of a lead and a contact that are the same the contact is further: the lead is qualified."""
    if record.kind is Kind.CONTACT:
        return record
    asked = open_conflicts.open_of(unit.connection, [record.id]).get(record.id, {})
    lost = [each.id for name, each in asked.items() if name not in CATALOGUE[Kind.CONTACT] and name != EXISTENCE]
    open_conflicts.close(unit, lost, open_conflicts.OBSOLETE)
    states = links.by_record(unit.connection, [record.id]).get(record.id, [])
    for state in states:
        state.kind = Kind.CONTACT
        state.bases = {name: pair for name, pair in state.bases.items() if name in CATALOGUE[Kind.CONTACT]}
    links.update_many(unit, states)
    notices.converted(unit, record.id, CATALOGUE[Kind.CONTACT])
    ledger.append(unit, [Entry(record.id, Kind.CONTACT, Cause.MERGE, event="converted")])
    return records.convert(unit, record, Kind.CONTACT)


def not_same(unit: Unit, first: str, second: str) -> None:
    """Two records are not the same: they are not suggested again. Raises InvalidInput where one is not there."""
    one, two = editing.found(unit, first), editing.found(unit, second)
    if one.id == two.id:
        raise InvalidInput("not_unitable", record=one.id, other=two.id)
    apart.keep_apart(unit, one.id, two.id)


@dataclass(slots=True)
class Union:
    """Two records on their way to be one: ``ours`` are the links of the survivor, ``theirs`` those of the other one.

    ``kept_apart`` are links to rows that are kept apart, for which there is no room; ``unmade`` are those for which a row was still
    to be made, and is not any more. ``unread`` are links to rows that hold what nobody has taken in.
    """

    unit: Unit
    survivor: Record
    other: Record
    ours: list[LinkState]
    theirs: list[LinkState]
    asked: Mapping[str, Mapping[str, Conflict]]
    kept_apart: list[LinkState] = field(default_factory=list)
    unmade: list[LinkState] = field(default_factory=list)
    unread: list[LinkState] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    def check(self) -> None:
        """Raises InvalidInput where the two cannot be made one now."""
        here, there = ({state.connection for state in group if state.has_row} for group in (self.ours, self.theirs))
        if here & there:
            raise InvalidInput("united_at_account", record=self.other.id)
        sent = intents.of_links(self.unit.connection, [state.id for state in (*self.ours, *self.theirs)])
        if any(intent.is_unresolved for intent in sent.values()):
            raise InvalidInput("on_its_way", record=self.other.id)
        if any(EXISTENCE in contested for contested in self.asked.values()):
            raise InvalidInput("decide_existence_first", record=self.other.id)

    def make_room(self) -> None:
        """A record has one link to each object: where both have one, that with a row stays, else that of the survivor."""
        there = {state.connection for state in self.theirs if state.has_row}
        gone = [state for state in self.ours if state.connection in there]
        self.ours = [state for state in self.ours if state.connection not in there]
        taken = {state.connection for state in self.ours}
        gone += [state for state in self.theirs if state.connection in taken]
        self.theirs = [state for state in self.theirs if state.connection not in taken]
        self.kept_apart = [state for state in gone if state.state == links.UNLINKED and state.remote_id is not None]
        self.unmade = [state for state in gone if state.state == links.NEW]
        editing.forget_sends(self.unit, [*gone, *self.theirs])
        links.delete(self.unit, [state.id for state in gone])

    def meet(self) -> None:
        """Compare what both hold, as two accounts that see each other for the first time."""
        typed = list(only_here(self.other, self.theirs))
        seen = {state.id: self._met(state) for state in self.theirs}
        views = [LinkView(state.name, state.bases, self._shown(state)) for state in self.ours]
        views += [LinkView(state.name, state.bases, seen[state.id]) for state in self.theirs]
        here = self.survivor
        blanks = emptied(self.unit.connection, [here], self.asked).get(here.id, frozenset())
        # What was overwritten no row shows: that question goes on until it is answered.
        contested = frozenset(
            name for name, each in self.asked.get(here.id, {}).items() if each.kind is not ConflictKind.OVERWROTE
        )
        view = RecordView(here.id, here.kind, True, dict(here.fields), contested, emptied=blanks)
        plan = plan_record(view, views)
        by_name = {state.name: state for state in (*self.ours, *self.theirs)}
        for name, (value, _) in plan.values.items():
            self._give(name, value)
        for link, pairs in plan.rebased.items():
            by_name[link].bases.update(pairs)
            self._tell_another_first(by_name[link], pairs, seen.get(by_name[link].id, {}))
        for name, value in carried(typed, self.survivor, self.ours):
            self._give(name, value)
        self._ask(plan, by_name)

    def _tell_another_first(
        self, state: LinkState, agreed: Mapping[str, tuple[Value, Any]], seen: Mapping[str, Seen]
    ) -> None:
        """An account may have another number or address in first place: both sides keep their own, and it is told."""
        lists = [name for name in agreed.keys() & seen.keys() if CATALOGUE[self.survivor.kind][name].type in ITEM_TYPES]
        differing = [
            name for name in lists if items.has_another_first(seen[name].value, self.survivor.fields.get(name))
        ]
        found = [Notice(state.connection, self.survivor.id, name, WRITTEN_OTHERWISE, {}) for name in sorted(differing)]
        notices.write(self.unit, found)

    def _met(self, state: LinkState) -> dict[str, Seen]:
        """What one of the other's rows holds that the survivor holds otherwise; its base there is blank from now on."""
        shown = self._shown(state)
        met: dict[str, Seen] = {}
        for name, (value, raw) in list(state.bases.items()):
            mine, theirs = self.survivor.fields.get(name), self.other.fields.get(name)
            if mine is None and theirs is not None:
                self._give(name, theirs)
                mine = theirs
            if mine == theirs:
                met |= {name: shown[name]} if name in shown else {}
                continue
            row = shown.get(name) or Seen(raw, value, None)
            if self._is_elsewhere(state, name, mine):
                state.bases[name] = (mine, row.raw)
                continue
            state.bases[name] = (None, None)
            if self._is_unread(name, row):
                self.unread.append(state)
            elif row.raw is not None:
                met[name] = Seen(row.raw, row.value, None)
        return met

    def _is_unread(self, name: str, row: Seen) -> bool:
        """Whether an account holds something in a field of one value that was never taken in: what it is tells the next reading."""
        kind = self.survivor.kind
        several = CATALOGUE[kind][name].type in ITEM_TYPES | SET_TYPES
        return row.value is None and row.raw is not None and not (several or references.is_reference(kind, name))

    def _is_elsewhere(self, state: LinkState, name: str, mine: Value) -> bool:
        """Whether the survivor refers to what has no row at the link's account: both agree to differ."""
        if not isinstance(mine, str) or not references.is_reference(self.survivor.kind, name):
            return False
        return not links.remote_ids(self.unit.connection, state.connection, [mine])

    def _shown(self, state: LinkState) -> dict[str, Seen]:
        """What open conflicts show of a link's row."""
        return seen_in(self.asked.get(state.record, {}), state.kind, state.name, state.bases)

    def _give(self, name: str, value: Value) -> None:
        old = self.survivor.fields.get(name)
        if old == value:
            return
        self.survivor.fields[name] = value
        self.changed.add(name)
        self.entries.append(Entry(self.survivor.id, self.survivor.kind, Cause.MERGE, name, old, value))

    def _ask(self, plan: Plan, by_name: Mapping[str, LinkState]) -> None:
        found: list[FoundConflict] = []
        for name, each in plan.contested.items():
            standing = [account for account in each.accounts if by_name[account[0]].has_row]
            for _, _, value in (account for account in each.accounts if account not in standing):
                # Nobody is left there to disagree: the survivor keeps its own, and its history shows the other.
                own = self.survivor.fields.get(name)
                self._give(name, value)
                self._give(name, own)
            if standing:
                held = tuple(self._held(name, by_name[link], raw, value) for link, raw, value in standing)
                found.append(FoundConflict(self.survivor.id, self.survivor.kind, name, each.why, each.before, held))
        over = [self.asked[self.survivor.id][name].id for name in plan.settled]
        over += [each.id for each in self.asked.get(self.other.id, {}).values()]
        open_conflicts.close(self.unit, over, open_conflicts.OBSOLETE)
        asked = {each.field for each in found}
        found += [each for each in self._overwritten() if each.field not in asked]
        open_conflicts.open_or_refresh(self.unit, found, run=None)

    def _held(self, name: str, state: LinkState, raw: Raw, value: Value) -> AccountValue:
        """What a row holds, with all that is known of it where a question showed it already."""
        asked = [each[name] for each in self.asked.values() if name in each]
        shown = [account for each in asked if each.kind is not ConflictKind.OVERWROTE for account in each.accounts]
        known = next((each for each in shown if each.link == state.name and each.raw == raw), None)
        return AccountValue(state.name, state.connection, raw, value) if known is None else replace(known, value=value)

    def _overwritten(self) -> list[FoundConflict]:
        """What was overwritten at the other's rows, and the survivor does not hold: that is asked about the survivor."""
        here, rows = self.survivor, {state.name for state in self.theirs}
        found: list[FoundConflict] = []
        for name, asked in self.asked.get(self.other.id, {}).items():
            lost = [each for each in asked.accounts if each.link in rows and each.value != here.fields.get(name)]
            if asked.kind is ConflictKind.OVERWROTE and lost:
                mine = self.asked.get(here.id, {}).get(name)
                shown = mine.accounts if mine is not None and mine.kind is ConflictKind.OVERWROTE else ()
                found.append(FoundConflict(here.id, here.kind, name, asked.kind, asked.before, (*shown, *lost)))
        return found

    def end_other(self) -> None:
        """The other record is no more; whatever refers to it refers to the survivor."""
        apart.forget(self.unit, self.survivor.id, self.other.id)
        records.set_life(self.unit, self.other.kind, [self.other.id], MERGED, merged_into=self.survivor.id)
        there = {state.connection for state in self.theirs if state.has_row}
        # Whoever separates the two again asks whose rows came by the union.
        account = next(iter(there)) if len(there) == 1 else None
        self.entries.append(Entry(self.other.id, self.other.kind, Cause.MERGE, event=ledger.MERGED, connection=account))
        self.entries.append(Entry(self.survivor.id, self.survivor.kind, Cause.MERGE, event=ledger.UNITED))
        for state in self.theirs:
            # What was said of values that the survivor has as well is as true of it.
            names = [name for name in state.bases if self.survivor.fields.get(name) == self.other.fields.get(name)]
            notices.hand_over(self.unit, state.connection, self.other.id, self.survivor.id, names)
        notices.forget(self.unit, [self.other.id])
        for connection in {state.connection for state in self.theirs}:
            problems.settle(self.unit, connection, [self.other.id])
        problems.settle_doubts_of(self.unit, [self.other.id])
        point_to(self.unit, self.other.id, self.survivor.id)

    def write(self) -> None:
        """Write the survivor with all its links; an account that has got a row of it is told of what refers to it."""
        for state in self.theirs:
            state.record = self.survivor.id
        for state in self.unread:
            state.seen_hash = None
            sweeps.doubt(self.unit, state.connection, state.object, [state.remote_id] if state.remote_id else [])
        links.update_many(self.unit, [*self.ours, *self.theirs])
        # What is kept apart stays so: it would be taken for somebody new. Nothing ties it again to a record that is no more.
        links.insert_many(self.unit, [replace(state, id=0, record=self.other.id) for state in self.kept_apart])
        # Whoever separates the two again has to know who was still to be made, and where (``separating``).
        waited = [
            replace(state, id=0, record=self.other.id, state=links.UNLINKED, dirty=False) for state in self.unmade
        ]
        links.insert_many(self.unit, waited)
        self.survivor.fields["modified_at"] = self.unit.now
        fields = frozenset(self.changed | {"modified_at"})
        records.update_many(self.unit, self.survivor.kind, [(self.survivor, fields)])
        ledger.append(self.unit, self.entries)
        editing.mark(self.unit, self.survivor, None)
        for account in sorted({state.connection for state in (*self.ours, *self.theirs) if state.has_row}):
            reopen_references(self.unit, account, {self.survivor.id})


def point_to(unit: Unit, old: str, new: str) -> None:
    """Whatever refers to one record refers to another one from now on, on both sides of every base."""
    for kind, named in records.mentioning(unit.connection, old).items():
        loaded, tied = records.load_many(unit.connection, kind, list(named)), links.by_record(unit.connection, named)
        entries: list[Entry] = []
        changed: dict[int, LinkState] = {}
        for source, name in ((source, name) for source, names in named.items() for name in names):
            record = loaded[source]
            value = pointed(record.fields[name], old, new)
            entries.append(Entry(source, kind, Cause.MERGE, name, record.fields[name], value))
            record.fields[name] = value
            for state in (each for each in tied.get(source, ()) if name in each.bases):
                ours, theirs = state.bases[name]
                state.bases[name] = (pointed(ours, old, new), theirs)
                changed[state.id] = state
        ledger.append(unit, entries)
        records.update_many(unit, kind, [(loaded[source], frozenset(names)) for source, names in named.items()])
        links.update_many(unit, list(changed.values()))
        editing.mark_all(unit, list(loaded.values()), None)
