"""What is said about policies and about taking a run back, by the commands and by the window. Qt is not needed."""

from __future__ import annotations

from crmdesk.domain.policies import Guard, Way
from crmdesk.store.queries.run_effects import Left, What
from crmdesk.ui.marked import QT_TRANSLATE_NOOP

COMMANDS = (
    QT_TRANSLATE_NOOP("Command", "No policy: every conflict is asked about."),
    QT_TRANSLATE_NOOP("Command", "The policy counts from the next synchronisation on."),
    QT_TRANSLATE_NOOP("Command", "The policy is removed."),
    QT_TRANSLATE_NOOP("Command", "Open conflicts that it would decide"),
    QT_TRANSLATE_NOOP("Command", "Decisions of the last 90 days that it would have changed"),
    QT_TRANSLATE_NOOP("Command", "Would be taken back"),
    QT_TRANSLATE_NOOP("Command", "Taken back"),
    QT_TRANSLATE_NOOP("Command", "Taken back."),
    QT_TRANSLATE_NOOP("Command", "Stays as it is"),
    QT_TRANSLATE_NOOP("Command", "To take that back in its turn: crmdesk undo --change {change}"),
    QT_TRANSLATE_NOOP("Command", "{n} row was sent with what was here before: that stays."),
    QT_TRANSLATE_NOOP("Command", "{n} rows were sent with what was here before: that stays."),
    # titles of columns
    QT_TRANSLATE_NOOP("Command", "kind"),
    QT_TRANSLATE_NOOP("Command", "policy"),
    QT_TRANSLATE_NOOP("Command", "also"),
    QT_TRANSLATE_NOOP("Command", "until"),
    QT_TRANSLATE_NOOP("Command", "now"),
    QT_TRANSLATE_NOOP("Command", "then"),
    QT_TRANSLATE_NOOP("Command", "decided"),
    QT_TRANSLATE_NOOP("Command", "instead"),
    QT_TRANSLATE_NOOP("Command", "chosen"),
    QT_TRANSLATE_NOOP("Command", "not taken"),
    QT_TRANSLATE_NOOP("Command", "change"),
    QT_TRANSLATE_NOOP("Command", "begun"),
    QT_TRANSLATE_NOOP("Command", "before"),
    QT_TRANSLATE_NOOP("Command", "after"),
    QT_TRANSLATE_NOOP("Command", "why"),
    QT_TRANSLATE_NOOP("Command", "what it did"),
)
"""Texts that stand where they are said."""

WHAT = {
    What.VALUE: QT_TRANSLATE_NOOP("Command", "changed a value"),
    What.DECIDED: QT_TRANSLATE_NOOP("Command", "decided by a policy"),
    What.CREATED: QT_TRANSLATE_NOOP("Command", "brought this record"),
    What.DELETED: QT_TRANSLATE_NOOP("Command", "put into the trash"),
    What.RESTORED: QT_TRANSLATE_NOOP("Command", "brought back"),
    What.CONVERTED: QT_TRANSLATE_NOOP("Command", "made it another kind"),
    What.MERGED: QT_TRANSLATE_NOOP("Command", "merged it with another"),
}
"""What a run did to a record or one of its fields."""

LEFT = {
    Left.CHANGED_SINCE: QT_TRANSLATE_NOOP("Command", "changed since"),
    Left.ASKED: QT_TRANSLATE_NOOP("Command", "waits for your decision"),
    Left.FOR_GOOD: QT_TRANSLATE_NOOP("Command", "cannot be taken back with the run"),
}
"""Why something stays as it is."""

WAYS = {
    Way.ASK: QT_TRANSLATE_NOOP("Command", "Ask me"),
    Way.NEWEST: QT_TRANSLATE_NOOP("Command", "The most recent value"),
    Way.COMPUTER: QT_TRANSLATE_NOOP("Command", "This computer"),
    Way.ACCOUNT: QT_TRANSLATE_NOOP("Command", "The account"),
    Way.PREFER: QT_TRANSLATE_NOOP("Command", "A certain account"),
    Way.FILLED: QT_TRANSLATE_NOOP("Command", "Never blank a value"),
    Way.LONGEST: QT_TRANSLATE_NOOP("Command", "The longest text"),
    Way.UNION: QT_TRANSLATE_NOOP("Command", "All lines of both"),
    Way.MERGE: QT_TRANSLATE_NOOP("Command", "The changes of both, line by line"),
    Way.MAX: QT_TRANSLATE_NOOP("Command", "The greater value"),
    Way.MIN: QT_TRANSLATE_NOOP("Command", "The smaller value"),
}
"""How a policy answers."""

GUARDS = {
    Guard.EXISTENCE: QT_TRANSLATE_NOOP("Command", "deleted on one side, changed on the other"),
    Guard.AMOUNT: QT_TRANSLATE_NOOP("Command", "amounts of more than 10,000"),
    Guard.OWNER: QT_TRANSLATE_NOOP("Command", "who looks after a record"),
}
"""What a policy only answers where it was ticked."""

ENDED = QT_TRANSLATE_NOOP("Command", "covers nobody any more: its record was united with another one")
