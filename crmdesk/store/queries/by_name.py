"""Records by the names that people call them by: what a reference means that is typed as a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.catalogue import FieldSpec, display_name
from crmdesk.domain.close_names import close_names
from crmdesk.domain.kinds import PERSON_KINDS, REFERENCE_KINDS, Kind
from crmdesk.domain.values import Fields
from crmdesk.store import records
from crmdesk.store.columns import fold, primary, sort_name
from crmdesk.store.queries import lists
from crmdesk.store.queries.flags import among
from crmdesk.store.queries.names import place_of
from crmdesk.store.queries.pipelines import accounts_of, takes
from crmdesk.store.queries.rows import ListQuery
from crmdesk.store.records import LIVE, Record
from crmdesk.store.tables import record_table

_MOST_LOOKED_AT = 200
"""Names that a misspelt one is compared with, of each search for its words by their first letters."""

_FIRST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a name may mean. ``about`` tells it from others of the same name, in parts; ``pipeline`` is that of a stage."""

    id: str
    about: tuple[str, ...]
    pipeline: str | None = None


def named(connection: sa.Connection, kind: Kind, spec: FieldSpec, text: str) -> list[Named]:
    """The live records of this name that a reference of a record of ``kind`` can point to; case and accents do not count.

    A person is found by first and last name in either order, with or without a title.
    """
    wanted = _plain(text)
    found = [each for target in spec.targets for each in _called(connection, target, wanted)]
    fitting = _fitting(connection, kind, found)
    pipelines = _pipelines(connection, fitting)
    accounts = accounts_of(connection, [each.id for each in fitting])
    return [
        Named(each.id, _about(each, pipelines, accounts.get(each.id, "")), each.fields.get("pipeline"))
        for each in fitting
    ]


def names_like(connection: sa.Connection, kind: Kind, spec: FieldSpec, text: str) -> list[str]:
    """The names of records that a reference can point to, written much like ``text``; the nearest first, three at most."""
    names: dict[str, str] = {}
    for target in spec.targets:
        found = _live(connection, target) if target in REFERENCE_KINDS else _alike(connection, target, text)
        names |= {
            name: name for name in (display_name(target, each.fields) for each in _fitting(connection, kind, found))
        }
    return close_names(text, names)


def _called(connection: sa.Connection, kind: Kind, wanted: str) -> Iterator[Record]:
    """The live records of a kind with this name: those that sort so, looked at once more."""
    name = record_table(kind).c.sort_name
    few = kind in REFERENCE_KINDS
    found = (
        _live(connection, kind) if few else _live(connection, kind, among(name, sorted(_sorted_forms(kind, wanted))))
    )
    yield from (each for each in found if wanted and wanted in _names_of(each))


def _sorted_forms(kind: Kind, wanted: str) -> set[str]:
    """The texts by which records of a name may sort: of people the last name comes first, and the title nowhere."""
    if kind not in PERSON_KINDS:
        return {wanted}
    words = wanted.split()
    bare = [words[begin:] for begin in range(len(words))]
    return {wanted, *(" ".join(each[cut:] + each[:cut]) for each in bare for cut in range(len(each)))}


def _names_of(record: Record) -> set[str]:
    fields = record.fields
    names = {display_name(record.kind, fields), sort_name(record.kind, fields)}
    if record.kind in PERSON_KINDS:
        names.add(display_name(record.kind, {**fields, "salutation": None}))
    return {_plain(name) for name in names}


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _fitting(connection: sa.Connection, kind: Kind, found: Sequence[Record]) -> list[Record]:
    """Those in which records of ``kind`` can be: a pipeline may take deals or leads alone."""
    homes = records.load_many(connection, Kind.PIPELINE, sorted(_homes(found)))
    return [each for each in found if takes(_home(each, homes), kind)]


def _home(record: Record, homes: Mapping[str, Record]) -> Fields:
    """The fields of the pipeline that a record is, or is a stage of; of everything else none."""
    if record.kind is Kind.STAGE:
        return homes[record.fields["pipeline"]].fields if record.fields["pipeline"] in homes else {}
    return record.fields if record.kind is Kind.PIPELINE else {}


def _homes(found: Iterable[Record]) -> set[str]:
    return {each.fields["pipeline"] for each in found if each.kind is Kind.STAGE and each.fields["pipeline"]}


def _pipelines(connection: sa.Connection, found: Iterable[Record]) -> dict[str, str]:
    """The names of the pipelines of stages."""
    homes = records.load_many(connection, Kind.PIPELINE, sorted(_homes(found)))
    return {id: each.fields["name"] or "" for id, each in homes.items()}


def _about(record: Record, pipelines: Mapping[str, str], accounts: str) -> tuple[str, ...]:
    fields = record.fields
    parts = [
        pipelines.get(fields.get("pipeline") or "", "") if record.kind is Kind.STAGE else "",
        fields.get("email") or primary(fields.get("emails")) or fields.get("domain") or "",
        place_of(fields),
        accounts,
    ]
    return tuple(part for part in parts if part)


def _live(connection: sa.Connection, kind: Kind, *where: sa.ColumnElement[bool]) -> list[Record]:
    table = record_table(kind)
    query = sa.select(table).where(table.c.life == LIVE, *where).order_by(table.c.id)
    return [records.of_row(kind, row) for row in connection.execute(query).mappings()]


def _alike(connection: sa.Connection, kind: Kind, text: str) -> list[Record]:
    """Records in whose names a word begins as one of ``text`` does."""
    begun = [word[:_FIRST_LETTERS] for word in _plain(text).split() if len(word) >= _FIRST_LETTERS]
    ids = {
        row.id
        for search in dict.fromkeys((" ".join(begun), *begun))
        for row in lists.page(connection, ListQuery(kind, search), limit=_MOST_LOOKED_AT)
        if search
    }
    return list(records.load_many(connection, kind, sorted(ids)).values())
