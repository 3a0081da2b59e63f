"""The page of what waits: send it now, or give it up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from crmdesk.domain.conflicts import EXISTENCE
from crmdesk.domain.custom_fields import CustomField
from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.kinds import Kind
from crmdesk.store.queries import status
from crmdesk.store.queries.rows import Hold
from crmdesk.ui.accounts.sending_dialog import SendingDialog
from crmdesk.ui.conflicts.page import ConflictsPage
from crmdesk.ui.field_texts import call_custom_fields
from crmdesk.ui.pending.page import PendingPage
from crmdesk.ui.sync.page import SyncPage
from crmdesk.ui.sync.review_bar import ReviewBar
from crmdesk.ui.sync.review_dialog import ReviewDialog
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.canned_first_sync import FIRST_SYNC
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


def test_all_that_waits_is_counted_where_only_the_first_of_it_are_listed(
    opened: Opened, page: PendingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two thousand changes the page said five hundred, and the status bar below it two thousand."""
    monkeypatch.setattr(status, "pending", lambda agency: agency.waiting[:2])
    page.begin()
    opened.wait(lambda: page.table.rows.rowCount() == 2)
    (count,) = [each.text() for each in page.findChildren(QLabel) if each.text().startswith("5 changes")]
    assert count.endswith(" · 2 of 5 are shown.")


def test_what_is_on_its_way_cannot_be_given_up(opened: Opened, page: PendingPage) -> None:
    page.table.selectRow(3)
    current = page.current()
    assert current is not None
    assert current.in_flight
    page.discard()
    assert opened.desk.calls == []


def test_what_a_conflict_asks_about_is_not_given_up_beside_it(opened: Opened, page: PendingPage) -> None:
    waiting = opened.desk.agency.waiting
    waiting[0] = replace(waiting[0], fields=(), contested=(EXISTENCE, "status"))
    opened.bridge.post(ChangeSet(conflicts=True))
    opened.wait(lambda: page.table.rows.line(0).action == "Decide")
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    (discard,) = [each for each in page.findChildren(QPushButton) if each.text() == "Discard"]
    assert not discard.isEnabled()
    assert "A conflict asks about this change" in discard.toolTip()
    assert opened.desk.calls == []
    page.table.selectRow(1)
    assert discard.isEnabled()


def test_what_the_desk_refuses_is_said(opened: Opened, page: PendingPage) -> None:
    opened.desk.refuse = InvalidInput("on_its_way")
    page.discard()
    opened.wait(lambda: opened.window.message_bar.text.startswith("On its way"))


@pytest.mark.parametrize(
    ("contested", "words"),
    [
        (("status",), "Status"),
        ((EXISTENCE,), "Deletion"),
        ((EXISTENCE, "status", "city"), "Status, city"),
    ],
)
def test_what_waits_for_a_decision_says_so_and_leads_to_it(
    opened: Opened, page: PendingPage, contested: tuple[str, ...], words: str
) -> None:
    waiting = opened.desk.agency.waiting
    waiting[0] = replace(waiting[0], record="L08", name="M. Luc Perrin", fields=(), contested=contested, held=True)
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


@pytest.mark.parametrize(
    ("hold", "words", "action"),
    [
        (Hold.PAUSED, "Not sent: account paused", "Go on"),
        (Hold.SIGNED_OUT, "Not sent: sign-in needed", "Reconnect"),
        (Hold.ARRIVING, "After the first synchronisation", ""),
        (Hold.QUESTION, "Waits for your answer", "Look at it"),
        (Hold.REVIEW, "Waits for your review", "Look at it"),
    ],
)
def test_each_line_says_what_it_waits_for(
    opened: Opened, page: PendingPage, hold: Hold, words: str, action: str
) -> None:
    only = replace(opened.desk.agency.waiting[0], hold=hold)
    opened.desk.agency.waiting = [only]
    opened.bridge.post(ChangeSet(pending=True))
    opened.wait(lambda: page.table.rows.rowCount() == 1)
    line = page.table.rows.line(0)
    assert (line.state, line.action) == (words, action)
    (send,) = [each for each in page.findChildren(QPushButton) if each.text() == "Send all now"]
    assert not send.isVisible(), "nothing would go out"


def test_a_row_that_only_adds_fields_is_not_told_as_a_record_that_is_made(
    opened: Opened, page: PendingPage, settings: UiSettings
) -> None:
    new = replace(next(row for row in opened.desk.agency.waiting if row.verb == "create"), kind=Kind.LEAD)
    opened.desk.agency.waiting = [new, replace(new, record="L02", adds=True)]
    opened.bridge.post(ChangeSet(pending=True))
    opened.wait(lambda: page.table.rows.rowCount() == 2)
    assert [page.table.rows.line(row).texts[2] for row in (0, 1)] == ["New: lead", "Entry among the account’s leads"]
    settings.language = Language.FRENCH
    opened.wait(lambda: page.table.rows.line(1).texts[2] == "Ajout aux leads du compte")


