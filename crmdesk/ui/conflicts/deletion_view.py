"""A record deleted on one side and changed on the other: cards that say what each choice leads to.

Deleted here, there are two choices; deleted in the account, three. Where another account still has the record, agreeing to
the deletion keeps it here, and a third choice would say the same.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.conflicts import UNLINK, ConflictKind, Keep, Resolution
from crmdesk.store.queries.rows import ConflictCase, ConflictField
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_list
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, clear, column, frame, row
from crmdesk.ui.widgets.tab_order import keeping_keyboard

_LEAST_WIDTH = 270
"""A card's, in pixels, beside another one."""
_LEAST_HEIGHT = 190


class DeletionView(Live, QWidget):
    """A card for each choice, the one that deletes nothing first. ``decided`` gives the resolution."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.case: ConflictCase | None = None
        """What is shown."""
        self._why = Label("", "muted", wrap=True)
        self._shown: list[QWidget] = []
        self._room: int | None = None
        self._cards = QHBoxLayout()
        self._cards.setSpacing(tokens.GROUP_GAP)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.GROUP_GAP)
        outer.addWidget(self._why)
        outer.addLayout(self._cards)
        outer.addStretch(1)
        self.first: Button | None = None
        self.live(self.setAccessibleName, lambda: self.tr("Deleted on one side, changed on the other"))

    def show_case(self, case: ConflictCase) -> None:
        """Show the choices of a case."""
        if self.case is None or self.case.record != case.record:
            self._fill(case)  # the keyboard does not come from one record's deletion to that of another
            return
        with keeping_keyboard(self):
            self._fill(case)

    def _fill(self, case: ConflictCase) -> None:
        self.case = case
        clear(self._cards)
        field = case.fields[0]
        here = field.why is ConflictKind.DELETED_HERE_CHANGED_THERE
        self._why.setText(_story(field, here=here))
        account = _named(field)
        elsewhere = ", ".join(case.elsewhere)
        cards = [self._keep_card(field, account, here=here)]
        if not here and not elsewhere:
            cards.append(self._unlinked_card(field, account))
        cards.append(self._delete_card(field, account, elsewhere, here=here))
        for card in cards:
            self._cards.addWidget(card, 1)
        self._shown = cards
        self._place()

    def set_room(self, width: int) -> None:
        """Stand the cards one under another where ``width`` is too little for them side by side."""
        self._room = width
        self._place()

    def _place(self) -> None:
        beside = self._room is None or self._room >= len(self._shown) * _LEAST_WIDTH
        self._cards.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        for card in self._shown:
            card.setMinimumHeight(_LEAST_HEIGHT if beside else 0)

    def relive(self) -> None:
        """Say everything again."""
        if self.case is not None:
            self.show_case(self.case)

    def _keep_card(self, field: ConflictField, account: str, *, here: bool) -> QWidget:
        lines = (
            [
                self.tr("The record comes back on this computer, with the changes made in {account}."),
                self.tr("Nothing is deleted in {account}."),
            ]
            if here
            else [
                self.tr("The record is created again in {account}, with the values of this computer."),
                self.tr("What was attached to it only there does not come back."),
            ]
        )
        words = self.tr("Delete nothing") if here else self.tr("Create again")
        self.first = Button(lambda: words, "arrow-back-up", "main")
        keep = Keep.ACCOUNT if here else Keep.COMPUTER
        link = field.accounts[0].link if here and field.accounts else None
        self.first.clicked.connect(lambda: self.decided.emit(Resolution(field.id, keep, field.shown, link=link)))
        title = self.tr("Keep the record") if here else self.tr("Create the record again")
        return self._card(
            "circle-check", Tone.DONE, title, [each.format(account=account) for each in lines], self.first
        )

    def _unlinked_card(self, field: ConflictField, account: str) -> QWidget:
        lines = [
            self.tr("The record stays on this computer, with your changes.")
            if field.changed
            else self.tr("The record stays on this computer."),
            self.tr("It is no longer linked to {account}, and is not created there again."),
            self.tr("Should it be restored there, nothing of it arrives here."),
        ]
        button = Button(lambda: self.tr("Keep here only"), "device-desktop")
        resolution = Resolution(field.id, Keep.OTHER, field.shown, UNLINK)
        button.clicked.connect(lambda: self.decided.emit(resolution))
        title = self.tr("Keep it here only")
        return self._card(
            "device-desktop", Tone.COMPUTER, title, [each.format(account=account) for each in lines], button
        )

    def _delete_card(self, field: ConflictField, account: str, elsewhere: str, *, here: bool) -> QWidget:
        title = self.tr("Delete the record")
        if here:
            lines = [
                self.tr("The record is deleted in {account} too, with the changes made there."),
                self.tr("It stays in the trash of this computer and in its history."),
            ]
            if elsewhere:
                lines.append(self.tr("In {others}, which has it too, it is deleted with the next synchronisation."))
        elif elsewhere:
            title = self.tr("Leave it deleted in {account}").format(account=account)
            lines = [
                self.tr("The record stays on this computer, with your changes, and in {others}."),
                self.tr("Nothing happens in {account}: it is deleted there already."),
                self.tr("To delete it everywhere, delete the record."),
            ]
        else:
            lines = [
                self.tr("The record goes into the trash of this computer, with your changes.")
                if field.changed
                else self.tr("The record goes into the trash of this computer."),
                self.tr("It can be restored from there. Nothing happens in {account}: it is deleted there already."),
            ]
        words = self.tr("Delete in {account} too") if here else self.tr("Accept the deletion")
        button = Button(lambda: words.format(account=account), "trash", "danger")
        keep = Keep.COMPUTER if here else Keep.ACCOUNT
        link = field.accounts[0].link if not here and field.accounts else None
        button.clicked.connect(lambda: self.decided.emit(Resolution(field.id, keep, field.shown, link=link)))
        told = [each.format(account=account, others=elsewhere) for each in lines]
        return self._card("trash", Tone.CONFLICT, title, told, button)

    def _card(self, icon: str, tone: Tone, title: str, lines: list[str], button: Button) -> QWidget:
        card = frame("card")
        head = row(Icon(icon, tone, tokens.NAVIGATION_ICON), gap=tokens.GAP + 2)
        head.addWidget(Label(title, "name", wrap=True), 1)
        box = column(head, gap=tokens.GAP + 2, edges=(18, 16, 18, 16))
        for words in lines:
            line = row(gap=tokens.GAP)
            line.addWidget(Icon("chevron-right", Tone.MUTED), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(words, wrap=True), 1)
            box.addLayout(line)
        box.addStretch(1)
        box.addSpacing(tokens.GAP)
        box.addLayout(row(button, None))
        card.setLayout(box)
        return card


def _story(field: ConflictField, *, here: bool) -> str:
    """Who deleted and who changed, when and which fields, as far as that is known."""
    side = field.accounts[0] if len(field.accounts) == 1 else None
    changed = field_list(field.changed)
    own = [field.computer_by or "", _at(field.computer_at), "" if here else changed]
    there = [(side.changed_by or "") if side else "", _at(side.changed_at if side else None), changed if here else ""]
    first, second = (
        (
            QCoreApplication.translate("Case", "Deleted on this computer{facts}"),
            QCoreApplication.translate("Case", "changed in {account}{facts}."),
        )
        if here
        else (
            QCoreApplication.translate("Case", "Changed on this computer{facts}"),
            QCoreApplication.translate("Case", "deleted in {account}{facts}."),
        )
    )
    account = _named(field)
    if not here and not field.changed:
        words = QCoreApplication.translate(
            "Case",
            "Deleted in {account}{facts}, not changed on this computer. You chose to be asked about such records.",
        )
        return words.format(account=account, facts=_facts(there))
    return f"{first.format(facts=_facts(own))}, {second.format(account=account, facts=_facts(there))}"


def _named(field: ConflictField) -> str:
    """The accounts that a question is about, each once: a record may have several rows in one."""
    return ", ".join(dict.fromkeys(side.account for side in field.accounts))


def _facts(known: list[str]) -> str:
    """What is known of one side, in brackets; nothing where nothing is."""
    told = " · ".join(part for part in known if part)
    return f" ({told})" if told else ""


def _at(moment: str | None) -> str:
    return formats.moment(moment) if moment else ""
