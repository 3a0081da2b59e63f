"""Field mappings of connections: every version that a person made stays, and the newest counts."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.field_mapping import USUAL, FieldMapping, mapping_json, mapping_of
from crmdesk.store.columns import dump, load
from crmdesk.store.mapping_tables import FieldMapping as MappingTable
from crmdesk.store.tables import core
from crmdesk.store.unit import Unit

_MAPPING = core(MappingTable)


@dataclass(frozen=True, slots=True)
class Version:
    """A mapping that was in force from ``made_at`` (UTC text) on. Version 0 is the usual mapping, without any choice."""

    number: int
    made_at: str | None
    mapping: FieldMapping


def versions(connection: sa.Connection, account: str) -> list[Version]:
    """Every version of an account's mapping, the newest first; the usual one is always the last."""
    query = sa.select(_MAPPING).where(_MAPPING.c.connection == account).order_by(_MAPPING.c.version.desc())
    made = [Version(row.version, row.made_at, mapping_of(load(row.rules))) for row in connection.execute(query)]
    return [*made, Version(0, None, USUAL)]


def choose(unit: Unit, account: str, mapping: FieldMapping) -> int:
    """Put a mapping in force; its version. The one that is in force already makes no new version."""
    newest = versions(unit.connection, account)[0]
    if mapping_json(newest.mapping) == mapping_json(mapping):
        return newest.number
    rules = dump(mapping_json(mapping))
    made = {"connection": account, "version": newest.number + 1, "made_at": unit.now, "rules": rules}
    unit.connection.execute(_MAPPING.insert().values(made))
    unit.touch(connections=True)
    return newest.number + 1


def numbered(connection: sa.Connection, account: str, number: int) -> FieldMapping:
    """The mapping of a version, to be put in force again. Raises InvalidInput naming the versions there are."""
    known = {each.number: each for each in versions(connection, account)}
    if number not in known:
        raise InvalidInput("mapping_version_unknown", version=number, versions=", ".join(map(str, sorted(known))))
    return known[number].mapping
