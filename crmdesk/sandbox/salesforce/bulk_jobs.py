"""Jobs of Bulk API 2.0 and what they do (section 6). A job runs when it is asked for and due."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.salesforce import bulk_data, ids
from crmdesk.sandbox.salesforce.bulk_data import DELIMITERS, LINE_ENDINGS, Line
from crmdesk.sandbox.salesforce.catalogue import ObjectType
from crmdesk.sandbox.salesforce.conditions import parent_link
from crmdesk.sandbox.salesforce.errors import ApiError, not_found
from crmdesk.sandbox.salesforce.lifecycle import purge
from crmdesk.sandbox.salesforce.org import Org
from crmdesk.sandbox.salesforce.querying import Querier, flat
from crmdesk.sandbox.salesforce.records import Row, moment
from crmdesk.sandbox.salesforce.soql import Query, parse
from crmdesk.sandbox.salesforce.writes import Writer, require

OPERATIONS = ("insert", "update", "upsert", "delete", "hardDelete")
NULL = "#N/A"
KEPT_S, DAY_S = 7 * 86_400, 86_400
ROWS_OF_BATCH = 10_000
"""How many rows count as one of the batches that Bulk 1 shares (section 6.3)."""


@dataclass(slots=True)
class Job:
    """One job: ``given`` is what was asked for; ``done`` and ``failed`` are result lines with their header first."""

    id: str
    given: Mapping[str, Any]
    object: str
    user: str
    created_s: int
    query: bool
    state: str
    polls_left: int
    upload: bytes | None = None
    done: list[Line] = field(default_factory=list)
    failed: list[Line] = field(default_factory=list)
    unprocessed: list[Line] = field(default_factory=list)
    message: str | None = None

    @property
    def version(self) -> str:
        """The version of the API in which it was made, as ``v67.0``."""
        return str(self.given["version"])

    @property
    def delimiter(self) -> str:
        """The character between columns."""
        return DELIMITERS[str(self.given.get("columnDelimiter") or "COMMA")]

    @property
    def line_ending(self) -> str:
        """What ends its lines: LF or CRLF."""
        return str(self.given.get("lineEnding") or "LF")

    def to_json(self) -> JsonObject:
        """The job as replies show it."""
        shown: JsonObject = {
            "id": self.id, "operation": self.given.get("operation"), "object": self.object, "createdById": self.user,
            "createdDate": moment(self.created_s), "systemModstamp": moment(self.created_s), "state": self.state,
            "concurrencyMode": "Parallel", "contentType": "CSV", "apiVersion": float(self.version[1:]),
            "lineEnding": self.line_ending,
            "columnDelimiter": self.given.get("columnDelimiter") or "COMMA",
            "jobType": "V2Query" if self.query else "V2Ingest", "retries": 0, "totalProcessingTime": 12,
            "numberRecordsProcessed": max(0, len(self.done) - 1) + max(0, len(self.failed) - 1),
        }  # fmt: skip
        if self.query:
            shown["isPkChunkingSupported"] = True
        else:
            shown |= {
                "contentUrl": f"services/data/{self.version}/jobs/ingest/{self.id}/batches", "apexProcessingTime": 0,
                "apiActiveProcessingTime": 10, "numberRecordsFailed": max(0, len(self.failed) - 1),
            }  # fmt: skip
            if self.given.get("externalIdFieldName"):
                shown["externalIdFieldName"] = self.given["externalIdFieldName"]
        if self.message is not None:
            shown["errorMessage"] = self.message
        return shown

    def csv(self, lines: Sequence[Line], start: int, most: int) -> str:
        """Some result lines under their header, all values quoted."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=self.delimiter, lineterminator=LINE_ENDINGS[self.line_ending],
                            quoting=csv.QUOTE_ALL)  # fmt: skip
        if lines:
            writer.writerow(lines[0])
            writer.writerows(lines[1 + start : 1 + start + most])
        return buffer.getvalue()


