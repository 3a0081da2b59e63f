"""Something uncommon is told, looked at and decided in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from crmdesk.domain.errors import InvalidInput
from crmdesk.domain.events import ChangeSet, RunProgress, RunStage
from crmdesk.domain.kinds import Kind
from crmdesk.domain.reviews import Answer, Uncommon
from crmdesk.store.queries.rows import ReviewRow
from crmdesk.ui.sync.account_health import AccountHealth
from crmdesk.ui.sync.review_bar import ReviewBar
from crmdesk.ui.sync.review_dialog import ReviewDialog
from crmdesk.ui.sync.review_texts import effect_text, reasons, review_title
from crmdesk.ui.translation import Language
from crmdesk.ui.ui_settings import UiSettings
from tests.ui.canned_rows import OAKLINE, REVIEWS, SAMPLES, TAKING_ALONG
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
    opened.wait(lambda: bar.text == "1 review to look at. Leads: 16 in the trash, to be deleted in Salesforce too.")
    opened.desk.agency.reviews = []
    opened.window.bench.bridge.post(ChangeSet(problems=True))
    opened.wait(bar.isHidden)


def tell(opened: Opened, reviews: list[ReviewRow]) -> None:
    opened.desk.agency.reviews = reviews
    opened.bridge.post(ChangeSet(problems=True))


def test_several_reviews_are_told_by_their_number_and_lead_to_all(opened: Opened) -> None:
    tell(opened, list(REVIEWS))
    bar = opened.window.message_bar
    opened.wait(lambda: bar.text == "2 reviews to look at: HubSpot, Salesforce")
    bar.act()
    page = opened.window.page("sync")
    opened.wait(lambda: len(page.findChildren(ReviewBar)) == 2)
    assert page.isVisible()


def test_the_way_to_look_has_the_keyboard_on_arrival_and_is_a_pane(opened: Opened) -> None:
    opened.window.activateWindow()
    tell(opened, list(REVIEWS))
    opened.wait(opened.window.message_bar.isVisible)
    opened.window.message_bar.panes()[0].setFocus()
    opened.window.message_bar.act()
    page = opened.window.page("sync")
    opened.wait(lambda: len(page.findChildren(ReviewBar)) == 2)
    first = page.findChildren(ReviewBar)[0].look
    opened.wait(lambda: opened.window.focusWidget() is first)
    opened.show("lead")
    opened.show("sync")
    assert opened.window.focusWidget() is first


def test_what_waits_at_a_paused_account_says_that_nothing_is_exchanged(opened: Opened) -> None:
    opened.desk.agency.reviews = [review for review in REVIEWS if review.connection == "H"]
    page = opened.show("sync")

    def said() -> set[str]:
        return {label.text() for bar in page.findChildren(ReviewBar) for label in bar.findChildren(QLabel)}

    opened.wait(lambda: any("goes on as usual" in words for words in said()))
    accounts = opened.desk.agency.connections
    opened.desk.agency.connections = [replace(each, state="paused") if each.id == "H" else each for each in accounts]
    opened.bridge.post(ChangeSet(connections=True))
    opened.wait(lambda: "The account is paused: nothing is exchanged with it until it is resumed." in said())
    assert not any("goes on as usual" in words for words in said())


def test_the_page_that_shows_them_ends_the_message(opened: Opened) -> None:
    bar = opened.window.message_bar
    tell(opened, list(REVIEWS))
    opened.wait(bar.isVisible)
    opened.show("pending")
    assert bar.isVisible()
    opened.show("sync")
    opened.wait(bar.isHidden)


def test_several_reasons_of_one_review_are_told_by_their_number(opened: Opened) -> None:
    tell(opened, REVIEWS[:1])
    opened.wait(lambda: opened.window.message_bar.text == "1 review to look at: HubSpot · 2 reasons")


def test_the_message_follows_what_is_left(opened: Opened) -> None:
    bar = opened.window.message_bar
    tell(opened, list(REVIEWS))
    opened.wait(lambda: bar.text.startswith("2 reviews"))
    tell(opened, REVIEWS[1:])
    opened.wait(lambda: bar.text.startswith("1 review to look at. Leads: 16 in the trash"))
    bar.close_message()
    tell(opened, list(REVIEWS))
    opened.wait(lambda: bar.text.startswith("2 reviews"))


def test_what_waits_is_seen_when_the_message_was_closed(opened: Opened) -> None:
    window = opened.window
    tell(opened, list(REVIEWS))
    opened.wait(window.message_bar.isVisible)
    window.message_bar.close_message()
    opened.wait(window.status_bar.reviews.isVisible)
    assert window.status_bar.reviews.text() == "2 reviews"
    pages = window.navigation.pages
    spoken = pages.index(pages.row_of("sync"))
    assert spoken.data(Qt.ItemDataRole.AccessibleTextRole) == "Synchronisation, 2 reviews to look at"
    window.status_bar.reviews.click()
    assert window.navigation.current_key() == "sync"
    tell(opened, [])
    opened.wait(lambda: not window.status_bar.reviews.isVisible())
    assert spoken.data(Qt.ItemDataRole.AccessibleTextRole) == "Synchronisation"


@pytest.mark.parametrize("language", [Language.FRENCH, Language.ENGLISH])
def test_the_status_bar_has_room_for_what_waits(opened: Opened, settings: UiSettings, language: Language) -> None:
    bar = opened.window.status_bar
    settings.language = language
    opened.window.resize(1024, 700)
    tell(opened, list(REVIEWS))
    opened.wait(bar.reviews.isVisible)
    assert bar.minimumSizeHint().width() <= 1024
    opened.bridge.post(RunProgress("S", RunStage.COMPARE, "contacts", 2340, 4100, 1180.0))
    opened.wait(bar.job.isVisible)
    assert bar.minimumSizeHint().width() <= 1024


def test_what_waits_stands_above_the_accounts(opened: Opened) -> None:
    opened.desk.agency.reviews = list(REVIEWS)
    page = opened.show("sync")
    opened.wait(lambda: len(page.findChildren(ReviewBar)) == 2)
    (card, *_) = page.findChildren(AccountHealth)
    opened.wait(
        lambda: page.findChildren(ReviewBar)[1].mapTo(page, QPoint(0, 0)).y() < card.mapTo(page, QPoint(0, 0)).y()
    )


def cells(dialog: ReviewDialog) -> list[tuple[str, ...]]:
    return [dialog.table.rows.line(row).texts for row in range(dialog.table.rows.rowCount())]


def test_each_record_is_shown_with_its_values_before_and_after(dialog: ReviewDialog) -> None:
    assert cells(dialog) == [
        ("M. Karim Benali", "Deletion", "Rezé · 12\u00a0Mar,\u00a009:14 · Jean\u00a0P.", "deleted"),
        ("Mme Sophie Le Goff", "Deletion", "Nantes · Marie\u00a0L.", "deleted"),
        ("M. et Mme Mercier", "Area", "Vertou", "–"),
        ("M. et Mme Mercier", "Time frame", "3 to 6 months", "Under 3 months"),
        ("M. Thomas Guérin", "Area", "Nantes – Erdre", "–"),
        ("Mme Aïcha Diallo", "Negotiator", "Jean P.", "Marie L."),
    ]


def test_deletions_tell_whom_they_are_about(opened: Opened) -> None:
    dialog = ReviewDialog(opened.window, opened.desk, REVIEWS[1], SAMPLES[:2])
    assert cells(dialog) == [
        ("M. Karim Benali", "Rezé", "12 Mar, 09:14", "Jean P."),
        ("Mme Sophie Le Goff", "Nantes", "–", "Marie L."),
    ]


def test_the_dialog_is_worked_by_the_keyboard_alone(opened: Opened, dialog: ReviewDialog) -> None:
    assert dialog.table.hasFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert dialog.answers[Answer.APPLY].hasFocus()
    assert dialog.chosen() is None, "going there chooses nothing"
    QTest.keyClick(dialog.answers[Answer.APPLY], Qt.Key.Key_Space)
    QTest.keyClick(dialog.answers[Answer.APPLY], Qt.Key.Key_Down)
    assert dialog.chosen() is Answer.REVERT
    for _ in range(2):
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if dialog.save_button.hasFocus():
            break
    assert dialog.save_button.hasFocus()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Return)
    opened.wait(lambda: opened.desk.calls == [("decide_review", "R1", Answer.REVERT)])


def test_enter_decides_nothing_before_the_button_is_reached(opened: Opened, dialog: ReviewDialog) -> None:
    dialog.answers[Answer.APPLY].click()
    for widget in (dialog.answers[Answer.APPLY], dialog.table):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert not any(button.isDefault() for button in dialog.findChildren(QPushButton))
    assert dialog.isVisible()
    assert opened.desk.calls == []


def test_a_small_screen_keeps_the_buttons_and_reaches_every_answer(opened: Opened, dialog: ReviewDialog) -> None:
    """At 200 % of an ordinary laptop's screen there are 540 pixels, and less without title and task bar."""
    dialog.resize(900, 460)
    opened.wait(lambda: dialog.height() == 460)
    assert dialog.rect().contains(dialog.save_button.geometry())
    last = dialog.answers[Answer.STOP]
    assert last.visibleRegion().isEmpty()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    for _ in range(3):
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Down)
    assert last.hasFocus()
    opened.wait(lambda: not last.visibleRegion().isEmpty())


