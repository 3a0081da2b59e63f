"""Answers made up for tests of what a provider makes of them."""

from __future__ import annotations

from typing import Any

import orjson

from crmdesk.net.messages import Effect, Headers, Request, Response


def response(status: int, body: Any = None, **headers: str) -> Response:
    """An answer; ``body`` is JSON, or text as it is. Underscores in header names stand for dashes."""
    content = body.encode() if isinstance(body, str) else b"" if body is None else orjson.dumps(body)
    fields = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Response(status, Headers(fields), content, 0.01, None)


def request(endpoint: str = "/crm/objects/2026-03/contacts/batch/update") -> Request:
    """A call to an endpoint."""
    return Request("POST", endpoint, endpoint, effect=Effect.WRITES)


class Script:
    """A sender that gives prepared answers in turn and keeps what it was sent."""

    def __init__(self, *answers: Response | Exception) -> None:
        self._answers = list(answers)
        self.sent: list[Request] = []

    async def send(self, request: Request) -> Response:
        """The next answer, or raise it."""
        self.sent.append(request)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer
