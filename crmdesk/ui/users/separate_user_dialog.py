"""Asks before an account's user is a person of its own again."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QWidget

from crmdesk.store.queries.users import UserPlace, UserRow
from crmdesk.ui import formats
from crmdesk.ui.services import Desk
from crmdesk.ui.users.texts import place_text, user_name
from crmdesk.ui.widgets.basics import Label
from crmdesk.ui.widgets.form_dialog import FormDialog
from crmdesk.ui.widgets.switches import RadioButton

_WIDTH = 520


class SeparateUserDialog(FormDialog):
    """Separates them when it is accepted; ``made`` is then the id of the other person."""

    def __init__(self, parent: QWidget, desk: Desk, user: UserRow) -> None:
        super().__init__(
            parent,
            lambda: self.tr("Is {name} two people?").format(name=user_name(user)),
            lambda: self.tr("Separate"),
        )
        self._desk, self._user = desk, user
        self.made = ""
        self.setMinimumWidth(_WIDTH)
        self.choices = tuple(RadioButton(lambda place=place: self._words(place)) for place in user.places)  # type: ignore[misc]
        group = QButtonGroup(self)
        for choice in self.choices:
            group.addButton(choice)
        # What a person has said is what is taken back.
        told = next((number for number, place in enumerate(user.places) if place.told), len(user.places) - 1)
        self.choices[told].setChecked(True)
        self.lay_out(
            Label(lambda: self.tr("Which account’s user is somebody else?"), "muted"),
            *self.choices,
            Label(self._gets_text, wrap=True),
            Label(self._stays_text, "muted", wrap=True),
        )
        self.choices[told].setFocus()

    @property
    def place(self) -> UserPlace:
        """The account's row that gets a person of its own."""
        return next(place for place, choice in zip(self._user.places, self.choices, strict=True) if choice.isChecked())

    async def save(self) -> None:
        """Separate them. Raises InvalidInput where that cannot be done now."""
        self.made = await self._desk.separate(self._user.id, self.place.connection)

    def _words(self, place: UserPlace) -> str:
        return formats.labelled(place.account, place_text(self._user, place))

    def _gets_text(self) -> str:
        return self.tr(
            "That user becomes a person of its own. It gets the records back that it looked after before, where nobody has named "
            "somebody else since, and those that are in that account alone."
        )

    def _stays_text(self) -> str:
        return self.tr(
            "Nothing is deleted in any account. What was sent until now stays there, and the two are not suggested as the same "
            "any more."
        )
