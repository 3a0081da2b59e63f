"""What Pipedrive's error answers mean (section 5). Every part of an error body is optional, and some are web pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.domain.errors import Bug, CrmdeskError, PermissionLost, RecordRefused, SignInNeeded, VendorNonsense
from crmdesk.net.json_body import json_of
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Wait, retry_after

BURST_S = 2.0
DAILY_S = 3600.0
"""How long to wait where no ``Retry-After`` says so; when the company's midnight ends the daily budget is not told."""

LONG_S = 60.0
"""A longer wait than this can only be the daily budget's."""

TOKENS_LEFT = "x-daily-ratelimit-token-remaining"
SCOPE = "Scope and URL mismatch"

_SCOPES = (
    ("search", "search:read"),
    ("itemSearch", "search:read"),
    ("recents", "recents:read"),
    ("users", "users:read"),
    ("activities", "activities:full"),
    ("leads", "leads:full"),
    ("leadLabels", "leads:full"),
    ("deals", "deals:full"),
    ("pipelines", "deals:full"),
    ("stages", "deals:full"),
    ("persons", "contacts:full"),
    ("organizations", "contacts:full"),
    ("notes", "contacts:full"),
)
"""A part of a path, and the scope that it takes: the answer does not name it (section 1)."""

_FAULT = re.compile(r"(?:Validation failed: )?([A-Za-z0-9_.]+): (.+)", re.DOTALL)
_UNKNOWN_KEY = re.compile(r"(?:Unknown key|Parameter) '([^']+)'")
_KEYS = (
    ("unknown key", "property_missing"),
    ("is not allowed", "property_missing"),
    ("valid choice", "option_refused"),
    ("read-only", "property_read_only"),
    ("is required", "property_required"),
    ("should not be blank", "property_required"),
    ("do not have permission", "change_not_permitted"),
)


def refusal(request: Request, response: Response) -> Wait | None:
    """The wait that Pipedrive asks for: two seconds, the day, or the block that follows refusals not heeded."""
    if response.status == 403 and _body(response) is None:
        return Wait(DAILY_S, "BLOCKED")
    if response.status != 429:
        return None
    told = retry_after(response)
    daily = response.headers.get(TOKENS_LEFT) == "0" or (told is not None and told > LONG_S)
    daily = daily or "daily" in words(_body(response)).lower()
    if daily:
        return Wait(DAILY_S if told is None else told, "DAILY")
    return Wait(BURST_S if told is None else told, "BURST")


def judge(request: Request, response: Response) -> CrmdeskError:
    """The error that an answer of 400 and above stands for."""
    body, status = _body(response), response.status
    data = {"endpoint": request.endpoint, "status": status, "vendor_words": words(body)}
    if status == 401:
        return SignInNeeded("access_refused", category=words(body))
    if status == 405:
        return Bug("request_malformed", endpoint=request.endpoint, status=status)
    if status in {402, 415} or (status == 403 and _is_about_access(request, body)):
        return PermissionLost("not_allowed", lacking=_scope(request, body), **data)
    if body is not None and status in {400, 403, 409, 422}:
        return refused(body, status)
    if status in {404, 410} and "{id}" in request.endpoint:
        return refused(body or {}, status)
    return VendorNonsense("status_unexpected", **data)


def _is_about_access(request: Request, body: Mapping[str, Any] | None) -> bool:
    """Whether a 403 is about the whole object: a scope, or a list that may not be read. Otherwise it is about one row."""
    return SCOPE in words(body) or (request.method == "GET" and "{id}" not in request.endpoint)


def _scope(request: Request, body: Mapping[str, Any] | None) -> str:
    """The scope that the app lacks, where the answer is about that."""
    parts = request.endpoint.split("/")
    return next((scope for part, scope in _SCOPES if part in parts and SCOPE in words(body)), "")


def refused(body: Mapping[str, Any], status: int | None = None) -> RecordRefused:
    """A refusal with the vendor's words and the field they are about; the first one where several are wrong."""
    spoken = words(body)
    if status in {404, 410}:
        return RecordRefused("row_not_there", vendor_words=spoken, status=status)
    unknown = _UNKNOWN_KEY.search(spoken)
    fault = _FAULT.fullmatch(spoken.split("; ", 1)[0])
    field = fault.group(1).removeprefix("custom_fields.") if fault else None
    if unknown is not None:
        field = unknown.group(1)
    said = fault.group(2) if fault else spoken
    key = next((key for part, key in _KEYS if part in spoken.lower()), "value_refused" if field else "record_refused")
    code = body.get("code")
    return RecordRefused(
        key, vendor_words=said, remote_field=field, status=status, code=code if isinstance(code, str) else ""
    )


def words(body: Mapping[str, Any] | None) -> str:
    """The vendor's sentence, from wherever the answer has it."""
    for name in ("error", "message", "error_info"):
        found = body.get(name) if body is not None else None
        if isinstance(found, str) and found:
            return found
    errors = body.get("errors") if body is not None else None
    if isinstance(errors, dict) and errors:
        name, texts = next(iter(errors.items()))
        return f"{name}: {texts[0] if isinstance(texts, list) and texts else texts}"
    return ""


def _body(response: Response) -> dict[str, Any] | None:
    try:
        found = json_of(response.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
