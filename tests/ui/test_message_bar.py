"""The keyboard and the message bar: it comes back to where it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.workbench import Message
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(opened: Opened) -> ListPage:
    shown = opened.window.page("lead")
    assert isinstance(shown, ListPage)
    opened.window.activateWindow()
    opened.wait(opened.window.isActiveWindow)
    return shown


def to_the_message(opened: Opened, before: QWidget) -> QWidget:
    """The keyboard goes from ``before`` to the button of a message."""
    before.setFocus(Qt.FocusReason.TabFocusReason)
    opened.window.bench.message.emit(Message("Told.", "waiting", "Do it", lambda: None, "told"))
    button = opened.window.message_bar.panes()[0]
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert QApplication.focusWidget() is button
    return button


def test_a_message_that_is_acted_on_gives_the_keyboard_back(opened: Opened, page: ListPage) -> None:
    QTest.keyClick(to_the_message(opened, page.table), Qt.Key.Key_Return)
    assert not opened.window.message_bar.isVisible()
    assert QApplication.focusWidget() is page.table


def test_a_message_that_ends_by_itself_gives_the_keyboard_back(opened: Opened, page: ListPage) -> None:
    to_the_message(opened, opened.window.top_bar.search)
    opened.window.bench.message_over.emit("told")
    assert QApplication.focusWidget() is opened.window.top_bar.search


def test_the_way_within_the_message_is_no_place_to_come_back_to(opened: Opened, page: ListPage) -> None:
    QTest.keyClick(to_the_message(opened, page.table), Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert opened.window.message_bar.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.table


def test_where_the_place_is_gone_the_keyboard_goes_to_the_page(opened: Opened, page: ListPage) -> None:
    line = QLineEdit(opened.window)
    line.show()
    button = to_the_message(opened, line)
    line.hide()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.panes()[0]


def test_a_message_that_goes_away_elsewhere_takes_no_keyboard(opened: Opened, page: ListPage) -> None:
    to_the_message(opened, page.table)
    opened.window.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
    opened.window.message_bar.close_message()
    assert QApplication.focusWidget() is opened.window.top_bar.search


@pytest.mark.parametrize("value", ["word " * 2000, "line\n" * 300])
def test_a_message_about_a_value_that_fills_pages_leaves_the_page_its_place(opened: Opened, value: str) -> None:
    bar, before = opened.window.message_bar, opened.window.page("lead").height()
    opened.window.bench.message.emit(Message(f"Comment: back to “{value}”.", "done", "Undo"))
    opened.wait(lambda: opened.window.page("lead").height() < before)
    assert bar.height() < 120
    assert bar.text.endswith("”."), "what it is about is known in whole"
    shown = next(label for label in bar.findChildren(QLabel) if label.text())
    assert shown.text().startswith("Comment: back to “")
    assert "Comment" in shown.toolTip()
