"""What a row brings that changes nothing here, so that nobody needs to be asked about it.

A colleague's work arrives by every account that the records live in; and it may be ours, sent by another computer. Once it was
taken in from one account, it is no news from the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from crmdesk.domain.catalogue import CATALOGUE
from crmdesk.domain.merge import Side, Verdict, merge
from crmdesk.providers.base import FieldRule
from crmdesk.store import links
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.store import Reader
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.guards import moved_fields
from crmdesk.sync.reading import read
from crmdesk.sync.references import Targets

Rows: TypeAlias = Mapping[str, tuple[LinkState, Mapping[str, Any]]]
"""Rows by remote id: the link, and the account's own form of each field."""


def without_known(connection: Reader, context: Context, rows: Rows) -> dict[str, Mapping[str, Any]]:
    """The fields of rows, by remote id, without those that moved to what their record holds already."""
    moved = {id: found for id, (state, raws) in rows.items() if (found := moved_fields(state.bases, raws))}
    records = links.load_records(connection, [rows[id][0] for id in moved])
    targets = _targets(connection, context, rows, moved)
    left = {id: raws for id, (_, raws) in rows.items()}
    for id, names in moved.items():
        state, raws = rows[id]
        record = records.get(state.record)
        if record is None or record.kind is not state.kind:
            continue
        rules = context.rules(state.object, state.kind)
        known = {name for name in names if _is_known(rules[name], record, name, state, raws[name], targets)}
        if known:
            left[id] = {name: raw for name, raw in raws.items() if name not in known}
    return left


def _targets(connection: Reader, context: Context, rows: Rows, moved: Mapping[str, Iterable[str]]) -> Targets:
    held = [
        raw
        for id, names in moved.items()
        for name in names
        if references.is_reference(rows[id][0].kind, name)
        for raw in (rows[id][1][name], rows[id][0].bases[name][1])
    ]
    return Targets(links.records_of(connection, context.id, references.wanted(held)))


def _is_known(rule: FieldRule, record: Record, name: str, state: LinkState, raw: Any, targets: Targets) -> bool:
    """Whether merging what the account holds now leaves the record as it is, and asks nobody."""
    local = record.fields.get(name)
    ours, theirs = state.bases[name]
    incoming, unknown = read(state.kind, rule, raw, local, targets)
    if unknown:
        return False
    before, _ = read(state.kind, rule, theirs, ours, targets)
    merged = merge(CATALOGUE[state.kind][name].type, local, [Side(state.name, ours, True, before, incoming)])
    return merged.verdict is not Verdict.CONFLICT and merged.value == local
