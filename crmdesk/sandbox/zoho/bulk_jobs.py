"""Bulk read: jobs, and the zipped CSV that they end in (section 4.2)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.criteria import DEEPEST, Test, comparable, sample
from crmdesk.sandbox.zoho.errors import ApiError, too_many_requests, wrong_parameter
from crmdesk.sandbox.zoho.fields import Field
from crmdesk.sandbox.zoho.listing import CHANGED
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Row

DOWNLOADS = 10
EMPTY = "${EMPTY}"
"""What stands for no value in criteria."""
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "greater_equal": lambda held, wanted: held is not None and held >= wanted,
    "greater_than": lambda held, wanted: held is not None and held > wanted,
    "less_equal": lambda held, wanted: held is not None and held <= wanted,
    "less_than": lambda held, wanted: held is not None and held < wanted,
    "equal": lambda held, wanted: held == wanted, "not_equal": lambda held, wanted: held != wanted,
    "in": lambda held, wanted: held in wanted, "not_in": lambda held, wanted: held not in wanted,
}  # fmt: skip


@dataclass(slots=True)
class Job:
    """One job: the rows that it found when it was made."""

    id: str
    module: Module
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    query: JsonObject
    made_s: int
    page: int = 1
    following: str | None = None
    """The page token of the rows that found no room in it."""
    polls: int = 0


@dataclass(frozen=True, slots=True)
class Rest:
    """What a page token leads to, and until when."""

    job: Job
    rows: tuple[Row, ...]
    ends_at: float


class Jobs:
    """The jobs of one organisation."""

    def __init__(self, org: Org) -> None:
        self._org = org
        self._jobs: dict[str, Job] = {}
        self._rests: dict[str, Rest] = {}
        self._downloads: deque[float] = deque()

    def add(self, query: Mapping[str, Any]) -> Job:
        """Begin a job. Raises `ApiError`."""
        if "page_token" in query:
            rest = self._rests.get(str(query["page_token"]))
            if rest is None:
                raise wrong_parameter("TOKEN_BOUND_DATA_MISMATCH", "page_token", CHANGED)
            if rest.ends_at <= self._org.clock():
                raise wrong_parameter("EXPIRED_VALUE", "page_token", "Page token expired")
            return self._new(rest.job.module, rest.job.names, rest.rows, query, rest.job.page + 1)
        org, named = self._org, query.get("module")
        module = org.module(str(named.get("api_name")) if isinstance(named, dict) else str(named))
        rows = sorted(org.tables[module.name].live(), key=lambda row: int(row.id))
        fitting = self._test(module, query["criteria"]) if query.get("criteria") is not None else None
        found = [row for row in rows if fitting is None or fitting(row)]
        page = query.get("page", 1)
        if not isinstance(page, int) or isinstance(page, bool) or page < 1:
            raise ApiError(400, "INVALID_DATA", "invalid data", {"api_name": "page", "expected_data_type": "integer"})
        return self._new(module, self._names(module, query), tuple(found[(page - 1) * self._size() :]), query, page)

    def _new(
        self, module: Module, names: tuple[str, ...], rows: tuple[Row, ...], query: Mapping[str, Any], page: int
    ) -> Job:
        size = self._size()
        job = Job(self._org.new_id(), module, names, rows[:size], dict(query), self._org.now(), page)
        if len(rows) > size:
            job.following = f"{self._org.rng.getrandbits(160):040x}"
            self._rests[job.following] = Rest(job, rows[size:], self._org.clock() + 86_400)
        self._jobs[job.id] = job
        return job

    def _size(self) -> int:
        return int(self._org.traits["bulk_rows"])

    def _names(self, module: Module, query: Mapping[str, Any]) -> tuple[str, ...]:
        """The columns: fields, or with a dot those of the row that a lookup names. Raises `ApiError`."""
        names = query.get("fields")
        if names is None:
            return tuple(one.name for one in self._org.fields(module))
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ApiError(
                400, "INVALID_DATA", "invalid data", {"api_name": "fields", "expected_data_type": "jsonarray"}
            )
        known = [name for name in names if self._org.field(module, name.partition(".")[0]) is not None]
        if (
            len(known) < len([name for name in names if name != "id"])
            and self._org.traits["unknown_fields"] == "refused"
        ):
            raise ApiError(400, "INVALID_DATA", "the field name given seems to be invalid", {"api_name": "fields"})
        return tuple(known)

    def get(self, id: str) -> Job:
        """A job. Raises `ApiError` 404."""
        kept_s = float(self._org.traits["bulk_kept_s"])
        if id not in self._jobs or (kept_s and self._jobs[id].made_s + kept_s <= self._org.clock()):
            raise ApiError(404, "RESOURCE_NOT_FOUND", "Requested resource is not found.", {"job_id": id})
        return self._jobs[id]

    def state(self, job: Job) -> JsonObject:
        """A job as it is shown; one that is not ready comes nearer by being asked."""
        done = job.polls >= int(self._org.traits["bulk_polls"])
        job.polls += 1
        failed = done and bool(self._org.traits["bulk_fails"])
        by = self._org.me()
        shown: JsonObject = {
            "id": job.id, "operation": "read", "state": "FAILURE" if failed else _state(job.polls, done=done),
            "query": {**job.query, "module": self._org.named(job.module), "page": job.page},
            "created_by": {"id": by.id, "name": by.name}, "created_time": self._org.moment(job.made_s), "file_type": "csv",
        }  # fmt: skip
        if done and not failed:
            url = f"/crm/bulk/v8/read/{job.id}/result"
            shown["result"] = {"page": job.page, "per_page": self._size(), "count": len(job.rows), "download_url": url,
                               "more_records": job.following is not None, "next_page_token": job.following}  # fmt: skip
        return shown

    def download(self) -> None:
        """Count a download. Raises `ApiError` 429 beyond ten in a minute."""
        now = self._org.clock()
        while self._downloads and self._downloads[0] <= now - 60:
            self._downloads.popleft()
        if self._org.traits["rate_limits"] and len(self._downloads) >= DOWNLOADS:
            raise too_many_requests("You have exceeded the number of downloads in a minute.")
        self._downloads.append(now)

    def file(self, job: Job) -> bytes:
        """The result: a ZIP archive with one CSV file, ``Id`` first."""
        text = io.StringIO()
        writer = csv.writer(text)
        names = [name for name in job.names if name != "id"]
        writer.writerow(["Id", *names])
        for row in job.rows:
            writer.writerow([row.id, *(self._cell(job.module, row, name) for name in names)])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{job.id}.csv", text.getvalue())
        return packed.getvalue()

    def _test(self, module: Module, criteria: Any, depth: int = 0) -> Test:
        """The test that criteria stand for: one, or a group of them. Raises `ApiError`."""
        if not isinstance(criteria, dict) or depth > DEEPEST:
            raise _wrong("criteria")
        group = criteria.get("group")
        if isinstance(group, list) and group:
            tests = [self._test(module, one, depth + 1) for one in group]
            word = str(criteria.get("group_operator", "and")).lower()
            if word not in {"and", "or"}:
                raise _wrong("group_operator")
            return lambda row: (any if word == "or" else all)(test(row) for test in tests)
        named = criteria.get("field")
        field = self._org.field(module, str(named.get("api_name"))) if isinstance(named, dict) else None
        if field is None:
            raise _wrong("field")
        comparator, value = str(criteria.get("comparator")), criteria.get("value")
        operator = _OPERATORS.get(comparator)
        if operator is None:
            raise _wrong("comparator")
        wanted = self._wanted(field, value)
        blank = wanted is None and comparator not in {"equal", "not_equal"}
        if blank or isinstance(wanted, list) is not (comparator in {"in", "not_in"}):
            raise _wrong("value")
        return lambda row: bool(operator(comparable(self._org, module, row, field), wanted))

    def _wanted(self, field: Field, value: Any) -> Any:
        """A value of criteria as rows are compared with. Raises `ApiError`."""
        if isinstance(value, list):
            return [self._wanted(field, one) for one in value]
        if value is None or value == EMPTY:
            return None
        if isinstance(value, dict):
            raise _wrong("value")
        return sample(field, str(value).lower() if isinstance(value, bool) else str(value))

    def _cell(self, module: Module, row: Row, name: str) -> str:
        first, _, rest = name.partition(".")
        field = self._org.field(module, first)
        held = None if field is None else self._org.shown(module, row, field)
        if rest:
            held = self._org.related(held, rest)
        if held is None or held == []:
            return ""
        if isinstance(held, dict):
            return str(held.get("id") or " ".join(map(str, held.values())))
        if isinstance(held, list):
            return ";".join(str(one.get("name")) if isinstance(one, dict) else str(one) for one in held)
        return str(held).lower() if isinstance(held, bool) else str(held)


def _state(polls: int, *, done: bool) -> str:
    """What a job is said to be: it is queued before it is worked on."""
    return "COMPLETED" if done else "QUEUED" if polls <= 1 else "IN PROGRESS"


def _wrong(name: str) -> ApiError:
    return ApiError(400, "INVALID_DATA", f"invalid {name}", {"api_name": name})
