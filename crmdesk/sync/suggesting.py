"""Records of different accounts that may be the same, for a person to decide about: nothing is united by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from crmdesk.domain.catalogue import display_name
from crmdesk.domain.kinds import PERSON_KINDS, Kind
from crmdesk.store import apart, connections, links, records
from crmdesk.store.links import LinkState
from crmdesk.store.queries import duplicates
from crmdesk.store.queries.duplicates import COMPARED, Half, PossibleDuplicate
from crmdesk.store.records import LIVE, Record
from crmdesk.store.store import Reader
from crmdesk.sync.matching import Likeness, Traits, contradict, likeness, same_desk, traits_of

_STANDING = (links.NEW, links.ACTIVE, links.NO_ACCESS)
_AT_ONCE = 500


def possible_duplicates(connection: Reader, record: str | None = None) -> list[PossibleDuplicate]:
    """Every pair of records that may be the same and could be united, the best reasons first; or those of one ``record``.

    An equal name is a reason only where the place is the same too, or for users: they are few. Pairs that have rows at one account
    are for that account to merge; pairs that a person has said are not the same are left out. Those that a problem names
    (``doubts``) are listed in any case: what is said here ends it. Records whose traits have still to be taken in
    (``traits.follow``) are not compared.
    """
    pairs = _pairs(duplicates.sharing(connection, record)) | _pairs(duplicates.namesakes(connection, record))
    pairs |= _pairs(duplicates.same_name_users(connection, record))
    doubted = _pairs(duplicates.doubted(connection, record))
    pairs |= doubted
    if record is not None:
        pairs = {pair for pair in pairs if record in pair}
    titles = {each.id: each.name for each in connections.all_of(connection)}
    known = apart.pairs(connection) if pairs else set()
    found: list[tuple[int, PossibleDuplicate]] = []
    ordered = sorted(pairs)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        ids = sorted({id for pair in some for id in pair})
        loaded = _load(connection, ids)
        tied = links.by_record(connection, ids)
        for pair in some:
            first, second = loaded.get(pair[0]), loaded.get(pair[1])
            if first is None or second is None:
                continue
            if pair not in doubted and (pair in known or _share_account(tied, pair)):
                continue
            why = reason(first, second) or (_doubt(first, second) if pair in doubted else None)
            if why is not None:
                halves = [_half(each, tied.get(each.id, []), titles) for each in (first, second)]
                found.append((_ORDER[why], PossibleDuplicate(halves[0], halves[1], why)))
    return [each for _, each in sorted(found, key=lambda rated: (rated[0], rated[1].first.name, rated[1].first.record))]


_REASONS = {
    Likeness.ADDRESS_AND_NAME: "address",
    Likeness.ADDRESS: "address",
    Likeness.NUMBER_AND_NAME: "number",
}
_ORDER = {"address": 0, "number": 1, "name": 2}


def _pairs(groups: Iterable[tuple[str, ...]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _load(connection: Reader, ids: list[str]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for kind in (*COMPARED, Kind.USER):
        found |= records.load_many(connection, kind, [id for id in ids if id not in found])
    return {id: record for id, record in found.items() if record.life == LIVE}


def _share_account(tied: Mapping[str, list[LinkState]], pair: tuple[str, str]) -> bool:
    first, second = (
        {state.connection for state in tied.get(id, []) if state.state in _STANDING and state.remote_id is not None}
        for id in pair
    )
    return not first.isdisjoint(second)


def reason(first: Record, second: Record) -> str | None:
    """What speaks for it that two are the same: "address" or "number", or "name": with the place, and nothing contradicts."""
    if (first.kind in PERSON_KINDS) != (second.kind in PERSON_KINDS):
        return None
    if first.kind is Kind.USER:
        return "name"
    mine, theirs = traits_of(first.fields), traits_of(second.fields)
    how = likeness(mine, theirs)
    if how is not Likeness.NONE:
        return _REASONS[how]
    return (
        "name" if _is_namesake(mine, theirs) and _place(first) is not None and _place(first) == _place(second) else None
    )


def _doubt(first: Record, second: Record) -> str:
    """What speaks for two of which a person has still to say whether they are the same."""
    return "address" if same_desk(first.fields, second.fields) else "name"


def _is_namesake(mine: Traits, theirs: Traits) -> bool:
    return bool(mine.name) and mine.name == theirs.name and not contradict(mine, theirs)


def _place(record: Record) -> str | None:
    place = record.fields.get("postal_code") or record.fields.get("city")
    return place.lower() if place else None


def _half(record: Record, states: Iterable[LinkState], titles: Mapping[str, str]) -> Half:
    accounts = {titles[each.connection] for each in states if each.state in _STANDING and each.connection in titles}
    return Half(record.id, record.kind, display_name(record.kind, record.fields), tuple(sorted(accounts)))
