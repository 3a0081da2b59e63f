"""The page of what waits: send it now, or give it up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.ui.conflicts.page import ConflictsPage
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


@pytest.mark.parametrize(("field", "words"), [("status", "Status"), (EXISTENCE, "Deletion")])
def test_what_waits_for_a_decision_says_so_and_leads_to_it(
    opened: Opened, page: PendingPage, field: str, words: str
) -> None:
    waiting = opened.desk.agency.waiting
    waiting[0] = replace(waiting[0], record="L08", name="M. Luc Perrin", fields=(), contested=(field,), held=True)
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: page.table.rows.line(0).action == "Decide")
    line = page.table.rows.line(0)
    assert (line.state, line.texts[2]) == ("Waits for your decision", words)
    page.table.acted.emit(line.key)
    conflicts = opened.window.page("conflicts")
    assert isinstance(conflicts, ConflictsPage)
    opened.wait(lambda: conflicts.isVisible() and conflicts.list.rows.rowCount())
    opened.wait(lambda: "M. Luc Perrin" in [label.text() for label in conflicts.findChildren(QLabel)])
    assert opened.desk.calls == []


def test_what_waits_in_part_goes_out_in_part(opened: Opened, page: PendingPage) -> None:
    waiting = opened.desk.agency.waiting
    waiting[0] = replace(waiting[0], contested=("owner",))
    opened.bridge.post(ChangeSet(pending=True))
    page.begin()
    opened.wait(lambda: page.table.rows.line(0).key == waiting[0])
    assert page.table.rows.line(0).action == "Send now"


def test_where_nothing_waits_the_page_leads_back(opened: Opened) -> None:
    opened.desk.agency.waiting = []
    page = opened.show("pending")
    (back,) = [each for each in page.findChildren(QPushButton) if each.text() == "Back to the leads"]
    opened.wait(back.isVisible)
    back.click()
    assert opened.window.navigation.current_key() == "lead"
