"""Several requests in one: composite with references and conditions, graphs of them, and batch (sections 5, 5.4 and 5.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, flag, json_reply
from crmdesk.sandbox.salesforce.errors import ApiError

MOST = 25
MOST_GRAPHS = 75
MOST_NODES = 500
MOST_DEPTH = 15
MOST_FAILED = 14
_REFERENCE = re.compile(r"@\{(\w+)((?:\.\w+|\[\d+\])+)\}")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_QUERIES = re.compile(r"/(query|queryAll|composite/sobjects)\b")
_COLLECTION = re.compile(r"/composite/sobjects\b")
_SHOWN = {"location": "Location", "etag": "ETag", "last-modified": "Last-Modified"}
_NOT_PASSED = frozenset({"accept", "authorization", "content-type"})


class _Halted(ApiError):
    """A part failed and all are undone."""


@ROUTES.on("POST", "/composite")
def composite(call: Call) -> Reply:
    """Parts in their order; each may use answers of earlier ones."""
    parts = _checked(call.body.get("compositeRequest"))
    if len(parts) > MOST:
        raise ApiError(400, "LIMIT_EXCEEDED", f"Maximum number of sub-requests is {MOST}")
    queries = sum(1 for one in parts if _QUERIES.search(str(one.get("url"))))
    if queries > call.org.traits["composite_query_cap"]:
        raise ApiError(400, "LIMIT_EXCEEDED", "Too many query and collection sub-requests")
    _count(call, len(parts))
    return json_reply(200, {"compositeResponse": _answers(call, parts, all_or_none=flag(call.body.get("allOrNone")))})


@ROUTES.on("POST", "/composite/graph")
def graph(call: Call) -> Reply:
    """Several composites of which each stands or falls by itself (only their limits are on the fact sheet)."""
    graphs = call.body.get("graphs")
    if not isinstance(graphs, list) or not all(isinstance(one, dict) for one in graphs) or not graphs:
        raise ApiError(400, "MISSING_ARGUMENT", "graphs is missing")
    nodes = [_checked(one.get("compositeRequest")) for one in graphs]
    if len(graphs) > MOST_GRAPHS or sum(map(len, nodes)) > MOST_NODES:
        raise ApiError(400, "LIMIT_EXCEEDED", f"Maximum is {MOST_GRAPHS} graphs and {MOST_NODES} nodes")
    if any(_depth(parts) > MOST_DEPTH for parts in nodes):
        raise ApiError(400, "LIMIT_EXCEEDED", f"Maximum depth of a graph is {MOST_DEPTH}")
    _count(call, sum(map(len, nodes)))
    shown = []
    failed = 0
    for one, parts in zip(graphs, nodes, strict=True):
        answers = _answers(call, parts, all_or_none=True) if failed <= MOST_FAILED else list(map(_halted, parts))
        response = {"compositeResponse": answers}
        done = not any(map(_failed, answers))
        failed += not done
        shown.append({"graphId": one.get("graphId"), "graphResponse": response, "isSuccessful": done})
    return json_reply(200, {"graphs": shown})


def _count(call: Call, parts: int) -> None:
    """Count each part against the day where a composite costs as many calls (section 5 tells both)."""
    for _ in range(parts - 1 if call.org.traits["composite_parts_count"] else 0):
        call.desk.limiter.admit()


def _depth(parts: Sequence[JsonObject]) -> int:
    """How many parts follow from each other at most."""
    depths: dict[str, int] = {}
    for one in parts:
        named = {
            match.group(1) for match in _REFERENCE.finditer(orjson.dumps([one.get("url"), one.get("body")]).decode())
        }
        depths[one["referenceId"]] = 1 + max((depths.get(name, 0) for name in named), default=0)
    return max(depths.values())


def _checked(parts: Any) -> list[JsonObject]:
    """The parts of a composite. Raises `ApiError`."""
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts) or not parts:
        raise ApiError(400, "MISSING_ARGUMENT", "compositeRequest is missing")
    names = [one.get("referenceId") for one in parts]
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names) or len(set(names)) < len(names):
        raise ApiError(400, "INVALID_INPUT", "referenceId has to be unique and start with a letter")
    return parts


def _answers(call: Call, parts: Sequence[JsonObject], *, all_or_none: bool) -> list[JsonObject]:
    """The answers of parts that may use each other's; with ``all_or_none`` all is undone where one fails."""
    answers: list[JsonObject] = []
    try:
        with call.org.transaction():
            for one in parts:
                whole = _whole(one) if all_or_none else one
                answers.append(_part(call, whole, {each["referenceId"]: each["body"] for each in answers}))
            if all_or_none and any(map(_failed, answers)):
                raise _Halted(400, "PROCESSING_HALTED", "")
    except _Halted:
        answers = [_undone(each) for each in answers]
    return answers


