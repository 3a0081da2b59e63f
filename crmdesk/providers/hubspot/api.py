"""HubSpot's calls, each in one place: paths, bodies, limits of size (fact sheet sections 2 to 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.net.messages import Effect, Request
from crmdesk.providers.hubspot.errors import judge, unread
from crmdesk.providers.hubspot.paths import Paths
from crmdesk.providers.hubspot.places import Link
from crmdesk.providers.hubspot.tables import KEY, PRIMARY_TYPES
from crmdesk.providers.rest import Answer, RestClient, Sender, encoded, nonsense, plain_id
from crmdesk.providers.trail import Trail

LIST_PAGE = 100
SEARCH_PAGE = 200
BATCH = 100
HISTORY_BATCH = 50
LINKS_READ = 1000
LINKS_WRITTEN = 2000
OWNERS_PAGE = 500
SEARCH_BODY = 3000
"""A search body may not be longer, in characters."""

URL_LENGTH = 4500
"""A query of 5,116 characters still passed (fact sheet section 2.2); the host and some slack go off."""

Body = Mapping[str, Any]

_PRIMARY = frozenset(str(number) for number in PRIMARY_TYPES)


class Api:
    """Calls by name. Reads and writes raise the connection faults; ``write`` also what a whole call was refused for."""

    def __init__(self, http: Sender, paths: Paths) -> None:
        self.paths = paths
        self._rest = RestClient(http, judge)

    async def get(self, path: str, query: tuple[tuple[str, str], ...] = (), *, endpoint: str | None = None) -> Answer:
        """GET a list or a definition."""
        return await self._rest.read(Request("GET", path, endpoint or path, query, effect=Effect.READS))

    async def read(self, path: str, body: Body, *, query: tuple[tuple[str, str], ...] = ()) -> Answer:
        """POST that only reads: a search, a batch/read."""
        return await self._rest.read(Request("POST", path, path, query, json=encoded(body), effect=Effect.READS))

    async def write(self, path: str, body: Body, *, keyed: bool = False) -> Answer:
        """POST that writes; with ``keyed`` repeating it does no harm. RecordRefused: all of it was refused."""
        return await self._rest.call(
            Request("POST", path, path, json=encoded(body), effect=Effect.IDEMPOTENT if keyed else Effect.WRITES)
        )

    async def one(self, name: str, id: str, properties: Sequence[str]) -> Answer:
        """One row by its id; a merged-away id answers with the survivor. Raises RecordRefused(``row_not_there``)."""
        path, endpoint = (self.paths.objects(name, tail) for tail in (f"/{_segment(id)}", "/{id}"))
        query = (("properties", ",".join(properties)),)
        return await self._rest.call(Request("GET", path, endpoint, query, effect=Effect.READS))

    async def page(
        self, name: str, properties: Sequence[str], targets: Sequence[str], after: str | None, *, archived: bool = False
    ) -> Answer:
        """A page of the list, in the order of ids. RecordRefused: the archived list of some objects is not given."""
        query = [("limit", str(LIST_PAGE)), ("archived", str(archived).lower()), ("properties", ",".join(properties))]
        query += [("associations", ",".join(targets))] if targets else []
        query += [("after", after)] if after else []
        path = self.paths.objects(name)
        request = Request("GET", path, path, tuple(query), effect=Effect.READS)
        return await (self._rest.call(request) if archived else self._rest.read(request))

    async def search(self, name: str, body: Body) -> Answer:
        """A search."""
        return await self.read(self.paths.objects(name, "/search"), body)

    async def batch(
        self, name: str, ids: Sequence[str], properties: Sequence[str], *, archived: bool = False, by_key: bool = False
    ) -> list[dict[str, Any]]:
        """Rows by id (or by crmdesk's key), in no order; those that are not there are left out."""
        found: list[dict[str, Any]] = []
        query = (("archived", "true"),) if archived else ()
        for start in range(0, len(ids), BATCH):
            body: dict[str, Any] = {"properties": list(properties), **_inputs(ids[start : start + BATCH])}
            if by_key:
                body["idProperty"] = KEY
            answer = await self.read(self.paths.objects(name, "/batch/read"), body, query=query)
            found += _results(answer)
        return found

    async def histories(
        self, name: str, ids: Sequence[str], properties: Sequence[str], system: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Rows with the history of these properties, and with what those of ``system`` hold."""
        found: list[dict[str, Any]] = []
        for start in range(0, len(ids), HISTORY_BATCH):
            body = {
                "properties": [*properties, *system],
                "propertiesWithHistory": list(properties),
                **_inputs(ids[start : start + HISTORY_BATCH]),
            }
            found += _results(await self.read(self.paths.objects(name, "/batch/read"), body))
        return found

    async def links(self, source: str, target: str, ids: Sequence[str]) -> dict[str, tuple[Link, ...]]:
        """The links from each of these rows to rows of ``target``; a row without any has none."""
        found: dict[str, list[Link]] = {id: [] for id in ids}
        waiting = [{"id": id} for id in ids]
        trails = {id: Trail() for id in ids}
        path = self.paths.associations(source, target, "/batch/read")
        while waiting:
            answer = await self.read(path, {"inputs": waiting[:LINKS_READ]})
            waiting = waiting[LINKS_READ:]
            for row in _results(answer):
                id, links, after = _linked(answer, row)
                if id in found:
                    found[id] += links
                    if after:
                        trails[id].follow(answer.endpoint, after)
                        waiting.append({"id": id, "after": after})
        return {id: tuple({link.id: link for link in links}.values()) for id, links in found.items()}


def fits_address(names: Sequence[str]) -> bool:
    """Whether the address of a GET has room for the names of these properties."""
    return len(",".join(names)) * 2 <= URL_LENGTH


def _results(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a batch; an answer about items that failed (207) may have nothing else in it.

    Raises why items were not read: of what is merely missing in the answer nobody knows that it is not there.
    """
    for entry in answer.rows("errors"):
        fault = unread(answer.endpoint, entry)
        if fault is not None:
            raise fault
    return answer.rows("results") if answer.status == 207 else answer.page("results")


def _inputs(ids: Sequence[str]) -> dict[str, Any]:
    return {"inputs": [{"id": id} for id in ids]}


def _segment(id: str) -> str:
    """An id as a part of a path. HubSpot's are digits: anything else cannot be one, and must not become a path."""
    return id if id.isascii() and id.isalnum() else "0"


def _linked(answer: Answer, row: Mapping[str, Any]) -> tuple[str, list[Link], str | None]:
    """One result of a links read: the row, its links, and where they go on."""
    source, entries = row.get("from"), row.get("to")
    if not isinstance(source, dict) or not isinstance(entries, list):
        raise nonsense(answer.endpoint, "results", "without from or to")
    links = []
    for entry in entries:
        if not isinstance(entry, dict):
            raise nonsense(answer.endpoint, "results.to", "no object")
        types = entry.get("associationTypes")
        known = [type for type in types if isinstance(type, dict)] if isinstance(types, list) else []
        primary = any(str(type.get("typeId")) in _PRIMARY or type.get("label") == "Primary" for type in known)
        links.append(Link(plain_id(answer.endpoint, "results.to", entry.get("toObjectId")), primary))
    after = Answer(answer.endpoint, answer.status, row, None).part("paging", "next", "after")
    return plain_id(answer.endpoint, "results.from", source.get("id")), links, after
