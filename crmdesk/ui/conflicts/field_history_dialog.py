"""The history of one contested field, over the case: to look at before deciding."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crmdesk.store.queries.history import RecordHistory
from crmdesk.store.queries.rows import ConflictCase
from crmdesk.ui import formats
from crmdesk.ui.field_texts import field_label
from crmdesk.ui.live import Live
from crmdesk.ui.records.history_entry import HistoryEntry
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, column, fit_screen, row, scrolled
from crmdesk.ui.widgets.tab_order import SeenOrder

_WIDTH, _HEIGHT = 520, 420


class FieldHistoryDialog(SeenOrder, Live, QDialog):
    """Shows the changes of a field, the newest first. Going back to one of them is for the case itself, or the record."""

    def __init__(self, parent: QWidget, case: ConflictCase, field: str, told: RecordHistory) -> None:
        super().__init__(parent)
        self.live(self.setWindowTitle, lambda: self.tr("History of “{field}”").format(field=field_label(field)))
        entries = QWidget()
        box = QVBoxLayout(entries)
        box.setContentsMargins(0, 0, tokens.GAP, 0)
        box.setSpacing(tokens.GAP + 2)
        for each in told.rows:
            box.addWidget(HistoryEntry(case.kind, each, {**case.names, **told.names}, []))
        if not told.rows:
            box.addWidget(
                Label(lambda: self.tr("This field has not changed since the record came here."), "muted", wrap=True)
            )
        box.addStretch(1)
        close = Button(lambda: self.tr("Close"), role="main")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        edge = tokens.PAGE_EDGE
        title = Label(lambda: formats.labelled(case.name, field_label(field)), "name", wrap=True)
        self.setLayout(column(title, scrolled(entries), row(None, close), gap=tokens.GAP + 2, edges=(edge,) * 4))
        self.resize(_WIDTH, _HEIGHT)
        fit_screen(self)
        close.setFocus()
