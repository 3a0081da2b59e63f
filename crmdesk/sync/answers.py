"""Answers to what was sent, recorded item by item before anything else is decided. Units of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmdesk.domain.conflicts import Conflict
from crmdesk.domain.errors import CrmdeskError, RecordRefused
from crmdesk.domain.merge import same
from crmdesk.providers.base import Done, FieldRule, NotNow, Outcome, Refused, RemoteRecord, Unknown
from crmdesk.store import intents, links, open_conflicts, problems, records
from crmdesk.store.bases import differs
from crmdesk.store.connections import error_json
from crmdesk.store.intents import CREATE, DELETE, Intent
from crmdesk.store.links import LinkState
from crmdesk.store.problems import Problem
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context
from crmdesk.sync.reconcile import refingerprint

FIRST_WAIT_S = 3600.0
LONGEST_WAIT_S = 86_400.0
DOUBLINGS = 5
"""A refused item is tried again after an hour, then twice as long each time up to a day, and at once when it is edited."""

ATTEMPTS_IN_COMPANY = 4
"""After so many sends without an answer an item has been sent alone: whatever ails the request is its own."""


def record_answers(unit: Unit, context: Context, sent: Sequence[tuple[Intent, Outcome]]) -> None:
    """Record the outcome of every item of a request."""
    states = links.by_id(unit.connection, [intent.link for intent, _ in sent])
    conflicts = open_conflicts.open_of(unit.connection, {intent.record for intent, _ in sent})
    finished = []
    for intent, outcome in sent:
        state = states[intent.link]
        if isinstance(outcome, Done):
            if _done(unit, context, state, intent, outcome.record, conflicts.get(intent.record, {})):
                finished.append(intent)
                context.counts["pushed"] += 1
        elif isinstance(outcome, Refused):
            refused(unit, context, state, intent, outcome.error)
        elif isinstance(outcome, NotNow):
            intents.take_back(unit, intent, wait_s=outcome.retry_after_s or 0.0)
        else:
            uncertain(unit, intent, outcome)
    intents.finish(unit, [intent.id for intent in finished])
    links.update_many(unit, list(states.values()))
    done = {intent.record for intent in finished}
    problems.settle(unit, context.id, sorted(done - intents.refused_records(unit.connection, context.id, done)))


def uncertain(unit: Unit, intent: Intent, outcome: Unknown) -> None:
    """It may or may not have happened: nothing else of this link moves before that is known."""
    intents.set_state(unit, intent.id, intents.UNCERTAIN, error=error_json(outcome.error))


def not_sent(unit: Unit, sent: Sequence[Intent]) -> None:
    """A request that never left: its items may be sent as they are in the next run."""
    for intent in sent:
        intents.take_back(unit, intent)


def not_landed(unit: Unit, context: Context, state: LinkState, intent: Intent) -> None:
    """A send without an answer that demonstrably did not happen: it goes out again, in smaller company each time.

    One that fails alone as well is set aside.
    """
    alone = intent.attempts - ATTEMPTS_IN_COMPANY
    if alone > 0:
        refused(unit, context, state, intent, RecordRefused("never_answered", attempts=intent.attempts), times=alone)
    else:
        intents.set_state(unit, intent.id, intents.REFUSED)


def refused(
    unit: Unit, context: Context, state: LinkState, intent: Intent, error: CrmdeskError, *, times: int | None = None
) -> None:
    """Set an item aside with the vendor's words at the field they belong to; ``times``: how often by now, if not always."""
    wait_s = min(FIRST_WAIT_S * 2 ** min((times or intent.attempts) - 1, DOUBLINGS), LONGEST_WAIT_S)
    intents.set_state(unit, intent.id, intents.REFUSED, wait_s=wait_s, error=error_json(error))
    remote_field = error.remote_field if isinstance(error, RecordRefused) else None
    problems.report(
        unit,
        Problem(
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
) -> bool:
    """Record what happened; False where it turned out that it must not count."""
    record = records.load_many(unit.connection, state.kind, [state.record]).get(state.record)
    if intent.verb == DELETE:
        gone(unit, state, record, conflicts)
        context.counts["deleted"] += 1
        return True
    if intent.verb == CREATE and (answer is None or not _take_row(unit, context, state, intent, answer, record)):
        return False
    for name, (value, raw) in intent.fields.items():
        theirs = raw if answer is None or name not in answer.fields else answer.fields[name]
        state.bases[name] = (value, theirs)
        _notice_rewriting(unit, context, state, name, raw, theirs)
    if answer is not None:
        state.version = answer.version
    refingerprint(state, conflicts)
    if record is not None:
        state.dirty = record.life == TRASH or differs(record.fields, state.bases)
    return True


def gone(unit: Unit, state: LinkState, record: Record | None, conflicts: Mapping[str, Conflict]) -> None:
    """What was to be deleted is deleted. A record that was restored meanwhile is made again."""
    state.state, state.dirty = links.GONE, False
    if record is not None and record.life == LIVE:
        state.remote_id, state.state, state.bases, state.seen_hash, state.version = None, links.NEW, {}, None, None
        state.dirty = True
    others = links.by_id(
        unit.connection, {int(account.link) for each in conflicts.values() for account in each.accounts}
    )
    ended = {each.name for each in others.values() if each.state in (links.GONE, links.UNLINKED)} | {state.name}
    over = [each.id for each in conflicts.values() if {account.link for account in each.accounts} <= ended]
    open_conflicts.close(unit, over, open_conflicts.OBSOLETE)


def _take_row(
    unit: Unit, context: Context, state: LinkState, intent: Intent, answer: RemoteRecord, record: Record | None
) -> bool:
    """Tie a link to the row that was made; False where that row already stands for another record."""
    holder = links.by_remote(unit.connection, context.id, state.object, [answer.id]).get(answer.id)
    if holder is not None and holder.id != state.id:
        refused(unit, context, state, intent, RecordRefused("row_of_another_record", other=holder.record))
        return False
    state.remote_id, state.state = answer.id, links.ACTIVE
    state.bases = dict.fromkeys(context.rules(state.object, state.kind), (None, None))
    for name, rule in context.rules(state.object, state.kind).items():
        # What the object itself decides (the type of an activity) is never sent, and agreed on all the same.
        raw = answer.fields.get(name)
        if (
            record is not None
            and raw is not None
            and not rule.writable
            and rule.codec.decode(raw) == record.fields[name]
        ):
            state.bases[name] = (record.fields[name], raw)
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
        problems.notify(unit, context.id, state.record, name, "stored_otherwise", {"stored": rule.codec.decode(stored)})
        context.counts["notices"] += 1
