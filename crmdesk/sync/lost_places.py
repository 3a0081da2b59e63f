"""Fields and objects that an account has no place for any more: each is a problem with a remedy, and everything else goes on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmdesk.domain.custom_fields import is_custom
from crmdesk.domain.errors import InvalidInput, PermissionLost
from crmdesk.domain.field_mapping import Direction
from crmdesk.providers.base import Feed
from crmdesk.store import cursors, links, problems
from crmdesk.store.problems import Problem
from crmdesk.store.store import Store
from crmdesk.sync.context import Context
from crmdesk.sync.describe import settings_of


async def tell_lost_places(store: Store, context: Context, feeds: Sequence[Feed]) -> None:
    """Report each field whose property the account does not have any more, or in which it does not fit; and objects likewise.

    That is one that a person pointed to a property, and one that was kept in its usual place when it was mapped last. An object
    is one whose rows stand for records here; where a provider reads one of ``feeds`` to tell of that, it does so itself.
    """
    mapping = settings_of(context.connection).mapping
    known = await store.read(lambda connection: cursors.mapping(connection, context.id)) or {}
    found: list[Problem] = []
    for spec in context.objects.values():
        for kind, rules in spec.mapping.items():
            table = spec.table(kind)
            choices = mapping.of(table, kind)
            for name, choice in choices.items():
                if choice.property is not None and choice.direction is not Direction.OFF and name not in rules:
                    error = InvalidInput("mapping_lost_place", field=name, property=choice.property, object=table)
                    found.append(Problem(context.id, error, field=name, verb="read"))
            for name in known.get(spec.name, {}).get(kind.value, {}):
                if name not in rules and name not in choices and not is_custom(name):
                    error = InvalidInput("field_lost_place", field=name, object=table)
                    found.append(Problem(context.id, error, field=name, verb="read"))
    if all(feed.object in context.objects for feed in feeds):
        found += await _lost_objects(store, context, known)
    if found:
        await store.write(lambda unit: problems.report_all(unit, found))
        context.counts["problems"] += len(found)


async def _lost_objects(store: Store, context: Context, known: Iterable[str]) -> list[Problem]:
    """The problem that the account does not show some objects (any more): right taken away, module switched off."""
    missing = sorted(set(known) - context.objects.keys())
    if not missing:
        return []
    held = await store.read(lambda reader: [name for name in missing if links.count_active(reader, context.id, name)])
    error = PermissionLost("objects_not_shown", objects=", ".join(held))
    return [Problem(context.id, error, verb="read")] if held else []
