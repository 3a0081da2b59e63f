"""Salesforce as the registry knows it."""

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
from crmdesk.providers.salesforce import errors, oauth
from crmdesk.providers.salesforce.account import SalesforceSetup
from crmdesk.providers.salesforce.api import Api
from crmdesk.providers.salesforce.limits import SalesforceLimits
from crmdesk.providers.salesforce.paths import DEFAULT_VERSION, Paths
from crmdesk.providers.salesforce.provider import SalesforceProvider


class Salesforce:
    """The vendor (``base.Vendor``)."""

    key = "salesforce"
    title = "Salesforce"
    base_url = oauth.LOGIN_URL
    personal_tokens = False
    hosts: Hosts | None = oauth.HOSTS

    def oauth(self, base_url: str | None) -> OAuthSettings:
        """Salesforce's sign-in."""
        return oauth.settings(base_url)

    def api_url(self, base_url: str | None, facts: Mapping[str, Any]) -> str:
        """The organisation's own host; the host one signs in at takes no calls (section 1.4)."""
        return followed(facts.get("instance_url"), self.base_url, base_url, oauth.DOMAINS)

    def refusal(self, request: Request, response: Response) -> Wait | None:
        """Salesforce's ways of saying "later"."""
        return errors.refusal(request, response)

    def limiter(self) -> Limiter:
        """Salesforce's limits."""
        return SalesforceLimits()

    def setup(self, http: HttpClient, settings: ConnectionSettings, grant: Grant) -> Setup:
        """The account before its schema is known."""
        return SalesforceSetup(_api(http, settings), grant)

    def provider(self, http: HttpClient, settings: ConnectionSettings, schema: Schema, account: Account) -> Provider:
        """The account as the engine uses it."""
        return SalesforceProvider(_api(http, settings), settings, schema, account)


def _api(http: HttpClient, settings: ConnectionSettings) -> Api:
    return Api(http, Paths(settings.api_version or DEFAULT_VERSION))
