"""Reading rows one asks for: by id, by what may identify a person, and who wrote their values."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, Needle, RemoteRecord, Stamp
from crmdesk.providers.rest import nonsense
from crmdesk.providers.salesforce import soql
from crmdesk.providers.salesforce.api import LISTED, Api
from crmdesk.providers.salesforce.authorship import Authors
from crmdesk.providers.salesforce.errors import missing_column, unreadable
from crmdesk.providers.salesforce.references import References
from crmdesk.providers.salesforce.rows import RowReader, row_id
from crmdesk.providers.salesforce.tables import CONTACT, CONVERTED, KEY, MASTER, NOTE, REFERENCE_OBJECTS, TITLE, is_id
from crmdesk.providers.titles import LENGTH

FOUND_MOST = 100
NATIONAL_DIGITS = 9
"""How many digits of a phone number are looked for: people write country code and leading zero as they like."""

MOST_MASTERS = 5
"""How many merges in a row are followed."""

_NOT_DIGITS = re.compile(r"\D")
_NAMES = {"Account": "Name", "Opportunity": "Name", "Task": "Subject", "Call": "Subject", "Event": "Subject",
          NOTE: TITLE}  # fmt: skip


class Reads:
    """Reads rows of one account."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], references: References) -> None:
        self._api = api
        self._readers = readers
        self._references = references
        self._authors = Authors(api)

    async def fetch(self, name: str, ids: Sequence[str]) -> dict[str, RemoteRecord | Absence]:
        """The rows of these ids, and why others are not there: deleted, merged, converted, hidden, gone."""
        if name in REFERENCE_OBJECTS:
            listed = {record.id: record for record in await self._references.read(name)}
            return {id: listed.get(id) or Absence(name, id) for id in ids}
        reader = self._readers[name]
        wanted = list(dict.fromkeys(ids))
        known = [id for id in wanted if is_id(id)]
        found: dict[str, RemoteRecord | Absence] = {}
        for row in await self.rows(reader, known):
            found[row_id(name, row)] = reader.absence(row) or reader.record(row)
        missing = [id for id in known if id not in found]
        if missing:
            found |= await self.absences(name, missing)
        for id in missing:
            if id not in found:
                found[id] = await self._one(reader, id)
        return {id: found.get(id) or Absence(name, id) for id in wanted}

    async def rows(self, reader: RowReader, ids: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of these ids that are there; child rows come only with a query."""
        return await _without_lost(reader, lambda: self._rows(reader, ids)) if ids else []

    async def by_keys(self, name: str, keys: Sequence[str]) -> dict[str, RemoteRecord]:
        """The rows that carry these keys of crmdesk, by key; a lead that was converted meanwhile is none.

        RecordRefused: the account has lost the field of the key.
        """
        reader, found = self._readers[name], list[RemoteRecord]()
        for start in range(0, len(keys), LISTED):
            one_of = soql.one_of(KEY, keys[start : start + LISTED])
            rows = await self._selected(reader, one_of, *reader.live, needed=KEY)
            found += [reader.record(row) for row in rows]
        return {record.key: record for record in found if record.key is not None}

    async def absences(self, name: str, ids: Sequence[str]) -> dict[str, RemoteRecord | Absence]:
        """Rows of the recycle bin among these ids; merges are followed to the last survivor."""
        reader = self._readers[name]
        found: dict[str, RemoteRecord | Absence] = {}
        for start in range(0, len(ids), LISTED):
            for row in await self._in_bin(reader, ids[start : start + LISTED]):
                gone = reader.absence(row)
                if gone is not None:
                    found[gone.id] = gone
                elif row.get("IsDeleted") is False:  # it is there after all: an archived activity
                    found[row_id(name, row)] = reader.record(row)
        return await self._followed(reader, found)

    async def find(self, name: str, needle: Needle) -> list[RemoteRecord]:
        """Rows with one of the addresses; where there is none, with one of the numbers; else with the name."""
        reader = self._readers[name]
        only = (reader.table.only,) if reader.table.only else ()
        for condition in _conditions(reader, needle):
            rows = await self._selected(reader, condition, *only, *reader.live, limit=FOUND_MOST)
            if rows:
                return [reader.record(row) for row in rows]
        return []

    async def made_since(self, name: str, kind: Kind, since: str) -> list[RemoteRecord]:
        """The rows that were made since a moment."""
        reader = self._readers[name]
        only = (reader.table.only,) if reader.table.only else ()
        rows = await self._selected(reader, f"CreatedDate >= {soql.moment(since)}", *only, *reader.live)
        return [reader.record(row) for row in rows]

    async def authorship(self, name: str, wanted: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Stamp]:
        """Who wrote the present value of fields."""
        return await self._authors.of(self._readers[name], wanted)

    async def _rows(self, reader: RowReader, ids: Sequence[str]) -> list[dict[str, Any]]:
        if not reader.roles:
            return await self._api.retrieve(reader.table.source, ids, reader.names)
        found: list[dict[str, Any]] = []
        for start in range(0, len(ids), LISTED):
            query = soql.select(reader.selected, reader.table.source, soql.one_of("Id", ids[start : start + LISTED]))
            found += await self._api.rows(query)
        return found

    async def _selected(
        self, reader: RowReader, *conditions: str, limit: int | None = None, needed: str | None = None
    ) -> list[dict[str, Any]]:
        """The rows that fulfil the conditions. RecordRefused: the account has lost the field that is ``needed`` for these."""
        source = reader.table.source
        return await _without_lost(
            reader, lambda: self._api.rows(soql.select(reader.selected, source, *conditions, limit=limit)), needed
        )

    async def _found(self, query: str, *, everything: bool = False) -> list[dict[str, Any]]:
        try:
            return await self._api.rows(query, everything=everything)
        except RecordRefused as error:
            raise unreadable("/query", error) from error

    async def _in_bin(self, reader: RowReader, ids: Sequence[str]) -> list[dict[str, Any]]:
        selected = reader.names if reader.table.only else [name for name in reader.names if name in _BIN]
        return await self._found(soql.select(selected, reader.table.source, soql.one_of("Id", ids)), everything=True)

    async def _followed(
        self, reader: RowReader, found: Mapping[str, RemoteRecord | Absence]
    ) -> dict[str, RemoteRecord | Absence]:
        """Absences whose ``merged_into`` is the last one of a row of merges."""
        masters = {id: row.merged_into for id, row in found.items() if isinstance(row, Absence)}
        for _ in range(MOST_MASTERS):
            unread = [into for into in masters.values() if into is not None and into not in masters]
            if not unread:
                break
            masters |= dict.fromkeys(unread)
            for row in await self._in_bin(reader, list(dict.fromkeys(unread))):
                gone = reader.absence(row)
                if gone is not None and gone.merged_into is not None:
                    masters[gone.id] = gone.merged_into
        return {id: _at_the_end(row, masters) for id, row in found.items()}

    async def _one(self, reader: RowReader, id: str) -> RemoteRecord | Absence:
        """A row that neither list shows: a single read tells hidden from gone.

        Raises VendorNonsense where it tells neither: a row is not gone because a question was not understood.
        """
        name, source = reader.spec.name, reader.table.source
        try:
            answer = await self._api.get(f"/sobjects/{source}/{id}", f"/sobjects/{source}/{{id}}", (("fields", "Id"),))
        except PermissionLost:
            return Absence(name, id, Gone.NO_ACCESS)
        except RecordRefused as error:
            if error.key != "row_not_there":
                raise unreadable(source, error) from error
            return Absence(name, id)
        if answer.content.get("Id") != id:
            raise nonsense(answer.endpoint, "Id", "another one, or none")
        return await self._again(reader, id)

    async def _again(self, reader: RowReader, id: str) -> RemoteRecord | Absence:
        """A row that came back while it was looked for."""
        rows = await self.rows(reader, [id])
        return reader.absence(rows[0]) or reader.record(rows[0]) if rows else Absence(reader.spec.name, id)


def drop_column(reader: RowReader, error: RecordRefused) -> None:
    """Go on without a field that the account has lost. Raises VendorNonsense where the refusal is about something else."""
    column = missing_column(error)
    if column is None or not reader.drop(column):
        raise unreadable(reader.spec.name, error) from error


async def _without_lost(
    reader: RowReader, read: Callable[[], Awaitable[list[dict[str, Any]]]], needed: str | None = None
) -> list[dict[str, Any]]:
    """What is read, without the fields that the account has lost. RecordRefused: one of them is ``needed``."""
    while True:
        try:
            return await read()
        except RecordRefused as error:
            if needed is not None and missing_column(error) == needed:
                raise
            drop_column(reader, error)


_BIN = frozenset({"Id", "IsDeleted", MASTER, CONVERTED, CONTACT, "SystemModstamp", "CreatedDate", "LastModifiedDate"})


def _at_the_end(row: RemoteRecord | Absence, masters: Mapping[str, str | None]) -> RemoteRecord | Absence:
    if isinstance(row, RemoteRecord) or row.merged_into is None:
        return row
    into: str | None = row.merged_into
    for _ in range(MOST_MASTERS):
        following = masters.get(into or "")
        if following is None:
            break
        into = following
    return Absence(row.object, row.id, merged_into=into, at=row.at)


def _conditions(reader: RowReader, needle: Needle) -> Iterable[str]:
    if "Email" in reader.names and needle.emails:
        yield soql.one_of("Email", (email.lower() for email in needle.emails))
    slots = reader.lines["phones"].place.names if "phones" in reader.lines else ()
    numbers = [digits for phone in needle.phones if len(digits := _NOT_DIGITS.sub("", phone)) >= NATIONAL_DIGITS]
    if "Email" in reader.names and numbers and slots:
        patterns = [_phone_pattern(digits) for digits in numbers[:5]]
        yield " OR ".join(f"{slot} LIKE {pattern}" for slot in slots for pattern in patterns)
    words = needle.name.split()
    if words and reader.spec.name in _NAMES:
        longest = LENGTH if reader.spec.name == NOTE else None  # of a note it is what its title was made of
        yield f"{_NAMES[reader.spec.name]} = {soql.quoted(' '.join(words)[:longest])}"
    elif words:  # the last word finds all that the name may mean, salutation and first name aside
        yield f"Name LIKE {soql.pattern('', words[-1])}"


def _phone_pattern(digits: str) -> str:
    """Nine digits in pairs after the first, with anything between them: ``%2%40%11%22%33``."""
    last = digits[-NATIONAL_DIGITS:]
    pairs = [last[start : start + 2] for start in range(1, NATIONAL_DIGITS, 2)]
    return soql.pattern("", last[0], *pairs)
