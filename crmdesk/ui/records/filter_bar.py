"""The chips under a list's title: each filter with a box to switch it off without losing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import Filter
from crmdesk.ui.live import Live
from crmdesk.ui.plain_text import tool_tip
from crmdesk.ui.records.filter_texts import filter_text
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.widgets.basics import Button, clear
from crmdesk.ui.widgets.tab_order import keeping_keyboard


@dataclass(frozen=True, slots=True)
class SwitchedFilter:
    """A filter and whether it counts."""

    condition: Filter
    on: bool = True


class FilterChip(Live, QPushButton):
    """One filter. Space or a click on the box switches it, Enter or a click on the words edits it, Delete takes it away."""

    switched = Signal()
    edited = Signal()
    removed = Signal()

    def __init__(self, field: str, words: str, *, on: bool) -> None:
        super().__init__()
        self._field, self._words, self._on = field, words, on
        self.setProperty("role", "chip")
        self.setFixedHeight(tokens.CHIP)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        state = self.tr("on") if on else self.tr("off")
        self.setAccessibleName(
            self.tr("Filter {field}: {value}, {state}").format(field=field, value=words, state=state)
        )
        self.setToolTip(tool_tip(self.tr("{field}: {value}").format(field=field, value=words)))

    def sizeHint(self) -> QSize:
        """As wide as the words, up to a limit."""
        words = int(self._metrics(self._words, tokens.STRONG)) + 1
        return QSize(28 + int(self._metrics(self._field, tokens.MEDIUM)) + 9 + min(words, 240) + 12, tokens.CHIP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The box switches, the words edit."""
        if event.button() is Qt.MouseButton.LeftButton:
            (self.switched if event.position().x() < 28 else self.edited).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, Enter, Delete."""
        match event.key():
            case Qt.Key.Key_Space:
                self.switched.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.edited.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same three by menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Switch off") if self._on else self.tr("Switch on")).triggered.connect(self.switched)
        menu.addAction(self.tr("Edit…")).triggered.connect(self.edited)
        menu.addAction(self.tr("Remove")).triggered.connect(self.removed)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The outline, the box, the field in normal and the value in strong type."""
        del event
        painter, scheme = QPainter(self), tokens.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(scheme.accent if self.hasFocus() else scheme.line))
        painter.setBrush(QColor(scheme.surface))
        shape = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(shape, tokens.CHIP / 2, tokens.CHIP / 2)
        colour = QColor(scheme.accent if self._on else scheme.muted)
        paint.draw_icon(painter, "square-check" if self._on else "square", QPointF(10, 6), colour)
        words = QColor(scheme.text if self._on else scheme.muted)
        width = int(self._metrics(self._field, tokens.MEDIUM)) + 1
        face = font(tokens.CAPTION_PX, tokens.REGULAR)
        paint.draw_text(painter, QRect(31, 0, width, self.height()), self._field, words, face)
        strong = font(tokens.CAPTION_PX, tokens.STRONG)
        paint.draw_text(
            painter, QRect(31 + width + 6, 0, self.width() - width - 46, self.height()), self._words, words, strong
        )

    def _metrics(self, text: str, weight: int) -> float:
        return QFontMetricsF(font(tokens.CAPTION_PX, weight)).horizontalAdvance(text)


class FilterBar(Live, QWidget):
    """The filters of a list. ``changed`` when another set of them counts, ``asked`` when one is to be edited or added."""

    changed = Signal()
    asked = Signal(int)
    """The number of the filter to edit; -1 for a new one."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self._filters: tuple[SwitchedFilter, ...] = ()
        self._names: Mapping[str, str] = {}
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.GAP)
        self.relive()
        self.live(self.setAccessibleName, lambda: self.tr("Filters"))

    @property
    def filters(self) -> tuple[SwitchedFilter, ...]:
        """All filters, those switched off too."""
        return self._filters

    @property
    def active(self) -> tuple[Filter, ...]:
        """The filters that count."""
        return tuple(each.condition for each in self._filters if each.on)

    def put(self, number: int, condition: Filter) -> None:
        """Replace the filter of that number; -1 adds one."""
        fresh = SwitchedFilter(condition)
        if number < 0:
            self._set((*self._filters, fresh))
        else:
            self._set((*self._filters[:number], fresh, *self._filters[number + 1 :]))

    def remove(self, number: int) -> None:
        """Take a filter away."""
        self._set(self._filters[:number] + self._filters[number + 1 :])

    def remove_all(self) -> None:
        """Take every filter away."""
        self._set(())

    def set_names(self, names: Mapping[str, str]) -> None:
        """Give the names of the records that filters refer to."""
        if names != self._names:
            self._names = names
            self.relive()

    def relive(self) -> None:
        """Build the chips again; the keyboard stays where it was among them."""
        with keeping_keyboard(self):
            self._fill()

    def _fill(self) -> None:
        clear(self._box)
        for number, each in enumerate(self._filters):
            field, words = filter_text(self._kind, each.condition, self._names)
            chip = FilterChip(field, words, on=each.on)
            chip.switched.connect(lambda number=number: self._switch(number))
            chip.edited.connect(lambda number=number: self.asked.emit(number))
            chip.removed.connect(lambda number=number: self.remove(number))
            self._box.addWidget(chip)
        add = Button(lambda: self.tr("Filter"), "plus", "chip")
        add.setProperty("dashed", "true")
        add.clicked.connect(lambda: self.asked.emit(-1))
        self._box.addWidget(add)
        self._box.addStretch(1)

    def _switch(self, number: int) -> None:
        each = self._filters[number]
        self._set((*self._filters[:number], replace(each, on=not each.on), *self._filters[number + 1 :]))

    def _set(self, filters: tuple[SwitchedFilter, ...]) -> None:
        before = self.active
        self._filters = filters
        self.relive()
        if self.active != before:
            self.changed.emit()
