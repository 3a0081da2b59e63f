"""The run that goes on: its stages, how far it is, how fast, and Stop."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from crmdesk.domain.events import RunProgress, RunStage
from crmdesk.ui import formats
from crmdesk.ui.account_facts import done_text, stage_text
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label

_SLOW = 0.5


class RunBar(Live, QFrame):
    """A card for one run of a connection; ``stop_asked`` gives it."""

    stop_asked = Signal(str)

    def __init__(self, connection: str, account: str) -> None:
        super().__init__()
        self._connection = connection
        self.setProperty("ground", "card")
        self._progress: RunProgress | None = None
        self._stages = {stage: Label(lambda stage=stage: stage_text(stage), "muted") for stage in RunStage}  # type: ignore[misc]
        self._numbers = Label("", "muted")
        stop = Button(lambda: self.tr("Stop"), "player-stop")
        stop.clicked.connect(lambda: self.stop_asked.emit(self._connection))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        line = QHBoxLayout()
        line.setSpacing(tokens.GAP)
        line.addWidget(Label(account, "heading"))
        for number, label in enumerate(self._stages.values()):
            if number:
                line.addWidget(Icon("chevron-right", Tone.MUTED, 12))
            line.addWidget(label)
        line.addStretch(1)
        line.addWidget(self._numbers)
        line.addWidget(stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(tokens.GROUP_GAP, 12, tokens.GROUP_GAP, 14)
        box.setSpacing(tokens.GAP + 4)
        box.addLayout(line)
        box.addWidget(self._bar)
        self.relive()

    def show_progress(self, progress: RunProgress | None) -> None:
        """Show how far the run is; None where it only began."""
        self._progress = progress
        self.relive()

    def relive(self) -> None:
        """Say everything again."""
        progress = self._progress
        if progress is None:
            self._bar.setRange(0, 0)
            self._numbers.setText(self.tr("under way…"))
            self._bar.setAccessibleName(self._numbers.text())
            return
        for stage, label in self._stages.items():
            wanted = "accent" if stage is progress.stage else ""
            if label.property("tone") != wanted:
                label.setProperty("role", "" if wanted else "muted")
                label.set_tone(wanted)
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(min(progress.done, progress.total or 0))
        self._numbers.setText(_numbers(progress))
        self._bar.setAccessibleName(f"{stage_text(progress.stage)}, {self._numbers.text()}")


def _numbers(progress: RunProgress) -> str:
    parts = [done_text(progress)]
    if progress.stage is RunStage.READ and progress.rate >= _SLOW:
        parts.append(
            QCoreApplication.translate("Progress", "{rate} records/s").format(rate=formats.number(round(progress.rate)))
        )
        if progress.total and progress.total > progress.done:
            left = round((progress.total - progress.done) / progress.rate)
            parts.append(
                QCoreApplication.translate("Progress", "{time} left").format(time=formats.duration(max(1, left)))
            )
    return " · ".join(parts)
