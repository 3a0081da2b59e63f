"""What the frame and the synchronisation page say of runs, of accounts that do not work, and of a demonstration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from crmdesk.domain.events import ChangeSet, RunProgress, RunReport, RunStage, RunStarted, RunStatus
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries.rows import ProblemRow, RunRow
from crmdesk.ui.bridge import Bridge
from crmdesk.ui.main_window import MainWindow
from crmdesk.ui.quit_dialog import QuitDialog
from crmdesk.ui.services import Profile
from crmdesk.ui.shell.palette import Palette
from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.sync.lines import problem_lines, run_lines
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.sync.run_bar import RunBar
from crmdesk.ui.theme.look import Look
from crmdesk.ui.translation import Language, Translation
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.basics import Button
from tests.ui import canned_rows
from tests.ui.canned_desk import CannedDesk
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
HUBSPOT = next(row for row in canned_rows.CONNECTIONS if row.id == "H")


@pytest.fixture
def quiet(opened: Opened) -> Opened:
    """A window over one account that works, with nothing open."""
    agency = opened.desk.agency
    agency.connections = [replace(HUBSPOT, pending=0, problems=0, conflicts=0)]
    agency.cases, agency.problems, agency.waiting = {}, [], []
    opened.bridge.post(ChangeSet(connections=True, conflicts=True, pending=True, problems=True))
    opened.wait(lambda: not opened.window.status_bar.conflicts.isVisible())
    opened.wait(lambda: opened.window.status_bar.state.text() == "Online")
    return opened


def test_an_account_that_needs_signing_in_is_what_the_status_says(quiet: Opened) -> None:
    quiet.desk.agency.connections = [
        replace(HUBSPOT, state="sign_in", failure=("access_revoked", {}), last_success=canned_rows.ago(hours=5)),
        replace(HUBSPOT, id="S", name="Salesforce"),
    ]
    quiet.bridge.post(ChangeSet(connections=True))
    bar = quiet.window.status_bar
    quiet.wait(lambda: bar.state.text() == "HubSpot: sign-in needed")
    assert bar.state_icon()[0] == "alert-triangle"
    assert bar.last.text() == "Last sync 5 h ago"
    bar.state.click()
    assert quiet.window.navigation.current_key() == "accounts"


def test_accounts_that_fail_are_what_the_status_says(quiet: Opened) -> None:
    """The message about one can be closed, and says nothing of the others."""
    bar = quiet.window.status_bar
    assert bar.state_icon()[0] == "cloud-check"
    quiet.desk.agency.connections = [replace(quiet.desk.agency.connections[0], failure=("server_error", {}))]
    quiet.bridge.post(ChangeSet(connections=True))
    quiet.wait(lambda: bar.state_icon()[0] == "alert-triangle")
    assert bar.state.text() == "1 account failing"
    bar.state.click()
    assert quiet.window.navigation.current_key() == "sync"


def test_a_run_is_seen_from_its_start_and_can_be_stopped(quiet: Opened) -> None:
    page = quiet.show("sync")
    assert isinstance(page, SyncPage)
    quiet.wait(lambda: page.findChildren(AccountHealth))
    quiet.bridge.post(RunStarted("H"))
    bar = quiet.window.status_bar
    quiet.wait(bar.job.isVisible)
    assert (bar.job.text(), bar.stop.isVisible()) == ("HubSpot · synchronising", True)
    quiet.wait(lambda: page.findChildren(RunBar))
    (card,) = page.findChildren(RunBar)
    assert card.findChildren(QProgressBar)[0].maximum() == 0
    next(button for button in card.findChildren(Button) if button.text() == "Stop").click()
    assert quiet.desk.calls == [("stop", "H")]
    quiet.bridge.post(RunReport("H", "hubspot", RunStatus.DONE))
    quiet.wait(lambda: not bar.job.isVisible())
    quiet.wait(lambda: not [each for each in page.findChildren(RunBar) if each.isVisible()])


def test_a_run_that_began_before_the_page_was_opened_is_seen_there(quiet: Opened) -> None:
    quiet.bridge.post(RunStarted("H"))
    quiet.wait(quiet.window.status_bar.job.isVisible)
    page = quiet.show("sync")
    quiet.wait(lambda: page.findChildren(RunBar))


def test_the_end_of_one_run_leaves_the_other_in_the_status(opened: Opened) -> None:
    bar = opened.window.status_bar
    opened.bridge.post(RunStarted("S"))
    opened.bridge.post(RunProgress("H", RunStage.READ, "contacts", 30, 60, 10.0))
    opened.wait(lambda: bar.job.text() == "HubSpot · reading · 50%")
    opened.bridge.post(RunReport("H", "hubspot", RunStatus.DONE))
    opened.wait(lambda: bar.job.text() == "Salesforce · synchronising")


def test_a_failing_account_is_among_the_problems(quiet: Opened) -> None:
    quiet.desk.agency.connections = [replace(HUBSPOT, failure=("unreachable", {}))]
    quiet.desk.agency.runs = []
    page = quiet.show("sync")
    assert isinstance(page, SyncPage)
    quiet.wait(lambda: page.tables.table.rows.rowCount() == 1)
    line = page.tables.table.rows.line(0)
    assert (line.texts[0], line.texts[1], line.texts[2], line.texts[4]) == (
        "–",
        "Whole account",
        "HubSpot · access",
        "by itself",
    )
    assert (line.state, line.action) == ("tried again by itself", "Try now")
    page.tables.acted.emit(line.key)
    assert quiet.desk.calls == [("sync", "H")]


def test_nonsense_of_a_whole_account_is_tried_again_by_itself(quiet: Opened) -> None:
    """It is stored as a problem, unlike a network that is away; the worker comes back to the account all the same."""
    assert quiet.window.isVisible()
    whole = ProblemRow(
        5, "H", "HubSpot", None, None, "", None, None, "answer_unexpected", {}, canned_rows.ago(days=1),
        canned_rows.ago(hours=16), 1, None,
    )  # fmt: skip
    # One of its objects: that waits for what a person does there.
    part = replace(whole, verb="read", key="not_allowed")
    unsent = replace(whole, verb="write", key="not_allowed")
    told = [(line.state, line.texts[2], line.texts[4]) for line in problem_lines([whole, part, unsent])]
    assert told == [
        ("tried again by itself", "HubSpot · access", "by itself"),
        ("needs you", "HubSpot · reading", "up to you"),
        ("needs you", "HubSpot · sending", "up to you"),
    ]


@pytest.mark.parametrize(("key", "action"), [("too_long_there", "Correct"), ("property_missing", "Try now")])
def test_what_a_person_types_is_corrected_and_what_is_put_right_there_is_tried_again(
    quiet: Opened, key: str, action: str
) -> None:
    """Refusals are tried again by themselves, later and later: that makes no value shorter."""
    assert quiet.window.isVisible()
    refused = ProblemRow(
        5, "H", "HubSpot", "R1", Kind.LEAD, "Moreau", "city", "update", key, {"limit": 40, "vendor_words": "No"},
        canned_rows.ago(hours=2), canned_rows.ago(hours=1), 2, canned_rows.ago(hours=-1),
    )  # fmt: skip
    (line,) = problem_lines([refused])
    assert line.action == action


def test_an_account_without_sign_in_asks_for_it_among_the_problems(quiet: Opened) -> None:
    quiet.desk.agency.connections = [replace(HUBSPOT, state="sign_in", failure=("refresh_refused", {}))]
    page = quiet.show("sync")
    assert isinstance(page, SyncPage)
    quiet.wait(lambda: page.tables.table.rows.rowCount() == 1)
    line = page.tables.table.rows.line(0)
    assert (line.state, line.texts[4], line.action) == ("needs you", "up to you", "Reconnect")


def test_a_failure_that_is_told_already_is_told_once(opened: Opened) -> None:
    page = opened.show("sync")
    assert isinstance(page, SyncPage)
    opened.wait(lambda: page.tables.table.rows.rowCount() == len(opened.desk.agency.problems))


def test_the_badge_counts_what_the_list_lists(opened: Opened) -> None:
    pages = opened.window.navigation.pages
    badge = pages.index(pages.row_of("conflicts")).data(Qt.ItemDataRole.UserRole).badge
    assert badge == len(opened.desk.agency.cases)
    assert opened.window.status_bar.conflicts.text() == f"{badge} conflicts"
    page = opened.show("conflicts")
    opened.wait(lambda: f"{badge} to decide" in {label.text() for label in page.findChildren(QLabel)})


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"pulled": 767, "applied": 0, "pushed": 0}, "Done · nothing new there, 0 sent"),
        ({"pulled": 767, "applied": 3, "pushed": 1}, "Done · 3 new or changed, 1 sent"),
    ],
)
def test_the_journal_tells_what_was_new(opened: Opened, counts: dict[str, int], words: str) -> None:
    del opened
    at = canned_rows.ago(minutes=3)
    (line,) = run_lines([RunRow("R", "H", "HubSpot", at, at, "done", counts, None)])
    assert line.texts[2] == words


@pytest.mark.parametrize(("status", "words"), [("running", "Running"), ("interrupted", "Interrupted")])
def test_the_journal_does_not_tell_what_a_run_did_that_nobody_counted(opened: Opened, status: str, words: str) -> None:
    """A crash ends a run without its counts; “nothing new there” would say that it brought nothing."""
    del opened
    at = canned_rows.ago(minutes=3)
    (line,) = run_lines([RunRow("R", "H", "HubSpot", at, None, status, {}, None)])
    assert line.texts[2] == words


def test_the_key_beside_the_search_goes_to_it(opened: Opened) -> None:
    search = opened.window.top_bar.search
    (key,) = [label.text() for label in search.findChildren(QLabel) if label.text()]
    opened.window.navigation.setFocus()
    QTest.keySequence(opened.window, QKeySequence(key, QKeySequence.SequenceFormat.NativeText))
    opened.wait(search.hasFocus)


def test_a_palette_without_a_hit_says_so(opened: Opened) -> None:
    opened.window.actions_table["palette"].trigger()
    palette = opened.window.findChild(Palette)
    assert palette is not None
    palette.line.setText("zzz")
    opened.wait(lambda: not palette.view.isVisible())
    assert "Nothing found" in " ".join(label.text() for label in palette.findChildren(QLabel) if label.isVisible())
    palette.line.setText("Benali")
    opened.wait(palette.view.isVisible)


@pytest.fixture
def demonstration(
    loop: object, desk: CannedDesk, dressed: tuple[Look, Translation], tmp_path: Path, qtbot: QtBot
) -> Iterator[Opened]:
    """The window of a demonstration."""
    del loop
    settings = UiSettings(tmp_path / "window.ini", Profile(tmp_path, "0.1.0", "memory", demo=True), *dressed)
    settings.language = Language.ENGLISH
    window = MainWindow(desk, Bridge(), settings)
    window.show()
    window.begin()
    made = Opened(window, desk, qtbot)
    made.wait(window.top_bar.account.isVisible)
    yield made
    window.end()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_demonstration_says_what_it_is(demonstration: Opened) -> None:
    mark = demonstration.window.top_bar.demo
    assert (mark.isVisible(), mark.text()) == (True, "Demonstration")
    assert "nothing leaves this computer" in mark.toolTip()


def test_other_windows_do_not(opened: Opened) -> None:
    assert not opened.window.top_bar.demo.isVisible()


def test_the_end_of_a_demonstration_promises_nothing(demonstration: Opened) -> None:
    demonstration.window.close()
    demonstration.wait(lambda: demonstration.window.findChild(QuitDialog))
    dialog = demonstration.window.findChild(QuitDialog)
    assert dialog is not None
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "The demonstration ends, and its data go with it." in words
    assert "kept" not in words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FRENCH, "Elle est gardée sur cet ordinateur et partira au prochain lancement de crmdesk."),
        (Language.ENGLISH, "It is kept on this computer and sent the next time crmdesk runs."),
    ],
)
def test_one_change_is_one(opened: Opened, settings: UiSettings, language: Language, words: str) -> None:
    settings.language = language
    dialog = QuitDialog(opened.window, 1, 0, 0)
    opened.qtbot.addWidget(dialog)
    assert words in [label.text() for label in dialog.findChildren(QLabel)]
