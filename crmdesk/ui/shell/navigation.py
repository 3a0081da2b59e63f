"""The list of pages at the left. A plain list, because screen readers pass over trees."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui import formats
from crmdesk.ui.marked import QT_TRANSLATE_NOOP
from crmdesk.ui.plurals import Plural
from crmdesk.ui.theme import paint, tokens
from crmdesk.ui.theme.look import font
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex
ITEM_HEIGHT = 36
_SEPARATOR_HEIGHT = 25


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the window. ``badge`` is its number, ``badge_tone`` what that number means; an empty key is a separator.

    ``short`` is its title where the badge leaves no room for the whole one.
    """

    key: str
    title: str = ""
    icon: str = ""
    badge: int | None = None
    badge_tone: Tone = Tone.PLAIN
    short: str = ""


SEPARATOR = Page("")
PAGES = (
    Page("lead", QT_TRANSLATE_NOOP("Page", "Leads"), "user-search"),
    Page("contact", QT_TRANSLATE_NOOP("Page", "Contacts"), "users"),
    Page("conflicts", QT_TRANSLATE_NOOP("Page", "Conflicts"), "git-compare", badge_tone=Tone.CONFLICT),
    Page("pending", QT_TRANSLATE_NOOP("Page", "Pending"), "clock-up", badge_tone=Tone.PENDING),
    Page("activity", QT_TRANSLATE_NOOP("Page", "Activities"), "checkbox"),
    Page("deal", QT_TRANSLATE_NOOP("Page", "Deals"), "briefcase"),
    Page("company", QT_TRANSLATE_NOOP("Page", "Companies"), "building"),
    SEPARATOR,
    Page(
        "sync",
        QT_TRANSLATE_NOOP("Page", "Synchronisation"),
        "refresh",
        None,
        Tone.CONFLICT,
        QT_TRANSLATE_NOOP("Page", "Sync"),
    ),
    Page("accounts", QT_TRANSLATE_NOOP("Page", "Accounts"), "plug-connected"),
    Page("users", QT_TRANSLATE_NOOP("Page", "Negotiators"), "user-check"),
    SEPARATOR,
    Page("settings", QT_TRANSLATE_NOOP("Page", "Settings"), "settings"),
)
"""The pages there are, in their order."""


def page_title(page: Page) -> str:
    """The words for a page."""
    return QCoreApplication.translate("Page", page.title)


class PageModel(QAbstractListModel):
    """The pages with their badges; the badge is part of the name that is read aloud."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = list(PAGES)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - an invalid index is a value
        """The number of pages and separators."""
        return 0 if parent.isValid() else len(self._pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, tool tip and spoken name of a page; the page itself under UserRole."""
        if not index.isValid():
            return None
        page = self._pages[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return page
        if not page.key:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return page_title(page)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(page)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Separators cannot be chosen."""
        if not index.isValid() or not self._pages[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def set_badge(self, key: str, number: int | None, tone: Tone | None = None) -> None:
        """Show ``number`` beside a page, in its usual tone or in ``tone``; None or 0 shows nothing."""
        row = self.row_of(key)
        page = replace(self._pages[row], badge=number or None, badge_tone=tone or PAGES[row].badge_tone)
        if self._pages[row] != page:
            self._pages[row] = page
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str) -> int:
        """Where a page stands. Raises StopIteration for a page that does not exist."""
        return next(row for row, page in enumerate(self._pages) if page.key == key)

    def renamed(self) -> None:
        """The language changed: every title is another."""
        self.dataChanged.emit(self.index(0), self.index(len(self._pages) - 1))


def _spoken(page: Page) -> str:
    if page.badge is None:
        return page_title(page)
    if page.key == "sync" and page.badge_tone is Tone.ACCENT:
        return Plural().sync_questions(page.badge)
    if page.key == "sync":
        return Plural().sync_reviews(page.badge)
    if page.badge_tone is Tone.CONFLICT:
        return Plural().conflicts_open(page.badge)
    if page.badge_tone is Tone.PENDING:
        return Plural().pending_not_sent(page.badge)
    return f"{page_title(page)}, {formats.number(page.badge)}"


class _PageDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        page: Page = index.data(Qt.ItemDataRole.UserRole)
        return QSize(120, ITEM_HEIGHT if page.key else _SEPARATOR_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page: Page = index.data(Qt.ItemDataRole.UserRole)
        scheme, box = tokens.current(), _rect(option)
        if not page.key:
            painter.fillRect(box.left() + 6, box.center().y(), box.width() - 12, 1, QColor(scheme.line))
            return
        state = _state(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        shape = box.adjusted(0, 1, 0, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, QRectF(shape), QColor(scheme.accent_tint if chosen else scheme.hover))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint.ring(painter, shape, tokens.RADIUS)
        colour = QColor(scheme.accent if chosen else scheme.muted)
        top = box.center().y() - tokens.NAVIGATION_ICON / 2 + 0.5
        paint.draw_icon(painter, page.icon, QPointF(box.left() + 11, top), colour, tokens.NAVIGATION_ICON)
        right = _badge(painter, shape, page) if page.badge is not None else shape.right()
        words = QRect(box.left() + 38, box.top(), right - box.left() - 44, box.height())
        face = font(weight=tokens.MEDIUM)
        paint.draw_text(painter, words, _fitting(page, QFontMetrics(face), words.width()), colour, face)


def _fitting(page: Page, metrics: QFontMetrics, room: int) -> str:
    """The title, or the short one where there is no room for it."""
    title = page_title(page)
    if not page.short or metrics.horizontalAdvance(title) <= room:
        return title
    return QCoreApplication.translate("Page", page.short)


def _badge(painter: QPainter, box: QRect, page: Page) -> int:
    """Paint the badge; gives the left edge of it."""
    scheme, text = tokens.current(), formats.number(page.badge or 0)
    face = font(tokens.KEY_PX, tokens.STRONG)
    painter.setFont(face)
    width = max(26, painter.fontMetrics().horizontalAdvance(text) + 16)
    shape = QRect(box.right() - width - 9, box.center().y() - 8, width, 18)
    plain = page.badge_tone is Tone.PLAIN
    paint.rounded(painter, QRectF(shape), QColor(scheme.line) if plain else scheme.tint(page.badge_tone), 9)
    paint.draw_text(painter, shape, text, scheme.tone(page.badge_tone), face, Qt.AlignmentFlag.AlignCenter)
    return shape.left()


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


class Navigation(RowList):
    """The pages at the left; ``chosen`` tells which one to show."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self.pages = PageModel()
        super().__init__(self.pages, _PageDelegate, lambda: self.tr("Pages"))
        self.setProperty("list", "pages")
        self.setMouseTracking(True)
        self.arrived.connect(self._choose)

    def show_page(self, key: str) -> None:
        """Mark a page as the current one."""
        self.setCurrentIndex(self.pages.index(self.pages.row_of(key)))

    def current_key(self) -> str:
        """The page that is shown."""
        index = self.currentIndex()
        return PAGES[index.row()].key if index.isValid() else PAGES[0].key

    def current_title(self) -> str:
        """The words for the page that is shown; empty before there is one."""
        index = self.currentIndex()
        return page_title(PAGES[index.row()]) if index.isValid() else ""

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) page, round the end."""
        keys = [page.key for page in PAGES if page.key]
        at = keys.index(self.current_key())
        self.show_page(keys[(at + direction) % len(keys)])

    def relive(self) -> None:
        """Say every title again."""
        self.pages.renamed()

    def _choose(self, row: int) -> None:
        if PAGES[row].key:
            self.chosen.emit(PAGES[row].key)
