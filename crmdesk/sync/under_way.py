"""Feeds that broke off: what they brought is judged together with the rest, once they have been read to their end.

A colleague's mass change comes in pieces. Each by itself may be little enough to be taken in without a question, and the
reading may break off between any two of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.moments import apart_s
from crmdesk.providers.base import Feed
from crmdesk.store import cursors
from crmdesk.store.cursors import FeedState
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

PATIENCE_S = 86_400.0
"""A feed that has not come to its end for a day is judged by what it has brought: a list that is broken would hide it for ever."""

_NAME = "*under way*"
"""Under this name the feeds that have begun stand among the cursors of an account: feed → its object, and since when."""


def begin(unit: Unit, context: Context, feed: Feed) -> None:
    """Rows of a feed wait for those that follow."""
    known = cursors.kept(unit.connection, context.id, _NAME) or {}
    if feed.name not in known:
        begun = {**known, feed.name: {"object": feed.object, "since": unit.now}}
        cursors.move(unit, context.id, _NAME, begun, complete=True)


def end(unit: Unit, context: Context, feed: Feed) -> None:
    """A feed has come to its end."""
    known = cursors.kept(unit.connection, context.id, _NAME) or {}
    left = {name: told for name, told in known.items() if name != feed.name}
    if left:
        cursors.move(unit, context.id, _NAME, left, complete=True)
    else:
        cursors.drop(unit, context.id, _NAME)


def begun(states: Mapping[str, FeedState]) -> set[str]:
    """The feeds that have begun and not come to their end, of the states of all feeds of an account."""
    return set(states[_NAME].cursor) if _NAME in states else set()


def waiting(unit: Unit, context: Context) -> set[str]:
    """The objects whose rows wait for those that follow."""
    known = cursors.kept(unit.connection, context.id, _NAME) or {}
    return {told["object"] for told in known.values() if apart_s(told["since"], unit.now) < PATIENCE_S}
