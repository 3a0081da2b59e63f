"""One account on the synchronisation page: its state, what came and went, its quota where told, what was asked of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QProgressBar, QVBoxLayout, QWidget

from crmdesk.domain.events import RunProgress, RunStage
from crmdesk.domain.traffic import quota_of
from crmdesk.store.queries.rows import ConnectionRow
from crmdesk.ui import formats
from crmdesk.ui.account_facts import done_text, stage_text
from crmdesk.ui.live import Live
from crmdesk.ui.sync.account_state import account_state
from crmdesk.ui.sync.health_lines import HealthLines
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import ElidedLabel, IconButton, Label, column, restyle, row
from crmdesk.ui.widgets.pieces import VendorTile

_TIGHT = 0.8
_INSET = 6
"""How far the menu's button reaches into the margin, so that its dots stand over the right edge of the rest."""


class AccountHealth(Live, QFrame):
    """A card; ``asked`` gives what was chosen in its menu: sync, pause, resume, reconnect, details."""

    asked = Signal(str, str)

    def __init__(self, row_: ConnectionRow, title: str) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.row = row_
        self._progress: RunProgress | None = None
        self._running = False
        self._name, self._second = ElidedLabel("", "strong"), ElidedLabel("", "muted")
        self._state = HealthLines()
        self._received, self._sent = Label("", "figure"), Label("", "figure")
        self._bar = QProgressBar()
        self._bar.setProperty("thin", "true")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._quota, self._calls, self._traffic, self._renewals = (ElidedLabel("", "muted") for _ in range(4))
        more = IconButton("dots", lambda: self.tr("More about {account}").format(account=self.row.name))
        more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(QMenu(more))
        more.menu().aboutToShow.connect(lambda: self._fill(more.menu()))
        head = row(VendorTile(row_.vendor, title), gap=tokens.GAP + 2)
        head.addLayout(self._named(more), 1)
        self._received_word, self._sent_word = Label("", "muted"), Label("", "muted")
        figures = row(
            column(self._received, self._received_word, gap=0),
            column(self._sent, self._sent_word, gap=0),
            None,
            gap=tokens.GROUP_GAP,
        )
        self._quota_box = QWidget()
        self._quota_box.setLayout(column(self._bar, self._quota, gap=tokens.UNIT, edges=(0, 0, _INSET, 0)))
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.GROUP_GAP, 14, tokens.GROUP_GAP - _INSET, 14)
        box.setSpacing(tokens.GAP)
        box.addLayout(head)
        box.addWidget(self._state)
        box.addLayout(figures)
        box.addWidget(self._quota_box)
        box.addLayout(column(self._calls, self._traffic, self._renewals, gap=0))
        box.addStretch(1)
        self.show_row(row_)

    def _named(self, more: IconButton) -> QGridLayout:
        """The two names, the second one also under the dots of the menu's button, which leave it room."""
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._second, 1, 0, 1, 2)
        grid.addWidget(more, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        more.raise_()
        return grid

    def show_row(self, row_: ConnectionRow, progress: RunProgress | None = None, *, running: bool = False) -> None:
        """Show an account, and whether a run goes on, with how far it is where that is known."""
        self.row, self._progress, self._running = row_, progress, running
        self.relive()

    def relive(self) -> None:
        """Say everything again."""
        row_, progress = self.row, self._progress
        state = account_state(row_, running=self._running)
        self._name.setText(row_.name)
        self._second.setText(row_.account_name)
        under = (stage_text(progress.stage), self._progress_text(progress)) if progress else (state.line, "")
        self._state.show_state(state.icon, state.tone, (state.title, *under))
        known = row_.state != "sign_in"
        received, sent = (row_.last_counts.get(what, 0) for what in ("applied", "pushed"))
        self._received.setText(formats.number(received) if known else formats.BLANK)
        self._sent.setText(formats.number(sent) if known else formats.BLANK)
        self._received_word.setText(self.tr("received", "", received))
        self._sent_word.setText(self.tr("sent", "", sent))
        quota = quota_of(row_.budget)
        self._quota_box.setVisible(quota is not None)
        if quota is not None:
            self._bar.setValue(round(quota.used * 1000))
            self._bar.setProperty("tone", "pending" if quota.used >= _TIGHT else "")
            restyle(self._bar)
            self._quota.setText(self.tr("{share} of today’s quota").format(share=formats.percent(quota.used)))
            self._bar.setAccessibleName(self._quota.text())
        self._calls.setText(self.tr("%Ln call(s) in 30 days", "", row_.traffic.get("calls", 0)))
        self._traffic.setText(self._traffic_text())
        for label in (self._calls, self._traffic):
            label.setVisible(bool(row_.traffic))
        renewals = row_.traffic.get("refreshes", 0)
        self._renewals.setText(self.tr("%Ln access renewal(s)", "", renewals))
        self._renewals.setVisible(bool(renewals))
        self.setAccessibleName(f"{row_.name}, {state.title}, {state.line}")

    def _traffic_text(self) -> str:
        """What the calls of the last month brought; what did not happen is left out."""
        figures = self.row.traffic
        parts = [formats.size(figures.get("received_bytes", 0))]
        if figures.get("refusals"):
            parts.append(self.tr("%Ln refused", "", figures["refusals"]))
        return " · ".join(parts)

    def _progress_text(self, progress: RunProgress) -> str:
        if progress.stage is RunStage.READ and not progress.total:
            return self.tr("%Ln record(s) read", "", progress.done)
        return done_text(progress)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        entries = [("sync", self.tr("Synchronise now"))]
        if self.row.state == "paused":
            entries = [("resume", self.tr("Go on"))]
        elif self.row.state == "sign_in":
            entries = [("reconnect", self.tr("Reconnect…"))]
        else:
            entries.append(("pause", self.tr("Pause")))
        entries.append(("details", self.tr("Account…")))
        for what, words in entries:
            menu.addAction(words).triggered.connect(lambda _=False, what=what: self.asked.emit(what, self.row.id))
