"""Rows that may stand for somebody who is here, where nobody can know: records of their own, and a problem names both.

It ends once a person has united the two, or said that they are not the same, or once the row, or either of the records, is gone.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.errors import RecordRefused
from crmdesk.store import links, problems, records
from crmdesk.store.problems import PERHAPS_THE_SAME, Problem
from crmdesk.store.records import LIVE
from crmdesk.store.unit import Unit
from crmdesk.sync.context import Context


def tell_doubts(unit: Unit, context: Context, object_name: str, doubtful: Mapping[str, str]) -> None:
    """Report rows of an object that have just become records, each with the record that it may stand for."""
    if not doubtful:
        return
    made = links.by_remote(unit.connection, context.id, object_name, sorted(doubtful))
    others = {
        kind: records.load_many(unit.connection, kind, [doubtful[row] for row in made if made[row].kind is kind])
        for kind in {state.kind for state in made.values()}
    }
    found = []
    for row, state in sorted(made.items()):
        # Since that was judged, the other one may have gone with its account, or into the trash.
        other = others[state.kind].get(doubtful[row])
        if other is not None and other.life == LIVE:
            error = RecordRefused(PERHAPS_THE_SAME, other=other.id, object=object_name, row=row)
            found.append(Problem(context.id, error, state.record, state.kind))
    problems.report_all(unit, found)
    context.counts["problems"] += len(found)