def test_nothing_can_be_decided_before_an_answer_is_chosen(opened: Opened, dialog: ReviewDialog) -> None:
    assert not dialog.save_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.wait(lambda: not dialog.tasks.running("save"))
    assert opened.desk.calls == []
    assert dialog.error.isHidden()
    dialog.answers[Answer.REVERT].click()
    assert dialog.save_button.isEnabled()
    assert dialog.save_button.text() == "Restore it in the account"


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


def test_a_review_that_a_run_changes_is_shown_as_it_is_and_the_choice_stays(
    opened: Opened, dialog: ReviewDialog
) -> None:
    dialog.answers[Answer.REVERT].click()
    dialog.answers[Answer.REVERT].setFocus()
    alarms = (replace(REVIEWS[0].alarms[0], count=77), *REVIEWS[0].alarms[1:])
    tell(opened, [replace(REVIEWS[0], alarms=alarms, waiting=77), REVIEWS[1]])
    opened.wait(lambda: any("77" in label.text() for label in dialog.findChildren(QLabel)))
    assert dialog.chosen() is Answer.REVERT
    assert dialog.answers[Answer.REVERT].hasFocus()
    assert dialog.save_button.isEnabled()
    (news,) = [each for each in dialog.findChildren(QLabel) if each.text().startswith("This has changed since")]
    assert news.isVisible()
    dialog.save_button.click()
    opened.wait(lambda: opened.desk.calls == [("decide_review", "R1", Answer.REVERT)])
    assert opened.desk.agreed == replace(REVIEWS[0], alarms=alarms).shown


