"""What the frame and the pages tell of an account's runs, in the same way everywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.events import RunProgress, RunStage
from crmdesk.ui import formats


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
