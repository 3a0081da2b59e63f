"""One account on the accounts page, with everything that can be done to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crmdesk.domain.deletions import Deletions
from crmdesk.domain.first_sync import FirstSync
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui import formats
from crmdesk.ui.live import Live
from crmdesk.ui.plurals import Plural
from crmdesk.ui.sync.account_state import account_state, failure_text
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Choice, Icon, Label, column, row
from crmdesk.ui.widgets.pieces import VendorTile
from crmdesk.ui.widgets.switches import CheckBox

INTERVALS_S = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400)
"""Seconds between two synchronisations that the card offers."""


class AccountControls(Live, QFrame):
    """A card; ``asked`` gives what was pressed: sync, pause, resume, reconnect, disconnect. ``sending`` the switch.

    ``deletions`` gives what a deletion in the account is to mean here, ``interval`` the seconds between two synchronisations.
    """

    asked = Signal(str, str)
    sending = Signal(str, bool)
    deletions = Signal(str, object)
    interval = Signal(str, int)

    def __init__(self, row_: ConnectionRow, title: str) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.row = row_
        self._title = title
        self._name, self._second = Label("", "name"), Label("", "muted")
        self._icon, self._state = Icon("clock"), Label("", "strong")
        self._line = Label("", "muted")
        self.why = Label("", tone="conflict", wrap=True)
        """Why the account does not work, and what to do; hidden while it does."""
        self._send = CheckBox(lambda: self.tr("Send changes to this account"))
        self._send.clicked.connect(lambda on: self.sending.emit(self.row.id, on))
        self._send_words = Label("", "muted", wrap=True)
        self._deletions, self._deletions_words = self._deletions_choice(), Label("", "muted", wrap=True)
        self._interval = Choice()
        self._interval.activated.connect(lambda _: self.interval.emit(self.row.id, self._interval.currentData()))
        # First where nothing else helps, and last where the account works: other rights, or fields that were made there since.
        self._main, self._again = (Button(lambda: self.tr("Reconnect…"), "login", role) for role in ("main", ""))
        for button in (self._main, self._again):
            button.clicked.connect(lambda: self.asked.emit("reconnect", self.row.id))
        self._sync = Button(lambda: self.tr("Synchronise now"), "refresh")
        self._sync.clicked.connect(lambda: self.asked.emit("sync", self.row.id))
        self._pause = Button(self._pause_text, "player-pause")
        self._pause.clicked.connect(
            lambda: self.asked.emit("resume" if self.row.state == "paused" else "pause", self.row.id)
        )
        away = Button(lambda: self.tr("Disconnect…"), "plug-connected-x", "danger")
        away.clicked.connect(lambda: self.asked.emit("disconnect", self.row.id))
        head = row(VendorTile(row_.vendor, title, 40), gap=tokens.GAP + 4)
        head.addLayout(column(self._name, self._second, gap=1), 1)
        head.addWidget(self._icon)
        head.addWidget(self._state)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(tokens.GAP + 2)
        box.addLayout(head)
        pace = Label(lambda: self.tr("Time between two synchronisations"), "muted")
        box.addLayout(row(self._line, None, pace, self._interval))
        box.addWidget(self.why)
        box.addWidget(self._send, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._send_words)
        box.addLayout(row(Label(lambda: self.tr("Records deleted in this account")), self._deletions, None))
        box.addWidget(self._deletions_words)
        box.addLayout(row(self._main, self._sync, self._pause, self._again, None, away))
        self.relive()

    def _deletions_choice(self) -> Choice:
        choice = Choice()
        for each in Deletions:
            choice.addItem("", each)
        choice.activated.connect(lambda _: self.deletions.emit(self.row.id, Deletions(choice.currentData())))
        return choice

    def show_row(self, row_: ConnectionRow) -> None:
        """Show the account as it is now."""
        self.row = row_
        self.relive()

    def relive(self) -> None:
        """Say everything again."""
        row_ = self.row
        state = account_state(row_, running=False)
        self._name.setText(row_.name)
        self._second.setText(" · ".join(part for part in (self._title, row_.account_name) if part))
        self._icon.show_icon(state.icon, state.tone)
        self._state.setText(state.title)
        self._line.setText(self._facts())
        why = failure_text(row_)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._send.setAccessibleName(self.tr("Send changes to {account}").format(account=row_.name))
        self._send.setChecked(row_.sending)
        self._send_words.setText(self._send_text())
        self._show_deletions()
        self._show_interval()
        signed_out = row_.state == "sign_in"
        self._main.setVisible(signed_out)
        self._again.setVisible(not signed_out)
        self._sync.setVisible(row_.state == "active")
        self._pause.setVisible(not signed_out)
        paused = row_.state == "paused"
        self._pause.setText(self._pause_text())
        self._pause.show_icon("player-play" if paused else "player-pause", Tone.PLAIN)

    def _show_deletions(self) -> None:
        row_ = self.row
        words = {
            Deletions.TRASH: self.tr("Put into the trash here too"),
            Deletions.KEEP: self.tr("Keep on this computer"),
            Deletions.ASK: self.tr("Ask me"),
        }
        for number in range(self._deletions.count()):
            self._deletions.setItemText(number, words[Deletions(self._deletions.itemData(number))])
        self._deletions.setCurrentIndex(self._deletions.findData(row_.deletions))
        self._deletions.setAccessibleName(self.tr("Records deleted in {account}").format(account=row_.name))
        told = self._deletions_text()
        self._deletions.setAccessibleDescription(told)
        self._deletions_words.setText(told)

    def _show_interval(self) -> None:
        """The usual ones, and what counts where that is another."""
        choice, counts = self._interval, self.row.interval_s
        offered = sorted({*INTERVALS_S, counts})
        if [choice.itemData(number) for number in range(choice.count())] != offered:
            choice.clear()
            for each in offered:
                choice.addItem("", each)
        for number, each in enumerate(offered):
            choice.setItemText(number, formats.duration(each))
        choice.setCurrentIndex(offered.index(counts))
        choice.setAccessibleName(
            self.tr("Time between two synchronisations of {account}").format(account=self.row.name)
        )

    def _deletions_text(self) -> str:
        """What the choice brings about, and what it never decides."""
        match self.row.deletions:
            case Deletions.KEEP:
                return self.tr(
                    "They are no longer linked, and are not created there again. You are still asked about those that you changed."
                )
            case Deletions.ASK:
                return self.tr(
                    "You decide on the page of conflicts. Those that another account has too stay, without a question."
                )
            case _:
                return self.tr("You are asked about those that you changed. Those that another account has too stay.")

    def _pause_text(self) -> str:
        return self.tr("Go on") if self.row.state == "paused" else self.tr("Pause")

    def _facts(self) -> str:
        row_ = self.row
        last = (
            self.tr("Last synchronisation {when}").format(when=formats.ago(row_.last_success))
            if row_.last_success
            else self.tr("Never synchronised")
        )
        parts = [last]
        told = Plural().problems(row_.problems) if row_.problems else ""
        if told and told != account_state(row_, running=False).title:
            parts.append(told)
        return " · ".join(parts)

    def _send_text(self) -> str:
        """What becomes of changes made here, and what they wait for where they do not go out."""
        held = self._held_text()
        if held:
            return f"{Plural().changes_held(self.row.pending)}. {held}" if self.row.pending else held
        if self.row.sending:
            waiting = self.tr("%Ln change(s) waiting to be sent", "", self.row.pending) if self.row.pending else ""
            return waiting or self.tr("Your changes go out with each synchronisation.")
        if self.row.pending:
            return self.tr(
                "%Ln change(s) not sent: kept on this computer until you switch sending on", "", self.row.pending
            )
        return self.tr("This account only receives. Your changes stay on this computer until you switch sending on.")

    def _held_text(self) -> str:
        """Why nothing is sent for now, and until when; empty where sending alone decides."""
        row_ = self.row
        if row_.state == "paused":
            return self.tr(
                "Nothing is exchanged while the account is paused. What you change waits here until you go on."
            )
        if row_.state == "sign_in":
            return self.tr("What you change waits here until you have signed in again.")
        if row_.first_sync is not FirstSync.ASKING:
            return ""
        if row_.reviews:
            return self.tr("What you change waits here until you have answered about the first synchronisation.")
        return self.tr("What you change waits here until the first synchronisation is settled.")
