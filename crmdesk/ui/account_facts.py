"""What the frame and the pages tell of an account's runs and quota, in the same way everywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.events import RunProgress, RunStage
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui import formats


def budget_share(row: ConnectionRow) -> float | None:
    """How much of its quota of the day an account has used, from 0 to 1; None where the vendor does not tell."""
    budget = row.budget or {}
    limit = budget.get("daily_limit") or budget.get("limit")
    if not limit:
        return None
    used = budget.get("daily_used", budget.get("used"))
    if used is None:
        remaining = budget.get("daily_remaining", budget.get("remaining"))
        if remaining is None:
            return None
        used = limit - remaining
    return float(min(1.0, max(0.0, used / limit)))


def stage_text(stage: RunStage) -> str:
    """The word for a stage of a run."""
    match stage:
        case RunStage.READ:
            return QCoreApplication.translate("Stage", "reading")
        case RunStage.COMPARE:
            return QCoreApplication.translate("Stage", "comparing")
        case RunStage.SEND:
            return QCoreApplication.translate("Stage", "sending")
        case RunStage.VERIFY:
            return QCoreApplication.translate("Stage", "checking")


def done_text(progress: RunProgress) -> str:
    """How many of how many, where the vendor tells; else how many."""
    done = formats.number(progress.done)
    if not progress.total:
        return done
    words = QCoreApplication.translate("Progress", "{done} of {total}")
    return words.format(done=done, total=formats.number(progress.total))
