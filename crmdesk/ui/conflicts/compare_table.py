"""The comparison with its keys: ← this computer, → the account, Backspace before, + both, F2 another value, Ctrl+H history."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from crmdesk.domain.conflicts import Keep
from crmdesk.ui.conflicts.compare_delegate import CompareDelegate, CompareHeader
from crmdesk.ui.conflicts.compare_model import CompareModel, Part
from crmdesk.ui.conflicts.draft import Decision, Draft, both
from crmdesk.ui.conflicts.sides import side_name
from crmdesk.ui.live import Live
from crmdesk.ui.theme import paint

_FIELD_WIDTH = 150
_BEFORE_SHARE = 0.2
"""What the values before take of the width that the field leaves; the other columns share the rest evenly."""
_BEFORE_LEAST = 150
_ALL = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class CompareTable(Live, QTableView):
    """The table of one case. It changes the draft; ``changed`` tells that it did."""

    changed = Signal()
    finish_asked = Signal()
    alike_asked = Signal()
    """Finish, and decide the same on similar cases."""
    later_asked = Signal()
    left = Signal()
    other_asked = Signal(str)
    """The conflict whose result is to be typed."""
    before_toggled = Signal()
    history_asked = Signal(str)
    """The field whose history is to be shown."""
    current_moved = Signal()

    def __init__(self, model: CompareModel) -> None:
        super().__init__()
        self.compare = model
        self.setModel(model)
        self.setItemDelegate(CompareDelegate(self))
        self.setHorizontalHeader(CompareHeader(model))
        self.verticalHeader().setVisible(False)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self._before_shown = True
        self.live(self.setAccessibleName, lambda: self.tr("Comparison of the two versions"))
        model.modelReset.connect(self._arrange)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def draft(self) -> Draft | None:
        """The draft that is shown."""
        return self.compare.draft

    @property
    def before_shown(self) -> bool:
        """Whether the column of the values before is shown."""
        return self._before_shown

    def show_before(self, on: bool) -> None:
        """Show or fold the column of the values before."""
        self._before_shown = on
        self._arrange()

    def current_conflict(self) -> str | None:
        """The contested field of the current row."""
        field = self.compare.field(self.currentIndex().row())
        return field.id if field else None

    def go_to_undecided(self, direction: int) -> None:
        """The next (1) or previous (-1) undecided field, round the end."""
        if self.draft is None or not self.draft.undecided:
            return
        open_ids = {field.id for field in self.draft.undecided}
        count, at = self.compare.rowCount(), self.currentIndex().row()
        for step in range(1, count + 1):
            row = (at + direction * step) % count
            field = self.compare.field(row)
            if field is not None and field.id in open_ids:
                self.setCurrentIndex(self.compare.index(row, 0))
                return

    def wanted_height(self) -> int:
        """How high the table is without scrolling."""
        return self.horizontalHeader().height() + sum(self.rowHeight(row) for row in range(self.compare.rowCount())) + 1

    def choose(self, keep: Keep, account: str | None = None) -> None:
        """Choose a side for the current row."""
        field = self.compare.field(self.currentIndex().row())
        if field is None or self.draft is None:
            return
        link = None
        if keep is Keep.ACCOUNT:
            sides = [side for side in field.accounts if account in (None, side_name(side))]
            if not sides:
                return
            link = self._next_link([side.link for side in sides], field.id)
        self._take(field.id, Decision(keep, link))

    def _next_link(self, links: list[str], conflict: str) -> str:
        """With several accounts the arrow walks from one to the next."""
        assert self.draft is not None
        decision = self.draft.decision(conflict)
        if decision is not None and decision.link in links:
            return links[(links.index(decision.link) + 1) % len(links)]
        return links[0]

    def choose_both(self) -> None:
        """Both sides together, where the field holds several values or a long text."""
        field = self.compare.field(self.currentIndex().row())
        if field is not None and self.draft is not None:
            value = both(self.draft.case, field)
            if value is not None:
                self._take(field.id, Decision(Keep.OTHER, value=value))

    def choose_other(self, conflict: str, value: object) -> None:
        """The value that a person typed."""
        self._take(conflict, Decision(Keep.OTHER, value=value))

    def remember_other(self, conflict: str, value: object) -> None:
        """The value that a person typed while the conflict moved: offered again, not chosen."""
        if self.draft is not None:
            self.draft.remember(conflict, value)
            self.tell()

    def choose_all(self, keep: Keep, account: str | None = None) -> None:
        """The same side for all fields, also where another one was chosen before."""
        if self.draft is not None:
            self.draft.choose_all(keep, account)
            self.tell()

    def choose_newest(self) -> None:
        """The newer side for all fields that remain, where that is known."""
        if self.draft is not None:
            self.draft.choose_newest()
            self.tell()

    def take_back(self) -> bool:
        """Undo the last choice; False where there is none."""
        done = self.draft is not None and self.draft.undo()
        if done:
            self.tell()
        return done

    def tell(self) -> None:
        """The draft changed: paint and announce it."""
        self.compare.retell()
        self.resizeRowsToContents()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the desk."""
        if not self._choosing_key(event) and not self._moving_key(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the desk's own keys before they become shortcuts of the window."""
        own = (Qt.Key.Key_Plus, Qt.Key.Key_F2)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a side chooses it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self._clicked(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on the result asks for another value."""
        index = self.indexAt(event.position().toPoint())
        conflict = self.current_conflict()
        if index.isValid() and conflict and self.compare.sides[index.column()].part is Part.RESULT:
            self.other_asked.emit(conflict)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and a ring round the current row while the table has the keyboard."""
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            box = self.visualRect(self.compare.index(index.row(), 0))
            box.setRight(self.viewport().width() - 1)
            paint.ring(QPainter(self.viewport()), box.adjusted(0, 0, 0, -1))

    def _current_changed(self) -> None:
        # The ring goes round whole rows; Qt paints only the two cells anew.
        self.viewport().update()
        self.current_moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._arrange()

    def relive(self) -> None:
        """Say everything again."""
        self.compare.retell()
        self._arrange()

    def _choosing_key(self, event: QKeyEvent) -> bool:
        every = bool(event.modifiers() & _ALL)
        match event.key():
            case Qt.Key.Key_Left:
                self._side(Keep.COMPUTER, every=every)
            case Qt.Key.Key_Right:
                self._side(Keep.ACCOUNT, every=every)
            case Qt.Key.Key_Backspace:
                self.choose(Keep.BEFORE)
            case Qt.Key.Key_Plus:
                self.choose_both()
            case Qt.Key.Key_F2:
                conflict = self.current_conflict()
                if conflict is not None:
                    self.other_asked.emit(conflict)
            case _:
                return False
        return True

    def _moving_key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & _CONTROL)
        match event.key():
            case Qt.Key.Key_F7:
                self.go_to_undecided(-1 if event.modifiers() & _ALL else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                (self.alike_asked if event.modifiers() & _ALL else self.finish_asked).emit()
            case Qt.Key.Key_L if control:
                self.later_asked.emit()
            case Qt.Key.Key_B if control:
                self.before_toggled.emit()
            case Qt.Key.Key_H if control:
                self._ask_history()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                return False
        return True

    def _ask_history(self) -> None:
        field = self.compare.field(self.currentIndex().row())
        if field is not None:
            self.history_asked.emit(field.field)

    def _side(self, keep: Keep, *, every: bool) -> None:
        if every:
            self.choose_all(keep)
        else:
            self.choose(keep)

    def _take(self, conflict: str, decision: Decision) -> None:
        assert self.draft is not None
        self.draft.choose(conflict, decision)
        self.tell()

    def _clicked(self, index: QModelIndex) -> None:
        side = self.compare.sides[index.column()]
        if side.part is Part.COMPUTER:
            self.choose(Keep.COMPUTER)
        elif side.part is Part.ACCOUNT:
            self.choose(Keep.ACCOUNT, side.account)

    def _arrange(self) -> None:
        sides = self.compare.sides
        if not sides:
            return
        before = max(_BEFORE_LEAST, int((self.viewport().width() - _FIELD_WIDTH) * _BEFORE_SHARE))
        fixed = {Part.FIELD: _FIELD_WIDTH, Part.BEFORE: before if self._before_shown else 0}
        share = (self.viewport().width() - sum(fixed.values())) // (len(sides) - 2)
        for number, side in enumerate(sides):
            self.setColumnHidden(number, side.part is Part.BEFORE and not self._before_shown)
            self.setColumnWidth(number, fixed.get(side.part, max(110, share)))
        used = sum(self.columnWidth(n) for n in range(len(sides) - 1) if not self.isColumnHidden(n))
        self.setColumnWidth(len(sides) - 1, max(110, self.viewport().width() - used))
        self.resizeRowsToContents()
