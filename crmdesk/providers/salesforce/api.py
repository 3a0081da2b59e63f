"""Salesforce's calls, each in one place: paths, bodies, limits of size (sections 3 to 5)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from crmdesk.domain.errors import RecordRefused, VendorNonsense
from crmdesk.net.messages import Effect, Request
from crmdesk.providers.rest import Answer, Sender, encoded, nonsense, parsed
from crmdesk.providers.salesforce import errors
from crmdesk.providers.salesforce.paths import Paths
from crmdesk.providers.trail import Trail

COLLECTION = 200
RETRIEVED = 2000
PARTS = 25
URL_LENGTH = 6000
"""Longer queries go into the body of a composite: address and headers together may have 16,384 characters, as encoded."""

LISTED = 3000
"""How many ids, or keys of crmdesk, one query names: a query may have 100,000 characters (section 3.1), and a key takes 29."""

SAVING = ("Sforce-Duplicate-Rule-Header", "allowSave=true")
"""A duplicate rule that only alerts, of a new row or of an edit, is for whoever types at Salesforce, and can save all the same;
here rows are read, and the same person looked for, before one is made (section 4.2)."""

CREATING = (("Sforce-Auto-Assign", "FALSE"), SAVING)
"""Lead assignment rules would overrule the owner that a person chose here."""

Body = Mapping[str, Any]
Item = dict[str, Any]


class Api:
    """Calls by name. Each raises the connection faults, and RecordRefused where a call was refused as a whole."""

    def __init__(self, http: Sender, paths: Paths) -> None:
        self.paths = paths
        self._http = http
        self.date: datetime | None = None
        """Salesforce's clock in the latest answer."""

    async def get(self, tail: str, endpoint: str, query: tuple[tuple[str, str], ...] = ()) -> Answer:
        """GET anything below the version."""
        request = Request("GET", self.paths.data(tail), self.paths.data(endpoint), query, effect=Effect.READS)
        return self._object(request, await self._send(request))

    async def read(self, tail: str, endpoint: str, query: tuple[tuple[str, str], ...] = ()) -> Answer:
        """The same for a read in which nothing is refused: such an answer is VendorNonsense(``request_refused``)."""
        try:
            return await self.get(tail, endpoint, query)
        except RecordRefused as error:
            raise errors.unreadable(endpoint, error) from error

    async def select(self, soql: str, *, everything: bool = False) -> AsyncGenerator[Answer, None]:
        """The pages of a query, each with all rows below its rows.

        With ``everything`` there are rows in the recycle bin and archived activities, too. Raises RecordRefused where
        Salesforce does not take the query, VendorNonsense where a page leads to itself.
        """
        tail = "/queryAll" if everything else "/query"
        short = len(quote(soql)) <= URL_LENGTH
        answer = await (self.get(tail, tail, (("q", soql),)) if short else self._long_query(tail, soql))
        trail = Trail()
        while True:
            done = is_last(answer)
            await self._complete(answer)
            yield answer
            if done:
                return
            following = answer.part("nextRecordsUrl") or ""
            trail.follow(answer.endpoint, following)
            answer = await self._following(following)

    async def rows(self, soql: str, *, everything: bool = False) -> list[Item]:
        """All rows of a query."""
        return [row async for answer in self.select(soql, everything=everything) for row in answer.page("records")]

    async def retrieve(self, name: str, ids: Sequence[str], fields: Sequence[str]) -> list[Item]:
        """Rows by id, in their order; those that are not there are left out. RecordRefused: a field is not there."""
        found: list[Item] = []
        for start in range(0, len(ids), RETRIEVED):
            body = {"ids": list(ids[start : start + RETRIEVED]), "fields": list(fields)}
            path = self.paths.collection(f"/{name}")
            request = Request("POST", path, path, json=encoded(body), effect=Effect.READS)
            content = parsed(path, (await self._send(request)).body)
            found += [row for row in _items(path, content) if row is not None]
        return found

    async def create(self, records: Sequence[Body]) -> list[Item]:
        """Make up to 200 rows; an answer per item in their order."""
        return await self._collection("POST", "", records, headers=CREATING)

    async def upsert(self, name: str, field: str, records: Sequence[Body]) -> list[Item]:
        """Make or change up to 200 rows by a key. It is not repeated at once: it would write over what was made of them since."""
        return await self._collection("PATCH", f"/{name}/{field}", records, headers=CREATING)

    async def update(self, records: Sequence[Body]) -> list[Item]:
        """Change up to 200 rows by id."""
        return await self._collection("PATCH", "", records, headers=(SAVING,))

    async def delete(self, ids: Sequence[str]) -> list[Item]:
        """Move up to 200 rows to the recycle bin."""
        path = self.paths.collection()
        request = Request("DELETE", path, path, (("ids", ",".join(ids)), ("allOrNone", "false")), effect=Effect.WRITES)
        return _filled(request.endpoint, parsed(request.endpoint, (await self._send(request)).body), len(ids))

    async def composite(self, parts: Sequence[Body], *, effect: Effect = Effect.WRITES) -> dict[str, Item]:
        """Up to 25 requests in one call, each on its own; the answers by ``referenceId``."""
        path = self.paths.data("/composite")
        body = encoded({"allOrNone": False, "compositeRequest": list(parts)})
        request = Request("POST", path, path, json=body, effect=effect)
        answer = self._object(request, await self._send(request))
        return {str(part.get("referenceId")): part for part in answer.rows("compositeResponse")}

    async def begin_job(self, soql: str) -> Answer:
        """Begin a job that runs a query, rows in the recycle bin and archived activities among what it sees."""
        path = self.paths.data("/jobs/query")
        body = {"operation": "queryAll", "query": soql, "columnDelimiter": "COMMA", "lineEnding": "LF"}
        request = Request("POST", path, path, json=encoded(body), effect=Effect.READS)
        return self._object(request, await self._send(request))

    async def job(self, id: str) -> Answer:
        """How far a job is."""
        return await self.get(f"/jobs/query/{id}", "/jobs/query/{id}")

    async def job_results(self, id: str, most: int, locator: str | None) -> tuple[bytes, str | None]:
        """Rows of a job as CSV, and where the next ones begin; None after the last."""
        query = (("maxRecords", str(most)), *((("locator", locator),) if locator else ()))
        path, endpoint = (self.paths.data(f"/jobs/query/{part}/results") for part in (id, "{id}"))
        request = Request("GET", path, endpoint, query, effect=Effect.READS, headers=(("Accept", "text/csv"),))
        reply = await self._send(request)
        return reply.body, None if reply.locator == "null" else reply.locator

    async def begin_ingest(self, name: str) -> Answer:
        """Begin a job that makes rows of an object; it does nothing before it was given some, and closed."""
        path = self.paths.data("/jobs/ingest")
        form = {"contentType": "CSV", "columnDelimiter": "COMMA", "lineEnding": "LF"}
        body = encoded({"object": name, "operation": "insert", **form})
        request = Request("POST", path, path, json=body, effect=Effect.IDEMPOTENT)
        return self._object(request, await self._send(request))

    async def upload(self, id: str, content: bytes) -> None:
        """Give a job its rows, as CSV; once."""
        path, endpoint = (self.paths.data(f"/jobs/ingest/{part}/batches") for part in (id, "{id}"))
        csv = (("Content-Type", "text/csv"),)
        await self._send(Request("PUT", path, endpoint, json=content, effect=Effect.WRITES, headers=csv))

    async def end_upload(self, id: str, state: str) -> None:
        """Close a job, so that it runs (``UploadComplete``), or end it (``Aborted``)."""
        path, endpoint = (self.paths.data(f"/jobs/ingest/{part}") for part in (id, "{id}"))
        await self._send(Request("PATCH", path, endpoint, json=encoded({"state": state}), effect=Effect.IDEMPOTENT))

    async def ingest(self, id: str) -> Answer:
        """How far a job that makes rows is."""
        return await self.get(f"/jobs/ingest/{id}", "/jobs/ingest/{id}")

    async def ingest_results(self, id: str, part: str) -> bytes:
        """What became of a job's rows, as CSV: ``successfulResults``, ``failedResults`` or ``unprocessedrecords``."""
        path, endpoint = (self.paths.data(f"/jobs/ingest/{one}/{part}/") for one in (id, "{id}"))
        headers = (("Accept", "text/csv"),)
        return (await self._send(Request("GET", path, endpoint, effect=Effect.READS, headers=headers))).body

    async def _following(self, address: str) -> Answer:
        """The page at a ``nextRecordsUrl``: below ``/query`` that of ``queryAll``, too, unless Salesforce says otherwise."""
        start, _, locator = address.rpartition("/")
        tail = "/queryAll" if start.endswith("/queryAll") else "/query"
        return await self.get(f"{tail}/{quote(locator, safe='')}", f"{tail}/{{locator}}")

    async def _complete(self, answer: Answer) -> None:
        """Add the rows of child queries that did not come with their parents: they have pages of their own (section 3.1)."""
        for row in answer.page("records"):
            for held in row.values():
                if isinstance(held, dict) and _goes_on(held):
                    held["records"] += await self._rest(held["nextRecordsUrl"])
                    held["done"] = True

    async def _rest(self, address: Any) -> list[Item]:
        """The rows from a ``nextRecordsUrl`` on. Raises VendorNonsense where it leads to itself, or nowhere."""
        found: list[Item] = []
        visited: set[str] = set()
        done = False
        while not done:
            if not isinstance(address, str) or not address or address in visited:
                raise VendorNonsense("paging_stuck", endpoint=self.paths.data("/query/{locator}"))
            visited.add(address)
            answer = await self._following(address)
            found += answer.page("records")
            address, done = answer.content.get("nextRecordsUrl"), answer.content.get("done") is True
        return found

    async def _long_query(self, tail: str, soql: str) -> Answer:
        """The first page of a query that no address could hold."""
        url = self.paths.data(f"{tail}?q={quote(soql, safe='')}")
        part = {"method": "GET", "url": url, "referenceId": "query"}
        found = (await self.composite([part], effect=Effect.READS)).get("query", {})
        body, status = found.get("body"), found.get("httpStatusCode")
        if isinstance(body, list) and body and isinstance(body[0], dict):
            raise errors.refused(body[0], status=status if isinstance(status, int) else None)
        if not isinstance(body, dict):
            raise nonsense(self.paths.data(tail), "compositeResponse", "no page")
        return Answer(self.paths.data(tail), 200, body, self.date)

    async def _collection(
        self,
        method: str,
        tail: str,
        records: Sequence[Body],
        *,
        effect: Effect = Effect.WRITES,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> list[Item]:
        path = self.paths.collection(tail)
        body = encoded({"allOrNone": False, "records": list(records)})
        request = Request(method, path, path, json=body, effect=effect, headers=headers)
        return _filled(request.endpoint, parsed(request.endpoint, (await self._send(request)).body), len(records))

    async def _send(self, request: Request) -> _Reply:
        response = await self._http.send(request)
        self.date = response.date or self.date
        if response.status >= 300:
            raise errors.judge(request, response)
        return _Reply(response.status, response.body, response.date, response.headers.get("sforce-locator"))

    def _object(self, request: Request, reply: _Reply) -> Answer:
        content = parsed(request.endpoint, reply.body)
        if not isinstance(content, dict):
            raise nonsense(request.endpoint, "body", "no object")
        return Answer(request.endpoint, reply.status, content, reply.date)


class _Reply:
    """A successful answer before its JSON is looked at."""

    __slots__ = ("body", "date", "locator", "status")

    def __init__(self, status: int, body: bytes, date: datetime | None, locator: str | None = None) -> None:
        self.status = status
        self.body = body
        self.date = date
        self.locator = locator


def _items(endpoint: str, content: Any) -> list[Item | None]:
    if not isinstance(content, list) or not all(isinstance(one, dict | None) for one in content):
        raise nonsense(endpoint, "body", "no list of objects")
    return content


def _filled(endpoint: str, content: Any, count: int) -> list[Item]:
    """The answers to so many items, in their order: of another number of them nobody can say which is whose."""
    found = [one for one in _items(endpoint, content) if one is not None]
    if len(found) != len(content):
        raise nonsense(endpoint, "body", "an item is null")
    if len(found) != count:
        raise nonsense(endpoint, "body", "another number of items")
    return found


def _goes_on(held: Item) -> bool:
    """Whether rows below a row go on elsewhere. Where some are said to be missing and not where, nobody knows them."""
    return held.get("done") is False and isinstance(held.get("records"), list) and bool(held.get("nextRecordsUrl"))


def is_last(answer: Answer) -> bool:
    """Whether a page of a query is the last one. Raises VendorNonsense where it is not, and nothing leads on."""
    if answer.content.get("done") is True:
        return True
    ends = not answer.part("nextRecordsUrl")
    if ends and answer.content.get("done") is False:
        raise nonsense(answer.endpoint, "nextRecordsUrl", "missing")
    return ends
