"""Asks for the passphrase: to open the data, or to choose one where the system has no keyring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.secret import Secret
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog, add_field

SHORTEST = 12
"""The fewest characters of a new passphrase."""


class PassphraseDialog(FormDialog):
    """``use`` opens the profile with the passphrase; what it raises is shown and the dialog stays.

    ``new`` asks twice, because nobody can help where a passphrase is forgotten.
    """

    def __init__(self, parent: QWidget | None, use: Callable[[Secret], Awaitable[None]], *, new: bool) -> None:
        super().__init__(
            parent, lambda: self._title_words(new), lambda: self.tr("Use it") if new else self.tr("Unlock")
        )
        self._use, self._new = use, new
        self.first, self.second = QLineEdit(), QLineEdit()
        form = QFormLayout()
        form.setSpacing(tokens.GAP)
        rows = [(self.tr("Passphrase"), self.first), *([(self.tr("Once more"), self.second)] if new else [])]
        for label, line in rows:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setAccessibleName(label)
            add_field(form, label, line)
        words = (
            self.tr(
                "This computer has no keyring that could keep the key of your data. Choose a passphrase of at "
                "least %Ln character(s); "
                "crmdesk asks for it at each start. Without it nobody can read the data, not even us.",
                "",
                SHORTEST,
            )
            if new
            else self.tr("Your data are encrypted. Type the passphrase that you chose.")
        )
        self.setMinimumWidth(460)
        self.lay_out(Label(words, "muted", wrap=True), form)
        self.first.setFocus()

    async def save(self) -> None:
        """Open the profile. Raises InvalidInput for a passphrase that is too short or differs, and what ``use`` raises."""
        text = self.first.text()
        if self._new and len(text) < SHORTEST:
            raise InvalidInput("passphrase_too_short", limit=SHORTEST)
        if self._new and text != self.second.text():
            raise InvalidInput("passphrase_differs")
        await self._use(Secret(text))

    def _title_words(self, new: bool) -> str:
        return self.tr("Choose a passphrase") if new else self.tr("Unlock crmdesk")
