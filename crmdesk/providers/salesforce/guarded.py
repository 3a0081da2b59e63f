"""Changing a few rows, each only where nobody else did since: a composite of pairs (sections 4.1 and 5.5).

Each pair is a PATCH with ``If-Unmodified-Since`` and a GET of what the row holds then; twelve pairs make one call. The
condition has a granularity of one second: an edit within the second of the known version is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from crmdesk.domain.errors import OutcomeUnknown, RecordRefused
from crmdesk.providers.base import Done, Outcome, Refused, RemoteRecord, Unknown, Update
from crmdesk.providers.salesforce import errors
from crmdesk.providers.salesforce.api import PARTS, SAVING, Api
from crmdesk.providers.salesforce.inputs import Change
from crmdesk.providers.salesforce.rows import RowReader

PAIRS = PARTS // 2
MOST = 5 * PAIRS
"""Up to so many rows are changed under their condition: beyond, collections take a fifteenth of the calls."""

Job = tuple[int, tuple[Update, Change]]


class Guarded:
    """Changes rows of one account."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def send(self, reader: RowReader, jobs: Sequence[Job]) -> Mapping[int, Outcome]:
        """The outcomes of up to twelve changes."""
        parts: list[dict[str, Any]] = []
        for number, (item, change) in jobs:
            path = self._api.paths.rows(reader.table.source, f"/{item.id}")
            write = {"method": "PATCH", "url": path, "referenceId": f"w{number}", "body": change.fields}
            parts.append({**write, "httpHeaders": dict((SAVING, *_condition(item.version)))})
            read = f"{path}?fields={','.join(reader.names)}"
            parts.append({"method": "GET", "url": read, "referenceId": f"r{number}"})
        answers = await self._api.composite(parts)
        return {number: self._outcome(reader, number, item, answers) for number, (item, _) in jobs}

    def _outcome(self, reader: RowReader, number: int, item: Update, answers: Mapping[str, Any]) -> Outcome:
        written, row = answers.get(f"w{number}", {}), answers.get(f"r{number}", {})
        status = written.get("httpStatusCode")
        if not isinstance(status, int) or status < 200:
            return Unknown(OutcomeUnknown("item_not_answered"))
        if status == 412:
            return Refused(RecordRefused("changed_meanwhile", vendor_words=_words(written), status=412))
        if status >= 500:
            return Unknown(OutcomeUnknown("item_failed", vendor_words=_words(written)))
        if status >= 300:
            return errors.outcome(written.get("body"))
        body = row.get("body") if row.get("httpStatusCode") == 200 else None
        if not isinstance(body, dict) or body.get("Id") != item.id:
            return Done(believed(reader, item))
        return Done(reader.record(body))


def believed(reader: RowReader, item: Update) -> RemoteRecord:
    """The row as it must be after an update whose result could not be read."""
    return RemoteRecord(reader.spec.name, item.id, item.kind, item.fields)


def _condition(version: str | None) -> Sequence[tuple[str, str]]:
    if version is None:
        return ()
    return [("If-Unmodified-Since", format_datetime(datetime.fromisoformat(version), usegmt=True))]


def _words(part: Mapping[str, Any]) -> str:
    body = part.get("body")
    return errors.words(body[0]) if isinstance(body, list) and body and isinstance(body[0], dict) else ""
