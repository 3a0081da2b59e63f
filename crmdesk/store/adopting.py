"""Taking over what an account made of a value that it was sent. One unit of work, which can be undone.

The record takes what the account holds, as an edit of a person, and both agree on it: nothing is sent to that account for it,
every other one is told. The notice ends. Taking that back brings back all three, so that a value which the account was told
before is not sent to it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.values import Value
from crmdesk.store import changes, editing, intents, links, notices, open_conflicts
from crmdesk.store.ledger import Cause
from crmdesk.store.links import LinkState
from crmdesk.store.notices import STORED_OTHERWISE, Notice
from crmdesk.store.records import Record
from crmdesk.store.unit import Unit

ADOPT = "adopt"
"""The verb of a change that takes over an account's value.

It names the ``link``, the ``agreed`` pairs before and after, and the ``notice`` that it ended.
"""


def adopt(unit: Unit, record: str, field: str, connection: str, *, stored: Value) -> str:
    """Let a field hold what an account ``stored`` instead of what it was sent. Returns the change's id.

    Raises InvalidInput("notice_over") where that is no longer so: the account was given or has brought another value, its row is
    gone, or the field was changed here since or waits for a decision; and InvalidInput while a request is on its way.
    """
    present = editing.live(unit, record)
    told = notices.data_of(unit.connection, connection, record, field, key=STORED_OTHERWISE)
    state = _carrying(unit, present, field, connection)
    asked = open_conflicts.open_of(unit.connection, [record]).get(record, {})
    if told is None or told["stored"] != stored or state is None or field in asked:
        raise InvalidInput("notice_over", record=record, field=field)
    sent = intents.of_links(unit.connection, [state.id]).get(state.id)
    if sent is not None and sent.is_unresolved:
        raise InvalidInput("on_its_way", record=record)
    before = state.bases[field]
    change = changes.begin(
        unit,
        ADOPT,
        present.kind,
        record,
        field=field,
        link=state.id,
        agreed=[list(before), [stored, before[1]]],
        notice={"connection": connection, "data": dict(told)},
    )
    agree(unit, changes.read(unit.connection, change), forward=True)
    editing.apply_values(unit, present, {field: stored}, Cause.USER, change=change)
    return change


def agree(unit: Unit, what: Mapping[str, Any], *, forward: bool) -> None:
    """Have both sides agree on the value that is taken over, or once more on the one that was sent, as ``what`` remembers it.

    Where they agree on something else by now, or the row is gone, the value that comes back is an edit like any other.
    """
    record, field, link = what["record"], what["field"], what["link"]
    held, wanted = what["agreed"] if forward else reversed(what["agreed"])
    state = links.by_id(unit.connection, [link]).get(link)
    if state is None or state.record != record or state.state != links.ACTIVE:
        return
    if state.bases.get(field) != tuple(held):
        return
    state.bases[field] = (wanted[0], wanted[1])
    links.update_many(unit, [state])
    account, data = what["notice"]["connection"], what["notice"]["data"]
    if forward:
        notices.drop(unit, account, {record: [field]}, STORED_OTHERWISE)
    else:
        notices.write(unit, [Notice(account, record, field, STORED_OTHERWISE, data)])


def _carrying(unit: Unit, record: Record, field: str, connection: str) -> LinkState | None:
    """The link of the account's row that was sent what the field holds now; None where there is none."""
    tied = links.by_record(unit.connection, [record.id]).get(record.id, [])
    mine = (state for state in tied if state.connection == connection and state.state == links.ACTIVE)
    carrying = (state for state in mine if field in state.bases)
    return next((state for state in carrying if state.bases[field][0] == record.fields.get(field)), None)
