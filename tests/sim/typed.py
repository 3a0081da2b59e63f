"""What became of everything that people typed at two computers, and in what these differ in the end.

Every value ever typed stands, or was replaced by somebody who had seen it: by the one who typed it, by a decision that names it,
or, once the account held it, by the other computer (``shared_account.py`` looks at what that had seen).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from crmdesk.domain.kinds import Kind
from crmdesk.store.records import targets
from tests.sim.oracle import Place
from tests.sim.picture import MINE, Entry, Link, Record
from tests.sim.replica_desk import Desk
from tests.sim.shared_account import COINED, NAMED, TYPED, SharedAccount
from tests.sim.side import REFERENCES
from tests.sim.violation import Violation

HANDS = MINE | {"policy", "review"}
"""The causes by which a person here, or what a person had said before, decided."""
APART = frozenset({"unlinked", "kept", "no_access"})
"""The states of a link by which a record stays here without a row."""


def lost(desk: Desk) -> Iterator[Violation]:
    """I1: the words that were typed at a computer and are nowhere."""
    for entry in {(one.record, one.field, one.new): one for one in desk.picture.ledger if _is_typed(one)}.values():
        fate = _fate(desk, entry)
        if fate is not None:
            yield Violation("I1", f"{desk.name}: {entry.new} was typed into {entry.field} of {entry.record}, {fate}")


def _is_typed(entry: Entry) -> bool:
    return entry.cause in MINE and isinstance(entry.new, str) and COINED.fullmatch(entry.new) is not None


def _fate(desk: Desk, typed: Entry) -> str | None:
    """How a word was lost; None where it was not."""
    word, chain = str(typed.new), _survivors(desk, typed.record)
    ids = {record.id for record in chain}
    if any(record.life == "live" and record.value(typed.field or "") == word for record in chain):
        return None
    if word in desk.named or any(account.ever_held(word) for account in desk.accounts.values()):
        return None
    later = [one for one in desk.picture.ledger if one.record in ids and one.seq > typed.seq]
    left = [one for one in later if one.field == typed.field and one.old == word]
    ended = [one for one in later if one.event in ("deleted", "merged")]
    hands = HANDS | ({"merge"} if any(one.event == "united" for one in later) else set())
    if any(one.cause in hands for one in (left or ended)[-1:]):
        return None
    ends = [f"{one.event or one.new} by {one.cause}" for one in (left or ended)[-1:]]
    return f"never reached an account, and is no more: {ends}"


def _survivors(desk: Desk, record: str) -> list[Record]:
    """A record and whatever it has become part of."""
    found, next_one = [], desk.picture.records.get(record)
    while next_one is not None:
        found.append(next_one)
        next_one = desk.picture.records.get(next_one.merged_into or "")
    return found


def differences(account: SharedAccount, desks: Sequence[Desk]) -> Iterator[str]:
    """What a computer holds otherwise than the account has it, or than another one does.

    What the account refuses waits here, and the row is what it is believed to be.
    """
    there, here = account.alive(), [_standing(account, desk) for desk in desks]
    for desk, known in zip(desks, here, strict=True):
        refused = desk.refused()
        for place, (link, record) in known.items():
            if place not in there:
                yield f"{desk.name}: {record.id} {place} is here, and not there"
                continue
            for name in TYPED[record.kind]:
                waits = not refused.isdisjoint({(record.id, account.name, None), (record.id, account.name, name)})
                value = link.bases[name][1] or None if waits and name in link.bases else record.fields[name]
                held = there[place].fields[name] or ()
                if name in link.bases and value not in (held or (None,)):
                    yield f"{desk.name}: {record.id} {name}: {value!r} here, {held!r} in {place}"
        aside = {_place(link) for link in desk.picture.links.values() if link.state in APART}
        yield from (f"{desk.name}: {place} is there, and not here" for place in there.keys() - known.keys() - aside)
        yield from _only_here(account, desk)
    for (first, one), (second, other) in combinations(zip(desks, here, strict=True), 2):
        for place in sorted(one.keys() & other.keys()):
            left, right = one[place][0].bases, other[place][0].bases
            # Not every value that stands here fits into a row (2.3): what the row is believed to hold is the same.
            yield from (
                f"{place} {name}: {left[name][1]!r} there for {first.name}, {right[name][1]!r} for {second.name}"
                for name in left.keys() & right.keys() - REFERENCES
                if left[name][1] != right[name][1]
            )


def _standing(account: SharedAccount, desk: Desk) -> dict[Place, tuple[Link, Record]]:
    """The live records that have a row at an account."""
    tied = [link for link in desk.picture.links.values() if link.connection == account.name and link.state == "active"]
    known = {_place(link): (link, desk.picture.records[link.record]) for link in tied if link.kind in TYPED}
    return {place: pair for place, pair in known.items() if pair[1].life == "live"}


def _place(link: Link) -> Place:
    """Where the row of a link is watched: the id of one that may be in several objects says in which it is."""
    table, _, id = (link.remote_id or "").rpartition("/")
    return (link.connection, table or link.object, id)


def _only_here(account: SharedAccount, desk: Desk) -> Iterator[str]:
    """Who lives here, is meant for an account that does not refuse it, and has no row at any.

    A note goes where whom it is about has a row.
    """
    known = {link.record for link in desk.picture.links.values() if link.state in ("active", *APART)}
    there = {record.id for _, record in _standing(account, desk).values()}
    refused = {id for id, _, _ in desk.refused()}
    for id in sorted(set(desk.picture.live(*TYPED)) - known - refused):
        states = {link.state for link in desk.picture.of_record(id) if link.connection == account.name}
        if states and (desk.picture.records[id].kind is not Kind.NOTE or there & _about(desk, id)):
            yield f"{desk.name}: {id} is only here, at {account.name} it is {sorted(states)}"


def _about(desk: Desk, note: str) -> set[str]:
    return set(targets(desk.picture.records[note].fields["about"]))


def twice(account: SharedAccount, desks: Sequence[Desk]) -> Iterator[str]:
    """What an account holds in several rows; who was kept apart from a row there may have got another one.

    What two held who were made one stands twice where the other computer keeps both of them.
    """
    held = {word for desk in desks for word in _held_by_united(desk)}
    aside = {_place(link) for desk in desks for link in desk.picture.links.values() if link.state in APART}
    rows = [row for place, row in account.alive().items() if place not in aside]
    for name in sorted(NAMED):
        words = [word for row in rows for word in row.fields[name] or ()]
        several = sorted({word for word in words if words.count(word) > 1} - held)
        yield from (f"{word} is there {words.count(word)} times" for word in several)


def _held_by_united(desk: Desk) -> Iterator[str]:
    """The words that records held before, or when, they took in another one."""
    last = {entry.record: entry.seq for entry in desk.picture.ledger if entry.event == "united"}
    told = [entry.new for entry in desk.picture.ledger if entry.seq < last.get(entry.record, 0)]
    yield from (word for value in told if isinstance(value, str) for word in COINED.findall(value))
