"""The question before the window closes while changes are not sent, or decisions not finished."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog


class QuitDialog(FormDialog):
    """Accepted means: quit all the same. Changes and what was typed are safe on this computer; it says so.

    Of a demonstration nothing is kept.
    """

    def __init__(self, parent: QWidget, pending: int, held: int, unfinished: int, *, demo: bool = False) -> None:
        super().__init__(parent, lambda: self.tr("Quit now?"), lambda: self.tr("Quit"))
        self.setMinimumWidth(440)
        parts: list[QWidget] = []
        if pending:
            parts.append(Label(self.tr("%Ln change(s) have not been sent yet.", "", pending), wrap=True))
        if held:
            words = self.tr("%Ln change(s) are not sent because sending is switched off.", "", held)
            parts.append(Label(words, wrap=True))
        if demo:
            parts.append(Label(self._ends(), "muted", wrap=True))
        elif parts:
            parts.append(Label(self._kept(pending, held), "muted", wrap=True))
        if unfinished and not demo:
            words = self.tr(
                "%Ln value(s) typed for conflicts that are not decided are kept, and offered again next time.",
                "",
                unfinished,
            )
            parts.append(Label(words, wrap=True))
        self.lay_out(*parts)

    def _ends(self) -> str:
        return self.tr("The demonstration ends, and its data go with it.")

    def _kept(self, pending: int, held: int) -> str:
        if not held:
            return self.tr("They are kept on this computer and sent the next time crmdesk runs.", "", pending)
        if not pending:
            return self.tr("They are kept on this computer until you switch sending on.", "", held)
        return self.tr("All are kept on this computer. Those that may be sent go out the next time crmdesk runs.")

    async def save(self) -> None:
        """Nothing has to be done before quitting."""
