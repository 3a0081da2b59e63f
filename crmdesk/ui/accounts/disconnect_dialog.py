"""Asks before an account is disconnected: keep its records here or delete them, and what is lost with unsent changes."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.services import Desk
from crmdesk.ui.widgets.basics import Label, restyle
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.switches import RadioButton


class DisconnectDialog(FormDialog):
    """Disconnects when it is accepted."""

    def __init__(self, parent: QWidget, desk: Desk, row: ConnectionRow) -> None:
        super().__init__(
            parent, lambda: self.tr("Disconnect {account}?").format(account=row.name), lambda: self.tr("Disconnect")
        )
        self._desk, self._row = desk, row
        self.setMinimumWidth(460)
        self.keep = RadioButton(lambda: self.tr("Keep its records on this computer"))
        self.delete = RadioButton(lambda: self.tr("Delete its records from this computer"))
        self.keep.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.keep)
        group.addButton(self.delete)
        self.save_button.setProperty("role", "danger")
        restyle(self.save_button)
        parts: list[QWidget] = [
            Label(
                lambda: self.tr("crmdesk gives up its access. Nothing is deleted in the account itself."),
                "muted",
                wrap=True,
            )
        ]
        if row.pending:
            words = self.tr("%Ln change(s) were never sent to this account and will not be.", "", row.pending)
            parts.append(Label(words, tone="pending", wrap=True))
        if row.conflicts:
            undecided = self.tr(
                "%Ln conflict(s) with this account were never decided. With its records, your side of them is deleted.",
                "",
                row.conflicts,
            )
            parts.append(Label(undecided, tone="conflict", wrap=True))
        self.lay_out(*parts, self.keep, self.delete)

    async def save(self) -> None:
        """Disconnect. Raises what the desk raises."""
        await self._desk.disconnect(self._row.id, keep_data=self.keep.isChecked())
