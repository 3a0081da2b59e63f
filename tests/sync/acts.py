"""Small acts about one person, here or at an account: what stories are put together from (``events`` for whole accounts).

An act is a few steps, with a run of every account between two of them. A step that makes no sense as things stand raises
``Senseless``, or what the store says to it; the act ends there then, as where a person is told that it cannot be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import sqlalchemy as sa

from crmdesk.domain.conflicts import EXISTENCE, UNLINK, Keep
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.policies import Guard, Policy, Scope, Way
from crmdesk.providers.memory_account import REFUSED_TEXT
from crmdesk.store import (
    discarding,
    links,
    policies,
    records,
    undoing,
)
from crmdesk.store.leaving import keep_apart
from crmdesk.sync.separating import separate
from crmdesk.sync.uniting import unite
from tests.sync.kit import PEOPLE, Office, WatchedAccount, Wire


class Senseless(Exception):
    """There is nothing that could be done so, as things stand."""


@dataclass(frozen=True, slots=True)
class World:
    """How people live as their stories begin. ``accounts`` are the names of those in which they have rows.

    ``made_here``: crmdesk made the rows. ``alike``: what stands in both accounts was taken for one person.
    """

    name: str
    accounts: str = "a"
    made_here: bool = False
    alike: bool = True
    keyed: bool = True


WORLDS = (
    World("one account"),
    World("one account, made here", made_here=True, keyed=False),
    World("two accounts", "ab"),
    World("two accounts, made here", "ab", made_here=True),
    World("two people of two accounts", "ab", alike=False),
)


@dataclass(eq=False)
class Life:
    """One person: their record, their row in each account, and ``other``, a row of somebody else's in account a.

    ``twin`` is the record of account b's row as the story begins. ``said`` are the values that were typed, with their fields;
    ``fresh`` is whether the last act typed the last of them. ``parted``: somebody deleted, merged or took back something.
    ``deaf``: what colleagues write is not to be read. ``restored``: how often a row was read as one that nobody knows.
    """

    office: Office
    number: int
    record: str
    twin: str
    rows: dict[str, str]
    other: str
    changes: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    fresh: bool = False
    parted: bool = False
    deaf: bool = False
    restored: int = 0
    taken_back: str | None = None

    def word(self, name: str) -> str:
        """A value that nobody has typed yet."""
        value = f"Mot{self.number}x{len(self.said)}e"
        self.said.append((name, value))
        self.fresh = True
        return value

    def now(self, record: str | None = None) -> str:
        """The record by now, or what it has become part of; where it was forgotten, the one that its row stands for."""
        wanted = record or self.record
        wanted = self.office.read(lambda reader: records.survivors(reader, [wanted])).get(wanted, wanted)
        return wanted if self.office.read(lambda reader: records.find(reader, wanted)) else self._known_again()

    def _known_again(self) -> str:
        for name, id in self.rows.items():
            account = self.office.ids.get(name, name)
            found = self.office.read(partial(_tied, account=account, id=id))
            if found is not None:
                return found
        raise Senseless

    def wire(self, name: str) -> Wire:
        """An account that is connected."""
        if name not in self.office.wires:
            raise Senseless(name)
        return self.office.wires[name]

    def row(self, name: str) -> str:
        """Their row in an account: the one that is tied, else the first one."""
        account = self.wire(name).account
        mine = [each for each in self.office.links(self.now()) if each.connection == self.office.ids[name]]
        tied = [each.remote_id for each in mine if each.remote_id is not None and each.state == links.ACTIVE]
        first = self.rows.get(name)
        if not tied and first is None:
            raise Senseless(name)
        return next((id for id in tied if account.rows[PEOPLE][id].gone is None), first or tied[0])

    def live_row(self, name: str) -> str:
        """The same, where it is there."""
        id = self.row(name)
        if self.wire(name).account.rows[PEOPLE][id].gone is not None:
            raise Senseless(name)
        return id


def _tied(reader: sa.Connection, account: str, id: str) -> str | None:
    state = links.by_remote(reader, account, PEOPLE, [id]).get(id)
    return None if state is None else state.record


Step = Callable[[Life], object]


# -- typing ---------------------------------------------------------------------------------------------------------------


def here(life: Life, name: str = "city") -> None:
    if life.office.record(life.now()).life != records.LIVE:
        raise Senseless
    life.changes.append(life.office.edit(life.now(), **{name: life.word(name)}))


def blank_here(life: Life) -> None:
    life.changes.append(life.office.edit(life.now(), city=None))
    life.fresh = False


def refused_here(life: Life) -> None:
    life.changes.append(life.office.edit(life.now(), city=REFUSED_TEXT))
    life.fresh = False


def tag_here(life: Life) -> None:
    life.changes.append(life.office.edit(life.now(), tags=["vip"]))


def there(life: Life, name: str = "a", field: str = "city") -> None:
    id = life.live_row(name)
    life.wire(name).account.edit(PEOPLE, id, {field: life.word(field)})


def blank_there(life: Life) -> None:
    life.wire("a").account.edit(PEOPLE, life.live_row("a"), {"city": None})
    life.fresh = False


def tag_there(life: Life) -> None:
    life.wire("a").account.edit(PEOPLE, life.live_row("a"), {"tags": "vendeur"})


def both(life: Life) -> None:
    here(life)
    there(life)


def both_accounts(life: Life) -> None:
    there(life, "a")
    there(life, "b")


# -- living and dying -----------------------------------------------------------------------------------------------------


def delete_here(life: Life) -> None:
    life.parted = True
    life.changes.append(life.office.delete(life.now()))


def restore_here(life: Life) -> None:
    life.changes.append(life.office.restore(life.now()))


def delete_there(life: Life, name: str = "a") -> None:
    id, life.parted = life.live_row(name), True
    life.wire(name).account.delete(PEOPLE, id)


def delete_everywhere(life: Life) -> None:
    for name in sorted(life.office.wires):
        delete_there(life, name)


def restore_there(life: Life, name: str = "a") -> None:
    id, account = life.rows.get(name, ""), life.wire(name).account
    if id not in account.rows[PEOPLE] or account.rows[PEOPLE][id].gone is None:
        raise Senseless(name)
    life.restored = max(life.restored, 1)
    _out_of_the_bin(account, id)


def merge_there(life: Life, *, survives: bool) -> None:
    account, id = life.wire("a").account, life.live_row("a")
    if id == life.other or account.rows[PEOPLE][life.other].gone is not None:
        raise Senseless
    life.parted = True
    account.merge(PEOPLE, *((id, life.other) if survives else (life.other, id)))


def restore_other(life: Life) -> None:
    account = life.wire("a").account
    if account.rows[PEOPLE][life.other].gone is None:
        raise Senseless
    _out_of_the_bin(account, life.other)


def _out_of_the_bin(account: WatchedAccount, id: str) -> None:
    """The row is there again, and part of no other one any more."""
    for each in account.rows[PEOPLE].values():
        each.merged = tuple(old for old in each.merged if old != id)
    account.restore(PEOPLE, id)


def counted_there(life: Life, kind: Kind, name: str = "a") -> None:
    id, account = life.live_row(name), life.wire(name).account
    if account.rows[PEOPLE][id].kind is kind:
        raise Senseless
    account.edit(PEOPLE, id, {}, kind=kind)


# -- one or two -----------------------------------------------------------------------------------------------------------


def united(life: Life) -> None:
    first, second = life.now(), life.now(life.twin)
    life.parted = True
    life.office.write(lambda unit: unite(unit, first, second))


def separated(life: Life, name: str = "b") -> None:
    record, account = life.now(), life.office.ids.get(name, name)
    life.twin = life.office.write(lambda unit: separate(unit, record, account))


def apart(life: Life) -> None:
    tied = [each.id for each in life.office.links(life.now()) if each.connection == life.office.ids.get("a")]
    life.parted = True
    life.office.write(lambda unit: keep_apart(unit, tied))


# -- deciding -------------------------------------------------------------------------------------------------------------


def decide(life: Life, field: str, keep: Keep) -> None:
    """Answer the question about a field; ``Keep.OTHER`` with a value of one's own, or with parting."""
    conflict = life.office.conflicts(life.now()).get(field)
    if conflict is None:
        raise Senseless
    value = None
    if keep is Keep.OTHER:
        value = UNLINK if field == EXISTENCE else life.word(field)
    life.parted |= field == EXISTENCE
    life.fresh = field != EXISTENCE and keep is Keep.OTHER
    life.changes.append(life.office.resolve(conflict, keep, value))


