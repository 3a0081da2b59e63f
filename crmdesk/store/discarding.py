"""Giving up what waits to be sent: the record becomes again what the account holds. One unit of work, which can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.store import changes, connections, cursors, editing, intents, links, open_conflicts
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.parts import parts_of
from crmdesk.store.queries.differences import unsent_fields
from crmdesk.store.records import LIVE, TRASH, Record
from crmdesk.store.unit import Unit


def discard(unit: Unit, record: str, connection: str) -> str:
    """Give up what a record has to send to an account. Returns the change's id.

    Edited fields take the values that the account holds; a deletion is taken back; a record that no account has goes into
    the trash. What waits for a decision stays, and so does what another account holds as it is here: given up, it would be sent
    over what a colleague wrote there. Raises InvalidInput where nothing waits, where a request is on its way, where all that waits
    is held by another account, and for a record that is to be made in one account and is in another already.
    """
    present = editing.found(unit, record)
    tied = links.by_record(unit.connection, [record]).get(record, [])
    waiting = [state for state in tied if state.connection == connection and state.dirty]
    sent = intents.of_links(unit.connection, [state.id for state in tied])
    flying = {link for link, intent in sent.items() if intent.is_unresolved}
    if any(state.id in flying for state in waiting):
        raise InvalidInput("on_its_way", record=record)
    change = changes.begin(unit, "discard", present.kind, record)
    parts = {state.id for state in parts_of(unit.connection, tied)}
    if present.life == TRASH and waiting:
        editing.set_life(unit, present, LIVE, Cause.USER, change)
    elif any(state.state == links.NEW and state.id not in parts for state in waiting):
        if any(state.has_row for state in tied):
            raise InvalidInput("made_elsewhere", record=record)
        if flying:
            raise InvalidInput("on_its_way", record=record)
        editing.set_life(unit, present, TRASH, Cause.USER, change)
    else:
        values = _held_values(unit, present, waiting) | _unmade_values(unit, present, waiting, tied)
        if not values:
            raise InvalidInput("nothing_to_discard", record=record)
        own = {name: value for name, value in values.items() if not _is_held_elsewhere(present, name, tied, connection)}
        if not own:
            raise InvalidInput("held_elsewhere", record=record)
        editing.apply_values(unit, present, own, Cause.UNDO, change=change)
    return change


def _held_values(unit: Unit, record: Record, waiting: Sequence[LinkState]) -> dict[str, Value]:
    """What the account holds for each field that waits to be sent, in our form."""
    contested = open_conflicts.open_of(unit.connection, [record.id]).get(record.id, {})
    staying = cursors.unsent(unit.connection)
    return {
        name: state.bases[name][0]
        for state in waiting
        if state.state == links.ACTIVE
        for name in unsent_fields(record, state, contested, staying=staying)
    }


def _unmade_values(
    unit: Unit, record: Record, waiting: Sequence[LinkState], tied: Sequence[LinkState]
) -> dict[str, Value]:
    """Blanks for what an account has still to make a row for that only adds fields to one that stands there."""
    routes = {
        (account, route.object): route.fields
        for account, route in connections.routes(unit.connection)
        if route.kind is record.kind
    }
    standing = {name for state in tied if state.has_row for name in state.bases}
    unmade = [state for state in waiting if state.state == links.NEW]
    names = {name for state in unmade for name in routes.get((state.connection, state.object), ())}
    return {name: None for name in sorted(names - standing) if record.fields.get(name) is not None}


def _is_held_elsewhere(record: Record, name: str, tied: Sequence[LinkState], connection: str) -> bool:
    """Whether another account holds what a record holds in a field: it came from there, or is there already."""
    value = record.fields.get(name)
    others = [state for state in tied if state.connection != connection and state.has_row and name in state.bases]
    return any(state.bases[name][0] == value for state in others)
