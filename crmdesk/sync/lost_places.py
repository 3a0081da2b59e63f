"""Fields whose chosen place is gone: each is a problem with a remedy, and everything else goes on."""

from __future__ import annotations

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.field_mapping import Direction
from crmdesk.store import problems
from crmdesk.store.problems import Problem
from crmdesk.store.store import Store
from crmdesk.sync.context import Context
from crmdesk.sync.describe import settings_of


async def tell_lost_places(store: Store, context: Context) -> None:
    """Report each field that a person pointed to a property which the account does not have, or where it does not fit."""
    mapping = settings_of(context.connection).mapping
    found: list[Problem] = []
    for spec in context.objects.values():
        for kind, rules in spec.mapping.items():
            for name, choice in mapping.of(spec.table(kind), kind).items():
                if choice.property is not None and choice.direction is not Direction.OFF and name not in rules:
                    told = {"field": name, "property": choice.property, "object": spec.table(kind)}
                    error = InvalidInput("mapping_lost_place", **told)
                    found.append(Problem(context.id, error, field=name, verb="read"))
    if found:
        await store.write(lambda unit: problems.report_all(unit, found))
        context.counts["problems"] += len(found)
