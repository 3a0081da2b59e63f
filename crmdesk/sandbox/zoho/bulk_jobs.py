"""Bulk read: jobs, and the zipped CSV that they end in (section 4.2)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.errors import ApiError
from crmdesk.sandbox.zoho.fields import Field
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row
from crmdesk.sandbox.zoho.values import instant

PAGE = 200_000
_OPERATORS = {
    "greater_equal": lambda held, wanted: held >= wanted, "greater_than": lambda held, wanted: held > wanted,
    "less_equal": lambda held, wanted: held <= wanted, "less_than": lambda held, wanted: held < wanted,
    "equal": lambda held, wanted: held == wanted,
}  # fmt: skip


@dataclass(slots=True)
class Job:
    """One job: the rows that it found when it was made."""

    id: str
    module: Module
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    query: JsonObject
    made_s: int
    polls: int = 0


class Jobs:
    """The jobs of one organisation."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._jobs: dict[str, Job] = {}

    def add(self, query: Mapping[str, Any]) -> Job:
        """Begin a job. Raises `ApiError`."""
        org, named = self._org, query.get("module")
        module = org.module(str(named.get("api_name")) if isinstance(named, dict) else str(named))
        names = query.get("fields") or [one.name for one in org.fields(module)]
        fields = tuple(one for name in names if (one := org.field(module, str(name).partition(".")[0])) is not None)
        rows = sorted(org.tables[module.name].live(), key=lambda row: int(row.id))
        rows = [row for row in rows if self._fits(module, row, query.get("criteria"))]
        job = Job(org.new_id(), module, fields, tuple(rows), dict(query), org.now())
        self._jobs[job.id] = job
        return job

    def get(self, id: str) -> Job:
        """A job. Raises `ApiError` 404."""
        if id not in self._jobs:
            raise ApiError(404, "RESOURCE_NOT_FOUND", "Requested resource is not found.", {"job_id": id})
        return self._jobs[id]

    def state(self, job: Job) -> JsonObject:
        """A job as it is shown; one that is not ready comes nearer by being asked."""
        done = job.polls >= int(self._org.traits["bulk_polls"])
        job.polls += 1
        by = self._org.me()
        shown: JsonObject = {
            "id": job.id, "operation": "read", "state": "COMPLETED" if done else "IN PROGRESS", "query": job.query,
            "created_by": {"id": by.id, "name": by.name}, "created_time": self._org.moment(job.made_s), "file_type": "csv",
        }  # fmt: skip
        if done:
            url = f"/crm/bulk/v8/read/{job.id}/result"
            shown["result"] = {"page": 1, "per_page": PAGE, "count": len(job.rows), "download_url": url,
                               "more_records": False, "next_page_token": None}  # fmt: skip
        return shown

    def file(self, job: Job) -> bytes:
        """The result: a ZIP archive with one CSV file, ``Id`` first."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["Id", *(field.name for field in job.fields)])
        for row in job.rows:
            writer.writerow([row.id, *(self._cell(job.module, row, field) for field in job.fields)])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{job.id}.csv", text.getvalue())
        return packed.getvalue()

    def _fits(self, module: Module, row: Row, criteria: Any) -> bool:
        if not isinstance(criteria, dict):
            return True
        group = criteria.get("group")
        if isinstance(group, list):
            return all(self._fits(module, row, one) for one in group)
        name, wanted = str(criteria["field"]["api_name"]), criteria.get("value")
        held = self._org.value(module, row, name)
        operator = _OPERATORS.get(str(criteria.get("comparator")))
        sample = instant(wanted) if isinstance(wanted, str) and "T" in wanted else wanted
        if operator is None:
            raise ApiError(400, "INVALID_DATA", "invalid comparator", {"api_name": "comparator"})
        return held is not None and operator(held, sample)

    def _cell(self, module: Module, row: Row, field: Field) -> str:
        held = self._org.shown(module, row, field)
        if held is None or held == []:
            return ""
        if isinstance(held, dict):
            return str(held["id"])
        if isinstance(held, list):
            return ";".join(str(one["name"]) if isinstance(one, dict) else str(one) for one in held)
        return str(held).lower() if isinstance(held, bool) else str(held)
