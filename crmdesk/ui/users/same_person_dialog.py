"""Asks before two users become one person: whose name stays, and what changes."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from crmdesk.store.queries.users import UserRow
from crmdesk.ui.services import Desk
from crmdesk.ui.users.texts import accounts_text, user_name
from crmdesk.ui.widgets.basics import Label, column
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.switches import RadioButton

_WIDTH, _INDENT = 520, 28


class SamePersonDialog(FormDialog):
    """Makes them one when it is accepted. ``reverse`` is then the account that takes it back, None where none can."""

    def __init__(self, parent: QWidget, desk: Desk, first: UserRow, second: UserRow) -> None:
        super().__init__(
            parent, lambda: self.tr("Are these two the same person?"), lambda: self.tr("They are the same person")
        )
        self._desk, self._users = desk, (first, second)
        self.reverse: str | None = None
        self.setMinimumWidth(_WIDTH)
        self.choices = tuple(RadioButton(lambda user=user: user_name(user)) for user in self._users)  # type: ignore[misc]
        group = QButtonGroup(self)
        for choice in self.choices:
            group.addButton(choice)
            choice.toggled.connect(self._say_what_changes)
        self._goes = Label(wrap=True)
        self._back = Label("", "muted", wrap=True)
        self.lay_out(
            Label(lambda: self.tr("Which name stays?"), "muted"),
            *(self._half(choice, user) for choice, user in zip(self.choices, self._users, strict=True)),
            self._goes,
            Label(self._sent_text, "muted", wrap=True),
            self._back,
        )
        # Whoever looks after more keeps the name: less has to follow.
        kept = self.choices[int((second.owned or 0) > (first.owned or 0))]
        kept.setChecked(True)
        kept.setFocus()

    @property
    def survivor(self) -> UserRow:
        """The user whose name stays."""
        return self._users[int(self.choices[1].isChecked())]

    @property
    def other(self) -> UserRow:
        """The user that becomes part of it."""
        return self._users[int(not self.choices[1].isChecked())]

    async def save(self) -> None:
        """Make them one. Raises InvalidInput where they cannot be."""
        self.reverse = await self._desk.unite(self.survivor.id, self.other.id)

    def _half(self, choice: RadioButton, user: UserRow) -> QVBoxLayout:
        told = [part for part in (user.email if user.name else "", accounts_text(user)) if part]
        if user.owned is not None:
            told.append(self.tr("%Ln record(s)", "", user.owned))
        facts = Label(" · ".join(told), "muted", wrap=True)
        facts.setContentsMargins(_INDENT, 0, 0, 0)
        choice.setAccessibleDescription(facts.text())
        return column(choice, facts, gap=0)

    def _say_what_changes(self) -> None:
        survivor, other = user_name(self.survivor), user_name(self.other)
        if survivor == other:
            other = f"{other} ({accounts_text(self.other)})"
        owned = self.other.owned
        if owned is None:
            goes = self.tr("What {other} looks after becomes {name}’s: each record names one person, in every account.")
        else:
            goes = self.tr(
                "%Ln record(s) of {other} become(s) {name}’s: each record names one person, in every account.",
                "",
                owned,
            )
        self._goes.setText(goes.format(other=other, name=survivor))
        self._back.setText(self._back_text())
        self.fit()

    def _sent_text(self) -> str:
        return self.tr(
            "An account that names this person already is sent nothing. One that could not name them so far is told now; where "
            "it names somebody else, you are asked."
        )

    def _back_text(self) -> str:
        if len(self.other.places) == 1 and self.survivor.places:
            return self.tr("“Separate…” takes it back; what was sent until then stays in the accounts.")
        if self.other.places:
            return self.tr("It is not taken back in one step: “Separate…” makes two of them again account by account.")
        return self.tr("This cannot be taken back: no account tells the two apart.")
