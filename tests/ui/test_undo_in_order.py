"""What undo takes back while something is still being stored, undone or refused: what the person saw last, or nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.records.editors.plain import TextEditor
from crmdesk.ui.records.list_page import ListPage
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
EDIT = "M. Karim Benali: Area"


def test_undo_waits_for_an_edit_that_is_being_stored_and_takes_that_one_back(opened: Opened) -> None:
    opened.window.bench.changed("earlier", "M. Benali: Status")
    page = opened.show("lead")
    assert isinstance(page, ListPage)
    page.show_record("L01")
    opened.wait(lambda: page.panel.card is not None)
    row = page.panel.summary.row("sector")
    row.button.click()
    assert isinstance(row.editor, TextEditor)
    opened.desk.stored.clear()
    row.editor.line.setText("Rezé – Centre")
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    opened.wait(lambda: opened.desk.calls)
    opened.window.actions_table["undo"].trigger()
    opened.desk.stored.set()
    opened.wait(lambda: opened.window.message_bar.text == f"Undone: {EDIT}")
    assert opened.desk.calls == [("edit", "L01", {"sector": "Rezé – Centre"}), ("undo", "change1")]
    assert opened.window.undo_stack.undoText() == "M. Benali: Status"


def test_undo_waits_for_the_very_first_step_too(opened: Opened) -> None:
    bench, undo = opened.window.bench, opened.window.actions_table["undo"]
    assert not undo.isEnabled()
    with bench.storing():
        undo.trigger()
        bench.changed("change1", EDIT)
    opened.wait(lambda: opened.desk.calls == [("undo", "change1")])
    with bench.storing():
        undo.trigger()
    assert not undo.isEnabled(), "it was refused, and there is nothing to undo"


def test_undo_waits_for_a_decision_that_is_being_stored_and_takes_no_choice_of_it_back(opened: Opened) -> None:
    page = opened.show("conflicts")
    assert isinstance(page, ConflictsPage)
    opened.wait(lambda: page.case.model.rowCount() == 6)
    opened.window.bench.changed("earlier", EDIT)
    opened.desk.stored.clear()
    for key, held in ((Qt.Key.Key_Left, SHIFT), (Qt.Key.Key_Return, CONTROL)):
        QTest.keyClick(page.case.table, key, held)
    opened.wait(lambda: opened.desk.calls)
    QTest.keyClick(page.case.table, Qt.Key.Key_Z, CONTROL)
    opened.desk.stored.set()
    opened.wait(lambda: len(opened.desk.calls) == 2 and page.case.finish_button.isEnabled())
    assert opened.desk.calls[-1] == ("undo", "change1")
    draft = page.case.model.draft
    assert draft is not None
    assert (draft.case.record, draft.undecided) == ("L00", [])


def test_what_is_done_while_a_step_is_undone_stands_behind_it(opened: Opened) -> None:
    """Its memory took that of the step out of the window, which then knew no longer what it had undone."""
    bench, bar = opened.window.bench, opened.window.message_bar
    bench.changed("change1", "the first")
    opened.desk.turned.clear()
    bench.undo()
    bench.changed("change2", "the second")
    bench.undo()
    opened.desk.turned.set()
    opened.wait(lambda: bar.text == "Undone: the second")
    assert opened.desk.calls == [("undo", "change1"), ("undo", "change2")]
    assert bench.undo_stack.redoText() == "the second"
    assert bench.undo_stack.count() == 1


def test_where_what_was_being_stored_is_refused_nothing_else_is_undone(opened: Opened) -> None:
    bench = opened.window.bench
    bench.changed("change1", "the first")
    with bench.storing():
        bench.undo()
    assert bench.undo_stack.undoText() == "the first"
    assert opened.desk.calls == []
    bench.undo()
    opened.wait(lambda: opened.desk.calls == [("undo", "change1")])
