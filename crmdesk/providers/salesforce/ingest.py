"""Bulk 2.0: very many new rows by one job instead of collections (section 6.2).

A job inserts. It may run long after nobody waits for it any more, and must then change nothing that was written meanwhile: a row
that is there already, which crmdesk's unique key tells, is refused by it and goes out by upsert.
"""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.errors import ConnectionFault, OutcomeUnknown, PermissionLost, RecordRefused
from crmdesk.net.retry import Sleep
from crmdesk.providers.job_files import lines
from crmdesk.providers.rest import nonsense
from crmdesk.providers.salesforce import errors
from crmdesk.providers.salesforce.api import Api, Item
from crmdesk.providers.salesforce.tables import KEY, is_id

PAYS = 2000
"""More new rows than that go by a job (section 6.3: the vendor's advice)."""

MOST_BYTES = 10_000_000
"""Of one upload. Salesforce takes ten times as much (section 6.3), but an answer repeats the rows, and is held in memory."""

MOST_CHARACTERS, MOST_IN_ROW = 32_000, 400_000
"""Of one field and of one row (section 6.3)."""

FIRST_POLL_S, LONGEST_POLL_S, LONGEST_S = 1.0, 30.0, 1200.0
"""Pauses between looks at a job grow from the first to the second; after the third it is given up."""

ENDED = frozenset({"JobComplete", "Failed", "Aborted"})
_BLANK = "#N/A"
_ERROR = re.compile(r"([A-Z][A-Z0-9_]+):(.*):([\w, ]*?) *-- *", re.DOTALL)
_TOLD_IN_FULL_ELSEWHERE = frozenset(
    {"DUPLICATES_DETECTED", "DUPLICATE_VALUE", "DUPLICATE_EXTERNAL_ID", "UNABLE_TO_LOCK_ROW", "REQUEST_LIMIT_EXCEEDED"}
)
"""A collection says which row is the other one, takes a row that is there already, or can be waited for."""

Fields = Mapping[str, Any]


@dataclass(slots=True)
class Ingested:
    """What jobs came to, by key.

    ``answers`` are as a collection's: rows made, and rows refused. ``doubts`` are rows that were handed over, and nobody said
    what became of them. All others were not made by a job, and no job will make them.
    """

    answers: dict[str, Item] = field(default_factory=dict)
    doubts: dict[str, ConnectionFault] = field(default_factory=dict)

    def doubt(self, keys: Iterable[str], error: ConnectionFault) -> None:
        """Note why nothing is known of rows."""
        self.doubts |= {key: error for key in keys if key not in self.answers}


