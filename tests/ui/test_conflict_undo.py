"""Undo on the page of conflicts: the last choice, then the last decision, and no edit made elsewhere unseen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import InvalidInput
from crmdesk.ui.conflicts.page import ConflictsPage
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
EDIT = "M. Yann Kerviel: Area"
ELSEWHERE = f"No choice or decision to take back here. The last change was made elsewhere: {EDIT}"


@pytest.fixture
def page(opened: Opened) -> ConflictsPage:
    opened.window.bench.changed("change9", EDIT)
    shown = opened.show("conflicts")
    assert isinstance(shown, ConflictsPage)
    opened.wait(lambda: shown.case.model.rowCount() == 6)
    opened.window.activateWindow()
    opened.wait(opened.window.isActiveWindow)
    shown.case.table.setFocus()
    return shown


def ctrl_z(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Z, CONTROL)


@pytest.mark.parametrize("where", ["table", "list", "finish", "navigation"])
def test_the_last_choice_is_taken_back_wherever_the_keyboard_is(
    opened: Opened, page: ConflictsPage, where: str
) -> None:
    QTest.keyClick(page.case.table, Qt.Key.Key_Left, SHIFT)
    places = {"table": page.case.table, "list": page.list, "finish": page.case.finish_button}
    place = places.get(where, opened.window.navigation)
    place.setFocus()
    ctrl_z(place)
    draft = page.case.model.draft
    assert draft is not None
    assert draft.decided == 0
    assert opened.desk.calls == []


@pytest.mark.parametrize("where", ["table", "list", "navigation"])
def test_with_nothing_chosen_an_edit_elsewhere_stays_and_is_named(
    opened: Opened, page: ConflictsPage, where: str
) -> None:
    places: dict[str, QWidget] = {"table": page.case.table, "list": page.list, "navigation": opened.window.navigation}
    places[where].setFocus()
    ctrl_z(places[where])
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == ELSEWHERE)
    assert opened.desk.calls == []
    bar.act()
    opened.wait(lambda: bar.text == f"Undone: {EDIT}")
    assert opened.desk.calls == [("undo", "change9")]
    bar.act()
    opened.wait(lambda: bar.text == f"Redone: {EDIT}")
    assert opened.desk.calls[-1] == ("redo", "change9")


def test_after_the_choices_the_last_decision_is_taken_back(opened: Opened, page: ConflictsPage) -> None:
    QTest.keyClick(page.case.table, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(page.case.table, Qt.Key.Key_Return, CONTROL)
    opened.wait(page.deletion.isVisible)
    page.list.setFocus()
    ctrl_z(page.list)
    opened.wait(lambda: page.case.isVisible() and page.case.finish_button.isEnabled())
    assert opened.desk.calls[-1][0] == "undo"
    ctrl_z(page.case.table)
    assert not page.case.finish_button.isEnabled()
    ctrl_z(page.case.table)
    opened.wait(lambda: opened.window.message_bar.text == ELSEWHERE)
    assert [call[0] for call in opened.desk.calls] == ["resolve", "undo"]


def test_with_nothing_at_all_to_take_back_it_says_so(opened: Opened, page: ConflictsPage) -> None:
    opened.window.undo_stack.clear()
    ctrl_z(page.case.table)
    opened.wait(lambda: opened.window.message_bar.text == "No choice or decision to take back here.")


def test_a_step_that_cannot_be_made_again_says_that_and_not_undo(opened: Opened) -> None:
    opened.window.bench.changed("change9", EDIT)
    opened.window.actions_table["undo"].trigger()
    opened.wait(lambda: opened.desk.calls)
    opened.desk.refuse = InvalidInput("cannot_redo")
    opened.window.actions_table["redo"].trigger()
    opened.wait(lambda: opened.window.message_bar.text.startswith("Cannot be done again"))
