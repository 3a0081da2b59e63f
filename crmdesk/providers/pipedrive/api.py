"""Pipedrive's calls, each in one place: paths, parameters, limits of size (sections 0 to 3)."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from crmdesk.domain.errors import RecordRefused, VendorNonsense
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.pipedrive.errors import judge, refused
from crmdesk.providers.pipedrive.tables import TABLES
from crmdesk.providers.rest import Answer, RestClient, Sender, encoded, nonsense, plain_id
from crmdesk.providers.trail import Trail

LIST_PAGE = 500
"""The price of a list does not depend on its length (section 5)."""

IDS = 100
FOUND_MOST = 50
CHANGELOG_PAGE = 500
_ID = re.compile(r"[0-9]{1,19}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

Query = tuple[tuple[str, str], ...]
Row = dict[str, Any]
Body = Mapping[str, Any]


class Api:
    """Calls by name. Reads raise the connection faults, reads by id and writes also RecordRefused."""

    def __init__(self, http: Sender) -> None:
        self._rest = RestClient(http, judge)

    async def get(self, path: str, query: Query = ()) -> Answer:
        """GET a list or a definition."""
        answer = await self._rest.read(Request("GET", path, path, query, effect=Effect.READS))
        try:
            return _succeeded(answer)
        except RecordRefused as error:
            raise VendorNonsense("request_refused", endpoint=path, vendor_words=error.vendor_words) from error

    async def page(self, path: str, query: Query, cursor: str | None) -> Answer:
        """A page of a v2 list. RecordRefused: the parameters are not accepted, a cursor that has aged for example."""
        request = Request("GET", path, path, _paged(query, cursor), effect=Effect.READS)
        return _succeeded(await self._rest.call(request))

    async def v1_page(self, path: str, query: Query, start: int) -> Answer:
        """A page of a v1 list."""
        return await self.get(path, (("limit", str(LIST_PAGE)), ("start", str(start)), *query))

    async def by_ids(self, name: str, ids: Sequence[str]) -> list[Row]:
        """The rows of up to 100 ids in v2, in no order; those that are not there are left out, deleted ones may be."""
        known = [id for id in ids if id.isascii() and id.isdecimal()]
        if not known:
            return []
        query = (("limit", str(LIST_PAGE)), ("ids", ",".join(known)))
        return (await self.get(TABLES[name].path, query)).page("data")

    async def one(self, name: str, id: str) -> Row:
        """One row by its id, deleted ones for 30 days. RecordRefused: ``row_not_there``, or hidden (status 403)."""
        answer = _succeeded(await self._rest.call(self._by_id("GET", name, id, Effect.READS)))
        return _same(answer, id, _row(answer, missing_at_204=True))

    async def create(self, name: str, body: Body) -> Row:
        """A new row. RecordRefused with the vendor's words."""
        path = TABLES[name].path
        return _row(
            _succeeded(await self._rest.call(Request("POST", path, path, json=encoded(body), effect=Effect.WRITES)))
        )

    async def update(self, name: str, id: str, body: Body) -> Row:
        """Change a row; as it is afterwards. RecordRefused with the vendor's words."""
        method = "PUT" if name == "notes" else "PATCH"
        answer = _succeeded(await self._rest.call(self._by_id(method, name, id, Effect.WRITES, body)))
        return _same(answer, id, _row(answer))

    async def delete(self, name: str, id: str) -> None:
        """Delete a row. RecordRefused: ``row_not_there`` where it is gone already."""
        _succeeded(await self._rest.call(self._by_id("DELETE", name, id, Effect.IDEMPOTENT)))

    async def post(self, path: str, body: Any, endpoint: str | None = None) -> Answer:
        """POST a definition. RecordRefused: it is not wanted."""
        return _succeeded(
            await self._rest.call(Request("POST", path, endpoint or path, json=encoded(body), effect=Effect.WRITES))
        )

    async def search(self, name: str, term: str, field: str, *, exact: bool) -> list[str]:
        """The ids that a search finds."""
        query = (("term", term), ("fields", field), ("exact_match", str(exact).lower()), ("limit", str(FOUND_MOST)))
        answer = await self.get(f"/api/v2/{name}/search", query)
        data = answer.content.get("data")
        items = data.get("items") if isinstance(data, dict) else None
        if not isinstance(items, list):
            raise nonsense(answer.endpoint, "data.items", "no list")
        found = []
        for entry in items:
            item = entry.get("item") if isinstance(entry, dict) else None
            if not isinstance(item, dict):
                raise nonsense(answer.endpoint, "data.items", "no object")
            found.append(plain_id(answer.endpoint, "data.items.item.id", item.get("id")))
        return found

    async def newest(self, name: str) -> AsyncGenerator[list[Row], None]:
        """The rows of an object by pages, newest first, which does not depend on the search index (section 6)."""
        path, trail, following = TABLES[name].path, Trail(), None
        while True:
            if TABLES[name].v1:
                answer = await self.v1_page(path, (("sort", "add_time DESC"),), int(following or 0))
                start = next_start(answer)
                following = None if start is None else str(start)
            else:
                answer = await self.get(path, _paged((("sort_by", "id"), ("sort_direction", "desc")), following))
                following = next_cursor(answer)
            yield answer.page("data")
            if following is None:
                return
            trail.follow(path, following)

    async def recents(self, item: str, since: str, start: int, limit: int = LIST_PAGE) -> Answer:
        """What changed since a time of v1, deletions too; one month back at most (section 3)."""
        query = (("since_timestamp", since), ("items", item), ("start", str(start)), ("limit", str(limit)))
        return await self.get("/v1/recents", query)

    async def changelog(self, name: str, id: str) -> list[Row]:
        """The newest changes of a row, newest first."""
        path, endpoint = (f"/v1/{name}/{part}/changelog" for part in (_segment(id), "{id}"))
        request = Request("GET", path, endpoint, (("limit", str(CHANGELOG_PAGE)),), effect=Effect.READS)
        return _succeeded(await self._rest.call(request)).page("data")

    async def all_fields(self, path: str) -> list[Row]:
        """Every definition of a v2 list of fields: an account may have more than a page of them."""
        found: list[Row] = []
        cursor: str | None = None
        trail = Trail()
        while True:
            answer = await self.get(path, _paged((), cursor))
            found += answer.page("data")
            cursor = next_cursor(answer)
            if cursor is None:
                return found
            trail.follow(path, cursor)

    def _by_id(self, method: str, name: str, id: str, effect: Effect, body: Body | None = None) -> Request:
        path = TABLES[name].path
        content = None if body is None else encoded(body)
        return Request(method, f"{path}/{_segment(id)}", f"{path}/{{id}}", json=content, effect=effect)


