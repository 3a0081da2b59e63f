"""What Salesforce's error answers mean (sections 4, 5.2 and 7.1). Every part of an error body is optional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.domain.errors import (
    Bug,
    CrmdeskError,
    PermissionLost,
    RateLimited,
    RecordRefused,
    SignInNeeded,
    VendorNonsense,
)
from crmdesk.net.json_body import json_of
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Wait, retry_after
from crmdesk.providers.base import NotNow, Outcome, Refused, Unknown
from crmdesk.providers.rest import nonsense

QUOTA_WAIT_S = 3600.0
"""The day is a rolling one: when enough of it is free again is not told."""

CONCURRENT_WAIT_S = 10.0
LOCKED_WAIT_S = 5.0

_KEYS = {
    "REQUIRED_FIELD_MISSING": "property_required",
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST": "option_refused",
    "INVALID_FIELD": "property_missing",
    "INVALID_FIELD_FOR_INSERT_UPDATE": "property_read_only",
    "DUPLICATES_DETECTED": "duplicate_record",
    "DUPLICATE_VALUE": "duplicate_value",
    "DUPLICATE_EXTERNAL_ID": "duplicate_value",
    "INSUFFICIENT_ACCESS": "change_not_permitted",
    "INSUFFICIENT_ACCESS_OR_READONLY": "change_not_permitted",
    "STRING_TOO_LONG": "value_refused",
    "INVALID_EMAIL_ADDRESS": "value_refused",
    "NUMBER_OUTSIDE_VALID_RANGE": "value_refused",
    "INVALID_TYPE_ON_FIELD_IN_RECORD": "value_refused",
    "FIELD_INTEGRITY_EXCEPTION": "value_refused",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION": "value_refused",
    "INACTIVE_OWNER_OR_USER": "value_refused",
    "JSON_PARSER_ERROR": "value_refused",
}
GONE = frozenset({"ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "NOT_FOUND", "MALFORMED_ID"})
"""Codes that say of a row's id that there is no such row."""

NOT_ALLOWED = ("This session is not valid for use with the REST API", "Connected app is not attached to Agent")
"""Words of a 401 that no other token would change: renewing it would go on for ever (section 7.1)."""

_MOST = re.compile(r"\(max length=([0-9]{1,9})\)$")
"""How words about a text that is too long end; before it they repeat the text."""

_COLUMN = re.compile(r"No such column '([^']+)'")
_ID = re.compile(r"[0-9A-Za-z]{15,18}")
_EXISTING = re.compile(rf"record with id:\s*({_ID.pattern})")


def refusal(request: Request, response: Response) -> Wait | None:
    """The wait that Salesforce asks for: the day's calls are spent, too many long ones run at once, or it is busy (429).

    It sends no ``Retry-After``; one of a server in front of it counts all the same.
    """
    if response.status not in {403, 429}:
        return None
    entry, told = first(response), retry_after(response)
    if _text(entry, "errorCode") != "REQUEST_LIMIT_EXCEEDED":
        return Wait(told, "BUSY") if response.status == 429 else None
    if "concurrent" in words(entry).lower():
        return Wait(CONCURRENT_WAIT_S if told is None else told, "CONCURRENT")
    return Wait(QUOTA_WAIT_S if told is None else told, "DAILY")


def judge(request: Request, response: Response) -> CrmdeskError:
    """The error that an answer of 400 and above stands for."""
    entry = first(response)
    data = {"endpoint": request.endpoint, "status": response.status}
    match response.status:
        case 401 if not any(each in words(entry) for each in NOT_ALLOWED):
            return SignInNeeded("access_refused", category=_text(entry, "errorCode"))
        case 401 | 403:
            return PermissionLost("not_allowed", vendor_words=words(entry), **data)
        case 405 | 415:
            return Bug("request_malformed", **data)
        case 412:
            return RecordRefused("changed_meanwhile", vendor_words=words(entry), status=412)
        case 400 | 404 | 409 if entry is not None:
            return refused(entry, status=response.status)
        case _:  # without JSON it is a web page of the servers in front of the API
            return VendorNonsense("status_unexpected", vendor_words=words(entry), **data)


