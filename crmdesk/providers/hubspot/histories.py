"""What fields held before, from the histories that HubSpot keeps of properties (sections 2.2 and 7).

A field may live in several properties. What it held at a moment is then put together from what each of them held. One request
writes all of them, and HubSpot stamps each by itself: entries of one writer within a second are one version.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crmdesk.providers.codecs import known_moment
from crmdesk.providers.histories import Version
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.mapping import Line
from crmdesk.providers.hubspot.places import PointerOfLink
from crmdesk.providers.hubspot.reads import stamp
from crmdesk.providers.hubspot.references import References
from crmdesk.providers.hubspot.rows import NO_LINKS, RowReader
from crmdesk.providers.lines import UNKNOWN

TOGETHER_S = 1.0
"""Entries of several properties that lie closer together, and have one writer, come from one request."""

Entry = Mapping[str, Any]


class Histories:
    """Reads the histories of one account. ``app`` is what they call this very access."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], references: References, app: str | None) -> None:
        self._api = api
        self._readers = readers
        self._references = references
        self._app = app

    async def versions(
        self, name: str, wanted: Mapping[str, Sequence[str]], *, named: bool
    ) -> dict[tuple[str, str], list[Version]]:
        """The versions of fields, newest first. Links, and properties that only follow a link, have none."""
        reader = self._readers[name]
        every = [line for lines in reader.lines.values() for line in lines.values()]
        linked = {line.field for line in every if isinstance(line.place, PointerOfLink)}
        asked = reader.properties_of({field for fields in wanted.values() for field in fields} - linked)
        if not asked:
            return {}
        names = await self._references.user_names() if named else {}
        found: dict[tuple[str, str], list[Version]] = {}
        for row in await self._api.histories(name, list(wanted), asked, reader.system):
            id, held, lines = str(row.get("id")), row.get("propertiesWithHistory"), reader.lines_of(row)
            histories = {part: _entries(held.get(part)) for part in asked} if isinstance(held, dict) else {}
            for line in (lines[field] for field in wanted.get(id, ()) if field in lines and field not in linked):
                if any(histories.get(part) for part in line.place.properties):
                    found[id, line.field] = self._versions(line, histories, names)
        return found

    def _versions(
        self, line: Line, histories: Mapping[str, Sequence[Entry]], names: Mapping[str, str]
    ) -> list[Version]:
        parts = line.place.properties
        entries = sorted(((part, one) for part in parts for one in histories[part]), key=_when, reverse=True)
        held = {part: deque(histories[part]) for part in parts}
        found: list[Version] = []
        last: Entry | None = None
        for part, entry in entries:
            if last is None or len(parts) == 1 or not _together(last, entry):
                values = {each: kept[0]["value"] if kept else "" for each, kept in held.items()}
                raw = line.place.read(values, NO_LINKS, line.codec)
                if raw is not UNKNOWN:
                    by = stamp(entry, names, self._app)
                    found.append(Version(raw, by.at, by.by, None if self._app is None else by.ours))
            held[part].popleft()
            last = entry
        blank = line.place.read(dict.fromkeys(parts, ""), NO_LINKS, line.codec)
        return [*found, Version(blank)]


def _entries(history: Any) -> list[Entry]:
    """The entries of one property, newest first, as far as they say what they are."""
    listed = history if isinstance(history, list) else []
    return [one for one in listed if isinstance(one, dict) and _moment(_at(one)) is not None and "value" in one]


def _at(entry: Entry) -> str:
    return str(entry.get("timestamp"))


def _when(entry: tuple[str, Entry]) -> str:
    return _at(entry[1])


def _moment(at: str) -> datetime | None:
    found = known_moment(at)
    return None if found is None else datetime.fromisoformat(found)


def _together(newer: Entry, older: Entry) -> bool:
    """Whether two entries come from one request of one writer."""
    first, second = _moment(_at(newer)), _moment(_at(older))
    same = all(newer.get(part) == older.get(part) for part in ("sourceType", "sourceId", "updatedByUserId"))
    return same and first is not None and second is not None and (first - second).total_seconds() < TOGETHER_S
