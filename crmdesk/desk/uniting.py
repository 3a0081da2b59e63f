"""Possible duplicates for the window: who may be the same, what uniting would bring about, and both ways to decide.

The engine's modules are imported by the units of work that need them: they take as long to load as the window to be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from crmdesk.domain.catalogue import CATALOGUE, in_order
from crmdesk.domain.kinds import Kind
from crmdesk.store import apart, editing, links, open_conflicts, traits
from crmdesk.store.queries.duplicates import PossibleDuplicate, United, UnitedField
from crmdesk.store.queries.names import names_of, referred
from crmdesk.store.records import Record
from crmdesk.store.store import Reader, Store
from crmdesk.store.unit import Unit


async def possible_duplicates(store: Store, record: str | None) -> list[PossibleDuplicate]:
    """The pairs that may be the same, of all records or of one, once whatever waits to be compared is taken in."""
    waiting = bool(await store.read(lambda reader: traits.behind(reader, by=0)))
    while waiting:
        waiting = await store.write(partial(traits.follow, by=0))

    def query(reader: Reader) -> list[PossibleDuplicate]:
        from crmdesk.sync import suggesting

        found = suggesting.possible_duplicates(reader, record)
        # Users that have one name are told of where users are listed (``store/queries/users.py``).
        return [each for each in found if each.first.kind is not Kind.USER]

    return await store.read(query)


async def preview(store: Store, survivor: str, other: str) -> United:
    """What uniting two records would bring about, found by doing it and taking it back. Raises InvalidInput as ``unite`` does."""

    def work(unit: Unit) -> None:
        raise _Tried(_tried(unit, survivor, other))

    try:
        await store.write(work, urgent=True)
    except _Tried as tried:
        return tried.united
    raise AssertionError("a preview is always taken back")


class _Tried(Exception):
    """Ends a unit of work so that nothing of it stays; carries what came of it."""

    def __init__(self, united: United) -> None:
        super().__init__()
        self.united = united


def _tried(unit: Unit, survivor: str, other: str) -> United:
    first, second = (dict(editing.live(unit, each).fields) for each in (survivor, other))
    reverse = unite(unit, survivor, other)
    result = editing.live(unit, survivor)
    asked = open_conflicts.open_of(unit.connection, [survivor]).get(survivor, {})
    specs = CATALOGUE[result.kind]
    names = [name for name in {**first, **second} if name in specs and not specs[name].read_only]
    differing = in_order(result.kind, [name for name in names if first.get(name) != second.get(name)])
    equal = [name for name in names if name not in differing and first.get(name) is not None]
    fields = tuple(
        UnitedField(name, first.get(name), second.get(name), result.fields.get(name), name in asked)
        for name in differing
    )
    return United(result.kind, fields, len(equal), _names(unit, result.kind, first, second), reverse is not None)


def _names(unit: Unit, kind: Kind, *held: Mapping[str, object]) -> dict[str, str]:
    """The names of whatever two records refer to."""
    return names_of(unit.connection, {target for fields in held for target in referred(kind, fields)})


def unite(unit: Unit, survivor: str, other: str) -> str | None:
    """Make two records, or users, one; the account whose rows ``separate`` gives a record of their own again.

    None where it cannot: that takes two of a kind, rows of the other one at one account alone, and rows of the survivor
    elsewhere. Raises InvalidInput as ``sync/uniting.py`` does.
    """
    from crmdesk.sync import uniting

    first, second = editing.found(unit, survivor), editing.found(unit, other)
    ours, theirs = _accounts(unit, first), _accounts(unit, second)
    uniting.unite(unit, survivor, other)
    reversible = first.kind is second.kind and len(theirs) == 1 and bool(ours)
    return next(iter(theirs)) if reversible else None


def _accounts(unit: Unit, record: Record) -> set[str]:
    """The connections that have a row of a record."""
    states = links.by_record(unit.connection, [record.id]).get(record.id, [])
    return {each.connection for each in states if each.has_row}


def separate(unit: Unit, record: str, connection: str) -> str:
    """Give an account's rows a record of their own; its id. Raises InvalidInput as ``sync/separating.py`` does."""
    from crmdesk.sync import separating

    return separating.separate(unit, record, connection)


def keep_apart(unit: Unit, first: str, second: str) -> None:
    """Two records are not the same. Raises InvalidInput where one is not there."""
    from crmdesk.sync import uniting

    uniting.not_same(unit, first, second)


def suggest_again(unit: Unit, first: str, second: str) -> None:
    """Two records may be the same after all: they are suggested again."""
    apart.forget(unit, first, second)
