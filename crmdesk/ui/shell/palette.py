"""Ctrl+K: find any record, or do anything, from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crmdesk.domain.lookup import is_address
from crmdesk.domain.words import folded
from crmdesk.store.queries import lists
from crmdesk.ui.about import about
from crmdesk.ui.field_texts import KIND_TEXTS, kind_label
from crmdesk.ui.live import Live
from crmdesk.ui.shell.navigation import PAGES, page_title
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.widgets.basics import column
from crmdesk.ui.widgets.pieces import EmptyState
from crmdesk.ui.workbench import Workbench

Index = QModelIndex | QPersistentModelIndex
_TYPING_MS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen: a record, a page, an action, or an address to ask the accounts for.

    ``about`` tells a record from others of the same name; ``note`` stands at the right.
    """

    what: str
    key: str
    text: str
    icon: str
    note: str
    about: str = ""


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a value
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.text, entry.about, entry.note)))
        return entry if role == Qt.ItemDataRole.UserRole else None


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        scheme = tokens.current()
        painter.fillRect(box, QColor(scheme.accent_tint if chosen else scheme.surface))
        if entry.icon:
            paint.draw_icon(painter, entry.icon, QPointF(box.left() + 12, box.top() + 10), QColor(scheme.muted))
        painter.setFont(font(tokens.CAPTION_PX))
        note = painter.fontMetrics().horizontalAdvance(entry.note) + 24
        words = box.adjusted(38, 0, -note, 0)
        strong = font(weight=tokens.MEDIUM)
        paint.draw_text(painter, words, entry.text, QColor(scheme.text), strong)
        told = QFontMetrics(strong).horizontalAdvance(entry.text) + tokens.GAP + 4
        if entry.about and told < words.width():
            paint.draw_text(painter, words.adjusted(told, 0, 0, 0), entry.about, QColor(scheme.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        paint.draw_text(
            painter, box.adjusted(0, 0, -12, 0), entry.note, QColor(scheme.muted), font(tokens.CAPTION_PX), right
        )


class Palette(Live, QDialog):
    """A line to type in, and what it finds: records of every kind first, then pages and actions."""

    record_chosen = Signal(str)
    page_chosen = Signal(str)
    address_chosen = Signal(str)

    def __init__(self, window: QWidget, workbench: Workbench, actions: Sequence[QAction]) -> None:
        super().__init__(window)
        self._bench = workbench
        self._actions = {action.objectName(): action for action in actions}
        self._tasks = workbench.tasks(self)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setProperty("popup", "true")
        self.setMinimumSize(560, 420)
        self.live(self.setWindowTitle, lambda: self.tr("Search or run an action"))
        self.line, self._model, self.view = QLineEdit(), _Entries(self), QListView()
        self.live(self.line.setPlaceholderText, lambda: self.tr("A name, a number, or what you want to do…"))
        self.live(self.line.setAccessibleName, lambda: self.tr("Search or run an action"))
        self.live(self.view.setAccessibleName, lambda: self.tr("Found"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(_EntryDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._choose)
        self._nothing = EmptyState("search", lambda: self.tr("Nothing found. Try fewer letters, or another word."))
        self._nothing.hide()
        self.setLayout(column(self.line, self._nothing, self.view, edges=(10, 10, 10, 10)))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._look)
        self.line.textChanged.connect(self._typed)
        self._show(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter chooses, Escape closes."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._model.rowCount():
            at = (self.view.currentIndex().row() + step) % self._model.rowCount()
            self.view.setCurrentIndex(self._model.index(at))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self._show_nothing(nothing=False)
        self._show(())
        self._typing.start()

    def _look(self) -> None:
        text = self.line.text().strip()
        if text:
            self._tasks.start(self._find(text), "find")

    async def _find(self, text: str) -> None:
        found = await self._bench.desk.read(lambda connection: lists.find(connection, text))
        self._show(
            [
                Entry(
                    "record",
                    hit.id,
                    hit.name,
                    KIND_TEXTS[hit.kind].icon,
                    kind_label(hit.kind),
                    about(hit.kind, hit.fields),
                )
                for hit in found
            ]
        )
        self._show_nothing(nothing=self._model.rowCount() == 0)

    def _show_nothing(self, *, nothing: bool) -> None:
        """Say that nothing was found, in the place of the list."""
        self._nothing.setVisible(nothing)
        self.view.setVisible(not nothing)

    def _show(self, found: Sequence[Entry]) -> None:
        words = folded(self.line.text()).split()
        rest = [entry for entry in self._others() if all(word in folded(entry.text) for word in words)]
        self._model.show_entries([*found, *rest, *self._asking(self.line.text().strip())])
        if self._model.rowCount():
            self.view.setCurrentIndex(self._model.index(0))

    def _asking(self, text: str) -> list[Entry]:
        """The accounts can be asked for an address or a number, whether or not somebody here has it."""
        words = self.tr("Ask the accounts for “{text}”").format(text=text)
        return [Entry("address", text, words, "user-search", "")] if is_address(text) else []

    def _others(self) -> list[Entry]:
        pages = [Entry("page", page.key, page_title(page), page.icon, self.tr("Page")) for page in PAGES if page.key]
        shown = [action for action in self._actions.values() if action.isEnabled() and action.objectName() != "palette"]
        native = QKeySequence.SequenceFormat.NativeText
        return pages + [
            Entry("action", action.objectName(), action.text(), "command", action.shortcut().toString(native))
            for action in shown
        ]

    def _choose(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(Qt.ItemDataRole.UserRole)
        if entry is None:
            return
        self.accept()
        if entry.what == "record":
            self.record_chosen.emit(entry.key)
        elif entry.what == "page":
            self.page_chosen.emit(entry.key)
        elif entry.what == "address":
            self.address_chosen.emit(entry.key)
        else:
            self._actions[entry.key].trigger()