def _paged(query: Query, cursor: str | None) -> Query:
    return (("limit", str(LIST_PAGE)), *query, *((("cursor", cursor),) if cursor else ()))


def next_cursor(answer: Answer) -> str | None:
    """The cursor of a v2 page; None on the last one."""
    return answer.part("additional_data", "next_cursor")


def next_start(answer: Answer) -> int | None:
    """Where a v1 list goes on: told in ``pagination``, or beside it (section 2); None on the last page."""
    more = answer.content.get("additional_data")
    paging = more.get("pagination", more) if isinstance(more, dict) else None
    if not isinstance(paging, dict) or not paging.get("more_items_in_collection"):
        return None
    told = Answer(answer.endpoint, answer.status, paging, answer.date)
    start, limit, following = told.count("start"), told.count("limit"), told.count("next_start")
    if following is None and start is not None and limit is not None:
        following = start + limit
    if following is None:
        raise nonsense(answer.endpoint, "additional_data", "more items and no start")
    return following


def moment(ms: int) -> str:
    """A time for ``updated_since``: whole seconds, others are refused (section 3)."""
    return datetime.fromtimestamp(max(ms, 0) // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def v1_moment(ms: int) -> str:
    """The same as v1 writes times."""
    return datetime.fromtimestamp(max(ms, 0) // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _segment(id: str) -> str:
    """An id as a part of a path: a number or a UUID; anything else cannot be one, and must not become a path."""
    return id if _ID.fullmatch(id) else "0"


def _succeeded(answer: Answer) -> Answer:
    """An answer that says of itself that it failed is a refusal, whatever its status."""
    if answer.content.get("success") is False:
        raise refused(answer.content, answer.status)
    return answer


def _row(answer: Answer, *, missing_at_204: bool = False) -> Row:
    if missing_at_204 and answer.status == 204:
        raise refused({"error": "No content"}, 404)
    found = answer.content.get("data")
    if not isinstance(found, dict):
        raise nonsense(answer.endpoint, "data", "no object")
    return found


def _same(answer: Answer, id: str, row: Row) -> Row:
    """A row that was asked for by its id. Raises VendorNonsense where another one came."""
    if plain_id(answer.endpoint, "data.id", row.get("id")) != id:
        raise nonsense(answer.endpoint, "data.id", "another one")
    return row
