"""Salesforce rows read into records, by a plan made once per object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.providers.base import Absence, ObjectSpec, RemoteRecord
from crmdesk.providers.codecs import known_moment
from crmdesk.providers.places import Line, Plan, Row
from crmdesk.providers.rest import nonsense
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.mapping import Lines
from crmdesk.providers.salesforce.places import Roles
from crmdesk.providers.salesforce.tables import CONTACT, CONVERTED, KEY, MASTER, PERSON, ROLES, SYSTEM, Table


def moment(written: Any) -> str | None:
    """A dateTime of an answer in canonical form: ``+0000`` becomes ``Z`` (section 3.2)."""
    return known_moment(written[:-5] + "Z") if isinstance(written, str) and written.endswith("+0000") else None


class RowReader:
    """Reads the rows of one object.

    ``names`` are the fields to ask for, ``required`` those without which there is no new row; ``user`` is the id of the user that
    this access works as.
    """

    def __init__(
        self,
        table: Table,
        spec: ObjectSpec,
        lines: Lines,
        system: tuple[str, ...],
        user: str | None,
        required: frozenset[str] = frozenset(),
    ) -> None:
        self.table = table
        self.required = required
        self.spec = spec
        self.kind = next(iter(lines))
        found = lines[self.kind]
        self.lines: Mapping[str, Line] = {line.field: line for line in found}
        mapped = dict.fromkeys(name for line in found for name in line.place.names)
        self.names = tuple(dict.fromkeys((*system, *mapped)))
        self.roles = any(isinstance(line.place, Roles) for line in found)
        self._user = user
        self._plan = Plan(found)

    @property
    def selected(self) -> tuple[str, ...]:
        """What a query asks for."""
        inner = f"({soql.select(('ContactId',), ROLES, 'IsDeleted = false')})"
        return (*self.names, inner) if self.roles else self.names

    @property
    def companies(self) -> tuple[str, ...]:
        """The condition that leaves out accounts that are persons, in an organisation that has them."""
        return (f"{PERSON} = false",) if self.table.source == "Account" and PERSON in self.names else ()

    @property
    def live(self) -> tuple[str, ...]:
        """The conditions of rows that count: see ``absence``."""
        return (f"{CONVERTED} = false",) if CONVERTED in self.names else self.companies

    def drop(self, name: str) -> bool:
        """Ask for a field no more that the account has lost since it was described; False where it was not asked for."""
        kept = tuple(each for each in self.names if each.lower() != name.lower())
        lost, self.names = len(kept) < len(self.names), kept
        return lost

    def record(self, row: Row, *, merged_ids: tuple[str, ...] = ()) -> RemoteRecord:
        """The record of a row. VendorNonsense: a row without an id."""
        id, key = row_id(self.spec.name, row), row.get(KEY)
        return RemoteRecord(
            object=self.spec.name,
            id=id,
            kind=self.kind,
            fields=self._plan.fields(row),
            version=moment(row.get("SystemModstamp")),
            created_at=moment(row.get("CreatedDate")),
            modified_at=moment(row.get("LastModifiedDate")) or moment(row.get("SystemModstamp")),
            key=key if isinstance(key, str) and key else None,
            merged_ids=merged_ids,
            ours=self._user is not None and row.get("CreatedById") == self._user,
        )

    def absence(self, row: Row) -> Absence | None:
        """Why a row that was read does not count: deleted, merged, converted, a person; None where it does.

        A converted lead is gone as a lead: Salesforce hides it and takes no changes (section 8.1). It lives on as the
        contact that it names. An account that is a person is no company, and its contact is read by itself (section 8.3).
        """
        person = bool(self.companies) and row.get(PERSON) is True
        if row.get("IsDeleted") is not True and row.get(CONVERTED) is not True and not person:
            return None
        deleted = row.get("IsDeleted") is True
        into = _named(row, MASTER) if deleted else None
        contact = None if deleted else _named(row, CONTACT)
        return Absence(
            self.spec.name,
            row_id(self.spec.name, row),
            merged_into=into,
            at=moment(row.get("SystemModstamp")),
            became=None if contact is None else ("Contact", contact),
        )


def row_id(name: str, row: Row) -> str:
    """The id of a row. Raises VendorNonsense where it has none."""
    id = row.get("Id")
    if not isinstance(id, str) or not id:
        raise nonsense(name, "Id", "missing")
    return id


def _named(row: Row, field: str) -> str | None:
    """The row that a field of this one names, if any."""
    id = row.get(field)
    return id if isinstance(id, str) and id else None


def system_fields(table: Table, properties: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields besides the mapped ones that every read of an object asks for, as far as the account has them."""
    more = (KEY, MASTER, CONVERTED, CONTACT, PERSON, "IsDeleted")
    return (*SYSTEM, *(name for name in more if name in properties))
