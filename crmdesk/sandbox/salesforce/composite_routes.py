"""Several requests in one: composite with references and conditions, and batch (sections 5.4 and 5.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, flag, json_reply
from crmdesk.sandbox.salesforce.errors import ApiError

MOST = 25
_REFERENCE = re.compile(r"@\{(\w+)((?:\.\w+|\[\d+\])+)\}")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_NAME = re.compile(r"[A-Za-z]\w*")
_QUERIES = re.compile(r"/(query|queryAll|composite/sobjects)\b")
_NOT_PASSED = frozenset({"accept", "authorization", "content-type"})


class _Halted(ApiError):
    """A part failed and all are undone."""


@ROUTES.on("POST", "/composite")
def composite(call: Call) -> Reply:
    """Parts in their order; each may use answers of earlier ones."""
    parts = call.body.get("compositeRequest")
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts) or not parts:
        raise ApiError(400, "MISSING_ARGUMENT", "compositeRequest is missing")
    if len(parts) > MOST:
        raise ApiError(400, "LIMIT_EXCEEDED", f"Maximum number of sub-requests is {MOST}")
    queries = sum(1 for one in parts if _QUERIES.search(str(one.get("url"))))
    if queries > call.org.traits["composite_query_cap"]:
        raise ApiError(400, "LIMIT_EXCEEDED", "Too many query and collection sub-requests")
    names = [one.get("referenceId") for one in parts]
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names) or len(set(names)) < len(names):
        raise ApiError(400, "INVALID_INPUT", "referenceId has to be unique and start with a letter")
    all_or_none = flag(call.body.get("allOrNone"))
    answers: list[JsonObject] = []
    try:
        with call.org.transaction():
            for one in parts:
                answers.append(_part(call, one, {each["referenceId"]: each["body"] for each in answers}))
            if all_or_none and any(each["httpStatusCode"] >= 400 for each in answers):
                raise _Halted(400, "PROCESSING_HALTED", "")
    except _Halted:
        answers = [_undone(each) for each in answers]
    return json_reply(200, {"compositeResponse": answers})


def _undone(answer: JsonObject) -> JsonObject:
    if answer["httpStatusCode"] >= 400:
        return answer
    message = "The transaction was rolled back since another operation in the same transaction failed."
    body = [{"errorCode": "PROCESSING_HALTED", "message": message}]
    return {**answer, "body": body, "httpHeaders": {}, "httpStatusCode": 400}


def _part(call: Call, one: JsonObject, earlier: Mapping[str, Any]) -> JsonObject:
    headers = one.get("httpHeaders") or {}
    sent = {str(name).lower(): str(value) for name, value in headers.items() if name.lower() not in _NOT_PASSED}
    try:
        url = _filled_text(str(one.get("url")), earlier)
        body = _filled(one.get("body"), earlier)
        assert call.run is not None
        reply = call.run(str(one.get("method", "GET")).upper(), url, sent, body)
    except ApiError as error:
        reply = json_reply(error.status, error.body())
    shown = {name.capitalize(): value for name, value in reply.headers if name == "location"}
    content = orjson.loads(reply.body) if reply.body else None
    return {"body": content, "httpHeaders": shown, "httpStatusCode": reply.status, "referenceId": one["referenceId"]}


def _filled(value: Any, earlier: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        return _filled_text(value, earlier)
    if isinstance(value, dict):
        return {name: _filled(one, earlier) for name, one in value.items()}
    return [_filled(one, earlier) for one in value] if isinstance(value, list) else value


def _filled_text(text: str, earlier: Mapping[str, Any]) -> str:
    def found(match: re.Match[str]) -> str:
        value = earlier.get(match.group(1))
        for name, position in _STEP.findall(match.group(2)):
            try:
                value = value[int(position)] if position else value[name]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                message = f"Invalid reference specified. No value for {match.group(0)} found"
                raise ApiError(400, "PROCESSING_HALTED", message) from None
        return str(value)

    return _REFERENCE.sub(found, text)


@ROUTES.on("POST", "/composite/batch")
def batch(call: Call) -> Reply:
    """Parts that know nothing of each other."""
    parts = call.body.get("batchRequests")
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts):
        raise ApiError(400, "MISSING_ARGUMENT", "batchRequests is missing")
    if len(parts) > MOST:
        raise ApiError(400, "LIMIT_EXCEEDED", f"Maximum number of sub-requests is {MOST}")
    halts = flag(call.body.get("haltOnError"))
    results: list[JsonObject] = []
    failed = False
    for one in parts:
        if failed and halts:
            error = ApiError(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request")
            results.append({"statusCode": 412, "result": error.body()})
            continue
        url = str(one.get("url"))
        assert call.run is not None
        full = url if url.startswith("/services/data/") else f"/services/data/{url.lstrip('/')}"
        reply = call.run(str(one.get("method", "GET")).upper(), full, {}, one.get("richInput"))
        failed = failed or reply.status >= 400
        results.append({"statusCode": reply.status, "result": orjson.loads(reply.body) if reply.body else None})
    return json_reply(200, {"hasErrors": any(each["statusCode"] >= 400 for each in results), "results": results})