def test_a_review_that_stays_as_it_is_is_not_shown_anew(opened: Opened, dialog: ReviewDialog) -> None:
    before = dialog.table
    tell(opened, [REVIEWS[0]])
    page = opened.window.page("sync")
    opened.wait(lambda: len(page.findChildren(ReviewBar)) == 1)
    opened.qtbot.wait(30)
    assert dialog.table is before


def test_a_review_that_is_over_while_it_is_looked_at_says_so(opened: Opened, dialog: ReviewDialog) -> None:
    tell(opened, [REVIEWS[1]])
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
    assert dialog.height() < 700
    assert dialog.table.verticalScrollBar().maximum() > 0
    dialog.done(0)


def test_each_answer_says_what_becomes_of_what_the_review_is_about(dialog: ReviewDialog) -> None:
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "what was deleted there goes to the trash here" in told
    assert "what was emptied there becomes blank here" in told
    assert "what was deleted there is made anew" in told
    assert "what was emptied there is filled again" in told
    assert "changes here" not in told, "no field was changed in many records"
    assert "stay as they are here and in HubSpot" not in told, "some are gone there"


def test_of_deletions_alone_nothing_else_is_told() -> None:
    review = replace(REVIEWS[0], alarms=REVIEWS[0].alarms[:1])
    told = [effect_text(answer, review) for answer in Answer]
    assert "emptied" not in " ".join(told)
    assert told[2] == "The records stay here, and no longer belong to HubSpot."


def test_of_changed_fields_the_words_are_as_they_were() -> None:
    review = replace(REVIEWS[0], alarms=(replace(REVIEWS[0].alarms[1], what=Uncommon.CHANGED),))
    assert effect_text(Answer.APPLY, review) == "HubSpot is right: the records change here as well."


@pytest.mark.usefixtures("qapp")
def test_what_a_deletion_takes_along_is_told_with_both_numbers() -> None:
    assert review_title(TAKING_ALONG) == "Deletions that take others along"
    assert reasons(TAKING_ALONG) == ["Companies: deleting 1 in Salesforce also deletes 3 contacts and 1 deal there."]
    told = effect_text(Answer.APPLY, TAKING_ALONG)
    assert told.startswith(
        "The records are deleted in Salesforce with the next synchronisation, and others with them; what"
    )
    assert "goes to the trash here" in told
    assert effect_text(Answer.REVERT, TAKING_ALONG) == "The records come back from the trash; Salesforce keeps them."


def test_of_many_deletions_that_take_others_along_both_are_told() -> None:
    many = replace(TAKING_ALONG.alarms[0], what=Uncommon.DELETING, count=12, along={})
    review = replace(TAKING_ALONG, alarms=(many, replace(TAKING_ALONG.alarms[0], along={Kind.CONTACT: 1})))
    assert review_title(review) == "Many deletions to send"
    assert reasons(review)[1] == "Companies: deleting 1 in Salesforce also deletes 1 contact there."


def test_it_is_told_in_french_as_the_trade_speaks(opened: Opened, settings: UiSettings) -> None:
    settings.language = Language.FRENCH
    assert reasons(TAKING_ALONG) == [
        "Sociétés\u00a0: en supprimer 1 dans Salesforce y supprime aussi 3 contacts et 1 affaire."
    ]
    dialog = ReviewDialog(opened.window, opened.desk, TAKING_ALONG, [OAKLINE])
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Salesforce · Suppressions qui en entraînent d’autres" in told
