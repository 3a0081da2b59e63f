"""Reading rows one asks for: by id, by what may identify a record, and who wrote their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Needle, RemoteRecord, Stamp
from crmdesk.providers.titles import LENGTH
from crmdesk.providers.zoho import coql
from crmdesk.providers.zoho.api import Api, Item, Query
from crmdesk.providers.zoho.merges import Merges, Tombstone, tombstones
from crmdesk.providers.zoho.references import References
from crmdesk.providers.zoho.rows import RowReader, moment
from crmdesk.providers.zoho.tables import CONVERTED, NOTES, OBJECTS, REFERENCE_OBJECTS, located, row_id

LOOKED_BACK = 5
"""Pages of the deleted feed that are searched for rows that are not there."""

_EMAILS = ("Email", "Secondary_Email")
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "(),\\"})


class Reads:
    """Reads rows of one account; ``readers`` by module."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], references: References, merges: Merges) -> None:
        self._api = api
        self._readers = readers
        self._references = references
        self._merges = merges

    async def fetch(self, name: str, ids: Sequence[str]) -> dict[str, RemoteRecord | Absence]:
        """The rows of these ids, and why others are not there: deleted, merged, converted."""
        if name in REFERENCE_OBJECTS:
            listed = {record.id: record for record in await self._references.read(name)}
            return {id: listed.get(id) or Absence(name, id) for id in ids}
        found: dict[str, RemoteRecord | Absence] = {}
        by_module: dict[str, list[str]] = {}
        for place in (located(name, id) for id in dict.fromkeys(ids)):
            if place is not None and place[0] in self._readers:
                by_module.setdefault(place[0], []).append(place[1])
        for module, wanted in by_module.items():
            reader = self._readers[module]
            for row in await self.rows(reader, wanted):
                found[row_id(module, reader.id_of(row))] = reader.absence(row) or reader.record(row)
            missing = [id for id in wanted if row_id(module, id) not in found]
            found |= {gone.id: gone for gone in await self._gone(reader, missing)}
        return {id: found.get(id) or Absence(name, id) for id in ids}

    async def rows(self, reader: RowReader, ids: Sequence[str]) -> list[Item]:
        """The rows of these ids that are there, whole."""
        return await self.completed(reader, await self._api.by_ids(reader.table.module, ids, reader.listed))

    async def completed(self, reader: RowReader, rows: Sequence[Item]) -> list[Item]:
        """Rows of a list with the fields that it had no room for; what it cut or left out is read row by row."""
        return [await self._whole(reader, row) for row in await self._joined(reader, rows)]

    async def _whole(self, reader: RowReader, row: Item) -> Item:
        """A row as a single read shows it. Of one that is gone by then the beginning of a text is not all of it."""
        if not reader.incomplete(row):
            return row
        whole = await self._api.one(reader.table.module, reader.id_of(row))
        return {**reader.without_cut(row), **(whole or {})}

    async def _joined(self, reader: RowReader, rows: Sequence[Item]) -> Sequence[Item]:
        """The rows with their further fields. A row of a file has them already; one that is gone by now stays without."""
        for names in reader.further:
            lacking = [reader.id_of(row) for row in rows if not all(name in row for name in names)]
            more = {reader.id_of(row): row for row in await self._api.by_ids(reader.table.module, lacking, names)}
            rows = [{**more.get(reader.id_of(row), {}), **row} for row in rows]
        return rows

    async def by_keys(self, name: str, keys: Sequence[str]) -> dict[str, RemoteRecord]:
        """The rows that carry these keys of crmdesk, by key; a lead that was converted meanwhile is none."""
        found: list[RemoteRecord] = []
        for reader in (each for each in self._readers.values() if each.table.object == name):
            for start in range(0, len(keys), coql.IN_MOST):
                rows = await self._keyed(reader, keys[start : start + coql.IN_MOST])
                there = [row for row in rows if row.get(CONVERTED) is not True]
                found += [reader.record(row) for row in await self.completed(reader, there)]
        return {record.key: record for record in found if record.key is not None}

    async def find(self, name: str, needle: Needle, kind: Kind | None = None) -> list[RemoteRecord]:
        """Rows with one of the addresses; where there is none, with one of the numbers; else with the name.

        Of an object with rows of several kinds only those of ``kind``.
        """
        own = (reader.table for reader in self._readers.values() if reader.table.object == name)
        readers = [self._readers[table.module] for table in own if kind in {None, table.kind}]
        for reader in readers:
            for look in (self._by_email, self._by_phone, self._by_name):
                found = [row for row in await look(reader, needle) if row.get(CONVERTED) is not True]
                if found:
                    return [reader.record(row) for row in await self.completed(reader, found)]
        return []

    async def made_since(self, name: str, kind: Kind, since: str) -> list[RemoteRecord]:
        """The rows of a kind that were made since a moment, from the newest one back."""
        found: list[RemoteRecord] = []
        for reader in (each for each in self._readers.values() if (each.table.object, each.table.kind) == (name, kind)):
            async with aclosing(self._api.newest(reader.table.module, reader.listed)) as pages:
                async for rows in pages:
                    young = [row for row in rows if (moment(row.get("Created_Time")) or since) >= since]
                    found += [reader.record(row) for row in await self.completed(reader, young)]
                    if len(young) < len(rows):
                        break
        return found

    async def authorship(self, name: str, wanted: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Stamp]:
        """Who wrote the present value of fields, from each row's timeline.

        A timeline names a user, and of a program no more than that it used the API: no value is certainly ours.
        """
        stamps: dict[tuple[str, str], Stamp] = {}
        if name not in OBJECTS:
            return stamps
        for id, fields in wanted.items():
            place = located(name, id)
            reader = self._readers.get(place[0]) if place is not None else None
            if place is None or reader is None or not fields:
                continue
            held = next(iter(await self.rows(reader, [place[1]])), {})
            entries = await self._timeline(reader, place[1])
            for field in fields:
                stamp = _stamp(reader, field, held, entries)
                if stamp is not None:
                    stamps[id, field] = stamp
        return stamps

    async def _gone(self, reader: RowReader, ids: Sequence[str]) -> list[Absence]:
        """Rows that no list shows: what the deleted feed knows of them."""
        if not ids:
            return []
        wanted, told = set(ids), dict[str, Tombstone]()
        for page in range(1, LOOKED_BACK + 1):
            answer = await self._api.deleted(reader.table.module, None, page)
            told |= {each.id: each for each in tombstones(reader.table.module, answer.page("data"))}
            if wanted <= told.keys() or answer.part("info", "more_records") != "True":
                break
        return [await self._merges.explained(reader, told[id], list(told.values())) for id in ids if id in told]

    async def _by_email(self, reader: RowReader, needle: Needle) -> list[Item]:
        held = [name for name in _EMAILS if name in reader.names]
        emails = [email.lower() for email in needle.emails][: coql.IN_MOST]
        if not held or not emails:
            return []
        condition = coql.either([coql.one_of(name, emails) for name in held])
        return await self._queried(reader, condition, [(("email", email),) for email in emails])

    async def _keyed(self, reader: RowReader, keys: Sequence[str]) -> list[Item]:
        if reader.key is None:
            return []
        searches = [(("criteria", f"({reader.key}:equals:{key})"),) for key in keys]
        return await self._queried(reader, coql.one_of(reader.key, keys), searches)

    async def _by_phone(self, reader: RowReader, needle: Needle) -> list[Item]:
        if "phones" not in reader.lines or reader.table.kind is Kind.COMPANY:
            return []
        for phone in needle.phones[:5]:
            rows = await self._searched(reader, (("phone", phone),))
            if rows:
                return rows
        return []

    async def _by_name(self, reader: RowReader, needle: Needle) -> list[Item]:
        """By the title; people by the last word of their name: salutation and first name are written as one likes."""
        words = needle.name.split()
        person = reader.table.title == "Full_Name"
        if not words or (person and (needle.emails or needle.phones)):
            return []
        longest = LENGTH if reader.table.module == NOTES else None  # of a note it is what its title was made of
        field, text = ("Last_Name", words[-1]) if person else (reader.table.title, " ".join(words)[:longest])
        criterion = f"({field}:equals:{text.translate(_ESCAPED)})"
        rows = await self._searched(reader, (("criteria", criterion),))
        return [row for row in rows if not person or _is_meant(row, words)]

    async def _queried(self, reader: RowReader, condition: str, searches: Sequence[Query]) -> list[Item]:
        """What a query finds, which knows of a row at once; without its scope what searches find, which lag (section 2.8)."""
        try:
            rows = await self._api.query(coql.select(("id",), reader.table.module, condition))
        except PermissionLost:
            return [row for query in searches for row in await self._searched(reader, query)]
        return await self._api.by_ids(reader.table.module, [reader.id_of(row) for row in rows], reader.listed)

    async def _searched(self, reader: RowReader, query: Query) -> list[Item]:
        both = (("converted", "false"),) if reader.table.module == "Leads" else ()
        return await self._api.search(reader.table.module, (*query, *both), reader.listed)

    async def _timeline(self, reader: RowReader, id: str) -> list[Item]:
        try:
            return await self._api.timeline(reader.table.module, id)
        except (PermissionLost, RecordRefused):
            return []


