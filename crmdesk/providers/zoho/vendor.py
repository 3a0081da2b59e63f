"""Zoho CRM as the registry knows it."""

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
from crmdesk.providers.hosts import followed
from crmdesk.providers.zoho import errors, oauth
from crmdesk.providers.zoho.account import ZohoSetup
from crmdesk.providers.zoho.api import Api
from crmdesk.providers.zoho.limits import ZohoLimits
from crmdesk.providers.zoho.provider import ZohoProvider


class Zoho:
    """The vendor (``base.Vendor``)."""

    key = "zoho"
    title = "Zoho CRM"
    base_url = oauth.API_URL
    personal_tokens = False
    hosts: Hosts | None = oauth.HOSTS

    def oauth(self, base_url: str | None) -> OAuthSettings:
        """Zoho's sign-in."""
        return oauth.settings(base_url)

    def api_url(self, base_url: str | None, facts: Mapping[str, Any]) -> str:
        """The host of the account's data centre, which every token reply names (section 1.4)."""
        elsewhere = base_url if base_url is not None and not oauth.is_accounts_server(base_url) else None
        return followed(facts.get("api_domain"), self.base_url, elsewhere, oauth.API_DOMAINS)

    def refusal(self, request: Request, response: Response) -> Wait | None:
        """Zoho's ways of saying "later"."""
        return errors.refusal(request, response)

    def limiter(self) -> Limiter:
        """Zoho's limits."""
        return ZohoLimits()

    def setup(self, http: HttpClient, settings: ConnectionSettings, grant: Grant) -> Setup:
        """The account before its schema is known."""
        return ZohoSetup(Api(http), grant)

    def provider(self, http: HttpClient, settings: ConnectionSettings, schema: Schema, account: Account) -> Provider:
        """The account as the engine uses it."""
        return ZohoProvider(Api(http), settings, schema, account)
