"""A table of sentences: an icon, some words, what happened, and at the end of each row the one action that helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import overload

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from crmdesk.ui.live import Live
from crmdesk.ui.plain_text import tool_tip
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.tables import ring_current_row, select_rows

Index = QModelIndex | QPersistentModelIndex
_ICON_COLUMN = 38
_PAD = tokens.GAP
_LEAST_OPEN = 250
"""The least width of a column that takes what room is left, before the others give up what they do not need."""
_LEAST_SHRUNK = 200
"""The same, before the others are cut."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title, and its width; 0 takes what room is left."""

    title: str
    width: int
    strong: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row: icon, tone, one text for each column, and the words of its action (empty: none). ``key`` names it to its owner.

    ``same`` is what it is known by when it is shown again and says something else by then: a run that ended since.
    """

    key: object
    icon: str
    tone: Tone
    state: str
    texts: tuple[str, ...]
    action: str = ""
    same: object = None

    @property
    def identity(self) -> object:
        """What tells it from the other rows."""
        return self.key if self.same is None else self.same


class LaterLines(Sequence[Line]):
    """Lines each of which is made as it is first shown: making tens of thousands would keep the window waiting for seconds.

    None of them has an action.
    """

    def __init__(self, count: int, line: Callable[[int], Line]) -> None:
        self._count, self._line = count, cache(line)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        numbers = range(self._count)[at]
        return self._line(numbers) if isinstance(numbers, int) else [self._line(number) for number in numbers]


MEASURED = 600
"""The most lines that are each made as high as their sentences; measuring thousands would keep the window waiting for seconds.

Where there are more, each is one line high, and its tool tip says the whole.
"""


class RowsModel(QAbstractTableModel):
    """Lines under heads; the icon's column stands first and reads as the state's word, the action's column last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: Sequence[Head] = ()
        self._lines: Sequence[Line] = ()

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show these lines under these heads."""
        self.beginResetModel()
        self.heads, self._lines = heads, lines
        self.endResetModel()

    def line(self, row: int) -> Line:
        """A line by its number."""
        return self._lines[row]

    def actions(self) -> set[str]:
        """The words of the lines' actions."""
        return set() if isinstance(self._lines, LaterLines) else {line.action for line in self._lines} - {""}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a value
        """The number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the same
        """Icon, texts, action."""
        return 0 if parent.isValid() or not self.heads else len(self.heads) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the Line under UserRole."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        text = (line.state, *line.texts, line.action)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(text)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section - 1].title if 0 < section <= len(self.heads) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class _RowsDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        box: QRect = option.rect
        model = index.model()
        assert isinstance(model, RowsModel)
        text = str(index.data() or "")
        if not 0 < index.column() <= len(model.heads) or model.heads[index.column() - 1].width:
            return QSize(60, tokens.ROW)
        wrap, face = Qt.TextFlag.TextWordWrap, _face(model.heads[index.column() - 1])
        needed = QFontMetrics(face).boundingRect(0, 0, max(60, box.width() - 2 * _PAD), 400, wrap, text)
        return QSize(60, max(tokens.ROW, needed.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        assert isinstance(model, RowsModel)
        scheme = tokens.current()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, QColor(scheme.accent_tint if chosen else scheme.surface))
        if index.row() < model.rowCount() - 1:
            painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(scheme.line))
        if index.column() == 0:
            at = QPointF(box.left() + 12, box.center().y() - tokens.ICON / 2 + 0.5)
            paint.draw_icon(painter, line.icon, at, scheme.tone(line.tone))
        elif index.column() > len(model.heads):
            _draw_button(painter, action_box(box, line.action), line.action)
        else:
            self._paint_text(painter, box, str(index.data() or ""), model.heads[index.column() - 1])

    def _paint_text(self, painter: QPainter, box: QRect, text: str, head: Head) -> None:
        scheme = tokens.current()
        colour = QColor(scheme.muted if head.muted else scheme.text)
        inner = box.adjusted(_PAD, 0, -4, -1)
        face = _face(head)
        if head.width or box.height() <= tokens.ROW:
            paint.draw_text(painter, inner, text, colour, face)
            return
        painter.setFont(face)
        painter.setPen(colour)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, int(middle) | int(Qt.TextFlag.TextWordWrap), text)


def _face(head: Head) -> QFont:
    return font(weight=tokens.MEDIUM if head.strong else tokens.REGULAR)


def action_box(cell: QRect, words: str) -> QRect:
    """Where the action's button stands in its cell."""
    if not words:
        return QRect()
    width = QFontMetrics(font(weight=tokens.MEDIUM)).horizontalAdvance(words) + 24
    return QRect(cell.right() - width - 10, cell.center().y() - 13, width, 26)


