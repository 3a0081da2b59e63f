"""Intents: what is about to be sent, written before the request and closed by its answer, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from crmdesk.domain.errors import CrmdeskError, error_json
from crmdesk.domain.values import Value, instant
from crmdesk.store import bulk
from crmdesk.store.columns import dump, load
from crmdesk.store.records import chunks
from crmdesk.store.tables import Intent as IntentTable
from crmdesk.store.tables import Link, core
from crmdesk.store.unit import Unit

_INTENT, _LINK = core(IntentTable), core(Link)

SENDING, UNCERTAIN, REFUSED, DONE = "sending", "uncertain", "refused", "done"
CREATE, UPDATE, DELETE = "create", "update", "delete"

_LAST = 2**63 - 1

# Built once: every run asks these.
_YOUNG = sa.select(_INTENT.c.id).where(_INTENT.c.sent_at >= sa.bindparam("before")).order_by(_INTENT.c.id).limit(1)
_FORGET = _INTENT.delete().where(
    (_INTENT.c.state == DONE)
    & (_INTENT.c.sent_at < sa.bindparam("before"))
    & (_INTENT.c.id < sa.func.coalesce(_YOUNG.scalar_subquery(), _LAST))
)
_UNRESOLVED = (
    sa.select(_INTENT)
    .where((_INTENT.c.connection == sa.bindparam("account")) & _INTENT.c.state.in_((SENDING, UNCERTAIN)))
    .order_by(_INTENT.c.id)
)
_STILL_OPEN = sa.select(_INTENT.c.id, _INTENT.c.link, _INTENT.c.sent_at).where(
    _INTENT.c.id.in_(bulk.GIVEN) & _INTENT.c.state.in_((SENDING, UNCERTAIN))
)
_LAST_ID = sa.select(sa.func.coalesce(sa.func.max(_INTENT.c.id), 0))
_OF_LINKS = _INTENT.c.link.in_(bulk.GIVEN)
_REFUSED = sa.select(_INTENT).where(_OF_LINKS & (_INTENT.c.state == REFUSED))
_DROP_REFUSED = _INTENT.delete().where(_OF_LINKS & (_INTENT.c.state == REFUSED))
_NOT_DONE = sa.select(_INTENT).where(_OF_LINKS & (_INTENT.c.state != DONE))
_ALL_OF_LINKS = sa.select(_INTENT).where(_OF_LINKS).order_by(_INTENT.c.id)
_CREATIONS = sa.select(_INTENT).where(_OF_LINKS & (_INTENT.c.verb == CREATE)).order_by(_INTENT.c.id)
_REFUSED_RECORDS = sa.select(_INTENT.c.record).where(
    (_INTENT.c.connection == sa.bindparam("account")) & _INTENT.c.record.in_(bulk.GIVEN) & (_INTENT.c.state == REFUSED)
)
_FINISH = _INTENT.update().where(_INTENT.c.id.in_(bulk.GIVEN)).values(state=DONE, error=None)
_NOTED = (
    _INTENT.update()
    .where(_INTENT.c.id == sa.bindparam("_id"))
    .values({name: sa.bindparam(name) for name in ("state", "attempts", "not_before", "error")})
)


@dataclass(frozen=True, slots=True)
class Intent:
    """One send. ``fields`` maps a field to (value sent, raw sent); ``expected`` to the raw believed there before."""

    link: int
    record: str
    verb: str
    fields: Mapping[str, tuple[Value, Any]]
    expected: Mapping[str, Any]
    id: int = 0
    state: str = SENDING
    attempts: int = 0
    not_before: str | None = None
    sent_at: str = ""
    needle: Mapping[str, Any] | None = None

    @property
    def is_unresolved(self) -> bool:
        """Whether it was sent and its outcome is not recorded."""
        return self.state in (SENDING, UNCERTAIN)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an intent stands now that something is known of it; ``not_before`` is when it may be tried again."""

    intent: int
    state: str
    attempts: int
    not_before: str | None = None
    error: CrmdeskError | None = None


def begin(unit: Unit, connection: str, intents: Sequence[Intent], *, run: str) -> list[Intent]:
    """Write intents as being sent; a refused one of the same link is replaced and its attempts are counted on."""
    attempts: dict[int, int] = {}
    for chunk in chunks(intent.link for intent in intents):
        asked = {"given": bulk.listed(chunk)}
        attempts.update((row.link, row.attempts) for row in unit.connection.execute(_REFUSED, asked))
        unit.connection.execute(_DROP_REFUSED, asked)
    first = unit.connection.execute(_LAST_ID).scalar_one() + 1
    begun = [
        Intent(
            intent.link,
            intent.record,
            intent.verb,
            intent.fields,
            intent.expected,
            first + offset,
            SENDING,
            attempts.get(intent.link, 0) + 1,
            None,
            unit.now,
            intent.needle,
        )
        for offset, intent in enumerate(intents)
    ]
    if begun:
        unit.connection.execute(_INTENT.insert(), [_row(intent, connection, run) for intent in begun])
    return begun


def finish(unit: Unit, ids: Iterable[int]) -> None:
    """Close intents whose answer has been recorded in full."""
    for chunk in chunks(ids):
        unit.connection.execute(_FINISH, {"given": bulk.listed(chunk)})


def forget_done(unit: Unit, *, days: int) -> None:
    """Delete intents that were closed and are older than so many days: what they changed stays in the ledger.

    The numbers of intents grow with time. So only those in front of the first younger one are looked at.
    """
    unit.connection.execute(_FORGET, {"before": later(unit, -days * 86_400.0)})


