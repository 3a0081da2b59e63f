"""What became of a record, entry by entry (section 5)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from crmdesk.sandbox.messages import JsonObject, Reply
from crmdesk.sandbox.zoho.calls import ROUTES, Call, empty, json_reply
from crmdesk.sandbox.zoho.catalogue import Module
from crmdesk.sandbox.zoho.criteria import DEEPEST
from crmdesk.sandbox.zoho.errors import ApiError, wrong_parameter
from crmdesk.sandbox.zoho.listing import CHANGED, PAGE, page_size
from crmdesk.sandbox.zoho.org import Org
from crmdesk.sandbox.zoho.records import Entry, Row
from crmdesk.sandbox.zoho.values import instant
from crmdesk.sandbox.zoho.writes import require


@ROUTES.on("GET", "/v8/{object}/{id}/__timeline")
def timeline(call: Call) -> Reply:
    """``GET /{module}/{id}/__timeline``, the newest first unless told otherwise; only those that ``filters`` let through."""
    query, row = dict(call.request.query), require(call.org, call.module, call.id())
    order = query.get("sort_order", "desc")
    if order not in {"asc", "desc"}:
        raise wrong_parameter("INVALID_DATA", "sort_order", "please check the value given")
    if query.get("sort_by", "audited_time") != "audited_time":
        raise wrong_parameter("INVALID_DATA", "sort_by", "please check the value given")
    entries = row.timeline if order == "asc" else row.timeline[::-1]
    if query.get("filters"):
        fits = _filter(call.org, call.module, _json(query["filters"]))
        entries = [entry for entry in entries if fits(entry)]
    if not entries:
        return empty()
    start, size = _place(query, row, order, entries)
    shown, more = entries[start : start + size], len(entries) > start + size
    info = {"per_page": size, "next_page_token": _token(row, order, size, shown[-1]) if more else None,
            "count": len(shown), "page": start // size + 1, "previous_page_token": None, "more_records": more}  # fmt: skip
    inner = frozenset(query.get("include_inner_details", "").split(","))
    return json_reply(200, {"__timeline": [_shown(call, row, entry, inner) for entry in shown], "info": info})


def _place(query: Mapping[str, str], row: Row, order: str, entries: list[Entry]) -> tuple[int, int]:
    """Where a page begins and how long it is; a page token tells both. Raises `ApiError`."""
    text = query.get("page_token")
    if text is None:
        return 0, page_size(query)
    if "per_page" in query:
        raise ApiError(
            400,
            "AMBIGUITY_DURING_PROCESSING",
            "ambiguity during processing",
            {"param_names": ["per_page", "page_token"]},
        )
    ids = [entry.id for entry in entries]
    try:
        id, sorted_by, size, last = orjson.loads(base64.urlsafe_b64decode(text))
        if (id, sorted_by) == (row.id, order) and last in ids and isinstance(size, int) and 0 < size <= PAGE:
            return ids.index(last) + 1, size
    except (binascii.Error, ValueError, TypeError):
        pass
    raise wrong_parameter("TOKEN_BOUND_DATA_MISMATCH", "page_token", CHANGED)


def _json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise wrong_parameter("INVALID_DATA", "filters", "please check the value given") from None


def _filter(org: Org, module: Module, raw: Any, depth: int = 0) -> Callable[[Entry], bool]:
    """The test that ``filters`` stand for: one, or a group of them, in the form of bulk read's criteria. Raises `ApiError`."""
    wrong = wrong_parameter("INVALID_DATA", "filters", "please check the value given")
    if not isinstance(raw, dict) or depth > DEEPEST:
        raise wrong
    group, word = raw.get("group"), str(raw.get("group_operator", "and")).lower()
    if isinstance(group, list) and group and word in {"and", "or"}:
        tests = [_filter(org, module, one, depth + 1) for one in group]
        return lambda entry: (any if word == "or" else all)(test(entry) for test in tests)
    named, comparator, value = raw.get("field"), raw.get("comparator"), raw.get("value")
    name = named.get("api_name") if isinstance(named, dict) else None
    if name == "audited_time" and comparator == "between" and isinstance(value, list) and len(value) == 2:
        first, last = (instant(one) if isinstance(one, str) else None for one in value)
        if first is not None and last is not None:
            return lambda entry: first <= entry.at_s <= last
    read: dict[Any, Callable[[Entry], str]] = {
        "source": lambda entry: entry.source, "done_by.id": lambda entry: entry.user,
        "record.module.api_name": lambda entry: module.name,
    }  # fmt: skip
    held, many = read.get(name), value if comparator == "in" else [value]
    if held is None or comparator not in {"equal", "in"} or not isinstance(many, list):
        raise wrong
    wanted = [str(one) for one in many]
    return lambda entry: held(entry) in wanted


def _token(row: Row, order: str, size: int, last: Entry) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([row.id, order, size, last.id])).decode()


def _shown(call: Call, row: Row, entry: Entry, inner: frozenset[str]) -> JsonObject:
    org, module = call.org, call.module
    type = {"type__s": "Regular User"} if "done_by.type__s" in inner else {}
    return {
        "id": entry.id, "audited_time": org.moment(entry.at_s), "action": entry.action, "source": entry.source,
        "done_by": {"name": org.users[entry.user].name, "id": entry.user, **type}, "related_record": None,
        "record": {"module": org.named(module), "name": org.title(module, row), "id": row.id},
        "automation_details": None,
        "field_history": [_change(org, module, inner, *change) for change in entry.changes] or None,
    }  # fmt: skip


def _change(org: Org, module: Module, inner: frozenset[str], name: str, old: Any, new: Any) -> JsonObject:
    """One field's change; its type and label are inner details, told on request."""
    field = module.fields.get(name)
    details = {"data_type": field.type if field else "text", "field_label": field.label if field else name}
    return {
        "api_name": name, "id": "0", **{key: text for key, text in details.items() if f"field_history.{key}" in inner},
        "_value": {"old": _told(org, module, name, old), "new": _told(org, module, name, new)},
    }  # fmt: skip


def _told(org: Org, module: Module, name: str, value: Any) -> str:
    """A value as timelines write it; blank is a word (section 5)."""
    field = module.fields.get(name)
    if value is None or value == [] or field is None:
        return "blank"
    if field.type == "datetime":
        return org.moment(value)
    if field.lookup:
        return str((org.person(value) if field.lookup == "users" else org.pointer(module, value))["name"])
    if isinstance(value, list):
        return ", ".join(one if isinstance(one, str) else _named(one) for one in value)
    return _named(value) if isinstance(value, dict) else str(value)


def _named(value: JsonObject) -> str:
    """A guest, a reminder or a rule in one line."""
    return " ".join(map(str, value.values()))
