"""Bulk API 2.0 over HTTP (section 6)."""

from __future__ import annotations

import base64
import binascii

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.salesforce.bulk_data import Line
from crmdesk.sandbox.salesforce.bulk_jobs import Job
from crmdesk.sandbox.salesforce.calls import CSV, ROUTES, Call, json_reply
from crmdesk.sandbox.salesforce.errors import ApiError
from crmdesk.sandbox.salesforce.soql_tokens import counted

MOST_LINES = 50_000
MOST_BYTES = 150_000_000
"""Of the data of a job, as Base64 (section 6.3)."""
TYPES = {True: "V2Query", False: "V2Ingest"}
"""The type of the jobs of a sort: whether they are queries."""

RESULTS = {"successfulresults": "done", "failedresults": "failed", "unprocessedrecords": "unprocessed"}


def _job(call: Call) -> Job:
    return call.desk.jobs.find(call.values["job"], query=call.values["sort"] == "query")


def _check_sort(call: Call) -> bool:
    """Whether the path is of query jobs. Raises `ApiError` where it is of neither sort."""
    if call.values["sort"] not in {"query", "ingest"}:
        raise ApiError(404, "NOT_FOUND", "The requested resource does not exist")
    return call.values["sort"] == "query"


@ROUTES.on("POST", "/jobs/{sort}")
def create(call: Call) -> Reply:
    """Make a job."""
    job = call.desk.jobs.create(
        {**call.body, "version": call.version}, call.session.grant.user, query=_check_sort(call)
    )
    return json_reply(200, job.to_json())


@ROUTES.on("GET", "/jobs/{sort}")
def listed(call: Call) -> Reply:
    """All jobs of a sort; ``jobType`` may ask for those of Bulk 1, of which there are none."""
    query = _check_sort(call)
    wanted = call.query.get("jobType") or TYPES[query]
    jobs = [one.to_json() for one in call.desk.jobs.kept(query=query)] if wanted == TYPES[query] else []
    return json_reply(200, {"done": True, "records": jobs, "nextRecordsUrl": None})


@ROUTES.on("GET", "/jobs/{sort}/{job}")
def read(call: Call) -> Reply:
    """How far a job is."""
    job = _job(call)
    call.desk.jobs.look(job)
    return json_reply(200, job.to_json())


@ROUTES.on("PATCH", "/jobs/{sort}/{job}")
def change(call: Call) -> Reply:
    """Close the upload, or abort."""
    job, state = _job(call), call.body.get("state")
    allowed = {"Aborted"} if job.query else {"Aborted", "UploadComplete"}
    closed_before = state == "UploadComplete" and job.state != "Open"
    if state not in allowed or closed_before or job.state in {"JobComplete", "Failed", "Aborted"}:
        raise ApiError(400, "INVALIDJOBSTATE", f"the job is in the state {job.state}")
    if state == "Aborted":
        call.desk.jobs.abort(job)
    job.state = str(state)
    return json_reply(200, job.to_json())


@ROUTES.on("DELETE", "/jobs/{sort}/{job}")
def delete(call: Call) -> Reply:
    """Forget a job that has ended."""
    job = _job(call)
    if job.state not in {"JobComplete", "Failed", "Aborted"}:
        raise ApiError(400, "INVALIDJOBSTATE", f"the job is in the state {job.state}")
    del call.desk.jobs.known[job.id]
    return Reply(204)


@ROUTES.on("PUT", "/jobs/ingest/{job}/batches")
def upload(call: Call) -> Reply:
    """The data of a job, once."""
    job = call.desk.jobs.find(call.values["job"], query=False)
    if job.state != "Open" or job.upload is not None:
        raise ApiError(400, "INVALIDJOBSTATE", "the data was uploaded already")
    if call.request.media_type not in {"", CSV}:
        raise ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "The requested content type is not supported")
    if len(call.request.body) * 4 / 3 > MOST_BYTES:
        raise ApiError(400, "ClientInputError", "the data is larger than 150 MB in Base64")
    job.upload = call.request.body
    return Reply(201)


@ROUTES.on("GET", "/jobs/query/{job}/results")
def results(call: Call) -> Reply:
    """A page of a query job's rows; ``Sforce-Locator`` tells where the next one begins."""
    job = call.desk.jobs.find(call.values["job"], query=True)
    if job.state != "JobComplete":
        raise ApiError(412, "JOB_NOT_COMPLETE", f"the job is in the state {job.state}")
    if call.version != job.version:
        raise ApiError(409, "API_ERROR", "results have to be read in the version of the job")
    start = _start(call.query.get("locator", ""), len(job.done) - 1)
    return _csv(call, job, job.done, start, _most(call.query.get("maxRecords", "")))


@ROUTES.on("GET", "/jobs/ingest/{job}/{results}")
def ingest_results(call: Call) -> Reply:
    """What became of the rows of an upload."""
    part = RESULTS.get(call.values["results"].lower())
    if part is None:
        raise ApiError(404, "NOT_FOUND", "The requested resource does not exist")
    job = call.desk.jobs.find(call.values["job"], query=False)
    lines: list[Line] = getattr(job, part)
    return _csv(call, job, lines, 0, MOST_LINES)


def _start(locator: str, count: int) -> int:
    """The row that a locator leads to, of so many."""
    if not locator or locator == "null":
        return 0
    try:
        start = counted(base64.b64decode(locator + "==").decode())
    except (binascii.Error, ValueError):
        start = None
    if not start or start >= count:
        raise ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
    return start


def _most(text: str) -> int:
    """``maxRecords``, at least one. Raises `ApiError`."""
    found = counted(text) if text else MOST_LINES
    if not found:
        raise ApiError(400, "INVALID_INPUT", f"maxRecords is invalid: {text[:20]}")
    return found


def _csv(call: Call, job: Job, lines: list[Line], start: int, most: int) -> Reply:
    shown = job.csv(lines, start, most)
    count = min(most, max(0, len(lines) - 1 - start))
    headers = [("content-type", CSV), ("sforce-numberofrecords", str(count))]
    if start + count < len(lines) - 1:
        locator = base64.b64encode(str(start + count).encode()).rstrip(b"=").decode()
        headers.append(("sforce-locator", locator))
    elif not call.org.traits["bulk_missing_locator"]:
        headers.append(("sforce-locator", "null"))
    return Reply(200, shown.encode(), headers)
