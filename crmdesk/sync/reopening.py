"""References that were agreed on without the row they are about, once a record has a row at an account (again).

A reference to what has no row at an account is kept only here, and both sides agree to differ (``differing``). A row that is
deleted and made anew has another id: what was agreed on names a row that is no more. Either way the account does not refer to
the row that there is now, so these references are pending again. Owners and stages are not among them: what refers to these is
not kept the other way round (``records.mentioned_by``).
"""

from __future__ import annotations

from collections.abc import Collection

from crmdesk.domain.values import Value
from crmdesk.store import links, records
from crmdesk.store.links import LinkState
from crmdesk.store.unit import Unit
from crmdesk.sync import references
from crmdesk.sync.context import Context


def reopen_references(unit: Unit, context: Context, arrived: Collection[str]) -> None:
    """Have the account told of references to records that have got a row there, where its own form does not name that row.

    A few statements, however many records there are. To be called when nothing of the records that refer to them is held in memory
    and still to be written.
    """
    mentions = records.mentions_of(unit.connection, arrived)
    if not mentions:
        return
    rows: dict[str, set[references.Pair]] = {}
    for (object_name, target), remote_id in links.remote_ids(unit.connection, context.id, sorted(arrived)).items():
        if remote_id is not None:
            rows.setdefault(target, set()).add((object_name, remote_id))
    tied = links.by_record(unit.connection, sorted({source for source, _, _ in mentions}))
    changed: dict[int, LinkState] = {}
    for source, name, target in mentions:
        for state in tied.get(source, ()):
            if state.connection == context.id and _agrees_without(
                context, state, name, target, rows.get(target, set())
            ):
                ours, theirs = state.bases[name]
                state.bases[name] = (_without(ours, target), theirs)
                state.dirty = state.dirty or state.state == links.ACTIVE
                changed[state.id] = state
    links.update_many(unit, list(changed.values()))


def _agrees_without(
    context: Context, state: LinkState, name: str, target: str, rows: Collection[references.Pair]
) -> bool:
    """Whether a link's base holds a reference on our side, and none of the rows of its target on theirs."""
    rule = context.rules(state.object, state.kind).get(name)
    if rule is None or not rule.writable or name not in state.bases or not rows:
        return False
    ours, theirs = state.bases[name]
    return target in records.targets(ours) and not set(rows) & set(references.pairs(theirs))


def _without(value: Value, target: str) -> Value:
    """A reference, or a set of them, without one target."""
    return None if isinstance(value, str) else sorted(set(value or ()) - {target}) or None
