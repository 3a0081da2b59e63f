"""What every table of the window has in common: whole rows are chosen, no grid, a ring round the current row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView

from crmdesk.ui.theme import paint

_HEADER = 31


def select_rows(table: QTableView) -> None:
    """Make ``table`` one of rows: one is chosen at a time, Tab leaves the table, only the columns have heads."""
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.verticalHeader().setVisible(False)
    header = table.horizontalHeader()
    header.setFixedHeight(_HEADER)
    header.setHighlightSections(False)
    header.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def ring_current_row(table: QTableView) -> None:
    """Paint the focus ring round the current row while ``table`` has the keyboard; called at the end of its paintEvent."""
    index = table.currentIndex()
    if table.hasFocus() and index.isValid():
        box = table.visualRect(index)
        box.setLeft(0)
        box.setRight(table.viewport().width() - 1)
        paint.ring(QPainter(table.viewport()), box.adjusted(0, 0, 0, -1))
