"""Whom a row is about that only adds fields to another one: the record for which that main row stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crmdesk.providers.base import RemoteRecord
from crmdesk.store import links
from crmdesk.store.store import Reader
from crmdesk.sync import references
from crmdesk.sync.context import Context


def mains_of(reader: Reader, context: Context, rows: Iterable[RemoteRecord]) -> dict[references.Pair, str]:
    """The records that main rows stand for. One that is kept apart stands for nobody: its record is added nothing from there."""
    found: dict[references.Pair, str] = {}
    for name, ids in references.wanted([[row.part_of] for row in rows if row.part_of is not None]).items():
        known = links.by_remote(reader, context.id, name, sorted(ids))
        # A given-up id stands for its survivor, although the link of the row that is gone still names it.
        known |= links.by_alias(reader, context.id, name, sorted(ids))
        found |= {(name, id): state.record for id, state in known.items() if state.state != links.UNLINKED}
    return found


def main_of(row: RemoteRecord, mains: Mapping[references.Pair, str]) -> str | None:
    """The record to which a row adds fields, as far as it is among ``mains``."""
    return mains.get(row.part_of or ("", ""))


def is_of(context: Context, row: RemoteRecord, record: str, mains: Mapping[references.Pair, str]) -> bool:
    """Whether a row may have been made for a record: what adds fields to somebody else was not, whatever it holds."""
    return context.part_of(row.object) is None or main_of(row, mains) == record
