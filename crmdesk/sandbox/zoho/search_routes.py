"""Search and COQL (sections 2.8 and 2.9)."""

from __future__ import annotations

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.zoho import coql, criteria
from crmdesk.sandbox.zoho.calls import ROUTES, Call, empty, json_reply
from crmdesk.sandbox.zoho.criteria import Test
from crmdesk.sandbox.zoho.errors import ApiError
from crmdesk.sandbox.zoho.listing import WITHOUT_END, order_of, page_number, page_size, place_of, render
from crmdesk.sandbox.zoho.records import Row

SEARCHED = 2000
NATIONAL = 9


@ROUTES.on("GET", "/v8/{object}/search")
def search(call: Call) -> Reply:
    """``GET /{module}/search``: shows what its index knows, which is some time behind."""
    call.need("ZohoSearch.securesearch.READ")
    query, org = dict(call.request.query), call.org
    size = page_size(query)
    number = page_number(query, most=WITHOUT_END)
    if number * size > SEARCHED:
        raise ApiError(400, "LIMIT_REACHED", "limit reached", {"limit": str(SEARCHED)})
    test = _test(call)
    seen = org.clock() - max(org.lag_s, float(org.traits["search_lag_s"]))
    converted = query.get("converted", "false")
    rows = [
        row for row in org.tables[call.module.name].live()
        if row.indexed_at <= seen and test(row)
        and (converted == "both" or bool(row.values.get("Converted__s")) is (converted == "true"))
    ]  # fmt: skip
    sort, descending = order_of(query)
    rows.sort(key=lambda row: place_of(row, sort), reverse=descending)
    fields = call.desk.lister.fields(call.module, query, old=True)
    shown = [render(org, call.module, row, fields, whole=False) for row in rows[(number - 1) * size : number * size]]
    info = {"per_page": size, "count": len(shown), "page": number, "more_records": len(rows) > number * size,
            "sort_by": query.get("sort_by", "id"), "sort_order": "desc" if descending else "asc"}  # fmt: skip
    return json_reply(200, {"data": shown, "info": info}) if shown else empty()


@ROUTES.on("POST", "/v8/coql")
def coql_query(call: Call) -> Reply:
    """``POST /coql``."""
    call.need("ZohoCRM.coql.READ")
    text = call.body.get("select_query")
    if not isinstance(text, str):
        details = {"api_name": "select_query", "json_path": "$.select_query"}
        raise ApiError(400, "MANDATORY_NOT_FOUND", "required field not found", details)
    query = coql.parsed(call.org, text, call.version)
    call.need_module(query.module.name, "READ")
    call.more_credits = query.credits - 1
    rows, info = coql.run(call.org, query)
    return json_reply(200, {"data": rows, "info": info}) if rows else empty()


def _test(call: Call) -> Test:
    first = call.request.first
    if first("criteria"):
        return criteria.parsed(call.org, call.module, first("criteria"), call.version.criteria)
    for name, of in (("email", _by_email), ("phone", _by_phone), ("word", _by_word)):
        if first(name):
            return of(call, first(name))
    raise ApiError(400, "EXPECTED_PARAM_MISSING", "one of the expected parameters is missing",
                   {"param_names": ["criteria", "email", "phone", "word"]})  # fmt: skip


def _by_email(call: Call, text: str) -> Test:
    names = [one.name for one in call.org.fields(call.module) if one.type == "email"]
    return lambda row: any(str(row.values.get(name) or "").lower() == text.lower() for name in names)


def _by_phone(call: Call, text: str) -> Test:
    names = [one.name for one in call.org.fields(call.module) if one.type == "phone"]
    if call.org.traits["phone_search"] == "exact":
        return lambda row: any(row.values.get(name) == text for name in names)
    wanted = _digits(text)
    return lambda row: any(_digits(str(row.values.get(name) or "")) == wanted for name in names) and bool(wanted)


def _by_word(call: Call, text: str) -> Test:
    def found(row: Row) -> bool:
        held = " ".join(str(value) for value in row.values.values() if isinstance(value, str))
        return text.casefold() in held.casefold()

    return found


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())[-NATIONAL:]
