"""A list of rows that are painted: it scrolls smoothly, never sideways, and tells which row became the current one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QStyledItemDelegate

from crmdesk.ui.live import Live


class RowList(Live, QListView):
    """A list over ``model``, painted by ``delegate``; ``arrived`` gives the row that the person went to."""

    arrived = Signal(int)

    def __init__(self, model: QAbstractListModel, delegate: type[QStyledItemDelegate], name: Callable[[], str]) -> None:
        super().__init__()
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.live(self.setAccessibleName, name)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.arrived.emit(current.row())
