"""Bulk 2.0: a large first pull by one job instead of pages (section 6.1). A job that does not come to its end costs only time."""

from __future__ import annotations

import asyncio
import io
import math
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused
from crmdesk.net.retry import Sleep
from crmdesk.providers.base import RemoteProperty
from crmdesk.providers.job_files import in_parts, lines
from crmdesk.providers.places import Row
from crmdesk.providers.rest import nonsense
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.rows import RowReader
from crmdesk.providers.salesforce.tables import is_id
from crmdesk.providers.trail import Trail

RESULTS = 5_000
"""Rows of one answer: a few megabytes, with long descriptions some tens, as much as an answer may have."""

PART = 2000
"""Rows of one page: as many as a query's."""

POLL_S, POLLS = 5.0, 360
"""The pause between looks at a job, and after how many of them it is given up: half an hour."""

RESULTS_OF = "/jobs/query/{job}/results"

_NUMBERS = frozenset({"int", "double", "currency", "percent", "long"})


class Bulk:
    """Reads rows of one account by jobs. ``allowed`` turns false where that does not work."""

    def __init__(
        self, api: Api, types: Mapping[str, Mapping[str, RemoteProperty]], *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._api = api
        self._types = types
        self._sleep = sleep
        self.allowed = True

    def fits(self, reader: RowReader) -> bool:
        """Whether rows of an object can be read so: a job takes no child rows."""
        return self.allowed and not reader.roles

    async def rows(self, reader: RowReader, soql: str) -> AsyncGenerator[list[Row], None]:
        """The rows of a query in its order, in parts; ``allowed`` is false where not all have come."""
        job = await self._completed(soql)
        locator: str | None = None
        trail = Trail()
        while job is not None:
            content, locator = await self._api.job_results(job, RESULTS, locator)
            for part in self._parts(reader, content):
                yield part
            if locator is None:
                return
            trail.follow(RESULTS_OF, locator)

    async def _completed(self, soql: str) -> str | None:
        """The id of a job that has come to its end; None, and ``allowed`` false, where none does."""
        try:
            id = (await self._api.begin_job(soql)).part("id")
            if id is not None and is_id(id):
                for _ in range(POLLS):
                    state = (await self._api.job(id)).part("state")
                    if state == "JobComplete":
                        return id
                    if state in {"Failed", "Aborted"}:
                        break
                    await self._sleep(POLL_S)
        except (PermissionLost, RecordRefused):
            pass
        self.allowed = False
        return None

    def _parts(self, reader: RowReader, content: bytes) -> Iterator[list[Row]]:
        types = self._types.get(reader.table.source, {})
        read = {name: _READ.get(held.type, str) for name, held in types.items()}
        found = lines(RESULTS_OF, io.BytesIO(content))
        rows: Iterator[Row] = (
            {name: read.get(name, str)(cell) if cell else None for name, cell in line.items()} for line in found
        )
        try:
            yield from in_parts(rows, PART)
        except ValueError as error:
            raise nonsense(RESULTS_OF, "body", "a number that is none") from error


def _number(cell: str) -> int | float:
    number = float(cell) if set(cell) & set(".eE") else int(cell)
    if not math.isfinite(number):
        raise ValueError(cell)
    return number


def _moment(cell: str) -> str:
    """As a query writes it: ``+0000`` for ``Z`` (sections 3.2 and 6.1)."""
    return cell[:-1] + "+0000" if cell.endswith("Z") else cell


_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(_NUMBERS, _number),
    "boolean": lambda cell: cell == "true",
    "datetime": _moment,
}
"""What a query would say for a cell, by the type of its field; all others are texts."""
