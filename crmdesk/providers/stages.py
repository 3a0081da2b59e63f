"""The stage in which a new deal begins, at vendors that require one.

Stages and pipelines are each account's own: a deal that has none, or that of another account, begins in the account's first open
stage, in the account's own order. From then on the account keeps its own.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from crmdesk.providers.base import Create, Raw, RemoteRecord
from crmdesk.providers.codecs import Boolean

STAGE, PIPELINE = "stage", "pipeline"
_TRUTH = Boolean()


def first_open(stages: Iterable[RemoteRecord]) -> RemoteRecord | None:
    """The first stage that is not closed, by position; None where all are, or there is none."""
    still_open = (each for each in stages if _TRUTH.decode(each.fields.get("closed")) is not True)
    return min(still_open, key=lambda each: int(each.fields.get("position") or 0), default=None)


def lacks_stage(item: Create) -> bool:
    """Whether a new deal has no stage of this account."""
    return not item.fields.get(STAGE)


def begun(item: Create, begins: Mapping[str, Raw], mapped: Container[str]) -> Create:
    """A new deal with the stage (and pipeline) in which it begins, as far as the fields are ``mapped``."""
    return replace(item, fields={**item.fields, **{name: raw for name, raw in begins.items() if name in mapped}})