def undo(life: Life) -> None:
    if not life.changes:
        raise Senseless
    life.parted = True
    life.fresh = False
    change = life.changes.pop()
    life.office.undo(change)
    life.taken_back = change


def redo(life: Life) -> None:
    change = life.taken_back
    if change is None:
        raise Senseless
    life.office.write(lambda unit: undoing.redo(unit, change))
    life.changes.append(change)


def discard(life: Life, name: str = "a") -> None:
    life.wire(name)
    record, account = life.now(), life.office.ids[name]
    life.changes.append(life.office.write(lambda unit: discarding.discard(unit, record, account)))
    life.parted, life.fresh = True, False


def rule(life: Life, way: Way) -> None:
    made = Policy("", Scope(record=life.now()), way, None, frozenset(Guard))
    life.office.write(lambda unit: policies.put(unit, made))
    life.parted = True


def asks_whether_there_still(life: Life) -> None:
    """Changed here and deleted there."""
    here(life)
    delete_there(life)


def asks_whether_here_still(life: Life) -> None:
    """Deleted here and changed there."""
    there(life)
    delete_here(life)


def binned_here(life: Life) -> None:
    delete_here(life)
    restore_here(life)


def binned_there(life: Life) -> None:
    delete_there(life)
    restore_there(life)


def _answers() -> dict[str, tuple[Step, ...]]:
    keeps = {"ours": Keep.COMPUTER, "theirs": Keep.ACCOUNT, "other": Keep.OTHER, "before": Keep.BEFORE}
    found: dict[str, tuple[Step, ...]] = {
        f"both typed, decided {word}": (both, partial(decide, field="city", keep=keep)) for word, keep in keeps.items()
    }
    del keeps["before"]
    for name, asks in (("gone there", asks_whether_there_still), ("gone here", asks_whether_here_still)):
        found[f"{name} and changed"] = (asks,)
        for word, keep in keeps.items():
            found[f"{name} and changed, decided {word}"] = (asks, partial(decide, field=EXISTENCE, keep=keep))
    return found


