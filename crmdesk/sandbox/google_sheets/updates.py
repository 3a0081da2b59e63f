"""``batchUpdate`` and the making of spreadsheets (section 2.4): all of it, or nothing.

Requests run in their order; when one is refused, the spreadsheet is as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from crmdesk.sandbox.google_sheets.account import Account
from crmdesk.sandbox.google_sheets.calls import Call
from crmdesk.sandbox.google_sheets.document import Document
from crmdesk.sandbox.google_sheets.errors import ApiError, bad_argument
from crmdesk.sandbox.messages import JsonObject

Change = Callable[["Batch", JsonObject], JsonObject | None]
"""Carries out one request; its reply, where it has one. Raises `ApiError` with what is wrong, without its place."""

CHANGES: dict[str, Change] = {}

_PLACE = re.compile(r"Invalid [A-Za-z.]+: ")
"""What a refusal says of its place in a request, which the request's own place in the batch takes the place of."""


class Batch:
    """A batch under way: what it works on, and for whom."""

    def __init__(self, call: Call, document: Document) -> None:
        self.call = call
        self.account: Account = call.account
        self.document = document


def changes(name: str) -> Callable[[Change], Change]:
    """Register what carries out a request."""

    def registered(change: Change) -> Change:
        CHANGES[name] = change
        return change

    return registered


def carried_out(call: Call) -> list[JsonObject]:
    """The replies to all requests of a batch. Raises `ApiError`, and changes nothing then."""
    document = call.writable()
    requests = call.listed("requests")
    if not requests:
        raise bad_argument("Must specify at least one request.")
    known = [_named(raw, at) for at, raw in enumerate(requests)]
    work, before = Batch(call, document), document.snapshot()
    replies = []
    for at, (name, content) in enumerate(known):
        try:
            made = CHANGES[name](work, content)
        except ApiError as error:
            document.restore(before)
            text = str(error)
            if text.startswith("You are trying"):
                raise
            words = _PLACE.sub("", text)
            raise bad_argument(f"Invalid requests[{at}].{name}: {words}") from None
        replies.append({} if made is None else {name: made})
    document.touched(call.account.clock.ms())
    return replies


def _named(raw: Any, at: int) -> tuple[str, JsonObject]:
    if not isinstance(raw, dict) or len(raw) != 1:
        raise bad_argument(
            f"Invalid JSON payload received. Exactly one kind of request is expected at 'requests[{at}]'"
        )
    ((name, content),) = raw.items()
    if name not in CHANGES or not isinstance(content, dict):
        raise bad_argument(
            f"Invalid JSON payload received. Unknown name \"{name}\" at 'requests[{at}]': Cannot find field."
        )
    return name, content