def note(unit: Unit, standings: Sequence[Standing]) -> None:
    """Note what became of intents that are not done: refused for now, or their outcome is unknown."""
    rows = [
        {
            "_id": each.intent,
            "state": each.state,
            "attempts": each.attempts,
            "not_before": each.not_before,
            "error": None if each.error is None else dump(error_json(each.error)),
        }
        for each in standings
    ]
    if rows:
        unit.connection.execute(_NOTED, rows)


def unresolved(connection: sa.Connection, account: str) -> list[Intent]:
    """Intents that were sent and whose outcome is not recorded: a crash or a lost answer. Oldest first."""
    return [_intent(row) for row in connection.execute(_UNRESOLVED, {"account": account}).mappings()]


def still_open(connection: sa.Connection, sends: Sequence[Intent]) -> list[Intent]:
    """Those of these sends whose outcome is not recorded by now.

    While one of them was waited for, another process may have taken over and found out what became of it. Where that was
    forgotten since, its number may be another send's.
    """
    found: set[tuple[int, int, str]] = set()
    for chunk in chunks(each.id for each in sends):
        rows = connection.execute(_STILL_OPEN, {"given": bulk.listed(chunk)})
        found.update((row.id, row.link, row.sent_at) for row in rows)
    return [each for each in sends if (each.id, each.link, each.sent_at) in found]


def given_up(connection: sa.Connection, account: str, object_name: str) -> list[Intent]:
    """Creations that were closed although no row was found for them: their links have still to get one. Oldest first."""
    awaiting = sa.select(_LINK.c.id).where(
        (_LINK.c.connection == account)
        & (_LINK.c.object == object_name)
        & (_LINK.c.dirty == 1)
        & (_LINK.c.state == "new")
    )
    where = (_INTENT.c.verb == CREATE) & (_INTENT.c.state == DONE) & _INTENT.c.link.in_(awaiting)
    rows = connection.execute(sa.select(_INTENT).where(where).order_by(_INTENT.c.id)).mappings()
    return [_intent(row) for row in rows]


def creations(connection: sa.Connection, links: Iterable[int]) -> dict[int, list[Intent]]:
    """Every attempt to make the row of links that is still known, by link, the oldest first."""
    found: dict[int, list[Intent]] = {}
    for chunk in chunks(links):
        for row in connection.execute(_CREATIONS, {"given": bulk.listed(chunk)}).mappings():
            found.setdefault(row["link"], []).append(_intent(row))
    return found


def of_links(connection: sa.Connection, links: Iterable[int]) -> dict[int, Intent]:
    """The intent that is not done of each link that has one."""
    found = {}
    for chunk in chunks(links):
        for row in connection.execute(_NOT_DONE, {"given": bulk.listed(chunk)}).mappings():
            found[row["link"]] = _intent(row)
    return found


def under_way(connection: sa.Connection, links: Iterable[int]) -> set[int]:
    """Those of these links of which something was sent that may have happened; what was refused or put off has not."""
    return {link for link, intent in of_links(connection, links).items() if intent.is_unresolved}


def last_sent(connection: sa.Connection, links: Iterable[int]) -> dict[tuple[int, str], Intent]:
    """The last send of each field of these links, by link and field, as far as sends are kept (``forget_done``)."""
    found: dict[tuple[int, str], Intent] = {}
    for chunk in chunks(links):
        rows = connection.execute(_ALL_OF_LINKS, {"given": bulk.listed(chunk)}).mappings()
        for intent in map(_intent, rows):
            found |= {(intent.link, name): intent for name in intent.fields}
    return found


def forget_refusals(unit: Unit, links: Iterable[int]) -> dict[int, str]:
    """Drop refused intents of links: a person changed the record, or there is nothing to send any more.

    Returns the links that had one, with the records that they were for.
    """
    dropped: dict[int, str] = {}
    for chunk in chunks(links):
        asked = {"given": bulk.listed(chunk)}
        found = {row.link: row.record for row in unit.connection.execute(_REFUSED, asked)}
        if found:
            unit.connection.execute(_DROP_REFUSED, asked)
            dropped |= found
    return dropped


def refused_records(connection: sa.Connection, account: str, records: Iterable[str]) -> set[str]:
    """Which of these records have something at an account that was refused and will be tried again."""
    found: set[str] = set()
    for chunk in chunks(records):
        asked = {"account": account, "given": bulk.listed(chunk)}
        found.update(connection.execute(_REFUSED_RECORDS, asked).scalars())
    return found


def later(unit: Unit, wait_s: float) -> str:
    """The moment ``wait_s`` seconds after the unit's."""
    return instant(datetime.fromisoformat(unit.now) + timedelta(seconds=wait_s)) or unit.now


def _row(intent: Intent, connection: str, run: str) -> dict[str, Any]:
    return {
        "id": intent.id,
        "connection": connection,
        "link": intent.link,
        "record": intent.record,
        "verb": intent.verb,
        "fields": dump({name: list(pair) for name, pair in intent.fields.items()}),
        "expected": dump(dict(intent.expected)),
        "state": intent.state,
        "attempts": intent.attempts,
        "not_before": intent.not_before,
        "sent_at": intent.sent_at,
        "run": run,
        "needle": None if intent.needle is None else dump(dict(intent.needle)),
    }


def _intent(row: sa.RowMapping) -> Intent:
    return Intent(
        row["link"],
        row["record"],
        row["verb"],
        {name: (pair[0], pair[1]) for name, pair in load(row["fields"]).items()},
        load(row["expected"]),
        row["id"],
        row["state"],
        row["attempts"],
        row["not_before"],
        row["sent_at"],
        load(row["needle"]),
    )
