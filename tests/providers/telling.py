"""A vendor that tells what a test says, at once and for ever: for tests of what a provider makes of nonsense."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import Cursor, Page, Provider
from tests.providers.answers import response

MOST = 300
"""Nobody asks so often for what has an end."""

Told = Any
"""The body of an answer, an answer, or what makes one of the request and of how often its endpoint was asked before."""


class Telling:
    """A sender with an answer for each endpoint, by how it ends; the first that fits counts. All others get ``{}``."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        self.told = told
        self.sent: list[Request] = []

    async def send(self, request: Request) -> Response:
        """The answer."""
        before = sum(each.endpoint == request.endpoint and each.method == request.method for each in self.sent)
        self.sent.append(request)
        assert len(self.sent) <= MOST, "followed for ever"
        told: Told = next((each for end, each in self.told.items() if request.endpoint.endswith(end)), {})
        told = told(request, before) if callable(told) else told
        found = told if isinstance(told, Response) else response(200, told)
        return replace(found, date=found.date or datetime(2026, 11, 20, tzinfo=UTC))


async def pulled(provider: Provider, name: str, cursor: Cursor | None = None) -> list[Page]:
    """The pages of a feed."""
    feed = next(each for each in provider.feeds() if each.name == name)
    async with aclosing(provider.pull(feed, cursor)) as pages:
        return [page async for page in pages]
