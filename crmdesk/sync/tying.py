"""Rows that stand for somebody who is here already, from another account or by hand: tied to that record (``matching``).

What is found here and there is compared as if both met for the first time: the base is blank in every field. So blanks are
filled on either side, equal values agree, and a person is asked about the others. Records are looked up for all rows of a
chunk together; where nothing is here to compare with, that is one question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import editing, intents, links, records, traits
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import needles
from crmdesk.sync.context import Context
from crmdesk.sync.matching import Known, traits_of, unequivocal

_IN_DOUBT = (intents.SENDING, intents.UNCERTAIN)


def tie_alike(
    unit: Unit, context: Context, object_name: str, rows: Sequence[RemoteRecord]
) -> list[tuple[RemoteRecord, LinkState]]:
    """Tie rows of one object that no link knows to the records that they stand for, as far as these are here.

    A record takes one row of an account, in whatever object. One whose creation there may have happened takes none until
    that is known, and neither does one that a person keeps apart from the account.
    """
    asking = [row for row in rows if row.kind in traits.KNOWN_BY]
    if not asking or not traits.are_kept(unit.connection):
        return []
    tied: list[tuple[RemoteRecord, LinkState]] = []
    for kind in sorted({row.kind for row in asking}):
        tied += _tie(unit, context, object_name, kind, [row for row in asking if row.kind is kind])
    known_before = [state for _, state in tied if state.id]
    links.insert_many(unit, [state for _, state in tied if not state.id])
    links.update_many(unit, known_before)
    editing.forget_sends(unit, known_before)
    return tied


def _tie(
    unit: Unit, context: Context, object_name: str, kind: Kind, rows: Sequence[RemoteRecord]
) -> list[tuple[RemoteRecord, LinkState]]:
    wanted = {row.id: traits_of(needles.fields_of(context, row)) for row in rows}
    near = _near(unit, kind, {value for each in wanted.values() for value in each.values})
    if not near:
        return []
    own = _own_links(unit, context, near)
    in_doubt = _in_doubt(unit, own.values())
    known = {
        record.id: Known(
            traits_of(record.fields),
            all(_leaves_room(context, object_name, each, in_doubt) for each in own[record.id]),
        )
        for record in near
    }
    by_id = {row.id: row for row in rows}
    return [
        (by_id[id], _link(context, by_id[id], record, own[record])) for id, record in unequivocal(wanted, known).items()
    ]


def _near(unit: Unit, kind: Kind, values: Iterable[str]) -> list[Record]:
    """The live records of a kind that share a value. A lead and a contact may be one, but it is for a person to say so."""
    ids = traits.sharing(unit, kind, sorted(values))
    return [each for each in records.load_many(unit.connection, kind, sorted(ids)).values() if each.life == LIVE]


def _own_links(unit: Unit, context: Context, near: Sequence[Record]) -> dict[str, list[LinkState]]:
    """The links of records to this account, by record."""
    states = links.by_record(unit.connection, [record.id for record in near])
    return {record.id: [each for each in states.get(record.id, []) if each.connection == context.id] for record in near}


def _in_doubt(unit: Unit, own: Iterable[Sequence[LinkState]]) -> set[int]:
    """The links about which something was sent that may have happened."""
    sent = intents.of_links(unit.connection, [state.id for states in own for state in states])
    return {link for link, intent in sent.items() if intent.state in _IN_DOUBT}


def _leaves_room(context: Context, object_name: str, state: LinkState, in_doubt: Set[int]) -> bool:
    """Whether a record with this link to the account may still be given a row of the object."""
    if state.state == links.GONE:
        return True
    spec = context.objects.get(state.object)
    fits = state.object == object_name or (spec is not None and spec.part_of == object_name)
    return fits and state.state == links.NEW and state.id not in in_doubt


def _link(context: Context, row: RemoteRecord, record: str, own: Sequence[LinkState]) -> LinkState:
    """The record's link to the row, with nothing agreed yet in any field that it carries."""
    state = next((each for each in own if each.object == row.object), None)
    state = state or LinkState(0, context.id, row.object, row.id, record, row.kind)
    state.remote_id, state.state, state.version, state.seen_hash = row.id, links.ACTIVE, None, None
    state.bases = dict.fromkeys(context.rules(row.object, row.kind), (None, None))
    return state
