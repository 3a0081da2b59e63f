"""Reviews as rows: opened by a run that meets something uncommon, decided by a person. Each function is one unit of work.

What is uncommon waits in the inbox, or as deletions that are not sent; nothing else of the account does. A decision is about what
waits now: the next uncommon run is a review of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Alarm, Answer, alarm_of
from crmdesk.store import changes, connections, editing, inbox, links, open_conflicts
from crmdesk.store.columns import dump, load
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.records import LIVE, TRASH
from crmdesk.store.tables import Link, core, record_table
from crmdesk.store.tables import Review as ReviewTable
from crmdesk.store.unit import Unit

_REVIEW, _LINK = core(ReviewTable), core(Link)

OPEN, DECIDED = "open", "decided"


@dataclass(frozen=True, slots=True)
class Review:
    """An open review: of news that wait in the inbox, or of deletions to be sent (``sending``)."""

    id: str
    connection: str
    object: str
    sending: bool
    alarms: tuple[Alarm, ...]
    opened_at: str


def all_open(connection: sa.Connection, account: str | None = None) -> list[Review]:
    """Open reviews, of one account or of all, the oldest first."""
    where = _REVIEW.c.state == OPEN
    if account is not None:
        where &= _REVIEW.c.connection == account
    rows = connection.execute(sa.select(_REVIEW).where(where).order_by(_REVIEW.c.opened_at, _REVIEW.c.id))
    return [_review(row) for row in rows]


def open_or_refresh(
    unit: Unit, account: str, object_name: str, alarms: Sequence[Alarm], *, sending: bool, run: str | None
) -> bool:
    """Open a review, or bring the open one about the same up to date; whether it is new."""
    where = _about(account, object_name, sending=sending) & (_REVIEW.c.state == OPEN)
    described = dump([alarm.to_json() for alarm in alarms])
    known = unit.connection.execute(sa.select(_REVIEW.c.id).where(where)).scalar()
    if known is not None:
        unit.connection.execute(_REVIEW.update().where(_REVIEW.c.id == known).values(alarms=described))
    else:
        unit.connection.execute(
            _REVIEW.insert().values(
                id=unit.new_id(),
                connection=account,
                object=object_name,
                sending=int(sending),
                alarms=described,
                opened_at=unit.now,
                run=run,
                state=OPEN,
                agreed="[]",
            )
        )
    unit.touch(problems=True)
    return known is None


def refused_alarms(connection: sa.Connection, account: str, object_name: str) -> list[Alarm]:
    """What the newest refused review of an object's news was about."""
    where = _about(account, object_name, sending=False) & (_REVIEW.c.answer == Answer.REVERT.value)
    newest = sa.select(_REVIEW).where(where).order_by(_REVIEW.c.decided_at.desc(), _REVIEW.c.id.desc()).limit(1)
    row = connection.execute(newest).first()
    return [] if row is None else list(_review(row).alarms)


def agreed_deletions(connection: sa.Connection, account: str, object_name: str) -> dict[int, str]:
    """The links whose deletion a person has looked at and let go out, and when that was."""
    where = _about(account, object_name, sending=True) & (_REVIEW.c.answer == Answer.APPLY.value)
    rows = connection.execute(sa.select(_REVIEW.c.agreed, _REVIEW.c.decided_at).where(where).order_by(_REVIEW.c.id))
    return {link: row.decided_at for row in rows for link in load(row.agreed)}


def deletions(connection: sa.Connection, account: str, object_name: str) -> list[tuple[LinkState, str]]:
    """The links of an object whose deletion waits to be sent, in their order, and when their records went into the trash."""
    mine = (_LINK.c.connection == account) & (_LINK.c.object == object_name)
    marked = mine & (_LINK.c.dirty == 1) & (_LINK.c.state == links.ACTIVE)
    found: list[tuple[LinkState, str]] = []
    for kind in connection.execute(sa.select(_LINK.c.kind).where(marked).distinct()).scalars().all():
        table = record_table(Kind(kind))
        waiting = marked & (_LINK.c.kind == kind) & (table.c.life == TRASH)
        query = sa.select(_LINK.c.id, table.c.trashed_at).join(table, table.c.id == _LINK.c.record).where(waiting)
        trashed = {row.id: row.trashed_at for row in connection.execute(query)}
        found += [(state, trashed[state.id] or "") for state in links.by_id(connection, trashed).values()]
    return sorted(found, key=lambda each: each[0].id)


