"""The vendors there are. Adding one is adding a line here (and what ``base`` asks for)."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.providers.base import Vendor
from crmdesk.providers.google_sheets.vendor import GoogleSheets
from crmdesk.providers.hubspot.vendor import HubSpot
from crmdesk.providers.pipedrive.vendor import Pipedrive
from crmdesk.providers.salesforce.vendor import Salesforce
from crmdesk.providers.zoho.vendor import Zoho

VENDORS: Mapping[str, Vendor] = {
    vendor.key: vendor for vendor in (HubSpot(), Salesforce(), Pipedrive(), Zoho(), GoogleSheets())
}
"""By key, in the order in which they are offered."""

DOCUMENTED = frozenset({"google_sheets"})
"""Those of which an account is one document, which a person names at sign-in."""

STAGED = frozenset({"hubspot", "pipedrive"})
"""Those whose people are leads by a stage or a label, of which a person may choose."""
