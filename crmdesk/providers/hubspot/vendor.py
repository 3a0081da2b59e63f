"""HubSpot as the registry knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.hosts import Hosts
from crmdesk.domain.oauth import OAuthSettings
from crmdesk.net.client import HttpClient
from crmdesk.net.limits import Limiter
from crmdesk.net.messages import Request, Response
from crmdesk.net.retry import Wait
from crmdesk.providers.base import Account, ConnectionSettings, Grant, Provider, Schema, Setup
from crmdesk.providers.hubspot import errors, oauth
from crmdesk.providers.hubspot.account import HubSpotSetup
from crmdesk.providers.hubspot.api import Api
from crmdesk.providers.hubspot.limits import HubSpotLimits
from crmdesk.providers.hubspot.paths import DEFAULT_VERSION, Paths
from crmdesk.providers.hubspot.provider import HubSpotProvider


class HubSpot:
    """The vendor (``base.Vendor``)."""

    key = "hubspot"
    title = "HubSpot"
    base_url = oauth.API_URL
    personal_tokens = True
    hosts: Hosts | None = None

    def oauth(self, base_url: str | None) -> OAuthSettings:
        """HubSpot's sign-in."""
        return oauth.settings(base_url, Paths())

    def api_url(self, base_url: str | None, facts: Mapping[str, Any]) -> str:
        """One host for all accounts, wherever their data lie."""
        return base_url or self.base_url

    def refusal(self, request: Request, response: Response) -> Wait | None:
        """HubSpot's ways of saying "later"."""
        return errors.refusal(request, response)

    def limiter(self) -> Limiter:
        """HubSpot's limits."""
        return HubSpotLimits()

    def setup(self, http: HttpClient, settings: ConnectionSettings, grant: Grant) -> Setup:
        """The account before its schema is known."""
        return HubSpotSetup(_api(http, settings), grant)

    def provider(self, http: HttpClient, settings: ConnectionSettings, schema: Schema, account: Account) -> Provider:
        """The account as the engine uses it."""
        return HubSpotProvider(_api(http, settings), settings, schema, account)


def _api(http: HttpClient, settings: ConnectionSettings) -> Api:
    return Api(http, Paths(settings.api_version or DEFAULT_VERSION))
