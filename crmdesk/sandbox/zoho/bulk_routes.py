"""Bulk read (section 4.2)."""

from __future__ import annotations

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.zoho.calls import ROUTES, Call, json_reply
from crmdesk.sandbox.zoho.errors import ApiError


@ROUTES.on("POST", "/bulk/v8/read")
def create_job(call: Call) -> Reply:
    """``POST /crm/bulk/v8/read``; here the content type has to be JSON."""
    call.need("ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL")
    if "json" not in call.request.media_type:
        raise ApiError(415, "MEDIA_TYPE_NOT_SUPPORTED", "Media Type is not supported")
    query = call.body.get("query")
    if not isinstance(query, dict):
        raise ApiError(400, "MANDATORY_NOT_FOUND", "required field not found", {"api_name": "query"})
    job = call.desk.jobs.add(query)
    state = call.org.moment(job.made_s)
    by = call.org.me()
    details = {"id": job.id, "operation": "read", "state": "ADDED", "created_by": {"id": by.id, "name": by.name},
               "created_time": state}  # fmt: skip
    answer = {"status": "success", "code": "ADDED_SUCCESSFULLY", "message": "Added successfully.", "details": details}
    return json_reply(201, {"data": [answer], "info": {}})


@ROUTES.on("GET", "/bulk/v8/read/{job}")
def get_job(call: Call) -> Reply:
    """``GET /crm/bulk/v8/read/{job_id}``."""
    call.need("ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL")
    return json_reply(200, {"data": [call.desk.jobs.state(call.desk.jobs.get(call.values["job"]))]})


@ROUTES.on("GET", "/bulk/v8/read/{job}/result")
def get_result(call: Call) -> Reply:
    """``GET /crm/bulk/v8/read/{job_id}/result``."""
    call.need("ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL")
    job = call.desk.jobs.get(call.values["job"])
    if job.polls <= int(call.org.traits["bulk_polls"]) or call.org.traits["bulk_fails"]:
        raise ApiError(400, "INVALID_REQUEST", "The job is not complete")
    call.desk.jobs.download()
    headers = [("content-type", "application/zip"), ("content-disposition", f'attachment; filename="{job.id}.zip"')]
    return Reply(200, call.desk.jobs.file(job), headers)
