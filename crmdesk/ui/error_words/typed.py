"""What commands say in other words than the window: whoever typed an id is told which one was not found."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

TYPED: dict[str, str] = {
    "existence_choice": QT_TRANSLATE_NOOP(
        "Error",
        "“{value}” does not answer whether the record is to be deleted. Keep computer, account or unlinked.",
    ),
    "reference_not_found": QT_TRANSLATE_NOOP(
        "Error", "There is nothing called “{value}” that “{field}” could refer to."
    ),
    "reference_unknown": QT_TRANSLATE_NOOP(
        "Error",
        "“{field}” cannot refer to “{value}”. Give the name or the id of a record of one of these types: {kinds}.",
    ),
    "which_account": QT_TRANSLATE_NOOP(
        "Error",
        "Several accounts hold another value of “{field}”, and nobody can say which one is newer. Name the account to keep: "
        "crmdesk resolve --connection.",
    ),
    "unknown_record": QT_TRANSLATE_NOOP("Error", "There is no record “{record}” on this computer, or no longer."),
}
"""Key → what happened and what to do, in place of the text for the window."""
