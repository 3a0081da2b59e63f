"""The bar at the bottom: a row of buttons that each say something and open its page."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy

from crmdesk.domain.events import RunProgress
from crmdesk.domain.traffic import quota_of
from crmdesk.store.queries.rows import ConnectionRow, Totals
from crmdesk.ui import formats
from crmdesk.ui.account_facts import stage_text
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, IconButton, Text

_MINUTE_MS = 30_000
_WIDE = 1180
_LONGEST, _LONGEST_NARROW = 48, 22
"""How many characters of an account's name are shown, in a window that is wide and in any other."""


class StatusBar(Live, QFrame):
    """Connection · last synchronisation · pending · conflicts · questions · reviews · the job that runs · the tightest quota."""

    go = Signal(str)
    offline_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "status")
        self.setFixedHeight(tokens.STATUS_BAR)
        self._totals: Totals | None = None
        self._questions = 0
        """How many of the reviews are the question of a first synchronisation."""
        self._online, self._forced = True, False
        self._accounts: int | None = None
        """How many accounts there are; None until that was read."""
        self._asking: ConnectionRow | None = None
        self._failing = 0
        """How many accounts do not work at present, without anybody having paused them."""
        self._running = self._paused = False
        self._job: RunProgress | None = None
        self._job_name = ""
        self._budget: tuple[str, float] | None = None
        self.state = Button(self._state_text, "cloud-check", "status", tone=Tone.DONE)
        self.state.clicked.connect(self._state_clicked)
        self.last = self._leading_to("sync", self._last_text, "", Tone.PLAIN)
        self.pending = self._leading_to("pending", self._pending_text, "clock-up", Tone.PENDING)
        self.conflicts = self._leading_to("conflicts", self._conflicts_text, "git-compare", Tone.CONFLICT)
        self.questions = self._leading_to("sync", self._questions_text, "help-circle", Tone.ACCENT)
        self.reviews = self._leading_to("sync", self._reviews_text, "alert-triangle", Tone.CONFLICT)
        self.job = self._leading_to("sync", self._job_text, "refresh", Tone.ACCENT)
        self.bar = QProgressBar()
        self.bar.setProperty("thin", "true")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(96)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.stop = IconButton("player-stop", lambda: self.tr("Stop the synchronisation"))
        self.stop.setProperty("small", "true")
        self.stop.clicked.connect(self.stop_asked)
        self.quota = self._leading_to("sync", self._quota_text, "", Tone.PLAIN)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self.relive)
        self._timer.start()
        self._show_all()

    def _leading_to(self, page: str, text: Text, icon: str, tone: Tone) -> Button:
        """A button that says ``text`` and shows ``page``."""
        button = Button(text, icon, "status", tone=tone)
        button.clicked.connect(lambda: self.go.emit(page))
        return button

    def _lay_out(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(tokens.GAP, 0, tokens.GAP, 0)
        box.setSpacing(tokens.GAP)
        for button in (self.state, self.last, self.pending, self.conflicts, self.questions, self.reviews):
            box.addWidget(button)
        box.addStretch(1)
        for widget in (self.job, self.bar, self.stop, self.quota):
            box.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the last synchronisation and the quota away where a run needs their place."""
        super().resizeEvent(event)
        self._show_all()

    def show_totals(self, totals: Totals, questions: int = 0) -> None:
        """Show these numbers; ``questions`` of the reviews are asked by a first synchronisation."""
        self._totals, self._questions = totals, questions
        self._show_all()

    def show_state(self, *, online: bool, forced: bool) -> None:
        """Show whether the accounts can be reached, or nobody may try."""
        self._online, self._forced = online, forced
        self._show_all()

    def show_job(self, account: str, progress: RunProgress | None) -> None:
        """Show the run of an account that goes on; without ``progress`` it has only begun."""
        self._running, self._job, self._job_name = True, progress, account
        self._show_all()

    def show_no_job(self) -> None:
        """No run goes on."""
        self._running, self._job = False, None
        self._show_all()

    def show_accounts(self, rows: list[ConnectionRow]) -> None:
        """Show what the accounts say: who needs signing in, and the tightest quota where a vendor tells one."""
        self._accounts = len(rows)
        self._asking = next((row for row in rows if row.state == "sign_in"), None)
        self._paused = bool(rows) and all(row.state == "paused" for row in rows)
        self._failing = sum(row.failure is not None and row.state != "paused" for row in rows)
        told = [(row.name, quota.used) for row in rows if (quota := quota_of(row.budget)) is not None]
        self._budget = max(told, key=lambda each: each[1], default=None)
        self._show_all()

    def relive(self) -> None:
        """Time went by, or the language changed."""
        self._show_all()

    def _show_all(self) -> None:
        self.state.setText(self._state_text())
        self.state.show_icon(*self.state_icon())
        self.last.setText(self._last_text())
        self.last.setVisible(self._has_room() and self._accounts != 0)
        self.pending.setText(self._pending_text())
        self.conflicts.setText(self._conflicts_text())
        self.pending.setVisible(self._totals is not None and self._totals.pending > 0)
        self.conflicts.setVisible(self._totals is not None and self._totals.contested > 0)
        self.reviews.setText(self._reviews_text())
        self.reviews.setVisible(self._alarming() > 0)
        self.questions.setText(self._questions_text())
        self.questions.setVisible(self._questions > 0)
        self.job.setText(self._job_text())
        for widget in (self.job, self.bar, self.stop):
            widget.setVisible(self._running)
        if self._running:
            done, total = (self._job.done, self._job.total or 0) if self._job else (0, 0)
            self.bar.setRange(0, total)
            self.bar.setValue(min(done, total))
            self.bar.setAccessibleName(self._job_text())
        self.quota.setText(self._quota_text())
        self.quota.setVisible(self._budget is not None and self._has_room())

    def _has_room(self) -> bool:
        """Whether there is place for what a run can do without while it goes on."""
        return not self._running or self.width() >= _WIDE

    def state_icon(self) -> tuple[str, Tone]:
        """The icon of the state, with its tone: ticked and green only while nothing at all is open."""
        if self._accounts == 0:
            return "plug-connected", Tone.MUTED
        if self._forced or not self._online:
            return "cloud-off", Tone.PENDING
        if self._paused:
            return "player-pause", Tone.PENDING
        if self._asking:
            return "alert-triangle", Tone.CONFLICT
        if self._failing:
            return "alert-triangle", Tone.PENDING
        totals = self._totals
        counted = totals is not None and not (totals.conflicts or totals.problems or totals.pending or totals.reviews)
        return ("cloud-check", Tone.DONE) if counted else ("cloud", Tone.MUTED)

    def _state_text(self) -> str:
        if self._accounts == 0:
            return self.tr("No account yet: connect one…")
        if self._forced or not self._online:
            return self.tr("Offline by choice") if self._forced else self.tr("Offline")
        if self._paused:
            return self.tr("Paused")
        if self._asking:
            return self.tr("{account}: sign-in needed").format(account=self._short(self._asking.name))
        if self._failing:
            return self.tr("%Ln account(s) failing", "", self._failing)
        return self.tr("Online")

    def _state_clicked(self) -> None:
        if self._accounts == 0:
            self.go.emit("connect")
        elif (self._asking or self._paused or self._failing) and self._online and not self._forced:
            self.go.emit("accounts" if self._asking and not self._paused else "sync")
        else:
            self.offline_asked.emit()

    def _last_text(self) -> str:
        last = self._totals.last_success if self._totals else None
        if self._asking:
            last = self._asking.last_success
        return self.tr("Last sync {when}").format(when=formats.ago(last)) if last else self.tr("Never synchronised")

    def _pending_text(self) -> str:
        if self._totals is None:
            return ""
        if self._totals.held == self._totals.pending:
            return self.tr("%Ln not sent", "", self._totals.held)
        return self.tr("%Ln pending", "", self._totals.pending)

    def _conflicts_text(self) -> str:
        return self.tr("%Ln conflict(s)", "", self._totals.contested) if self._totals else ""

    def _alarming(self) -> int:
        """How many reviews are about something uncommon."""
        return self._totals.reviews - self._questions if self._totals else 0

    def _reviews_text(self) -> str:
        return self.tr("%Ln review(s)", "", self._alarming())

    def _questions_text(self) -> str:
        return self.tr("%Ln question(s) (first sync)", "", self._questions)

    def _job_text(self) -> str:
        if not self._running:
            return ""
        if self._job is None:
            return self.tr("{account} · synchronising").format(account=self._short(self._job_name))
        words = f"{self._short(self._job_name)} · {stage_text(self._job.stage)}"
        if self._job.total:
            return f"{words} · {formats.percent(min(1.0, self._job.done / self._job.total))}"
        return f"{words} · {formats.number(self._job.done)}"

    def _quota_text(self) -> str:
        if self._budget is None:
            return ""
        name, share = self._budget
        words = self.tr("{account} · {share} of today’s quota")
        return words.format(account=self._short(name), share=formats.percent(share))

    def _short(self, account: str) -> str:
        """The name of an account as far as there is room: it may be the title of a sheet, and what is said of it counts."""
        return formats.in_a_line(account, _LONGEST if self.width() >= _WIDE else _LONGEST_NARROW)
