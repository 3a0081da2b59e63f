"""What commands say in other words than the window: whoever typed an id is told which one was not found."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

TYPED: dict[str, str] = {
    "unknown_record": QT_TRANSLATE_NOOP("Error", "There is no record “{record}” on this computer, or no longer."),
}
"""Key → what happened and what to do, in place of the text for the window."""
