"""Reading rows one asks for: by id, by what may identify a person, and who wrote their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused, VendorNonsense
from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import Absence, Gone, Needle, RemoteRecord, Stamp
from crmdesk.providers.codecs import known_moment
from crmdesk.providers.hubspot.api import SEARCH_BODY, Api, fits_address
from crmdesk.providers.hubspot.feeds import Feeds
from crmdesk.providers.hubspot.references import References
from crmdesk.providers.hubspot.rows import RowReader, row_id
from crmdesk.providers.hubspot.tables import REFERENCE_OBJECTS, SOURCE
from crmdesk.providers.hubspot.walk import time_ms
from crmdesk.providers.rest import encoded

FOUND_MOST = 100
EMAILS_MOST = 4
"""How many addresses one search asks for: each as the primary one and in a group of its own, of which there are five."""

NATIONAL_DIGITS = 9
"""How many digits of a phone number are looked for: HubSpot indexes it without country code and leading zero."""

_NOT_DIGITS = re.compile(r"\D")


class Reads:
    """Reads rows of one account. ``app`` is what histories call this very access."""

    def __init__(
        self, api: Api, readers: Mapping[str, RowReader], feeds: Feeds, references: References, app: str | None
    ) -> None:
        self._api = api
        self._readers = readers
        self._feeds = feeds
        self._references = references
        self._app = app

    async def fetch(self, name: str, ids: Sequence[str]) -> dict[str, RemoteRecord | Absence]:
        """The rows of these ids, and why others are not there: archived, merged, hidden, gone."""
        if name in REFERENCE_OBJECTS:
            listed = {record.id: record for record in await self._references.read(name)}
            return {id: listed.get(id) or Absence(name, id) for id in ids}
        reader = self._readers[name]
        wanted = list(dict.fromkeys(ids))
        rows = await self._api.batch(name, wanted, reader.names)
        found: dict[str, RemoteRecord | Absence] = {}
        for record in await self.with_links(reader, rows):
            found[record.id] = record
        missing = [id for id in wanted if id not in found]
        if missing:
            for row in await self._api.batch(name, missing, ["hs_object_id"], archived=True):
                gone = Absence(name, row_id(name, row), at=known_moment(row.get("archivedAt")))
                found[gone.id] = gone
        for id in missing:
            if id not in found:
                found[id] = await self._one(reader, id)
        return {id: found[id] for id in wanted}

    async def by_keys(self, name: str, keys: Sequence[str]) -> dict[str, RemoteRecord]:
        """The rows that carry these keys of crmdesk, by key."""
        reader = self._readers[name]
        rows = await self._api.batch(name, keys, reader.names, by_key=True)
        return {record.key: record for record in await self.with_links(reader, rows) if record.key is not None}

    async def with_links(self, reader: RowReader, rows: Sequence[Mapping[str, Any]]) -> list[RemoteRecord]:
        """The records of rows, with their links."""
        ids = [row_id(reader.spec.name, row) for row in rows]
        links = await self._feeds.links_of(reader, ids) if reader.targets and ids else {}
        return [reader.record(row, links.get(id, {})) for id, row in zip(ids, rows, strict=True)]

    async def find(self, name: str, needle: Needle) -> list[RemoteRecord]:
        """Rows with one of the addresses; where there is none, with one of the numbers; else with the name."""
        reader = self._readers[name]
        for bodies in _searches(name, reader, needle):
            answers = [
                await self._searched(name, body, list(dict.fromkeys((*reader.names, *SOURCE)))) for body in bodies
            ]
            rows = {str(row.get("id")): row for answer in answers for row in answer}
            if rows:
                return await self.with_links(reader, list(rows.values()))
        return []

    async def made_since(self, name: str, kind: Kind, since: str) -> list[RemoteRecord]:
        """The rows that were made since a moment, and those that changed, as the feed of changes has them."""
        return await self._feeds.made_since(name, time_ms(since))

    async def _searched(self, name: str, body: Mapping[str, Any], names: Sequence[str]) -> list[dict[str, Any]]:
        """What a search finds; the properties are read afterwards where its body has no room for their names."""
        asked = {**body, "properties": names, "limit": FOUND_MOST}
        if len(encoded(asked)) <= SEARCH_BODY:
            return (await self._api.search(name, asked)).page("results")
        rows = (await self._api.search(name, {**asked, "properties": ["hs_object_id"]})).page("results")
        return await self._api.batch(name, [row_id(name, row) for row in rows], names)

    async def authorship(self, name: str, wanted: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Stamp]:
        """Who wrote the present value of fields; links and calculated fields have no history."""
        reader = self._readers[name]
        asked = reader.properties_of({field for fields in wanted.values() for field in fields})
        if not asked:
            return {}
        names = await self._references.user_names()
        stamps: dict[tuple[str, str], Stamp] = {}
        for row in await self._api.histories(name, list(wanted), asked, reader.system):
            id, histories, lines = str(row.get("id")), row.get("propertiesWithHistory"), reader.lines_of(row)
            for field in wanted.get(id, ()):
                newest = _newest(histories, lines[field].place.properties if field in lines else ())
                # Where several wrote at once, each into another property, it is not all ours.
                told = (stamp(entry, names, self._app) for entry in newest)
                if (last := min(told, key=lambda each: each.ours, default=None)) is not None:
                    stamps[id, field] = last
        return stamps

    async def _one(self, reader: RowReader, id: str) -> RemoteRecord | Absence:
        """A row that batches do not find: a single read follows merges and tells apart gone from hidden."""
        name = reader.spec.name
        whole = fits_address(reader.names)
        try:
            answer = await self._api.one(name, id, reader.names if whole else ["hs_object_id"])
        except PermissionLost:
            return Absence(name, id, Gone.NO_ACCESS)
        except RecordRefused as error:
            if error.data.get("status") == 404:
                return Absence(name, id)
            raise VendorNonsense("request_refused", endpoint=name, vendor_words=error.vendor_words) from error
        rows: Sequence[Mapping[str, Any]] = [answer.content]
        if not whole:
            rows = await self._api.batch(name, [str(answer.content.get("id"))], reader.names)
        for record in await self.with_links(reader, rows):
            return record if record.id == id else Absence(name, id, merged_into=record.id)
        return Absence(name, id)  # it went between the two calls


def stamp(entry: Mapping[str, Any], names: Mapping[str, str], app: str | None) -> Stamp:
    """Who wrote an entry of a history and when; ``app`` is what histories call this very access."""
    user, label = entry.get("updatedByUserId"), entry.get("sourceLabel")
    ours = entry.get("sourceType") == "INTEGRATION" and app is not None
    return Stamp(
        at=known_moment(entry.get("timestamp")),
        by=names.get(str(user)) or (label if isinstance(label, str) else None),
        ours=ours and str(entry.get("sourceId")) == app,
    )


def _newest(histories: Any, properties: Iterable[str]) -> list[Mapping[str, Any]]:
    """The newest entries of several properties' histories; each comes newest first, in ISO times that sort as text."""
    if not isinstance(histories, dict):
        return []
    firsts = [entries[0] for name in properties if isinstance(entries := histories.get(name), list) and entries]
    known = [entry for entry in firsts if isinstance(entry, dict)]
    last = max((str(entry.get("timestamp")) for entry in known), default=None)
    return [entry for entry in known if str(entry.get("timestamp")) == last]


