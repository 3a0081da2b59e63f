"""Reviews as rows: opened by a run that meets something uncommon, decided by a person. Each function is one unit of work.

What is uncommon waits in the inbox, or as deletions that are not sent; nothing else of the account does. A decision is about what
waits now: the next uncommon run is a review of its own. What follows from an answer may be much, and is done in steps
(``answering.py``): until all of it is, the review is answered, and decided from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.first_sync import Preview, preview_of
from crmdesk.domain.kinds import RECORD_KINDS, Kind
from crmdesk.domain.reviews import Alarm, Answer, alarm_of, answers, fingerprint
from crmdesk.store import bulk, connections, ledger, links
from crmdesk.store.columns import dump, load
from crmdesk.store.links import LinkState
from crmdesk.store.records import TRASH
from crmdesk.store.tables import History, Link, core, record_table
from crmdesk.store.tables import Review as ReviewTable
from crmdesk.store.unit import Unit

_REVIEW, _LINK, _HISTORY = core(ReviewTable), core(Link), core(History)

OPEN, ANSWERED, DECIDED = "open", "answered", "decided"

# Built once: every run asks for these.
_ABOUT = (
    (_REVIEW.c.connection == sa.bindparam("account"))
    & (_REVIEW.c.object == sa.bindparam("_object"))
    & (_REVIEW.c.sending == sa.bindparam("_sending"))
)
_TRASHED = (
    sa.select(sa.func.coalesce(sa.func.max(_HISTORY.c.seq), 0))
    .where((_HISTORY.c.record == _LINK.c.record) & (_HISTORY.c.event == "deleted"))
    .correlate(_LINK)
    .scalar_subquery()
)
_OPEN_ABOUT = sa.select(_REVIEW.c.id).where(_ABOUT & (_REVIEW.c.state == OPEN))
_CLOSE_EMPTY = _REVIEW.delete().where(_ABOUT & (_REVIEW.c.state == OPEN))
_SHOW = _REVIEW.update().where(_ABOUT & (_REVIEW.c.state == OPEN)).values(preview=sa.bindparam("preview"))
_ANSWERED_ABOUT = sa.select(_REVIEW.c.id).where(_ABOUT & (_REVIEW.c.state == ANSWERED)).limit(1)
_REFUSED = (
    sa.select(_REVIEW)
    .where(_ABOUT & (_REVIEW.c.answer == Answer.REVERT.value))
    .order_by(_REVIEW.c.ledger.desc(), _REVIEW.c.decided_at.desc(), _REVIEW.c.id.desc())
    .limit(1)
)
_AGREED = sa.select(_REVIEW).where(_ABOUT & (_REVIEW.c.answer == Answer.APPLY.value)).order_by(_REVIEW.c.ledger)
_ALL_OPEN = sa.select(_REVIEW).where(_REVIEW.c.state == OPEN).order_by(_REVIEW.c.opened_at, _REVIEW.c.id)
_OPEN_OF = _ALL_OPEN.where(_REVIEW.c.connection == sa.bindparam("account"))
_ANSWERED = (
    sa.select(_REVIEW.c.id)
    .where((_REVIEW.c.connection == sa.bindparam("account")) & (_REVIEW.c.state == ANSWERED))
    .order_by(_REVIEW.c.ledger, _REVIEW.c.decided_at, _REVIEW.c.id)
)

WHOLE_ACCOUNT = ""
"""Stands for the object in the review of a first sync: that is about all of them."""


@dataclass(frozen=True, slots=True)
class Review:
    """A review: of news that wait in the inbox, of deletions to be sent (``sending``), or of an account's first sync.

    Only the last has a ``preview``, and no alarms: nothing about it is uncommon.
    """

    id: str
    connection: str
    object: str
    sending: bool
    alarms: tuple[Alarm, ...]
    opened_at: str
    preview: Preview | None = None

    @property
    def shown(self) -> str:
        """The fingerprint of what it asks about."""
        return fingerprint(self.alarms, self.preview)

    @property
    def about(self) -> Mapping[Kind, tuple[str, ...]]:
        """The kinds of records that it is about, each with those records; none where it is about all of them that wait."""
        return {alarm.kind: alarm.records for alarm in self.alarms}


def all_open(connection: sa.Connection, account: str | None = None) -> list[Review]:
    """Open reviews, of one account or of all, the oldest first."""
    rows = connection.execute(_ALL_OPEN if account is None else _OPEN_OF, {"account": account})
    return [_review(row) for row in rows]


def open_or_refresh(
    unit: Unit, account: str, object_name: str, alarms: Sequence[Alarm], *, sending: bool, run: str | None
) -> bool:
    """Open a review, or bring the open one about the same up to date; whether it is new."""
    described = dump([alarm.to_json() for alarm in alarms])
    known = unit.connection.execute(_OPEN_ABOUT, _about(account, object_name, sending=sending)).scalar()
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
            )
        )
    unit.touch(problems=True)
    return known is None


def ask_about_first_sync(unit: Unit, account: str, preview: Preview, *, run: str) -> bool:
    """Open the review of an account's first sync, or bring it up to date; whether it is new."""
    new = open_or_refresh(unit, account, WHOLE_ACCOUNT, (), sending=False, run=run)
    shown = {"preview": dump(preview.to_json())}
    unit.connection.execute(_SHOW, _about(account, WHOLE_ACCOUNT, sending=False) | shown)
    return new


