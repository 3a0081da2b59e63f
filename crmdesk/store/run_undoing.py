"""Taking back what a run did here. One unit of work, all or nothing; it is a change, which undo takes back in its turn.

What a run wrote becomes what it was before, as new local edits; sending tells the accounts. What is no longer as the run left
it stays, and is named. A record that came with the run goes to the trash here; its rows are kept apart, at every account, and
nothing of theirs is read, written or deleted any more (decision 0023).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.store import changes, editing, leaving
from crmdesk.store.ledger import Cause
from crmdesk.store.queries.run_effects import Effect, What, run_effects
from crmdesk.store.records import LIVE, TRASH
from crmdesk.store.undoing import RUN, undo_decisions
from crmdesk.store.unit import Unit

MOST = 5000
"""How many records may be taken back at once: about fifteen seconds, in which nothing else is stored."""

_GOING = (What.CREATED, What.RESTORED)
"""What was done to the records that go to the trash as it is taken back."""


def undo_run(unit: Unit, run: str, *, shown: str | None = None) -> str:
    """Take back what a run did here, as far as it is still as the run left it. Returns the change's id.

    Raises InvalidInput for an unknown run or one that is not over, "run_moved" where ``shown`` is given and something has
    changed since, "run_nothing_to_undo" where nothing is left to be taken back, and "run_too_large" where it is of more than
    ``MOST`` records.
    """
    found = run_effects(unit.connection, run)
    if shown not in (None, found.shown):
        raise InvalidInput("run_moved")
    if not found.taken_back:
        raise InvalidInput("run_nothing_to_undo", left=len(found.left))
    changed = len({each.record for each in found.taken_back})
    if changed > MOST:
        raise InvalidInput("run_too_large", records=changed, most=MOST)
    first = found.taken_back[0]
    decisions = [each.decision for each in found.taken_back if each.what is What.DECIDED and each.decision is not None]
    # Nobody asked for the deletion of their rows.
    apart = leaving.tied(unit.connection, [each.record for each in found.taken_back if each.what in _GOING])
    change = changes.begin(
        unit,
        RUN,
        first.kind,
        first.record,
        run=run,
        decisions=decisions,
        links={state.name: state.state for state in apart},
    )
    leaving.keep_apart(unit, [state.id for state in apart])
    # A record becomes what it was while it is there: undo and redo, which go through this in order, find it so.
    _turn(unit, found.taken_back, (What.DELETED,), LIVE, change)
    undo_decisions(unit, decisions)
    for record, values in _values(found.taken_back).items():
        editing.apply_values(unit, editing.found(unit, record), values, Cause.UNDO, change=change)
    _turn(unit, found.taken_back, _GOING, TRASH, change)
    return change


def _turn(unit: Unit, effects: Sequence[Effect], whats: Collection[What], life: str, change: str) -> None:
    """Bring the records of which a run did one of ``whats`` back from the trash, or put them there."""
    for each in effects:
        if each.what in whats:
            editing.set_life(unit, editing.found(unit, each.record), life, Cause.UNDO, change)


def _values(effects: Sequence[Effect]) -> dict[str, dict[str, Value]]:
    """What each record's fields held before."""
    found: dict[str, dict[str, Value]] = {}
    for each in effects:
        if each.what is What.VALUE and each.field is not None:
            found.setdefault(each.record, {})[each.field] = each.before
    return found
