"""The page of what waits: send it now, or give it up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crmdesk.domain.errors import InvalidInput
from crmdesk.ui.pending.page import PendingPage
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(opened: Opened) -> PendingPage:
    shown = opened.show("pending")
    assert isinstance(shown, PendingPage)
    opened.wait(lambda: shown.table.rows.rowCount() == 5)
    shown.table.setFocus()
    return shown


def test_a_change_is_given_up_from_the_keyboard_and_can_be_undone(opened: Opened, page: PendingPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    opened.wait(lambda: opened.desk.calls == [("discard", "L05", "P")])
    opened.wait(lambda: page.table.rows.rowCount() == 4)
    assert opened.window.message_bar.text == "The changes of “Mme Aïcha Diallo” for Pipedrive were discarded."
    assert opened.window.undo_stack.undoText() == "discarding changes of Mme Aïcha Diallo"
    opened.window.message_bar.act()
    opened.wait(lambda: opened.desk.calls[-1] == ("undo", "change1"))


def test_what_is_on_its_way_cannot_be_given_up(opened: Opened, page: PendingPage) -> None:
    page.table.selectRow(3)
    current = page.current()
    assert current is not None
    assert current.in_flight
    page.discard()
    assert opened.desk.calls == []


def test_what_the_desk_refuses_is_said(opened: Opened, page: PendingPage) -> None:
    opened.desk.refuse = InvalidInput("on_its_way")
    page.discard()
    opened.wait(lambda: opened.window.message_bar.text.startswith("On its way"))
