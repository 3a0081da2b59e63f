"""What HubSpot's error answers mean (fact sheet sections 5.2 to 5.5). Every part of an error body is optional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.domain.errors import (
    Bug,
    CrmdeskError,
    OutcomeUnknown,
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

LOCKED_S = 2.0
MOVING_S = 3600.0
LIMIT_WAITS_S = {"TEN_SECONDLY_ROLLING": 10.0, "SECONDLY": 1.0, "DAILY": 3600.0}
"""How long to wait where no ``Retry-After`` says so; when the account's midnight ends the daily limit is not told."""

_EXISTING = re.compile(r"Existing ID:\s*(\d+)")
_FORBIDDEN = re.compile(r"permissions? to edit (?:the )?property '?(\w+)")
_SCOPE = re.compile(r"[a-z0-9_.-]{1,100}")
_NOT_VALID = "Property values were not valid:"
_KEYS = {
    "CONFLICTING_UNIQUE_VALUE": "duplicate_value",
    "PROPERTY_DOESNT_EXIST": "property_missing",
    "INVALID_OPTION": "option_refused",
    "READ_ONLY_VALUE": "property_read_only",
}


def refusal(request: Request, response: Response) -> Wait | None:
    """The wait that HubSpot asks for: limits by their policy, locked records, an account on the move."""
    if response.status == 423:
        return Wait(max(_told_s(response) or LOCKED_S, LOCKED_S), "LOCKED")
    if response.status == 477:
        return Wait(retry_after(response) or MOVING_S, "MOVING")
    if response.status != 429:
        return None
    policy = _policy(_body(response) or {})
    told = _told_s(response)
    return Wait(LIMIT_WAITS_S.get(policy) if told is None else told, policy)


def _told_s(response: Response) -> float | None:
    """``Retry-After``: more than 600 can only be milliseconds (fact sheet section 5.2)."""
    told = retry_after(response)
    return told / 1000 if told is not None and told > 600 else told


def _policy(body: Mapping[str, Any]) -> str:
    named = body.get("policyName")
    words = str(body.get("message") or "").upper()
    found = next((policy for policy in LIMIT_WAITS_S if policy in words), "")
    return named[:40] if isinstance(named, str) and named else found


def judge(request: Request, response: Response) -> CrmdeskError:
    """The error that an answer of 400 and above stands for."""
    body = _body(response)
    data = {"endpoint": request.endpoint, "status": response.status}
    match response.status:
        case 401:
            return SignInNeeded("access_refused", category=_text(body, "category"))
        case 403 if body is not None and _FORBIDDEN.search(words(body)):
            return refused(body, status=403)
        case 403:
            return PermissionLost("not_allowed", vendor_words=words(body), lacking=", ".join(_scopes(body)), **data)
        case 405 | 415:
            return Bug("request_malformed", **data)
        case 400 | 404 | 409 | 414 if body is not None:
            return refused(body, status=response.status)
        case _:  # without JSON it is a web page: the path is unknown, or a gateway spoke
            return VendorNonsense("status_unexpected", vendor_words=words(body), **data)


def outcome(entry: Mapping[str, Any]) -> Outcome:
    """What one entry of a batch's ``errors`` means for its item."""
    category = _text(entry, "category")
    if category in {"RATE_LIMITS", "RATE_LIMIT"}:
        return NotNow(RateLimited("rate_limited", retry_after_s=LIMIT_WAITS_S["TEN_SECONDLY_ROLLING"]))
    if category in {"INTERNAL_ERROR", "SERVER_ERROR", "SERVICE_UNAVAILABLE", "TIMEOUT"}:
        return Unknown(OutcomeUnknown("item_failed", vendor_words=words(entry)))
    return Refused(refused(entry))


def unread(endpoint: str, entry: Mapping[str, Any]) -> CrmdeskError | None:
    """Why an item of a batch was not read; None where the entry says that there is nothing: no such row, or no links of it."""
    told = outcome(entry)
    if isinstance(told, NotNow | Unknown):
        return told.error
    if _text(entry, "category") in {"", "OBJECT_NOT_FOUND"}:
        return None
    return VendorNonsense("request_refused", endpoint=endpoint, vendor_words=words(entry))


def refused(body: Mapping[str, Any], status: int | None = None) -> RecordRefused:
    """A refusal with the vendor's words and the property they are about, from wherever the answer names them."""
    category, message = _text(body, "category"), words(body)
    existing = _EXISTING.search(message)
    if existing:
        key = "duplicate_email" if "contact" in message.lower() else "duplicate_record"
        return RecordRefused(key, vendor_words=message, status=status, remote_id=existing.group(1))
    forbidden = _FORBIDDEN.search(message)
    if forbidden:
        return RecordRefused("property_read_only", vendor_words=message, remote_field=forbidden.group(1), status=status)
    code, field, spoken = _detail(body, message)
    key = _KEYS.get(code, "value_refused" if field or category == "VALIDATION_ERROR" else "record_refused")
    if category == "OBJECT_NOT_FOUND":
        key = "row_not_there"
    elif not code and (field or "required properties were not set" in message):
        key = "property_required"
    return RecordRefused(key, vendor_words=spoken, remote_field=field, status=status, category=category, code=code)


def words(body: Mapping[str, Any] | None) -> str:
    """The vendor's sentence."""
    return _text(body, "message")


def named(entry: Mapping[str, Any], name: str) -> list[str]:
    """The values that an error's ``context`` gives under a name."""
    context = entry.get("context")
    found = context.get(name) if isinstance(context, dict) else None
    return [str(value) for value in found] if isinstance(found, list) else []


def _detail(body: Mapping[str, Any], message: str) -> tuple[str, str | None, str]:
    """Code, property and sentence: from ``errors``, else from the JSON inside the message, else from the context."""
    for entry in _dicts(body.get("errors")):
        fields = named(entry, "propertyName")
        if fields:
            return _text(entry, "code"), fields[0], _text(entry, "message") or message
    for entry in _embedded(message):
        spoken = _text(entry, "localizedErrorMessage") or _text(entry, "message") or message
        return _text(entry, "error"), _text(entry, "name") or None, spoken
    missing = named(body, "properties")
    return "", missing[0] if missing else None, message


def _embedded(message: str) -> list[dict[str, Any]]:
    """The list that follows certain words in a message."""
    _, _, inside = message.partition(_NOT_VALID)
    try:
        return _dicts(json_of(inside[: inside.rfind("]") + 1]))
    except ValueError:
        return []


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _text(body: Mapping[str, Any] | None, name: str) -> str:
    found = body.get(name) if body is not None else None
    return found if isinstance(found, str) else ""


def _scopes(body: Mapping[str, Any] | None) -> list[str]:
    entries = _dicts((body or {}).get("errors"))
    return sorted(
        {scope for entry in entries for scope in named(entry, "requiredGranularScopes") if _SCOPE.fullmatch(scope)}
    )


def _body(response: Response) -> dict[str, Any] | None:
    try:
        found = json_of(response.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
