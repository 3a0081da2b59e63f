"""Asks before the rows of an account get a record of their own: two people that were taken for one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.store.queries.rows import LinkRow, RecordCard
from crmdesk.ui.services import Desk
from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog


class SeparateDialog(FormDialog):
    """Separates them when it is accepted; ``made`` is then the id of the new record."""

    def __init__(self, parent: QWidget, desk: Desk, card: RecordCard, link: LinkRow) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Separate {account} from this record?").format(account=link.account),
            lambda: self.tr("Separate"),
        )
        self._desk, self._card, self._link = desk, card, link
        self.made: str | None = None
        self.setMinimumWidth(480)
        gets = self.tr(
            "“{name}” becomes two records: what {account} holds gets one of its own, and what only came from there leaves this one."
        )
        stays = self.tr(
            "Nothing is deleted in any account. What was already sent to {account} stays there; both histories show it."
        )
        later = self.tr("The two are not suggested as duplicates any more.")
        self.lay_out(
            Label(gets.format(name=card.name, account=link.account), wrap=True),
            Label(stays.format(account=link.account), "muted", wrap=True),
            Label(later, "muted", wrap=True),
        )

    async def save(self) -> None:
        """Separate them. Raises InvalidInput where that cannot be done now."""
        self.made = await self._desk.separate(self._card.id, self._link.connection)