ACTS: Mapping[str, tuple[Step, ...]] = {
    "typed here": (here,),
    "typed here, another field": (partial(here, name="job_title"),),
    "blanked here": (blank_here,),
    "tagged here": (tag_here,),
    "refused": (refused_here,),
    "refused and put right": (refused_here, here),
    "typed there": (there,),
    "typed there, another field": (partial(there, field="job_title"),),
    "typed in b": (partial(there, name="b"),),
    "blanked there": (blank_there,),
    "tagged there": (tag_there,),
    "typed on both sides": (both,),
    "typed in both accounts": (both_accounts,),
    **_answers(),
    "deleted here": (delete_here,),
    "restored here": (restore_here,),
    "in the trash for a moment": (binned_here,),
    "in the trash for a run": (delete_here, restore_here),
    "deleted there": (delete_there,),
    "deleted in b": (partial(delete_there, name="b"),),
    "deleted in every account": (delete_everywhere,),
    "restored there": (restore_there,),
    "restored in b": (partial(restore_there, name="b"),),
    "in the bin for a moment": (binned_there,),
    "in the bin for a run": (delete_there, restore_there),
    "survives a merge there": (partial(merge_there, survives=True),),
    "merged into another there": (partial(merge_there, survives=False),),
    "survives, the other comes back": (partial(merge_there, survives=True), restore_other),
    "merged and taken out again": (partial(merge_there, survives=False), restore_there),
    "a client there": (partial(counted_there, kind=Kind.CONTACT),),
    "a client in b": (partial(counted_there, kind=Kind.CONTACT, name="b"),),
    "a lead there": (partial(counted_there, kind=Kind.LEAD),),
    "a client for a run": (partial(counted_there, kind=Kind.CONTACT), partial(counted_there, kind=Kind.LEAD)),
    "united": (united,),
    "separated": (separated,),
    "separated from a": (partial(separated, name="a"),),
    "united and separated": (united, separated),
    "separated and united": (separated, united),
    "kept apart": (apart,),
    "undone": (undo,),
    "undone and redone": (undo, redo),
    "given up for a": (discard,),
    "given up for b": (partial(discard, name="b"),),
    "a rule for this computer": (partial(rule, way=Way.COMPUTER),),
    "a rule for the account": (partial(rule, way=Way.ACCOUNT),),
}
"""By name, the steps of what happens to one person."""


def try_step(step: Callable[[], object]) -> bool:
    """Whether a step could be taken."""
    try:
        step()
    except (InvalidInput, Senseless):
        return False
    return True
