"""Answers to what was sent, recorded item by item before anything else is decided. Units of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.domain.conflicts import Conflict
from crmdesk.domain.errors import CrmdeskError, RecordRefused
from crmdesk.domain.merge import same
from crmdesk.providers.base import Done, FieldRule, NotNow, Outcome, Refused, RemoteRecord, Unknown
from crmdesk.store import contests, intents, links, records, troubles
from crmdesk.store.connections import error_json
from crmdesk.store.intents import CREATE, DELETE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.records import TRASH
from crmdesk.store.troubles import Trouble
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.reconcile import refingerprint

FIRST_WAIT_S = 3600.0
LONGEST_WAIT_S = 86_400.0
"""A refused item is tried again after an hour, then twice as long each time up to a day, and at once when it is edited."""


def record_answers(unit: Unit, context: Context, sent: Sequence[tuple[Intent, Outcome]]) -> None:
    """Record the outcome of every item of a request."""
    states = links.by_id(unit.connection, [intent.link for intent, _ in sent])
    conflicts = contests.open_of(unit.connection, {intent.record for intent, _ in sent})
    finished = []
    for intent, outcome in sent:
        state = states[intent.link]
        if isinstance(outcome, Done):
            _done(unit, context, state, intent, outcome.record, conflicts.get(intent.record, {}))
            finished.append(intent)
            context.counts["pushed"] += 1
        elif isinstance(outcome, Refused):
            refused(unit, context, state, intent, outcome.error)
        elif isinstance(outcome, NotNow):
            intents.set_state(unit, intent.id, intents.REFUSED, wait_s=outcome.retry_after_s or 0.0)
        else:
            uncertain(unit, intent, outcome)
    intents.finish(unit, [intent.id for intent in finished])
    links.update_many(unit, list(states.values()))
    troubles.settle(unit, context.id, [intent.record for intent in finished])


def uncertain(unit: Unit, intent: Intent, outcome: Unknown) -> None:
    """It may or may not have happened: nothing else of this link moves before that is known."""
    intents.set_state(unit, intent.id, intents.UNCERTAIN, error=error_json(outcome.error))


def not_sent(unit: Unit, sent: Sequence[Intent]) -> None:
    """A request that never left: its items may be sent as they are in the next run."""
    for intent in sent:
        intents.set_state(unit, intent.id, intents.REFUSED)


def refused(unit: Unit, context: Context, state: LinkState, intent: Intent, error: CrmdeskError) -> None:
    """Set an item aside with the vendor's words at the field they belong to."""
    wait_s = min(FIRST_WAIT_S * 2 ** (intent.attempts - 1), LONGEST_WAIT_S)
    intents.set_state(unit, intent.id, intents.REFUSED, wait_s=wait_s, error=error_json(error))
    remote_field = error.remote_field if isinstance(error, RecordRefused) else None
    troubles.report(
        unit,
        Trouble(
            context.id,
            error,
            intent.record,
            state.kind,
            _field_of(context.rules(state.object, state.kind), remote_field),
            intent.verb,
            intents.later(unit, wait_s),
        ),
    )
    context.counts["problems"] += 1


def _field_of(rules: Mapping[str, FieldRule], remote_field: str | None) -> str | None:
    return next(
        (name for name, rule in rules.items() if remote_field is not None and remote_field in rule.remote), None
    )


def _done(
    unit: Unit,
    context: Context,
    state: LinkState,
    intent: Intent,
    answer: RemoteRecord | None,
    conflicts: Mapping[str, Conflict],
) -> None:
    if intent.verb == DELETE:
        state.state, state.dirty = links.GONE, False
        context.counts["deleted"] += 1
        return
    if intent.verb == CREATE and (answer is None or not _take_row(unit, context, state, intent, answer)):
        return
    record = records.load_many(unit.connection, state.kind, [state.record]).get(state.record)
    for name, (value, raw) in intent.fields.items():
        theirs = raw if answer is None or name not in answer.fields else answer.fields[name]
        state.bases[name] = (value, theirs)
        _notice_rewriting(unit, context, state, name, raw, theirs)
    if answer is not None:
        state.version = answer.version
    refingerprint(state, conflicts)
    if record is not None:
        differs = any(
            record.fields.get(name) != ours for name, (ours, _) in state.bases.items() if name in record.fields
        )
        state.dirty = record.life == TRASH or differs


def _take_row(unit: Unit, context: Context, state: LinkState, intent: Intent, answer: RemoteRecord) -> bool:
    """Tie a link to the row that was made; False where that row already stands for another record."""
    holder = links.by_remote(unit.connection, context.id, state.object, [answer.id]).get(answer.id)
    if holder is not None and holder.id != state.id:
        refused(unit, context, state, intent, RecordRefused("row_of_another_record", other=holder.record))
        return False
    state.remote_id, state.state = answer.id, links.ACTIVE
    state.bases = dict.fromkeys(context.rules(state.object, state.kind), (None, None))
    return True


def _notice_rewriting(
    unit: Unit,
    context: Context,
    state: LinkState,
    name: str,
    sent: Any,
    stored: Any,
) -> None:
    """Say so where the vendor stored something that does not read back as what was sent."""
    rule = context.rules(state.object, state.kind).get(name)
    if stored == sent or rule is None or references.is_reference(state.kind, name):
        return
    if not same(rule.codec.decode(stored), rule.codec.decode(sent)):
        troubles.notify(unit, context.id, state.record, name, "stored_otherwise", {"stored": rule.codec.decode(stored)})
        context.counts["notices"] += 1