class Jobs:
    """The jobs of one organisation."""

    def __init__(self, org: Org, querier: Querier) -> None:
        self._org = org
        self._querier = querier
        self.known: dict[str, Job] = {}
        self._made = 0
        self._counted: list[tuple[float, str, int]] = []

    def create(self, given: Mapping[str, Any], user: str, *, query: bool) -> Job:
        """Make a job. Raises `ApiError`."""
        object_name = self._checked_query(given) if query else self._checked_ingest(given)
        for name, choices in (("columnDelimiter", DELIMITERS), ("lineEnding", LINE_ENDINGS)):
            if given.get(name) not in (None, *choices):
                raise ApiError(400, "INVALIDJOB", f"{name} is invalid: {given[name]}")
        self._made += 1
        id = ids.made("750", self._made)
        polls = int(self._org.traits["bulk_polls"])
        state = "UploadComplete" if query else "Open"
        org_now = self._org.now()
        job = Job(id, given, object_name, user, org_now, query, state, polls)
        self.known[id] = job
        if query:
            self._counted.append((org_now, "DailyBulkV2QueryJobs", 1))
        return job

    def spent(self) -> Counter[str]:
        """What the jobs of the last 24 hours took of the day's limits, by the name of the limit."""
        found: Counter[str] = Counter()
        for at_s, name, count in self._counted:
            found[name] += count if at_s > self._org.now() - DAY_S else 0
        return found

    def kept(self, *, query: bool) -> list[Job]:
        """The jobs of a sort; those of last week are forgotten."""
        oldest = self._org.now() - KEPT_S
        self.known = {id: job for id, job in self.known.items() if job.created_s > oldest}
        return [job for job in self.known.values() if job.query is query]

    def find(self, id: str, *, query: bool) -> Job:
        """A job by its id. Raises `ApiError` 404."""
        whole = ids.full(id)
        job = next((one for one in self.kept(query=query) if one.id == whole), None)
        if job is None:
            raise not_found()
        return job

    def look(self, job: Job) -> None:
        """Let time pass for a job that was closed: it runs once it was asked for often enough."""
        if job.state not in {"UploadComplete", "InProgress"}:
            return
        if job.polls_left > 0:
            job.polls_left -= 1
            job.state = "InProgress"
            return
        try:
            self._query(job) if job.query else self._ingest(job)
            job.state = "JobComplete"
        except ApiError as error:
            job.state, job.message = "Failed", f"{error.code}: {error.message}"
            job.unprocessed = job.unprocessed or _given(job)

    def abort(self, job: Job) -> None:
        """End a job before it ran; what it was given is not processed."""
        job.state, job.unprocessed = "Aborted", _given(job)

    def _checked_query(self, given: Mapping[str, Any]) -> str:
        if str(given.get("operation")) not in {"query", "queryAll"} or not given.get("query"):
            raise ApiError(400, "INVALIDJOB", "operation and query are required")
        query = parse(str(given["query"]))
        if any(isinstance(item, Query) for item in query.items):
            raise ApiError(400, "API_ERROR", "Nested queries are not supported in Bulk Query")
        return self._type(query.object)

    def _type(self, name: str) -> str:
        try:
            return self._org.type(name).name
        except ApiError:
            raise ApiError(400, "INVALIDENTITY", f"Unable to find object: {name}") from None

    def _checked_ingest(self, given: Mapping[str, Any]) -> str:
        if given.get("operation") not in OPERATIONS:
            raise ApiError(400, "INVALIDJOB", f"operation is invalid: {given.get('operation')}")
        if given.get("operation") == "upsert" and not given.get("externalIdFieldName"):
            raise ApiError(400, "INVALIDJOB", "externalIdFieldName is required for upsert")
        if given.get("contentType", "CSV") != "CSV":
            raise ApiError(400, "INVALIDJOB", f"contentType is invalid: {given['contentType']}")
        if not given.get("object"):
            raise ApiError(400, "INVALIDJOB", "object is required")
        name = self._type(str(given["object"]))
        if given.get("operation") == "upsert":
            self._key(name, str(given.get("externalIdFieldName")))
        return name

    def _key(self, object_name: str, name: str) -> str:
        """The look-up field that an upsert compares, in the letters of describe. Raises `ApiError`."""
        field = self._org.field(self._org.types[object_name], name)
        if field is None or not (field.key or field.name == "Id"):
            raise ApiError(400, "INVALIDJOB", f"externalIdFieldName is invalid: {name}")
        return field.name

    def _query(self, job: Job) -> None:
        result = self._querier.run(str(job.given["query"]), deleted=job.given.get("operation") == "queryAll")
        if result.count is not None or result.aggregates is not None:
            raise ApiError(400, "FUNCTIONALITY_NOT_ENABLED", "Aggregate queries are not supported in Bulk Query")
        if parse(str(job.given["query"])).offset:
            raise ApiError(400, "FUNCTIONALITY_NOT_ENABLED", "OFFSET is not supported in Bulk Query")
        if any(name.endswith("Address") for name in result.columns):
            raise ApiError(400, "FUNCTIONALITY_NOT_ENABLED", "Selecting compound data not supported in Bulk Query")
        job.done = [list(result.columns)]
        for row in result.rows:
            shown = result.render(row)
            job.done.append([_cell(flat(shown, column)) for column in result.columns])

    def _ingest(self, job: Job) -> None:
        """Carry out a job; its results are not in the order of its data. Raises `ApiError` where it breaks."""
        found = bulk_data.checked(job.upload or b"", job.delimiter, job.line_ending)
        header, rows = (found[0], found[1:]) if found else ([], [])
        self._counted.append((self._org.now(), "DailyBulkApiBatches", -(-len(rows) // ROWS_OF_BATCH)))
        try:
            self._rows(job, header, rows)
        finally:
            job.done[1:], job.failed[1:] = job.done[:0:-1], job.failed[:0:-1]

    def _rows(self, job: Job, header: Line, rows: Sequence[Line]) -> None:
        job.unprocessed = [header] if header else []
        job.done, job.failed = [["sf__Id", "sf__Created", *header]], [["sf__Id", "sf__Error", *header]]
        writer = Writer(self._org, job.user, auto_assign=bool(job.given.get("assignmentRuleId")))
        most = int(self._org.traits["bulk_breaks_after"])
        for number, line in enumerate(rows):
            if most and number == most:
                job.unprocessed = [header, *rows[number:]]
                raise ApiError(400, "InternalServerError", "the job was ended")
            try:
                with self._org.transaction():
                    id, created = self._one(job, writer, dict(zip(header, line, strict=False)))
                job.done.append([id, str(created).lower(), *line])
            except ApiError as error:
                fields = ", ".join(error.fields or ())
                job.failed.append(["", f"{error.code}:{error.message}:{fields} --", *line])

    def _one(self, job: Job, writer: Writer, cells: Mapping[str, str]) -> tuple[str, bool]:
        org, type = self._org, self._org.types[job.object]
        operation = job.given["operation"]
        key = self._key(job.object, str(job.given["externalIdFieldName"])) if operation == "upsert" else "Id"
        filled = {name: None if cell == NULL else cell for name, cell in _filled(cells) if name.lower() != "id"}
        values = dict(self._looked_up(type, name, cell) for name, cell in filled.items())
        id = next((cell for name, cell in cells.items() if name.lower() == "id"), "")
        if operation == "insert":
            return writer.create(type, values).id, True
        row = self._named(type, key, cells) if operation == "upsert" else require(org, type, id, for_write=True)
        if row is None:
            return writer.create(type, values).id, True
        return self._changed(writer, type, str(operation), row.id, values), False

    def _named(self, type: ObjectType, key: str, cells: Mapping[str, str]) -> Row | None:
        """The row that a line of an upsert names; None for a new one. Raises `ApiError`."""
        value = next((cell for name, cell in cells.items() if name.lower() == key.lower()), "")
        blank = value in {"", NULL}
        if key == "Id":
            return None if blank else require(self._org, type, value, for_write=True)
        if blank:
            raise ApiError(400, "MISSING_ARGUMENT", f"{key} not specified", ())
        found = self._org.tables[type.name].by(key, value)
        if len(found) > 1:
            message = f"{key}: more than one record found for external id field"
            raise ApiError(400, "DUPLICATE_EXTERNAL_ID", message, ())
        return found[0] if found else None

    def _looked_up(self, type: ObjectType, name: str, cell: str | None) -> tuple[str, str | None]:
        """A cell by its field; one below ``Owner.Email`` names a row by a look-up field of the parent."""
        head, _, rest = name.partition(".")
        if not rest:
            return name, cell
        link = parent_link(self._org, type, head)
        for parent in map(self._org.types.__getitem__, link.targets) if cell else ():
            key = self._org.field(parent, rest)
            found = self._org.tables[parent.name].by(key.name, str(cell)) if key is not None and key.key else []
            if found:
                return link.name, found[0].id
        if cell:
            message = f"Foreign key external ID: {cell} not found for field {rest} in entity {link.targets[0]}"
            raise ApiError(400, "INVALID_FIELD", message)
        return link.name, None

    def _changed(self, writer: Writer, type: ObjectType, operation: str, id: str, values: Mapping[str, Any]) -> str:
        row = self._org.tables[type.name].rows[id]
        if operation in {"delete", "hardDelete"}:
            writer.delete(type, row)
            if operation == "hardDelete":
                purge(self._org, type, row)
        else:
            writer.update(type, row, values)
        return id


def _given(job: Job) -> list[Line]:
    """The lines of an upload as it was given, its header first; none where they cannot be told apart."""
    try:
        return bulk_data.lines(job.upload or b"", job.delimiter)
    except ApiError:
        return []


def _filled(cells: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The cells that say something: an empty one leaves its field as it is."""
    return ((name, cell) for name, cell in cells.items() if cell != "")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text.removesuffix("+0000") + "Z" if text.endswith(".000+0000") else text
