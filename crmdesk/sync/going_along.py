"""Who is deleted at an account together with somebody else (``ObjectSpec.takes_along``), as far as that is known here.

What records refer to tells of nearly all of them. An account may still count somebody with a company that they have left here: it
refuses what was typed, a person is asked about it, or it has no row of the new one and both agree to differ. There its own row
tells, as it was seen last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from crmdesk.domain.kinds import Kind
from crmdesk.store import links, notices, open_conflicts, records
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.differing import NOT_THERE
from crmdesk.sync.outgoing import resting
from crmdesk.sync.rows import known_raws

AT_ONCE = 500


class _Member(NamedTuple):
    """A record that belongs to a ``target``. Its row ``stays`` where nobody has deleted it there; here it may have ``left``."""

    target: str
    record: str
    kind: Kind
    stays: bool
    left: bool = False


def going_along(
    unit: Unit, context: Context, object_name: str, deleted: Set[str], held: Set[str]
) -> tuple[Mapping[str, Counter[Kind]], Set[str]]:
    """Which of the ``deleted`` records take others along at the account whom nobody deleted there, and how many of each kind.

    And those that take along somebody whose own deletion is ``held``: they wait for the answer about that one. Those that
    somebody has left a moment ago wait for that to be sent.
    """
    along: dict[str, Counter[Kind]] = {}
    following: set[str] = set()
    taken = context.objects[object_name].takes_along if deleted else {}
    fresh = resting(unit, context) if taken else set()
    for other, field in taken.items():
        for member in _members(unit, context, object_name, deleted, other, field):
            if member.left and member.record in fresh:
                following.add(member.target)
            elif member.stays:
                along.setdefault(member.target, Counter())[member.kind] += 1
            elif member.record in held:
                following.add(member.target)
    return along, following


def _members(
    unit: Unit, context: Context, object_name: str, deleted: Set[str], other: str, field: str
) -> Iterable[_Member]:
    """Whoever belongs to one of the ``deleted`` records, here or by their row in another object."""
    spec = context.objects.get(other)
    if spec is None:
        return ()
    found = {
        (target, record): _Member(target, record, kind, stays)
        for kind in spec.mapping
        for target, record, stays in records.naming(unit.connection, kind, field, context.id, other, deleted)
    }
    places = links.remote_ids(unit.connection, context.id, deleted)
    rows = {(name, id): record for (name, record), id in places.items() if name == object_name and id is not None}
    for states in _differing(unit, context, other, field):
        found = {(each.target, each.record): each for each in _named_there(unit, states, field, rows)} | found
    return found.values()


def _differing(unit: Unit, context: Context, object_name: str, field: str) -> Iterator[list[LinkState]]:
    """The links of an object whose row may hold something else in a field than their record does, some at a time."""
    after: int | None = 0
    while after is not None:
        states = links.dirty(unit.connection, context.id, object_name, after=after, limit=AT_ONCE)
        after = states[-1].id if len(states) == AT_ONCE else None
        yield states
    apart = open_conflicts.contested_at(unit.connection, context.id, field)
    apart |= {id for id, name in notices.fields_of(unit.connection, context.id, key=NOT_THERE) if name == field}
    tied = links.by_record(unit.connection, sorted(apart)).values()
    yield [each for found in tied for each in found if (each.connection, each.object) == (context.id, object_name)]


def _named_there(
    unit: Unit, states: Iterable[LinkState], field: str, rows: Mapping[references.Pair, str]
) -> Iterator[_Member]:
    """Those of the links whose row names one of these ``rows``, given with their records."""
    standing = [state for state in states if state.state == links.ACTIVE]
    asked = open_conflicts.open_of(unit.connection, {state.record for state in standing})
    named = [
        (rows[pair], state)
        for state in standing
        for pair in references.pairs(known_raws(state, asked.get(state.record, {})).get(field))
        if pair in rows
    ]
    loaded = links.load_records(unit.connection, [state for _, state in named])
    for target, state in named:
        if (record := loaded.get(state.record)) is not None:
            yield _Member(target, record.id, record.kind, record.life == LIVE, left=True)
