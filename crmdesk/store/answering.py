"""What follows from a review's answer, done step by step: an edit never waits noticeably behind a step.

A step can be the last one before a crash: whatever it did not reach still waits as it did, and nothing of it is taken in or
sent before the next run has done the rest (``sync/backlog.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.reviews import Answer
from crmdesk.store import (
    changes,
    connections,
    deciding,
    editing,
    held_rows,
    inbox,
    leaving,
    links,
    open_conflicts,
    reviews,
)
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.parts import made_anew_with, parts_of
from crmdesk.store.records import LIVE
from crmdesk.store.reviews import Review
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit

STEP = 100
"""Rows of one step."""

MARKED = 2_000
"""Rows of a first sync that one step marks: nothing else is done with them."""

RESTORED = 10
"""Records that one step brings back from the trash: each of them is a change of its own, with its entry in the ledger."""


async def carry_out_all(store: Store, review: str) -> None:
    """Do all that follows from a review's answer."""
    while await store.write(partial(carry_out, review=review)):
        pass


def carry_out(unit: Unit, review: str) -> bool:
    """Do a step of what follows from a review's answer; whether there is more. Nothing for a review that is not answered."""
    found = reviews.answer_of(unit.connection, review)
    if found is None:
        return False
    about, answer, last = found
    if about.preview is not None:
        more = _first_sync(unit, about, answer)
    else:
        more = _deletions(unit, about, answer, last) if about.sending else _news(unit, about, answer)
    if not more:
        reviews.carried_out(unit, review)
    unit.touch(problems=True, pending=True)
    return more


def _first_sync(unit: Unit, review: Review, answer: Answer) -> bool:
    """Let an account's rows be taken in, each as a record of its own where that was answered."""
    if answer is Answer.UNLINK and held_rows.set_alone(unit, review.connection, MARKED):
        return True
    connections.settle_first_sync(unit, review.connection)
    return False


def _news(unit: Unit, review: Review, answer: Answer) -> bool:
    """Let held rows be taken in, have the account get again what is here, or keep both sides apart."""
    account, name = review.connection, review.object
    rows = inbox.rows(unit.connection, account, name, (inbox.HELD,), limit=STEP)
    ids = [row.remote_id for row in rows]
    if answer is Answer.APPLY:
        held_rows.agree(unit, account, name, ids)
    elif answer is Answer.UNLINK:
        _unlink(unit, list(links.by_remote(unit.connection, account, name, ids).values()))
        inbox.done(unit, account, name, ids)
    else:
        wish_anew(unit, account, name, [row.remote_id for row in rows if row.deleted])
        _refuse(unit, account, name, [row.remote_id for row in rows if not row.deleted])
    return len(rows) == STEP


def _refuse(unit: Unit, account: str, object_name: str, ids: Sequence[str]) -> None:
    """Leave it to the next run, which can read the account's values, to put fields right there; they are pending as of now."""
    held_rows.refuse(unit, account, object_name, ids)
    tied = links.by_remote(unit.connection, account, object_name, ids).values()
    links.mark(unit, [state.id for state in tied if state.state == links.ACTIVE], dirty=True)


def wish_anew(unit: Unit, account: str, object_name: str, ids: Sequence[str]) -> None:
    """Have rows that were deleted at the account made anew there.

    Where the record is no longer here, or a person is asked whether it is, the deletion is news like any other.
    """
    tied = links.by_remote(unit.connection, account, object_name, ids)
    found = links.load_records(unit.connection, list(tied.values()))
    asked = open_conflicts.open_of(unit.connection, found)
    wished = {
        id: state
        for id, state in tied.items()
        if state.state == links.ACTIVE
        and state.record in found
        and found[state.record].life == LIVE
        and EXISTENCE not in asked.get(state.record, {})
    }
    for state in wished.values():
        state.wish_anew()
        state.dirty = True
    states = list(wished.values())
    links.update_many(unit, states)
    made_anew_with(unit, states)
    editing.forget_sends(unit, states)
    inbox.done(unit, account, object_name, list(wished))
    held_rows.agree(unit, account, object_name, [id for id in ids if id not in wished])


def _deletions(unit: Unit, review: Review, answer: Answer, last: int) -> bool:
    """Take deletions back, or keep both sides apart: those that the ledger had told of (``last``) as that was answered."""
    if answer is Answer.APPLY:
        return False
    step = RESTORED if answer is Answer.REVERT else STEP
    some = reviews.some_deletions(unit.connection, review, until=last, limit=step)
    (_restore if answer is Answer.REVERT else _unlink)(unit, some)
    return len(some) == step


def _restore(unit: Unit, states: Sequence[LinkState]) -> None:
    """Bring the records of these links back from the trash."""
    for record in links.load_records(unit.connection, states).values():
        change = changes.begin(unit, "restore", record.kind, record.id)
        editing.set_life(unit, record, LIVE, Cause.DECISION, change)


def _unlink(unit: Unit, mains: Sequence[LinkState]) -> None:
    """Keep both sides apart, with all rows of a record there."""
    parts = [state for state in parts_of(unit.connection, mains) if state.state != links.GONE]
    deciding.end_unanswered(unit, leaving.detach(unit, [state.id for state in (*mains, *parts)]))
