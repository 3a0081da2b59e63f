"""Pipedrive under the contract: its sandbox over real sockets, and a colleague who works in Pipedrive's own program."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.kinds import Kind
from crmdesk.net.client import HttpClient, open_client
from crmdesk.net.messages import Effect, Request
from crmdesk.net.retry import RetryPolicy
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Raw
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.serve import Sandbox
from tests.contract.subjects import COMPANIES, CONTACTS, DEALS, NOTES, PEOPLE, Control, FixedToken, Words

CITY = "Ville"
CLIENT = 1
ITEMS = {"email": "emails", "phone": "phones"}
TITLES = {COMPANIES: "name", DEALS: "title"}


class PipedriveControl(Control):
    """The control endpoint in Pipedrive's words."""

    def traits(self, **values: Any) -> None:
        """Set Pipedrive's traits."""
        self("POST", "/traits", {"vendor": "pipedrive", **values})

    def fault(self, action: str, **more: Any) -> None:
        """Put a fault in force at Pipedrive."""
        self("POST", "/faults", [{"vendor": "pipedrive", "action": action, **more}])

    def calls(self) -> dict[str, int]:
        """What Pipedrive was asked since the last look, by method and path."""
        found: dict[str, int] = self("GET", "/calls")["pipedrive"]
        self("DELETE", "/calls")
        return found

    def edit(self, name: str, id: str | None, fields: Mapping[str, Any]) -> str:
        """Edit as Pipedrive's second user."""
        body = {"vendor": "pipedrive", "object": name, "id": id, "fields": dict(fields)}
        found: str = self("POST", "/edit", body)["id"]
        return found

    def remove(self, name: str, id: str, *, hard: bool = False) -> None:
        """Delete as a colleague."""
        self("POST", "/delete", {"vendor": "pipedrive", "object": name, "id": id, "hard": hard})

    def merge(self, name: str, winner: str, loser: str) -> str:
        """Merge as a colleague; the survivor's id."""
        body = {"vendor": "pipedrive", "object": name, "winner": winner, "loser": loser}
        found: str = self("POST", "/merge", body)["id"]
        return found

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Everything of one object."""
        found: list[dict[str, Any]] = self("GET", f"/dump?vendor=pipedrive&object={name}")["records"]
        return found

    def row(self, name: str, id: str) -> dict[str, Any]:
        """One row; its custom fields by their names."""
        codes = {one["field_code"]: one["field_name"] for one in self.rows(f"{name.removesuffix('s')}Fields")}
        found = next(row for row in self.rows(name) if str(row["id"]) == id)
        custom = {codes.get(code, code): value for code, value in found["custom_fields"].items()}
        return {**found, "custom_fields": custom}


@dataclass
class PipedriveSubject:
    """Pipedrive's sandbox over real sockets."""

    provider: Provider
    control: PipedriveControl
    me: str
    objects: Mapping[str, str] = field(
        default_factory=lambda: {
            PEOPLE: "persons",
            CONTACTS: "persons",
            COMPANIES: "organizations",
            DEALS: "deals",
            NOTES: "notes",
        }
    )
    refused: tuple[str, Raw] = ("status", "999999")
    single_contact: bool = True
    """A deal has one person: further ones stay on this computer."""

    def add(self, what: str, kind: Kind, words: Words) -> str:
        fields = self._fields(what, words) | ({"label_ids": [CLIENT]} if kind is Kind.CONTACT else {})
        return self.control.edit(self.objects[what], None, fields)

    def change(self, what: str, id: str, words: Words) -> None:
        self.control.edit(self.objects[what], id, self._fields(what, words))

    def remove(self, what: str, id: str) -> None:
        self.control.remove(self.objects[what], id)

    def merge(self, what: str, winner: str, loser: str) -> str:
        return self.control.merge(self.objects[what], winner, loser)

    def link(self, what: str, id: str, field: str, other: str) -> None:
        self.control.edit(self.objects[what], id, {"org_id" if field == "company" else "person_id": int(other)})

    def truth(self, what: str, id: str) -> Words:
        row = self.control.row(self.objects[what], id)
        found = {word: row[word] for word in ("first_name", "last_name") if row.get(word)}
        found |= {word: row[name][0]["value"] for word, name in ITEMS.items() if row.get(name)}
        found |= {"name": row[TITLES[what]]} if what in TITLES else {}
        found |= {"city": row["custom_fields"][CITY]} if row["custom_fields"].get(CITY) else {}
        return found

    def count(self, what: str) -> int:
        return sum(1 for row in self.control.rows(self.objects[what]) if not row["is_deleted"])

    @staticmethod
    def _fields(what: str, words: Words) -> dict[str, Any]:
        names = {"city": CITY, "body": "content"} | ({"name": TITLES[what]} if what in TITLES else {})
        return {
            ITEMS.get(word, names.get(word, word)): [{"value": text}] if word in ITEMS else text
            for word, text in words.items()
        }


Wrap = Callable[[HttpClient], HttpClient]


@asynccontextmanager
async def pipedrive(
    sandbox: Sandbox, *, wrap: Wrap | None = None, limited: bool = False, settings: ConnectionSettings | None = None
) -> AsyncIterator[tuple[HttpClient, Account, Provider]]:
    """A provider signed in to the sandbox by OAuth."""
    entry = sandbox.directory()["vendors"]["pipedrive"]
    vendor, chosen = Pipedrive(), settings or ConnectionSettings()
    tokens = await _tokens(entry)
    hasty = RetryPolicy(first_wait_s=0.01, longest_wait_s=0.02, jitter_s=0.0)
    limiter = vendor.limiter() if limited else None
    source = FixedToken(tokens["access_token"])
    http = open_client(entry["base_url"], tokens=source, classify=vendor.refusal, policy=hasty, limiter=limiter)
    try:
        client = http if wrap is None else wrap(http)
        setup = vendor.setup(client, chosen, Grant({}, tuple(tokens["scope"].split(","))))
        account = await setup.account()
        yield client, account, vendor.provider(client, chosen, await setup.describe(), account)
    finally:
        await http.aclose()


async def _tokens(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Tokens for the refresh token that the sandbox names."""
    form = {"grant_type": "refresh_token"} | {
        name: entry[name] for name in ("client_id", "client_secret", "refresh_token")
    }
    http = open_client(entry["base_url"])
    try:
        answer = await http.send(
            Request("POST", "/oauth/token", "/oauth/token", form=tuple(form.items()), effect=Effect.WRITES)
        )
        found: dict[str, Any] = json.loads(answer.body)
    finally:
        await http.aclose()
    return found


@asynccontextmanager
async def opened(sandbox: Sandbox) -> AsyncIterator[PipedriveSubject]:
    """The account from both sides."""
    control = PipedriveControl(sandbox)
    colleague = control.rows("users")[1]
    async with pipedrive(sandbox) as (_, _, provider):
        yield PipedriveSubject(provider, control, colleague["name"])
