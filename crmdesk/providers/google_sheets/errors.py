"""What Google's error answers mean (section 6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.domain.errors import (
    CrmdeskError,
    PermissionLost,
    RecordRefused,
    SignInNeeded,
    VendorNonsense,
    WrongAccount,
)
from crmdesk.net.json_body import json_of
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Wait, retry_after

PROTECTED = "protected cell or object"
GONE = "No grid with id"
"""What is said of a sheet that somebody has removed from its spreadsheet."""
EXCEL = "not supported for this document"
"""What is said of an Excel file kept in Drive, whose page looks like that of a spreadsheet (burnash/gspread#732)."""

_CONFIGURED = {"ACCESS_TOKEN_SCOPE_INSUFFICIENT": "access_unticked", "SERVICE_DISABLED": "api_switched_off"}
"""Reasons of a refusal that no right in the spreadsheet helps against: what a person set at Google, and the error's key."""

_REQUEST = re.compile(r"Invalid requests\[([0-9]{1,9})\]")


def refusal(request: Request, response: Response) -> Wait | None:
    """The wait that Google asks for: the quota of a minute, which it does not say the end of; a read that took too long."""
    if response.status == 408 and not request.writes:
        return Wait(retry_after(response), "TIMEOUT")
    return Wait(retry_after(response), "MINUTE") if response.status == 429 else None


def judge(request: Request, response: Response) -> CrmdeskError:
    """The error that an answer of 400 and above stands for."""
    error, status = _error(response), response.status
    spoken = _words(error)
    data = {"endpoint": request.endpoint, "status": status, "vendor_words": spoken}
    if status == 401:
        return SignInNeeded("access_refused", category=spoken)
    if status == 403 and error is not None:
        key = next((key for reason, key in _CONFIGURED.items() if reason in _reasons(error)), "not_allowed")
        return PermissionLost(key, **data)
    if error is not None and status == 404:
        return WrongAccount("document_missing", vendor_words=spoken)
    if status == 400 and error is not None:
        return _unaccepted(spoken)
    return VendorNonsense("status_unexpected", **data)


def _unaccepted(spoken: str) -> CrmdeskError:
    """What a 400 stands for, by its words."""
    if GONE in spoken or EXCEL in spoken:
        return WrongAccount("sheet_missing" if GONE in spoken else "document_is_excel")
    named = _REQUEST.match(spoken)
    key = "property_read_only" if PROTECTED in spoken else "record_refused"
    number = None if named is None else int(named[1])
    return RecordRefused(key, vendor_words=spoken, status=400, request=number)


def _error(response: Response) -> Mapping[str, Any] | None:
    """The ``error`` of a body; None where it has none."""
    try:
        found = json_of(response.body)
    except ValueError:
        return None
    error = found.get("error") if isinstance(found, dict) else None
    return error if isinstance(error, dict) else None


def _reasons(error: Mapping[str, Any]) -> set[str]:
    """What the details say of the refusal in words for programs (ErrorInfo)."""
    details = error.get("details")
    found = [each.get("reason") for each in details if isinstance(each, dict)] if isinstance(details, list) else []
    return {each for each in found if isinstance(each, str)}


def _words(error: Mapping[str, Any] | None) -> str:
    found = None if error is None else error.get("message")
    return found if isinstance(found, str) else ""
