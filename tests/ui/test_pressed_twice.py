"""What is pressed twice, or on one line right behind another: each is done once, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.pending.page import PendingPage
from crmdesk.ui.records.list_page import ListPage
from crmdesk.ui.widgets.basics import Button
from tests.ui.canned_conflicts import PERRIN
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


def _second_half(window: QWidget, place: QPoint) -> None:
    """What Qt tells whatever is under the mouse as it is pressed again within a double click, and let go."""
    under = window.childAt(place)
    assert isinstance(under, Button)
    where, left, none = QPointF(under.mapFrom(window, place)), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease, none)):
        modifiers = Qt.KeyboardModifier.NoModifier
        QCoreApplication.sendEvent(under, QMouseEvent(kind, where, under.mapToGlobal(where), left, held, modifiers))


def test_a_double_click_decides_one_deletion_and_not_the_next_one_too(opened: Opened) -> None:
    """The cards of the next record stand where those of the first one stood, and nobody had read them."""
    cases = opened.desk.agency.cases
    rose = replace(PERRIN, record="L13", name="Rose", fields=(replace(PERRIN.fields[0], id="X6", shown="X6 as shown"),))
    opened.desk.agency.cases = {"L08": cases["L08"], "L13": rose}
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.deletion.case == PERRIN and page.deletion.isVisible())
    (delete,) = (each for each in page.deletion.findChildren(Button) if each.property("role") == "danger")
    opened.wait(lambda: delete.width() > 0 and delete.isVisible())
    place = delete.mapTo(opened.window, delete.rect().center())
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    opened.wait(lambda: page.deletion.case == rose)
    opened.wait(lambda: isinstance(opened.window.childAt(place), Button))
    _second_half(opened.window, place)
    opened.qtbot.wait(20)
    assert len(opened.desk.calls) == 1
    button = opened.window.childAt(place)
    assert isinstance(button, Button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    opened.wait(lambda: len(opened.desk.calls) == 2)


def test_a_double_click_that_began_elsewhere_presses_no_button_that_was_pressed_long_ago(opened: Opened) -> None:
    """One that stays where it is took the second half of every double click, once it had been pressed."""
    button, pressed = Button(lambda: "Retry"), []
    opened.qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    long_ago, now = 1_000, 60_000
    kinds = QEvent.Type
    for kind, at in (
        (kinds.MouseButtonPress, long_ago),
        (kinds.MouseButtonRelease, long_ago),
        (kinds.MouseButtonDblClick, now),
        (kinds.MouseButtonRelease, now),
    ):
        _send_click(button, kind, at)
    assert pressed == [1]
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonRelease, kinds.MouseButtonDblClick, kinds.MouseButtonRelease):
        _send_click(button, kind, now + 10)
    assert pressed == [1, 1, 1]


def _send_click(button: Button, kind: QEvent.Type, at: int) -> None:
    """A part of a click in the middle of a button; ``at`` in milliseconds."""
    where, left, none = QPointF(button.rect().center()), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(kind, where, button.mapToGlobal(where), left, held, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at)
    QCoreApplication.sendEvent(button, event)
