"""Something uncommon is told, looked at and decided in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet
from crmdesk.domain.reviews import Answer
from crmdesk.ui.sync.review_bar import ReviewBar
from crmdesk.ui.sync.review_dialog import ReviewDialog
from tests.ui.canned_rows import REVIEWS, SAMPLES
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def dialog(opened: Opened) -> ReviewDialog:
    """The dialog about what is wrong at HubSpot, opened from its card."""
    opened.desk.agency.reviews = list(REVIEWS)
    page = opened.show("sync")
    opened.wait(lambda: len(page.findChildren(ReviewBar)) == 2)
    (look,) = page.findChildren(ReviewBar)[0].findChildren(QPushButton)
    look.click()
    opened.wait(lambda: opened.window.findChildren(ReviewDialog))
    (found,) = opened.window.findChildren(ReviewDialog)
    return found


def test_an_open_review_is_told_once_and_its_end_takes_the_message_away(opened: Opened) -> None:
    opened.desk.agency.reviews = REVIEWS[1:]
    opened.window.bench.bridge.post(ChangeSet(problems=True))
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == "Leads: 16 records in the trash are to be deleted in Salesforce too.")
    opened.desk.agency.reviews = []
    opened.window.bench.bridge.post(ChangeSet(problems=True))
    opened.wait(bar.isHidden)


def test_nothing_can_be_decided_before_an_answer_is_chosen(opened: Opened, dialog: ReviewDialog) -> None:
    assert not dialog.save_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.desk.calls == []
    dialog.answers[Answer.REVERT].click()
    assert dialog.save_button.isEnabled()
    assert dialog.save_button.text() == "Put it right there"


def test_an_answer_is_carried_out_and_the_card_goes(opened: Opened, dialog: ReviewDialog) -> None:
    dialog.answers[Answer.APPLY].click()
    dialog.save_button.click()
    opened.wait(lambda: opened.desk.calls == [("decide_review", "R1", Answer.APPLY)])
    page = opened.window.page("sync")
    opened.wait(lambda: [bar.review.id for bar in page.findChildren(ReviewBar)] == ["R2"])


def test_what_somebody_else_has_decided_is_said_in_the_dialog(opened: Opened, dialog: ReviewDialog) -> None:
    opened.desk.refuse = InvalidInput("review_not_open")
    dialog.answers[Answer.STOP].click()
    dialog.save_button.click()
    opened.wait(lambda: dialog.error.text().startswith("This question is no longer open"))


def test_closing_the_dialog_decides_nothing(opened: Opened, dialog: ReviewDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    opened.wait(lambda: not dialog.isVisible())
    assert opened.desk.calls == []


def test_the_answers_stay_on_the_screen_however_many_records_are_shown(opened: Opened) -> None:
    many = [replace(SAMPLES[2], record=f"L{number}") for number in range(100)]
    dialog = ReviewDialog(opened.window, opened.desk, REVIEWS[0], many)
    dialog.show()
    opened.wait(lambda: dialog.table.rowHeight(0) > 0)
    assert dialog.sizeHint().height() < 700
    assert dialog.table.verticalScrollBar().maximum() > 0
    dialog.done(0)
