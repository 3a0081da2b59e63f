"""What a review has refused: the account gets again what is here. One unit of work takes a chunk of refused rows.

Nothing is sent from here. The base moves to what the account holds now, so that what this record holds is a pending change and
goes out by the ordinary way; a row that was deleted there is wished for anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.reviews import Alarm, Uncommon
from crmdesk.providers.base import Absence, Gone, RemoteRecord
from crmdesk.store import editing, inbox, links, open_conflicts, reviews
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.guards import moved_fields
from crmdesk.sync.reconcile import CHUNK
from crmdesk.sync.references import Targets
from crmdesk.sync.rows import row_of


def revert_chunk(unit: Unit, context: Context, object_name: str) -> int:
    """Work off the oldest refused rows of an object; returns how many were taken.

    Only what the review was about is put right: whatever else a row brings is taken in as usual, and so is a row that was merged
    or hidden meanwhile. A field that is asked about already stays asked about.
    """
    rows = [row_of(each) for each in inbox.take_refused(unit, context.id, object_name, CHUNK)]
    if not rows:
        return 0
    tied = links.by_remote(unit.connection, context.id, object_name, [row.id for row in rows])
    found = links.load_records(unit.connection, list(tied.values()))
    contested = open_conflicts.open_of(unit.connection, found)
    refused = reviews.refused_alarms(unit.connection, context.id, object_name)
    targets = _targets(unit, context, rows, tied)
    changed: list[LinkState] = []
    anew: list[str] = []
    for row in rows:
        state = tied.get(row.id)
        record = None if state is None else found.get(state.record)
        if state is None or record is None or state.state != links.ACTIVE or record.life != LIVE:
            continue
        if isinstance(row, RemoteRecord):
            names = _to_revert(context, state, record, row, refused) - contested.get(record.id, {}).keys()
            _accept_as_base(context, state, record, row, names, targets)
        elif _is_deleted(row) and EXISTENCE not in contested.get(record.id, {}):
            state.wish_anew()
            anew.append(row.id)
        state.dirty = editing.has_news(record, state)
        changed.append(state)
    links.update_many(unit, changed)
    editing.forget_sends(unit, changed)
    inbox.done(unit, context.id, object_name, anew)
    inbox.agree(unit, context.id, object_name, [row.id for row in rows if row.id not in anew])
    return len(rows)


def _is_deleted(row: Absence) -> bool:
    return row.gone is Gone.DELETED and row.merged_into is None and row.became is None


def _to_revert(
    context: Context, state: LinkState, record: Record, row: RemoteRecord, refused: Sequence[Alarm]
) -> set[str]:
    """The fields that the review was about, as far as crmdesk may write them there."""
    if row.kind is not record.kind or not context.objects[state.object].writable:
        return set()
    mine = [alarm for alarm in refused if alarm.kind is record.kind]
    whole = any(alarm.what is Uncommon.UNANNOUNCED for alarm in mine)
    named = {alarm.field for alarm in mine}
    rules = context.rules(state.object, record.kind)
    moved = moved_fields(state.bases, row.fields)
    return {name for name in moved if name in rules and rules[name].writable and (whole or name in named)}


def _accept_as_base(
    context: Context, state: LinkState, record: Record, row: RemoteRecord, names: Iterable[str], targets: Targets
) -> None:
    """Agree that the account holds this now, so that what differs here is pending."""
    rules = context.rules(state.object, record.kind)
    for name in names:
        raw = row.fields[name]
        if references.is_reference(record.kind, name):
            value, _ = targets.read(record.kind, name, raw)
        else:
            value = rules[name].codec.decode(raw)
        state.bases[name] = (value, raw)


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
