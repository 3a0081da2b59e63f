"""Why changes are still here after a run that went well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from crmdesk.commands.output import one_line
from crmdesk.commands.texts import counted
from crmdesk.store.queries.rows import PendingRow
from crmdesk.ui.command_words import STILL_HERE


def reasons(rows: Iterable[PendingRow]) -> dict[str, int]:
    """How many changes wait for what: the keys of ``STILL_HERE``, the most frequent first."""
    return dict(Counter(map(_reason, rows)).most_common())


def reason_lines(account: str, found: Mapping[str, int]) -> Sequence[str]:
    """A line for each reason, with what helps."""
    return [one_line(counted(*STILL_HERE[reason], count, account=account)) for reason, count in found.items()]


def _reason(row: PendingRow) -> str:
    if row.waits_for_decision:
        return "decision"
    if row.problem:
        return "problem"
    if row.hold is not None:
        return row.hold.value
    return "in_flight" if row.in_flight else "next"
