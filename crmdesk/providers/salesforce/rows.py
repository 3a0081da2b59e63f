"""Salesforce rows read into records, by a plan made once per object."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crmdesk.providers.base import Absence, Codec, ObjectSpec, Raw, RemoteRecord
from crmdesk.providers.codecs import Scalar, wire_text
from crmdesk.providers.rest import nonsense
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.mapping import Line, Lines
from crmdesk.providers.salesforce.places import UNKNOWN, One, Required, Roles, Row
from crmdesk.providers.salesforce.tables import CONVERTED, KEY, MASTER, ROLES, SYSTEM, Table


def moment(written: Any) -> str | None:
    """A dateTime of an answer in canonical form: ``+0000`` becomes ``Z`` (section 3.2)."""
    return written[:-5] + "Z" if isinstance(written, str) and written.endswith("+0000") else None


class RowReader:
    """Reads the rows of one object.

    ``names`` are the fields to ask for; ``user`` is the id of the user that this access works as.
    """

    def __init__(self, table: Table, spec: ObjectSpec, lines: Lines, system: tuple[str, ...], user: str | None) -> None:
        self.table = table
        self.spec = spec
        self.kind = next(iter(lines))
        found = lines[self.kind]
        self.lines: Mapping[str, Line] = {line.field: line for line in found}
        mapped = dict.fromkeys(name for line in found for name in line.place.fields)
        self.names = tuple(dict.fromkeys((*system, *mapped)))
        self.roles = any(isinstance(line.place, Roles) for line in found)
        self._user = user
        self._plan = _Plan(found)

    @property
    def selected(self) -> tuple[str, ...]:
        """What a query asks for."""
        inner = f"({soql.select(('ContactId',), ROLES, 'IsDeleted = false')})"
        return (*self.names, inner) if self.roles else self.names

    def drop(self, name: str) -> bool:
        """Ask for a field no more that the account has lost since it was described; False where it was not asked for."""
        kept = tuple(each for each in self.names if each.lower() != name.lower())
        lost, self.names = len(kept) < len(self.names), kept
        return lost

    def record(self, row: Row, *, merged_ids: tuple[str, ...] = ()) -> RemoteRecord:
        """The record of a row. VendorNonsense: a row without an id."""
        id = row_id(self.spec.name, row)
        return RemoteRecord(
            object=self.spec.name,
            id=id,
            kind=self.kind,
            fields=self._plan.fields(row),
            version=moment(row.get("SystemModstamp")),
            created_at=moment(row.get("CreatedDate")),
            modified_at=moment(row.get("LastModifiedDate")) or moment(row.get("SystemModstamp")),
            key=row.get(KEY) or None,
            merged_ids=merged_ids,
            ours=self._user is not None and row.get("CreatedById") == self._user,
        )

    def absence(self, row: Row) -> Absence | None:
        """Why a row that was read does not count: deleted, merged, converted; None where it does.

        A converted lead is gone as a lead: Salesforce hides it and takes no changes (section 8.1); its contact is a row
        of its own.
        """
        if row.get("IsDeleted") is not True and row.get(CONVERTED) is not True:
            return None
        master = row.get(MASTER) if row.get("IsDeleted") is True else None
        at = moment(row.get("SystemModstamp"))
        into = master if isinstance(master, str) and master else None
        return Absence(self.spec.name, row_id(self.spec.name, row), merged_into=into, at=at)


def row_id(name: str, row: Row) -> str:
    """The id of a row. Raises VendorNonsense where it has none."""
    id = row.get("Id")
    if not isinstance(id, str) or not id:
        raise nonsense(name, "Id", "missing")
    return id


def system_fields(table: Table, properties: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields besides the mapped ones that every read of an object asks for, as far as the account has them."""
    more = (KEY, MASTER, CONVERTED, "IsDeleted")
    return (*SYSTEM, *(name for name in more if name in properties))


class _Plan:
    """The lines of one kind, sorted by how much there is to do: a first pull reads millions of values."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._texts: list[tuple[str, str]] = []
        self._values: list[tuple[str, str, Callable[[Raw], Raw]]] = []
        self._others: list[tuple[str, Codec, Callable[[Row, Codec], Raw]]] = []
        for line in lines:
            plain = isinstance(line.place, One) and not isinstance(line.place, Required)
            if isinstance(line.place, One) and plain and isinstance(line.codec, Scalar) and line.codec.as_is:
                self._texts.append((line.field, line.place.name))
            elif isinstance(line.place, One) and plain:
                self._values.append((line.field, line.place.name, line.codec.canon))
            else:
                self._others.append((line.field, line.codec, line.place.read))

    def fields(self, row: Row) -> dict[str, Raw]:
        """The raw value of every field that the row lists."""
        found: dict[str, Raw] = {}
        for field, name in self._texts:
            if name in row:
                value = row[name]
                found[field] = (value if type(value) is str else wire_text(value)) or None
        for field, name, canon in self._values:
            if name in row:
                value = row[name]
                found[field] = None if value is None else canon(value)
        for field, codec, read in self._others:
            raw = read(row, codec)
            if raw is not UNKNOWN:
                found[field] = raw
        return found
