"""Pipedrive's error answers, each in the form of fact sheet section 5."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import Bug, CrmdeskError, PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.net.messages import Effect, Request
from crmdesk.net.retry import Wait
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.errors import judge, refusal, refused
from tests.conftest import RunAsync
from tests.providers.answers import Script, response

LIST = Request("GET", "/api/v2/persons", "/api/v2/persons", effect=Effect.READS)
ONE = Request("GET", "/api/v2/persons/1", "/api/v2/persons/{id}", effect=Effect.READS)
WRITE = Request("PATCH", "/api/v2/persons/1", "/api/v2/persons/{id}", effect=Effect.WRITES)
SITE = "Please check developers.pipedrive.com"
SCOPE = {"success": False, "error": "Scope and URL mismatch", "errorCode": 403, "error_info": SITE}
RIGHTS = {"success": False, "error": "You do not have permissions to do this."}
CAPPED = {
    "success": False, "error": "Couldn't add the deal. Open deals limit reached.", "error_info": "…", "data": None,
    "code": "feature_capping_deals_limit",
}  # fmt: skip
LEAD_404 = {"success": False, "error": "requested lead not found", "error_info": "Object was not found.", "data": None}


def schema(text: str) -> dict[str, Any]:
    return {"success": False, "error": text, "code": "ERR_SCHEMA_VALIDATION_FAILED"}


@pytest.mark.parametrize(
    ("request_", "status", "body", "kind", "key"),
    [
        (
            LIST,
            401,
            {"success": False, "error": "unauthorized access", "errorCode": 401},
            SignInNeeded,
            "access_refused",
        ),
        (LIST, 401, "<html>", SignInNeeded, "access_refused"),
        (LIST, 402, {"error": "Payment required"}, PermissionLost, "not_allowed"),
        (LIST, 403, SCOPE, PermissionLost, "not_allowed"),
        (WRITE, 403, SCOPE, PermissionLost, "not_allowed"),
        (LIST, 403, RIGHTS, PermissionLost, "not_allowed"),
        (ONE, 403, RIGHTS, RecordRefused, "change_not_permitted"),
        (WRITE, 403, RIGHTS, RecordRefused, "change_not_permitted"),
        (WRITE, 403, CAPPED, RecordRefused, "record_refused"),
        (LIST, 404, "<html>", VendorNonsense, "status_unexpected"),
        (ONE, 404, LEAD_404, RecordRefused, "row_not_there"),
        (ONE, 404, "<html>", RecordRefused, "row_not_there"),
        (WRITE, 410, {"success": False, "error": "gone"}, RecordRefused, "row_not_there"),
        (WRITE, 405, None, Bug, "request_malformed"),
        (WRITE, 415, {"error": "feature is off"}, PermissionLost, "not_allowed"),
        (WRITE, 400, schema("Validation failed: emails: wrong"), RecordRefused, "value_refused"),
        (WRITE, 400, "<html>", VendorNonsense, "status_unexpected"),
        (WRITE, 418, {"error": "teapot"}, VendorNonsense, "status_unexpected"),
    ],
)
def test_a_status_becomes_an_error(
    request_: Request, status: int, body: Any, kind: type[CrmdeskError], key: str
) -> None:
    error = judge(request_, response(status, body))
    assert type(error) is kind
    assert error.key == key


@pytest.mark.parametrize(
    ("endpoint", "body", "lacking"),
    [
        ("/v1/users", SCOPE, "users:read"),
        ("/api/v2/activities/{id}", SCOPE, "activities:full"),
        ("/api/v2/persons/search", SCOPE, "search:read"),
        ("/api/v2/something", SCOPE, ""),
        ("/v1/users", RIGHTS, ""),
    ],
)
def test_a_scope_that_the_app_lacks_is_named(endpoint: str, body: dict[str, Any], lacking: str) -> None:
    error = judge(Request("GET", endpoint.replace("{id}", "1"), endpoint, effect=Effect.READS), response(403, body))
    assert error.data.get("lacking", "") == lacking


HASH = "9d1c7be04f2a6358c0d9e7712b4fa8863e5510ac"


@pytest.mark.parametrize(
    ("text", "key", "field", "words"),
    [
        ("Validation failed: due_time: This value is not a valid datetime", "value_refused", "due_time",
         "This value is not a valid datetime"),
        ("Validation failed: emails: wrong; name: This value is wrong too", "value_refused", "emails", "wrong"),
        (f"Validation failed: custom_fields.{HASH}: The value you selected is not a valid choice", "option_refused", HASH,
         "The value you selected is not a valid choice"),
        (f"Validation failed: custom_fields: Unknown key '{HASH}'", "property_missing", HASH, f"Unknown key '{HASH}'"),
        (f"Parameter '{HASH}' is not allowed for this request", "property_missing", HASH,
         f"Parameter '{HASH}' is not allowed for this request"),
        ("Validation failed: person_id: This field is read-only", "property_read_only", "person_id",
         "This field is read-only"),
        ("title: is required", "property_required", "title", "is required"),
        ("Validation failed: name: This value should not be blank.", "property_required", "name",
         "This value should not be blank."),
        ("Bad request", "record_refused", None, "Bad request"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_field(text: str, key: str, field: str | None, words: str) -> None:
    error = refused(schema(text), 400)
    assert (error.key, error.remote_field, error.vendor_words) == (key, field, words)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"message": "Invalid grant"}, "Invalid grant"),
        ({"error": "", "error_info": "x"}, "x"),
        ({"errors": {"subscription_url": ["invalid or non-reachable URL"]}}, "invalid or non-reachable URL"),
        ({"error": 5, "errors": "no"}, ""),
    ],
)
def test_words_are_found_wherever_they_are(body: dict[str, Any], words: str) -> None:
    assert refused(body).vendor_words == words


@pytest.mark.parametrize(
    ("status", "body", "headers", "wait"),
    [
        (429, {"error": "request over limit"}, {}, Wait(2.0, "BURST")),
        (429, {"error": "request over limit"}, {"retry_after": "1"}, Wait(1.0, "BURST")),
        (429, {"error": "daily request budget exceeded"}, {"retry_after": "3939"}, Wait(3939.0, "DAILY")),
        (429, {"error": "x"}, {"retry_after": "3939"}, Wait(3939.0, "DAILY")),
        (429, {"error": "x"}, {"x_daily_ratelimit_token_remaining": "0"}, Wait(3600.0, "DAILY")),
        (429, "<html>", {}, Wait(2.0, "BURST")),
        (403, "<html>Cloudflare</html>", {}, Wait(3600.0, "BLOCKED")),
        (403, SCOPE, {}, None),
        (503, "<html>", {}, None),
        (400, schema("x"), {}, None),
    ],
)
def test_the_wait_that_pipedrive_asks_for(status: int, body: Any, headers: dict[str, str], wait: Wait | None) -> None:
    assert refusal(LIST, response(status, body, **headers)) == wait


def test_an_answer_that_failed_in_spite_of_its_status(run_async: RunAsync) -> None:
    body = {"success": False, "error": "Validation failed: name: wrong"}
    api = Api(Script(response(200, body), response(200, body), response(204), response(200, {"data": None})))
    with pytest.raises(RecordRefused) as caught:
        run_async(api.update("persons", "1", {"name": "x"}))
    assert caught.value.remote_field == "name"
    with pytest.raises(VendorNonsense, match="request_refused"):
        run_async(api.get("/v1/leads"))
    with pytest.raises(RecordRefused) as missing:
        run_async(api.one("leads", "7d2f6a10-1f3b-11f1-9c55-a1b2c3d4e5f6"))
    assert missing.value.key == "row_not_there", "204 without a body"
    with pytest.raises(VendorNonsense):
        run_async(api.create("persons", {"name": "x"}))
