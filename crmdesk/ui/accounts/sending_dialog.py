"""Asks before changes are sent for the first time: how many there are and where they go."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.services import Desk
from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog


class SendingDialog(FormDialog):
    """Switches sending on when it is accepted."""

    def __init__(self, parent: QWidget, desk: Desk, row: ConnectionRow) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Send changes to {account}?").format(account=row.name),
            lambda: self.tr("Switch sending on"),
        )
        self._desk, self._row = desk, row
        self.setMinimumWidth(460)
        words = (
            self.tr("%Ln change(s) made on this computer will be sent to this account now.", "", row.pending)
            if row.pending
            else self.tr("Nothing waits right now. From now on your changes go out with each synchronisation.")
        )
        check = self.tr("Before each change crmdesk checks that nobody changed the same field in the meantime.")
        self.lay_out(Label(words, wrap=True), Label(check, "muted", wrap=True))

    async def save(self) -> None:
        """Switch sending on."""
        await self._desk.set_sending(self._row.id, True)
