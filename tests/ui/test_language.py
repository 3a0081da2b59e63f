"""A window whose language is switched says the same as one that was opened in that language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QTabBar, QWidget

from crmdesk.domain.errors import SignInNeeded
from crmdesk.domain.events import Failed, RunProgress, RunStage
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.shell.navigation import PAGES
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.sync.run_bar import RunBar
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.sampling import sample
from tests.ui import canned_rows
from tests.ui.canned_desk import CannedDesk
from tests.ui.canned_duplicates import DUPLICATES
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Visit = Callable[[Opened], None]


def _records(opened: Opened, tab: int) -> None:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    page.panel.show_tab(tab)


def _field_editor(opened: Opened) -> None:
    _records(opened, 0)
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.panel.summary.row("consent_phone").edit()


def _conflict(opened: Opened, record: str) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(page.list.rows.rowCount)
    page.list.select(record)
    name = opened.desk.agency.cases[record].name
    opened.wait(lambda: name in [label.text() for label in page.findChildren(QLabel)])


def _sync(opened: Opened, tab: int) -> None:
    opened.bridge.post(RunProgress("H", RunStage.COMPARE, "contacts", 30, 60, 10.0))
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.wait(lambda: page.tables.table.rows.rowCount() and page.findChildren(RunBar))
    page.tables.tabs.setCurrentIndex(tab)


def _failed(opened: Opened) -> None:
    opened.bridge.post(Failed("Z", SignInNeeded("refresh_refused")))
    opened.wait(opened.window.message_bar.isVisible)


def _alike(opened: Opened) -> None:
    """All possible duplicates in the place of the list, and those of one record beside them."""
    opened.desk.agency.duplicates = list(DUPLICATES)
    _records(opened, 3)
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_duplicates()
    opened.wait(lambda: len(page.duplicates.cards()) == 3)
    page.show_record("L01")
    opened.wait(lambda: len(page.panel.duplicates.cards()) == 2)
    page.panel.show_tab(4)


def _page(key: str) -> Visit:
    return lambda opened: opened.wait(opened.show(key).isVisible)


VISITS: dict[str, Visit] = {
    **{page.key: _page(page.key) for page in PAGES if page.key},
    "summary": lambda opened: _records(opened, 0),
    "related": lambda opened: _records(opened, 1),
    "history": lambda opened: _records(opened, 2),
    "counterparts": lambda opened: _records(opened, 3),
    "possible duplicates": _alike,
    "an open field": _field_editor,
    "double edit": lambda opened: _conflict(opened, "L00"),
    "deletion": lambda opened: _conflict(opened, "L08"),
    "problems": lambda opened: _sync(opened, 0),
    "journal": lambda opened: _sync(opened, 1),
    "waiting": lambda opened: _sync(opened, 2),
    "a problem at the foot": _failed,
}


@pytest.fixture
def windows(
    loop: object, desk: CannedDesk, settings: UiSettings, browser: object, qtbot: object
) -> Iterator[Callable[[Language], Opened]]:
    """Opens windows in a language."""
    del loop, browser
    desk.agency.reviews = list(canned_rows.REVIEWS)
    made: list[MainWindow] = []

    def opener(language: Language) -> Opened:
        settings.language = language
        window = MainWindow(desk, Bridge(), settings)
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.begin()
        opened = Opened(window, desk, qtbot)  # type: ignore[arg-type]
        opened.wait(window.top_bar.account.isVisible)
        return opened

    yield opener
    for window in made:
        window.end()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("place", sample(VISITS, "lead", "conflicts", "accounts", "summary", "deletion", "problems"))
def test_nothing_of_the_old_language_stays(
    place: str, windows: Callable[[Language], Opened], settings: UiSettings
) -> None:
    switched = windows(Language.FRENCH)
    VISITS[place](switched)
    settings.language = Language.ENGLISH
    opened = windows(Language.ENGLISH)
    VISITS[place](opened)

    def same() -> None:
        ours, theirs = _said(switched.window), _said(opened.window)
        assert (ours - theirs, theirs - ours) == (Counter(), Counter())

    opened.qtbot.waitUntil(same)


def _said(window: MainWindow) -> Counter[str]:
    """Everything that the shown widgets of a window say, without the figures, which follow the clock."""
    found: Counter[str] = Counter()
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() or isinstance(widget, QAbstractItemView):
            found.update(re.sub(r"\d+", "#", words) for words in _words(widget) if words)
    return found


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    yield from (action.text() for action in widget.actions())
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.isVisible() and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for section in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
        yield str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        for row in range(min(20, model.rowCount())):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, section).data(role) or "")
