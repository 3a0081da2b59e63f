"""An object that may not be read or written (any more) is a problem of its own, and stops nothing else."""

from __future__ import annotations

from functools import partial

from crmdesk.domain.errors import PermissionLost
from crmdesk.store import problems
from crmdesk.store.problems import Problem
from crmdesk.store.store import Store
from crmdesk.sync.context import Context


async def tell_forbidden(
    store: Store, context: Context, object_name: str, error: PermissionLost, *, verb: str
) -> PermissionLost:
    """Report what an account has just not allowed; the error with all that it did not allow for the same reason in this run."""
    told = context.lost.told(object_name, error)
    await store.write(partial(problems.report, problem=Problem(context.id, told, verb=verb)))
    context.counts["problems"] += 1
    return told
