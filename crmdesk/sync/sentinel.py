"""Rows that crmdesk may have made twice: what remains possible where rows carry no key is at least told.

A row that nobody here knows, that the vendor says was made by this very access, and that is like a record which has a row there
already is most likely a creation whose answer was lost for longer than anybody waited. It becomes a record of its own, as
every row does, and a problem of the one that was there before names it. So it is with a row that is like a record whose creation
is in doubt, or was given up: a colleague may have changed so much of it that it is not known for what was made.

Of deals, activities and notes nothing but their values tells, and people write the same words again and again ("no answer"), in the
account's own pages as the same user, too. So there the row has to be of about the time at which the record was made from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.errors import RecordRefused
from crmdesk.domain.kinds import PERSON_KINDS, RECORD_KINDS, Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import intents, links, problems
from crmdesk.store.intents import CREATE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.lookalikes import lookalikes
from crmdesk.store.problems import POSSIBLE_COPY, Problem
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit
from crmdesk.sync import needles
from crmdesk.sync.context import Context
from crmdesk.sync.matching import Likeness, likeness, traits_of

NEAR_S = 3600.0
"""How far the moments may be apart at which a row was made and its creation was sent, in seconds."""

_NAMED = (*PERSON_KINDS, Kind.COMPANY)


@dataclass(frozen=True, slots=True)
class _Original:
    """A record of which a row may be a copy: the link of its own row, or of one still to be made.

    ``tried`` are its creations, of whose time a copy has to be; None where that tells nothing.
    """

    link: int
    record: Record
    tried: Sequence[Intent] | None


def flag_copies(
    unit: Unit, context: Context, made: Sequence[tuple[RemoteRecord, LinkState, Record]], *, first: bool
) -> None:
    """Report those of the rows of one object which have just become records that may be copies of other records' rows.

    In a ``first`` pull nothing was made there by this connection, as far as is known.
    """
    suspects = [each for each in made if each[0].ours and each[0].kind in RECORD_KINDS]
    if not suspects:
        return
    originals = _unmade(unit, context, suspects[0][1].object)
    if not first:
        originals += _standing(unit, context, suspects)
    originals.sort(key=lambda each: each.link)
    found: list[Problem] = []
    for row, state, record in suspects:
        copied = (each for each in originals if each.link < state.id and _is_copy(record, each.record))
        original = next((each.record for each in copied if each.tried is None or _is_of_then(row, each.tried)), None)
        if original is not None:
            error = RecordRefused(POSSIBLE_COPY, other=record.id, object=row.object, row=row.id)
            found.append(Problem(context.id, error, original.id, original.kind, verb=CREATE))
    problems.report_all(unit, found)
    context.counts["problems"] += len(found)


def _unmade(unit: Unit, context: Context, object_name: str) -> list[_Original]:
    """The records that still have no row there although one was sent: its creation is in doubt, or was given up."""
    creations = [each for each in intents.unresolved(unit.connection, context.id) if each.verb == CREATE]
    creations += intents.given_up(unit.connection, context.id, object_name)
    tried: dict[int, list[Intent]] = {}
    for each in creations:
        tried.setdefault(each.link, []).append(each)
    known = {id: state for id, state in links.by_id(unit.connection, tried).items() if state.object == object_name}
    loaded = links.load_records(unit.connection, known.values())
    return [_Original(id, loaded[state.record], tried[id]) for id, state in known.items() if state.record in loaded]


def _standing(
    unit: Unit, context: Context, suspects: Sequence[tuple[RemoteRecord, LinkState, Record]]
) -> list[_Original]:
    """The records that share a name or an address with one of these and have a row in the same object."""
    kinds = {record.kind for _, _, record in suspects}
    kinds |= set(PERSON_KINDS) if kinds & set(PERSON_KINDS) else set()
    wanted = [record for _, _, record in suspects]
    alike = [id for kind in sorted(kinds) for id in lookalikes(unit.connection, kind, wanted)]
    known = {
        state.id: state
        for states in links.by_record(unit.connection, alike).values()
        for state in states
        if (state.connection, state.object, state.state) == (context.id, suspects[0][1].object, links.ACTIVE)
    }
    loaded = links.load_records(unit.connection, known.values())
    tried = {} if kinds <= set(_NAMED) else intents.creations(unit.connection, known)
    return [
        _Original(id, loaded[state.record], None if state.kind in _NAMED else tried.get(id, ()))
        for id, state in known.items()
        if state.record in loaded
    ]


def _is_of_then(row: RemoteRecord, tried: Sequence[Intent]) -> bool:
    """Whether a row is of about the time of one of these creations."""
    if row.created_at is None:
        return bool(tried)
    made = datetime.fromisoformat(row.created_at)
    return any(abs((made - needles.sent_at(each)).total_seconds()) <= NEAR_S for each in tried)


def _is_copy(record: Record, original: Record) -> bool:
    """Whether the natural keys are equal: for people and companies their traits, for anything else all values that both have.

    Two who have an address in common and are called otherwise are a family. What the original leaves blank, the account may have
    filled in.
    """
    if original.kind in _NAMED:
        mine, theirs = traits_of(record.fields), traits_of(original.fields)
        how = likeness(mine, theirs)
        if how is Likeness.ADDRESS:
            return not (mine.name and theirs.name)
        return how is not Likeness.NONE or (mine == theirs and bool(mine.name))
    both = [name for name, value in record.fields.items() if None not in (value, original.fields.get(name))]
    told = [name for name in both if not CATALOGUE[record.kind][name].read_only]
    called = display_name(record.kind, record.fields) == display_name(original.kind, original.fields)
    alike = all(record.fields[name] == original.fields[name] for name in told)
    return record.kind is original.kind and called and bool(told) and alike
