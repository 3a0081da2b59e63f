"""For the tables of requests: what a provider sends, and how it differs from what the vendor takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmdesk.net.client import HttpClient
from crmdesk.net.messages import Request, Response
from crmdesk.providers.base import Done, Outcome, RemoteRecord


class Recorder(HttpClient):
    """Keeps what goes through it: ``wrap`` of a vendor's opener (``tests/contract``)."""

    def __init__(self, inner: HttpClient, kept: list[Request]) -> None:
        self._inner = inner
        self._kept = kept

    async def send(self, request: Request) -> Response:
        self._kept.append(request)
        return await self._inner.send(request)


def query_mistakes(forms: Mapping[str, str], request: Request) -> list[str]:
    """How a request's query differs from patterns by name; one whose name ends in ``?`` may be left out."""
    sent, known = dict(request.query), {name.rstrip("?"): form for name, form in forms.items()}
    found = [f"query {name} is missing" for name in forms if not name.endswith("?") and name not in sent]
    return found + [
        f"query {name}={value!r}"
        for name, value in request.query
        if name not in known or not re.fullmatch(known[name], value)
    ]


def mistakes(shape: Any, found: Any, where: str = "body") -> list[str]:
    """How ``found`` differs from a shape: types, literal values, lists of a shape, objects with optional keys."""
    if isinstance(shape, type):
        return [] if type(found) is shape else [f"{where}: {found!r} is no {shape.__name__}"]
    if isinstance(shape, list):
        if not isinstance(found, list) or not found:
            return [f"{where}: {found!r} is no filled list"]
        return [each for number, one in enumerate(found) for each in mistakes(shape[0], one, f"{where}[{number}]")]
    if isinstance(shape, dict):
        return _object_mistakes(shape, found, where)
    return [] if found == shape and type(found) is type(shape) else [f"{where}: {found!r} is not {shape!r}"]


def _object_mistakes(shape: dict[str, Any], found: Any, where: str) -> list[str]:
    if not isinstance(found, dict):
        return [f"{where}: {found!r} is no object"]
    if "*" in shape:
        return [each for name, one in found.items() for each in mistakes(shape["*"], one, f"{where}.{name}")]
    wanted = {name.rstrip("?"): (part, name.endswith("?")) for name, part in shape.items()}
    problems = [
        f"{where}: {name} is missing" for name, (_, may_miss) in wanted.items() if not may_miss and name not in found
    ]
    problems += [f"{where}: {name} is unknown" for name in found if name not in wanted]
    known = [(name, one) for name, one in found.items() if name in wanted]
    return problems + [each for name, one in known for each in mistakes(wanted[name][0], one, f"{where}.{name}")]


def record(outcome: Outcome) -> RemoteRecord:
    """The row of a write that was done."""
    assert isinstance(outcome, Done), outcome
    assert outcome.record is not None
    return outcome.record
