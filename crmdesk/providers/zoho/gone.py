"""The feed of deleted rows (section 2.7). Cursors: ``{"since"}``, how far the deletions were read."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing

from crmdesk.providers.base import Cursor, Page
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.clock import LOOK_BACK, latest, moved
from crmdesk.providers.zoho.merges import absence, tombstones
from crmdesk.providers.zoho.rows import RowReader


class Gone:
    """Reads what was deleted; ``readers`` by module."""

    def __init__(self, api: Api, readers: Mapping[str, RowReader]) -> None:
        self._api = api
        self._readers = readers

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
                    absences = [absence(self._readers[module], each, None) for each in rows]
                    done = not more and module == modules[-1]
                    reached = started if since is None else max(since, started)
                    yield Page((), {"since": reached if done else since or started}, last=done, absences=absences)
                    if not more:
                        break
