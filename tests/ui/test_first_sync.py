"""A first sync waits for its answer in the window: counted, shown and decided."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crmdesk.domain.events import ChangeSet
from crmdesk.domain.first_sync import Fate
from crmdesk.domain.reviews import Answer
from crmdesk.ui.sync.first_sync_texts import meant_text
from crmdesk.ui.sync.preview_view import PreviewView
from crmdesk.ui.sync.review_bar import ReviewBar
from crmdesk.ui.sync.review_dialog import ReviewDialog
from crmdesk.ui.sync.review_texts import effect_text
from crmdesk.ui.theme.tokens import Tone
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from crmdesk.ui.widgets.rows_table import RowsTable
from tests.ui.canned_first_sync import FIRST_SYNC, FIRST_SYNC_SAMPLES
from tests.ui.canned_rows import REVIEWS
from tests.ui.conftest import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def dialog(opened: Opened) -> ReviewDialog:
    made = ReviewDialog(opened.window, opened.desk, FIRST_SYNC, FIRST_SYNC_SAMPLES)
    made.open()
    opened.wait(made.isVisible)
    return made


def cells(table: RowsTable) -> list[tuple[str, ...]]:
    return [table.rows.line(row).texts for row in range(table.rows.rowCount())]


def view(dialog: ReviewDialog) -> PreviewView:
    (found,) = dialog.findChildren(PreviewView)
    return found


def test_it_is_told_in_its_own_words(opened: Opened) -> None:
    opened.desk.agency.reviews = [FIRST_SYNC]
    opened.window.bench.bridge.post(ChangeSet(problems=True))
    words = (
        "1 question about a first synchronisation. Of 4,484 records in Salesforce, 3,220 are on this computer already."
    )
    opened.wait(lambda: opened.window.message_bar.text == words)
    assert opened.window.message_bar.property("message") == "question"
    page = opened.show("sync")
    opened.wait(lambda: page.findChildren(ReviewBar))
    (bar,) = page.findChildren(ReviewBar)
    told = [label.text() for label in bar.findChildren(QLabel) if label.text()]
    assert "Salesforce · First synchronisation" in told
    assert "Nothing has been taken in and nothing has been sent yet." in told
    assert bar.look.text() == "Answer…"


def test_it_is_a_question_and_no_alarm_in_the_frame(opened: Opened) -> None:
    opened.desk.agency.reviews = [FIRST_SYNC]
    opened.window.bench.bridge.post(ChangeSet(problems=True))
    bar = opened.window.status_bar
    opened.wait(bar.questions.isVisible)
    assert bar.questions.text() == "1 question (first sync)"
    assert not bar.reviews.isVisible()
    assert badge(opened) == (1, Tone.ACCENT, "Synchronisation, 1 question about a first synchronisation")


def test_beside_an_alarm_both_are_told_apart(opened: Opened) -> None:
    opened.desk.agency.reviews = [FIRST_SYNC, REVIEWS[0]]
    opened.window.bench.bridge.post(ChangeSet(problems=True))
    bar = opened.window.status_bar
    opened.wait(bar.reviews.isVisible)
    assert (bar.questions.text(), bar.reviews.text()) == ("1 question (first sync)", "1 review")
    assert badge(opened) == (2, Tone.CONFLICT, "Synchronisation, 2 reviews to look at")
    words = "1 review to look at, 1 question about a first synchronisation: Salesforce, HubSpot"
    opened.wait(lambda: opened.window.message_bar.text == words)
    assert opened.window.message_bar.property("message") == "problem"


def badge(opened: Opened) -> tuple[int | None, Tone, object]:
    pages = opened.window.navigation.pages
    index = pages.index(pages.row_of("sync"))
    page = index.data(Qt.ItemDataRole.UserRole)
    return page.badge, page.badge_tone, index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_counts_stand_by_kind_and_by_field(dialog: ReviewDialog) -> None:
    counts = {texts[0].partition(":")[0]: texts[1:] for texts in cells(view(dialog).kinds)}
    assert counts == {
        "New here": ("1,204", "41"),
        "The same": ("2,610", "190"),
        "Completed": ("322", "80"),
        "To decide": ("18", "–"),
        "Ambiguous": ("7", "–"),
        "Same name": ("12", "–"),
        "New there": ("3", "–"),
    }
    assert cells(view(dialog).fields)[:2] == [
        ("Leads", "City", "211", "–", "11"),
        ("Leads", "Asking price", "40", "102", "7"),
    ]


def test_the_examples_say_who_is_who_and_what_becomes_of_them(dialog: ReviewDialog) -> None:
    assert cells(view(dialog).samples) == [
        ("M. et Mme Mercier", "City", "Vertou", "Nantes", "To decide"),
        ("T. Guérin", "Lead", "M. Thomas Guérin", "T. Guérin", "Ambiguous"),
        ("Mme Aïcha Diallo", "City", "–", "Saint-Herblain", "Completed"),
        ("M. Karim Benali", "Lead", "M. Karim Benali", "M. Karim Benali", "The same"),
        ("Mme Solène Riou", "Lead", "–", "Mme Solène Riou", "New here"),
    ]


def test_possible_duplicates_are_called_as_the_menu_calls_them(settings: UiSettings) -> None:
    for language, words in ((Language.ENGLISH, "“Possible duplicates”"), (Language.FRENCH, "Doublons possibles")):
        settings.language = language
        told = [meant_text(Fate.SUGGESTED), effect_text(Answer.UNLINK, FIRST_SYNC)]
        assert all(words in text for text in told), told


def test_three_answers_are_offered_and_none_is_chosen(dialog: ReviewDialog) -> None:
    assert list(dialog.answers) == [Answer.APPLY, Answer.UNLINK, Answer.STOP]
    assert dialog.chosen() is None
    assert not dialog.save_button.isEnabled()


def test_it_is_answered_by_the_keyboard(opened: Opened, dialog: ReviewDialog) -> None:
    dialog.answers[Answer.APPLY].setFocus()
    QTest.keyClick(dialog.answers[Answer.APPLY], Qt.Key.Key_Space)
    QTest.keyClick(dialog.answers[Answer.APPLY], Qt.Key.Key_Down)
    assert dialog.save_button.text() == "Take everything in as new"
    dialog.save_button.click()
    opened.wait(lambda: opened.desk.calls == [("decide_review", "R3", Answer.UNLINK)])
    assert opened.desk.agreed == FIRST_SYNC.shown
