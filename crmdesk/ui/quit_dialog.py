"""The question before the window closes while changes are not sent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog


class QuitDialog(FormDialog):
    """Accepted means: quit all the same. The changes are safe on this computer either way, and it says so."""

    def __init__(self, parent: QWidget, pending: int, held: int) -> None:
        super().__init__(parent, lambda: self.tr("Quit now?"), lambda: self.tr("Quit"))
        self.setMinimumWidth(440)
        parts: list[QWidget] = []
        if pending:
            parts.append(Label(self.tr("%Ln change(s) have not been sent yet.", "", pending), wrap=True))
        if held:
            words = self.tr("%Ln change(s) are held because sending is switched off.", "", held)
            parts.append(Label(words, wrap=True))
        kept = self.tr("They are kept on this computer and sent the next time crmdesk runs.")
        self.lay_out(*parts, Label(kept, "muted", wrap=True))

    async def save(self) -> None:
        """Nothing has to be done before quitting."""
