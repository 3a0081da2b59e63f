"""Bulk read: a large first pull by a file instead of pages (section 4.2). 200,000 rows cost some calls, not a thousand."""

from __future__ import annotations

import asyncio
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from crmdesk.domain.errors import PermissionLost, VendorNonsense
from crmdesk.net.retry import Sleep
from crmdesk.providers.job_files import in_parts, lines
from crmdesk.providers.rest import nonsense
from crmdesk.providers.trail import Trail
from crmdesk.providers.zoho.api import BULK, Api, Item, written
from crmdesk.providers.zoho.places import MODULE
from crmdesk.providers.zoho.rows import RowReader
from crmdesk.providers.zoho.tables import NO_CHOICE, is_id

LARGE = 2000
"""Rows after which a first pull takes a file for the rest: so far pages by number would reach (section 0)."""

PART = 200
POLL_S, POLLS = 5.0, 360
UNFIT = frozenset({"Tasks", "Calls", "Events", "Notes"})
"""Modules whose lookups say in JSON alone which module they point to: those are read by pages."""

SEPARATOR = ";"
"""Between the words of one cell, as in Zoho's own exports (section 4.2 is silent; general knowledge, unverified)."""

EMPTY = "${EMPTY}"
"""What stands for a blank (section 4.2)."""

RESULT_OF = "/crm/bulk/v8/read/{job}/result"

_NO_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError,
    IndexError,
)  # fmt: skip
"""What the standard library says of an archive that is damaged, cut off, locked, or packed in a way that it does not know."""

FILE_MOST = 2 * 1024 * 1024 * 1024
"""An unpacked file may have so many bytes: a larger one is read as pages."""


class Bulk:
    """Reads rows of one account by files. ``allowed`` turns false where this access may not, or a job fails: lists go on then."""

    def __init__(self, api: Api, *, sleep: Sleep = asyncio.sleep) -> None:
        self._api = api
        self._sleep = sleep
        self.allowed = True

    def fits(self, reader: RowReader) -> bool:
        """Whether rows of a module can be read so."""
        return self.allowed and reader.table.module not in UNFIT

    async def rows(self, reader: RowReader, since: str | None) -> AsyncGenerator[list[Item], None]:
        """The rows of a module that changed since a moment, in parts; no more, and ``allowed`` false, where they cannot be."""
        page_token: str | None = None
        trail = Trail()
        while self.allowed:
            found = await self._result(reader, since, page_token)
            if found is None:
                self.allowed = False
                return
            job, content = found
            for part in _parts(reader, content):
                yield part
            result = job.get("result")
            if not isinstance(result, dict) or result.get("more_records") not in (True, False):
                raise nonsense(BULK, "result.more_records", "missing")
            if result["more_records"] is False:
                return
            page_token = result.get("next_page_token")
            if not isinstance(page_token, str) or not page_token:
                raise nonsense(BULK, "result.next_page_token", "missing")
            trail.follow(BULK, page_token)

    async def _result(self, reader: RowReader, since: str | None, page_token: str | None) -> tuple[Item, bytes] | None:
        """A job with its archive; None where there is none, or it is larger than can be read: every run would meet it again."""
        try:
            job = await self._job(reader, since, page_token)
            if job is None:
                return None
            content, _ = await self._api.bulk_file(job["id"])
            return None if _unpacked(content) > FILE_MOST else (job, content)
        except PermissionLost:
            return None
        except VendorNonsense as error:
            if error.key != "body_too_large":
                raise
            return None

    async def _job(self, reader: RowReader, since: str | None, page_token: str | None) -> Item | None:
        """A job that has come to its end; None where it failed, or takes too long."""
        begun = await self._api.begin_bulk(_query(reader, since, page_token))
        details = begun.get("details")
        id = details.get("id") if isinstance(details, dict) else None
        if not isinstance(id, str) or not is_id(id):
            raise nonsense(BULK, "details.id", "no id")
        for _ in range(POLLS):
            job = await self._api.bulk_job(id)
            if job.get("state") == "COMPLETED":
                return {**job, "id": id}
            if job.get("state") in ("FAILURE", "FAILED"):
                break
            await self._sleep(POLL_S)
        return None


def _query(reader: RowReader, since: str | None, page_token: str | None) -> dict[str, Any]:
    if page_token is not None:
        return {"page_token": page_token}
    names = [name for name in reader.names if name != MODULE]
    query: dict[str, Any] = {"module": {"api_name": reader.table.module}, "fields": names, "page": 1}
    if since is not None:
        value = written(since)
        query["criteria"] = {"field": {"api_name": "Modified_Time"}, "comparator": "greater_equal", "value": value}
    return query


def _unpacked(content: bytes) -> int:
    """How many bytes the file of an archive says to have."""
    with _opened(content) as archive:
        return archive.infolist()[0].file_size


def _parts(reader: RowReader, content: bytes) -> Iterator[list[Item]]:
    """The rows of an archive with one CSV file, in the form of lists."""
    with _opened(content) as archive, archive.open(archive.infolist()[0]) as file:
        yield from in_parts((_row(reader, line) for line in lines(RESULT_OF, file)), PART)


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive, whose damages are named."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except _NO_ARCHIVE as error:
        raise nonsense(RESULT_OF, "body", "no archive of CSV") from error


def _row(reader: RowReader, row: dict[str, str]) -> Item:
    """A line of the file as a row: blank is null, truth values are words, several words are one text."""
    found: Item = {name: None if value == EMPTY else value or None for name, value in row.items()}
    found |= {name: _words(found[name], options) for name, options in reader.several.items() if found.get(name)}
    found["id"] = found.pop("Id", None) or found.get("id")
    if "Converted__s" in found:
        found["Converted__s"] = found["Converted__s"] == "true"
    return found


def _words(cell: str, options: Sequence[str]) -> list[str]:
    """The words in a cell; an option that has the separator in it is one of them, the longest that fits."""
    whole = sorted((option for option in options if SEPARATOR in option), key=len, reverse=True)
    found, rest = list[str](), cell + SEPARATOR
    while rest:
        word = next((each for each in whole if rest.startswith(each + SEPARATOR)), rest.partition(SEPARATOR)[0])
        found.append(word.strip())
        rest = rest[len(word) + len(SEPARATOR) :]
    return [word for word in found if word not in ("", NO_CHOICE)]
