"""Policies in a run: what they have to know is told to the planner, and what they answer is decided as a person would.

The conflict opens and is decided in one transaction. So an automatic decision has a conflict, a decision with the values that
were not taken, a change that takes it back, and rows of the ledger that name the policy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crmdesk.domain.conflicts import EXISTENCE, Conflict, Resolution, by_our_clock, turn
from crmdesk.domain.policies import Ruling
from crmdesk.store import changes, connections, deciding, editing, ledger, open_conflicts, policies
from crmdesk.store.ledger import Cause
from crmdesk.store.unit import Unit
from crmdesk.sync.chunk import Chunk
from crmdesk.sync.plan import LinkView, Plan, RecordView, plan_record


def with_policies(
    unit: Unit, chunk: Chunk, record: RecordView, links: list[LinkView], plan: Plan
) -> tuple[RecordView, list[LinkView], Plan]:
    """A record, its links and its plan with what policies know and answer; unchanged where there is nothing to ask them.

    ``plan`` is the plan without them.
    """
    if not plan.contested:
        return record, links, plan
    if chunk.policies is None:
        chunk.policies = policies.in_force(unit.connection, unit.now)
    if not chunk.policies:
        return record, links, plan
    known = {**chunk.overwritten.get(record.id, {}), **chunk.conflicts.get(record.id, {})}
    reserved = _reserved(unit, known)
    typed_at = ledger.typed_as_it_stands(unit.connection, {record.id: sorted(plan.contested)})
    informed = replace(record, policies=chunk.policies, reserved=reserved, typed_at=typed_at.get(record.id, {}))
    stamped = _stamped(unit, chunk, links, chunk.conflicts.get(record.id, {}))
    return informed, stamped, plan_record(informed, stamped)


def _reserved(unit: Unit, known: Mapping[str, Conflict]) -> frozenset[str]:
    """The fields whose decision was taken back: whoever did so is asked, and no policy decides it again."""
    again = policies.taken_back(unit.connection, [each.id for each in known.values()])
    return frozenset(name for name, each in known.items() if each.id in again)


def _stamped(unit: Unit, chunk: Chunk, links: Sequence[LinkView], known: Mapping[str, Conflict]) -> list[LinkView]:
    """The links with when each contested value was written, as far as it is still the one that was asked about."""
    ahead = {each.id: each.clock_offset_s for each in connections.all_of(unit.connection)} if known else {}
    measured = chunk.context.clock_offset()
    if measured is not None:
        # What the last run noted may be older than a jump of this computer's clock.
        ahead[chunk.context.id] = measured
    stamps: dict[str, dict[str, str]] = {}
    for name, conflict in known.items():
        for account in by_our_clock(conflict, ahead).accounts:
            link = next((each for each in links if each.link == account.link), None)
            held = None if link is None else link.seen.get(name)
            if account.changed_at is not None and held is not None and held.raw == account.raw:
                stamps.setdefault(account.link, {})[name] = account.changed_at
    return [replace(link, stamps=stamps.get(link.link, {})) for link in links]


def decide_ruled(unit: Unit, chunk: Chunk) -> None:
    """Decide what policies have answered, behind all else that the chunk has written."""
    ruled = {record: answers for record, answers in chunk.ruled.items() if answers}
    asked = open_conflicts.open_of(unit.connection, ruled)
    for record in sorted(ruled):
        for name in sorted(ruled[record], key=turn):
            conflict = asked[record][name]
            _decide(unit, chunk, conflict, ruled[record][name])
            chunk.context.counts["decided"] += 1
            known = {**chunk.overwritten.get(record, {}), **chunk.conflicts.get(record, {})}
            # What nobody is asked about is not told as a question.
            chunk.context.counts["conflicts_opened"] -= name not in known


def _decide(unit: Unit, chunk: Chunk, conflict: Conflict, answer: Ruling) -> None:
    record = editing.found(unit, conflict.record)
    seen = open_conflicts.shown(conflict, record)
    resolution = Resolution(conflict.id, answer.keep, seen, answer.value, answer.link)
    run = chunk.context.run
    change = changes.begin(
        unit, deciding.RESOLVE, record.kind, record.id, conflicts=[conflict.id], policy=answer.policy
    )
    decide = deciding.decide_existence if conflict.field == EXISTENCE else deciding.decide_field
    decide(unit, conflict, resolution, change, f"{policies.WHO}{answer.policy}", cause=Cause.POLICY, run=run)
