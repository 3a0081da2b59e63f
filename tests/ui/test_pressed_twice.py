"""What is pressed twice, or on one line right behind another: each is done once, and can be undone."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crmdesk.ui.pending.page import PendingPage
from crmdesk.ui.records.list_page import ListPage
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def leads(opened: Opened) -> ListPage:
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    opened.wait(page.model.rowCount)
    return page


@pytest.mark.parametrize("trash", [False, True])
def test_the_key_that_deletes_pressed_twice_takes_nothing_back(opened: Opened, leads: ListPage, trash: bool) -> None:
    """The second press took out of the trash what the first one had put in, and the other way round there."""
    if trash:
        opened.desk.agency.trash.add("L04")
        leads.show_trash(True)
        opened.wait(lambda: leads.model.rowCount() == 1)
    leads.table.select_record("L04")
    for _ in range(2):
        QTest.keyClick(leads.table, Qt.Key.Key_Delete)
    opened.wait(lambda: opened.desk.calls)
    QTest.keyClick(leads.table, Qt.Key.Key_Delete)
    opened.wait(lambda: opened.window.undo_stack.count() == 1)
    opened.qtbot.wait(20)
    assert opened.desk.calls == [("restore" if trash else "delete", "L04")]


def test_two_changes_that_are_given_up_one_behind_the_other_can_both_be_undone(opened: Opened) -> None:
    """The second one broke the first one off: that was given up all the same, untold and without a way back."""
    page = opened.show("pending")
    assert isinstance(page, PendingPage)
    opened.wait(lambda: page.table.rows.rowCount() == 5)
    opened.desk.stored.clear()
    for called in (("discard", "L05", "P"), ("discard", "L10", "S")):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
            QTest.keyClick(page.table, key)
        opened.wait(partial(opened.desk.calls.__contains__, called))
    opened.desk.stored.set()
    opened.wait(lambda: opened.window.undo_stack.count() == 2)
    opened.wait(lambda: page.table.rows.rowCount() == 3)
    assert opened.desk.calls == [("discard", "L05", "P"), ("discard", "L10", "S")]
