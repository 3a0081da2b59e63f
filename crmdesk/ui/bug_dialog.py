"""One dialog for a defect of ours: what to send us, in text that can be copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.widgets.basics import Button, Label, column, row


class BugDialog(Live, QDialog):
    """``details`` is a traceback without values of records."""

    def __init__(self, parent: QWidget | None, details: str) -> None:
        super().__init__(parent)
        self.live(self.setWindowTitle, lambda: self.tr("A mistake of ours"))
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Details"))
        text.setMinimumSize(520, 200)
        copy = Button(lambda: self.tr("Copy the details"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = Button(lambda: self.tr("Close"), role="main")
        close.clicked.connect(self.accept)
        edge = tokens.PAGE_EDGE
        self.setLayout(
            column(
                Label(lambda: self.tr("A mistake of ours"), "name"),
                Label(
                    lambda: self.tr("Something in crmdesk went wrong. What you typed is kept; you can go on working."),
                    wrap=True,
                ),
                text,
                row(copy, None, close),
                gap=tokens.GAP + 2,
                edges=(edge, edge, edge, edge),
            )
        )
