"""Who wrote the values of a row, from Salesforce's field histories and the row's own marks.

Which fields an account tracks is not told (histories are not on the fact sheet: general knowledge, unverified). A field
without an entry was last written when the row was made, if the row's last change is one that its history explains;
otherwise somebody may have written an untracked field, and only the row's last author is known.

Histories and marks name a user and no app (section 8: ``CreatedById``, ``LastModifiedById``). The person whose access this is
works in Salesforce's own pages too, and other programs may work in their name: no value is ever said to be certainly ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Stamp
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.rows import RowReader, moment

ASKED = 200
"""Rows whose histories are asked for in one query: each may have many entries."""

_MARKS = ("CreatedById", "CreatedBy.Name", "CreatedDate", "LastModifiedById", "LastModifiedBy.Name", "LastModifiedDate")


class Authors:
    """Answers for one account."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def of(self, reader: RowReader, wanted: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Stamp]:
        """A stamp for each field that has an author: ``wanted`` maps ids to fields."""
        stamps: dict[tuple[str, str], Stamp] = {}
        ids = list(wanted)
        for start in range(0, len(ids), ASKED):
            part = ids[start : start + ASKED]
            names = {name for id in part for field in wanted[id] for name in _fields(reader, field)}
            rows = await self._rows(reader, part, sorted(names))
            entries = await self._entries(reader, part)
            for id in part:
                row, changes = rows.get(id), entries.get(id, [])
                for field in wanted[id] if row is not None else ():
                    stamp = _stamp(row or {}, changes, _fields(reader, field))
                    if stamp is not None:
                        stamps[id, field] = stamp
        return stamps

    async def _rows(self, reader: RowReader, ids: Sequence[str], names: Sequence[str]) -> dict[str, dict[str, Any]]:
        selected = tuple(dict.fromkeys(("Id", *_MARKS, *names)))
        found = await self._asked(soql.select(selected, reader.table.source, soql.one_of("Id", ids)))
        return {str(row.get("Id")): row for row in found}

    async def _entries(self, reader: RowReader, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """The entries of each row's history, newest first."""
        table, found = reader.table, dict[str, list[dict[str, Any]]]()
        if not table.history:
            return found
        names = (table.parent, "Field", "CreatedById", "CreatedBy.Name", "CreatedDate")
        query = soql.select(names, table.history, soql.one_of(table.parent, ids), order="CreatedDate DESC, Id DESC")
        for entry in await self._asked(query):
            found.setdefault(str(entry.get(table.parent)), []).append(entry)
        return found

    async def _asked(self, query: str) -> list[dict[str, Any]]:
        """The rows of a query; none where the account lacks the object or hides it."""
        try:
            return await self._api.rows(query)
        except RecordRefused:
            return []


def _stamp(row: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Stamp | None:
    own = next((change for change in changes if change.get("Field") in names), None)
    if own is not None:
        return _said(own, "Created")
    if not names or all(row.get(name) is None for name in names):
        return None
    explained = any(
        change.get("CreatedDate") == row.get("LastModifiedDate")
        and change.get("CreatedById") == row.get("LastModifiedById")
        for change in changes
    )
    return _said(row, "Created" if explained else "LastModified")


def _said(source: Mapping[str, Any], mark: str) -> Stamp:
    person = source.get(f"{mark}By")
    name = person.get("Name") if isinstance(person, dict) else None
    return Stamp(at=moment(source.get(f"{mark}Date")), by=name if isinstance(name, str) else None)


def _fields(reader: RowReader, field: str) -> Sequence[str]:
    line = reader.lines.get(field)
    return () if line is None else line.place.names
