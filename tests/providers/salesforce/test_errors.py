"""What crmdesk makes of Salesforce's error answers."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.errors import Bug, CrmdeskError, PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.net.retry import Wait
from crmdesk.providers.base import NotNow, Refused
from crmdesk.providers.salesforce.errors import existing, judge, missing_column, outcome, refusal, refused
from tests.providers.answers import request, response


def said(code: str, message: str = "words", **more: Any) -> list[dict[str, Any]]:
    return [{"errorCode": code, "message": message, **more}]


@pytest.mark.parametrize(
    ("status", "body", "kind", "key"),
    [
        (401, said("INVALID_SESSION_ID"), SignInNeeded, "access_refused"),
        (403, said("API_DISABLED_FOR_ORG"), PermissionLost, "not_allowed"),
        (404, said("NOT_FOUND"), RecordRefused, "row_not_there"),
        (404, said("ENTITY_IS_DELETED", fields=[]), RecordRefused, "row_not_there"),
        (405, said("METHOD_NOT_ALLOWED"), Bug, "request_malformed"),
        (410, said("UNSUPPORTED_API_VERSION"), VendorNonsense, "status_unexpected"),
        (412, None, RecordRefused, "changed_meanwhile"),
        (414, "<h1>Bad Message 414</h1>", VendorNonsense, "status_unexpected"),
        (431, "<h1>Bad Message 431</h1>", VendorNonsense, "status_unexpected"),
        (400, "<html>", VendorNonsense, "status_unexpected"),
        (400, [], RecordRefused, "record_refused"),
        (300, ["/a", "/b"], VendorNonsense, "status_unexpected"),
        (400, said("SOMETHING_NEW"), RecordRefused, "record_refused"),
        (400, said("CANNOT_UPDATE_CONVERTED_LEAD"), RecordRefused, "record_refused"),
        (400, {"error": "invalid_grant"}, RecordRefused, "record_refused"),
    ],
)
def test_statuses(status: int, body: Any, kind: type[CrmdeskError], key: str) -> None:
    error = judge(request(), response(status, body))
    assert (type(error), error.key) == (kind, key)


@pytest.mark.parametrize(
    ("code", "fields", "key"),
    [
        ("REQUIRED_FIELD_MISSING", ["Company"], "property_required"),
        ("STRING_TOO_LONG", ["City"], "value_refused"),
        ("INVALID_EMAIL_ADDRESS", ["Email"], "value_refused"),
        ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", ["Status"], "option_refused"),
        ("INVALID_FIELD_FOR_INSERT_UPDATE", ["City"], "property_read_only"),
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION", [], "value_refused"),
        ("INACTIVE_OWNER_OR_USER", ["OwnerId"], "value_refused"),
        ("ENTITY_IS_DELETED", ["AccountId"], "value_refused"),
        ("DUPLICATE_VALUE", [], "duplicate_value"),
    ],
)
def test_items_of_collections(code: str, fields: list[str], key: str) -> None:
    found = outcome([{"statusCode": code, "message": "ses mots", "fields": fields}])
    assert isinstance(found, Refused)
    assert isinstance(found.error, RecordRefused)
    assert (found.error.key, found.error.vendor_words) == (key, "ses mots")
    assert found.error.remote_field == (fields[0] if fields else None)


def test_how_long_a_text_may_be_is_told() -> None:
    words = "City: data value too large: (max length=9) Lyon (max length=40)"
    found = refused({"statusCode": "STRING_TOO_LONG", "message": words, "fields": ["City"]})
    assert (found.key, found.data["limit"], found.remote_field) == ("too_long_there", 40, "City")


def test_items_that_may_come_again() -> None:
    for code in ("UNABLE_TO_LOCK_ROW", "REQUEST_LIMIT_EXCEEDED"):
        found = outcome([{"statusCode": code, "message": "busy"}])
        assert isinstance(found, NotNow)
        assert (found.retry_after_s or 0) > 0
    assert isinstance(outcome(None), Refused)


def test_waits() -> None:
    total = response(403, said("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."))
    assert refusal(request(), total) == Wait(3600.0, "DAILY")
    words = "ConcurrentRequests (Concurrent API Requests) Limit exceeded."
    assert refusal(request(), response(403, said("REQUEST_LIMIT_EXCEEDED", words))) == Wait(10.0, "CONCURRENT")
    assert refusal(request(), response(403, said("API_DISABLED_FOR_ORG"))) is None
    assert refusal(request(), response(429, "<html>")) == Wait(None, "BUSY"), "no word of the day's calls (section 7.1)"
    assert refusal(request(), response(429, "<html>", retry_after="7")) == Wait(7.0, "BUSY")
    told = said("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
    assert refusal(request(), response(403, told, retry_after="30")) == Wait(30.0, "DAILY"), "a server in front says so"
    assert refusal(request(), response(403, said("REQUEST_LIMIT_EXCEEDED", words), retry_after="3")) == Wait(
        3.0, "CONCURRENT"
    )
    assert refusal(request(), response(400, said("REQUEST_LIMIT_EXCEEDED"))) is None


def test_the_row_that_another_is_a_double_of() -> None:
    record = {"attributes": {}, "Id": "00Qgk0000000001EAA"}
    rule = {"matchResults": [{"matchRecords": [{"record": record}]}]}
    for name in ("duplicateResut", "duplicateResult"):
        assert existing({"errorCode": "DUPLICATES_DETECTED", name: rule}) == record["Id"]
    words = "duplicate value found: crmdesk_uid__c duplicates value on record with id: 00Qgk0000000001"
    assert existing({"message": words}) == "00Qgk0000000001"
    assert existing({"duplicateResut": {"matchResults": [{}]}}) is None


def test_the_field_that_an_account_has_lost() -> None:
    words = "\nSELECT Foo FROM Lead\n^\nERROR\nNo such column 'Foo' on entity 'Lead'. If you are"
    lost = judge(request(), response(400, said("INVALID_FIELD", words)))
    assert isinstance(lost, RecordRefused)
    assert missing_column(lost) == "Foo"
    other = judge(request(), response(400, said("MALFORMED_QUERY", words)))
    assert isinstance(other, RecordRefused)
    assert missing_column(other) is None
