"""Everything that can be reached by keyboard has a name that can be read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.kinds import Kind
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.records.new_record import NewRecordDialog
from crmdesk.ui.shell.navigation import PAGES
from crmdesk.ui.sign_in.dialog import SignInDialog
from crmdesk.ui.widgets.basics import Button, IconButton
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
LEAST_PX = 22


def nameless(top: QWidget) -> list[str]:
    """Visible widgets that Tab reaches and that have no name."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if widget.focusProxy() is None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def too_small(top: QWidget) -> list[str]:
    """Visible buttons that are hard to hit."""
    return [
        f"{type(button).__name__} {button.text()!r} {button.width()}×{button.height()}"
        for button in top.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < LEAST_PX
    ]


@pytest.mark.parametrize("key", [page.key for page in PAGES if page.key])
def test_a_page_can_be_read_and_hit(opened: Opened, key: str) -> None:
    page = opened.show(key)
    opened.wait(page.isVisible)
    opened.qtbot.wait(60)
    assert nameless(opened.window) == []
    assert too_small(opened.window) == []


def test_the_search_finds_what_it_looks_for(opened: Opened) -> None:
    button = QPushButton("", opened.window)
    button.setFixedSize(10, 10)
    button.show()
    assert nameless(opened.window) == ["QPushButton in MainWindow"]
    assert len(too_small(opened.window)) == 1


def test_a_record_and_its_editors_can_be_read(opened: Opened) -> None:
    page = opened.window.page("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    page.panel.summary.unfold()
    for field in ("phones", "status", "owner", "consent_phone", "asking_price", "description"):
        page.panel.summary.row(field).edit()
    assert nameless(page.panel) == []


@pytest.mark.parametrize("step", ["vendor", "how"])
def test_the_sign_in_can_be_read(opened: Opened, step: str) -> None:
    dialog = SignInDialog(opened.window, opened.window.bench)
    if step == "how":
        dialog.choose_vendor(opened.desk.vendors()[0])
    show(dialog)
    assert nameless(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("kind", [Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.DEAL, Kind.ACTIVITY, Kind.NOTE])
def test_a_new_record_can_be_read(opened: Opened, kind: Kind) -> None:
    dialog = NewRecordDialog(opened.window, opened.window.bench, kind, {})
    show(dialog)
    assert nameless(dialog) == []
    dialog.reject()


def show(dialog: QDialog) -> None:
    dialog.open()
    QApplication.sendPostedEvents()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("with_menu", [False, True])
@pytest.mark.parametrize("icon_only", [False, True])
def test_enter_presses_a_button_or_opens_its_menu(qtbot: QtBot, icon_only: bool, with_menu: bool) -> None:
    button = IconButton("x", lambda: "Remove") if icon_only else Button(lambda: "Remove")
    qtbot.addWidget(button)
    heard: list[str] = []
    button.clicked.connect(lambda: heard.append("pressed"))
    if with_menu:
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: heard.append("opened"))
        menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
        button.setMenu(menu)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    assert heard == ["opened" if with_menu else "pressed"] * 2
