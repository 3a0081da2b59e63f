"""Queries over HTTP (section 3.1)."""

from __future__ import annotations

from crmdesk.sandbox.messages import Reply
from crmdesk.sandbox.salesforce.calls import ROUTES, Call, json_reply
from crmdesk.sandbox.salesforce.errors import ApiError


@ROUTES.on("GET", "/query")
def query(call: Call) -> Reply:
    """Live rows."""
    return _run(call, deleted=False)


@ROUTES.on("GET", "/queryAll")
def query_all(call: Call) -> Reply:
    """Rows in the recycle bin, merged ones and archived activities too."""
    return _run(call, deleted=True)


@ROUTES.on("GET", "/query/{locator}")
def more(call: Call) -> Reply:
    """A further page."""
    return json_reply(200, call.desk.querier.more(call.values["locator"]))


@ROUTES.on("GET", "/queryAll/{locator}")
def more_of_all(call: Call) -> Reply:
    """A further page."""
    return more(call)


def _run(call: Call, *, deleted: bool) -> Reply:
    soql = call.query.get("q", "")
    if not soql:
        raise ApiError(400, "MALFORMED_QUERY", "A query string has to be specified")
    result = call.desk.querier.run(soql, deleted=deleted, version=call.version)
    return json_reply(200, call.desk.querier.page(result, call.version, call.batch_size))
