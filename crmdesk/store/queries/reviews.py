"""Open reviews: what waits, and a sample of it by name."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from crmdesk.domain.errors import InvalidInput
from crmdesk.store import connections, inbox, links, reviews
from crmdesk.store.links import LinkState
from crmdesk.store.queries.names import names_of
from crmdesk.store.queries.rows import ReviewRow, ReviewSample
from crmdesk.store.reviews import Review

SAMPLE = 100
"""How many records of a review are shown: enough to see what it is about."""


def open_reviews(connection: sa.Connection) -> list[ReviewRow]:
    """Every open review, the oldest first."""
    found = reviews.all_open(connection)
    accounts = {account.id: account for account in connections.all_of(connection)} if found else {}
    return [
        ReviewRow(
            review.id,
            review.connection,
            accounts[review.connection].name,
            accounts[review.connection].vendor,
            review.object,
            review.sending,
            review.alarms,
            review.opened_at,
            _waiting(connection, review),
        )
        for review in found
        if review.connection in accounts
    ]


def sample(connection: sa.Connection, review: str, limit: int = SAMPLE) -> list[ReviewSample]:
    """Some of the records that a review is about. Raises InvalidInput("review_not_open")."""
    found = next((each for each in reviews.all_open(connection) if each.id == review), None)
    if found is None:
        raise InvalidInput("review_not_open")
    if found.sending:
        waiting = reviews.deletions(connection, found.connection, found.object)[:limit]
        states = [state for state, _ in waiting]
        return _named(connection, [(state, True, ()) for state in states])
    rows = inbox.held(connection, found.connection, found.object, limit=limit)
    tied = links.by_remote(connection, found.connection, found.object, [row.remote_id for row in rows])
    known = [(row, tied[row.remote_id]) for row in rows if row.remote_id in tied]
    return _named(
        connection,
        [(state, row.absent, () if row.absent else _moved(state, row.row["fields"])) for row, state in known],
    )


def _waiting(connection: sa.Connection, review: Review) -> int:
    if review.sending:
        return len(reviews.deletions(connection, review.connection, review.object))
    return inbox.count_held(connection, review.connection, review.object)


def _moved(state: LinkState, raws: dict[str, object]) -> tuple[str, ...]:
    return tuple(name for name, raw in raws.items() if name in state.bases and state.bases[name][1] != raw)


def _named(connection: sa.Connection, found: Sequence[tuple[LinkState, bool, tuple[str, ...]]]) -> list[ReviewSample]:
    names = names_of(connection, {state.record for state, _, _ in found})
    return [
        ReviewSample(state.record, state.kind, names.get(state.record, ""), deleted, fields)
        for state, deleted, fields in found
    ]