def _searches(name: str, reader: RowReader, needle: Needle) -> Iterable[list[dict[str, Any]]]:
    """The bodies of the searches, those that are asked together in one list; the next list only where nobody was found."""
    if "email" in reader.names and needle.emails:
        emails = [email.lower() for email in needle.emails]
        starts = range(0, len(emails), EMAILS_MOST)
        yield [_by_email(emails[start : start + EMAILS_MOST], reader) for start in starts]
    numbers = [digits for phone in needle.phones if len(digits := _NOT_DIGITS.sub("", phone)) >= NATIONAL_DIGITS]
    if name == "contacts" and numbers:
        calculated = "hs_searchable_calculated_phone_number"
        tokens = [f"*{digits[-NATIONAL_DIGITS:]}" for digits in numbers[:5]]
        yield [{"filterGroups": [_filter(calculated, "CONTAINS_TOKEN", value=token) for token in tokens]}]
    words = needle.name.split()
    if words:  # a person's salutation is not searched by HubSpot: the last word finds all that the name may mean
        yield [{"query": (words[-1] if name == "contacts" else " ".join(words))[:200]}]


def _by_email(emails: Sequence[str], reader: RowReader) -> dict[str, Any]:
    groups = [_filter("email", "IN", values=list(emails))]
    if "hs_additional_emails" in reader.names:
        groups += [_filter("hs_additional_emails", "CONTAINS_TOKEN", value=email) for email in emails]
    return {"filterGroups": groups}


def _filter(name: str, operator: str, **more: Any) -> dict[str, Any]:
    return {"filters": [{"propertyName": name, "operator": operator, **more}]}
