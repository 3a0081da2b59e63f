"""Asks before an account is disconnected: keep its records here or delete them, and what is lost with unsent changes."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from crmdesk.store.queries.leaving import Leaving
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Label, column, restyle
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.switches import RadioButton

_INDENT = 28


class DisconnectDialog(FormDialog):
    """Accepted means: disconnect, as ``keep`` says. Neither button is the default: Return on a choice begins nothing."""

    def __init__(self, parent: QWidget, row: ConnectionRow, leaving: Leaving) -> None:
        super().__init__(
            parent, lambda: self.tr("Disconnect {account}?").format(account=row.name), lambda: self.tr("Disconnect")
        )
        self.setMinimumWidth(460)
        self.keep = RadioButton(lambda: self.tr("Keep its records on this computer"))
        self.delete = RadioButton(lambda: self.tr("Delete its records from this computer"))
        self.keep.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.keep)
        group.addButton(self.delete)
        self.save_button.setProperty("role", "danger")
        self.save_button.setDefault(False)
        restyle(self.save_button)
        goes = Label(self._goes_text(leaving), "muted", wrap=True)
        goes.setContentsMargins(_INDENT, 0, 0, 0)
        self.lay_out(*self._told(row, leaving), self.keep, column(self.delete, goes, gap=tokens.UNIT))

    def _told(self, row: ConnectionRow, leaving: Leaving) -> list[QWidget]:
        """What happens in any case, and what was never sent or decided."""
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
        if leaving.undeleted:
            stays = self.tr("%Ln record(s) deleted here stay in the account.", "", leaving.undeleted)
            parts.append(Label(stays, tone="pending", wrap=True))
        if row.conflicts:
            undecided = self.tr(
                "%Ln conflict(s) with this account were never decided. With its records, your side of them is deleted.",
                "",
                row.conflicts,
            )
            parts.append(Label(undecided, tone="conflict", wrap=True))
        return parts

    def _goes_text(self, leaving: Leaving) -> str:
        """How many records go with the account, and how many stay."""
        parts = []
        if leaving.alone or not leaving.shared:
            parts.append(
                self.tr(
                    "%Ln record(s) in no other account would be deleted here for good, history included.",
                    "",
                    leaving.alone,
                )
            )
        if leaving.shared:
            parts.append(self.tr("%Ln record(s) in another account too would stay.", "", leaving.shared))
        return " ".join(parts)

    async def save(self) -> None:
        """Whoever asked does what was chosen: giving the access back may take long, and nobody has to wait for it here."""
