"""Zoho under the contract: its sandbox over real sockets, and a colleague in Zoho's own pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from crmdesk.domain.kinds import Kind
from crmdesk.net.client import MEBIBYTE, HttpClient, open_client
from crmdesk.net.retry import RetryPolicy
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Raw
from crmdesk.providers.zoho.vendor import Zoho
from crmdesk.sandbox.serve import Sandbox
from tests.contract.subjects import COMPANIES, CONTACTS, DEALS, NOTES, PEOPLE, Control, FixedToken, Words

VENDOR = "zoho"
OBJECTS = {PEOPLE: "People", CONTACTS: "People", COMPANIES: "Accounts", DEALS: "Deals", NOTES: "Notes"}
MODULES = {PEOPLE: "Leads", CONTACTS: "Contacts", COMPANIES: "Accounts", DEALS: "Deals", NOTES: "Notes"}
NAMES = {
    "first_name": "First_Name", "last_name": "Last_Name", "city": "City", "email": "Email", "phone": "Phone",
    "body": "Note_Content",
}  # fmt: skip
TITLES = {COMPANIES: "Account_Name", DEALS: "Deal_Name"}
STAND_IN = "—"
REQUIRED: Mapping[str, dict[str, Any]] = {
    PEOPLE: {"Last_Name": STAND_IN},
    CONTACTS: {"Last_Name": STAND_IN},
    DEALS: {"Stage": "Qualification"},
}


@dataclass
class ZohoControl:
    """The control endpoint in Zoho's words. Every edit is made a second later than what was before it."""

    control: Control
    ahead_s: float = 0.0

    def traits(self, **values: Any) -> None:
        self.control("POST", "/traits", {"vendor": VENDOR, **values})

    def fault(self, action: str, **more: Any) -> None:
        self.control("POST", "/faults", [{"vendor": VENDOR, "action": action, **more}])

    def calls(self) -> dict[str, int]:
        """What Zoho was asked since the last look, by method and path."""
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

    def row(self, name: str, id: str) -> dict[str, Any]:
        return next(row for row in self.dump(name) if row["id"] == id)


@dataclass
class ZohoSubject:
    """Zoho's sandbox over real sockets. Ids of people name their module."""

    provider: Provider
    control: ZohoControl
    me: str
    objects: Mapping[str, str] = field(default_factory=lambda: OBJECTS)
    refused: tuple[str, Raw] = ("emails", {"Email": "no address", "Secondary_Email": None})
    single_contact: bool = True
    """A deal has one contact: further ones stay on this computer."""

    def add(self, what: str, kind: Kind, words: Words) -> str:
        module = MODULES[what]
        id = self.control.edit(module, None, {**REQUIRED.get(what, {}), **_fields(what, words)})
        return f"{module}/{id}" if OBJECTS[what] == "People" else id

    def change(self, what: str, id: str, words: Words) -> None:
        self.control.edit(MODULES[what], _plain(id), _fields(what, words))

    def remove(self, what: str, id: str) -> None:
        self.control.delete(MODULES[what], _plain(id))

    def merge(self, what: str, winner: str, loser: str) -> str:
        """As in Zoho's own page, where the colleague chooses a name over a stand-in for one."""
        names = {row["id"]: row["Last_Name"] for row in self.control.dump(MODULES[what])}
        first, second = _plain(winner), _plain(loser)
        if names[first] == STAND_IN:
            self.control.edit(MODULES[what], first, {"Last_Name": names[second]})
        survivor = self.control.merge(MODULES[what], first, second)
        return f"{MODULES[what]}/{survivor}"

    def link(self, what: str, id: str, field: str, other: str) -> None:
        name = "Account_Name" if field == "company" else "Contact_Name"
        self.control.edit(MODULES[what], _plain(id), {name: {"id": _plain(other)}})

    def truth(self, what: str, id: str) -> Words:
        module, _, rest = id.rpartition("/")
        row = self.control.row(module or MODULES[what], rest)
        named = {name: word for word, name in _names(what).items()}
        return {named[name]: value for name, value in row.items() if name in named and value and value != STAND_IN}

    def count(self, what: str) -> int:
        return sum(1 for row in self.control.dump(MODULES[what]) if not row["$gone"])


def _plain(id: str) -> str:
    return id.rpartition("/")[2]


def _names(what: str) -> dict[str, str]:
    more = {"city": "Mailing_City"} if what == CONTACTS else {"name": TITLES[what]} if what in TITLES else {}
    return NAMES | more


def _fields(what: str, words: Words) -> dict[str, Any]:
    names = _names(what)
    return {names[word]: text for word, text in words.items()}


Wrap = Callable[[HttpClient], HttpClient]


@asynccontextmanager
async def zoho(
    sandbox: Sandbox, *, wrap: Wrap | None = None, limited: bool = False, body_limit: int = 64 * MEBIBYTE
) -> AsyncIterator[tuple[HttpClient, Account, Provider]]:
    """A provider signed in to the sandbox with its lasting token."""
    entry = sandbox.directory()["vendors"][VENDOR]
    vendor, settings = Zoho(), ConnectionSettings()
    hasty = RetryPolicy(first_wait_s=0.01, longest_wait_s=0.02, jitter_s=0.0)
    http = open_client(
        entry["base_url"],
        tokens=FixedToken(entry["access_token"]),
        token_scheme=vendor.oauth(None).token_scheme,
        classify=vendor.refusal,
        policy=hasty,
        limiter=vendor.limiter() if limited else None,
        body_limit=body_limit,
    )
    try:
        client = http if wrap is None else wrap(http)
        setup = vendor.setup(client, settings, Grant({}, vendor.oauth(None).scopes))
        account = await setup.account()
        yield client, account, vendor.provider(client, settings, await setup.describe(), account)
    finally:
        await http.aclose()


@asynccontextmanager
async def opened(sandbox: Sandbox) -> AsyncIterator[ZohoSubject]:
    """The subject of the contract."""
    control = ZohoControl(Control(sandbox))
    control.tick()
    colleague = control.dump("users")[1]
    async with zoho(sandbox) as (_, _, provider):
        yield ZohoSubject(provider, control, me=colleague["name"])
