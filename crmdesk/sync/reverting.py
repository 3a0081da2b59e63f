"""What a review has refused: the account gets again what is here. One unit of work takes a chunk of refused rows.

Nothing is sent from here. The base moves to what the account holds now, so that what this record holds is a pending change and
goes out by the ordinary way. The ledger tells what the account held, as having come and been decided against: colleagues may have
typed it. Rows that were deleted there are wished for anew as soon as the answer is given (``store/answering``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from crmdesk.domain.reviews import Alarm, Uncommon
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import editing, held_rows, inbox, ledger, links, open_conflicts, reviews
from crmdesk.store.answering import wish_anew
from crmdesk.store.ledger import Cause, Entry
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, Record
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context
from crmdesk.sync.guards import changed_fields, is_anothers, moved_fields
from crmdesk.sync.reading import read
from crmdesk.sync.reconcile import CHUNK, targets_of
from crmdesk.sync.references import Targets
from crmdesk.sync.rows import row_of
from crmdesk.sync.taking import taken


def revert_chunk(unit: Unit, context: Context, object_name: str) -> int:
    """Work off the oldest refused rows of an object; returns how many were taken.

    Only what the review was about is put right: whatever else a row brings is taken in as usual, and so is a row that was merged
    or hidden meanwhile. Of a row that holds another record's values by now (``guards.is_anothers``) nothing is taken in. A field
    that a person is asked about already stays a question.
    """
    staged = inbox.rows(unit.connection, context.id, object_name, (inbox.REFUSED,), limit=CHUNK)
    # What changed when it was refused may have been deleted since.
    wish_anew(unit, context.id, object_name, [each.remote_id for each in staged if each.deleted])
    rows = [row_of(each) for each in staged if not each.deleted]
    tied = links.by_remote(unit.connection, context.id, object_name, [row.id for row in rows])
    found = links.load_records(unit.connection, list(tied.values()))
    contested = open_conflicts.open_of(unit.connection, found)
    refused = reviews.refused_alarms(unit.connection, context.id, object_name)
    targets = targets_of(unit, context, [row for row in rows if isinstance(row, RemoteRecord)])
    changed: list[LinkState] = []
    told: list[Entry] = []
    for row in rows:
        state = tied.get(row.id)
        record = None if state is None else found.get(state.record)
        if state is None or record is None:
            continue
        if isinstance(row, RemoteRecord) and state.state == links.ACTIVE and record.life == LIVE:
            names = _to_revert(context, state, record, row, refused) - contested.get(record.id, {}).keys()
            told += _accept_as_base(context, state, record, row, names, targets)
        state.dirty = editing.has_news(record, state)
        changed.append(state)
    ledger.append(unit, told)
    links.update_many(unit, changed)
    editing.forget_sends(unit, changed)
    held_rows.agree(unit, context.id, object_name, [row.id for row in rows])
    return len(staged)


def _to_revert(
    context: Context, state: LinkState, record: Record, row: RemoteRecord, refused: Sequence[Alarm]
) -> set[str]:
    """The fields to put right, as far as crmdesk may write them there: those that the review was about, or all that changed.

    All count where the row changed unannounced, and where it holds another record's values. Of a person who is of another kind
    there by now they are what both kinds have.
    """
    if not context.objects[state.object].writable:
        return set()
    mine = [alarm for alarm in refused if alarm.kind is record.kind]
    both = context.rules(state.object, row.kind)
    rules = {name: rule for name, rule in context.rules(state.object, record.kind).items() if name in both}
    raws = taken(rules, row.fields)
    about = {alarm.field for alarm in mine}
    named = {name for name in moved_fields(state.bases, raws) if name in about}
    whole = any(alarm.what is Uncommon.UNANNOUNCED for alarm in mine) or is_anothers(state.bases, raws, named)
    names = set(changed_fields(state.bases, raws)) if whole else named
    return {name for name in names if name in rules and rules[name].writable}


def _accept_as_base(
    context: Context, state: LinkState, record: Record, row: RemoteRecord, names: Iterable[str], targets: Targets
) -> list[Entry]:
    """Agree that the account holds this now, so that what differs here is pending; what the ledger has to tell of it."""
    rules = context.rules(state.object, record.kind)
    told: list[Entry] = []
    for name in sorted(names):
        raw, ours = row.fields[name], record.fields.get(name)
        theirs, unknown = read(record.kind, rules[name], raw, ours, targets)
        state.bases[name] = (theirs, raw)
        if theirs != ours and not unknown:
            refused = Entry(record.id, record.kind, Cause.REVIEW, name, theirs, ours, run=context.run)
            came = replace(refused, cause=Cause.REMOTE, old=ours, new=theirs, connection=context.id)
            told += [came, refused]
    return told