def _stamp(reader: RowReader, field: str, held: Mapping[str, Any], entries: Sequence[Item]) -> Stamp | None:
    """Of the newest entry about the field; without one, of how the row was made."""
    line = reader.lines.get(field)
    names = () if line is None else line.place.names
    if not any(held.get(name) not in (None, "", []) for name in names):
        return None
    own = next((entry for entry in entries if _is_about(entry, names)), None)
    made = next((entry for entry in reversed(entries) if entry.get("action") == "added"), None)
    entry = own or made
    if entry is None:
        return None
    by = entry.get("done_by")
    name = by.get("name") if isinstance(by, dict) else None
    return Stamp(at=moment(entry.get("audited_time")), by=name if isinstance(name, str) else None)


def _is_about(entry: Mapping[str, Any], names: Iterable[str]) -> bool:
    history = entry.get("field_history")
    known = set(names)
    told = (one.get("api_name") for one in (history if isinstance(history, list) else ()) if isinstance(one, dict))
    return any(isinstance(name, str) and name in known for name in told)


def _is_meant(row: Mapping[str, Any], words: Sequence[str]) -> bool:
    """Whether all words of a row's name are among those looked for."""
    name = " ".join(str(row.get(part) or "") for part in ("First_Name", "Last_Name"))
    return {word.casefold() for word in name.split()} <= {word.casefold() for word in words}
