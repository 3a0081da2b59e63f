"""A token in every request; a rejected one is renewed once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable
from typing import Protocol

import httpx

from crmdesk.domain.errors import OutcomeUnknown, Unreachable, VendorNonsense

UNAUTHORIZED = 401
AUTHORIZATION = "Authorization"


class TokenSource(Protocol):
    """Where access tokens come from."""

    async def token(self) -> str:
        """An access token that should work now. Raises SignInNeeded, or what stopped its renewal."""
        ...

    async def renew(self, rejected: str) -> str:
        """Another token than ``rejected``, which the vendor refused; one renewal however many ask at once.

        Raises SignInNeeded, or what stopped the renewal.
        """
        ...


class BearerAuth(httpx.Auth):
    """Puts the token into ``Authorization``; after a 401 renews it once and sends once more (RFC 6750).

    A second 401 is the caller's to judge. ``scheme`` is the word before the token (Zoho: ``Zoho-oauthtoken``). In another
    ``header`` the token stands alone (Pipedrive: ``x-api-token``).
    """

    def __init__(self, tokens: TokenSource, scheme: str = "Bearer", header: str = AUTHORIZATION) -> None:
        self._tokens = tokens
        self._header = header
        self._before = f"{scheme} " if header == AUTHORIZATION else ""

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """One request, or two when the first token was refused."""
        token = await _asked(self._tokens.token())
        request.headers[self._header] = f"{self._before}{token}"
        response = yield request
        if response.status_code == UNAUTHORIZED:
            token = await _asked(self._tokens.renew(token))
            request.headers[self._header] = f"{self._before}{token}"
            yield request


async def _asked(asking: Awaitable[str]) -> str:
    """A token; whatever became of its renewal, the request it is for was not processed."""
    try:
        return await asking
    except (OutcomeUnknown, VendorNonsense) as error:
        raise Unreachable("token_renewal_failed", reason=error.key) from error
