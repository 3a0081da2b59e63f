"""Rows that stand for somebody who is here already, from another account or by hand: tied to that record.

A row that carries crmdesk's key is what a computer of the agency made of the record with that id, at every account to which it
sent it, unless it was separated since; everybody else is known by what they have in common (``matching``).

What is found here and there is compared as if both met for the first time: the base is blank in every field. So blanks are
filled on either side, equal values agree, and a person is asked about the others. Records are looked up for all rows of a
chunk together; where nothing is here to compare with, that is one question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from crmdesk.domain.ids import is_ulid
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import editing, intents, ledger, links, open_conflicts, records, traits
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, MERGED, Record
from crmdesk.store.store import Reader
from crmdesk.store.unit import Unit
from crmdesk.sync import needles
from crmdesk.sync.context import Context
from crmdesk.sync.matching import Known, Traits, traits_of, unequivocal


@dataclass(slots=True)
class Recognised:
    """Rows that were tied to somebody who is here, with their links; and by id whom other rows may stand for."""

    tied: list[tuple[RemoteRecord, LinkState]] = field(default_factory=list)
    doubtful: dict[str, str] = field(default_factory=dict)


def tie_alike(
    unit: Unit,
    context: Context,
    object_name: str,
    rows: Sequence[RemoteRecord],
    ending: Collection[int] = (),
) -> Recognised:
    """Tie rows of one object that no link knows to the records that they stand for, as far as these are here.

    A record takes one row of an account, in whatever object; in place of one whose link is ``ending`` it takes another. One whose
    creation there may have happened takes none until that is known, and neither does one that a person keeps apart from the
    account.
    """
    known_by = traits.KNOWN_BY if traits.are_kept(unit.connection) else ()
    asking = [row for row in rows if row.kind in known_by or row.key is not None]
    found = Recognised()
    for kind in sorted({row.kind for row in asking}):
        _tie(unit, context, object_name, [row for row in asking if row.kind is kind], found, known_by, ending)
    store(unit, [state for _, state in found.tied])
    return found


def store(unit: Unit, tied: Sequence[LinkState]) -> None:
    """Store links to rows that were tied. What waited to be made for their records is there now."""
    known_before = [state for state in tied if state.id]
    links.insert_many(unit, [state for state in tied if not state.id])
    links.update_many(unit, known_before)
    editing.forget_sends(unit, known_before)


def _tie(
    unit: Unit,
    context: Context,
    object_name: str,
    rows: Sequence[RemoteRecord],
    found: Recognised,
    known_by: Collection[Kind],
    ending: Collection[int],
) -> None:
    """Tie rows of one kind; those of a kind in ``known_by`` also by what they have in common with a record."""
    kind = rows[0].kind
    keys = keyed(unit.connection, rows)
    wanted = {row.id: traits_of(needles.fields_of(context, row)) for row in rows} if kind in known_by else {}
    values = {value for each in wanted.values() for value in each.values}
    alike = traits.sharing(unit, kind, sorted(values)) if wanted else set()
    near = near_of(unit.connection, context, object_name, kind, {*alike, *keys.values()}, ending)
    if not near.known:
        return
    by_id = {row.id: row for row in rows}
    judged = unequivocal(wanted, near.known, keys)
    found.doubtful |= judged.doubtful
    found.tied += [
        (by_id[id], link_to(context, by_id[id], record, near.own[record])) for id, record in judged.chosen.items()
    ]


def keyed(reader: Reader, rows: Iterable[RemoteRecord]) -> dict[str, str]:
    """The records, by remote id, whose key rows carry, or that these have become a part of. Not all of them need be here.

    A row keeps its key when it is separated from the record that it was made for. So the key of a record that was separated, or
    that has taken in one that was, tells nothing: the row may be either's.
    """
    keys = {row.id: row.key for row in rows if row.key is not None and is_ulid(row.key)}
    became = records.survivors(reader, keys.values()) if keys else {}
    known = {*keys.values(), *became, *became.values()}
    parted = {became.get(each, each) for each in ledger.separated(reader, known)}
    named = {id: became.get(key, key) for id, key in keys.items()}
    return {id: record for id, record in named.items() if record not in parted}


@dataclass(frozen=True, slots=True)
class Near:
    """The live records of one kind that rows may stand for, each with its links to the account."""

    known: Mapping[str, Known]
    own: Mapping[str, Sequence[LinkState]]


def near_of(
    reader: Reader,
    context: Context,
    object_name: str,
    kind: Kind,
    ids: Iterable[str],
    ending: Collection[int] = (),
) -> Near:
    """Those of these records that rows of an object may stand for; what a link that is ``ending`` stood for is gone.

    So is the row about which a person is asked whether the record stays without it. A lead and a contact may be one, but it is for
    a person to say so.
    """
    loaded = records.load_many(reader, kind, sorted(ids))
    near = {id: record for id, record in loaded.items() if record.life == LIVE}
    also = _as_survivors(reader, kind, loaded.values())
    near |= {id: record for id, record in records.load_many(reader, kind, sorted(also)).items() if record.life == LIVE}
    own = _own_links(reader, context, near)
    in_doubt = _in_doubt(reader, own.values())
    lost = open_conflicts.lost_among(reader, near) if near else ()
    known = {
        id: Known(
            _joined(record, also.get(id, ())),
            all(
                each.id in ending or each.name in lost or _leaves_room(context, object_name, each, in_doubt)
                for each in own[id]
            ),
        )
        for id, record in near.items()
    }
    return Near(known, own)


def _as_survivors(reader: Reader, kind: Kind, found: Iterable[Record]) -> dict[str, list[Record]]:
    """The users that became part of others, by whose part they are: these are known by their addresses too."""
    ended = {each.id: each for each in found if each.life == MERGED} if kind is Kind.USER else {}
    became = records.survivors(reader, ended) if ended else {}
    also: dict[str, list[Record]] = {}
    for id, each in ended.items():
        also.setdefault(became[id], []).append(each)
    return also


def _joined(record: Record, also: Iterable[Record]) -> Traits:
    traits_there = traits_of(record.fields)
    addresses = traits_there.addresses.union(*(traits_of(each.fields).addresses for each in also))
    return replace(traits_there, addresses=addresses)


def _own_links(reader: Reader, context: Context, near: Iterable[str]) -> dict[str, list[LinkState]]:
    """The links of records to this account, by record."""
    states = links.by_record(reader, near)
    return {record: [each for each in states.get(record, []) if each.connection == context.id] for record in near}


def _in_doubt(reader: Reader, own: Iterable[Sequence[LinkState]]) -> set[int]:
    """The links about which something was sent that may have happened."""
    sent = intents.of_links(reader, [state.id for states in own for state in states])
    return {link for link, intent in sent.items() if intent.is_unresolved}


def _leaves_room(context: Context, object_name: str, state: LinkState, in_doubt: Set[int]) -> bool:
    """Whether a record with this link to the account may still be given a row of the object."""
    if state.is_gone:
        return True
    spec = context.objects.get(state.object)
    fits = state.object == object_name or (spec is not None and spec.part_of == object_name)
    return fits and state.state == links.NEW and state.id not in in_doubt


def link_to(context: Context, row: RemoteRecord, record: str, own: Sequence[LinkState]) -> LinkState:
    """The record's link to the row, with nothing agreed yet in any field that it carries; ``own`` are those to the account."""
    state = next((each for each in own if each.object == row.object), None)
    state = state or LinkState(0, context.id, row.object, row.id, record, row.kind)
    state.remote_id, state.state, state.version, state.seen_hash = row.id, links.ACTIVE, None, None
    state.bases = dict.fromkeys(context.rules(row.object, row.kind), (None, None))
    return state
