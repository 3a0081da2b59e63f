"""Taking a run back from the journal: shown before, done as it was shown, and undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import RunRow
from crmdesk.store.queries.run_effects import Effect, Left, RunEffects, What
from crmdesk.ui.sync.lines import run_lines
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.sync.undo_run_dialog import UndoRunDialog
from tests.ui.canned_rows import RUNS, USERS
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

EFFECTS = (
    Effect(What.VALUE, "L01", Kind.LEAD, "Durand", "city", "Lyon", "Rennes"),
    Effect(What.CREATED, "L02", Kind.LEAD, "Petit"),
    Effect(What.VALUE, "L03", Kind.LEAD, "Martin", "city", None, "Caen", Left.CHANGED_SINCE),
)


def effects(*found: Effect) -> RunEffects:
    return RunEffects("R3", "H", "HubSpot", RUNS[0].started_at, found, 2, "seen")


@pytest.fixture
def dialog(opened: Opened) -> UndoRunDialog:
    opened.desk.agency.effects["R3"] = effects(*EFFECTS)
    return asked(opened)


def asked(opened: Opened) -> UndoRunDialog:
    """The dialog about the newest run, asked for in the journal."""
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    page.tables.acted.emit(RUNS[0])
    opened.wait(lambda: opened.window.findChildren(UndoRunDialog))
    (found,) = opened.window.findChildren(UndoRunDialog)
    return found


def test_only_runs_that_brought_something_and_are_over_can_be_taken_back() -> None:
    running = RunRow("R4", "H", "HubSpot", RUNS[0].started_at, None, "running", {"applied": 3}, None)
    assert [bool(line.action) for line in run_lines([running, *RUNS])] == [False, True, True, False]


def test_a_run_that_a_crash_ended_can_be_taken_back_too() -> None:
    """Nobody counted what it had brought by then; what there is to take back is listed before."""
    ended = RunRow("R4", "H", "HubSpot", RUNS[0].started_at, RUNS[0].ended_at, "interrupted", {}, None)
    (line,) = run_lines([ended])
    assert line.action


def test_a_run_in_which_a_policy_decided_what_was_asked_before_can_be_taken_back_too() -> None:
    """It brought nothing new."""
    decided = replace(RUNS[0], counts={"pulled": 0, "applied": 0, "pushed": 0, "decided": 300})
    (line,) = run_lines([decided])
    assert line.action
    assert line.texts[2].startswith("Done · nothing new there, 0 sent, 300 conflict")


def test_everything_is_shown_before(dialog: UndoRunDialog) -> None:
    model = dialog.table.model()
    rows = [[str(model.index(at, column).data()) for column in range(1, 6)] for at in range(model.rowCount())]
    assert rows[0] == ["Durand", "City: changed a value", "Lyon", "Rennes", "taken back"]
    assert rows[1][1] == "brought this record"
    assert rows[2][4] == "stays: changed since"
    assert dialog.save_button.text() == "Take back 2 items"


def test_who_is_referred_to_is_named(opened: Opened) -> None:
    id, name = next(iter(USERS.items()))
    given = Effect(What.VALUE, "L01", Kind.LEAD, "Durand", "owner", None, id)
    opened.desk.agency.effects["R3"] = effects(given)
    model = asked(opened).table.model()
    assert [model.index(0, column).data() for column in (3, 4)] == ["–", name]


def test_enter_on_a_run_is_the_way_to_take_it_back(opened: Opened) -> None:
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.desk.agency.effects["R3"] = effects(*EFFECTS)
    page.tables.opened.emit(RUNS[-1])
    page.tables.opened.emit(RUNS[0])
    opened.wait(lambda: opened.window.findChildren(UndoRunDialog))
    assert len(opened.window.findChildren(UndoRunDialog)) == 1


def test_what_was_sent_is_told_only_where_something_was(opened: Opened, dialog: UndoRunDialog) -> None:
    assert any("sent with what was here" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    silent = UndoRunDialog(opened.window, opened.desk, replace(effects(*EFFECTS), sent=0), {})
    silent.show()
    assert not any(
        "sent with what was here" in label.text() for label in silent.findChildren(QLabel) if label.isVisible()
    )


def test_return_takes_it_back(opened: Opened, dialog: UndoRunDialog) -> None:
    opened.wait(dialog.isVisible)
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    opened.wait(lambda: ("undo_run", "R3", "seen") in opened.desk.calls)


def test_it_is_done_as_it_was_shown_and_can_be_undone(opened: Opened, dialog: UndoRunDialog) -> None:
    dialog.save_button.click()
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == "2 items taken back.")
    assert ("undo_run", "R3", "seen") in opened.desk.calls
    bar.act()
    opened.wait(lambda: any(call[0] == "undo" for call in opened.desk.calls))


def test_what_moved_meanwhile_is_not_taken_back(opened: Opened, dialog: UndoRunDialog) -> None:
    opened.desk.refuse = InvalidInput("run_moved")
    dialog.save_button.click()
    opened.wait(dialog.error.isVisible)
    assert not dialog.save_button.isEnabled()


def test_nothing_to_take_back_is_said(opened: Opened) -> None:
    opened.desk.agency.effects["R3"] = effects(EFFECTS[2])
    assert not asked(opened).save_button.isEnabled()
