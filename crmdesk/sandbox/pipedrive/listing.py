"""Lists: filters, order and keyset cursors of v2, offsets of v1 (section 2)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, TypeVar

import orjson

from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.calls import Call, whole_number
from crmdesk.sandbox.pipedrive.checks import moment_ms
from crmdesk.sandbox.pipedrive.errors import invalid
from crmdesk.sandbox.pipedrive.records import Record, stamp
from crmdesk.sandbox.pipedrive.values import WrongValue

FAR_MS = 1 << 60
PLAIN = ("limit", "cursor", "sort_by", "sort_direction")

Keep = Callable[[Record], bool]
OneT = TypeVar("OneT")


def page(call: Call, keep: Keep) -> tuple[list[Record], str | None]:
    """The rows of one v2 page and the cursor that follows it. Raises `ApiError`."""
    sort, descending = _order(call)
    limit, marker = call.limit(), _marker(call, sort)
    fitting = (one for one in _candidates(call, sort, descending, marker) if keep(one) and _shown(call, one))
    records = list(islice(fitting, limit + 1) if sort == "id" else fitting)
    if sort != "id":
        records.sort(key=lambda record: _key(record, sort), reverse=descending)
        if marker is not None:
            bound = (marker["fieldValue"] or "", marker["id"])
            records = [one for one in records if (_key(one, sort) < bound if descending else _key(one, sort) > bound)]
    rows = records[:limit]
    if len(records) <= limit:
        return rows, None
    return rows, _cursor(rows[-1], sort, descending)


def by_ids(call: Call, keep: Keep) -> list[Record] | None:
    """The rows that ``ids`` names; ``None`` without it. Raises `ApiError`."""
    if not call.request.first("ids"):
        return None
    ids = call.request.listed("ids")
    if len(ids) > 100:
        raise invalid(("ids", "This collection should contain 100 elements or less."))
    if any(whole_number(id) is None for id in ids):
        raise invalid(("ids", "This value should be of type integer"))
    found = [call.account.find(call.entity.plural, id) for id in dict.fromkeys(ids)]
    return [one for one in found if one is not None and keep(one) and not call.account.hidden_from(one, call.user_id)]


def _candidates(call: Call, sort: str, descending: bool, marker: JsonObject | None) -> Iterable[Record]:
    table = call.account.tables[call.entity.plural]
    since, until = _bound(call, "updated_since"), _bound(call, "updated_until")
    if since is not None or until is not None:
        fresh = call.account.now_ms() - call.lag_ms("list_lag_s")
        found = [
            one for one in table.updated(since or 0, FAR_MS if until is None else until) if one.written_ms <= fresh
        ]
        if sort != "id":
            return found
        found.sort(key=lambda record: record.number, reverse=descending)
        if marker is None:
            return found
        return [one for one in found if (one.number < marker["id"] if descending else one.number > marker["id"])]
    start = FAR_MS if descending else 0
    if marker is not None and sort == "id":
        start = marker["id"]
    return table.after(start, descending=descending)


def _shown(call: Call, record: Record) -> bool:
    return not call.account.hidden_from(record, call.user_id)


def _order(call: Call) -> tuple[str, bool]:
    sort, direction = call.request.first("sort_by", "id"), call.request.first("sort_direction", "asc")
    if sort not in call.entity.sorts:
        raise invalid(("sort_by", "The value you selected is not a valid choice"))
    if direction not in {"asc", "desc"}:
        raise invalid(("sort_direction", "The value you selected is not a valid choice"))
    return sort, direction == "desc"


def _key(record: Record, sort: str) -> tuple[str, int]:
    """Rows that were never updated come first."""
    if sort == "update_time":
        return stamp(record.updated_ms) or "", record.number
    if sort == "add_time":
        return stamp(record.added_ms) or "", record.number
    value = record.values.get(sort)
    text = f"{value:012d}" if isinstance(value, int) else str(value or "")
    return text, record.number


def _cursor(record: Record, sort: str, descending: bool) -> str:
    value = record.number if sort == "id" else _key(record, sort)[0]
    marker = {"field": sort, "fieldValue": value, "sortDirection": "desc" if descending else "asc", "id": record.number}
    return base64.urlsafe_b64encode(orjson.dumps(marker)).rstrip(b"=").decode()


def _marker(call: Call, sort: str) -> JsonObject | None:
    text = call.request.first("cursor")
    if not text:
        return None
    try:
        marker = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, orjson.JSONDecodeError, ValueError):
        marker = None
    if isinstance(marker, dict) and _leads_on(marker, sort):
        return marker
    if call.account.traits["bad_cursor"] == "ignored":
        return None
    raise invalid(("cursor", "Invalid cursor"))


def _leads_on(marker: JsonObject, sort: str) -> bool:
    """Whether a marker belongs to a list in this order; one of another order has a value of another type."""
    kind = int if sort == "id" else str
    return marker.get("field") == sort and type(marker.get("id")) is int and type(marker.get("fieldValue")) is kind


def _bound(call: Call, name: str) -> int | None:
    text = call.request.first(name)
    if not text:
        return None
    try:
        return moment_ms(text)
    except WrongValue as error:
        if call.account.traits["wrong_time"] == "ignored":
            return None
        raise invalid((name, str(error))) from None


def offset_page(call: Call, records: list[OneT], show: Callable[[OneT], Any]) -> tuple[Any, JsonObject]:
    """The data and paging of one v1 page; those of leads and fields may tell it in another place. Raises `ApiError`."""
    start, limit, name = call.start(), call.limit(), call.place.rest[0]
    rows = records[start : start + limit]
    more = start + limit < len(records)
    paging: JsonObject = {"start": start, "limit": limit, "more_items_in_collection": more}
    if more:
        paging["next_start"] = start + limit
    flat = (name == "leads" or name.endswith("Fields")) and call.account.traits["lead_paging"] == "flat"
    data: Any = [show(record) for record in rows]
    if not data and call.account.traits["empty_v1_list"] == "null":
        data = None
    return data, {"additional_data": paging if flat else {"pagination": paging}}


def v1_sorted(call: Call, records: list[Record]) -> list[Record]:
    """The rows in the order of ``sort=update_time DESC, id ASC``. Raises `ApiError`."""
    for part in reversed([one.strip() for one in call.request.first("sort").split(",") if one.strip()]):
        name, _, direction = part.partition(" ")
        if name not in call.entity.sorts:
            raise call.wrong("sort", f"unknown field {name}")
        records = sorted(records, key=lambda one, name=name: _v1_key(one, name), reverse=direction.upper() == "DESC")  # type: ignore[misc]
    return records


def _v1_key(record: Record, name: str) -> tuple[str, int]:
    if name == "update_time":
        return f"{record.updated_ms or 0:020d}", record.number
    if name in {"add_time", "id"}:
        return f"{record.added_ms if name == 'add_time' else 0:020d}", record.number
    return _key(record, name)


def v1_updated(call: Call, records: Iterable[Record]) -> list[Record]:
    """The rows of a v1 list under ``updated_since``. Raises `ApiError`."""
    text = call.request.first("updated_since")
    if not text:
        return list(records)
    try:
        since = moment_ms(text)
    except WrongValue:
        if call.account.traits["wrong_time"] == "ignored":
            return list(records)
        raise call.wrong("updated_since", "This value is not a valid datetime") from None
    fresh = call.account.now_ms() - call.lag_ms("list_lag_s")
    return [one for one in records if (one.updated_ms or 0) >= since and one.written_ms <= fresh]
