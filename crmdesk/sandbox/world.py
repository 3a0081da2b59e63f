"""All vendors of one sandbox over one clock, with the control endpoint: the part that needs no sockets.

``world.applications["hubspot"]`` and ``world.control`` are ASGI applications; a simulation drives them in process::

    world = World(clock=virtual_time, records=200, seed=7)
    transport = httpx.ASGITransport(world.applications["hubspot"])
"""

from __future__ import annotations

import random
from collections.abc import Callable

from crmdesk.sandbox.asgi import VendorApplication
from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.control import Control
from crmdesk.sandbox.faults import FaultBoard
from crmdesk.sandbox.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.hubspot.vendor import HubSpot
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.salesforce.vendor import Salesforce
from crmdesk.sandbox.vendor import Vendor
from crmdesk.sandbox.zoho.vendor import Zoho


class World:
    """The vendors, seeded. ``addresses`` is filled in by whoever serves them."""

    def __init__(
        self, *, clock: Callable[[], float], records: int = 600, seed: int = 1, redirect_uris: tuple[str, ...] = ()
    ) -> None:
        self.clock = VendorClock(clock)
        self.faults = FaultBoard()
        self.addresses: dict[str, JsonObject] = {}
        """Per vendor ``base_url``, and ``tls_base_url`` and ``ca_file`` where it is served over TLS."""
        self.control_url = ""
        vendors: list[Vendor] = [
            HubSpot(self.clock, random.Random(f"hubspot:{seed}"), redirect_uris=redirect_uris),
            Salesforce(self.clock, random.Random(f"salesforce:{seed}"), redirect_uris=redirect_uris),
            Pipedrive(self.clock, random.Random(f"pipedrive:{seed}"), redirect_uris=redirect_uris),
            Zoho(self.clock, random.Random(f"zoho:{seed}"), redirect_uris=redirect_uris),
            GoogleSheets(self.clock, random.Random(f"google_sheets:{seed}"), redirect_uris=redirect_uris),
        ]
        for vendor in vendors:
            vendor.reset(records, seed)
        self.applications = {one.name: VendorApplication(one, self.clock, self.faults) for one in vendors}
        self.control = Control(self.applications, self.clock, self.faults, (records, seed), self.directory)

    def directory(self) -> JsonObject:
        """What ``crmdesk sandbox --json`` prints (architecture, section 8)."""
        return {"control": self.control_url, "vendors": {name: self._entry(name) for name in self.applications}}

    def _entry(self, name: str) -> JsonObject:
        described = self.applications[name].vendor.describe()
        addresses = self.addresses.get(name, {"base_url": f"http://{name}.sandbox"})
        base_url = addresses["base_url"]
        paths = {"authorize_url": described.pop("authorize_path"), "token_url": described.pop("token_path")}
        return {**addresses, **{key: f"{base_url}{path}" for key, path in paths.items()}, **described}