def _draw_button(painter: QPainter, box: QRect, words: str) -> None:
    if not words:
        return
    scheme = tokens.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(scheme.line))
    painter.setBrush(QColor(scheme.surface))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS, tokens.RADIUS)
    paint.draw_text(painter, box, words, QColor(scheme.text), font(weight=tokens.MEDIUM), Qt.AlignmentFlag.AlignCenter)
    painter.restore()


class RowsTable(Live, QTableView):
    """The view. Enter or a double click opens a line, a click on its button (or Space) acts."""

    opened = Signal(object)
    acted = Signal(object)

    def __init__(self, least_height: int = 0, most_height: int | None = None) -> None:
        """``least_height`` is what the table keeps of its height where it has so many rows, in pixels.

        ``most_height`` is what it asks for at most; more rows are scrolled. In a dialog it keeps the buttons on the screen.
        """
        super().__init__()
        self._least_height, self._most_height = least_height, most_height
        self._pressed: Line | None = None
        """The line in which the mouse was pressed on what can be clicked: lines may be shown anew before it is let go."""
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowsDelegate(self))
        select_rows(self)
        self.verticalHeader().setDefaultSectionSize(tokens.ROW)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.rows.modelReset.connect(self._arrange)
        # The ring goes round the whole row: Qt paints only the cells that change.
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())
        self.activated.connect(lambda index: self.opened.emit(self.rows.line(index.row()).key))

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show these lines; the current one stays current, and what the mouse is on stays under it."""
        before = self.rows.line(self.currentIndex().row()).identity if self.currentIndex().isValid() else None
        place = self._place()
        self.rows.show_lines(heads, lines)
        if before is not None:
            same = next((number for number, line in enumerate(lines) if line.identity == before), None)
            if same is not None:
                self.setCurrentIndex(self.rows.index(same, 1))
        self._go_back_to(place)

    def _place(self) -> tuple[object, int] | None:
        """The line that has to stay where it is: the one under the mouse, or else the first of a table that was scrolled."""
        pointed = self.viewport().mapFromGlobal(QCursor.pos()) if self.viewport().underMouse() else QPoint(0, 0)
        index = self.indexAt(pointed)
        if not index.isValid() or not (self.viewport().underMouse() or self.verticalScrollBar().value()):
            return None
        return self.rows.line(index.row()).identity, self.rowViewportPosition(index.row())

    def _go_back_to(self, place: tuple[object, int] | None) -> None:
        """Scroll so that a line stands where it stood, as far as that goes: lines that arrive push it down."""
        if place is None:
            return
        known = [self.rows.line(row).identity for row in range(self.rows.rowCount())]
        if place[0] in known:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(known.index(place[0])) - place[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space acts, Enter opens."""
        index = self.currentIndex()
        line = self.rows.line(index.row()) if index.isValid() else None
        if line is not None and event.key() == Qt.Key.Key_Space and line.action:
            self.acted.emit(line.key)
        elif line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click begins."""
        self._pressed = self._clickable_at(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a button acts: where it was pressed and let go are one, though the line may say something else by then."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        released = self._clickable_at(event)
        if pressed is not None and released is not None and pressed.identity == released.identity:
            self.click(released)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has done what there is to do: the second one neither does it again nor opens the line."""
        if self._clickable_at(event) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        shape = (
            Qt.CursorShape.PointingHandCursor
            if self.is_clickable(event.position().toPoint())
            else Qt.CursorShape.ArrowCursor
        )
        self.viewport().setCursor(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, and a ring round the current one while the table has the keyboard."""
        super().paintEvent(event)
        ring_current_row(self)

    def sizeHint(self) -> QSize:
        """As high as its rows, as far as it may."""
        height = self._height()
        return QSize(
            super().sizeHint().width(), height if self._most_height is None else min(height, self._most_height)
        )

    def _height(self) -> int:
        count = self.rows.rowCount()
        rows = sum(map(self.rowHeight, range(count))) if count <= MEASURED else count * tokens.ROW
        return self.horizontalHeader().height() + rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._arrange()

    def click(self, line: Line) -> None:
        """Do what a click in a line is for."""
        self.acted.emit(line.key)

    def is_clickable(self, place: QPoint) -> bool:
        """Whether a click at a place of the viewport is for something: it is on a button."""
        index = self.indexAt(place)
        if not index.isValid() or index.column() <= len(self.rows.heads):
            return False
        return action_box(self.visualRect(index), self.rows.line(index.row()).action).contains(place)

    def _clickable_at(self, event: QMouseEvent) -> Line | None:
        """The line in which the left button of the mouse is on what can be clicked."""
        place = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton or not self.is_clickable(place):
            return None
        return self.rows.line(self.indexAt(place).row())

    def _arrange(self) -> None:
        heads = self.rows.heads
        if not heads:
            return
        words = self.rows.actions()
        action = max((action_box(QRect(0, 0, 10, 10), each).width() + 20 for each in words), default=8)
        open_heads = max(1, sum(not head.width for head in heads))
        room = self.viewport().width() - _ICON_COLUMN - action
        widths = self._named_widths(room, open_heads)
        share = max(120, (room - sum(widths)) // open_heads)
        self.setColumnWidth(0, _ICON_COLUMN)
        for number, width in enumerate(widths, 1):
            self.setColumnWidth(number, width or share)
        self.setColumnWidth(len(heads) + 1, action)
        if self.rows.rowCount() <= MEASURED:
            self.resizeRowsToContents()
        else:
            for row in range(self.rows.rowCount()):
                if self.rowHeight(row) != tokens.ROW:  # another line stood there, and was higher
                    self.setRowHeight(row, tokens.ROW)
        if self._least_height:
            self.setMinimumHeight(min(self._height(), self._least_height))
        self.updateGeometry()

    def _named_widths(self, room: int, open_heads: int) -> list[int]:
        """The widths of the columns that have one: as asked for, and what their texts need besides where there is room.

        Where that is too much, names are cut; moments and states, in quiet type, are not.
        """
        asked = [head.width for head in self.rows.heads]
        spare = room - sum(asked) - _LEAST_OPEN * open_heads
        if spare >= 0:
            return self._grown(asked, spare)
        needed = [min(width, self._needed(number)) if width else 0 for number, width in enumerate(asked)]
        facts = sum(width for width, head in zip(needed, self.rows.heads, strict=True) if head.muted)
        names = max(1, sum(needed) - facts)
        shrunk = min(1.0, max(0.5, (room - _LEAST_SHRUNK * open_heads - facts) / names))
        return [
            width if head.muted else int(width * shrunk) for width, head in zip(needed, self.rows.heads, strict=True)
        ]

    def _grown(self, widths: list[int], spare: int) -> list[int]:
        """The widths, where names and values that would be cut take what they need of the room to ``spare``."""
        grown = []
        for number, (width, head) in enumerate(zip(widths, self.rows.heads, strict=True)):
            more = 0 if not width or head.muted else min(spare, max(0, self._needed(number) - width))
            spare -= more
            grown.append(width + more)
        return grown

    def _needed(self, number: int) -> int:
        """How wide a column's title and texts are."""
        metrics = QFontMetrics(font(weight=tokens.MEDIUM))
        texts = [self.rows.line(row).texts[number] for row in range(min(MEASURED, self.rows.rowCount()))]
        return max(metrics.horizontalAdvance(text) for text in (self.rows.heads[number].title, *texts)) + 2 * _PAD + 2
