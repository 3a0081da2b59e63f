"""Open reviews, and how others were answered. ``desk.reviewing``, which knows the vendors, reads what their rows would change."""

from __future__ import annotations

import sqlalchemy as sa

from crmdesk.domain.first_sync import Fate
from crmdesk.domain.reviews import Answer
from crmdesk.store import connections, held_rows, reviews
from crmdesk.store.queries.rows import DecidedReview, ReviewRow
from crmdesk.store.reviews import Deletion, Review
from crmdesk.store.tables import Review as ReviewTable
from crmdesk.store.tables import core

_REVIEW = core(ReviewTable)


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
            review.preview,
            accounts[review.connection].deletions,
        )
        for review in found
        if review.connection in accounts
    ]


def decided(connection: sa.Connection, review: str) -> DecidedReview | None:
    """How a review was answered; None where it is open, or was never asked."""
    where = (_REVIEW.c.id == review) & _REVIEW.c.answer.is_not(None)
    row = connection.execute(sa.select(_REVIEW).where(where)).first()
    return (
        None
        if row is None
        else DecidedReview(row.id, bool(row.sending), Answer(row.answer), row.decided_at, row.preview is not None)
    )


def asked_deletions(connection: sa.Connection, review: Review) -> list[Deletion]:
    """The deletions that a review of sending is about: those of its kinds, or records, that nobody has let go out before."""
    about = review.about
    waiting = [
        each
        for each in reviews.waiting_deletions(connection, review.connection, review.object)
        if each.kind in about and (not about[each.kind] or each.record in about[each.kind])
    ]
    return reviews.not_agreed(connection, review.connection, review.object, waiting)


def _waiting(connection: sa.Connection, review: Review) -> int:
    if review.preview is not None:
        return review.preview.count(*Fate)
    if review.sending and any(review.about.values()):
        return len(asked_deletions(connection, review))
    if review.sending:
        agreed = reviews.agreed_until(connection, review.connection, review.object)
        since = {kind: agreed.get(kind, 0) for kind in review.about}
        return reviews.count_deletions(connection, review.connection, review.object, since)
    return held_rows.count_held(connection, review.connection, review.object)
