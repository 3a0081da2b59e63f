"""People outside crmdesk: the one who agrees in the browser, and the colleague who works in the CRM at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.request import urlopen

import orjson

from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request


async def agree_in_browser(url: str) -> None:
    """Open the consent page as a browser would, agree, and follow the redirection to this computer."""
    address = f"{url}&sandbox_consent=approve"
    await asyncio.to_thread(_open, address)


def _open(address: str) -> None:
    with urlopen(address, timeout=30) as page:  # noqa: S310 - the sandbox's own loopback address
        page.read()


class Colleague:
    """Edits records of one vendor through the sandbox's control endpoint, in the vendor's own names."""

    def __init__(self, control: HttpClient, vendor: str) -> None:
        self._control = control
        self._vendor = vendor

    async def edit(self, object_name: str, remote_id: str, fields: Mapping[str, str]) -> None:
        """Change properties of a row."""
        await self._post("/edit", {"object": object_name, "id": remote_id, "fields": dict(fields)})

    async def delete(self, object_name: str, remote_id: str) -> None:
        """Delete a row."""
        await self._post("/delete", {"object": object_name, "id": remote_id})

    async def _post(self, path: str, body: Mapping[str, Any]) -> None:
        content = orjson.dumps({"vendor": self._vendor, **body})
        await self._control.send(Request("POST", path, path, json=content))
