"""Words for values that were overwritten before anybody here could see them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate

from crmdesk.domain.conflicts import ConflictKind
from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui import formats


def is_overwritten(case: ConflictCase) -> bool:
    """Whether everything that is asked about was overwritten."""
    return all(field.why is ConflictKind.OVERWROTE for field in case.fields)


def happened(case: ConflictCase) -> str:
    """What was done, in a sentence: whose entry of when was replaced, where the account tells and it was one person's."""
    sides = [side for field in case.fields for side in field.accounts]
    writers = {side.changed_by for side in sides}
    when = max((side.changed_at or "" for side in sides), default="")
    who = next(iter(writers), None)
    if len(writers) != 1 or not who or not when:
        return QCoreApplication.translate("Case", "A colleague’s newer value was replaced when yours was sent.")
    moment = formats.local(when)
    if moment.date() == QDate.currentDate():
        words = QCoreApplication.translate("Case", "You replaced what {who} entered at {time}.")
        return words.format(who=who, time=formats.clock(moment.time()))
    words = QCoreApplication.translate("Case", "You replaced what {who} entered on {moment}.")
    return words.format(who=who, moment=formats.moment(when))
