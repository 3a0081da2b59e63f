"""People outside crmdesk: the one who agrees in the browser, and the colleague who works in the CRM at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.request import urlopen

import orjson

from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Effect, Request


async def agree_in_browser(url: str) -> None:
    """Open the consent page as a browser would, agree, and follow the redirection to this computer."""
    address = f"{url}&sandbox_consent=approve"
    await asyncio.to_thread(_open, address)


def _open(address: str) -> None:
    with urlopen(address, timeout=30) as page:  # noqa: S310 - the sandbox's own loopback address
        page.read()


class Control:
    """The sandbox's control endpoint, over a client of its address."""

    def __init__(self, client: HttpClient) -> None:
        self._client = client

    async def get(self, path: str, *query: tuple[str, str]) -> dict[str, Any]:
        """The document that an operation answers with."""
        return await self._answer(Request("GET", path, path, query=query, effect=Effect.READS))

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Carry an operation out; its answer."""
        return await self._answer(Request("POST", path, path, json=orjson.dumps(body), effect=Effect.WRITES))

    async def rows(self, vendor: str, object_name: str) -> list[dict[str, Any]]:
        """All rows of an object, as the vendor keeps them."""
        found: list[dict[str, Any]] = (await self.get("/dump", ("vendor", vendor), ("object", object_name)))["records"]
        return found

    async def _answer(self, request: Request) -> dict[str, Any]:
        found: dict[str, Any] = orjson.loads((await self._client.send(request)).body)
        return found


class Colleague:
    """Edits records of one vendor through the sandbox's control endpoint, in the vendor's own names."""

    def __init__(self, client: HttpClient, vendor: str) -> None:
        self._control = Control(client)
        self._vendor = vendor

    async def enter(self, object_name: str, fields: Mapping[str, Any], author: str) -> str:
        """Make a row in the name of ``author`` (an e-mail address); its id."""
        return str((await self._post("/edit", object=object_name, fields=dict(fields), author=author))["id"])

    async def edit(self, object_name: str, remote_id: str, fields: Mapping[str, str]) -> None:
        """Change properties of a row."""
        await self._post("/edit", object=object_name, id=remote_id, fields=dict(fields))

    async def delete(self, object_name: str, remote_id: str) -> None:
        """Delete a row."""
        await self._post("/delete", object=object_name, id=remote_id)

    async def _post(self, path: str, **body: object) -> dict[str, Any]:
        return await self._control.post(path, {"vendor": self._vendor, **body})
