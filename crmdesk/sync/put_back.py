"""After a backup was put in the place of the database: what waits there may have been sent since, or taken back.

Rows that carry crmdesk's key tell whose they are. Where they carry none, every creation that waits counts as sent at the moment
of the backup, and never answered (``recover``): its row, where there is one, comes with the feed and is known as its own, and
what no row comes for is looked for before it is made. Deletions that wait are asked about, however few they are: whoever took one
back knows of it, and nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from crmdesk.store import cursors, intents
from crmdesk.store.cursors import FeedState
from crmdesk.store.store import Store
from crmdesk.store.unit import Unit
from crmdesk.sync import needles
from crmdesk.sync.context import Context
from crmdesk.sync.outgoing import collect

AT_ONCE = 500
"""How many links one transaction looks at for a creation that waits."""


def made_at(states: Mapping[str, FeedState]) -> str | None:
    """When the backup was made that an account has not been read since; None where there is none such."""
    told = states[cursors.PUT_BACK].cursor if cursors.PUT_BACK in states else {}
    return None if "made" not in told else str(told["made"])


async def doubt(store: Store, context: Context, object_name: str, made: str) -> None:
    """Take the creations of an object that wait for sent when the backup was ``made``."""
    spec = context.objects.get(object_name)
    after: int | None = None if spec is None or spec.keyed or not spec.writable else 0
    while after is not None:
        after = await store.write(partial(_doubt, context=context, object_name=object_name, made=made, after=after))


def _doubt(unit: Unit, context: Context, object_name: str, made: str, after: int) -> int | None:
    batch = collect(unit, context, context.objects[object_name], after=after, limit=AT_ONCE)
    sent = [needles.timed(context, each.intent, made) for each in batch.creates]
    intents.begin(unit, context.id, sent, run=context.run)
    return batch.after


def over(unit: Unit, context: Context) -> None:
    """All that an account had to tell has been read."""
    cursors.move(unit, context.id, cursors.PUT_BACK, {"ledger": last_entry(unit, context)}, complete=True)


def last_entry(unit: Unit, context: Context) -> int:
    """The newest entry of the ledger that came with the backup; 0 where none was put back."""
    told = cursors.kept(unit.connection, context.id, cursors.PUT_BACK) or {}
    return int(told.get("ledger", 0))
