"""The feed of deleted rows (section 2.7). Cursors: ``{"since"}``, how far the deletions were read.

Who was merged is known from what changed, which is read before. What went since then may have been merged as well: that is looked
at row by row, for no merge is believed any more of what was once told as a deletion.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing

from crmdesk.providers.base import Absence, Cursor, Page
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.clock import LOOK_BACK, latest, moved
from crmdesk.providers.zoho.feeds import Feeds
from crmdesk.providers.zoho.merges import Merges, Tombstone, absence, tombstones
from crmdesk.providers.zoho.rows import RowReader

MOST = 50
"""How many rows that went since changes were read are looked at: each takes a call or two, and so many at once are no merges."""


class Gone:
    """Reads what was deleted; ``readers`` by module, ``feeds`` what reads the changes."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader], feeds: Feeds, merges: Merges) -> None:
        self._api = api
        self._readers = readers
        self._feeds = feeds
        self._merges = merges

    async def told(self, modules: Sequence[str], cursor: Cursor | None) -> AsyncGenerator[Page, None]:
        """The rows that were deleted since the cursor; a first look only learns the time."""
        since = None if cursor is None else str(cursor["since"])
        started: str | None = None
        for module in modules:
            async with aclosing(
                self._api.deletions(module, None if since is None else moved(since, -LOOK_BACK))
            ) as told:
                async for answer in told:
                    started = started or latest(answer)
                    more = since is not None and answer.part("info", "more_records") == "True"
                    rows = [] if since is None else tombstones(module, answer.page("data"))
                    absences = await self._explained(self._readers[module], rows)
                    done = not more and module == modules[-1]
                    reached = started if since is None else max(since, started)
                    yield Page((), {"since": reached if done else since or started}, last=done, absences=absences)
                    if not more:
                        break

    async def _explained(self, reader: RowReader, rows: Sequence[Tombstone]) -> list[Absence]:
        """The rows that are gone; of those that went since changes were read, with what they may have become part of."""
        read = self._feeds.read.get(reader.table.module)
        late = {each.id for each in rows if read is not None and each.at is not None and each.at >= read}
        return [
            await self._merges.explained(reader, each, rows) if each.id in late and len(late) <= MOST
            else absence(reader, each, None)
            for each in rows
        ]  # fmt: skip
