"""Reading rows one asks for: by id, by what may identify a record, and who wrote their values."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, Needle, RemoteRecord, Stamp
from crmdesk.providers.codecs import known_moment
from crmdesk.providers.pipedrive.api import IDS, Api, Row
from crmdesk.providers.pipedrive.mapping import Line
from crmdesk.providers.pipedrive.merges import MERGED, Merges
from crmdesk.providers.pipedrive.references import References
from crmdesk.providers.pipedrive.rows import RowReader, absence, is_gone, row_id
from crmdesk.providers.pipedrive.tables import HISTORY_KEYS, REFERENCE_OBJECTS, TABLES

LANES = 4
"""Calls at a time where each row takes one."""

NATIONAL_DIGITS = 9
"""How many digits of a phone number are looked for: it is written in many ways."""

AGENT = "crmdesk/"
"""How the user agent of crmdesk begins, by which changelogs tell its own edits (section 7)."""

_NOT_DIGITS = re.compile(r"\D")
_TITLES = {"deals": "title", "organizations": "name"}


class Reads:
    """Reads rows of one account. ``me`` is the id of the user behind this access."""

    def __init__(
        self, api: Api, readers: Mapping[str, RowReader], references: References, merges: Merges, me: str | None
    ) -> None:
        self._api = api
        self._readers = readers
        self._references = references
        self._merges = merges
        self._me = me

    async def fetch(self, name: str, ids: Sequence[str]) -> dict[str, RemoteRecord | Absence]:
        """The rows of these ids, and why others are not there: deleted, merged, hidden."""
        if name in REFERENCE_OBJECTS:
            listed = {record.id: record for record in await self._references.read(name)}
            return {id: listed.get(id) or Absence(name, id) for id in ids}
        wanted = list(dict.fromkeys(ids))
        found: dict[str, RemoteRecord | Absence] = {}
        if not TABLES[name].v1:
            for start in range(0, len(wanted), IDS):
                for row in await self._api.by_ids(name, wanted[start : start + IDS]):
                    if not is_gone(row):
                        record = self._readers[name].record(row)
                        found[record.id] = record
        missing = [id for id in wanted if id not in found]
        for start in range(0, len(missing), LANES):
            part = missing[start : start + LANES]
            read = await asyncio.gather(*(self._one(name, id) for id in part))
            found |= dict(zip(part, read, strict=True))
        return {id: found[id] for id in wanted}

    async def find(self, name: str, needle: Needle) -> list[RemoteRecord]:
        """Rows with one of the addresses; where there is none, with one of the numbers; else with the name."""
        if name == MERGED:
            rows = await self._persons(needle)
        else:
            rows = await self._titled(name, needle.name) if name in _TITLES and len(needle.name) > 1 else []
        return [self._readers[name].record(row) for row in rows]

    async def made_since(self, name: str, kind: Kind, since: str) -> list[RemoteRecord]:
        """The rows that were made since a moment, from the newest one back; a lead that adds to nobody is none.

        A row that nobody has touched since ends the look. When one was made does not tell that: an import gives dates of long ago.
        """
        reader, found = self._readers[name], list[RemoteRecord]()
        async with aclosing(self._api.newest(name)) as pages:
            async for rows in pages:
                records = [reader.record(row) for row in rows if not is_gone(row)]
                young = [record for record in records if (record.created_at or since) >= since]
                found += [record for record in young if record.part_of or reader.spec.part_of is None]
                if any((record.modified_at or since) < since for record in records):
                    break
        return found

    async def authorship(self, name: str, wanted: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Stamp]:
        """Who wrote the present value of fields, from each row's changelog."""
        if not TABLES[name].histories or not any(wanted.values()):
            return {}
        names = await self._references.user_names()
        by_row = await self.lines_of(name, wanted)
        stamps: dict[tuple[str, str], Stamp] = {}
        for id, fields in wanted.items():
            entries, lines = await self.changelog(name, id), by_row[id]
            for field in fields:
                keys = set(lines[field].place.names) if field in lines else set()
                keys |= {HISTORY_KEYS[key] for key in keys if key in HISTORY_KEYS}
                entry = next((one for one in entries if str(one.get("field_key")) in keys), None)
                if entry is not None:
                    stamps[id, field] = stamp(entry, names, self._me)
        return stamps

    async def lines_of(self, name: str, wanted: Mapping[str, Sequence[str]]) -> dict[str, Mapping[str, Line]]:
        """Where fields of rows live, by id. Only rows tell their kind: they are read where that makes a difference."""
        reader = self._readers[name]
        every = {field: line for lines in reader.lines.values() for field, line in lines.items()}
        asked = {field for fields in wanted.values() for field in fields}
        apart = [line for lines in reader.lines.values() for field, line in lines.items()
                 if field in asked and (line.place, line.codec) != (every[field].place, every[field].codec)]  # fmt: skip
        found: dict[str, Mapping[str, Line]] = dict.fromkeys(wanted, every)
        ids = list(wanted) if apart else []
        for start in range(0, len(ids), IDS):
            rows = await self._api.by_ids(name, ids[start : start + IDS])
            found |= {id: reader.lines_of(row) for row in rows if (id := row_id(name, row)) in found}
        return found

    async def changelog(self, name: str, id: str) -> list[Row]:
        """The newest changes of a row, newest first; none where they may not be read, or the row is gone."""
        try:
            return await self._api.changelog(name, id)
        except (PermissionLost, RecordRefused):  # an app without recents:read, or a row that is gone
            return []

    async def _one(self, name: str, id: str) -> RemoteRecord | Absence:
        """A row that lists do not show: deleted (and perhaps merged), archived, hidden, or gone for good.

        Raises VendorNonsense for a refusal that says neither: a row is not gone because a question was not understood.
        """
        try:
            row = await self._api.one(name, id)
        except RecordRefused as error:
            hidden = error.data.get("status") == 403
            if not hidden and error.key != "row_not_there":
                words = error.vendor_words
                raise VendorNonsense("request_refused", endpoint=TABLES[name].path, vendor_words=words) from error
            return Absence(name, id, Gone.NO_ACCESS if hidden else Gone.DELETED)
        if not is_gone(row):
            return self._readers[name].record(row)
        deleted = absence(name, row)
        survivor = await self._merges.survivor(row) if name == MERGED else None
        return Absence(name, id, merged_into=survivor, at=deleted.at)

    async def _persons(self, needle: Needle) -> list[Row]:
        for email in needle.emails:
            rows = await self._hits(MERGED, email, "email", exact=True)
            if rows:
                return rows
        for phone in needle.phones:
            digits = _NOT_DIGITS.sub("", phone)[-NATIONAL_DIGITS:]
            rows = await self._hits(MERGED, digits, "phone", exact=False) if len(digits) == NATIONAL_DIGITS else []
            if rows:
                return rows
        words = needle.name.split()
        if not words or len(words[-1]) < 2 or needle.emails or needle.phones:
            return []
        # A salutation is no part of the vendor's name: whoever's words are all among those looked for may be meant.
        rows, known = await self._hits(MERGED, words[-1], "name", exact=False), {word.casefold() for word in words}
        return [row for row in rows if {word.casefold() for word in str(row.get("name") or "").split()} <= known]

    async def _titled(self, name: str, title: str) -> list[Row]:
        return await self._hits(name, title, _TITLES[name], exact=True)

    async def _hits(self, name: str, term: str, field: str, *, exact: bool) -> list[Row]:
        ids = await self._api.search(name, term, field, exact=exact)
        rows = {row_id(name, row): row for row in await self._api.by_ids(name, ids)} if ids else {}
        return [rows[id] for id in ids if id in rows and not is_gone(rows[id])]


def stamp(entry: Mapping[str, Any], names: Mapping[str, str], me: str | None) -> Stamp:
    """Who made an entry of a changelog and when; ``me`` is the id of the user behind this access."""
    at, user, agent = entry.get("time"), str(entry.get("actor_user_id")), entry.get("change_source_user_agent")
    ours = entry.get("change_source") == "api" and isinstance(agent, str) and agent.startswith(AGENT)
    when = known_moment(f"{at.replace(' ', 'T')}Z" if "T" not in at else at) if isinstance(at, str) else None
    return Stamp(at=when, by=names.get(user) or None, ours=ours and user == me)
