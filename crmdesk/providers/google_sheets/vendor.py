"""Google Sheets as the registry knows it."""

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
from crmdesk.providers.google_sheets import errors, limits, oauth
from crmdesk.providers.google_sheets.account import GoogleSheetsSetup
from crmdesk.providers.google_sheets.api import Api
from crmdesk.providers.google_sheets.provider import GoogleSheetsProvider


class GoogleSheets:
    """The vendor (``base.Vendor``)."""

    key = "google_sheets"
    title = "Google Sheets"
    base_url = oauth.API_URL
    personal_tokens = False
    hosts: Hosts | None = None

    def oauth(self, base_url: str | None) -> OAuthSettings:
        """Google's sign-in."""
        return oauth.settings(base_url)

    def api_url(self, base_url: str | None, facts: Mapping[str, Any]) -> str:
        """One host for every account."""
        return base_url or self.base_url

    def refusal(self, request: Request, response: Response) -> Wait | None:
        """Google's way of saying "later"."""
        return errors.refusal(request, response)

    def limiter(self) -> Limiter:
        """Google's quotas."""
        return limits.limiter()

    def setup(self, http: HttpClient, settings: ConnectionSettings, grant: Grant) -> Setup:
        """The sheet before its columns are known."""
        return GoogleSheetsSetup(Api(http), settings, grant)

    def provider(self, http: HttpClient, settings: ConnectionSettings, schema: Schema, account: Account) -> Provider:
        """The sheet as the engine uses it."""
        return GoogleSheetsProvider(Api(http), settings, schema, account)
