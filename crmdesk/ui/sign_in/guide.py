"""A vendor's set-up guide as a window to read: the Markdown file that comes with crmdesk, with nothing fetched for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDesktopServices,
    QFont,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from crmdesk.ui.live import Live
from crmdesk.ui.theme import tokens
from crmdesk.ui.theme.tokens import Scheme
from crmdesk.ui.translation import spoken
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button, Label, column, fit_screen, row

_SIZE = (760, 720)
_HEADINGS = {1: tokens.TITLE_PX, 2: tokens.NAME_PX, 3: tokens.BODY_PX}
_LEADING = 140.0
"""The height of a line, in per cent of its type."""


class GuideWindow(Live, QDialog):
    """The guide at the address of a file, in the language of the window; a link is shown before a browser opens it."""

    def __init__(self, parent: QWidget | None, title: str, address: str, settings: UiSettings) -> None:
        super().__init__(parent)
        self._file, self._settings = Path(QUrl(address).toLocalFile()), settings
        self._target = QUrl()
        self.page = _Page()
        self.page.anchorClicked.connect(self._ask)
        self.page.setAccessibleName(title)
        self._leads = Label(self._leads_words, "muted", wrap=True)
        self._open = Button(lambda: self.tr("Open in the browser"), "external-link")
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(self._target))
        self._link = QWidget()
        line = row(gap=tokens.GAP)
        line.addWidget(self._leads, 1)
        line.addWidget(self._open)
        self._link.setLayout(line)
        self._link.hide()
        close = Button(lambda: self.tr("Close"))
        close.clicked.connect(self.accept)
        edge = tokens.PAGE_EDGE
        self._link.setContentsMargins(edge, 0, edge, 0)
        buttons = row(None, close, edges=(edge, 0, edge, 0))
        self.setLayout(column(self.page, self._link, buttons, gap=tokens.GAP + 4, edges=(0, 0, 0, 14)))
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.relive()
        self.page.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Never larger than the screen."""
        super().showEvent(event)
        fit_screen(self)

    def relive(self) -> None:
        """Read the guide in the language, and dress it in the scheme, of this moment."""
        at = self.page.verticalScrollBar().value()
        document = self.page.document()
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        document.setMarkdown(self._spoken_file().read_text(encoding="utf-8"), features)
        dress(document, tokens.current())
        # Where the cursor is, the page is scrolled to when it gets the keyboard.
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.page.verticalScrollBar().setValue(at)

    def _spoken_file(self) -> Path:
        """The guide in the language of the window, which lies beside the one that was named; that one where there is none."""
        vendor = self._file.name.partition(".")[0]
        beside = self._file.with_name(f"{vendor}.{spoken(self._settings.language)}.md")
        return beside if beside.is_file() else self._file

    def _ask(self, target: QUrl) -> None:
        """A link was chosen: say where it leads. Only a page of the web can be opened."""
        if target.scheme() not in ("https", "http"):
            return
        self._target = target
        self._leads.setText(self._leads_words())
        self._link.show()
        self._open.setFocus()

    def _leads_words(self) -> str:
        return self.tr("This leads out of crmdesk, to {address}").format(address=self._target.toString())


class _Page(QTextBrowser):
    """Text that loads nothing and follows no link by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(tokens.PAGE_EDGE)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing, whatever a page names: no picture, no style, no file, no host."""
        del kind, name


def dress(document: QTextDocument, scheme: Scheme) -> None:
    """Give a document that was read from Markdown the sizes, distances and lines of the look."""
    document.setDocumentMargin(tokens.PAGE_EDGE)
    block = document.begin()
    while block.isValid():
        if _is_code(block):
            _ground(block, scheme)
        else:
            _space(QTextCursor(block), heading=block.blockFormat().headingLevel())
            _stress(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame, scheme)
        else:
            _plain(frame)


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _ground(block: QTextBlock, scheme: Scheme) -> None:
    """Put a line of code on the ground that it shares with the lines around it: more leading would leave stripes."""
    shape = QTextBlockFormat()
    shape.setBackground(QBrush(QColor(scheme.ground)))
    shape.setTopMargin(0 if _is_code(block.previous()) else tokens.UNIT)
    shape.setBottomMargin(0 if _is_code(block.next()) else tokens.GAP)
    QTextCursor(block).mergeBlockFormat(shape)


def _stress(block: QTextBlock) -> None:
    """What Markdown stresses is bold, never in italics."""
    slanted = [each for each in block.textFormats() if each.format.fontItalic()]
    letters = QTextCharFormat()
    letters.setFontItalic(False)
    letters.setFontWeight(QFont.Weight.DemiBold)
    for each in slanted:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + each.start)
        cursor.setPosition(block.position() + each.start + each.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(letters)


def _space(cursor: QTextCursor, *, heading: int) -> None:
    shape = QTextBlockFormat()
    shape.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if heading:
        shape.setTopMargin(tokens.PAGE_EDGE if heading > 1 else 0)
        shape.setBottomMargin(tokens.GAP)
        _enlarge(cursor.block(), _HEADINGS.get(heading, tokens.BODY_PX))
    cursor.mergeBlockFormat(shape)


def _enlarge(block: QTextBlock, size: int) -> None:
    """Set the type of a heading, ``size`` pixels: Markdown's own size is relative, and would win over it."""
    letters = QTextCharFormat()
    letters.setProperty(QTextFormat.Property.FontPixelSize, size)
    letters.setFontWeight(QFont.Weight.DemiBold)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(letters)


def _rule(table: QTextTable, scheme: Scheme) -> None:
    shape = table.format()
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderBrush(QBrush(QColor(scheme.line)))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setCellPadding(tokens.GAP - 2)
    shape.setCellSpacing(0)
    shape.setTopMargin(tokens.GAP)
    shape.setBottomMargin(tokens.GROUP_GAP)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setAlignment(Qt.AlignmentFlag.AlignLeft)
    table.setFormat(shape)


def _plain(frame: QTextFrame) -> None:
    shape = frame.frameFormat()
    shape.setBorder(0)
    frame.setFrameFormat(shape)
