"""All vendors of one sandbox over one clock, with the control endpoint: the part that needs no sockets.

``world.applications["hubspot"]`` and ``world.control`` are ASGI applications; a simulation drives them in process::

    world = World(clock=virtual_time, records=200, seed=7, vendors=("hubspot",))
    transport = httpx.ASGITransport(world.applications["hubspot"])
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from crmdesk.sandbox.asgi import VendorApplication
from crmdesk.sandbox.clock import VendorClock
from crmdesk.sandbox.control import Control
from crmdesk.sandbox.faults import FaultBoard
from crmdesk.sandbox.google_sheets.vendor import GoogleSheets
from crmdesk.sandbox.hubspot.vendor import HubSpot
from crmdesk.sandbox.messages import JsonObject
from crmdesk.sandbox.pipedrive.vendor import Pipedrive
from crmdesk.sandbox.salesforce.vendor import Salesforce
from crmdesk.sandbox.seed import together
from crmdesk.sandbox.vendor import Vendor
from crmdesk.sandbox.zoho.vendor import Zoho


class Opening(Protocol):
    """Opens a vendor's account, empty: what every vendor's class is."""

    def __call__(self, clock: VendorClock, rng: random.Random, *, redirect_uris: tuple[str, ...]) -> Vendor:
        """The vendor over a clock and its own source of chance."""
        ...


VENDORS: Mapping[str, Opening] = {
    "hubspot": HubSpot,
    "salesforce": Salesforce,
    "pipedrive": Pipedrive,
    "zoho": Zoho,
    "google_sheets": GoogleSheets,
}
"""Every vendor by name, in the order in which their ports follow each other."""


class UnknownVendor(ValueError):
    """A sandbox was asked for a vendor that it does not know; the text names those that it does."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no vendor {name!r}; known: {', '.join(VENDORS)}")


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """The vendors of these names in the order of their ports; all of them for none. Raises `UnknownVendor`."""
    for name in names:
        if name not in VENDORS:
            raise UnknownVendor(name)
    return tuple(name for name in VENDORS if not names or name in names)


class World:
    """The vendors, seeded: those that are named, or all.

    ``addresses``, ``control_url`` and ``authority`` are filled in by whoever serves them. Raises `UnknownVendor`.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        records: int = 600,
        seed: int = 1,
        redirect_uris: tuple[str, ...] = (),
        vendors: Sequence[str] = (),
    ) -> None:
        self.clock = VendorClock(clock)
        self.faults = FaultBoard()
        self.addresses: dict[str, JsonObject] = {}
        """Per vendor ``base_url``, and ``tls_base_url`` and ``ca_file`` where it is served over TLS."""
        self.control_url = ""
        self.authority = b""
        """PEM of the authority that signed for the addresses with TLS; empty without TLS."""
        self.applications: dict[str, VendorApplication] = {}
        with together(self.clock):
            for name in chosen(vendors):
                vendor = VENDORS[name](self.clock, random.Random(f"{name}:{seed}"), redirect_uris=redirect_uris)
                vendor.reset(records, seed)
                self.applications[name] = VendorApplication(vendor, self.clock, self.faults)
        self.control = Control(
            self.applications, self.clock, self.faults, (records, seed), self.directory, lambda: self.authority
        )

    def directory(self) -> JsonObject:
        """What ``crmdesk sandbox --json`` prints: the control endpoint, and each vendor with its addresses and ``describe``."""
        return {"control": self.control_url, "vendors": {name: self._entry(name) for name in self.applications}}

    def _entry(self, name: str) -> JsonObject:
        described = self.applications[name].vendor.describe()
        addresses = self.addresses.get(name, {"base_url": f"http://{name}.sandbox"})
        base_url = addresses["base_url"]
        paths = {"authorize_url": described.pop("authorize_path"), "token_url": described.pop("token_path")}
        return {**addresses, **{key: f"{base_url}{path}" for key, path in paths.items()}, **described}
