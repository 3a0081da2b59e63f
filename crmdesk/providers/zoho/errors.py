"""What Zoho's error answers mean (sections 1.6, 2 and 4.1). Lists put an error by itself or into ``data``: both are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.domain.errors import Bug, CrmdeskError, PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.net.json_body import json_of
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Wait, retry_after

DAY_WAIT_S = 3600.0
"""The day of credits is a rolling one: when enough of it is free again is not told."""

CREDITS_LEFT = "x-api-credits-remaining"
WRONG_ID = "the id given seems to be invalid"
NOT_DELETED = "record not deleted"

_KEYS = {
    "MANDATORY_NOT_FOUND": "property_required",
    "EXPECTED_FIELD_MISSING": "property_required",
    "DEPENDENT_FIELD_MISSING": "property_required",
    "DEPENDENT_MISMATCH": "value_refused",
    "INVALID_DATA": "value_refused",
    "DUPLICATE_DATA": "duplicate_value",
    "MULTIPLE_OR_MULTI_ERRORS": "duplicate_value",
    "ALREADY_MODIFIED": "changed_meanwhile",
    "CONVERTED_RECORD": "row_not_there",
    "NO_PERMISSION": "change_not_permitted",
}
_ID = re.compile(r"[0-9]{1,20}")
_DENIED = frozenset(
    {"NO_PERMISSION", "AUTHORIZATION_FAILED", "OAUTH_SCOPE_MISMATCH", "NOT_SUPPORTED", "INVALID_MODULE"}
)
_MALFORMED = frozenset({"INVALID_REQUEST_METHOD", "INVALID_URL_PATTERN", "MEDIA_TYPE_NOT_SUPPORTED"})


def refusal(request: Request, response: Response) -> Wait | None:
    """The wait that Zoho asks for: the day's credits are spent, or too many calls run at once (section 4.1)."""
    if response.status != 429:
        return None
    told = retry_after(response)
    if response.headers.get(CREDITS_LEFT) == "0" or "credit" in words(first(response)).lower():
        return Wait(DAY_WAIT_S if told is None else told, "DAILY")
    return Wait(told, "CONCURRENT")


def judge(request: Request, response: Response) -> CrmdeskError:
    """The error that an answer of 400 and above stands for."""
    entry = first(response)
    found, data = code(entry), {"endpoint": request.endpoint, "status": response.status}
    if found in _DENIED:
        return PermissionLost("not_allowed", vendor_words=words(entry), **data)
    if response.status == 401:
        return SignInNeeded("access_refused", category=found)
    if found in _MALFORMED:
        return Bug("request_malformed", **data)
    if entry is not None and found and response.status in {400, 403, 404, 409, 412}:
        return refused(entry, response.status)
    return VendorNonsense("status_unexpected", vendor_words=words(entry), **data)


def refused(entry: Mapping[str, Any], status: int | None = None) -> RecordRefused:
    """A refusal with the vendor's words and the field they are about; of several the first (section 2.3)."""
    entry = next(iter(_several(entry)), entry)
    details = _object(entry.get("details"))
    named = details.get("api_name") or _expected(details)
    found, field = code(entry), named if isinstance(named, str) else None
    key = _KEYS.get(found, "record_refused")
    if found == "INVALID_DATA" and (
        words(entry) == NOT_DELETED or (words(entry) == WRONG_ID and field in {None, "id"})
    ):
        key, field = "row_not_there", None
    most = details.get("maximum_length")
    limit = {"limit": most} if isinstance(most, int) and not isinstance(most, bool) else {}
    return RecordRefused(
        "too_long_there" if limit else key,
        vendor_words=_sentence(entry, details),
        remote_field=field,
        status=status,
        category=found,
        remote_id=existing(details),
        **limit,
    )


def _expected(details: Mapping[str, Any]) -> Any:
    """The first field that depends on another one, or is missing beside it (section 2.3)."""
    fields = details.get("expected_fields")
    listed = [one for one in fields if isinstance(one, dict)] if isinstance(fields, list) else []
    return listed[0].get("api_name") if listed else None


def _several(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The errors of an item that has several."""
    listed = _object(entry.get("details")).get("errors")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def holder(entry: Mapping[str, Any], field: str) -> str | None:
    """The row that has the value of a unique field already, where an item is refused for that, be it among others."""
    told = (_object(each.get("details")) for each in (entry, *_several(entry)))
    return next((existing(details) for details in told if details.get("api_name") == field), None)


def existing(details: Mapping[str, Any]) -> str | None:
    """The row that a refused one is a double of."""
    known = _object(details.get("duplicate_record")).get("id") or details.get("id")
    return known if isinstance(known, str) and _ID.fullmatch(known) else None


def code(entry: Mapping[str, Any] | None) -> str:
    """Zoho's word for the error."""
    found = entry.get("code") if entry is not None else None
    return found if isinstance(found, str) else ""


def words(entry: Mapping[str, Any] | None) -> str:
    """The vendor's sentence."""
    found = entry.get("message") if entry is not None else None
    return found.strip() if isinstance(found, str) else ""


def first(response: Response) -> dict[str, Any] | None:
    """The error of an answer; None where its body is no JSON object."""
    try:
        body = json_of(response.body)
    except ValueError:
        return None
    if not isinstance(body, dict):
        return None
    for name in ("data", "fields"):
        listed = body.get(name)
        if "code" not in body and isinstance(listed, list) and listed and isinstance(listed[0], dict):
            return listed[0]
    return body


def _sentence(entry: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    """The words with what the details add to them: an expected type, a longest length."""
    more = [f"{name}: {details[name]}" for name in ("expected_data_type", "maximum_length") if name in details]
    return " – ".join([words(entry) or code(entry), *more])


def _object(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