def refused_alarms(connection: sa.Connection, account: str, object_name: str) -> list[Alarm]:
    """What the newest refused review of an object's news was about."""
    row = connection.execute(_REFUSED, _about(account, object_name, sending=False)).first()
    return [] if row is None else list(_review(row).alarms)


def agreed_until(connection: sa.Connection, account: str, object_name: str) -> dict[str, int]:
    """When a person last let deletions go out to an object, by kind: the newest entry of the ledger at that moment.

    By record where that was about some of a kind. Who was in the trash by then may be deleted there.
    """
    rows = connection.execute(_AGREED, _about(account, object_name, sending=True))
    return {
        agreed: row.ledger
        for row in rows
        for kind, records in _review(row).about.items()
        for agreed in records or (kind.value,)
    }


class Deletion(NamedTuple):
    """A link whose deletion waits to be sent, its record, and the entry of the ledger that tells how that went into the trash."""

    link: int
    record: str
    kind: Kind
    trashed: int


def waiting_deletions(connection: sa.Connection, account: str, object_name: str) -> list[Deletion]:
    """The deletions of an object that wait to be sent, in the order of their links."""
    found = [
        Deletion(row.id, row.record, kind, row.trashed)
        for kind in RECORD_KINDS
        for row in connection.execute(_deletions(kind), {"account": account, "objects": [object_name]})
    ]
    return sorted(found)


def not_agreed(
    connection: sa.Connection, account: str, object_name: str, waiting: Sequence[Deletion]
) -> list[Deletion]:
    """Those of an object's deletions that wait that nobody has let go out."""
    agreed = agreed_until(connection, account, object_name) if waiting else {}
    return [each for each in waiting if each.trashed > max(agreed.get(each.kind, 0), agreed.get(each.record, 0))]


def count_deletions(connection: sa.Connection, account: str, object_name: str, since: Mapping[Kind, int]) -> int:
    """How many deletions of an object wait to be sent, of records that went into the trash behind an entry of the ledger."""
    found = 0
    for kind, agreed in since.items():
        waiting = _deletions(kind).where(agreed < _TRASHED).subquery()
        asked = {"account": account, "objects": [object_name]}
        found += connection.execute(sa.select(sa.func.count()).select_from(waiting), asked).scalar_one()
    return found


def some_deletions(connection: sa.Connection, review: Review, *, until: int, limit: int) -> list[LinkState]:
    """The first of the links that a review is about, of records that were in the trash by an entry of the ledger.

    What somebody has let go out before is no part of the question, however long it waits for its account.
    """
    agreed = agreed_until(connection, review.connection, review.object)
    alone = _let_go_alone(connection, review, agreed) if agreed.keys() - {*Kind} else set()
    found: list[int] = []
    for kind, records in review.about.items():
        asked = (agreed.get(kind, 0) < _TRASHED) & (until >= _TRASHED)
        query = _deletions(kind).where(asked).order_by(_LINK.c.id).limit(limit - len(found))
        if records:
            query = query.where(_LINK.c.record.in_(bulk.given(records)))
        if alone:
            query = query.where(_LINK.c.record.not_in(bulk.given(alone)))
        found += connection.execute(query, {"account": review.connection, "objects": [review.object]}).scalars()
    states = links.by_id(connection, found)
    return [states[id] for id in sorted(states)]


def _let_go_alone(connection: sa.Connection, review: Review, agreed: Mapping[str, int]) -> set[str]:
    """The records whose deletion waits and was let go out by itself, not with all of its kind."""
    waiting = waiting_deletions(connection, review.connection, review.object)
    return {each.record for each in waiting if each.trashed <= agreed.get(each.record, 0)}


def are_deletions(connection: sa.Connection, account: str, object_names: Iterable[str]) -> bool:
    """Whether a deletion waits to be sent in one of these objects."""
    asked = {"account": account, "objects": list(object_names)}
    return any(connection.execute(_a_deletion(kind), asked).first() is not None for kind in RECORD_KINDS)


