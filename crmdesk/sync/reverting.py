"""What a review has refused: the account gets again what is here. One unit of work takes a chunk of refused rows.

Nothing is sent from here. The base moves to what the account holds now, so that what this record holds is a pending change and
goes out by the ordinary way; a row that was deleted there is wished for anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store import editing, inbox, links, open_conflicts
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.reconcile import CHUNK
from crmdesk.sync.references import Targets
from crmdesk.sync.rows import hash_of, row_of


def revert_chunk(unit: Unit, context: Context, object_name: str) -> int:
    """Work off the oldest refused rows of an object; returns how many were taken.

    A row that nobody is linked to, that was merged or hidden, or whose record has an open question, is taken in as usual.
    """
    rows = [row_of(each) for each in inbox.take_refused(unit, context.id, object_name, CHUNK)]
    if not rows:
        return 0
    tied = links.by_remote(unit.connection, context.id, object_name, [row.id for row in rows])
    found = links.load_records(unit.connection, list(tied.values()))
    contested = open_conflicts.open_of(unit.connection, found)
    targets = _targets(unit, context, rows, tied)
    reverted: dict[str, LinkState] = {}
    for row in rows:
        state = tied.get(row.id)
        record = None if state is None else found.get(state.record)
        if state is None or record is None or record.id in contested or not _can_revert(row, state, record):
            continue
        if isinstance(row, Absence):
            state.remote_id, state.state, state.bases, state.seen_hash, state.version = None, links.NEW, {}, None, None
        else:
            _accept_as_base(context, state, record, row, targets)
        state.dirty = editing.has_news(record, state)
        reverted[row.id] = state
    links.update_many(unit, list(reverted.values()))
    editing.forget_sends(unit, list(reverted.values()))
    inbox.done(unit, context.id, object_name, list(reverted))
    inbox.agree(unit, context.id, object_name, [row.id for row in rows if row.id not in reverted])
    return len(rows)


def _can_revert(row: RemoteRecord | Absence, state: LinkState, record: Record) -> bool:
    if state.state != links.ACTIVE or record.life != LIVE:
        return False
    if isinstance(row, Absence):
        return row.gone is Gone.DELETED and row.merged_into is None and row.became is None
    return row.kind is record.kind and not row.merged_ids


def _accept_as_base(context: Context, state: LinkState, record: Record, row: RemoteRecord, targets: Targets) -> None:
    for name, rule in context.rules(state.object, record.kind).items():
        raw = row.fields.get(name)
        if name not in row.fields or name not in state.bases or raw == state.bases[name][1]:
            continue
        if references.is_reference(record.kind, name):
            value, _ = targets.read(record.kind, name, raw)
        else:
            value = rule.codec.decode(raw)
        state.bases[name] = (value, raw)
    state.version, state.seen_hash = row.version, hash_of(row)


def _targets(
    unit: Unit, context: Context, rows: list[RemoteRecord | Absence], tied: Mapping[str, LinkState]
) -> Targets:
    raws = [
        raw
        for row in rows
        if isinstance(row, RemoteRecord) and row.id in tied
        for name in references.of_kind(row.kind)
        if (raw := row.fields.get(name))
    ]
    return Targets(links.records_of(unit.connection, context.id, references.wanted(raws)))
