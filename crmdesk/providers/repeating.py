"""Creations that an earlier attempt, or another computer, may have carried out: what is there by now is left as it is.

An upsert by key would find that row too, and write the old values over whatever people have changed in it since.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from crmdesk.domain.errors import RecordRefused
from crmdesk.providers.base import Create, Done, Outcome, RemoteRecord

Look = Callable[[Sequence[str]], Awaitable[Mapping[str, RemoteRecord]]]
"""Reads the rows that carry these keys of crmdesk, by key."""


async def made_before(items: Sequence[Create], by_keys: Look) -> dict[int, Outcome]:
    """The outcomes of repeated creations whose row is there, by number of the item. Raises the connection faults of ``by_keys``."""
    numbers = {item.key: number for number, item in enumerate(items) if item.repeated}
    if not numbers:
        return {}
    try:
        found = await by_keys(list(numbers))
    except (
        RecordRefused
    ):  # the account has lost the field of the key: the creation itself is refused then, in words of its own
        return {}
    return {numbers[key]: Done(row) for key, row in found.items() if key in numbers}