def test_an_account_that_is_switched_off_says_so_before_a_review(opened: Opened, page: PendingPage) -> None:
    opened.desk.agency.waiting = [replace(opened.desk.agency.waiting[1], hold=Hold.REVIEW)]
    opened.bridge.post(ChangeSet(pending=True))
    opened.wait(lambda: page.table.rows.rowCount() == 1)
    assert page.table.rows.line(0).action == "Switch on"


def test_what_waits_for_a_paused_account_goes_on_with_it(opened: Opened, page: PendingPage) -> None:
    page.table.acted.emit(replace(opened.desk.agency.waiting[0], hold=Hold.PAUSED))
    opened.wait(lambda: opened.desk.calls == [("paused", "H", False)])


def test_sending_is_switched_on_where_it_is_missed(opened: Opened, page: PendingPage) -> None:
    page.table.acted.emit(opened.desk.agency.waiting[1])
    opened.wait(lambda: opened.window.findChildren(SendingDialog))
    (dialog,) = opened.window.findChildren(SendingDialog)
    assert opened.desk.calls == [], "it asks first"
    dialog.save_button.click()
    opened.wait(lambda: opened.desk.calls == [("sending", "P", True)])


def test_what_waits_for_an_answer_leads_to_the_question(opened: Opened, page: PendingPage) -> None:
    opened.desk.agency.reviews = [FIRST_SYNC]
    asked = replace(opened.desk.agency.waiting[0], connection="S", hold=Hold.QUESTION)
    page.table.acted.emit(asked)
    sync = opened.window.page("sync")
    assert isinstance(sync, SyncPage)
    opened.wait(lambda: sync.isVisible() and sync.findChildren(ReviewBar))
    sync.tables.acted.emit(asked)
    opened.wait(lambda: opened.window.findChildren(ReviewDialog))


def test_what_was_refused_until_somebody_does_something_there_is_tried_again_at_once(
    opened: Opened, page: PendingPage
) -> None:
    only = replace(opened.desk.agency.waiting[0], problem="cell_merged")
    problem = replace(
        opened.desk.agency.problems[3], id=7, connection=only.connection, record=only.record, key="cell_merged"
    )
    elsewhere = replace(problem, id=8, connection="elsewhere")
    doubt = replace(problem, id=9, key="possible_copy", next_try=None)
    opened.desk.agency.waiting, opened.desk.agency.problems = [only], [problem, elsewhere, doubt]
    opened.bridge.post(ChangeSet(pending=True))
    opened.wait(lambda: page.table.rows.rowCount() == 1)
    line = page.table.rows.line(0)
    assert (line.state, line.action) == ("Merged there", "Send now")
    page.table.acted.emit(line.key)
    opened.wait(lambda: opened.desk.calls)
    assert opened.desk.calls == [("retry", 7)], "a run alone would leave it until its next try"
    (send,) = [each for each in page.findChildren(QPushButton) if each.text() == "Send all now"]
    send.click()
    opened.wait(lambda: opened.desk.calls[1:] == [("retry", 7), ("sync", None)])


def test_what_waits_in_part_goes_out_in_part(opened: Opened, page: PendingPage) -> None:
    waiting = opened.desk.agency.waiting
    waiting[0] = replace(waiting[0], contested=("owner",))
    opened.bridge.post(ChangeSet(pending=True))
    page.begin()
    opened.wait(lambda: page.table.rows.line(0).key == waiting[0])
    assert page.table.rows.line(0).action == "Send now"


def test_the_agencys_own_words_keep_their_capitals_in_a_line(opened: Opened, page: PendingPage) -> None:
    """“Classe DPE” became “classe dpe”."""
    call_custom_fields([CustomField(Kind.LEAD, "x.choice.classe_dpe", "Classe DPE")])
    waiting = opened.desk.agency.waiting
    waiting[0] = replace(waiting[0], fields=("status", "x.choice.classe_dpe", "last_contact_at"))
    opened.bridge.post(ChangeSet(pending=True))
    page.begin()
    opened.wait(lambda: page.table.rows.line(0).key == waiting[0])
    assert page.table.rows.line(0).texts[2] == "Status, Classe DPE, last contact"


def test_where_nothing_waits_the_page_leads_back(opened: Opened) -> None:
    opened.desk.agency.waiting = []
    page = opened.show("pending")
    (back,) = [each for each in page.findChildren(QPushButton) if each.text() == "Back to the leads"]
    opened.wait(back.isVisible)
    back.click()
    assert opened.window.navigation.current_key() == "lead"
