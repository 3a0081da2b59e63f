"""Archives of a bulk read that are damaged: named as the vendor's nonsense, and no row of them is taken for less than it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace

import pytest

from crmdesk.domain.errors import VendorNonsense
from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import Provider
from crmdesk.sandbox.serve import Sandbox
from tests.conftest import RunAsync
from tests.contract.zoho import ZohoControl, zoho


class Spoiling(HttpClient):
    """A client under which the files of jobs come otherwise than they were made."""

    def __init__(self, inner: HttpClient, spoil: Callable[[bytes], bytes]) -> None:
        self._inner, self._spoil = inner, spoil
        self.spoiled = 0

    async def send(self, request: Request) -> Response:
        answer = await self._inner.send(request)
        if not request.endpoint.endswith("/result"):
            return answer
        self.spoiled += 1
        return replace(answer, body=self._spoil(answer.body))


def packed(text: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("rows.csv", text)
    return held.getvalue()


def flipped(content: bytes) -> bytes:
    """Some octets of the packed data changed."""
    middle = len(content) // 3
    return content[:middle] + bytes(255 - octet for octet in content[middle : middle + 40]) + content[middle + 40 :]


def renamed(content: bytes) -> bytes:
    """A file name that says to be UTF-8 and is not, in both headers (APPNOTE, section 4.4.4)."""
    return (
        packed("Id").replace(b"rows.csv", b"rows\xff\xfe.c").replace(b"\x14\x00\x00\x00\x08", b"\x14\x00\x00\x08\x08")
    )


def locked(content: bytes) -> bytes:
    """The flag of a password set (APPNOTE, section 4.4.4), in both headers."""
    first, directory = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    found = bytearray(content)
    found[first + 6] |= 1
    found[directory + 8] |= 1
    return bytes(found)


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "a web page": lambda content: b"<html>",
    "cut off": lambda content: content[: len(content) // 2],
    "damaged": flipped,
    "locked": locked,
    "misnamed": renamed,
    "damaged, in another packing": lambda content: flipped(packed("Id,Last_Name\n1,Voss\n" * 50, zipfile.ZIP_LZMA)),
    "damaged, in a third packing": lambda content: flipped(packed("Id,Last_Name\n1,Voss\n" * 50, zipfile.ZIP_BZIP2)),
    "a short line": lambda content: packed("Id,Last_Name,City\n1,Voss\n"),
    "cut inside a text": lambda content: packed('Id,Last_Name\n1,"Vo'),
    "no UTF-8": lambda content: packed(b"Id,Last_Name\n1,Rez\xe9\n"),
}


async def read(provider: Provider) -> None:
    """All people."""
    feed = next(feed for feed in provider.feeds() if feed.name == "People")
    async with aclosing(provider.pull(feed, None)) as pages:
        async for page in pages:
            assert not page.last


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_archive_is_named(
    name: str, sandbox: Sandbox, org: ZohoControl, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmdesk.providers.zoho.feeds.LARGE", 200)
    monkeypatch.setattr("crmdesk.providers.zoho.bulk.POLL_S", 0.0)
    clients: list[Spoiling] = []

    def wrap(http: HttpClient) -> HttpClient:
        clients.append(Spoiling(http, SPOILED[name]))
        return clients[-1]

    async def story() -> None:
        org.control("POST", "/reset", {"vendor": "zoho", "records": 500})
        async with zoho(sandbox, wrap=wrap) as (_, _, provider):
            with pytest.raises(VendorNonsense) as caught:
                await read(provider)
            assert caught.value.data["endpoint"] == "/crm/bulk/v8/read/{job}/result"
        assert clients[0].spoiled == 1

    run_async(story())
