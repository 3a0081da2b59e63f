"""What crmdesk makes of Zoho's error answers."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import Bug, CrmdeskError, PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.net.retry import Wait
from crmdesk.providers.zoho.errors import judge, refusal, refused
from tests.providers.answers import request, response


def said(code: str, message: str = "words", **details: Any) -> dict[str, Any]:
    return {"code": code, "details": details, "message": message, "status": "error"}


@pytest.mark.parametrize(
    ("status", "body", "kind", "key"),
    [
        (401, said("INVALID_TOKEN"), SignInNeeded, "access_refused"),
        (401, said("AUTHENTICATION_FAILURE"), SignInNeeded, "access_refused"),
        (401, said("OAUTH_SCOPE_MISMATCH"), PermissionLost, "not_allowed"),
        (403, said("NO_PERMISSION", permissions=["Crm_Implied_View_Leads"]), PermissionLost, "not_allowed"),
        (403, said("NOT_SUPPORTED"), PermissionLost, "not_allowed"),
        (400, said("AUTHORIZATION_FAILED"), PermissionLost, "not_allowed"),
        (400, said("INVALID_MODULE"), PermissionLost, "not_allowed"),
        (404, said("INVALID_URL_PATTERN"), Bug, "request_malformed"),
        (415, said("MEDIA_TYPE_NOT_SUPPORTED"), Bug, "request_malformed"),
        (400, said("REQUIRED_PARAM_MISSING", param_name="fields"), RecordRefused, "record_refused"),
        (400, {"data": [said("EXPIRED_VALUE")]}, RecordRefused, "record_refused"),
        (412, {"data": [said("ALREADY_MODIFIED")]}, RecordRefused, "changed_meanwhile"),
        (404, said("RESOURCE_NOT_FOUND"), RecordRefused, "record_refused"),
        (400, "<html>", VendorNonsense, "status_unexpected"),
        (400, [], VendorNonsense, "status_unexpected"),
        (400, {"error": "x"}, VendorNonsense, "status_unexpected"),
        (418, said("TEAPOT"), VendorNonsense, "status_unexpected"),
    ],
)
def test_statuses(status: int, body: Any, kind: type[CrmdeskError], key: str) -> None:
    error = judge(request(), response(status, body))
    assert (type(error), error.key) == (kind, key)


@pytest.mark.parametrize(
    ("entry", "key", "field"),
    [
        (said("MANDATORY_NOT_FOUND", api_name="Last_Name"), "property_required", "Last_Name"),
        (
            said("EXPECTED_FIELD_MISSING", expected_fields=[{"api_name": "Pipeline"}, {"api_name": "Stage"}]),
            "property_required",
            "Pipeline",
        ),
        (said("DEPENDENT_FIELD_MISSING", expected_fields="?"), "property_required", None),
        (said("INVALID_DATA", "invalid data", api_name="Email", expected_data_type="email"), "value_refused", "Email"),
        (said("INVALID_DATA", "the id given seems to be invalid"), "row_not_there", None),
        (said("INVALID_DATA", "the id given seems to be invalid", api_name="id"), "row_not_there", None),
        (said("INVALID_DATA", "the id given seems to be invalid", api_name="Owner"), "value_refused", "Owner"),
        (said("INVALID_DATA", "record not deleted", id="1"), "row_not_there", None),
        (said("DEPENDENT_MISMATCH", api_name="Call_Duration"), "value_refused", "Call_Duration"),
        (said("CONVERTED_RECORD"), "row_not_there", None),
        (
            said("NO_PERMISSION", "permission denied", permissions=["Crm_Implied_Edit_Leads"]),
            "change_not_permitted",
            None,
        ),
        (said("RECORD_LOCKED"), "record_refused", None),
        ({"status": "error"}, "record_refused", None),
    ],
)
def test_items_of_batches(entry: dict[str, Any], key: str, field: str | None) -> None:
    found = refused(entry)
    assert (found.key, found.remote_field) == (key, field)


def test_a_double_is_named_and_details_are_said() -> None:
    found = refused(said("DUPLICATE_DATA", api_name="Email", duplicate_record={"id": "554"}))
    assert found.data["remote_id"] == "554"
    found = refused(said("INVALID_DATA", "invalid data", api_name="Last_Name", maximum_length=80))
    assert found.data["vendor_words"] == "invalid data – maximum_length: 80"
    assert (found.key, found.data["limit"]) == ("too_long_there", 80)
    assert refused(said("INVALID_DATA", "invalid data", api_name="Last_Name")).key == "value_refused"


def test_waits() -> None:
    busy = said("TOO_MANY_REQUESTS", "You have exceeded the concurrency limit.")
    assert refusal(request(), response(429, busy)) == Wait(None, "CONCURRENT")
    assert refusal(request(), response(429, busy, retry_after="7")) == Wait(7.0, "CONCURRENT")
    assert refusal(request(), response(429, busy, x_api_credits_remaining="0")) == Wait(3600.0, "DAILY")
    assert refusal(request(), response(429, said("TOO_MANY_REQUESTS", "API credits are used up"))) == Wait(
        3600.0, "DAILY"
    )
    assert refusal(request(), response(429, "<html>")) == Wait(None, "CONCURRENT")
    assert refusal(request(), response(403, said("NO_PERMISSION"))) is None
