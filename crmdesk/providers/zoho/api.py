"""Zoho's calls, each in one place: paths, parameters, bodies, limits of size (sections 2 to 4)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime
from typing import Any

from crmdesk.domain.errors import PermissionLost, RecordRefused, VendorNonsense
from crmdesk.net.messages import Effect, Request, Response
from crmdesk.providers.rest import Answer, RestClient, Sender, encoded, nonsense, parsed
from crmdesk.providers.trail import Trail
from crmdesk.providers.zoho.errors import judge
from crmdesk.providers.zoho.tables import NOTES

VERSION = "/crm/v8"
BULK = "/crm/bulk/v8/read"
PAGE = 200
FIELDS = 50
"""Names of fields that one list may ask for (section 2.1)."""

IDS = 50
"""Ids of one list: the parameter may have 1,024 characters (section 2.1)."""

BATCH = 100
MOST_PAGES = 10
"""Pages by number reach 2,000 rows (section 2.1)."""

DELETED_PAGES = 500
"""Pages of deleted rows that are read at most: nothing says how many there may be."""

COQL_MOST = 200
"""Rows of one query at the lowest price (section 4.1)."""

_APPROVED = frozenset({"Leads", "Contacts", "Accounts", "Deals"})
"""Modules whose rows may wait for an approval."""

Query = tuple[tuple[str, str], ...]
Body = Mapping[str, Any]
Item = dict[str, Any]


class Api:
    """Calls by name. Each raises the connection faults, and RecordRefused where a call was refused as a whole."""

    def __init__(self, http: Sender) -> None:
        self._http = http
        self._rest = RestClient(http, judge)
        self._notes_alone = False

    async def read(self, tail: str, query: Query = (), *, endpoint: str = "") -> Answer:
        """GET something in which nothing is refused. Nothing found is an answer without content (section 0)."""
        return await self._rest.read(
            Request("GET", VERSION + tail, VERSION + (endpoint or tail), query, effect=Effect.READS)
        )

    async def page(self, module: str, query: Query, since: str | None) -> Answer:
        """A page of a list, of rows that changed ``since`` a moment. RecordRefused: a page token is void."""
        path = f"{VERSION}/{module}"
        return await self._rest.call(Request("GET", path, path, query, headers=_since(since), effect=Effect.READS))

    async def by_ids(self, module: str, ids: Sequence[str], fields: Sequence[str]) -> list[Item]:
        """Rows by id, in no order; those that are not there are left out. Converted leads are among them.

        Notes are listed to administrators alone, and shown one by one to everybody (section 2.11).
        """
        found: list[Item] = []
        if module == NOTES and self._notes_alone:
            return await self._one_by_one(module, ids)
        both: Query = (*((("converted", "both"),) if module == "Leads" else ()), *unapproved(module))
        for start in range(0, len(ids), IDS):
            part = ids[start : start + IDS]
            query = (("fields", ",".join(fields)), ("ids", ",".join(part)), ("per_page", str(PAGE)), *both)
            try:
                found += (await self.read(f"/{module}", query)).page("data")
            except PermissionLost:
                if module != NOTES:
                    raise
                self._notes_alone = True
                return await self._one_by_one(module, ids)
        return found

    async def _one_by_one(self, module: str, ids: Sequence[str]) -> list[Item]:
        return [row for id in ids if (row := await self.one(module, id)) is not None]

    async def one(self, module: str, id: str) -> Item | None:
        """One row with everything that lists leave out or cut; None where it is not there.

        Raises VendorNonsense for a refusal that says anything else: a row is not gone because a question was not understood.
        """
        path = f"{VERSION}/{module}"
        try:
            answer = await self._rest.call(Request("GET", f"{path}/{id}", f"{path}/{{id}}", effect=Effect.READS))
        except RecordRefused as error:
            if error.key == "row_not_there":
                return None
            raise unreadable(path, error) from error
        row = next(iter(answer.page("data")), None)
        if row is not None and row.get("id") != id:
            raise nonsense(answer.endpoint, "data.id", "another one")
        return row

    async def deleted(self, module: str, since: str | None, page: int) -> Answer:
        """A page of the deleted rows, of those deleted ``since`` a moment."""
        path = f"{VERSION}/{module}/deleted"
        query = (("type", "all"), ("page", str(page)), ("per_page", str(PAGE)))
        return await self._rest.read(Request("GET", path, path, query, headers=_since(since), effect=Effect.READS))

    async def deletions(self, module: str, since: str | None) -> AsyncGenerator[Answer, None]:
        """All pages of the deleted rows. Raises VendorNonsense where they come to no end."""
        for number in range(1, DELETED_PAGES + 1):
            answer = await self.deleted(module, since, number)
            yield answer
            if answer.part("info", "more_records") != "True":
                return
        raise VendorNonsense("paging_stuck", endpoint=f"/{module}/deleted")

    async def newest(self, module: str, fields: Sequence[str]) -> AsyncGenerator[list[Item], None]:
        """The rows of a module by pages, newest first, which does not depend on the index of searches."""
        query: Query = (
            ("fields", ",".join(fields)), ("per_page", str(PAGE)), ("sort_by", "Created_Time"), ("sort_order", "desc"),
            *unapproved(module),
        )  # fmt: skip
        following: Query = ()
        trail = Trail()
        while True:
            answer = await self.read(f"/{module}", (*query, *following))
            yield answer.page("data")
            if answer.part("info", "more_records") != "True":
                return
            token = answer.part("info", "next_page_token")
            if token is None:
                raise nonsense(answer.endpoint, "info.next_page_token", "missing")
            trail.follow(answer.endpoint, token)
            following = (("page_token", token),)

    async def search(self, module: str, query: Query, fields: Sequence[str]) -> list[Item]:
        """What a search finds; its index is behind by some seconds (section 2.8)."""
        asked = (*query, ("fields", ",".join(fields)), ("per_page", str(PAGE)))
        return (await self.read(f"/{module}/search", asked)).page("data")

    async def query(self, coql: str) -> list[Item]:
        """The rows of a query, which shows what is there now (section 2.9)."""
        return (await self.queried(coql)).page("data")

    async def queried(self, coql: str) -> Answer:
        """The answer to a query."""
        path = f"{VERSION}/coql"
        request = Request("POST", path, path, json=encoded({"select_query": coql}), effect=Effect.READS)
        return await self._rest.read(request)

    async def notes_of(self, module: str, id: str, fields: Sequence[str]) -> list[Item]:
        """The notes of a row. RecordRefused: it is not there, or its layout has no such list."""
        path, found = f"{VERSION}/{module}", list[Item]()
        for number in range(1, MOST_PAGES + 1):
            query = (("fields", ",".join(fields)), ("page", str(number)), ("per_page", str(PAGE)))
            request = Request("GET", f"{path}/{id}/Notes", f"{path}/{{id}}/Notes", query, effect=Effect.READS)
            answer = await self._rest.call(request)
            found += answer.page("data")
            if answer.part("info", "more_records") != "True":
                break
        return found

    async def timeline(self, module: str, id: str) -> list[Item]:
        """The newest entries of a row's timeline, newest first."""
        query = (("per_page", str(PAGE)), ("sort_by", "audited_time"), ("sort_order", "desc"))
        path = f"{VERSION}/{module}"
        request = Request("GET", f"{path}/{id}/__timeline", f"{path}/{{id}}/__timeline", query, effect=Effect.READS)
        return (await self._rest.call(request)).page("__timeline")

    async def create(self, module: str, records: Sequence[Body], *, keyed: bool) -> list[Item]:
        """Make up to 100 rows; an answer per item in their order."""
        return await self._batch(
            "POST", f"/{module}", {"data": list(records)}, effect=Effect.IDEMPOTENT if keyed else Effect.WRITES
        )

    async def upsert(self, module: str, key: str, records: Sequence[Body]) -> list[Item]:
        """Make or change up to 100 rows by a unique field. Not repeated at once: it would write over what was changed since."""
        body = {"data": list(records), "duplicate_check_fields": [key]}
        return await self._batch("POST", f"/{module}/upsert", body)

    async def update(self, module: str, records: Sequence[Body]) -> list[Item]:
        """Change up to 100 rows, each with its id."""
        return await self._batch("PUT", f"/{module}", {"data": list(records)})

    async def change(self, module: str, id: str, record: Body, unmodified_since: str | None) -> Item:
        """Change one row, unless somebody else did so since a moment (section 5)."""
        path = f"{VERSION}/{module}"
        headers = () if unmodified_since is None else (("If-Unmodified-Since", unmodified_since),)
        body = encoded({"data": [record]})
        request = Request("PUT", f"{path}/{id}", f"{path}/{{id}}", json=body, headers=headers, effect=Effect.WRITES)
        return (await self._answers(request, "data", 1))[0]

    async def delete(self, module: str, ids: Sequence[str]) -> list[Item]:
        """Move up to 100 rows to the recycle bin; an answer per id."""
        path = f"{VERSION}/{module}"
        request = Request("DELETE", path, path, (("ids", ",".join(ids)),), effect=Effect.IDEMPOTENT)
        return await self._answers(request, "data", len(ids))

    async def make_fields(self, module: str, fields: Sequence[Body]) -> list[Item]:
        """Make up to five fields of a module; an answer per field (Zoho, create-custom-field; five: update-custom-fields)."""
        path = f"{VERSION}/settings/fields"
        request = Request(
            "POST", path, path, (("module", module),), json=encoded({"fields": list(fields)}), effect=Effect.WRITES
        )
        return await self._answers(request, "fields", len(fields))

    async def begin_bulk(self, query: Body) -> Item:
        """Begin a job that reads rows into a file (section 4.2); it changes nothing."""
        request = Request("POST", BULK, BULK, json=encoded({"query": query}), effect=Effect.READS)
        return _first(await self._rest.read(request))

    async def bulk_job(self, id: str) -> Item:
        """A job as it stands."""
        return _first(await self._rest.read(Request("GET", f"{BULK}/{id}", f"{BULK}/{{job}}", effect=Effect.READS)))

    async def bulk_file(self, id: str) -> tuple[bytes, datetime | None]:
        """The archive that a job ended in, and Zoho's clock."""
        request = Request("GET", f"{BULK}/{id}/result", f"{BULK}/{{job}}/result", effect=Effect.READS)
        response = await self._http.send(request)
        if response.status != 200:
            raise judge(request, response)
        return response.body, response.date

    async def _batch(self, method: str, tail: str, body: Body, *, effect: Effect = Effect.WRITES) -> list[Item]:
        path = VERSION + tail
        request = Request(method, path, path, json=encoded(body), effect=effect)
        return await self._answers(request, "data", len(body["data"]))

    async def _answers(self, request: Request, name: str, count: int) -> list[Item]:
        """The answer of every item: whatever the status, they are in the body (section 2.3)."""
        response = await self._http.send(request)
        items = _items(request, response, name)
        if items is None or (len(items) != count and response.status >= 300):
            raise judge(request, response)
        if len(items) != count:  # which of them belongs to which item nobody can say
            raise nonsense(request.endpoint, name, "another number of items")
        return items


