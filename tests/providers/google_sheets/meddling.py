"""A colleague who is quicker than crmdesk: something happens in the sheet just before a chosen write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response


class Meddled(HttpClient):
    """A client before whose first writes something happens, one thing each."""

    def __init__(self, inner: HttpClient, meddling: Sequence[Callable[[], object]]) -> None:
        self._inner = inner
        self._left = list(meddling)

    async def send(self, request: Request) -> Response:
        if request.endpoint.endswith(":batchUpdate") and self._left:
            self._left.pop(0)()
        return await self._inner.send(request)


class Broken(HttpClient):
    """A client that fails with an error at the n-th request whose endpoint ends so."""

    def __init__(self, inner: HttpClient, ending: str, at: int, error: Exception) -> None:
        self._inner, self._ending, self._at, self._error = inner, ending, at, error

    async def send(self, request: Request) -> Response:
        if request.endpoint.endswith(self._ending):
            self._at -= 1
            if self._at < 0:
                raise self._error
        return await self._inner.send(request)
