"""The brake: where accounts set a field to and fro through us, it stops and a person is asked.

Each account's workflow may find the other one's value wrong and put its own back; each run would carry the last word over. So a
value that accounts bring back for the third time in a day, with nobody here having touched the field, is not taken: what all
of them hold is shown, until somebody decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.kinds import RECORD_KINDS
from crmdesk.domain.values import Value, instant
from crmdesk.store import ledger, links
from crmdesk.store.columns import dump
from crmdesk.store.links import LinkState
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit
from crmdesk.sync.plan import Plan

FLIPS = 3
"""How often a field may come back to a value that it had before."""

DAY_S = 86_400.0


def oscillating(unit: Unit, record: Record, states: Sequence[LinkState], plan: Plan) -> frozenset[str]:
    """The fields that a plan would set back once too often, also by a policy's answer; ``states`` are the record's links.

    What nobody writes at any account, as users, never goes there through us.
    """
    if record.kind not in RECORD_KINDS:
        return frozenset()
    several = len({state.connection for state in states if state.state == links.ACTIVE}) > 1
    values = {name: value for name, (value, _) in plan.values.items()} if several else {}
    # What a policy leaves as it is goes out all the same: a single account that always answers otherwise would never end it.
    values |= {name: answer.value for name, answer in plan.ruled.items() if name != EXISTENCE}
    if not values:
        return frozenset()
    since = instant(datetime.fromisoformat(unit.now) - timedelta(seconds=DAY_S)) or ""
    held = ledger.held_since(unit.connection, record.id, since, sorted(values))
    return frozenset(name for name, value in values.items() if name in held and _flips([*held[name], value]) >= FLIPS)


def _flips(values: Sequence[Value]) -> int:
    """How many of the values, in the order of time, were there before."""
    seen: set[str] = set()
    flips = 0
    for text in map(dump, values):
        flips += text in seen
        seen.add(text)
    return flips
