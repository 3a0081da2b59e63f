"""When the mapping gains a field: every link carries it from then on, and every row is read once more.

A field is gained when an administrator creates its property at the vendor, or when a new version maps it. What was typed into
it until then is here only; what the vendor holds in it was never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from crmdesk.domain.kinds import Kind
from crmdesk.domain.merge import differs
from crmdesk.providers.base import Feed
from crmdesk.store import cursors, links, records
from crmdesk.store.links import LinkState
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

MAPPING = "*mapping*"
"""Under this name the fields that were mapped last are kept among the feeds' cursors."""

LINKS_AT_ONCE = 500

Mapped = Mapping[str, Mapping[str, Sequence[str]]]
"""Field names by object and kind."""


async def remap(store: Store, context: Context, feeds: Sequence[Feed]) -> None:
    """Compare the mapping with that of the last run, and let links and feeds catch up with what it gained."""
    known = (await store.read(lambda connection: cursors.all_of(connection, context.id))).get(MAPPING)
    present = {
        name: {kind.value: sorted(rules) for kind, rules in spec.mapping.items()}
        for name, spec in context.objects.items()
    }
    if known is not None and known.cursor == present:
        return
    gained = _gained({} if known is None else known.cursor, present)
    for object_name in sorted(gained if known is not None else ()):
        after: int | None = 0
        while after is not None:
            after = await store.write(
                partial(_widen, context=context, object_name=object_name, gained=gained[object_name], after=after)
            )
    await store.write(
        partial(_remember, context=context, present=present, feeds=[each for each in feeds if each.object in gained])
    )


def _gained(before: Mapped, now: Mapped) -> dict[str, dict[Kind, list[str]]]:
    """What objects that were mapped before have gained; one that is new has no links yet."""
    found: dict[str, dict[Kind, list[str]]] = {}
    for object_name in before.keys() & now.keys():
        for kind, names in now[object_name].items():
            more = sorted(set(names) - set(before[object_name].get(kind, ())))
            if more:
                found.setdefault(object_name, {})[Kind(kind)] = more
    return found


def _widen(
    unit: Unit, context: Context, object_name: str, gained: Mapping[Kind, Sequence[str]], after: int
) -> int | None:
    """Add the fields to the bases of some links; returns where to go on."""
    states = links.of_object(unit.connection, context.id, object_name, after=after, limit=LINKS_AT_ONCE)
    by_kind: dict[Kind, list[LinkState]] = {}
    for state in states:
        if state.state == links.ACTIVE and state.kind in gained:
            by_kind.setdefault(state.kind, []).append(state)
    for kind, mine in by_kind.items():
        loaded = records.load_many(unit.connection, kind, [state.record for state in mine])
        for state in mine:
            state.bases = dict.fromkeys(gained[kind], (None, None)) | state.bases
            # Whatever the row holds now is news: a field that was lost for a while may have been blanked there.
            state.seen_hash = None
            record = loaded.get(state.record)
            state.dirty = state.dirty or (record is not None and differs(record.fields, state.bases))
        links.update_many(unit, mine)
    return states[-1].id if len(states) == LINKS_AT_ONCE else None


def _remember(unit: Unit, context: Context, present: Mapped, feeds: Sequence[Feed]) -> None:
    cursors.move(unit, context.id, MAPPING, present, complete=True)
    for feed in feeds:
        cursors.move(unit, context.id, feed.name, None, complete=False)