class Ingest:
    """Makes rows of one account by jobs. ``allowed`` turns false where Salesforce takes none."""

    def __init__(self, api: Api, *, sleep: Sleep = asyncio.sleep) -> None:
        self._api = api
        self._sleep = sleep
        self.allowed = True

    async def insert(self, source: str, rows: Sequence[Fields]) -> Ingested:
        """Make rows, each with its key. What a job cannot say, or does not take, is left alone: see ``Ingested``."""
        found = Ingested()
        for part in _parts(rows):
            id = await self._handed_over(source, part) if self.allowed and not found.doubts else None
            if id is not None:
                await self._awaited(id, [str(row[KEY]) for row in part], found)
        return found

    async def _handed_over(self, source: str, rows: Sequence[Fields]) -> str | None:
        """The id of a job that holds the rows and is closed; None where there is none, and nothing can have happened."""
        try:
            id = (await self._api.begin_ingest(source)).part("id")
            if id is None or not is_id(id):
                return None
            await self._api.upload(id, _csv(rows))
        except (PermissionLost, RecordRefused):
            self.allowed = False
            return None
        except ConnectionFault:  # collections meet it too, and know what to make of it
            return None
        with suppress(ConnectionFault, RecordRefused):  # it may have arrived all the same: the job's state tells
            await self._api.end_upload(id, "UploadComplete")
        return id

    async def _awaited(self, id: str, keys: Sequence[str], found: Ingested) -> None:
        """Wait for a job, and read what became of its rows."""
        try:
            state = await self._ended(id)
            if state in ENDED:
                await self._read(id, keys, found)
            elif state != "Open":
                found.doubt(keys, OutcomeUnknown("no_answer", endpoint="/jobs/ingest/{job}"))
        except RecordRefused as error:  # of the job, not of a row
            found.doubt(keys, errors.unreadable("/jobs/ingest/{job}", error))
        except ConnectionFault as error:
            found.doubt(keys, error)

    async def _ended(self, id: str) -> str | None:
        """The state in which a job came to rest; one that does not is asked to end, and not waited for."""
        pause, waited = FIRST_POLL_S, 0.0
        while True:
            state = (await self._api.ingest(id)).part("state")
            if state in ENDED:
                return state
            if state == "Open" or waited >= LONGEST_S:
                await self._api.end_upload(id, "Aborted")
                return state
            await self._sleep(pause)
            waited, pause = waited + max(pause, 0.1), min(pause * 1.5, LONGEST_POLL_S)

    async def _read(self, id: str, keys: Sequence[str], found: Ingested) -> None:
        """The answers of a job that ended: rows made, rows refused, rows not looked at."""
        missing = dict.fromkeys(keys)
        for line in await self._results(id, "successfulResults"):
            if line[KEY] in missing and is_id(line.get("sf__Id") or ""):
                del missing[line[KEY]]
                found.answers[line[KEY]] = {"id": line["sf__Id"], "success": True, "errors": []}
        for line in await self._results(id, "failedResults") if missing else ():
            if line[KEY] in missing:
                del missing[line[KEY]]
                entry = _entry(line.get("sf__Error") or "")
                if entry is not None:
                    found.answers[line[KEY]] = {"success": False, "errors": [entry]}
        for line in await self._results(id, "unprocessedrecords") if missing else ():
            missing.pop(line[KEY], None)
        found.doubt(missing, OutcomeUnknown("item_not_answered"))

    async def _results(self, id: str, part: str) -> list[dict[str, str]]:
        endpoint = f"/jobs/ingest/{{job}}/{part}"
        found = list(lines(endpoint, io.BytesIO(await self._api.ingest_results(id, part))))
        if any(KEY not in line for line in found):
            raise nonsense(endpoint, KEY, "missing column")
        return found


def _parts(rows: Sequence[Fields]) -> Iterator[list[Fields]]:
    """Rows that a file can say, as many as one upload may hold."""
    part: list[Fields] = []
    size = 0
    for row in rows:
        cells = [_cell(value) for value in row.values()]
        if any(cell is None or len(cell) > MOST_CHARACTERS for cell in cells):
            continue
        length = sum(len((cell or "").encode()) + 3 for cell in cells)
        if length > MOST_IN_ROW:
            continue
        if part and size + length > MOST_BYTES:
            yield part
            part, size = [], 0
        part.append(row)
        size += length
    if part:
        yield part


def _csv(rows: Sequence[Fields]) -> bytes:
    """An upload: UTF-8, lines ended by LF, columns by their API names."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return buffer.getvalue().encode()


def _cell(value: Any) -> str | None:
    """A value as a file says it; None where it cannot: a text that means a blank there, or would end a line in another way."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        text = str(value)
        return None if set(text) - set("-.0123456789") else text
    if not isinstance(value, str) or value == _BLANK or "\r" in value or "\0" in value:
        return None
    return value


def _entry(text: str) -> Item | None:
    """A refused row's error in a collection's form; None where only a collection tells it in full."""
    found = _ERROR.fullmatch(text)
    if found is None or found.group(1) in _TOLD_IN_FULL_ELSEWHERE:
        return None
    fields = [name.strip() for name in found.group(3).split(",") if name.strip()]
    return {"statusCode": found.group(1), "message": found.group(2), "fields": fields}
