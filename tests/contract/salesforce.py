"""Salesforce under the contract: its sandbox over real sockets, and a colleague in Salesforce's own pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.retry import RetryPolicy
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Raw
from crmdesk.providers.salesforce.vendor import Salesforce
from crmdesk.sandbox.serve import Sandbox
from tests.contract.subjects import COMPANIES, CONTACTS, DEALS, NOTES, PEOPLE, Control, FixedToken, Words

VENDOR = "salesforce"
OBJECTS = {PEOPLE: "Lead", CONTACTS: "Contact", COMPANIES: "Account", DEALS: "Opportunity", NOTES: "Note"}
WORDS = {
    "first_name": "FirstName", "last_name": "LastName", "city": "City", "email": "Email", "phone": "Phone",
    "name": "Name", "body": "Body",
}  # fmt: skip
REQUIRED = {
    PEOPLE: {"LastName": "—", "Company": "Oakline"},
    CONTACTS: {"LastName": "—"},
    DEALS: {"StageName": "Prospecting", "CloseDate": "2026-12-31"},
    NOTES: {"Title": "Note"},
}


@dataclass
class SalesforceControl:
    """The control endpoint in Salesforce's words. Every edit is made a second later than what was before it."""

    control: Control
    ahead_s: float = 0.0

    def traits(self, **values: Any) -> None:
        self.control("POST", "/traits", {"vendor": VENDOR, **values})

    def fault(self, action: str, **more: Any) -> None:
        self.control("POST", "/faults", [{"vendor": VENDOR, "action": action, **more}])

    def calls(self) -> dict[str, int]:
        """What Salesforce was asked since the last look, by method and path."""
        found: dict[str, int] = self.control("GET", "/calls")[VENDOR]
        self.control("DELETE", "/calls")
        return found

    def tick(self, seconds: float = 1.0) -> None:
        """Let time go on."""
        self.ahead_s += seconds
        self.control("POST", "/clock", {"offset_s": self.ahead_s})

    def edit(self, name: str, id: str | None, fields: Mapping[str, Any]) -> str:
        """Edit as the second user."""
        self.tick()
        body = {"vendor": VENDOR, "object": name, "id": id, "fields": dict(fields)}
        found: str = self.control("POST", "/edit", body)["id"]
        return found

    def delete(self, name: str, id: str, *, hard: bool = False) -> None:
        self.tick()
        self.control("POST", "/delete", {"vendor": VENDOR, "object": name, "id": id, "hard": hard})

    def merge(self, name: str, winner: str, loser: str) -> str:
        self.tick()
        body = {"vendor": VENDOR, "object": name, "winner": winner, "loser": loser}
        found: str = self.control("POST", "/merge", body)["id"]
        return found

    def dump(self, name: str) -> list[dict[str, Any]]:
        query = urlencode({"vendor": VENDOR, "object": name})
        rows: list[dict[str, Any]] = self.control("GET", f"/dump?{query}")["records"]
        return rows


@dataclass
class SalesforceSubject:
    """Salesforce's sandbox over real sockets."""

    provider: Provider
    control: SalesforceControl
    me: str
    objects: Mapping[str, str] = field(default_factory=lambda: OBJECTS)
    refused: tuple[str, Raw] = ("emails", {"Email": "no address"})

    def add(self, what: str, kind: Kind, words: Words) -> str:
        return self.control.edit(OBJECTS[what], None, {**REQUIRED.get(what, {}), **_fields(what, words)})

    def change(self, what: str, id: str, words: Words) -> None:
        self.control.edit(OBJECTS[what], id, _fields(what, words))

    def remove(self, what: str, id: str) -> None:
        self.control.delete(OBJECTS[what], id)

    def merge(self, what: str, winner: str, loser: str) -> str:
        """As in Salesforce's own page, where the colleague chooses a name over a stand-in for one."""
        names = {row["Id"]: row["LastName"] for row in self.control.dump(OBJECTS[what])}
        survivor = self.control.merge(OBJECTS[what], winner, loser)
        if names[winner] == "—":
            self.control.edit(OBJECTS[what], survivor, {"LastName": names[loser]})
        return survivor

    def link(self, what: str, id: str, field: str, other: str) -> None:
        if (what, field) == (DEALS, "contacts"):
            self.control.edit("OpportunityContactRole", None, {"OpportunityId": id, "ContactId": other})
        else:
            self.control.edit(OBJECTS[what], id, {"AccountId": other})

    def truth(self, what: str, id: str) -> Words:
        row = next(row for row in self.control.dump(OBJECTS[what]) if row["Id"] == id)
        named = {name: word for word, name in WORDS.items() if not (what in (PEOPLE, CONTACTS) and word == "name")}
        return {named[name]: value for name, value in row.items() if name in named and value and value != "—"}

    def count(self, what: str) -> int:
        return sum(1 for row in self.control.dump(OBJECTS[what]) if not row["IsDeleted"])


def _fields(what: str, words: Words) -> dict[str, str]:
    names = WORDS | ({"city": "MailingCity"} if what == CONTACTS else {})
    return {names[word]: text for word, text in words.items()}


Wrap = Callable[[HttpClient], HttpClient]


@asynccontextmanager
async def salesforce(
    sandbox: Sandbox, version: str | None = None, *, wrap: Wrap | None = None, limited: bool = False
) -> AsyncIterator[tuple[HttpClient, Account, Provider]]:
    """A provider signed in to the sandbox with its lasting session."""
    entry = sandbox.directory()["vendors"][VENDOR]
    vendor, settings = Salesforce(), ConnectionSettings(api_version=version)
    hasty = RetryPolicy(first_wait_s=0.01, longest_wait_s=0.02, jitter_s=0.0)
    limiter = vendor.limiter() if limited else None
    token = FixedToken(entry["access_token"])
    http = open_client(entry["base_url"], tokens=token, classify=vendor.refusal, policy=hasty, limiter=limiter)
    try:
        client = http if wrap is None else wrap(http)
        setup = vendor.setup(client, settings, Grant({}, ("api", "refresh_token", "id")))
        account = await setup.account()
        yield client, account, vendor.provider(client, settings, await setup.describe(), account)
    finally:
        await http.aclose()


@asynccontextmanager
async def opened(sandbox: Sandbox) -> AsyncIterator[SalesforceSubject]:
    """The subject of the contract."""
    control = SalesforceControl(Control(sandbox))
    control.tick()
    control.traits(page_cap=100)
    colleague = control.dump("User")[1]
    async with salesforce(sandbox) as (_, _, provider):
        yield SalesforceSubject(provider, control, me=colleague["Name"])
