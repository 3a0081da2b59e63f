"""HubSpot's error answers, each in the form of fact sheet sections 5.2 to 5.5."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import Bug, CrmdeskError, PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.net.retry import Wait
from crmdesk.providers.base import NotNow, Refused, Unknown
from crmdesk.providers.hubspot.errors import judge, outcome, refusal, refused
from tests.providers.answers import request, response

INNER = (
    '[{"isValid":false,"message":"many was not a valid long.","error":"INVALID_LONG","name":"numberofemployees",'
    '"localizedErrorMessage":"many was not a valid long.","portalId":24681012}]'
)
DETAILED = {
    "status": "error", "message": f"Property values were not valid: {INNER}", "category": "VALIDATION_ERROR",
    "errors": [{"message": "many was not a valid long.", "code": "INVALID_LONG",
                "context": {"propertyName": ["numberofemployees"]}}],
}  # fmt: skip
EMBEDDED = {"status": "error", "message": f"Property values were not valid: {INNER}", "category": "VALIDATION_ERROR"}
SCOPES = {
    "status": "error", "message": "This app hasn't been granted all required scopes.", "category": "MISSING_SCOPES",
    "errors": [{"message": "One or more…", "context": {"requiredGranularScopes": ["crm.objects.leads.read"]}}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("status", "body", "kind", "key"),
    [
        (
            401,
            {"category": "EXPIRED_AUTHENTICATION", "message": "expired 20705 day(s) ago"},
            SignInNeeded,
            "access_refused",
        ),
        (403, SCOPES, PermissionLost, "not_allowed"),
        (403, {"category": "FORBIDDEN", "message": "You do not have permissions"}, PermissionLost, "not_allowed"),
        (403, {"message": "You do not have permissions to edit property city."}, RecordRefused, "property_read_only"),
        (404, "<html>not found</html>", VendorNonsense, "status_unexpected"),
        (404, {"category": "OBJECT_NOT_FOUND", "message": "resource not found"}, RecordRefused, "row_not_there"),
        (405, {"message": "HTTP 405 Method Not Allowed"}, Bug, "request_malformed"),
        (415, None, Bug, "request_malformed"),
        (400, DETAILED, RecordRefused, "value_refused"),
        (400, {"message": "Invalid input JSON on line 1, column 2."}, RecordRefused, "record_refused"),
        (414, {"message": "Cannot have more than 250 identities on a profile"}, RecordRefused, "record_refused"),
        (418, {"message": "I'm a teapot"}, VendorNonsense, "status_unexpected"),
    ],
)
def test_a_status_becomes_an_error(status: int, body: Any, kind: type[CrmdeskError], key: str) -> None:
    error = judge(request(), response(status, body))
    assert type(error) is kind
    assert error.key == key


def test_missing_scopes_are_named() -> None:
    error = judge(request("/crm/objects/2026-03/leads"), response(403, SCOPES))
    assert error.data["lacking"] == "crm.objects.leads.read"
    assert error.data["endpoint"] == "/crm/objects/2026-03/leads"


@pytest.mark.parametrize(
    ("body", "key", "field", "words"),
    [
        (DETAILED, "value_refused", "numberofemployees", "many was not a valid long."),
        (EMBEDDED, "value_refused", "numberofemployees", "many was not a valid long."),
        ({"message": "Property values were not valid: [{", "category": "VALIDATION_ERROR"}, "value_refused", None,
         "Property values were not valid: [{"),
        ({"message": "x", "category": "VALIDATION_ERROR",
          "errors": [{"code": "CONFLICTING_UNIQUE_VALUE", "context": {"propertyName": ["crmdesk_uid"]}}]},
         "duplicate_value", "crmdesk_uid", "x"),
        ({"message": "x",
          "errors": [{"message": "y", "code": "PROPERTY_DOESNT_EXIST", "context": {"propertyName": ["foo"]}}]},
         "property_missing", "foo", "y"),
        ({"message": "x", "errors": [{"message": "y", "code": "INVALID_OPTION", "context": {"propertyName": ["foo"]}}]},
         "option_refused", "foo", "y"),
        ({"message": "x",
          "errors": [{"message": "y", "code": "READ_ONLY_VALUE", "context": {"propertyName": ["foo"]}}]},
         "property_read_only", "foo", "y"),
        ({"message": "Error creating CALL. Some required properties were not set.",
          "context": {"properties": ["hs_timestamp"]}}, "property_required", "hs_timestamp",
         "Error creating CALL. Some required properties were not set."),
        ({"message": None, "errors": "no", "context": 5}, "record_refused", None, ""),
    ],
)  # fmt: skip
def test_a_refusal_names_the_property(body: dict[str, Any], key: str, field: str | None, words: str) -> None:
    error = refused(body)
    assert (error.key, error.remote_field, error.vendor_words) == (key, field, words)


def test_a_taken_address_names_the_row_that_has_it() -> None:
    body = {"status": "error", "message": "Contact already exists. Existing ID: 101", "category": "CONFLICT"}
    error = judge(request(), response(409, body))
    assert error.key == "duplicate_email"
    assert error.data["remote_id"] == "101"
    other = refused({"message": "Company already exists. Existing ID: 7", "category": "CONFLICT"})
    assert (other.key, other.data["remote_id"]) == ("duplicate_record", "7")


def test_a_property_that_may_not_be_edited_is_named_in_a_batch_too() -> None:
    told = outcome({"status": "error", "message": "You do not have permissions to edit property city."})
    assert isinstance(told, Refused)
    assert isinstance(told.error, RecordRefused)
    assert (told.error.key, told.error.remote_field) == ("property_read_only", "city")


@pytest.mark.parametrize(
    ("category", "kind"),
    [("VALIDATION_ERROR", Refused), ("CONFLICT", Refused), ("RATE_LIMITS", NotNow), ("INTERNAL_ERROR", Unknown)],
)
def test_an_item_of_a_batch_has_an_outcome(category: str, kind: type) -> None:
    assert type(outcome({"status": "error", "category": category, "message": "…"})) is kind


@pytest.mark.parametrize(
    ("status", "body", "headers", "wait"),
    [
        (429, {"policyName": "TEN_SECONDLY_ROLLING", "message": "…"}, {}, Wait(10.0, "TEN_SECONDLY_ROLLING")),
        (429, {"message": "You have reached your ten_secondly_rolling limit."}, {}, Wait(10.0, "TEN_SECONDLY_ROLLING")),
        (
            429,
            {"message": "You have reached your secondly limit.", "category": "RATE_LIMITS"},
            {},
            Wait(1.0, "SECONDLY"),
        ),
        (429, {"policyName": "DAILY"}, {}, Wait(3600.0, "DAILY")),
        (429, {"policyName": "DAILY"}, {"retry_after": "3"}, Wait(3.0, "DAILY")),
        (429, {}, {"retry_after": "1500"}, Wait(1.5, "")),
        (429, "<html>", {}, Wait(None, "")),
        (423, {"message": "locked"}, {}, Wait(2.0, "LOCKED")),
        (423, {"message": "locked"}, {"retry_after": "5"}, Wait(5.0, "LOCKED")),
        (477, None, {"retry_after": "7200"}, Wait(7200.0, "MOVING")),
        (477, None, {}, Wait(3600.0, "MOVING")),
        (400, DETAILED, {}, None),
        (503, "<html>", {}, None),
    ],
)
def test_the_wait_that_hubspot_asks_for(status: int, body: Any, headers: dict[str, str], wait: Wait | None) -> None:
    assert refusal(request(), response(status, body, **headers)) == wait