def answered(answer: Mapping[str, Any]) -> Outcome | None:
    """What became of one item of a collection; None where it is done.

    One that says neither that it is nor that it is not leaves that open: who took it for refused would send it again.
    """
    said = answer.get("success")
    if said is True:
        return None
    return (
        outcome(answer.get("errors")) if said is False else Unknown(nonsense("collection", "success", "no truth value"))
    )


def outcome(entries: Any) -> Outcome:
    """What the ``errors`` of one item of a collection mean, or the body of one part of a composite."""
    entry = _dicts(entries)[0] if _dicts(entries) else {}
    if code(entry) == "UNABLE_TO_LOCK_ROW":
        return NotNow(RateLimited("rate_limited", retry_after_s=LOCKED_WAIT_S), LOCKED_WAIT_S)
    if code(entry) == "REQUEST_LIMIT_EXCEEDED":
        return NotNow(RateLimited("rate_limited", retry_after_s=QUOTA_WAIT_S), QUOTA_WAIT_S)
    return Refused(refused(entry))


def refused(entry: Mapping[str, Any], status: int | None = None) -> RecordRefused:
    """A refusal with the vendor's words and the field they are about."""
    found, field = code(entry), _field(entry)
    key = "row_not_there" if found in GONE and field is None else _KEYS.get(found, "record_refused")
    if found in GONE and field is not None:  # what the row refers to is gone, not the row
        key = "value_refused"
    most = _MOST.search(words(entry)) if found == "STRING_TOO_LONG" else None
    limit = {} if most is None else {"limit": int(most.group(1))}
    return RecordRefused(
        "too_long_there" if limit else key,
        vendor_words=words(entry),
        remote_field=field,
        status=status,
        category=found,
        remote_id=existing(entry),
        **limit,
    )


def missing_column(error: RecordRefused) -> str | None:
    """The field that a read asked for and the account has no more, or hides (section 2)."""
    found = _COLUMN.search(error.vendor_words) if error.data.get("category") == "INVALID_FIELD" else None
    return None if found is None else found.group(1)


def unreadable(endpoint: str, error: RecordRefused) -> VendorNonsense:
    """A refusal of a read: no record is refused there, something is not as the vendor documents it."""
    return VendorNonsense("request_refused", endpoint=endpoint, vendor_words=error.vendor_words)


def code(entry: Mapping[str, Any] | None) -> str:
    """Salesforce's word for the error: ``errorCode`` of a request, ``statusCode`` of an item."""
    return _text(entry, "errorCode") or _text(entry, "statusCode")


def words(entry: Mapping[str, Any] | None) -> str:
    """The vendor's sentence."""
    return _text(entry, "message").strip()


def existing(entry: Mapping[str, Any]) -> str | None:
    """The row that a refused one is a double of: named in the message, or by the duplicate rule (both spellings)."""
    named = _EXISTING.search(words(entry))
    if named:
        return named.group(1)
    rule = entry.get("duplicateResut") or entry.get("duplicateResult")
    for match in _dicts(rule.get("matchResults")) if isinstance(rule, dict) else ():
        for record in _dicts(match.get("matchRecords")):
            row = record.get("record")
            id = row.get("Id") if isinstance(row, dict) else None
            if isinstance(id, str) and _ID.fullmatch(id):
                return id
    return None


def first(response: Response) -> dict[str, Any] | None:
    """The first error of an answer; None where its body is no JSON."""
    try:
        body = json_of(response.body)
    except ValueError:
        return None
    if isinstance(body, list):
        return _dicts(body)[0] if _dicts(body) else {}
    return body if isinstance(body, dict) else None


def _field(entry: Mapping[str, Any]) -> str | None:
    fields = entry.get("fields")
    named = [str(name) for name in fields if name != "Id"] if isinstance(fields, list) else []
    return named[0] if named else None


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _text(entry: Mapping[str, Any] | None, name: str) -> str:
    found = entry.get(name) if entry is not None else None
    return found if isinstance(found, str) else ""