def _items(request: Request, response: Response, name: str) -> list[Item] | None:
    """The items in an answer; None where it has none, and is an error by its status."""
    failed = response.status >= 400
    if failed and not response.body.lstrip().startswith(b"{"):
        return None
    content = parsed(request.endpoint, response.body)
    found = content.get(name) if isinstance(content, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        if failed:
            return None
        raise nonsense(request.endpoint, name, "no list of objects")
    return found


def unreadable(endpoint: str, error: RecordRefused) -> VendorNonsense:
    """A refusal of a read: no record is refused there, something is not as the vendor documents it."""
    return VendorNonsense("request_refused", endpoint=endpoint, vendor_words=error.vendor_words)


def _first(answer: Answer) -> Item:
    found = answer.rows("data")
    if not found:
        raise nonsense(answer.endpoint, "data", "empty")
    return found[0]


def unapproved(module: str) -> Query:
    """What brings the rows that wait for an approval, or were refused one: lists leave them out (Zoho, get-records)."""
    return (("approved", "both"),) if module in _APPROVED else ()


def _since(moment: str | None) -> tuple[tuple[str, str], ...]:
    return () if moment is None else (("If-Modified-Since", written(moment)),)


def written(moment: str) -> str:
    """A canonical moment for Zoho: with an offset, without milliseconds (section 2.1)."""
    return f"{moment[:19]}+00:00"
