"""What fields held before, from the changelogs of rows (section 7).

Changelogs write every value as a text. Only fields of one plain value can be compared with what rows hold: how a list or a row's
name stands in a changelog is told nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crmdesk.providers.histories import Version
from crmdesk.providers.pipedrive.api import Row
from crmdesk.providers.pipedrive.mapping import Line
from crmdesk.providers.pipedrive.places import One
from crmdesk.providers.pipedrive.reads import Reads, stamp
from crmdesk.providers.pipedrive.references import References
from crmdesk.providers.pipedrive.tables import HISTORY_KEYS, TABLES


class Histories:
    """Reads the changelogs of one account. ``me`` is the id of the user behind this access."""

    def __init__(self, reads: Reads, references: References, me: str | None) -> None:
        self._reads = reads
        self._references = references
        self._me = me

    async def versions(
        self, name: str, wanted: Mapping[str, Sequence[str]], *, named: bool
    ) -> dict[tuple[str, str], list[Version]]:
        """The versions of fields, newest first: a call for each row that has a field of one plain value."""
        if not TABLES[name].histories:
            return {}
        found: dict[tuple[str, str], list[Version]] = {}
        for id, by_field in (await self._reads.lines_of(name, wanted)).items():
            held = [by_field[field] for field in wanted[id] if field in by_field]
            lines = [line for line in held if type(line.place) is One]
            entries = await self._reads.changelog(name, id) if lines else []
            names = await self._references.user_names() if entries and named else {}
            for line in lines:
                versions = self._versions(line, entries, names)
                if versions:
                    found[id, line.field] = versions
        return found

    def _versions(self, line: Line, entries: Sequence[Row], names: Mapping[str, str]) -> list[Version]:
        (key,) = line.place.names
        mine = [one for one in entries if str(one.get("field_key")) in {key, HISTORY_KEYS.get(key)}]
        found = []
        for entry in mine:
            by = stamp(entry, names, self._me)
            raw = line.codec.canon(entry.get("new_value"))
            found.append(Version(raw, by.at, by.by, None if self._me is None else by.ours))
        return [*found, Version(line.codec.canon(mine[-1].get("old_value")))] if mine else []
