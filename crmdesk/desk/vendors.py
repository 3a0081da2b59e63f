"""What a person is told of each vendor before signing in.

It stands here once more, apart from the vendors themselves: their modules take as long to load as the window takes to be
shown, and the window names vendors at once. ``tests/desk/test_vendors.py`` compares the two.
"""

from __future__ import annotations

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.hosts import Hosts
from crmdesk.domain.signin import VendorInfo

_PORTS = (53682, 53683, 53684)
_ADDRESSES = tuple(f"http://localhost:{port}/callback" for port in _PORTS)

OFFERED = (
    VendorInfo(
        "google_sheets", "Google Sheets", personal_tokens=False, needs_secret=True, redirect_uris=(), documents=True
    ),
    VendorInfo("hubspot", "HubSpot", True, needs_secret=True, redirect_uris=_ADDRESSES, lead_stages=True),
    VendorInfo("pipedrive", "Pipedrive", True, needs_secret=True, redirect_uris=_ADDRESSES[:1], lead_stages=True),
    VendorInfo("salesforce", "Salesforce", personal_tokens=False, needs_secret=False, redirect_uris=_ADDRESSES),
    VendorInfo("zoho", "Zoho CRM", personal_tokens=False, needs_secret=True, redirect_uris=_ADDRESSES),
)
"""The vendors that can be signed in to, by key."""


def hosts_of(vendor: str) -> Hosts | None:
    """The places to choose from at a vendor, as it declares them; None where all its accounts live in one."""
    # Imported here: a command that only names vendors needs none of their modules.
    from crmdesk.providers.salesforce import oauth as salesforce
    from crmdesk.providers.zoho import oauth as zoho

    return {"salesforce": salesforce.HOSTS, "zoho": zoho.HOSTS}.get(vendor)


def check_vendor(key: str) -> None:
    """Raise InvalidInput, naming those there are, where no vendor has this key."""
    if all(vendor.key != key for vendor in OFFERED):
        raise InvalidInput("unknown_vendor", name=key, vendors=", ".join(vendor.key for vendor in OFFERED))
