"""What a sign-in of the small agency asks and finds: the vendors, an account, and a browser that the test plays."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from crmdesk.desk.vendors import hosts_of
from crmdesk.domain.signin import AccountInfo, LifeStage, SignInRequest, VendorInfo
from crmdesk.paths import guide


@dataclass
class CannedFlow:
    """A sign-in whose browser the test plays: ``answer`` is the account, or the error, that ``account`` ends with."""

    request: SignInRequest
    answer: asyncio.Future[AccountInfo] = field(default_factory=lambda: asyncio.get_event_loop().create_future())
    finished: dict[str, Any] = field(default_factory=dict)
    cancelled: bool = False

    async def url(self) -> str:
        return "" if self.request.token else "https://app.hubspot.example/oauth/authorize?client_id=4711&state=abc"

    async def account(self) -> AccountInfo:
        return await self.answer

    async def finish(self, *, create_missing: bool, send: bool, lead_stages: tuple[str, ...] | None) -> str:
        self.finished = {"create_missing": create_missing, "send": send, "lead_stages": lead_stages}
        return "H2"

    def cancel(self) -> None:
        self.cancelled = True


FOUND = AccountInfo(
    "Nantes Centre",
    "jean@agence.example",
    "4711",
    (("contacts", "Type de projet"), ("contacts", "Secteur"), ("contacts", "Prix demandé"), ("leads", "Clé crmdesk")),
    (
        LifeStage("lead", "Lead", True),
        LifeStage("opportunity", "Opportunité", True),
        LifeStage("customer", "Client", False),
    ),
)
VENDORS = (
    VendorInfo(
        "hubspot",
        "HubSpot",
        True,
        True,
        ("http://localhost:8765/callback", "http://localhost:8766/callback"),
        guide("hubspot", "en"),
    ),
    VendorInfo(
        "salesforce", "Salesforce", False, False, ("http://localhost:8765/callback",), hosts=hosts_of("salesforce")
    ),
    VendorInfo("pipedrive", "Pipedrive", True, True, ("http://localhost:8765/callback",)),
    VendorInfo("zoho", "Zoho CRM", False, True, ("http://127.0.0.1:8765/callback",), hosts=hosts_of("zoho")),
    VendorInfo("google_sheets", "Google Sheets", False, True, ("http://127.0.0.1:8765/callback",)),
)
