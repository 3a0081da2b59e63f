"""The vendors under the contract: a provider, and a colleague at the same vendor who does not go through it.

The colleague speaks in a few neutral words (``first_name``, ``city``…), which each subject turns into the vendor's own
by a table of its own, so that a mistake in a provider's mapping cannot hide here.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.messages import Effect
from crmdesk.net.messages import Request as HttpRequest
from crmdesk.net.retry import RetryPolicy
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Raw
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.providers.memory import MemoryProvider
from crmdesk.providers.memory_account import REFUSED_TEXT, Behaviour, MemoryAccount
from crmdesk.sandbox.serve import Sandbox

Words = Mapping[str, str]
PEOPLE, COMPANIES, DEALS, NOTES = "people", "companies", "deals", "notes"
CONTACTS = "contacts"
"""Where people are who are no leads: the same as PEOPLE at a vendor that keeps both in one object."""


MERGES, AUTHORS, SWEEP, HISTORIES, STAGED = "merges", "authors", "sweep", "histories", "staged"
"""What some tests need besides kinds: rows that can be merged, who wrote a value, a list of all ids, what fields held before, deals
that always have a stage."""

LACKS: Mapping[str, frozenset[str]] = {
    "memory": frozenset({STAGED}),
    "google_sheets": frozenset({CONTACTS, COMPANIES, DEALS, NOTES, MERGES, AUTHORS, HISTORIES}),
    # With conditions for writes nothing has to be looked at afterwards.
    "memory guarded": frozenset({HISTORIES, STAGED}),
    "salesforce": frozenset({HISTORIES}),
    "zoho": frozenset({HISTORIES}),
    # A walk of its own looks for what is missing: only there can what is hidden be told from what is deleted.
    "pipedrive": frozenset({SWEEP}),
}
"""What a vendor does not have at all: tests that need it are not made for it."""

TestFunction = TypeVar("TestFunction", bound=Callable[..., None])


def needs(*what: str) -> Callable[[TestFunction], TestFunction]:
    """Mark a test of the contract as one for vendors that have all this."""

    def marked(test: TestFunction) -> TestFunction:
        vars(test)["needs"] = frozenset(what)
        return test

    return marked


class Subject(Protocol):
    """A vendor's account seen from both sides. ``objects`` gives the provider's name of PEOPLE and the others.

    ``Words`` are ``first_name``, ``last_name``, ``city``, ``email``, ``phone`` of people, ``name`` of companies and deals, ``body``
    of notes. What ``add`` is not told and the vendor requires, the subject makes up; ``truth`` leaves out what is blank. ``link``
    ties by ``company`` or ``contacts``, ``count`` counts what is not deleted. Two things are said by those of whom they hold:
    ``untimed`` (the vendor tells no times of rows) and ``single_contact`` (a deal has one person).
    """

    provider: Provider
    objects: Mapping[str, str]
    refused: tuple[str, Raw]
    """A field of a lead and a raw value that the vendor does not accept."""
    me: str
    """What authorship calls the colleague."""

    def add(self, what: str, kind: Kind, words: Words) -> str: ...
    def change(self, what: str, id: str, words: Words) -> None: ...
    def remove(self, what: str, id: str) -> None: ...
    def merge(self, what: str, winner: str, loser: str) -> str: ...
    def link(self, what: str, id: str, field: str, other: str) -> None: ...
    def truth(self, what: str, id: str) -> Words: ...
    def count(self, what: str) -> int: ...


class Ticking:
    """A clock in milliseconds that moves on with every look at it."""

    def __init__(self) -> None:
        self.now_ms = 1_795_000_000_000

    def __call__(self) -> int:
        self.now_ms += 1
        return self.now_ms


class Memory:
    """The vendor in memory."""

    objects: Mapping[str, str] = {name: name for name in (PEOPLE, COMPANIES, DEALS, NOTES)} | {CONTACTS: PEOPLE}
    refused: tuple[str, Raw] = ("last_name", REFUSED_TEXT)
    me = "colleague"

    def __init__(self, behaviour: Behaviour) -> None:
        self.account = MemoryAccount(Ticking(), behaviour)
        self.provider: Provider = MemoryProvider(self.account)

    def add(self, what: str, kind: Kind, words: Words) -> str:
        return self.account.edit(self.objects[what], None, self._raw(words), kind=kind)

    def change(self, what: str, id: str, words: Words) -> None:
        self.account.edit(self.objects[what], id, self._raw(words))

    def remove(self, what: str, id: str) -> None:
        self.account.delete(self.objects[what], id)

    def merge(self, what: str, winner: str, loser: str) -> str:
        return self.account.merge(self.objects[what], winner, loser)

    def link(self, what: str, id: str, field: str, other: str) -> None:
        target = COMPANIES if field == "company" else PEOPLE
        self.account.edit(self.objects[what], id, {field: [[target, other]]})

    def truth(self, what: str, id: str) -> Words:
        fields = self.account.rows[self.objects[what]][id].fields
        plain = {name: raw for name, raw in fields.items() if isinstance(raw, str)}
        emails = fields.get("emails")
        return plain | ({"email": emails["email"]} if emails else {})

    def count(self, what: str) -> int:
        return sum(1 for row in self.account.rows[self.objects[what]].values() if row.gone is None)

    @staticmethod
    def _raw(words: Words) -> dict[str, Raw]:
        spread = {"email": ("emails", "more_emails"), "phone": ("phones", "mobile")}
        return {
            spread[word][0] if word in spread else word: {word: text, spread[word][1]: None} if word in spread else text
            for word, text in words.items()
        }


class Control:
    """The sandbox's control endpoint."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._url = sandbox.control

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        """Send one request; the JSON of its answer."""
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self._url + path, data, {"Content-Type": "application/json"}, method=method)) as answer:  # noqa: S310
            return json.loads(answer.read())

    def traits(self, **values: Any) -> None:
        """Set HubSpot's traits."""
        self("POST", "/traits", {"vendor": "hubspot", **values})

    def fault(self, action: str, **more: Any) -> None:
        """Put a fault in force at HubSpot."""
        self("POST", "/faults", [{"vendor": "hubspot", "action": action, **more}])

    def calls(self) -> dict[str, int]:
        """What HubSpot was asked since the last look, by method and path."""
        found: dict[str, int] = self("GET", "/calls")["hubspot"]
        self("DELETE", "/calls")
        return found

    def edit(self, name: str, id: str | None, fields: Mapping[str, Any]) -> str:
        """Edit as HubSpot's second user."""
        body = {"vendor": "hubspot", "object": name, "id": id, "fields": dict(fields)}
        found: str = self("POST", "/edit", body)["id"]
        return found


