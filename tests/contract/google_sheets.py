"""Google Sheets under the contract: its sandbox over real sockets, and a colleague who works in the sheet itself."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.messages import Effect, Request
from crmdesk.net.retry import RetryPolicy
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Raw
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.serve import Sandbox
from tests.contract.subjects import PEOPLE, Control, FixedToken, Words

VENDOR, TAB, KEY = "google_sheets", "Prospects", "_crmdesk_id"
WORDS = {
    "first_name": "Prénom", "last_name": "Nom", "city": "Ville", "email": "E-mail", "phone": "Téléphone",
}  # fmt: skip


class SheetsControl(Control):
    """The control endpoint in the words of Google Sheets."""

    def traits(self, **values: Any) -> None:
        self("POST", "/traits", {"vendor": VENDOR, **values})

    def fault(self, action: str, **more: Any) -> None:
        self("POST", "/faults", [{"vendor": VENDOR, "action": action, **more}])

    def calls(self) -> dict[str, int]:
        """What Google was asked since the last look, by method and path."""
        found: dict[str, int] = self("GET", "/calls")[VENDOR]
        self("DELETE", "/calls")
        return found

    def edit(self, name: str, id: str | None, fields: Mapping[str, Any]) -> str:
        """Work in the sheet as a colleague; see the sandbox's ``Colleague``."""
        body = {"vendor": VENDOR, "object": name, "id": id, "fields": dict(fields)}
        found: str = self("POST", "/edit", body)["id"]
        return found

    def row(self, **fields: Any) -> str:
        """A row typed below the last one, headings with their spaces as ``_``; its id (``#5``) or key."""
        return self.edit(TAB, None, {name.replace("_", " "): value for name, value in fields.items()})

    def remove(self, name: str, id: str) -> None:
        """Remove a row or a column."""
        self("POST", "/delete", {"vendor": VENDOR, "object": name, "id": id})

    def rows(self, name: str = TAB) -> list[dict[str, Any]]:
        """The rows of a tab by heading."""
        query = urlencode({"vendor": VENDOR, "object": name})
        found: list[dict[str, Any]] = self("GET", f"/dump?{query}")["records"]
        return found

    def keyed(self, key: str) -> dict[str, Any]:
        """The row of a key."""
        return next(row for row in self.rows() if row[KEY] == key)


@dataclass
class SheetsSubject:
    """A sheet of the sandbox over real sockets. The colleague's rows have keys, as if an earlier run had numbered them."""

    provider: Provider
    control: SheetsControl
    me: str = ""
    objects: Mapping[str, str] = field(default_factory=lambda: {PEOPLE: "leads"})
    refused: tuple[str, Raw] = ("description", "x" * 50_001)
    untimed: bool = True
    """Nothing tells when a row was made or changed."""

    def add(self, what: str, kind: Kind, words: Words) -> str:
        key = f"row{len(self.control.rows()) + 1}"
        return self.control.edit(TAB, None, {KEY: key, **self._fields(words)})

    def change(self, what: str, id: str, words: Words) -> None:
        self.control.edit(TAB, id, self._fields(words))

    def remove(self, what: str, id: str) -> None:
        self.control.remove(TAB, id)

    def merge(self, what: str, winner: str, loser: str) -> str:
        raise NotImplementedError

    def link(self, what: str, id: str, field: str, other: str) -> None:
        raise NotImplementedError

    def truth(self, what: str, id: str) -> Words:
        row = self.control.keyed(id)
        return {word: str(row[name]) for word, name in WORDS.items() if row[name] is not None}

    def count(self, what: str) -> int:
        return len(self.control.rows())

    @staticmethod
    def _fields(words: Words) -> dict[str, str]:
        """As careful people type: a number that is to stay one has an apostrophe before it."""
        return {WORDS[word]: f"'{text}" if text.startswith("+") else text for word, text in words.items()}


Wrap = Callable[[HttpClient], HttpClient]


@asynccontextmanager
async def client(sandbox: Sandbox, *, limited: bool = False) -> AsyncIterator[HttpClient]:
    """A client that is signed in to the sandbox."""
    entry, vendor = sandbox.directory()["vendors"][VENDOR], GoogleSheets()
    hasty = RetryPolicy(first_wait_s=0.01, longest_wait_s=0.02, jitter_s=0.0, refusal_wait_s=0.01)
    source = FixedToken((await tokens(entry))["access_token"])
    limiter = vendor.limiter() if limited else None
    http = open_client(entry["base_url"], tokens=source, classify=vendor.refusal, policy=hasty, limiter=limiter)
    try:
        yield http
    finally:
        await http.aclose()


@asynccontextmanager
async def sheets(
    sandbox: Sandbox,
    *,
    wrap: Wrap | None = None,
    limited: bool = False,
    document: str | None = "",
    consent: bool = False,
) -> AsyncIterator[tuple[HttpClient, Account, Provider]]:
    """A provider of the agency's sheet (or another ``document``; None: a new one); ``consent`` makes what is missing."""
    vendor = GoogleSheets()
    named = sandbox.directory()["vendors"][VENDOR]["document"] if document == "" else document
    async with client(sandbox, limited=limited) as http:
        wrapped = http if wrap is None else wrap(http)
        chosen = ConnectionSettings(document=named)
        setup = vendor.setup(wrapped, chosen, Grant())
        account, schema = await setup.account(), await setup.describe()
        if consent:
            await setup.create_missing(setup.missing(schema))
            schema = await setup.describe()
        yield wrapped, account, vendor.provider(wrapped, chosen, schema, account)


async def tokens(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Tokens for the refresh token that the sandbox names."""
    form = {"grant_type": "refresh_token"} | {
        name: entry[name] for name in ("client_id", "client_secret", "refresh_token")
    }
    http = open_client(entry["base_url"])
    try:
        answer = await http.send(Request("POST", "/token", "/token", form=tuple(form.items()), effect=Effect.WRITES))
        found: dict[str, Any] = json.loads(answer.body)
    finally:
        await http.aclose()
    return found


@asynccontextmanager
async def opened(sandbox: Sandbox) -> AsyncIterator[SheetsSubject]:
    """The sheet from both sides."""
    async with sheets(sandbox) as (_, _, provider):
        yield SheetsSubject(provider, SheetsControl(sandbox))
