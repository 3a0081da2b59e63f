"""The check of the data on the settings page: how far it is, a way to stop it, and what it found."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crmdesk.store.queries import doctor
from crmdesk.store.queries.doctor import Position, Report
from crmdesk.ui.check_texts import Finding, findings, sound_text
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, Icon, Label, clear, column, row
from crmdesk.ui.workbench import Workbench

_TASK = "check"
_WHOLE = 1000


class DataCheck(Live, QWidget):
    """Looks whether the data of this computer are sound. Nothing is changed by it."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._bench = workbench
        self._tasks = workbench.tasks(self)
        self._report: Report | None = None
        self._names: dict[str, str] = {}
        self.start = Button(lambda: self.tr("Check the database"), "checklist")
        self.start.clicked.connect(self.begin)
        self.stop = Button(lambda: self.tr("Cancel"), "x")
        self.stop.clicked.connect(self.cancel)
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.live(self.bar.setAccessibleName, lambda: self.tr("Check of the database"))
        self.copy = Button(lambda: self.tr("Copy the report"), "copy")
        self.copy.clicked.connect(self._copy)
        self._found = QVBoxLayout()
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(tokens.GAP)
        words = Label(
            lambda: self.tr("Looks for damage, and for anything typed that was forgotten. Nothing is changed."),
            "muted",
            wrap=True,
        )
        head = row(self.start, self.stop, gap=tokens.GAP + 2)
        head.addWidget(self.bar, 1)
        head.addStretch(0)
        self.setLayout(column(words, head, self._found, row(self.copy, None), gap=tokens.GAP + 4))
        self._show_running(on=False)
        self.copy.hide()

    def begin(self) -> None:
        """Begin a check."""
        self._report = None
        self._show()
        self._show_running(on=True)
        self._tasks.start(self._check(), _TASK)

    def cancel(self) -> None:
        """Stop a check that runs; what it found is not shown, for it says nothing about the rest."""
        self._tasks.cancel(_TASK)

    def relive(self) -> None:
        """Say the result again."""
        self._show()

    async def _check(self) -> None:
        try:
            report = Report()
            position: Position | None = Position()
            while position is not None:
                step = await self._bench.desk.read(partial(doctor.examine, position=position))
                report.add(step.found, step.more)
                self.bar.setValue(round(step.done * _WHOLE))
                position = step.next
            self._names = await self._bench.desk.read(partial(doctor.names_told, ids=report.records()))
            self._report = report
        finally:
            self._show_running(on=False)
        self._show()

    def _show_running(self, *, on: bool) -> None:
        """Show how far it is; the keyboard goes on from the button that is of no use any more to the other one."""
        self.bar.setValue(0)
        before, after = (self.start, self.stop) if on else (self.stop, self.start)
        followed = self.window().focusWidget() is before
        after.setEnabled(True)
        for widget in (self.bar, self.stop):
            widget.setVisible(True)
        if followed:
            after.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.bar, self.stop):
            widget.setVisible(on)
        self.start.setEnabled(not on)

    def _show(self) -> None:
        clear(self._found)
        report = self._report
        self.copy.setVisible(report is not None and bool(report.counts))
        if report is None:
            return
        if not report.counts:
            line = row(Icon("circle-check", Tone.DONE), Label(sound_text()), None, gap=tokens.GAP + 2)
            self._found.addLayout(line)
        for finding in findings(report, self._names):
            self._found.addLayout(_told(finding))

    def _copy(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(json.dumps(self._report.to_json(), indent=1))


def _told(finding: Finding) -> QVBoxLayout:
    line = row(Icon("alert-triangle", Tone.CONFLICT), gap=tokens.GAP + 2)
    line.addWidget(Label(finding.title, "strong", wrap=True), 1)
    names = Label(" · ".join(finding.records), "muted", wrap=True)
    names.setVisible(bool(finding.records))
    return column(line, names, Label(finding.text, wrap=True), gap=tokens.GAP // 2)
