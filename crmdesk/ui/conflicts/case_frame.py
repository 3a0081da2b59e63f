"""One case with its head: which of how many, whose, where from, and what can be done besides deciding."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui.conflicts.case_view import CaseView
from crmdesk.ui.conflicts.deletion_view import DeletionView
from crmdesk.ui.conflicts.policy_dialog import can_be_ruled
from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.basics import Button, ElidedLabel, IconButton, Label, column, row

_AROUND = 138
"""How much of the page's height stands over and under a case, a message included."""


class CaseFrame(Live, QWidget):
    """Shows ``case``, or ``deletion`` where the question is whether the record exists."""

    stepped = Signal(int)
    """The next (1) or the previous (-1) case is wanted."""
    record_asked = Signal()
    policy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.case = CaseView()
        self.deletion = DeletionView()
        self.record: str | None = None
        """Whose case is shown; None before the first one."""
        back = IconButton("arrow-left", lambda: self.tr("Previous conflict"))
        back.clicked.connect(lambda: self.stepped.emit(-1))
        forth = IconButton("arrow-right", lambda: self.tr("Next conflict"))
        forth.clicked.connect(lambda: self.stepped.emit(1))
        self._place = Label("", "muted")
        self._name = ElidedLabel("", "title")
        self._where = ElidedLabel("", "muted")
        record = IconButton("external-link", lambda: self.tr("Open the record"), quiet=False, tone=Tone.PLAIN)
        record.clicked.connect(self.record_asked)
        self._later = Button(lambda: self.tr("Later"), "clock")
        self._later.setToolTip("Ctrl+L")
        self._later.clicked.connect(lambda: self.stepped.emit(1))
        self._policy = Button(lambda: self.tr("Create a policy…"), "checklist")
        self._policy.clicked.connect(self.policy_asked)
        self._policy.hide()
        head = row(back, self._place, forth, 4, gap=tokens.GAP)
        head.addWidget(self._name, 1)
        for part in (record, self._policy, self._later):
            head.addWidget(part)
        self._views = QStackedWidget()
        self._views.addWidget(self.case)
        self._views.addWidget(self.deletion)
        edge = tokens.PAGE_EDGE
        box: QVBoxLayout = column(
            head, self._where, gap=tokens.GAP, edges=(edge, tokens.GAP + 6, edge, tokens.GROUP_GAP)
        )
        box.addWidget(self._views, 1)
        self.setLayout(box)

    @property
    def shows_case(self) -> bool:
        """Whether values are compared, and not whether the record exists."""
        return self._views.currentWidget() is self.case

    @property
    def where(self) -> str:
        """What stands beside the name of the record."""
        return self._where.text()

    def pane(self) -> QWidget | None:
        """Where the keyboard goes to decide; None while that is not shown."""
        part = self.case.table if self.shows_case else self.deletion.first
        return part if part is not None and part.isVisible() else None

    def has_keyboard(self) -> bool:
        """Whether the keyboard is in the case itself, and not in its head."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self._views.isAncestorOf(focused)

    def take_keyboard(self) -> None:
        """Put the keyboard where the case is decided."""
        part = self.pane()
        if part is not None:
            part.setFocus(Qt.FocusReason.TabFocusReason)

    def show_head(self, case: ConflictCase, *, deletion: bool, several: bool) -> None:
        """Show whose case it is, and the view for its question; ``several``: there are others to go on with."""
        self.record = case.record
        self._name.setText(case.name)
        self._turn_to(self.deletion if deletion else self.case)
        self._later.setVisible(several)
        self._policy.setVisible(can_be_ruled(case))

    def _turn_to(self, view: QWidget) -> None:
        """Show a view, and let the other one claim no room while it is hidden."""
        for each in (self.case, self.deletion):
            policy = QSizePolicy.Policy.Preferred if each is view else QSizePolicy.Policy.Ignored
            each.setSizePolicy(policy, policy)
        self._views.setCurrentWidget(view)

    def tell_where(self, words: str) -> None:
        """Say where the case comes from."""
        self._where.setText(words)

    def tell_place(self, at: int, count: int) -> None:
        """Say which of how many cases it is, counted from nought."""
        self._place.setText(f"{at + 1} / {count}" if count else "")

    def set_room(self, width: int, window_height: int, *, wide: bool) -> None:
        """Fit into ``width`` less the edges; the height is reckoned from the window's.

        So the buttons stay where they are when a message comes at the foot of the page. Icons beside words are left away where
        it is not ``wide``.
        """
        for button in (self._policy, self._later):
            button.set_bare(not wide)
        height = window_height - tokens.TOP_BAR - tokens.STATUS_BAR - _AROUND
        self.case.set_room(width - 2 * tokens.PAGE_EDGE, height)
        self.deletion.set_room(width - 2 * tokens.PAGE_EDGE)
