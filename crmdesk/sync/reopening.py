"""References that were agreed on without the row they are about, once a record has a row at an account (again).

A reference to what has no row at an account is kept only here, and both sides agree to differ (``differing``). A row that is
deleted and made anew has another id: what was agreed on names a row that is no more. Two records that are united have the rows of
both. A lead that is converted at the account is a contact there, and fields that could not name the lead can name the contact. A
row that was kept apart is the record's again: what the account said of it meanwhile said nothing about the record. In all these
cases the account does not refer to the row that there is now, so these references are pending again. Where it refers to something
else that was never agreed on, the two are compared anew.

Which records refer to a person, company or deal is kept (``records.mentioned_by``); which refer to a user or a stage is not. For
users that become one, ``owners`` goes through the records and knows. For a user or a stage that gets a row at another account, the
notices tell which records were waiting for that (``reopen_unplaced``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from crmdesk.store import cursors, ledger, links, notices, records
from crmdesk.store.links import LinkState
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.differing import NOT_THERE

Mention = tuple[str, str, str]
"""A record, a field of it, and a record that it refers to."""


def reopen_references(
    unit: Unit, account: str, arrived: Collection[str], moved: Mapping[str, references.Pair] = MappingProxyType({})
) -> None:
    """Have an account told of references to records that have got a row there, where its own form does not name that row.

    ``moved`` are records whose row lives on under another id, each with the row as it was before: the account itself follows what
    names that one, so it counts as naming the new one. A few statements, however many records there are. To be called when nothing
    of the records that refer to them is held in memory and still to be written.
    """
    known = {*arrived, *moved}
    reopen_mentions(unit, account, records.mentions_of(unit.connection, known), known, moved)


def reopen_mentions(
    unit: Unit,
    account: str,
    mentions: Sequence[Mention],
    arrived: Collection[str],
    moved: Mapping[str, references.Pair] = MappingProxyType({}),
) -> None:
    """The same where the references are known already, as those of owners are (``owners``)."""
    rows = _rows_of(unit, account, arrived) if mentions else {}
    for target, former in moved.items():
        rows.setdefault(target, set()).add(former)
    if not rows:
        return
    tied = links.by_record(unit.connection, sorted({source for source, _, _ in mentions}))
    unsent = cursors.unsent(unit.connection)
    told: dict[str, set[str]] = {}
    due: list[tuple[LinkState, Mention]] = []
    for mention in mentions:
        source, name, target = mention
        for state in tied.get(source, ()):
            stays = unsent.get((account, state.object, state.kind.value), frozenset())
            if state.connection != account or target not in rows or name in stays or name not in state.bases:
                continue
            ours, theirs = state.bases[name]
            if target in records.targets(ours):
                told.setdefault(source, set()).add(name)
                if not rows[target] & set(references.pairs(theirs)):
                    due.append((state, mention))
    _reopen(unit, account, due)
    notices.drop(unit, account, told, NOT_THERE)


def reopen_unplaced(unit: Unit, account: str, arrived: Collection[str]) -> None:
    """The same for users, pipelines and stages that have got a row there (``arrived``), where a notice said that there was none."""
    told = notices.fields_of(unit.connection, account, key=NOT_THERE) if arrived else []
    tied = links.by_record(unit.connection, {id for id, _ in told})
    loaded = links.load_records(unit.connection, [found[0] for found in tied.values()])
    held = [(id, name, loaded[id].fields.get(name)) for id, name in told if id in loaded]
    mentions = [(id, name, value) for id, name, value in held if isinstance(value, str) and value in arrived]
    reopen_mentions(unit, account, mentions, arrived)


def _rows_of(unit: Unit, account: str, arrived: Collection[str]) -> dict[str, set[references.Pair]]:
    """The rows that records have at an account."""
    rows: dict[str, set[references.Pair]] = {}
    for (object_name, target), remote_id in links.remote_ids(unit.connection, account, sorted(arrived)).items():
        if remote_id is not None:
            rows.setdefault(target, set()).add((object_name, remote_id))
    return rows


def _reopen(unit: Unit, account: str, due: Sequence[tuple[LinkState, Mention]]) -> None:
    never = _never_agreed(unit, account, due)
    changed: dict[int, LinkState] = {}
    for state, (source, name, target) in due:
        ours, theirs = state.bases[name]
        if (source, name) in never:
            state.bases[name], state.seen_hash = (None, None), None
        else:
            state.bases[name] = (records.without(ours, {target}), theirs)
        state.dirty = state.dirty or state.state == links.ACTIVE
        changed[state.id] = state
    links.update_many(unit, list(changed.values()))


def _never_agreed(unit: Unit, account: str, due: Sequence[tuple[LinkState, Mention]]) -> set[tuple[str, str]]:
    """The single references, by record and field, for which the account names something that never stood here."""
    single = {(source, name): state for state, (source, name, _) in due if isinstance(state.bases[name][0], str)}
    held = {place: references.pairs(state.bases[place[1]][1]) for place, state in single.items()}
    known = links.records_of(unit.connection, account, references.wanted(held.values()))
    others: Mapping[tuple[str, str], set[str]] = {
        place: {known[pair] for pair in pairs if pair in known} for place, pairs in held.items()
    }
    asked = {place for place, named in others.items() if named}
    if not asked:
        return set()
    once = ledger.ever_held(unit.connection, sorted({place[0] for place in asked}), {place[1] for place in asked})
    return {place for place in asked if not others[place] <= set(once.get(place, ()))}