def _whole(one: JsonObject) -> JsonObject:
    """A part whose collection is made whole or not at all, whatever it says itself (section 5.5)."""
    if not _COLLECTION.search(str(one.get("url"))):
        return one
    if str(one.get("method")).upper() == "DELETE":
        return {**one, "url": f"{one['url']}&allOrNone=true"}
    return {**one, "body": {**one["body"], "allOrNone": True}} if isinstance(one.get("body"), dict) else one


def _failed(answer: JsonObject) -> bool:
    """Whether a part was refused, or an item of its collection."""
    items = answer["body"] if isinstance(answer["body"], list) else ()
    return answer["httpStatusCode"] >= 400 or any(
        isinstance(one, dict) and one.get("success") is False for one in items
    )


def _undone(answer: JsonObject) -> JsonObject:
    return answer if _failed(answer) else _halted(answer)


def _halted(one: Mapping[str, Any]) -> JsonObject:
    """The answer of a part that is not carried out for another one's sake."""
    message = "The transaction was rolled back since another operation in the same transaction failed."
    body = [{"errorCode": "PROCESSING_HALTED", "message": message}]
    return {"body": body, "httpHeaders": {}, "httpStatusCode": 400, "referenceId": one["referenceId"]}


def _part(call: Call, one: JsonObject, earlier: Mapping[str, Any]) -> JsonObject:
    given = one.get("httpHeaders")
    headers = given if isinstance(given, dict) else {}
    sent = {name.lower(): str(value) for name, value in headers.items() if name.lower() not in _NOT_PASSED}
    try:
        url = _filled_text(str(one.get("url")), earlier)
        body = _filled(one.get("body"), earlier)
        assert call.run is not None
        reply = call.run(str(one.get("method", "GET")).upper(), url, sent, body)
    except ApiError as error:
        reply = json_reply(error.status, error.body())
    shown = {_SHOWN[name]: value for name, value in reply.headers if name in _SHOWN}
    content = orjson.loads(reply.body) if reply.body else None
    return {"body": content, "httpHeaders": shown, "httpStatusCode": reply.status, "referenceId": one["referenceId"]}


def _filled(value: Any, earlier: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        whole = _REFERENCE.fullmatch(value)
        return _filled_text(value, earlier) if whole is None else _found(whole, earlier)
    if isinstance(value, dict):
        return {name: _filled(one, earlier) for name, one in value.items()}
    return [_filled(one, earlier) for one in value] if isinstance(value, list) else value


def _filled_text(text: str, earlier: Mapping[str, Any]) -> str:
    def found(match: re.Match[str]) -> str:
        value = _found(match, earlier)
        if isinstance(value, bool):
            return str(value).lower()
        return "" if value is None else str(value)

    return _REFERENCE.sub(found, text)


def _found(match: re.Match[str], earlier: Mapping[str, Any]) -> Any:
    """The value in an earlier answer that an expression names. Raises `ApiError`."""
    value: Any = earlier.get(match.group(1))
    for name, position in _STEP.findall(match.group(2)):
        try:
            value = value[int(position)] if position else value[name]
        except (KeyError, IndexError, TypeError):
            message = f"Invalid reference specified. No value for {match.group(0)} found"
            raise ApiError(400, "PROCESSING_HALTED", message) from None
    return value


@ROUTES.on("POST", "/composite/batch")
def batch(call: Call) -> Reply:
    """Parts that know nothing of each other."""
    parts = call.body.get("batchRequests")
    if not isinstance(parts, list) or not all(isinstance(one, dict) for one in parts):
        raise ApiError(400, "MISSING_ARGUMENT", "batchRequests is missing")
    if len(parts) > MOST:
        raise ApiError(400, "LIMIT_EXCEEDED", f"Maximum number of sub-requests is {MOST}")
    for _ in parts[1:]:  # each counts against the day (section 5)
        call.desk.limiter.admit()
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
