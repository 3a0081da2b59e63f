"""The names of records, of whatever kind, for lists that mention them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from crmdesk.domain.catalogue import CATALOGUE, display_name
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.values import Fields, FieldType
from crmdesk.store.columns import NAME_FIELDS, load
from crmdesk.store.queries.flags import among
from crmdesk.store.records import targets
from crmdesk.store.tables import record_table


def names_of(connection: sa.Connection, ids: Collection[str], kinds: Iterable[Kind] = Kind) -> dict[str, str]:
    """Display names by id, of records of ``kinds``; ids that are not there are missing from the answer."""
    left, found = set(ids), {}
    for kind in kinds:
        if not left:
            break
        table = record_table(kind)
        columns = [table.c[name] for name in CATALOGUE[kind] if name in NAME_FIELDS]
        for row in connection.execute(
            sa.select(table.c.id, *columns).where(among(table.c.id, sorted(left)))
        ).mappings():
            found[row["id"]] = display_name(kind, {name: _value(kind, name, row[name]) for name in row if name != "id"})
        left -= found.keys()
    return found


def referred(kind: Kind, values: Fields) -> set[str]:
    """The ids of the records that the fields of a record refer to."""
    names = [spec.name for spec in CATALOGUE[kind].values() if spec.targets]
    return {target for name in names for target in targets(values.get(name))}


def named_in(connection: sa.Connection, kind: Kind, rows: Sequence[Fields]) -> dict[str, str]:
    """The names of the people, companies and deals that rows of one kind refer to: one look-up for each of their kinds."""
    specs = [spec for spec in CATALOGUE[kind].values() if set(spec.targets) & set(RECORD_KINDS)]
    ids = {target for values in rows for spec in specs for target in targets(values.get(spec.name))}
    kinds = dict.fromkeys(target for spec in specs for target in spec.targets)
    return names_of(connection, ids, kinds)


def place_of(values: Fields) -> str:
    """Where a record is, in one line, so that two of the same name can be told apart; may be empty.

    The property of a lead stands alone: the town of the record is where the person lives.
    """
    if values.get("property_address"):
        return str(values["property_address"])
    street, city = values.get("street"), values.get("city")
    if street and city and str(city).casefold() in str(street).casefold():
        return str(street)
    return ", ".join(str(part) for part in (street, city) if part)


def _value(kind: Kind, name: str, stored: str | None) -> object:
    return load(stored) if CATALOGUE[kind][name].type in (FieldType.EMAILS, FieldType.PHONES) else stored
