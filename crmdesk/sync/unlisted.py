"""Fields that an account stops listing although they are mapped.

An administrator who archives a property takes it out of every answer at once, and may bring it back before the account is
described again: nothing would tell then that the rows read meanwhile lack it. So the account is described anew, and the field
counts as lost (``remapping``) until it has been: if it is still there every row is read once more. A field that is not listed
after that either stays as it is until the mapping loses it.
"""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.domain.kinds import Kind
from crmdesk.providers.base import RemoteRecord
from crmdesk.store import connections, cursors
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context

UNLISTED = "unlisted"
"""The mark of such a field in what was mapped last."""


def note(unit: Unit, context: Context, object_name: str, rows: Iterable[RemoteRecord]) -> None:
    """Mark what rows of an object do not list, and have the account described anew for what is marked for the first time."""
    readable: dict[Kind, frozenset[str]] = {}
    missing: dict[Kind, set[str]] = {}
    for row in rows:
        if row.kind not in readable:
            rules = context.rules(object_name, row.kind)
            readable[row.kind] = frozenset(name for name, rule in rules.items() if rule.readable)
        if not readable[row.kind] <= row.fields.keys():
            missing.setdefault(row.kind, set()).update(readable[row.kind] - row.fields.keys())
    if not missing:
        return
    known = cursors.mapping(unit.connection, context.id) or {}
    fields = known.get(object_name, {})
    told = [fields.get(kind.value, {}).get(name) for kind, names in missing.items() for name in names]
    fresh = [each for each in told if each is not None and UNLISTED not in each]
    for each in fresh:
        each |= {UNLISTED: True, "lost": True}
    if fresh:
        cursors.move(unit, context.id, cursors.MAPPING, known, complete=True)
        connections.change(unit, context.id, described_at=None)
