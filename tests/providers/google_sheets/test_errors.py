"""Google's error answers, each in the form of fact sheet section 6, and its quotas."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import (
    CrmdeskError,
    PermissionLost,
    RecordRefused,
    SignInNeeded,
    VendorNonsense,
    WrongAccount,
)
from crmdesk.net.messages import Effect, Request
from crmdesk.net.retry import Wait
from crmdesk.providers.google_sheets.errors import judge, refusal
from crmdesk.providers.google_sheets.limits import limiter
from tests.conftest import RunAsync
from tests.providers.answers import response

READ = Request("GET", "/v4/spreadsheets/1AbC", "/v4/spreadsheets/{id}", effect=Effect.READS)
WRITE = Request("POST", "/v4/spreadsheets/1AbC:batchUpdate", "/v4/spreadsheets/{id}:batchUpdate", effect=Effect.WRITES)
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection"
)


def status(code: int, message: str, name: str = "") -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "status": name}}


def detailed(reason: str) -> dict[str, Any]:
    """A refusal with its reason for programs."""
    found = status(403, "Refused.", "PERMISSION_DENIED")
    found["error"]["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]
    return found


@pytest.mark.parametrize(
    ("code", "body", "kind", "key"),
    [
        (401, status(401, "Request had invalid authentication credentials."), SignInNeeded, "access_refused"),
        (401, "<html>", SignInNeeded, "access_refused"),
        (403, status(403, "The caller does not have permission"), PermissionLost, "not_allowed"),
        (403, detailed("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), PermissionLost, "access_unticked"),
        (403, detailed("SERVICE_DISABLED"), PermissionLost, "api_switched_off"),
        (403, detailed("SOMETHING_ELSE"), PermissionLost, "not_allowed"),
        (403, {"error": {"message": "no", "details": [5, {"reason": 7}, {}]}}, PermissionLost, "not_allowed"),
        (403, {"error": {"message": "no", "details": "none"}}, PermissionLost, "not_allowed"),
        (403, "<html>", VendorNonsense, "status_unexpected"),
        (404, status(404, "Requested entity was not found."), WrongAccount, "document_missing"),
        (404, "<html>", VendorNonsense, "status_unexpected"),
        (400, status(400, "Invalid requests[3].updateCells: too long"), RecordRefused, "record_refused"),
        (400, status(400, "Invalid dataFilter: No grid with id: 0"), WrongAccount, "sheet_missing"),
        (
            400,
            status(400, "This operation is not supported for this document", "FAILED_PRECONDITION"),
            WrongAccount,
            "document_is_excel",
        ),
        (400, status(400, PROTECTED), RecordRefused, "property_read_only"),
        (400, "<html>", VendorNonsense, "status_unexpected"),
        (400, {"error": "no object"}, VendorNonsense, "status_unexpected"),
        (409, status(409, "aborted"), VendorNonsense, "status_unexpected"),
    ],
)
def test_what_answers_mean(code: int, body: Any, kind: type[CrmdeskError], key: str) -> None:
    error = judge(WRITE, response(code, body))
    assert (type(error), error.key) == (kind, key)


def test_the_request_that_is_named() -> None:
    assert judge(WRITE, response(400, status(400, "Invalid requests[3].updateCells: x"))).data["request"] == 3
    assert judge(WRITE, response(400, status(400, PROTECTED))).data["request"] is None
    assert judge(WRITE, response(400, {"error": {"message": 5}})).data["vendor_words"] == ""


def test_the_quota_of_a_minute() -> None:
    assert refusal(READ, response(429, status(429, "Quota exceeded"))) == Wait(None, "MINUTE")
    assert refusal(READ, response(429, None, retry_after="7")) == Wait(7.0, "MINUTE")
    assert refusal(READ, response(403, status(403, "no"))) is None
    assert refusal(READ, response(408, None)) == Wait(None, "TIMEOUT")
    assert refusal(WRITE, response(408, None)) is None, "what was not answered may have happened"


def test_reads_and_writes_are_counted_apart(run_async: RunAsync) -> None:
    now = 0.0
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        waits.append(seconds)
        now += seconds

    async def story() -> None:
        limits = limiter(clock=lambda: now, sleep=sleep)
        search = Request("POST", "/x", "/x", effect=Effect.READS)
        for number in range(48):
            await limits.admit(READ if number % 2 else search)
        for _ in range(48):
            await limits.admit(WRITE)
        assert not waits
        await limits.admit(search)
        assert 55 < sum(waits) < 61
        assert limits.learn(response(200, {})) == {}

    run_async(story())