def of_deleted_records(connection: sa.Connection, states: Iterable[LinkState]) -> set[int]:
    """Which of these links belong to records in the trash."""
    by_kind: dict[Kind, dict[str, int]] = {}
    for state in states:
        by_kind.setdefault(state.kind, {})[state.record] = state.id
    found: set[int] = set()
    for kind, links_of in by_kind.items():
        table = record_table(kind)
        trashed = (table.c.life == TRASH) & table.c.id.in_(bulk.given(links_of))
        found |= {links_of[record] for record in connection.execute(sa.select(table.c.id).where(trashed)).scalars()}
    return found


@cache
def _a_deletion(kind: Kind) -> sa.Select[Any]:
    return _deletions(kind).limit(1)


@cache
def _deletions(kind: Kind) -> sa.Select[Any]:
    table = record_table(kind)
    of_objects = _LINK.c.object.in_(sa.bindparam("objects", expanding=True))
    mine = (_LINK.c.connection == sa.bindparam("account")) & of_objects & (_LINK.c.kind == kind.value)
    # Written out, not bound: only so does SQLite know that the partial index answers it.
    waiting = mine & (_LINK.c.dirty == sa.literal_column("1")) & (_LINK.c.state == links.ACTIVE)
    joined = _LINK.join(table, table.c.id == _LINK.c.record)
    return (
        sa.select(_LINK.c.id, _LINK.c.record, _TRASHED.label("trashed"))
        .select_from(joined)
        .where(waiting & (table.c.life == TRASH))
    )


def decide(unit: Unit, review: str, answer: Answer, *, shown: str, who: str = "user") -> str:
    """Answer a review of which this was ``shown``; returns the connection it is about, which has work to do now.

    What follows is done by ``answering.carry_out``, at the latest at the start of the next run. Raises
    InvalidInput("review_not_open") where somebody else has decided it, or what it was about is over, and
    InvalidInput("review_moved") where it asks about something else by now, unless the account is only paused, and
    InvalidInput("review_answer_unfit") for an answer that such a review cannot be given.
    """
    row = unit.connection.execute(
        sa.select(_REVIEW).where((_REVIEW.c.id == review) & (_REVIEW.c.state == OPEN))
    ).first()
    if row is None:
        raise InvalidInput("review_not_open")
    found = _review(row)
    if found.shown != shown and answer is not Answer.STOP:
        raise InvalidInput("review_moved")
    offered = answers(first_sync=found.preview is not None)
    if answer not in offered:
        raise InvalidInput("review_answer_unfit", answer=answer.value, answers=", ".join(offered))
    if answer is Answer.STOP:
        if connections.get(unit.connection, found.connection).state == connections.ACTIVE:
            connections.change(unit, found.connection, state=connections.PAUSED)
        return found.connection
    last = ledger.newest(unit.connection)
    values = {"state": ANSWERED, "answer": answer.value, "decided_at": unit.now, "ledger": last, "who": who}
    unit.connection.execute(_REVIEW.update().where(_REVIEW.c.id == review).values(values))
    unit.touch(problems=True, pending=True)
    return found.connection


def answered(connection: sa.Connection, account: str) -> list[str]:
    """The reviews of an account that are answered and not carried out yet, the oldest answer first."""
    return list(connection.execute(_ANSWERED, {"account": account}).scalars())


def is_answered(connection: sa.Connection, account: str, object_name: str, *, sending: bool) -> bool:
    """Whether what was answered about an object is not carried out yet."""
    return connection.execute(_ANSWERED_ABOUT, _about(account, object_name, sending=sending)).first() is not None


def answer_of(connection: sa.Connection, review: str) -> tuple[Review, Answer, int] | None:
    """An answered review that is not carried out yet, its answer, and the newest entry of the ledger then; None for any other."""
    row = connection.execute(sa.select(_REVIEW).where((_REVIEW.c.id == review) & (_REVIEW.c.state == ANSWERED))).first()
    return None if row is None else (_review(row), Answer(row.answer), row.ledger)


def carried_out(unit: Unit, review: str) -> None:
    """All that follows from a review's answer is done."""
    unit.connection.execute(_REVIEW.update().where(_REVIEW.c.id == review).values(state=DECIDED))


def close_empty(unit: Unit, account: str, object_name: str, *, sending: bool) -> None:
    """What a review was about is over without a decision: nothing waits for it any more."""
    if unit.connection.execute(_CLOSE_EMPTY, _about(account, object_name, sending=sending)).rowcount:
        unit.touch(problems=True)


def _about(account: str, object_name: str, *, sending: bool) -> dict[str, Any]:
    """What to bind where a statement is ``_ABOUT`` an object."""
    return {"account": account, "_object": object_name, "_sending": int(sending)}


def _review(row: sa.Row[Any]) -> Review:
    alarms = tuple(alarm_of(each) for each in load(row.alarms))
    preview = None if row.preview is None else preview_of(load(row.preview))
    return Review(row.id, row.connection, row.object, bool(row.sending), alarms, row.opened_at, preview)
