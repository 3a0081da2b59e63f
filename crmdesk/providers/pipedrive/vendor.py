"""Pipedrive as the registry knows it."""

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
from crmdesk.providers.pipedrive import errors, oauth
from crmdesk.providers.pipedrive.account import PipedriveSetup
from crmdesk.providers.pipedrive.api import Api
from crmdesk.providers.pipedrive.limits import PipedriveLimits
from crmdesk.providers.pipedrive.provider import PipedriveProvider


class Pipedrive:
    """The vendor (``base.Vendor``)."""

    key = "pipedrive"
    title = "Pipedrive"
    base_url = oauth.API_URL
    personal_tokens = True
    hosts: Hosts | None = None

    def oauth(self, base_url: str | None) -> OAuthSettings:
        """Pipedrive's sign-in."""
        return oauth.settings(base_url)

    def api_url(self, base_url: str | None, facts: Mapping[str, Any]) -> str:
        """The company's own host where the token reply names it, which is the faster one (section 0)."""
        return followed(facts.get("api_domain"), self.base_url, base_url, oauth.DOMAINS)

    def refusal(self, request: Request, response: Response) -> Wait | None:
        """Pipedrive's ways of saying "later"."""
        return errors.refusal(request, response)

    def limiter(self) -> Limiter:
        """Pipedrive's limits."""
        return PipedriveLimits()

    def setup(self, http: HttpClient, settings: ConnectionSettings, grant: Grant) -> Setup:
        """The account before its schema is known."""
        return PipedriveSetup(Api(http), grant)

    def provider(self, http: HttpClient, settings: ConnectionSettings, schema: Schema, account: Account) -> Provider:
        """The account as the engine uses it."""
        return PipedriveProvider(Api(http), settings, schema, account)
