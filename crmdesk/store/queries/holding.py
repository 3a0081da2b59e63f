"""What keeps pending changes of an account from being sent, besides conflicts and sending that is off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import sqlalchemy as sa

from crmdesk.domain.first_sync import FirstSync
from crmdesk.domain.kinds import RECORD_KINDS
from crmdesk.store import held_rows, records, reviews
from crmdesk.store.connections import PAUSED, SIGN_IN, Connection
from crmdesk.store.links import LinkState
from crmdesk.store.queries.reviews import asked_deletions
from crmdesk.store.queries.rows import Hold


def held_back(
    connection: sa.Connection, account: Connection, tied: Mapping[str, Sequence[LinkState]]
) -> Mapping[str, Hold]:
    """Why records are not sent to an account, by record; those that nothing keeps back are not named.

    ``tied`` are the records with their links at the account.
    """
    whole = _of_account(connection, account)
    if whole is not None:
        return dict.fromkeys(tied, whole)
    held: set[str] = set()
    asked: set[str] = set()
    for review in reviews.all_open(connection, account.id):
        if review.sending:
            asked |= {each.record for each in asked_deletions(connection, review)}
        else:
            rows = [state for states in tied.values() for state in states if state.object == review.object]
            ids = [state.remote_id for state in rows if state.remote_id is not None]
            reviewed = held_rows.held_among(connection, account.id, review.object, ids)
            held |= {state.record for state in rows if state.remote_id in reviewed}
    held |= asked | _followers(connection, account, asked)
    return dict.fromkeys(held & tied.keys(), Hold.REVIEW)


def _followers(connection: sa.Connection, account: Connection, asked: Set[str]) -> set[str]:
    """Whose deletion would take along at the account somebody about whose own deletion a person is ``asked``."""
    followers: set[str] = set()
    along = {route.object: route.takes_along for route in account.routes if asked and route.takes_along}
    for name, others in along.items():
        deleted = {each.record for each in reviews.waiting_deletions(connection, account.id, name)}
        for other, field in others:
            for kind in RECORD_KINDS:
                named = records.naming(connection, kind, field, account.id, other, deleted)
                followers |= {target for target, record, stays in named if record in asked and not stays}
    return followers


def _of_account(connection: sa.Connection, account: Connection) -> Hold | None:
    """What keeps everything for an account back."""
    if account.state == PAUSED:
        return Hold.PAUSED
    if account.state == SIGN_IN:
        return Hold.SIGNED_OUT
    if account.first_sync is not FirstSync.ASKING:
        return None
    asked = any(review.preview is not None for review in reviews.all_open(connection, account.id))
    return Hold.QUESTION if asked else Hold.ARRIVING