def decide(unit: Unit, review: str, answer: Answer, *, shown: Sequence[Alarm], who: str = "user") -> str:
    """Decide a review that showed these alarms; returns the connection it is about, which has work to do now.

    Raises InvalidInput("review_not_open") where somebody else has decided it, or what it was about is over, and
    InvalidInput("review_moved") where it is about something else by now.
    """
    row = unit.connection.execute(
        sa.select(_REVIEW).where((_REVIEW.c.id == review) & (_REVIEW.c.state == OPEN))
    ).first()
    if row is None:
        raise InvalidInput("review_not_open")
    found = _review(row)
    if found.alarms != tuple(shown):
        raise InvalidInput("review_moved")
    if answer is Answer.STOP:
        if connections.get(unit.connection, found.connection).state == connections.ACTIVE:
            connections.change(unit, found.connection, state=connections.PAUSED)
        return found.connection
    agreed = _decide_sending(unit, found, answer) if found.sending else _decide_news(unit, found, answer)
    values: dict[str, Any] = {"state": DECIDED, "answer": answer.value, "decided_at": unit.now, "who": who}
    unit.connection.execute(_REVIEW.update().where(_REVIEW.c.id == review).values(agreed=dump(agreed), **values))
    unit.touch(problems=True, pending=True)
    return found.connection


def close_empty(unit: Unit, account: str, object_name: str, *, sending: bool) -> None:
    """What a review was about is over without a decision: nothing waits for it any more."""
    where = _about(account, object_name, sending=sending) & (_REVIEW.c.state == OPEN)
    if unit.connection.execute(_REVIEW.delete().where(where)).rowcount:
        unit.touch(problems=True)


def _decide_news(unit: Unit, review: Review, answer: Answer) -> list[int]:
    if answer is not Answer.UNLINK:
        inbox.decide(unit, review.connection, review.object, agreed=answer is Answer.APPLY)
        return []
    held = inbox.drop_held(unit, review.connection, review.object)
    _unlink(unit, list(links.by_remote(unit.connection, review.connection, review.object, held).values()))
    return []


def _decide_sending(unit: Unit, review: Review, answer: Answer) -> list[int]:
    waiting = [state for state, _ in deletions(unit.connection, review.connection, review.object)]
    if answer is Answer.APPLY:
        return [state.id for state in waiting]
    if answer is Answer.REVERT:
        _restore(unit, waiting)
    else:
        _unlink(unit, waiting)
    return []


def _unlink(unit: Unit, states: Sequence[LinkState]) -> None:
    """Keep both sides apart; what they were asked about is no question any more."""
    for state in states:
        state.state, state.dirty = links.UNLINKED, False
    links.update_many(unit, states)
    editing.forget_sends(unit, states)
    apart = {state.name for state in states}
    asked = open_conflicts.open_of(unit.connection, {state.record for state in states})
    over = [
        conflict.id
        for found in asked.values()
        for conflict in found.values()
        if {account.link for account in conflict.accounts} <= apart
    ]
    open_conflicts.close(unit, over, open_conflicts.OBSOLETE)


def _restore(unit: Unit, states: Sequence[LinkState]) -> None:
    """Bring the records of these links back from the trash."""
    found = links.load_records(unit.connection, states)
    for record in found.values():
        change = changes.begin(unit, "restore", record.kind, record.id)
        editing.set_life(unit, record, LIVE, Cause.DECISION, change)


def _about(account: str, object_name: str, *, sending: bool) -> sa.ColumnElement[bool]:
    of_object = (_REVIEW.c.connection == account) & (_REVIEW.c.object == object_name)
    return of_object & (_REVIEW.c.sending == int(sending))


def _review(row: sa.Row[Any]) -> Review:
    alarms = tuple(alarm_of(each) for each in load(row.alarms))
    return Review(row.id, row.connection, row.object, bool(row.sending), alarms, row.opened_at)
