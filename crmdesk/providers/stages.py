"""The stage in which a new deal begins, at vendors that refuse a deal without one.

Each account has stages and pipelines of its own, and those of another account cannot be said there. A deal for which nobody chose
a stage of this account is therefore made in its first open one, in the account's own order, and moves on from there.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from crmdesk.providers.base import Create, Raw, RemoteRecord
from crmdesk.providers.codecs import Boolean, Integer

STAGE, PIPELINE = "stage", "pipeline"
_TRUTH, _WHOLE = Boolean(), Integer()


def first_open(stages: Iterable[RemoteRecord]) -> RemoteRecord | None:
    """The first stage that is not closed, by position; None where all are, or there is none.

    Where a vendor's position is no whole number, the stage comes after those that have one.
    """
    still_open = (each for each in stages if _TRUTH.decode(each.fields.get("closed")) is not True)
    return min(still_open, key=_position, default=None)


def _position(stage: RemoteRecord) -> float:
    found = _WHOLE.decode(stage.fields.get("position"))
    return found if isinstance(found, int) else math.inf


def lacks_stage(item: Create) -> bool:
    """Whether a new deal names no stage of this account."""
    return not item.fields.get(STAGE)


def with_stage(item: Create, begins: Mapping[str, Raw], mapped: Container[str]) -> Create:
    """A new deal with the fields that say where it begins (``begins``: stage, pipeline or both), as far as they are ``mapped``."""
    return replace(item, fields={**item.fields, **{name: raw for name, raw in begins.items() if name in mapped}})


async def with_stages(
    items: Sequence[Create], begins: Callable[[], Awaitable[Mapping[str, Raw]]], mapped: Container[str]
) -> Sequence[Create]:
    """New deals, those without a stage with the one in which they begin; ``begins`` is only asked where one lacks its stage."""
    if not any(map(lacks_stage, items)):
        return items
    start = await begins()
    return [with_stage(item, start, mapped) if lacks_stage(item) else item for item in items]