@dataclass
class FixedToken:
    """A token source of one token."""

    text: str

    async def token(self) -> str:
        return self.text

    async def renew(self, rejected: str) -> str:
        return rejected


HUBSPOT_WORDS = {
    "first_name": "firstname", "last_name": "lastname", "city": "city", "email": "email", "phone": "phone",
    "name": "name", "body": "hs_note_body",
}  # fmt: skip
STAGES = {Kind.LEAD: "lead", Kind.CONTACT: "customer"}


@dataclass
class HubSpotSubject:
    """HubSpot's sandbox over real sockets."""

    provider: Provider
    control: Control
    objects: Mapping[str, str] = field(
        default_factory=lambda: {
            PEOPLE: "contacts",
            CONTACTS: "contacts",
            COMPANIES: "companies",
            DEALS: "deals",
            NOTES: "notes",
        }
    )
    refused: tuple[str, Raw] = ("status", "NOT_AN_OPTION")
    me: str = ""

    def add(self, what: str, kind: Kind, words: Words) -> str:
        fields = self._fields(what, words)
        fields |= {"lifecyclestage": STAGES[kind]} if kind in STAGES else {}
        fields |= {"hs_timestamp": "2026-11-20T10:00:00.000Z"} if what == NOTES else {}
        fields |= {"pipeline": "default", "dealstage": "contractsent"} if what == DEALS else {}
        return self.control.edit(self.objects[what], None, fields)

    def change(self, what: str, id: str, words: Words) -> None:
        self.control.edit(self.objects[what], id, self._fields(what, words))

    def remove(self, what: str, id: str) -> None:
        self.control("POST", "/delete", {"vendor": "hubspot", "object": self.objects[what], "id": id})

    def merge(self, what: str, winner: str, loser: str) -> str:
        body = {"vendor": "hubspot", "object": self.objects[what], "winner": winner, "loser": loser}
        found: str = self.control("POST", "/merge", body)["id"]
        return found

    def link(self, what: str, id: str, field: str, other: str) -> None:
        target = "companies" if field == "company" else "contacts"
        types = {("contacts", "companies"): [1], ("deals", "companies"): [5]}.get((self.objects[what], target), [])
        ends = {"from": self.objects[what], "fromId": id, "to": target, "toId": other, "types": types}
        self.control.edit("associations", None, ends)

    def truth(self, what: str, id: str) -> Words:
        row = next(row for row in self._rows(what) if str(row["id"]) == id)
        names = {name: word for word, name in HUBSPOT_WORDS.items()} | {"dealname": "name"}
        return {names[name]: value for name, value in row["properties"].items() if name in names and value}

    def count(self, what: str) -> int:
        return sum(1 for row in self._rows(what) if not row.get("archived"))

    def _rows(self, what: str) -> list[dict[str, Any]]:
        query = urlencode({"vendor": "hubspot", "object": self.objects[what]})
        rows: list[dict[str, Any]] = self.control("GET", f"/dump?{query}")["records"]
        return rows

    def _fields(self, what: str, words: Words) -> dict[str, str]:
        names = HUBSPOT_WORDS | ({"name": "dealname"} if what == DEALS else {})
        return {names[word]: text for word, text in words.items()}


Wrap = Callable[[HttpClient], HttpClient]


@asynccontextmanager
async def hubspot(
    sandbox: Sandbox, version: str | None = None, *, wrap: Wrap | None = None, limited: bool = False
) -> AsyncIterator[tuple[HttpClient, Account, Provider]]:
    """A provider signed in to the sandbox with its service key; introspection tells what a sign-in would."""
    entry = sandbox.directory()["vendors"]["hubspot"]
    vendor, settings = HubSpot(), ConnectionSettings(api_version=version)
    form = {name: entry[name] for name in ("client_id", "client_secret")} | {"token": entry["access_token"]}
    token, hasty = FixedToken(entry["access_token"]), RetryPolicy(first_wait_s=0.01, longest_wait_s=0.02, jitter_s=0.0)
    limiter = vendor.limiter() if limited else None
    http = open_client(entry["base_url"], tokens=token, classify=vendor.refusal, policy=hasty, limiter=limiter)
    try:
        path = "/oauth/v3/token/introspect"
        facts = json.loads(
            (await http.send(HttpRequest("POST", path, path, form=tuple(form.items()), effect=Effect.WRITES))).body
        )
        client = http if wrap is None else wrap(http)
        setup = vendor.setup(client, settings, Grant(facts, tuple(facts["scopes"])))
        account = await setup.account()
        yield client, account, vendor.provider(client, settings, await setup.describe(), account)
    finally:
        await http.aclose()
